/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-item.h"

G_BEGIN_DECLS

typedef enum
{
  QV_OUTLINE_UNPLACED, /* the heading of notes that are not on the map yet */
  QV_OUTLINE_PARKED,   /* the heading of the parking lot */
  QV_OUTLINE_CLUSTER,
  QV_OUTLINE_NOTE,
  QV_OUTLINE_APART,    /* the heading of notes that are in no cluster, where they have a column */
} QvOutlineType;

/* How a row became what it is below the row above it. */
typedef enum
{
  QV_OUTLINE_ROOT,
  QV_OUTLINE_TURNED, /* the note above was turned round into it */
  QV_OUTLINE_MERGED, /* it is behind the note above */
} QvOutlineRelation;

/* What is shown of a row, apart from its note or cluster itself. */
typedef struct
{
  guint depth; /* 0 of a card, 1 below another note, … */
  QvOutlineRelation relation;
  gboolean is_first; /* of its card */
  gboolean is_last;
  gboolean has_more; /* it can be expanded */
  gboolean is_expanded;
  guint lines;     /* bit i: below the row a line goes on from a note of depth i to what came out of it */
  guint n_notes;   /* behind a heading, a cluster or a merged note */
  guint counts[QV_N_HELICES + 1]; /* of those, by QvHelix; 0 is not attributed */
} QvOutlineLook;

/**
 * QvOutlineRow:
 *
 * A row of #QvNoteOutline. Signal "changed" when its look is another one, or its note another object.
 */
#define QV_TYPE_OUTLINE_ROW (qv_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (QvOutlineRow, qv_outline_row, QV, OUTLINE_ROW, GObject)

QvOutlineRow        *qv_outline_row_new         (QvOutlineType type, QvItem *item);
QvOutlineType        qv_outline_row_get_kind    (QvOutlineRow *self);
QvItem              *qv_outline_row_get_item    (QvOutlineRow *self);
QvNote              *qv_outline_row_get_note    (QvOutlineRow *self);
QvCluster           *qv_outline_row_get_cluster (QvOutlineRow *self);
QvId                 qv_outline_row_get_id      (QvOutlineRow *self);
const QvOutlineLook *qv_outline_row_get_look    (QvOutlineRow *self);
void                 qv_outline_row_set_item    (QvOutlineRow *self, QvItem *item);
void                 qv_outline_row_set_look    (QvOutlineRow *self, const QvOutlineLook *look);

G_END_DECLS
