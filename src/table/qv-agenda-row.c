/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-agenda-row.h"

#include <glib/gi18n.h>

struct _QvAgendaRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *time;
  GtkStack *mark_stack;
  GtkImage *mark;
  GtkLabel *mark_number;
  GtkWidget *line_above;
  GtkWidget *line_below;
  GtkLabel *title;
  GtkLabel *minutes;

  QvStep *step;
  gboolean is_rail;
};

G_DEFINE_FINAL_TYPE (QvAgendaRow, qv_agenda_row, GTK_TYPE_LIST_BOX_ROW)

static void
qv_agenda_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_AGENDA_ROW);
  g_clear_object (&QV_AGENDA_ROW (object)->step);
  G_OBJECT_CLASS (qv_agenda_row_parent_class)->dispose (object);
}

static void
qv_agenda_row_class_init (QvAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_agenda_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-agenda-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, time);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, mark_stack);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, mark);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, mark_number);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, line_above);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, line_below);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, title);
  gtk_widget_class_bind_template_child (widget_class, QvAgendaRow, minutes);
}

static void
qv_agenda_row_init (QvAgendaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qv_agenda_row_new (QvStep *step, gboolean is_rail)
{
  QvAgendaRow *self = g_object_new (QV_TYPE_AGENDA_ROW, NULL);

  self->step = g_object_ref (step);
  self->is_rail = is_rail;
  gtk_widget_set_visible (GTK_WIDGET (self->time), !is_rail);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !is_rail);
  gtk_widget_set_visible (GTK_WIDGET (self->minutes), !is_rail);
  if (is_rail)
    {
      gtk_widget_set_halign (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)), GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (GTK_WIDGET (self), "rail");
    }
  return GTK_WIDGET (self);
}

QvStep *
qv_agenda_row_get_step (QvAgendaRow *self)
{
  g_return_val_if_fail (QV_IS_AGENDA_ROW (self), NULL);

  return self->step;
}

static void
set_state (QvAgendaRow *self, QvClockStepState state)
{
  const struct
  {
    const char *css_class, *icon;
  } looks[] = {
    [QV_CLOCK_STEP_TO_COME] = { "to-come", NULL },
    [QV_CLOCK_STEP_PRESENT] = { "present", "media-playback-start-symbolic" },
    [QV_CLOCK_STEP_DONE] = { "done", "object-select-symbolic" },
    [QV_CLOCK_STEP_SKIPPED] = { "skipped", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (i == state)
      gtk_widget_add_css_class (GTK_WIDGET (self), looks[i].css_class);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);
  if (looks[state].icon != NULL)
    gtk_image_set_from_icon_name (self->mark, looks[state].icon);
  gtk_stack_set_visible_child_name (self->mark_stack, looks[state].icon != NULL ? "icon" : "number");
}

static char *
format_state (QvClockStepState state)
{
  switch (state)
    {
    case QV_CLOCK_STEP_PRESENT:
      /* Translators: a step of the agenda, as spoken by a screen reader */
      return g_strdup (_ ("present step"));
    case QV_CLOCK_STEP_DONE:
      return g_strdup (_ ("done"));
    case QV_CLOCK_STEP_SKIPPED:
      return g_strdup (_ ("skipped"));
    case QV_CLOCK_STEP_TO_COME:
    default:
      return g_strdup (_ ("to come"));
    }
}

/* "Step 2, Introductions, 09:10, 20 min, done": what is not known is not said. */
static char *
format_name (guint number, const char *title, const char *const parts[3])
{
  g_autoptr (GString) name = g_string_new (NULL);

  /* Translators: for a screen reader: number and title of a step; its start, length and state follow */
  g_string_append_printf (name, _ ("Step %u, %s"), number, title);
  for (guint i = 0; i < 3; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, ", %s", parts[i]);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * qv_agenda_row_show:
 * @self: a row
 * @slot: what the clock says of its step
 * @number: its place, from 1
 * @is_first: whether it is the first of the agenda
 * @is_last: whether it is the last
 */
void
qv_agenda_row_show (
    QvAgendaRow *self, const QvClockSlot *slot, guint number, gboolean is_first, gboolean is_last)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (slot->starts / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *time =
      local != NULL && slot->state != QV_CLOCK_STEP_SKIPPED ? g_date_time_format (local, "%H:%M") : NULL;
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *state = format_state (slot->state);
  const char *title = qv_item_get_text (QV_ITEM (self->step), QV_STEP_TITLE);
  int n_minutes = (int) (slot->length / (G_TIME_SPAN_MINUTE / 1000));
  g_autofree char *minutes =
      /* Translators: the length of a step of the agenda */
      n_minutes > 0 ? g_strdup_printf (_ ("%d min"), n_minutes) : g_strdup ("");
  g_autofree char *name = format_name (number, title, (const char *[]){ time, minutes, state });

  set_state (self, slot->state);
  gtk_label_set_label (self->time, time != NULL ? time : "");
  gtk_label_set_label (self->mark_number, self->is_rail ? count : "");
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->minutes, minutes);
  gtk_widget_set_opacity (self->line_above, is_first ? 0.0 : 1.0);
  gtk_widget_set_opacity (self->line_below, is_last ? 0.0 : 1.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->is_rail ? title : NULL);
}
