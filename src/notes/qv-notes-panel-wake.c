/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* GTK keeps two hundred rows, of which ten are seen. Those that come into sight are given their words before
 * the frame is drawn, the others a few a frame. */

#include "config.h"

#include "qv-notes-panel-private.h"

#define ROWS_PER_FRAME 5

static QvNoteRow *
get_sleeper (QvNotesPanel *self, guint i)
{
  GtkWidget *row = gtk_list_item_get_child (g_ptr_array_index (self->rows, i));

  return QV_IS_NOTE_ROW (row) && qv_note_row_is_asleep (QV_NOTE_ROW (row)) ? QV_NOTE_ROW (row) : NULL;
}

/* After each layout, which hides the rows that are not in sight. Those that were woken have another size, and
 * all is laid out again before it is drawn. */
static void
laid_out_cb (QvNotesPanel *self)
{
  for (guint i = 0; self->has_sleepers && i < self->rows->len; i++)
    {
      QvNoteRow *row = get_sleeper (self, i);

      if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)))
        qv_note_row_wake (row);
    }
}

static gboolean
wake_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  guint n_woken = 0;

  for (guint i = self->rows->len; i-- > 0 && n_woken < ROWS_PER_FRAME;)
    {
      QvNoteRow *row = get_sleeper (self, i);

      if (row != NULL)
        {
          qv_note_row_wake (row);
          n_woken++;
        }
    }
  if (n_woken == ROWS_PER_FRAME)
    return G_SOURCE_CONTINUE;
  self->has_sleepers = FALSE;
  self->wake_source = 0;
  return G_SOURCE_REMOVE;
}

/* A row was bound asleep. */
void
_qv_notes_panel_queue_wake (QvNotesPanel *self)
{
  self->has_sleepers = TRUE;
  if (self->wake_source == 0)
    self->wake_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), wake_cb, NULL, NULL);
}

static void
realized_cb (QvNotesPanel *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "layout", G_CALLBACK (laid_out_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
unrealize_cb (QvNotesPanel *self)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (self)), laid_out_cb, self);
}

void
_qv_notes_panel_begin_waking (QvNotesPanel *self)
{
  g_signal_connect_after (self, "realize", G_CALLBACK (realized_cb), NULL);
  g_signal_connect (self, "unrealize", G_CALLBACK (unrealize_cb), NULL);
}

void
_qv_notes_panel_stop_waking (QvNotesPanel *self)
{
  if (self->wake_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->wake_source);
  self->wake_source = 0;
}
