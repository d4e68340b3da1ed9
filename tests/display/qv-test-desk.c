/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the notes share: a session and the panel of its notes. */
#include "config.h"

#include "qv-test-desk.h"

#include "qv-test-display.h"

static void
done_cb (QvNotesPanel *panel, const char *said, QvTestDesk *self)
{
  g_free (self->said);
  self->said = g_strdup (said);
}

/* An empty session in a library of its own. */
void
qv_test_desk_make (QvTestDesk *self)
{
  self->store = qv_test_open_store ();
  self->session = qv_test_add_session (self->store, "Abitare Aurora", QV_ID_NONE);
}

/* The panel, which still has to be put into a window. */
void
qv_test_desk_open (QvTestDesk *self)
{
  self->lists = (QvNoteLists){
    .notes = qv_store_watch (self->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, self->session),
    .clusters = qv_store_watch (self->store, QV_ENTITY_CLUSTER, QV_CLUSTER_SESSION, self->session),
    .links = qv_store_watch (self->store, QV_ENTITY_NOTE_LINK, QV_NOTE_LINK_SESSION, self->session),
    .participants =
        qv_store_watch (self->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, self->session),
    .evidence = qv_store_watch (self->store, QV_ENTITY_EVIDENCE, QV_EVIDENCE_SESSION, self->session),
  };
  self->queue = qv_note_queue_new (self->store, self->lists.notes);
  self->context = qv_note_context_new ();
  qv_note_context_set_queue (self->context, self->queue);
  qv_note_context_set_participants (self->context, self->lists.participants);
  qv_note_context_set_links (self->context, self->lists.links);
  qv_note_context_set_evidence (self->context, self->lists.evidence, NULL);
  self->panel = g_object_new (QV_TYPE_NOTES_PANEL, NULL);
  qv_notes_panel_set_session (self->panel, self->store, self->session, &self->lists, self->queue,
                              self->context);
  g_signal_connect (self->panel, "done", G_CALLBACK (done_cb), self);
}

/* After the window is gone. */
void
qv_test_desk_close (QvTestDesk *self)
{
  g_clear_object (&self->context);
  g_clear_object (&self->queue);
  g_clear_object (&self->lists.notes);
  g_clear_object (&self->lists.clusters);
  g_clear_object (&self->lists.links);
  g_clear_object (&self->lists.participants);
  g_clear_object (&self->lists.evidence);
  g_clear_pointer (&self->said, g_free);
  qv_test_close_store (self->store);
}

typedef struct
{
  QvTestDesk *self;
  const char *text;
} Expected;

static gboolean
has_said (gpointer data)
{
  Expected *expected = data;

  return g_strcmp0 (expected->self->said, expected->text) == 0;
}

/* What is said next has to be said anew. */
void
qv_test_desk_assert_said (QvTestDesk *self, const char *text)
{
  Expected expected = { self, text };

  qv_test_wait (has_said, &expected, 3000);
  g_assert_cmpstr (self->said, ==, text);
  g_clear_pointer (&self->said, g_free);
}
