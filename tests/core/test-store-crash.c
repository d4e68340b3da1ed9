/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The power goes, the disk is full: what was acknowledged is there, and nothing is half there. */
#include "store-utils.h"

#include <signal.h>
#include <string.h>

#define N_KILLS 100

/* The ids that a writer acknowledged: whole lines only, as the last may have been cut. */
static void
read_ids (const char *output, GArray *ids)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      QvId id;

      g_assert_true (qv_id_parse (lines[i], &id));
      g_array_append_val (ids, id);
    }
}

static GSubprocess *
start_writer (Fixture *f, QvId session, const char *limit)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, session);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("STORE_WRITER"),
                                           f->path, number, limit, NULL);

  g_assert_no_error (error);
  return process;
}

typedef struct
{
  GSubprocess *process;
  int patience; /* microseconds */
} Kill;

static gpointer
kill_later (gpointer data)
{
  Kill *death = data;

  g_usleep ((gulong) g_random_int_range (20000, death->patience));
  g_subprocess_send_signal (death->process, SIGKILL);
  return NULL;
}

static void
assert_all_there (Fixture *f, QvId session, GArray *ids, guint n_extra)
{
  g_autoptr (GPtrArray) notes = qv_store_list (f->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, session, NULL);
  g_autoptr (GHashTable) there = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < notes->len; i++)
    g_hash_table_add (there, &((QvRecord *) notes->pdata[i])->id);
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (g_hash_table_contains (there, &g_array_index (ids, QvId, i)));
  g_assert_cmpuint (notes->len, <=, ids->len + n_extra);
}

/* The writer also undoes and redoes each seventh note, so the moment may fall between: then the note is one
 * redo away. */
static void
redo_all (Fixture *f, QvId session)
{
  while (qv_store_redo (f->store, session, NULL, NULL))
    ;
}

static void
test_kill (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  QvId session = fixture_add_session (f, "Lid closed");
  Kill death = { .patience = 120000 };

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GThread) killer = NULL;
      g_autofree char *output = NULL;
      guint n_before = ids->len;

      qv_store_close (f->store);
      process = start_writer (f, session, NULL);
      death.process = process;
      killer = g_thread_new ("killer", kill_later, &death);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL);
      g_thread_join (g_steal_pointer (&killer));
      g_assert_true (g_subprocess_get_if_signaled (process));
      if (output != NULL)
        read_ids (output, ids);
      /* A busy machine has hardly begun to write by then. */
      if (ids->len < n_before + 2)
        death.patience = MIN (2 * death.patience, (int) G_USEC_PER_SEC / 2);
      fixture_reopen (f);
      redo_all (f, session);
      if (i % 10 == 9)
        {
          assert_all_there (f, session, ids, i + 1);
          fixture_assert_sound (f);
        }
    }
  g_test_message ("%u notes acknowledged in %d kills", ids->len, N_KILLS);
  g_assert_cmpuint (ids->len, >, N_KILLS);
}

static void
test_full (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  QvId session = fixture_add_session (f, "Full disk");

  for (int i = 0; i < 6; i++)
    {
      /* Each time a little more room, so that it ends in another file or another place. */
      g_autofree char *limit = g_strdup_printf ("%d", (300 + 150 * i) * 1024 + 1000 * i);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *output = NULL;

      qv_store_close (f->store);
      process = start_writer (f, session, limit);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL);
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 3);
      read_ids (output, ids);
      fixture_reopen (f);
      assert_all_there (f, session, ids, 0);
      fixture_assert_sound (f);
    }
  g_assert_cmpuint (ids->len, >, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill", test_kill);
  g_test_add_func ("/store/full-disk", test_full);
  return g_test_run ();
}
