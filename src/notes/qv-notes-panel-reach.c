/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What the cards, which show the same notes in another place of the window, need of the panel: its choice and
 * its actions. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <string.h>

/* These write in the list or point to a row of it. */
static const char *const list_actions[] = { "note.turn",        "note.merge",    "note.supports",
                                            "note.contradicts", "note.evidence", NULL };

typedef struct
{
  QvNotesPanel *panel; /* (not owned): it owns the action */
  char *name;
} Loan;

static void
free_loan (gpointer data, GClosure *closure)
{
  Loan *loan = data;

  g_free (loan->name);
  g_free (loan);
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, Loan *loan)
{
  if (g_strv_contains (list_actions, loan->name) && !gtk_widget_get_mapped (GTK_WIDGET (loan->panel)))
    g_signal_emit_by_name (loan->panel, "list-wanted");
  gtk_widget_activate_action_variant (GTK_WIDGET (loan->panel), loan->name, parameter);
}

/* (transfer none): the actions whose names begin with @prefix and a dot */
static GSimpleActionGroup *
get_group (QvNotesPanel *self, const char *prefix)
{
  GSimpleActionGroup *group = g_hash_table_lookup (self->groups, prefix);

  if (group == NULL)
    {
      group = g_simple_action_group_new ();
      g_hash_table_insert (self->groups, g_strdup (prefix), group);
    }
  return group;
}

static void
lend (QvNotesPanel *self, GActionMap *group, const char *name, const char *action)
{
  g_autoptr (GSimpleAction) lent = g_simple_action_new (name, NULL);
  Loan *loan = g_new (Loan, 1);

  *loan = (Loan){ self, g_strdup (action) };
  g_signal_connect_data (lent, "activate", G_CALLBACK (activate_cb), loan, free_loan, 0);
  g_action_map_add_action (group, G_ACTION (lent));
}

/* Says whether @action, which takes no parameter, is possible now, here and for those to whom it is lent. */
void
_qv_notes_panel_allow (QvNotesPanel *self, const char *action, gboolean is_allowed)
{
  const char *dot = strchr (action, '.');
  g_autofree char *prefix = g_strndup (action, (gsize) (dot - action));
  GActionMap *group = G_ACTION_MAP (get_group (self, prefix));

  if (g_action_map_lookup_action (group, dot + 1) == NULL)
    lend (self, group, dot + 1, action);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (group, dot + 1)), is_allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, is_allowed);
}

/* Gives @widget, which is not below the panel, the actions of the panel. They hold it until they are taken
 * back.
 */
void
_qv_notes_panel_lend_actions (QvNotesPanel *self, GtkWidget *widget)
{
  GActionMap *notes = G_ACTION_MAP (get_group (self, "note"));
  g_autoptr (GPropertyAction) kind = g_property_action_new ("kind", self, "note-kind");
  g_autoptr (GPropertyAction) helix = g_property_action_new ("helix", self, "note-helix");
  GHashTableIter iter;
  gpointer prefix, group;

  g_action_map_add_action (notes, G_ACTION (kind));
  g_action_map_add_action (notes, G_ACTION (helix));
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &prefix, &group))
    gtk_widget_insert_action_group (widget, prefix, group);
}

void
_qv_notes_panel_take_back_actions (QvNotesPanel *self)
{
  GActionMap *notes = G_ACTION_MAP (get_group (self, "note"));

  g_action_map_remove_action (notes, "kind");
  g_action_map_remove_action (notes, "helix");
}

/* Whether the notes are on the screen; what is pressed elsewhere is not for them. */
gboolean
_qv_notes_panel_is_in_use (QvNotesPanel *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) ||
         (self->wall != NULL && gtk_widget_get_mapped (self->wall));
}

static void
choose_one (QvNotesPanel *self, QvId id, QvCardChoice choice)
{
  guint position;

  if (choice == QV_CARD_CHOICE_ONLY)
    {
      _qv_notes_panel_choose (self, id);
      return;
    }
  if (!qv_note_outline_reveal (self->outline, id, &position))
    return;
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->slice)))
    _qv_notes_panel_show_all (self);
  if (choice == QV_CARD_CHOICE_NOT)
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
}

/* Chooses what @rows (of any outline of the same notes) stand for, alone or with what is chosen already. */
void
_qv_notes_panel_choose_rows (QvNotesPanel *self, GPtrArray *rows, QvCardChoice choice)
{
  for (guint i = 0; i < rows->len; i++)
    choose_one (self, qv_outline_row_get_id (rows->pdata[i]),
                choice == QV_CARD_CHOICE_ONLY && i > 0 ? QV_CARD_CHOICE_ALSO : choice);
}
