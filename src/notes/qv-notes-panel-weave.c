/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Clusters and the parking lot: what is made of the notes that are chosen. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-card-wall.h"
#include "qv-note-weaving.h"

#define NAME_LENGTH 36 /* characters of a note that name its cluster at first */
#define RENAME_TRIES 20
#define RENAME_MILLISECONDS 40

/* The beginning of @text, up to a word's end. */
static char *
make_name (const char *text)
{
  g_autofree char *line = g_strdup (text);
  const char *end;
  char *space;

  g_strdelimit (line, "\n", ' ');
  if (g_utf8_strlen (line, -1) <= NAME_LENGTH)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, NAME_LENGTH);
  line[end - line] = '\0';
  space = strrchr (line, ' ');
  if (space != NULL && space > line)
    *space = '\0';
  return g_steal_pointer (&line);
}

static gboolean
retry_rename_cb (gpointer data)
{
  QvNotesPanel *self = data;

  self->rename_source = 0;
  _qv_notes_panel_begin_rename (self, self->rename);
  return G_SOURCE_REMOVE;
}

/* Lets the name of @cluster be edited, as soon as the list has a row for it. */
void
_qv_notes_panel_begin_rename (QvNotesPanel *self, QvId cluster)
{
  GtkWidget *row;
  guint position;

  if (self->rename != cluster)
    self->rename_tries = 0;
  self->rename = cluster;
  if (cluster == QV_ID_NONE || !qv_note_outline_find (self->outline, cluster, &position))
    return;
  row = _qv_notes_panel_find_row (self, cluster);
  if (QV_IS_CLUSTER_ROW (row) && gtk_widget_get_mapped (row))
    {
      self->rename = QV_ID_NONE;
      _qv_notes_panel_choose (self, cluster);
      qv_cluster_row_begin_rename (QV_CLUSTER_ROW (row));
      return;
    }
  if (self->rename_tries++ >= RENAME_TRIES)
    {
      self->rename = QV_ID_NONE;
      return;
    }
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->slice)))
    _qv_notes_panel_show_all (self);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  if (self->rename_source == 0)
    self->rename_source = g_timeout_add (RENAME_MILLISECONDS, retry_rename_cb, self);
}

/* Makes a cluster of @notes; its name is edited next. */
void
_qv_notes_panel_group (QvNotesPanel *self, GPtrArray *notes)
{
  g_autofree char *name = NULL;
  QvId cluster = QV_ID_NONE;
  guint position = g_list_model_get_n_items (self->clusters) + 1;
  QvEdit *edit;

  if (notes->len == 0)
    return;
  name = make_name (qv_note_get_shown_text (notes->pdata[0]));
  edit = qv_cluster_make (notes, name, position, &cluster);
  if (edit == NULL)
    return;
  if (self->wall != NULL && qv_card_wall_is_used (QV_CARD_WALL (self->wall)))
    qv_card_wall_begin_rename (QV_CARD_WALL (self->wall), cluster);
  else
    {
      self->rename = cluster;
      self->rename_tries = 0;
    }
  _qv_notes_panel_apply (self, edit, NULL);
}

static void
drop_members (GPtrArray *notes, QvId cluster)
{
  for (guint i = notes->len; i-- > 0;)
    if (qv_item_get_int (notes->pdata[i], QV_NOTE_CLUSTER) == cluster)
      g_ptr_array_remove_index (notes, i);
}

/* Moves @notes into @cluster and says so. */
void
_qv_notes_panel_join (QvNotesPanel *self, QvId cluster, GPtrArray *notes)
{
  g_autoptr (QvCluster) found = _qv_notes_panel_ref_cluster (self, cluster);
  g_autofree char *said = NULL;
  const char *name;

  if (found == NULL)
    return;
  drop_members (notes, cluster);
  if (notes->len == 0)
    return;
  name = qv_item_get_text (QV_ITEM (found), QV_CLUSTER_NAME);
  if (notes->len == 1)
    /* Translators: %s is the name of a cluster of notes */
    said = g_strdup_printf (_ ("Note moved to “%s”"), name);
  else
    /* Translators: %u is 2 or more; %s is the name of a cluster of notes */
    said = g_strdup_printf (_ ("%u notes moved to “%s”"), notes->len, name);
  _qv_notes_panel_apply (self, qv_cluster_join (found, notes), said);
}

/* Ctrl+G: one cluster among what is chosen takes the notes; otherwise they make a new one. */
static void
group_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  g_autoptr (GPtrArray) clusters = _qv_notes_panel_list_clusters (self);

  if (!_qv_notes_panel_is_in_use (self))
    return;
  if (clusters->len == 1 && notes->len > 0)
    _qv_notes_panel_join (self, qv_item_get_id (clusters->pdata[0]), notes);
  else
    _qv_notes_panel_group (self, notes);
}

static gboolean
are_parked (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    if (qv_item_get_int (notes->pdata[i], QV_NOTE_PARKED) == 0)
      return FALSE;
  return notes->len > 0;
}

static gboolean
is_apart (QvNote *note)
{
  return qv_item_get_int (QV_ITEM (note), QV_NOTE_CLUSTER) == QV_ID_NONE &&
         qv_item_get_int (QV_ITEM (note), QV_NOTE_PARKED) == 0;
}

