/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The note that is being written survives a crash: a second after it changed, it stands in a small file
 * beside the library; once it is saved or emptied, the file goes,
 * unless paper notes are being typed, which goes on after a restart. */

#include "config.h"

#include "qv-capture-private.h"

#include "qv-paper-note.h"

#define GROUP "draft"
#define DELAY_MILLISECONDS 1000

/* (transfer full) (nullable): the file's content, or NULL while there is nothing to keep */
static char *
describe (QvCapture *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  if (*text == '\0' && self->paper_step == QV_ID_NONE)
    return NULL;
  if (self->paper_step != QV_ID_NONE)
    {
      g_key_file_set_int64 (file, GROUP, "paper-step", self->paper_step);
      g_key_file_set_integer (file, GROUP, "paper-minutes", self->paper_minutes);
    }
  g_key_file_set_string (file, GROUP, "text", text);
  g_key_file_set_string (file, GROUP, "helix", qv_helix_to_word (self->helix));
  g_key_file_set_integer (file, GROUP, "seat", qv_seat_switch_get_seat (self->seat_switch));
  g_key_file_set_string (file, GROUP, "kind",
                         qv_note_kind_to_word (qv_kind_switch_get_kind (self->kind_switch)));
  if (self->theme != NULL)
    g_key_file_set_string (file, GROUP, "theme", self->theme);
  if (self->offer != NULL)
    {
      g_key_file_set_int64 (file, GROUP, "indicator", self->offer->indicator);
      g_key_file_set_string (file, GROUP, "stance", self->stance);
    }
  g_key_file_set_boolean (file, GROUP, "silent", gtk_toggle_button_get_active (self->silent_button));
  g_key_file_set_string (file, GROUP, "place", gtk_label_get_label (self->place_label));
  g_key_file_set_int64 (file, GROUP, "territory", self->place_territory);
  if (self->place_geometry != NULL)
    {
      GBytes *bytes = qv_geometry_get_bytes (self->place_geometry);
      g_autofree char *coded = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_key_file_set_string (file, GROUP, "geometry", coded);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
keep_cb (gpointer data)
{
  QvCapture *self = data;
  g_autofree char *content = describe (self);

  self->draft_source = 0;
  if (g_strcmp0 (content, self->draft_kept) == 0)
    return G_SOURCE_REMOVE;
  qv_kept_file_write (self->draft_file, content);
  g_free (self->draft_kept);
  self->draft_kept = g_steal_pointer (&content);
  return G_SOURCE_REMOVE;
}

/* The note is saved: nothing of it may come back. */
void
_qv_capture_drop_draft (QvCapture *self)
{
  if (self->draft_file == NULL)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_pointer (&self->draft_kept, g_free);
  qv_kept_file_write (self->draft_file, NULL);
}

/* Something of the note has changed. */
void
_qv_capture_queue_draft (QvCapture *self)
{
  if (self->draft_file != NULL && self->draft_source == 0)
    self->draft_source = g_timeout_add (DELAY_MILLISECONDS, keep_cb, self);
}

/* The panel goes: what a second's wait would still write is written at once. */
void
_qv_capture_forget_draft (QvCapture *self)
{
  g_autofree char *content = NULL;

  if (self->draft_file == NULL)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  content = describe (self);
  if (g_strcmp0 (content, self->draft_kept) != 0)
    qv_kept_file_write_now (self->draft_file, content);
  g_clear_object (&self->draft_file);
  g_clear_pointer (&self->draft_kept, g_free);
}

static QvGeometry *
read_geometry (GKeyFile *file)
{
  g_autofree char *coded = g_key_file_get_string (file, GROUP, "geometry", NULL);
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize length;

  if (coded == NULL || *coded == '\0')
    return NULL;
  data = g_base64_decode (coded, &length);
  bytes = g_bytes_new_take (data, length);
  return qv_geometry_new_from_bytes (bytes, NULL);
}

static void
restore_place (QvCapture *self, GKeyFile *file)
{
  g_autoptr (QvGeometry) geometry = read_geometry (file);
  g_autofree char *place = g_key_file_get_string (file, GROUP, "place", NULL);
  QvId territory = g_key_file_get_int64 (file, GROUP, "territory", NULL);

  if (geometry != NULL || territory != QV_ID_NONE)
    qv_capture_set_place (self, territory, geometry, place);
}

static void
restore (QvCapture *self, GKeyFile *file)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, "text", NULL);
  g_autofree char *helix_word = g_key_file_get_string (file, GROUP, "helix", NULL);
  g_autofree char *kind_word = g_key_file_get_string (file, GROUP, "kind", NULL);
  g_autofree char *theme = g_key_file_get_string (file, GROUP, "theme", NULL);
  g_autofree char *status = NULL; /* of what was said about the session */
  g_autofree char *stance = g_key_file_get_string (file, GROUP, "stance", NULL);
  QvHelix helix;
  QvNoteKind kind;

  if (text == NULL)
    return;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  if (kind_word != NULL && qv_note_kind_from_word (kind_word, &kind))
    qv_kind_switch_set_kind (self->kind_switch, kind);
  if (theme != NULL)
    _qv_capture_set_theme (self, theme);
  gtk_toggle_button_set_active (self->silent_button, g_key_file_get_boolean (file, GROUP, "silent", NULL));
  restore_place (self, file);
  if (g_key_file_has_key (file, GROUP, "paper-step", NULL))
    {
      int minutes = g_key_file_get_integer (file, GROUP, "paper-minutes", NULL);

      _qv_capture_set_paper (self, g_key_file_get_int64 (file, GROUP, "paper-step", NULL),
                             minutes >= 0 && minutes < 24 * 60 ? minutes : QV_PAPER_NO_TIME);
    }
  /* The disk would refuse a note with any other word for it. */
  if (stance != NULL &&
      g_strv_contains (qv_entity_get_info (QV_ENTITY_EVIDENCE)->fields[QV_EVIDENCE_STANCE].words, stance))
    _qv_capture_restore_evidence (self, g_key_file_get_int64 (file, GROUP, "indicator", NULL), stance);
  if (helix_word == NULL || !qv_helix_from_word (helix_word, &helix))
    return;
  status = g_strdup (qv_capture_get_status (self));
  _qv_capture_set_helix (self, helix);
  qv_capture_say (self, status);
  self->draft_seat = g_key_file_get_integer (file, GROUP, "seat", NULL);
  _qv_capture_choose_draft_seat (self);
}

