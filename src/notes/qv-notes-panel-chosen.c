/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What of the list is chosen, as notes and clusters. */

#include "config.h"

#include "qv-notes-panel-private.h"

/* The note with this id, shown or not; NULL if it is not of the session. */
QvNote *
_qv_notes_panel_ref_note (QvNotesPanel *self, QvId note)
{
  guint n = self->all != NULL ? g_list_model_get_n_items (self->all) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) item = g_list_model_get_item (self->all, i);

      if (qv_item_get_id (QV_ITEM (item)) == note)
        return g_steal_pointer (&item);
    }
  return NULL;
}

QvCluster *
_qv_notes_panel_ref_cluster (QvNotesPanel *self, QvId cluster)
{
  guint n = self->clusters != NULL ? g_list_model_get_n_items (self->clusters) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvCluster) item = g_list_model_get_item (self->clusters, i);

      if (qv_item_get_id (QV_ITEM (item)) == cluster)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* The row at @position if it is chosen and of a note or cluster. */
static QvOutlineRow *
get_chosen (QvNotesPanel *self, guint position)
{
  g_autoptr (QvOutlineRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return row != NULL && qv_outline_row_get_id (row) != QV_ID_NONE ? row : NULL;
}

/* (transfer none) (nullable): the topmost chosen row. */
QvOutlineRow *
_qv_notes_panel_get_first (QvNotesPanel *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->selection == NULL)
    return NULL;
  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      QvOutlineRow *row = get_chosen (self, position);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static GPtrArray *
list_chosen (QvNotesPanel *self, QvOutlineType type)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) chosen = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->selection == NULL)
    return items;
  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      QvOutlineRow *row = get_chosen (self, position);

      if (row == NULL || qv_outline_row_get_kind (row) != type)
        continue;
      g_ptr_array_add (items, type == QV_OUTLINE_NOTE
                                  ? (gpointer) g_object_ref (qv_outline_row_get_note (row))
                                  : g_object_ref (qv_outline_row_get_cluster (row)));
    }
  return items;
}

/* (transfer full) (element-type QvNote): the chosen notes that are on the disk */
GPtrArray *
_qv_notes_panel_list_chosen (QvNotesPanel *self)
{
  GPtrArray *notes = list_chosen (self, QV_OUTLINE_NOTE);

  for (guint i = notes->len; i-- > 0;)
    if (qv_note_context_is_waiting (self->context, qv_item_get_id (notes->pdata[i])))
      g_ptr_array_remove_index (notes, i);
  return notes;
}

/* (transfer full) (element-type QvCluster): the chosen clusters */
GPtrArray *
_qv_notes_panel_list_clusters (QvNotesPanel *self)
{
  return list_chosen (self, QV_OUTLINE_CLUSTER);
}

/* Chooses the row of a note or cluster alone; nothing if it has none. */
void
_qv_notes_panel_choose (QvNotesPanel *self, QvId id)
{
  guint position;

  if (id != QV_ID_NONE && qv_note_outline_reveal (self->outline, id, &position))
    {
      if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->slice)))
        _qv_notes_panel_show_all (self);
      /* Not the model's own function, so that Shift and the arrows go on from there. */
      if (!gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.select-item", "(ubb)", position,
                                       FALSE, FALSE))
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
    }
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}
