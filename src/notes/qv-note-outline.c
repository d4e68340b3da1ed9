/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything is laid out anew before the next frame, once for all that changed since the last: a thousand
 * notes take a millisecond or two. What came out the same at both ends is not told to the list. */
#define G_LOG_DOMAIN "qv-notes"

#include "config.h"

#include "qv-note-outline.h"

#include <string.h>

#include "qv-note-commands.h"

#define MAX_DEPTH 8

struct _QvNoteOutline
{
  GObject parent_instance;

  GListModel *notes;
  GListModel *clusters;
  GListModel *links;
  GPtrArray *rows;     /* (element-type QvOutlineRow), as they are shown */
  GHashTable *known;   /* id → QvOutlineRow */
  GHashTable *toggled; /* ids of what is not as it is at first: clusters folded, merged notes open */
  QvOutlineRow *headings[2];
  guint update_source;
  gboolean is_filtered; /* then all that matches is shown, folded or not */
};

static void qv_note_outline_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QvNoteOutline,
                               qv_note_outline,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, qv_note_outline_init_model))

/* While it is laid out. */
typedef struct
{
  QvNoteOutline *self;
  GPtrArray *rows;
  GArray *looks; /* (element-type QvOutlineLook) of @rows */
  GHashTable *known;
  GHashTable *shown;   /* id → QvNote, those of the model */
  GHashTable *parents; /* id → Parent, of notes that stand below another */
  GHashTable *below;   /* id → GPtrArray of QvNote, in the order of the model */
} Layout;

typedef struct
{
  QvId id;
  QvOutlineRelation relation;
  gboolean is_apart; /* the note came from it and went to another cluster, where it stands alone */
} Parent;

typedef gboolean (*Chooser) (QvNote *note, QvId cluster);

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64 *
make_key (QvId id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  return key;
}

static GHashTable *
make_table (GDestroyNotify destroy)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, destroy);
}

static QvId
get_cluster (QvNote *note)
{
  return qv_item_get_int (QV_ITEM (note), QV_NOTE_CLUSTER);
}

static gboolean
is_parked (QvNote *note)
{
  return qv_item_get_int (QV_ITEM (note), QV_NOTE_PARKED) != 0;
}

static gboolean
is_in_cluster (QvNote *note, QvId cluster)
{
  return !is_parked (note) && get_cluster (note) == cluster;
}

static gboolean
is_placed_alone (QvNote *note, QvId cluster)
{
  return is_in_cluster (note, QV_ID_NONE) && qv_note_is_placed (note);
}

static gboolean
is_unplaced_alone (QvNote *note, QvId cluster)
{
  return is_in_cluster (note, QV_ID_NONE) && !qv_note_is_placed (note);
}

static gboolean
is_in_parking_lot (QvNote *note, QvId cluster)
{
  return is_parked (note);
}

static void
add_link (Layout *layout, QvItem *link)
{
  const char *relation = qv_item_get_text (link, QV_NOTE_LINK_RELATION);
  QvId source = qv_item_get_int (link, QV_NOTE_LINK_SOURCE);
  QvId target = qv_item_get_int (link, QV_NOTE_LINK_TARGET);
  gboolean is_merge = g_str_equal (relation, "merged-into");
  QvId child = is_merge ? source : target;
  Parent *parent;

  if (!is_merge && !g_str_equal (relation, "turned-into"))
    return;
  if (source == target || !g_hash_table_contains (layout->shown, &source) ||
      !g_hash_table_contains (layout->shown, &target))
    return;
  parent = g_hash_table_lookup (layout->parents, &child);
  /* What is behind a merged note stands there, whatever it came from. */
  if (parent != NULL && (parent->relation == QV_OUTLINE_MERGED || !is_merge))
    return;
  parent = g_new (Parent, 1);
  *parent = (Parent){ is_merge ? target : source, is_merge ? QV_OUTLINE_MERGED : QV_OUTLINE_TURNED, FALSE };
  g_hash_table_insert (layout->parents, make_key (child), parent);
}

/* Copies from several tables can make notes that came out of each other. */
static gboolean
has_root (Layout *layout, QvId id)
{
  for (guint i = 0; i < MAX_DEPTH; i++)
    {
      const Parent *parent = g_hash_table_lookup (layout->parents, &id);

      if (parent == NULL)
        return TRUE;
      id = parent->id;
    }
  return FALSE;
}

