/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Many lines that were pasted can become as many notes. */

#include "config.h"

#include "qv-capture-private.h"

#include <glib/gi18n.h>

#include "qv-note-lines.h"

/* A list may be longer than a note can be. */
static GPtrArray *
list_lines (QvCapture *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  return qv_note_lines_split (text);
}

static void
show_bar (QvCapture *self, guint n)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->lines_bar, n > 1);
  if (n < 2)
    return;
  label = g_strdup_printf (ngettext ("Save as %u note", "Save as %u notes", n), n);
  gtk_label_set_text (self->lines_label, label);
}

static void
pasted_cb (GtkTextBuffer *buffer, GdkClipboard *clipboard, QvCapture *self)
{
  g_autoptr (GPtrArray) lines = list_lines (self);

  show_bar (self, lines->len);
}

/* What is written has changed: the offer follows, and goes when there is but one line. */
void
_qv_capture_check_lines (QvCapture *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (!gtk_widget_get_visible (self->lines_bar))
    return;
  lines = list_lines (self);
  show_bar (self, lines->len);
}

void
_qv_capture_lines_cb (QvCapture *self)
{
  g_autoptr (GPtrArray) lines = list_lines (self);

  if (lines->len == 0 || self->queue == NULL)
    return;
  qv_capture_focus_entry (self);
  if (!_qv_capture_ask_speaker (self))
    return;
  for (guint i = 0; i < lines->len; i++)
    _qv_capture_add (self, _qv_capture_make_note (self, lines->pdata[i]));
  _qv_capture_clear (self, FALSE);
}

void
_qv_capture_watch_paste (QvCapture *self)
{
  gtk_widget_set_visible (self->lines_bar, FALSE);
  g_signal_connect_object (self->buffer, "paste-done", G_CALLBACK (pasted_cb), self, 0);
}
