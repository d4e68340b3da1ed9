/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

#include "config.h"

#include "qv-outline-row.h"

#include <string.h>

struct _QvOutlineRow
{
  GObject parent_instance;

  QvOutlineType type;
  QvItem *item; /* (nullable): the note or cluster */
  QvOutlineLook look;
};

G_DEFINE_FINAL_TYPE (QvOutlineRow, qv_outline_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
qv_outline_row_finalize (GObject *object)
{
  QvOutlineRow *self = QV_OUTLINE_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (qv_outline_row_parent_class)->finalize (object);
}

static void
qv_outline_row_class_init (QvOutlineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_outline_row_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", QV_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qv_outline_row_init (QvOutlineRow *self)
{
}

QvOutlineRow *
qv_outline_row_new (QvOutlineType type, QvItem *item)
{
  QvOutlineRow *self = g_object_new (QV_TYPE_OUTLINE_ROW, NULL);

  self->type = type;
  g_set_object (&self->item, item);
  return self;
}

QvOutlineType
qv_outline_row_get_kind (QvOutlineRow *self)
{
  g_return_val_if_fail (QV_IS_OUTLINE_ROW (self), QV_OUTLINE_NOTE);

  return self->type;
}

/**
 * qv_outline_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its note or cluster
 */
QvItem *
qv_outline_row_get_item (QvOutlineRow *self)
{
  g_return_val_if_fail (QV_IS_OUTLINE_ROW (self), NULL);

  return self->item;
}

/**
 * qv_outline_row_get_note:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its note
 */
QvNote *
qv_outline_row_get_note (QvOutlineRow *self)
{
  g_return_val_if_fail (QV_IS_OUTLINE_ROW (self), NULL);

  return self->type == QV_OUTLINE_NOTE ? QV_NOTE (self->item) : NULL;
}

/**
 * qv_outline_row_get_cluster:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the cluster whose heading it is
 */
QvCluster *
qv_outline_row_get_cluster (QvOutlineRow *self)
{
  g_return_val_if_fail (QV_IS_OUTLINE_ROW (self), NULL);

  return self->type == QV_OUTLINE_CLUSTER ? QV_CLUSTER (self->item) : NULL;
}

/**
 * qv_outline_row_get_id:
 * @self: a row
 *
 * Returns: the id of its note or cluster, or %QV_ID_NONE
 */
QvId
qv_outline_row_get_id (QvOutlineRow *self)
{
  g_return_val_if_fail (QV_IS_OUTLINE_ROW (self), QV_ID_NONE);

  return self->item != NULL ? qv_item_get_id (self->item) : QV_ID_NONE;
}

/**
 * qv_outline_row_set_item:
 * @self: a row
 * @item: the same note or cluster, as another object
 *
 * A note that was just written is another object than the one that waited for the disk.
 */
void
qv_outline_row_set_item (QvOutlineRow *self, QvItem *item)
{
  g_return_if_fail (QV_IS_OUTLINE_ROW (self));
  g_return_if_fail (self->item != NULL && qv_item_get_id (self->item) == qv_item_get_id (item));

  if (g_set_object (&self->item, item))
    g_signal_emit (self, signals[CHANGED], 0);
}

const QvOutlineLook *
qv_outline_row_get_look (QvOutlineRow *self)
{
  g_return_val_if_fail (QV_IS_OUTLINE_ROW (self), NULL);

  return &self->look;
}

static gboolean
looks_same (const QvOutlineLook *a, const QvOutlineLook *b)
{
  return a->depth == b->depth && a->relation == b->relation && a->is_first == b->is_first &&
         a->is_last == b->is_last && a->has_more == b->has_more && a->is_expanded == b->is_expanded &&
         a->lines == b->lines && a->n_notes == b->n_notes &&
         memcmp (a->counts, b->counts, sizeof a->counts) == 0;
}

void
qv_outline_row_set_look (QvOutlineRow *self, const QvOutlineLook *look)
{
  g_return_if_fail (QV_IS_OUTLINE_ROW (self));

  if (looks_same (&self->look, look))
    return;
  self->look = *look;
  g_signal_emit (self, signals[CHANGED], 0);
}