static void
find_parents (Layout *layout)
{
  QvNoteOutline *self = layout->self;
  guint n = g_list_model_get_n_items (self->links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) link = g_list_model_get_item (self->links, i);

      add_link (layout, link);
    }
}

/* What was turned round stands below what it came from for as long as both are in one place. */
static gboolean
is_elsewhere (Layout *layout, QvNote *note, const Parent *parent)
{
  QvNote *source = g_hash_table_lookup (layout->shown, &parent->id);

  return parent->relation == QV_OUTLINE_TURNED &&
         (is_parked (note) != is_parked (source) || get_cluster (note) != get_cluster (source));
}

static void
find_notes (Layout *layout, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    g_hash_table_insert (layout->shown, make_key (qv_item_get_id (notes->pdata[i])), notes->pdata[i]);
  find_parents (layout);
  for (guint i = 0; i < notes->len; i++)
    {
      QvId id = qv_item_get_id (notes->pdata[i]);
      Parent *parent = g_hash_table_lookup (layout->parents, &id);
      GPtrArray *below;

      if (parent != NULL && !has_root (layout, id))
        {
          g_hash_table_remove (layout->parents, &id);
          continue;
        }
      if (parent != NULL)
        parent->is_apart = is_elsewhere (layout, notes->pdata[i], parent);
      if (parent == NULL || parent->is_apart)
        continue;
      below = g_hash_table_lookup (layout->below, &parent->id);
      if (below == NULL)
        {
          below = g_ptr_array_new ();
          g_hash_table_insert (layout->below, make_key (parent->id), below);
        }
      g_ptr_array_add (below, notes->pdata[i]);
    }
}

/* The row of a note or cluster, the same as before if there was one. */
static QvOutlineRow *
take_row (Layout *layout, QvOutlineType type, QvItem *item)
{
  QvId id = qv_item_get_id (item);
  QvOutlineRow *row = g_hash_table_lookup (layout->self->known, &id);

  if (row != NULL && qv_outline_row_get_kind (row) == type)
    {
      g_object_ref (row);
      qv_outline_row_set_item (row, item);
    }
  else
    row = qv_outline_row_new (type, item);
  g_hash_table_insert (layout->known, make_key (id), row);
  return row;
}

static void
add_row (Layout *layout, QvOutlineRow *row, const QvOutlineLook *look)
{
  g_ptr_array_add (layout->rows, g_object_ref (row));
  g_array_append_val (layout->looks, *look);
}

static gboolean
is_toggled (QvNoteOutline *self, QvId id)
{
  return g_hash_table_contains (self->toggled, &id);
}

static void
count_note (QvOutlineLook *look, QvNote *note)
{
  look->n_notes++;
  look->counts[qv_note_get_helix (note)]++;
}

static void
add_note (Layout *layout, QvNote *note, guint depth, QvOutlineRelation relation)
{
  QvNoteOutline *self = layout->self;
  QvId id = qv_item_get_id (QV_ITEM (note));
  GPtrArray *below = g_hash_table_lookup (layout->below, &id);
  QvOutlineLook look = { .depth = depth, .relation = relation };

  for (guint i = 0; below != NULL && i < below->len; i++)
    {
      QvId child = qv_item_get_id (below->pdata[i]);
      const Parent *parent = g_hash_table_lookup (layout->parents, &child);

      if (parent->relation != QV_OUTLINE_MERGED)
        continue;
      look.has_more = TRUE;
      count_note (&look, below->pdata[i]);
    }
  look.is_expanded = look.has_more && (self->is_filtered || is_toggled (self, id));
  add_row (layout, take_row (layout, QV_OUTLINE_NOTE, QV_ITEM (note)), &look);
  for (guint i = 0; below != NULL && i < below->len; i++)
    {
      QvId child = qv_item_get_id (below->pdata[i]);
      const Parent *parent = g_hash_table_lookup (layout->parents, &child);

      if (parent->relation != QV_OUTLINE_MERGED || look.is_expanded)
        add_note (layout, below->pdata[i], depth + 1, parent->relation);
    }
}

static gboolean
is_root (Layout *layout, QvNote *note)
{
  QvId id = qv_item_get_id (QV_ITEM (note));
  const Parent *parent = g_hash_table_lookup (layout->parents, &id);

  return parent == NULL || parent->is_apart;
}

static void
add_root (Layout *layout, QvNote *note)
{
  QvId id = qv_item_get_id (QV_ITEM (note));

  add_note (layout, note, 0,
            g_hash_table_contains (layout->parents, &id) ? QV_OUTLINE_TURNED : QV_OUTLINE_ROOT);
}

