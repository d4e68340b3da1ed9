/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-step-row.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "qv-field.h"
#include "qv-method.h"
#include "qv-pill.h"
#include "qv-preparing.h"
#include "qv-step-details.h"
#include "qv-wrap-layout.h"

/* Clicks on the same button that follow each other so fast are one change of the minutes. */
#define MINUTES_SETTLE_MS 500

struct _QvStepRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *time;
  GtkWidget *card;
  GtkWidget *handle;
  GtkImage *icon;
  GtkLabel *title;
  QvPill *table_pill;
  QvPill *pin_pill;
  GtkSpinButton *minutes;
  GtkRevealer *revealer;
  QvStepDetails *details;

  QvPrepareContext *context;
  QvId step;
  guint minutes_source;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvStepRow, qv_step_row, GTK_TYPE_LIST_BOX_ROW)

static const QvRecord *
find_step (QvStepRow *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);

  return preparation != NULL ? qv_record_find (preparation->steps, self->step, NULL) : NULL;
}

static void
write_minutes (QvStepRow *self)
{
  const QvRecord *step = find_step (self);
  int minutes = gtk_spin_button_get_value_as_int (self->minutes);

  g_clear_handle_id (&self->minutes_source, g_source_remove);
  if (step != NULL && qv_record_get_int (step, QV_STEP_MINUTES) != minutes)
    qv_prepare_context_apply (self->context,
                              qv_preparing_set (qv_prepare_context_get (self->context), _ ("Change minutes"),
                                                QV_ENTITY_STEP, self->step, QV_STEP_MINUTES,
                                                qv_value_int (minutes)));
}

static gboolean
settle_cb (gpointer data)
{
  QvStepRow *self = data;

  self->minutes_source = 0;
  write_minutes (self);
  return G_SOURCE_REMOVE;
}

static void
minutes_changed_cb (QvStepRow *self)
{
  if (self->is_showing)
    return;
  g_clear_handle_id (&self->minutes_source, g_source_remove);
  self->minutes_source = g_timeout_add (MINUTES_SETTLE_MS, settle_cb, self);
}

static void
qv_step_row_unmap (GtkWidget *widget)
{
  QvStepRow *self = QV_STEP_ROW (widget);

  if (self->minutes_source != 0)
    write_minutes (self);
  GTK_WIDGET_CLASS (qv_step_row_parent_class)->unmap (widget);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, QvStepRow *self)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (self->card);

  gtk_drag_source_set_icon (source, icon, 8, 8);
  return gdk_content_provider_new_typed (G_TYPE_INT64, self->step);
}

static GtkWidget *
make_header (QvStepRow *self)
{
  GtkWidget *header = qv_wrap_box_new (10, TRUE);
  GtkDragSource *source = gtk_drag_source_new ();

  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_add_css_class (self->handle, "drag-handle");
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag, or Alt+↑ and Alt+↓, to move the step"));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "icon-tile");
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_CENTER);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0.0f);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (self->title, 12);
  gtk_label_set_lines (self->title, 2);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title");
  self->table_pill = QV_PILL (qv_pill_new ("", NULL, QV_PILL_PLAIN));
  self->pin_pill = QV_PILL (qv_pill_new ("", "changes-prevent-symbolic", QV_PILL_PLAIN));
  self->minutes = GTK_SPIN_BUTTON (_qv_field_new_minutes (_ ("Minutes")));
  g_signal_connect_object (self->minutes, "value-changed", G_CALLBACK (minutes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self->minutes), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->minutes), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (header), self->handle);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->table_pill));
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->pin_pill));
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->minutes));
  return header;
}

static void
qv_step_row_dispose (GObject *object)
{
  QvStepRow *self = QV_STEP_ROW (object);

  g_clear_handle_id (&self->minutes_source, g_source_remove);
  G_OBJECT_CLASS (qv_step_row_parent_class)->dispose (object);
}

static void
qv_step_row_finalize (GObject *object)
{
  g_clear_object (&QV_STEP_ROW (object)->context);
  G_OBJECT_CLASS (qv_step_row_parent_class)->finalize (object);
}

static void
qv_step_row_class_init (QvStepRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_step_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_step_row_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = qv_step_row_unmap;
}

static void
qv_step_row_init (QvStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->time = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->time, 5);
  gtk_label_set_yalign (self->time, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "time");
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->card, "card");
  gtk_widget_set_hexpand (self->card, TRUE);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_box_append (GTK_BOX (self->card), make_header (self));
  gtk_box_append (GTK_BOX (self->card), GTK_WIDGET (self->revealer));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (box), self->card);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "step-row");
}

