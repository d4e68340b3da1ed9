/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-agenda-editor.h"

#include <glib/gi18n.h>

#include "qv-day-popover.h"
#include "qv-method-popover.h"
#include "qv-preparing.h"
#include "qv-step-row.h"
#include "qv-template-popover.h"
#include "qv-wrap-layout.h"

struct _QvAgendaEditor
{
  GtkBox parent_instance;

  GtkLabel *length;
  GtkWidget *day_button;
  QvDayPopover *day;
  GtkListBox *list;
  GtkWidget *end_box;
  GtkLabel *end;
  GtkLabel *until;
  GtkWidget *add_button;
  GtkWidget *template_button;

  QvPrepareContext *context;
  QvId opening; /* a step that was added here and is not in the list yet */
};

G_DEFINE_FINAL_TYPE (QvAgendaEditor, qv_agenda_editor, GTK_TYPE_BOX)

static QvStepRow *
get_row (QvAgendaEditor *self, int index)
{
  return (QvStepRow *) gtk_list_box_get_row_at_index (self->list, index);
}

static QvStepRow *
find_row (QvAgendaEditor *self, QvId step)
{
  QvStepRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (qv_step_row_get_step (row) == step)
      return row;
  return NULL;
}

static guint
get_index (const QvPreparation *preparation, QvId step)
{
  guint index = G_MAXUINT;

  qv_record_find (preparation->steps, step, &index);
  return index;
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const QvPreparation *preparation = qv_prepare_context_get (QV_AGENDA_EDITOR (data)->context);
  guint index_a = get_index (preparation, qv_step_row_get_step (QV_STEP_ROW (a)));
  guint index_b = get_index (preparation, qv_step_row_get_step (QV_STEP_ROW (b)));

  return (index_a > index_b) - (index_a < index_b);
}

static void
open_row (QvAgendaEditor *self, QvStepRow *chosen)
{
  QvStepRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    qv_step_row_set_open (row, row == chosen && !qv_step_row_is_open (row));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, QvAgendaEditor *self)
{
  open_row (self, QV_STEP_ROW (row));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvAgendaEditor *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  QvId step = g_value_get_int64 (value);
  guint from = get_index (preparation, step);
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  int to = row != NULL ? gtk_list_box_row_get_index (row) : (int) preparation->steps->len - 1;

  if (from == G_MAXUINT)
    return FALSE;
  qv_prepare_context_apply (self->context, qv_preparing_move_step (preparation, step, to - (int) from));
  return TRUE;
}

/* Alt and an arrow move the step that has the keyboard; Delete removes it. */
static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, QvAgendaEditor *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, QV_TYPE_STEP_ROW) : NULL;
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  gboolean is_up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean is_down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;

  if (row == NULL || preparation == NULL)
    return FALSE;
  if (modifiers == GDK_ALT_MASK && (is_up || is_down))
    qv_prepare_context_apply (self->context,
                              qv_preparing_move_step (preparation, qv_step_row_get_step (QV_STEP_ROW (row)),
                                                      is_up ? -1 : 1));
  else if (modifiers == 0 && key == GDK_KEY_Delete && focus == row)
    qv_prepare_context_apply_told (self->context,
                                   qv_preparing_remove_step (preparation,
                                                             qv_step_row_get_step (QV_STEP_ROW (row))));
  else
    return FALSE;
  return TRUE;
}

static void
method_chosen_cb (QvAgendaEditor *self, const char *id)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  g_autoptr (QvMethod) method = qv_method_find (id, qv_prepare_context_get_language (self->context));

  if (preparation != NULL)
    qv_prepare_context_apply (self->context, qv_preparing_add_step (preparation, method, &self->opening));
}

static void
day_shown_cb (QvAgendaEditor *self)
{
  if (qv_prepare_context_get (self->context) != NULL)
    qv_day_popover_show (self->day);
}

static char *
format_length (int minutes)
{
  int hours = minutes / 60;

  if (hours == 0)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), minutes);
  if (minutes % 60 == 0)
    /* Translators: a length in hours */
    return g_strdup_printf (ngettext ("%d h", "%d h", (gulong) hours), hours);
  /* Translators: a length in hours and minutes: "2 h 50" */
  return g_strdup_printf (_ ("%d h %02d"), hours, minutes % 60);
}

static void
show_length (QvAgendaEditor *self, const QvAgenda *agenda)
{
  g_autofree char *length = format_length (MAX (agenda->ends - agenda->starts, 0));
  g_autofree char *spare = NULL, *label = NULL;

  if (agenda->has_length && agenda->spare >= 0)
    /* Translators: minutes that are left before the room must be free */
    spare = g_strdup_printf (_ ("%d min in hand"), agenda->spare);
  else if (agenda->has_length)
    spare = g_strdup_printf (_ ("%d min too long"), -agenda->spare);
  label = spare != NULL ? g_strdup_printf ("%s · %s", length, spare) : g_strdup (length);
  gtk_label_set_label (self->length, agenda->slots->len > 0 ? label : "");
  if (agenda->has_length && agenda->spare < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->length), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->length), "warning");
}

