/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The steps with the time at which each began and ended, the last one that ended chosen; below, the time at
 * which the notes were written, if somebody knows it.
 */

#include "config.h"

#include "qv-paper-popover.h"

#include <glib/gi18n.h>

#include "qv-agenda.h"
#include "qv-item.h"
#include "qv-paper-note.h"

struct _QvPaperPopover
{
  GtkPopover parent_instance;

  GtkListBox *list_box;
  GtkWidget *entry;
  GtkWidget *hint;
};

G_DEFINE_FINAL_TYPE (QvPaperPopover, qv_paper_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

static QvItem *
get_step (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "step");
}

static void
set_wrong (QvPaperPopover *self, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_label_set_label (GTK_LABEL (self->hint),
                       is_wrong
                           ? _ ("Write a time of day such as 14:20, or nothing.")
                           : _ ("Without a time they stand at the end of the step, in the order in which "
                                "they are typed."));
}

static void
choose (QvPaperPopover *self, GtkListBoxRow *row)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  int minutes = QV_PAPER_NO_TIME;
  QvId step;

  if (*typed != '\0' && !qv_agenda_parse_time (typed, &minutes))
    {
      set_wrong (self, TRUE);
      gtk_widget_grab_focus (self->entry);
      return;
    }
  step = qv_item_get_id (get_step (row));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, step, minutes);
}

static void
activated_cb (GtkListBox *list_box, GtkListBoxRow *row, QvPaperPopover *self)
{
  choose (self, row);
}

static void
entry_activate_cb (QvPaperPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  if (row != NULL)
    choose (self, row);
}

static void
entry_changed_cb (QvPaperPopover *self)
{
  set_wrong (self, FALSE);
}

/* The arrows go through the steps while the keyboard is in the entry. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        QvPaperPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  gboolean is_down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean is_up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if ((!is_down && !is_up) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list_box, gtk_list_box_row_get_index (row) + (is_down ? 1 : -1));
  if (row != NULL)
    gtk_list_box_select_row (self->list_box, row);
  return GDK_EVENT_STOP;
}

static void
qv_paper_popover_class_init (QvPaperPopoverClass *klass)
{
  chosen_signal = g_signal_new ("chosen", QV_TYPE_PAPER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
}

static GtkWidget *
make_time_box (QvPaperPopover *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", _ ("Written at"), "xalign", 0.0, "hexpand", TRUE, NULL);

  self->entry =
      g_object_new (GTK_TYPE_ENTRY, "max-length", 5, "width-chars", 6, "max-width-chars", 6,
                    "placeholder-text", "14:20", "input-purpose", GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Written at"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->entry);
  return box;
}

static void
qv_paper_popover_init (QvPaperPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title =
      g_object_new (GTK_TYPE_LABEL, "label", _ ("Paper notes of which step?"), "xalign", 0.0, NULL);
  GtkWidget *scrolled;

  gtk_widget_add_css_class (title, "heading");
  self->list_box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list_box, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps"),
                                  -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list_box), "navigation-sidebar");
  g_signal_connect (self->list_box, "row-activated", G_CALLBACK (activated_cb), self);
  scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                           "propagate-natural-height", TRUE, "max-content-height", 240, "child",
                           self->list_box, NULL);
  self->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 36, NULL);
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), make_time_box (self));
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_widget_set_size_request (box, 290, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
qv_paper_popover_new (void)
{
  return g_object_new (QV_TYPE_PAPER_POPOVER, NULL);
}

static char *
format_moment (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  /* Translators: a time of day, hours and minutes, as strftime has it. */
  return g_date_time_format (local, _ ("%H:%M"));
}

/* "14:10–14:34", "since 14:34", or nothing for a step that nobody began. */
static char *
format_times (QvItem *step)
{
  gint64 started = qv_item_get_int (step, QV_STEP_STARTED);
  gint64 ended = qv_item_get_int (step, QV_STEP_ENDED);
  g_autofree char *from = started != 0 ? format_moment (started) : NULL;
  g_autofree char *to = ended != 0 ? format_moment (ended) : NULL;

  if (from == NULL)
    return g_strdup (_ ("not begun"));
  if (to == NULL)
    /* Translators: %s is a time of day at which a step began that goes on */
    return g_strdup_printf (_ ("since %s"), from);
  return g_strdup_printf ("%s–%s", from, to);
}

static GtkListBoxRow *
add_row (QvPaperPopover *self, QvItem *step)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *times = format_times (step);
  const char *title = qv_item_get_text (step, QV_STEP_TITLE);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, times);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 28, NULL);
  GtkWidget *detail = gtk_label_new (times);

  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "step", g_object_ref (step), g_object_unref);
  gtk_list_box_append (self->list_box, row);
  return GTK_LIST_BOX_ROW (row);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 left = qv_item_get_int (*(QvItem *const *) a, QV_STEP_POSITION);
  gint64 right = qv_item_get_int (*(QvItem *const *) b, QV_STEP_POSITION);

  return left < right ? -1 : left > right;
}

/**
 * qv_paper_popover_open:
 * @self: a popover with a parent
 * @steps: the #QvStep of the session, one at least
 * @step: what was chosen before; %QV_ID_NONE for the step that ended last
 * @minutes: what was chosen before, or %QV_PAPER_NO_TIME
 */
void
qv_paper_popover_open (QvPaperPopover *self, GListModel *steps, QvId step, int minutes)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *time = minutes != QV_PAPER_NO_TIME ? qv_agenda_format_time (minutes) : g_strdup ("");
  GtkListBoxRow *chosen = NULL;
  GtkWidget *child;
  gint64 last = 0;

  g_return_if_fail (QV_IS_PAPER_POPOVER (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (steps, i));
  g_ptr_array_sort (sorted, compare_positions);
  for (guint i = 0; i < sorted->len; i++)
    {
      GtkListBoxRow *row = add_row (self, sorted->pdata[i]);
      gint64 ended = qv_item_get_int (sorted->pdata[i], QV_STEP_ENDED);

      if (chosen == NULL || qv_item_get_id (sorted->pdata[i]) == step || (step == QV_ID_NONE && ended > last))
        chosen = row;
      last = MAX (last, ended);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), time);
  set_wrong (self, FALSE);
  gtk_popover_popup (GTK_POPOVER (self));
  if (chosen != NULL)
    gtk_list_box_select_row (self->list_box, chosen);
  gtk_widget_grab_focus (self->entry);
}