/**
 * qv_step_row_new:
 * @context: what is prepared
 * @step: id of a step
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
qv_step_row_new (QvPrepareContext *context, QvId step)
{
  QvStepRow *self = g_object_new (QV_TYPE_STEP_ROW, NULL);

  self->context = g_object_ref (context);
  self->step = step;
  return GTK_WIDGET (self);
}

QvId
qv_step_row_get_step (QvStepRow *self)
{
  g_return_val_if_fail (QV_IS_STEP_ROW (self), QV_ID_NONE);

  return self->step;
}

static void
show_pin (QvStepRow *self, const QvAgendaSlot *slot)
{
  g_autofree char *label = NULL, *tip = NULL;
  g_autofree char *start = slot != NULL ? qv_agenda_format_time (slot->starts) : g_strdup ("");

  gtk_widget_set_visible (GTK_WIDGET (self->pin_pill), slot != NULL && slot->is_pinned);
  if (slot == NULL || !slot->is_pinned)
    return;
  if (slot->clash > 0)
    {
      label = g_strdup_printf (ngettext ("%d min late", "%d min late", (gulong) slot->clash), slot->clash);
      tip = g_strdup_printf (_ ("What comes before it goes on past %s"), start);
    }
  else
    tip = g_strdup_printf (_ ("Starts at %s, whatever comes before it"), start);
  qv_pill_set_label (self->pin_pill, label != NULL ? label : "");
  qv_pill_set_style (self->pin_pill, slot->clash > 0 ? QV_PILL_WARNING : QV_PILL_PLAIN);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pin_pill), tip);
}

static void
show_table (QvStepRow *self, const QvRecord *step)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);
  QvId id = qv_record_get_int (step, QV_STEP_ROUND_TABLE);
  const QvRecord *table = qv_record_find (preparation->tables, id, NULL);
  const char *name = table != NULL ? qv_record_get_text (table, QV_ROUND_TABLE_NAME) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->table_pill), name != NULL);
  qv_pill_set_label (self->table_pill, name);
}

static void
show_name (QvStepRow *self, const QvRecord *step, const char *time)
{
  const char *title = qv_record_get_text (step, QV_STEP_TITLE);
  gint64 minutes = qv_record_get_int (step, QV_STEP_MINUTES);
  /* Translators: time, title and length of a step: "14:30, Problems on the map, 35 minutes" */
  g_autofree char *name = g_strdup_printf (ngettext ("%s, %s, %" PRId64 " minute",
                                                     "%s, %s, %" PRId64 " minutes", (gulong) minutes),
                                           time, title, minutes);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * qv_step_row_show:
 * @self: a row
 *
 * Shows the step as it is prepared now.
 */
void
qv_step_row_show (QvStepRow *self)
{
  const QvRecord *step = find_step (self);
  g_autoptr (QvMethod) method = NULL;
  const QvAgendaSlot *slot;
  g_autofree char *time = NULL;

  if (step == NULL)
    return;
  slot = qv_agenda_find (qv_prepare_context_get (self->context)->agenda, self->step);
  time = slot != NULL ? qv_agenda_format_time (slot->starts) : g_strdup ("");
  method = qv_method_find (qv_record_get_text (step, QV_STEP_METHOD),
                           qv_prepare_context_get_language (self->context));
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->title, qv_record_get_text (step, QV_STEP_TITLE));
  gtk_image_set_from_icon_name (self->icon,
                                method != NULL && method->icon != NULL ? method->icon : "view-list-symbolic");
  show_pin (self, slot);
  show_table (self, step);
  show_name (self, step, time);
  if (self->minutes_source == 0)
    {
      self->is_showing = TRUE;
      gtk_spin_button_set_value (self->minutes, (double) qv_record_get_int (step, QV_STEP_MINUTES));
      self->is_showing = FALSE;
    }
  if (self->details != NULL)
    qv_step_details_show (self->details, step);
}

/**
 * qv_step_row_set_open:
 * @self: a row
 * @open: whether it shows what the step asks
 */
void
qv_step_row_set_open (QvStepRow *self, gboolean open)
{
  const QvRecord *step = find_step (self);

  g_return_if_fail (QV_IS_STEP_ROW (self));

  if (open && self->details == NULL && step != NULL)
    {
      self->details = QV_STEP_DETAILS (qv_step_details_new (self->context, self->step));
      gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->details));
      qv_step_details_show (self->details, step);
    }
  gtk_revealer_set_reveal_child (self->revealer, open);
  if (open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "open");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

gboolean
qv_step_row_is_open (QvStepRow *self)
{
  g_return_val_if_fail (QV_IS_STEP_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
