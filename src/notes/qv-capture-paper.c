/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Notes that were written on paper are typed in as any others are, but belong to the step in which they were
 * written, whatever the clock says now. A bar says so for as long as it lasts.
 */

#include "config.h"

#include "qv-capture-private.h"

#include <glib/gi18n.h>

#include "qv-agenda.h"
#include "qv-paper-note.h"
#include "qv-paper-popover.h"

/* (transfer full) (nullable) */
static QvItem *
ref_step (QvCapture *self, QvId step)
{
  guint n = self->steps != NULL ? g_list_model_get_n_items (self->steps) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->steps, i);

      if (qv_item_get_id (item) == step)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
show_paper (QvCapture *self)
{
  g_autoptr (QvItem) step = ref_step (self, self->paper_step);
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->paper_bar, step != NULL);
  if (step == NULL)
    return;
  if (self->paper_minutes == QV_PAPER_NO_TIME)
    /* Translators: %s is the title of a step of the agenda */
    text = g_strdup_printf (_ ("Typing paper notes of “%s”"), qv_item_get_text (step, QV_STEP_TITLE));
  else
    {
      time = qv_agenda_format_time (self->paper_minutes);
      /* Translators: title of a step of the agenda, and the time at which the notes were written */
      text = g_strdup_printf (_ ("Typing paper notes of “%s”, %s"), qv_item_get_text (step, QV_STEP_TITLE),
                              time);
    }
  gtk_label_set_label (self->paper_label, text);
}

/* Notes belong to @step from now on, or to the present one again if that is %QV_ID_NONE. */
void
_qv_capture_set_paper (QvCapture *self, QvId step, int minutes)
{
  self->paper_step = step;
  self->paper_minutes = minutes;
  show_paper (self);
  _qv_capture_queue_draft (self);
}

static void
chosen_cb (QvPaperPopover *popover, QvId step, int minutes, QvCapture *self)
{
  _qv_capture_set_paper (self, step, minutes);
  qv_capture_focus_entry (self);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCapture *self = QV_CAPTURE (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  if (self->steps == NULL || g_list_model_get_n_items (self->steps) == 0)
    {
      qv_capture_say (self, _ ("The agenda has no steps yet."));
      return;
    }
  if (self->paper_popover == NULL)
    {
      self->paper_popover = qv_paper_popover_new ();
      _qv_capture_adopt (self, self->paper_popover);
      g_signal_connect (self->paper_popover, "chosen", G_CALLBACK (chosen_cb), self);
    }
  _qv_capture_unfold (self);
  _qv_capture_point_to (self, self->paper_popover, self->paper_bar);
  qv_paper_popover_open (QV_PAPER_POPOVER (self->paper_popover), self->steps, self->paper_step,
                         self->paper_minutes);
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCapture *self = QV_CAPTURE (widget);

  _qv_capture_set_paper (self, QV_ID_NONE, QV_PAPER_NO_TIME);
  qv_capture_say (self, _ ("Notes belong to the present step again."));
  qv_capture_focus_entry (self);
}

/* The key that begins it ends it too. */
static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (QV_CAPTURE (widget)->paper_step != QV_ID_NONE)
    end_action (widget, name, parameter);
  else
    choose_action (widget, name, parameter);
}

/* When the note that is written was said, and in which step. */
void
_qv_capture_date_note (QvCapture *self, QvRecord *note)
{
  g_autoptr (QvItem) paper = ref_step (self, self->paper_step);
  QvId step = paper != NULL ? self->paper_step : self->step;
  gint64 now = g_get_real_time ();

  qv_record_set_int (note, QV_NOTE_SAID,
                     paper != NULL
                         ? qv_paper_note_get_said (qv_item_get_record (paper), self->paper_minutes, now)
                         : now);
  if (step != QV_ID_NONE)
    qv_record_set_int (note, QV_NOTE_STEP, step);
}

void
_qv_capture_bind_paper (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QvCapture, paper_bar);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, paper_label);
  gtk_widget_class_install_action (widget_class, "capture.paper", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "capture.paper-end", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "capture.paper-toggle", NULL, toggle_action);
}

void
_qv_capture_drop_paper (QvCapture *self)
{
  g_clear_pointer (&self->paper_popover, gtk_widget_unparent);
  g_clear_object (&self->steps);
}

/**
 * qv_capture_set_steps:
 * @self: a capture panel
 * @steps: the #QvStep of the session, to which paper notes can belong
 *
 * To be called once.
 */
void
qv_capture_set_steps (QvCapture *self, GListModel *steps)
{
  g_return_if_fail (QV_IS_CAPTURE (self));
  g_return_if_fail (self->steps == NULL);

  self->steps = g_object_ref (steps);
  g_signal_connect_object (steps, "items-changed", G_CALLBACK (show_paper), self, G_CONNECT_SWAPPED);
  show_paper (self);
}