static void
add_notes (Layout *layout, GPtrArray *notes, Chooser chooser, QvId cluster)
{
  for (guint i = 0; i < notes->len; i++)
    if (is_root (layout, notes->pdata[i]) && chooser (notes->pdata[i], cluster))
      add_root (layout, notes->pdata[i]);
}

/* A card begins at @first and ends here: its edges, and the lines from notes to what came out of them. */
static void
mark_edges (Layout *layout, guint first)
{
  guint lines = 0;

  for (guint i = layout->rows->len; i-- > first;)
    {
      QvOutlineLook *look = &g_array_index (layout->looks, QvOutlineLook, i);

      look->is_first = i == first;
      look->is_last = i + 1 == layout->rows->len;
      look->lines = lines;
      lines &= (1u << look->depth) - 1;
      if (look->depth > 0)
        lines |= 1u << (look->depth - 1);
    }
}

static void
add_cluster (Layout *layout, GPtrArray *notes, QvItem *cluster)
{
  QvNoteOutline *self = layout->self;
  QvId id = qv_item_get_id (cluster);
  QvOutlineLook look = { .has_more = TRUE };
  guint first = layout->rows->len;

  for (guint i = 0; i < notes->len; i++)
    if (is_in_cluster (notes->pdata[i], id))
      count_note (&look, notes->pdata[i]);
  if (look.n_notes == 0 && self->is_filtered)
    return;
  look.is_expanded = self->is_filtered || !is_toggled (self, id);
  add_row (layout, take_row (layout, QV_OUTLINE_CLUSTER, cluster), &look);
  if (look.is_expanded)
    add_notes (layout, notes, is_in_cluster, id);
  mark_edges (layout, first);
}

static void
add_section (Layout *layout, GPtrArray *notes, QvOutlineType type, Chooser chooser)
{
  QvOutlineLook look = { 0 };

  for (guint i = 0; i < notes->len; i++)
    if (is_root (layout, notes->pdata[i]) && chooser (notes->pdata[i], QV_ID_NONE))
      count_note (&look, notes->pdata[i]);
  if (look.n_notes == 0)
    return;
  add_row (layout, layout->self->headings[type], &look);
  {
    guint first = layout->rows->len;

    add_notes (layout, notes, chooser, QV_ID_NONE);
    mark_edges (layout, first);
  }
}

/* A cluster that is not there (any more) holds nothing together. */
static gboolean
is_cluster (QvNoteOutline *self, QvId id)
{
  guint n = g_list_model_get_n_items (self->clusters);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) cluster = g_list_model_get_item (self->clusters, i);

      if (qv_item_get_id (cluster) == id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_homeless (QvNote *note, QvNoteOutline *self)
{
  return get_cluster (note) != QV_ID_NONE && !is_parked (note) && !is_cluster (self, get_cluster (note));
}

static void
lay_out (Layout *layout, GPtrArray *notes)
{
  QvNoteOutline *self = layout->self;
  guint n = g_list_model_get_n_items (self->clusters);
  guint first;

  find_notes (layout, notes);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) cluster = g_list_model_get_item (self->clusters, i);

      add_cluster (layout, notes, cluster);
    }
  first = layout->rows->len;
  for (guint i = 0; i < notes->len; i++)
    if (is_root (layout, notes->pdata[i]) && is_homeless (notes->pdata[i], self))
      add_root (layout, notes->pdata[i]);
  add_notes (layout, notes, is_placed_alone, QV_ID_NONE);
  mark_edges (layout, first);
  add_section (layout, notes, QV_OUTLINE_UNPLACED, is_unplaced_alone);
  add_section (layout, notes, QV_OUTLINE_PARKED, is_in_parking_lot);
}

static void
replace_rows (QvNoteOutline *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  guint start = 0, end = 0;

  while (start < old->len && start < rows->len && old->pdata[start] == rows->pdata[start])
    start++;
  while (end < old->len - start && end < rows->len - start &&
         old->pdata[old->len - 1 - end] == rows->pdata[rows->len - 1 - end])
    end++;
  self->rows = g_ptr_array_ref (rows);
  if (old->len - start - end > 0 || rows->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, rows->len - start - end);
}

/**
 * qv_note_outline_update:
 * @self: an outline
 *
 * Lays the notes out again at once.
 */