static void
show_end (QvAgendaEditor *self, const QvAgenda *agenda)
{
  g_autofree char *end = qv_agenda_format_time (agenda->ends);
  g_autofree char *free_until = qv_agenda_format_time (agenda->ends + agenda->spare);
  /* Translators: %s is the time at which the room must be empty */
  g_autofree char *until = g_strdup_printf (_ ("room free until %s"), free_until);

  gtk_widget_set_visible (self->end_box, agenda->slots->len > 0);
  gtk_label_set_label (self->end, end);
  gtk_label_set_label (self->until, until);
  gtk_widget_set_visible (GTK_WIDGET (self->until), agenda->has_start && agenda->has_length);
}

/* Rows that stay keep their place on the screen and the keyboard. */
static void
changed_cb (QvAgendaEditor *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  QvStepRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL;)
    if (get_index (preparation, qv_step_row_get_step (row)) == G_MAXUINT)
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    else
      i++;
  for (guint i = 0; i < preparation->steps->len; i++)
    {
      QvId step = ((const QvRecord *) preparation->steps->pdata[i])->id;

      if (find_row (self, step) == NULL)
        gtk_list_box_append (self->list, qv_step_row_new (self->context, step));
    }
  gtk_list_box_invalidate_sort (self->list);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    qv_step_row_show (row);
  show_length (self, preparation->agenda);
  show_end (self, preparation->agenda);
  row = find_row (self, self->opening);
  if (self->opening != QV_ID_NONE && row != NULL)
    {
      self->opening = QV_ID_NONE;
      if (!qv_step_row_is_open (row))
        open_row (self, row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self->day)))
    qv_day_popover_show (self->day);
}

static GtkWidget *
make_header (QvAgendaEditor *self)
{
  GtkWidget *header = qv_wrap_box_new (8, TRUE);
  GtkWidget *title = gtk_label_new (_ ("Agenda"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->length = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->length, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->length), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->length), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->length), "small");
  self->day_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->day_button), "x-office-calendar-symbolic");
  gtk_widget_add_css_class (self->day_button, "flat");
  gtk_widget_set_tooltip_text (self->day_button, _ ("Question, day and hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Question, day and hours"), -1);
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->length));
  gtk_box_append (GTK_BOX (header), self->day_button);
  gtk_widget_add_css_class (header, "column-header");
  return header;
}

static GtkWidget *
make_end (QvAgendaEditor *self)
{
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  self->end_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->end = GTK_LABEL (gtk_label_new (NULL));
  self->until = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->end, 5);
  gtk_label_set_wrap (self->until, TRUE);
  gtk_label_set_xalign (self->until, 1.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->until), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->until), "small");
  gtk_widget_add_css_class (line, "agenda-end");
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (self->end_box), GTK_WIDGET (self->end));
  gtk_box_append (GTK_BOX (self->end_box), line);
  gtk_box_append (GTK_BOX (self->end_box), GTK_WIDGET (self->until));
  return self->end_box;
}

static GtkWidget *
make_buttons (QvAgendaEditor *self)
{
  GtkWidget *box = qv_wrap_box_new (8, FALSE);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->add_button = gtk_menu_button_new ();
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Add Step")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->add_button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Step"), -1);
  self->template_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->template_button), _ ("From template"));
  gtk_widget_add_css_class (self->template_button, "flat");
  gtk_box_append (GTK_BOX (box), self->add_button);
  gtk_box_append (GTK_BOX (box), self->template_button);
  gtk_widget_add_css_class (box, "column-buttons");
  return box;
}

static void
qv_agenda_editor_finalize (GObject *object)
{
  g_clear_object (&QV_AGENDA_EDITOR (object)->context);
  G_OBJECT_CLASS (qv_agenda_editor_parent_class)->finalize (object);
}

static void
qv_agenda_editor_class_init (QvAgendaEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_agenda_editor_finalize;
}

static void
qv_agenda_editor_init (QvAgendaEditor *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "prepare-column");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "step-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Agenda"),
                                  -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_box_append (GTK_BOX (self), make_header (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), make_end (self));
  gtk_box_append (GTK_BOX (self), make_buttons (self));
}

/**
 * qv_agenda_editor_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): the column of the agenda
 */
GtkWidget *
qv_agenda_editor_new (QvPrepareContext *context)
{
  QvAgendaEditor *self = g_object_new (QV_TYPE_AGENDA_EDITOR, NULL);
  GtkWidget *methods = qv_method_popover_new (qv_prepare_context_get_language (context));

  self->context = g_object_ref (context);
  self->day = QV_DAY_POPOVER (qv_day_popover_new (context));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->day_button), GTK_WIDGET (self->day));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add_button), methods);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->template_button), qv_template_popover_new (context));
  g_signal_connect_object (self->day, "show", G_CALLBACK (day_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (methods, "chosen", G_CALLBACK (method_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * qv_agenda_editor_do:
 * @self: an editor
 * @action: "use-template", "show-agenda", "set-day" or "write-question"
 */
void
qv_agenda_editor_do (QvAgendaEditor *self, const char *action)
{
  g_return_if_fail (QV_IS_AGENDA_EDITOR (self));

  if (g_str_equal (action, "use-template"))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->template_button));
  else if (g_str_equal (action, "set-day") || g_str_equal (action, "write-question"))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->day_button));
  else if (g_str_equal (action, "show-agenda"))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