/* The seats may come after the draft. */
void
_qv_capture_choose_draft_seat (QvCapture *self)
{
  if (self->draft_seat == QV_SEAT_NOT_CHOSEN || self->helix == QV_HELIX_NONE ||
      !qv_seat_switch_has_seat (self->seat_switch, self->draft_seat))
    return;
  qv_seat_switch_set_seat (self->seat_switch, self->draft_seat);
  self->draft_seat = QV_SEAT_NOT_CHOSEN;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvCapture) self = data;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *content = NULL;
  gsize length;

  /* Whoever writes already does not want other words. */
  if (!g_file_load_contents_finish (G_FILE (source), result, &content, &length, NULL, NULL) ||
      self->draft_file == NULL || gtk_text_buffer_get_char_count (self->buffer) > 0 ||
      !g_key_file_load_from_data (file, content, length, G_KEY_FILE_NONE, NULL))
    return;
  restore (self, file);
}

/**
 * qv_capture_set_draft_file:
 * @self: a capture panel
 * @path: where the note that is being written is kept until it is saved
 *
 * Brings back what was being written when the program ended. To be called once, after
 * qv_capture_set_participants().
 */
void
qv_capture_set_draft_file (QvCapture *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_return_if_fail (QV_IS_CAPTURE (self));
  g_return_if_fail (self->draft_file == NULL);

  self->draft_file = qv_kept_file_new (path);
  self->draft_kept = g_strdup ("");
  g_file_load_contents_async (file, NULL, read_cb, g_object_ref (self));
}