void
qv_note_outline_update (QvNoteOutline *self)
{
  Layout layout = { .self = self };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GArray) looks = NULL;
  guint n;

  g_return_if_fail (QV_IS_NOTE_OUTLINE (self));

  g_clear_handle_id (&self->update_source, g_source_remove);
  n = g_list_model_get_n_items (self->notes);
  notes = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (notes, g_list_model_get_item (self->notes, i));
  layout.rows = rows = g_ptr_array_new_with_free_func (g_object_unref);
  layout.looks = looks = g_array_new (FALSE, FALSE, sizeof (QvOutlineLook));
  layout.known = make_table (g_object_unref);
  layout.shown = make_table (NULL);
  layout.parents = make_table (g_free);
  layout.below = make_table ((GDestroyNotify) g_ptr_array_unref);
  lay_out (&layout, notes);
  g_hash_table_unref (layout.below);
  g_hash_table_unref (layout.parents);
  g_hash_table_unref (layout.shown);
  g_hash_table_unref (self->known);
  self->known = layout.known;
  for (guint i = 0; i < rows->len; i++)
    qv_outline_row_set_look (rows->pdata[i], &g_array_index (looks, QvOutlineLook, i));
  replace_rows (self, rows);
  g_signal_emit (self, signals[UPDATED], 0);
}

static gboolean
update_cb (gpointer data)
{
  QvNoteOutline *self = data;

  self->update_source = 0;
  qv_note_outline_update (self);
  return G_SOURCE_REMOVE;
}

/**
 * qv_note_outline_queue_update:
 * @self: an outline
 *
 * Lays the notes out again before the next frame. Done by itself when one of its lists gets or loses an item;
 * to be called when notes or clusters changed in place.
 */