/* Puts @notes among those of no cluster, wherever they are. */
void
_qv_notes_panel_leave (QvNotesPanel *self, GPtrArray *notes)
{
  gboolean is_parked = are_parked (notes);
  QvEdit *edit;

  for (guint i = notes->len; i-- > 0;)
    if (is_apart (notes->pdata[i]))
      g_ptr_array_remove_index (notes, i);
  if (notes->len == 0)
    return;
  edit = is_parked ? qv_note_park (notes, FALSE) : qv_cluster_leave (notes);
  for (guint i = 0; i < notes->len; i++)
    qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (notes->pdata[i]),
                 is_parked ? QV_NOTE_CLUSTER : QV_NOTE_PARKED, (QvValue){ .type = QV_VALUE_NULL });
  _qv_notes_panel_apply (self, edit,
                         is_parked ? _ ("Taken out of the parking lot") : _ ("Taken out of the cluster"));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  drop_members (notes, QV_ID_NONE);
  if (notes->len > 0 && _qv_notes_panel_is_in_use (self))
    _qv_notes_panel_apply (self, qv_cluster_leave (notes), _ ("Taken out of the cluster"));
}

static void
dissolve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) clusters = _qv_notes_panel_list_clusters (self);
  g_autoptr (GPtrArray) notes = NULL;
  g_autofree char *said = NULL;

  if (clusters->len != 1)
    return;
  notes = qv_note_outline_list_notes (self->outline, qv_item_get_id (clusters->pdata[0]));
  /* Translators: %s is the name of a cluster of notes; its notes stay */
  said = g_strdup_printf (_ ("“%s” dissolved"), qv_item_get_text (clusters->pdata[0], QV_CLUSTER_NAME));
  _qv_notes_panel_apply (self, qv_cluster_dissolve (clusters->pdata[0], notes), said);
}

static void
merge_clusters (QvNotesPanel *self, QvCluster *into, QvCluster *from)
{
  g_autoptr (GPtrArray) notes = qv_note_outline_list_notes (self->outline, qv_item_get_id (QV_ITEM (from)));
  g_autofree char *said = NULL;

  /* Translators: %s is the name of a cluster of notes */
  said = g_strdup_printf (_ ("Merged into “%s”"), qv_item_get_text (QV_ITEM (into), QV_CLUSTER_NAME));
  _qv_notes_panel_apply (self, qv_cluster_merge (into, from, notes), said);
}

static void
merge_clusters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) clusters = _qv_notes_panel_list_clusters (self);

  for (guint i = 1; i < clusters->len; i++)
    merge_clusters (self, clusters->pdata[0], clusters->pdata[i]);
}

/* Puts @notes into the parking lot or takes them out, and says so. */
void
_qv_notes_panel_park (QvNotesPanel *self, GPtrArray *notes, gboolean is_parked)
{
  _qv_notes_panel_apply (self, qv_note_park (notes, is_parked),
                         is_parked ? _ ("Put into the parking lot") : _ ("Taken out of the parking lot"));
}

static void
park_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  if (notes->len > 0 && _qv_notes_panel_is_in_use (self))
    _qv_notes_panel_park (self, notes, !are_parked (notes));
}

/* (transfer full) (element-type QvNote): what was written in silence and is on the disk */
static GPtrArray *
list_veiled (QvNotesPanel *self)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (self->all);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) note = g_list_model_get_item (self->all, i);

      if (qv_note_is_veiled (note) &&
          !qv_note_context_is_waiting (self->context, qv_item_get_id (QV_ITEM (note))))
        g_ptr_array_add (notes, g_steal_pointer (&note));
    }
  return notes;
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = list_veiled (self);
  g_autofree char *said = NULL;

  if (notes->len == 0)
    return;
  said = g_strdup_printf (ngettext ("%u note revealed", "%u notes revealed", notes->len), notes->len);
  _qv_notes_panel_apply (self, qv_note_reveal (notes), said);
}

static void
update_reveal_bar (QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = list_veiled (self);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->reveal_button, notes->len > 0);
  if (notes->len == 0)
    return;
  /* Translators: button: notes that were written in silence are shown to all */
  label = g_strdup_printf (ngettext ("Reveal %u Note", "Reveal %u Notes", notes->len), notes->len);
  gtk_button_set_label (GTK_BUTTON (self->reveal_button), label);
}

void
_qv_notes_panel_install_weaving (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.group", NULL, group_action);
  gtk_widget_class_install_action (widget_class, "note.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "note.park", NULL, park_action);
  gtk_widget_class_install_action (widget_class, "notes.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "cluster.dissolve", NULL, dissolve_action);
  gtk_widget_class_install_action (widget_class, "cluster.merge", NULL, merge_clusters_action);
}

void
_qv_notes_panel_update_weaving (QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  g_autoptr (GPtrArray) clusters = _qv_notes_panel_list_clusters (self);
  guint n_notes = notes->len;

  update_reveal_bar (self);
  _qv_notes_panel_allow (self, "note.group", n_notes > 0);
  _qv_notes_panel_allow (self, "note.park", n_notes > 0);
  drop_members (notes, QV_ID_NONE);
  _qv_notes_panel_allow (self, "note.leave", notes->len > 0);
  _qv_notes_panel_allow (self, "cluster.dissolve", clusters->len == 1);
  _qv_notes_panel_allow (self, "cluster.merge", clusters->len > 1);
}
