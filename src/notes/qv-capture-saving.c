/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What becomes of the notes that were handed to the queue: saved, or kept while the disk says no. */

#include "config.h"

#include "qv-capture-private.h"

#include <glib/gi18n.h>

void
_qv_capture_retry_cb (GtkButton *button, QvCapture *self)
{
  if (self->queue != NULL)
    qv_note_queue_retry (self->queue);
}

static void
queue_changed_cb (QvCapture *self)
{
  const char *problem = qv_note_queue_get_problem (self->queue);
  guint n = qv_note_queue_get_n_waiting (self->queue);
  g_autofree char *counted = NULL;
  g_autofree char *text = NULL;

  /* What is folded still has a gap below it. */
  gtk_widget_set_visible (self->banner, problem != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->banner), problem != NULL);
  if (problem == NULL)
    return;
  counted = g_strdup_printf (
      ngettext (
          "%u note is kept here and written as soon as it can be. Go on writing; do not close Quadrivio.",
          "%u notes are kept here and written as soon as they can be. Go on writing; do not close Quadrivio.",
          n),
      n);
  text = g_strdup_printf ("%s %s", problem, counted);
  gtk_label_set_label (self->banner_label, text);
}

static void
note_saved_cb (QvNoteQueue *queue, QvId note, QvCapture *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a time of day, hours and minutes, as strftime has it. */
  g_autofree char *time = g_date_time_format (now, _ ("%H:%M"));
  g_autofree char *status = NULL;

  /* Translators: below the entry, after a note was written to the disk: "Saved 14:51" */
  status = g_strdup_printf (_ ("Saved %s"), time);
  if (self->helix == QV_HELIX_NONE)
    qv_capture_say (self, status);
}

void
_qv_capture_watch_queue (QvCapture *self)
{
  g_signal_connect_object (self->queue, "notify::problem", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify::n-waiting", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "saved", G_CALLBACK (note_saved_cb), self, 0);
}