void
qv_note_outline_queue_update (QvNoteOutline *self)
{
  g_return_if_fail (QV_IS_NOTE_OUTLINE (self));

  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

/* Who asks for a note wants to know of those that have just come. */
static void
settle (QvNoteOutline *self)
{
  if (self->update_source != 0)
    qv_note_outline_update (self);
}

static GType
qv_note_outline_get_item_type (GListModel *model)
{
  return QV_TYPE_OUTLINE_ROW;
}

static guint
qv_note_outline_get_n_items (GListModel *model)
{
  return QV_NOTE_OUTLINE (model)->rows->len;
}

static gpointer
qv_note_outline_get_item (GListModel *model, guint position)
{
  QvNoteOutline *self = QV_NOTE_OUTLINE (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
qv_note_outline_init_model (GListModelInterface *iface)
{
  iface->get_item_type = qv_note_outline_get_item_type;
  iface->get_n_items = qv_note_outline_get_n_items;
  iface->get_item = qv_note_outline_get_item;
}

static void
qv_note_outline_finalize (GObject *object)
{
  QvNoteOutline *self = QV_NOTE_OUTLINE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->notes);
  g_clear_object (&self->clusters);
  g_clear_object (&self->links);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->toggled);
  for (guint i = 0; i < G_N_ELEMENTS (self->headings); i++)
    g_object_unref (self->headings[i]);
  G_OBJECT_CLASS (qv_note_outline_parent_class)->finalize (object);
}

static void
qv_note_outline_class_init (QvNoteOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_note_outline_finalize;

  signals[UPDATED] =
      g_signal_new ("updated", QV_TYPE_NOTE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qv_note_outline_init (QvNoteOutline *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = make_table (g_object_unref);
  self->toggled = make_table (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->headings); i++)
    self->headings[i] = qv_outline_row_new ((QvOutlineType) i, NULL);
}

/**
 * qv_note_outline_new:
 * @notes: a list of #QvNote: those that are to be shown, in their order
 * @clusters: a list of #QvCluster, in their order
 * @links: a list of #QvNoteLink
 *
 * Returns: (transfer full): an outline that follows the lists
 */
QvNoteOutline *
qv_note_outline_new (GListModel *notes, GListModel *clusters, GListModel *links)
{
  QvNoteOutline *self = g_object_new (QV_TYPE_NOTE_OUTLINE, NULL);
  GListModel *models[] = { notes, clusters, links };

  self->notes = g_object_ref (notes);
  self->clusters = g_object_ref (clusters);
  self->links = g_object_ref (links);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_signal_connect_object (models[i], "items-changed", G_CALLBACK (qv_note_outline_queue_update), self,
                             G_CONNECT_SWAPPED);
  qv_note_outline_update (self);
  return self;
}

/**
 * qv_note_outline_set_filtered:
 * @self: an outline
 * @is_filtered: whether its notes are only those that match something; then nothing is folded, and clusters
 * without a match are left out
 */
void
qv_note_outline_set_filtered (QvNoteOutline *self, gboolean is_filtered)
{
  g_return_if_fail (QV_IS_NOTE_OUTLINE (self));

  if (self->is_filtered == is_filtered)
    return;
  self->is_filtered = is_filtered;
  qv_note_outline_update (self);
}

/**
 * qv_note_outline_set_expanded:
 * @self: an outline
 * @id: a cluster or a note that others were merged into
 * @is_expanded: whether its notes are shown
 */
void
qv_note_outline_set_expanded (QvNoteOutline *self, QvId id, gboolean is_expanded)
{
  QvOutlineRow *row;

  g_return_if_fail (QV_IS_NOTE_OUTLINE (self));

  settle (self);
  row = g_hash_table_lookup (self->known, &id);
  if (row == NULL || qv_outline_row_get_look (row)->is_expanded == is_expanded)
    return;
  if (is_toggled (self, id))
    g_hash_table_remove (self->toggled, &id);
  else
    g_hash_table_add (self->toggled, make_key (id));
  qv_note_outline_update (self);
}

/**
 * qv_note_outline_find:
 * @self: an outline
 * @id: a note or a cluster
 * @out_position: (out) (optional): where it is
 *
 * Returns: whether it has a row now
 */
gboolean
qv_note_outline_find (QvNoteOutline *self, QvId id, guint *out_position)
{
  g_return_val_if_fail (QV_IS_NOTE_OUTLINE (self), FALSE);

  settle (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (id != QV_ID_NONE && qv_outline_row_get_id (self->rows->pdata[i]) == id)
      {
        if (out_position != NULL)
          *out_position = i;
        return TRUE;
      }
  return FALSE;
}

/* What has to be unfolded before @note has a row: the note that it was merged into, or its cluster. */
static QvId
find_fold (QvNoteOutline *self, QvId note)
{
  guint n_links = g_list_model_get_n_items (self->links);
  guint n_notes = g_list_model_get_n_items (self->notes);

  for (guint i = 0; i < n_links; i++)
    {
      g_autoptr (QvItem) link = g_list_model_get_item (self->links, i);

      if (qv_item_get_int (link, QV_NOTE_LINK_SOURCE) == note &&
          g_str_equal (qv_item_get_text (link, QV_NOTE_LINK_RELATION), "merged-into"))
        return qv_item_get_int (link, QV_NOTE_LINK_TARGET);
    }
  for (guint i = 0; i < n_notes; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->notes, i);

      if (qv_item_get_id (item) == note)
        return get_cluster (QV_NOTE (item));
    }
  return QV_ID_NONE;
}

/**
 * qv_note_outline_reveal:
 * @self: an outline
 * @note: a note
 * @out_position: (out) (optional): where it is
 *
 * Unfolds what hides @note.
 *
 * Returns: whether it has a row now
 */
gboolean
qv_note_outline_reveal (QvNoteOutline *self, QvId note, guint *out_position)
{
  g_return_val_if_fail (QV_IS_NOTE_OUTLINE (self), FALSE);

  for (guint i = 0; i < MAX_DEPTH && !qv_note_outline_find (self, note, out_position); i++)
    {
      QvId fold = find_fold (self, note);

      if (fold == QV_ID_NONE)
        return FALSE;
      if (!qv_note_outline_find (self, fold, NULL))
        qv_note_outline_reveal (self, fold, NULL);
      qv_note_outline_set_expanded (self, fold, TRUE);
    }
  return qv_note_outline_find (self, note, out_position);
}

/**
 * qv_note_outline_list_notes:
 * @self: an outline
 * @cluster: a cluster
 *
 * Returns: (transfer full) (element-type QvNote): the notes of the list that are in it, folded or not
 */
GPtrArray *
qv_note_outline_list_notes (QvNoteOutline *self, QvId cluster)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;

  g_return_val_if_fail (QV_IS_NOTE_OUTLINE (self), notes);

  n = g_list_model_get_n_items (self->notes);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) note = g_list_model_get_item (self->notes, i);

      if (get_cluster (note) == cluster)
        g_ptr_array_add (notes, g_steal_pointer (&note));
    }
  return notes;
}
