/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note from Enter to acknowledged beside a bare SQLite insert, and searches in a large library. With an
 * argument, the first alone. */
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "qv-store.h"

#define N_ROUNDS 20
#define N_A_ROUND 100
#define N_NOTES 100000
#define N_WORDS 5000
#define N_SESSIONS 100
#define PAGE 50
#define CHECKPOINT_PAGES 1000

static gboolean all_ok = TRUE;

static void
report (const char *name, double ms, double peer_ms, double bar, gboolean is_ratio)
{
  gboolean ok = (is_ratio ? ms / peer_ms : ms) <= bar;

  all_ok = all_ok && ok;
  if (is_ratio)
    g_print (
        "{\"name\": \"%s\", \"ms\": %.4f, \"peer_ms\": %.4f, \"ratio\": %.3f, \"bar\": %.2f, \"ok\": %s}\n",
        name, ms, peer_ms, ms / peer_ms, bar, ok ? "true" : "false");
  else
    g_print ("{\"name\": \"%s\", \"ms\": %.3f, \"bar_ms\": %.1f, \"ok\": %s}\n", name, ms, bar,
             ok ? "true" : "false");
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

/* The peer: the same table with the same indices, the same search index, and nothing else. */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *begin, *note, *text, *commit;
  int wal_pages;
} Bare;

static int
wal_hook_cb (void *data, sqlite3 *db, const char *name, int n_pages)
{
  ((Bare *) data)->wal_pages = n_pages;
  return SQLITE_OK;
}

static void
open_bare (Bare *bare, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);

  if (sqlite3_open (path, &bare->db) != SQLITE_OK)
    g_error ("%s", path);
  run (bare->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                 "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -4000;"
                 "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0");
  run (bare->db,
       "CREATE TABLE note (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, session INTEGER NOT NULL,"
       "  kind TEXT NOT NULL, helix TEXT NOT NULL, text TEXT NOT NULL, author INTEGER, step INTEGER,"
       "  territory INTEGER, geometry BLOB, theme TEXT, said INTEGER NOT NULL, deleted INTEGER NOT NULL) "
       "STRICT;"
       "CREATE INDEX note_session ON note (session);"
       "CREATE INDEX note_author ON note (author) WHERE author IS NOT NULL;"
       "CREATE INDEX note_step ON note (step) WHERE step IS NOT NULL;"
       "CREATE INDEX note_territory ON note (territory) WHERE territory IS NOT NULL;"
       "CREATE VIRTUAL TABLE note_text USING fts5 (text, content = 'note', content_rowid = 'id',"
       "  columnsize = 0, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4')");
  sqlite3_wal_hook (bare->db, wal_hook_cb, bare);
  sqlite3_prepare_v2 (bare->db, "BEGIN IMMEDIATE", -1, &bare->begin, NULL);
  sqlite3_prepare_v2 (
      bare->db,
      "INSERT INTO note VALUES (?1, ?2, ?3, 'problem', 'residents', ?4, NULL, NULL, NULL, NULL, NULL, "
      "?5, 0)",
      -1, &bare->note, NULL);
  sqlite3_prepare_v2 (bare->db, "INSERT INTO note_text (rowid, text) VALUES (?1, ?2)", -1, &bare->text, NULL);
  sqlite3_prepare_v2 (bare->db, "COMMIT", -1, &bare->commit, NULL);
}

static void
step (sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (sqlite3_db_handle (statement)));
  sqlite3_reset (statement);
}

static void
insert_bare (Bare *bare, const char *text)
{
  QvId id = qv_id_new ();

  step (bare->begin);
  sqlite3_bind_int64 (bare->note, 1, id);
  sqlite3_bind_int64 (bare->note, 2, id);
  sqlite3_bind_int64 (bare->note, 3, 4711);
  sqlite3_bind_text (bare->note, 4, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (bare->note, 5, g_get_real_time ());
  step (bare->note);
  sqlite3_bind_int64 (bare->text, 1, id);
  sqlite3_bind_text (bare->text, 2, text, -1, SQLITE_STATIC);
  step (bare->text);
  step (bare->commit);
}

/* As often as the store does it, and like there not while anybody waits. */
static void
checkpoint_bare (Bare *bare)
{
  if (bare->wal_pages < CHECKPOINT_PAGES)
    return;
  sqlite3_wal_checkpoint_v2 (bare->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  bare->wal_pages = 0;
}

static void
close_bare (Bare *bare)
{
  sqlite3_finalize (bare->begin);
  sqlite3_finalize (bare->note);
  sqlite3_finalize (bare->text);
  sqlite3_finalize (bare->commit);
  sqlite3_close (bare->db);
}

static QvRecord *
make_note (QvId session, const char *text)
{
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, QV_ID_NONE);

  qv_record_set_int (note, QV_NOTE_SESSION, session);
  qv_record_set_text (note, QV_NOTE_KIND, "problem");
  qv_record_set_text (note, QV_NOTE_HELIX, "residents");
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  qv_record_set_int (note, QV_NOTE_SAID, g_get_real_time ());
  return note;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_error ("%s", error->message);
  *(gboolean *) data = TRUE;
}

/* As the window does it: an edit, the writer's thread, the callback in the main loop. */
static void
insert_note (QvStore *store, QvId session, const char *text)
{
  QvEdit *edit = qv_edit_new ("Add note", session);
  gboolean is_done = FALSE;

  qv_edit_insert (edit, make_note (session, text));
  qv_store_apply_async (store, edit, NULL, applied_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static QvId
add_session (QvStore *store)
{
  QvEdit *edit = qv_edit_new ("New session", QV_ID_NONE);
  QvRecord *session = qv_record_new (QV_ENTITY_SESSION, QV_ID_NONE);
  QvId id = session->id;

  qv_record_set_text (session, QV_SESSION_TITLE, "Bench");
  qv_edit_insert (edit, session);
  if (!qv_store_apply (store, edit, NULL))
    g_error ("no session");
  return id;
}

static char *
make_word (guint number)
{
  const char *const syllables[] = { "ca", "lo", "ri", "ten", "vo", "mu", "sa", "pi", "gra", "de" };
  g_autoptr (GString) word = g_string_new (NULL);

  for (guint n = number + 10; n > 0; n /= 10)
    g_string_append (word, syllables[n % 10]);
  return g_string_free (g_steal_pointer (&word), FALSE);
}

/* Word number n about as often as 1 / n, after Zipf. */
static char *
make_text (GRand *rand, char **words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 14; i++)
    {
      guint n = (guint) pow (N_WORDS, g_rand_double (rand)) - 1;

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[n]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_doubles);
  return values[n / 2];
}

/* Both in turns, so that what else the machine does meets both. */
static void
bench_note (QvStore *store, const char *folder, GRand *rand, char **words)
{
  static double ours[N_ROUNDS * N_A_ROUND], theirs[N_ROUNDS * N_A_ROUND];
  QvId session = add_session (store);
  Bare bare = { 0 };
  guint n = 0;

  open_bare (&bare, folder);
  for (int round = 0; round < N_ROUNDS; round++)
    for (int i = 0; i < N_A_ROUND; i++, n++)
      {
        g_autofree char *text = make_text (rand, words);
        gint64 start = g_get_monotonic_time ();
        gint64 between;

        insert_note (store, session, text);
        between = g_get_monotonic_time ();
        insert_bare (&bare, text);
        ours[n] = (double) (between - start) / 1000.0;
        theirs[n] = (double) (g_get_monotonic_time () - between) / 1000.0;
        checkpoint_bare (&bare);
      }
  close_bare (&bare);
  report ("note from Enter to acknowledged, median", median (ours, n), median (theirs, n), 1.5, TRUE);
  report ("note from Enter to acknowledged, 95 % of them", ours[n * 95 / 100], theirs[n * 95 / 100], 1.5,
          TRUE);
}

typedef struct
{
  GRand *rand;
  char **words;
  QvId sessions[N_SESSIONS];
} Library;

static gboolean
produce_cb (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  Library *library = data;

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *text = make_text (library->rand, library->words);
      g_autoptr (QvRecord) note = make_note (library->sessions[i / (N_NOTES / N_SESSIONS)], text);

      if (!sink (note, sink_data, error))
        return FALSE;
    }
  return TRUE;
}

static void
bench_search (QvStore *store, GRand *rand, char **words)
{
  Library library = { .rand = rand, .words = words };
  struct
  {
    const char *kind;
    char *query;
  } queries[] = {
    { "a word in most notes", g_strdup (words[0]) },
    { "a word in a few notes", g_strdup (words[N_WORDS - 3]) },
    { "a word in none", g_strdup ("zzzyx") },
    { "one letter", g_strdup ("c") },
    { "two letters", g_strdup ("ca") },
    { "three letters", g_strdup ("cal") },
    { "four letters", g_strdup ("calo") },
    { "five letters", g_strdup ("calol") },
    { "six letters", g_strdup ("caloca") },
    { "two words in many notes", g_strdup_printf ("%s %s", words[0], words[1]) },
    { "a frequent and a rare word", g_strdup_printf ("%s %s", words[0], words[N_WORDS - 5]) },
    { "a word and a beginning", g_strdup_printf ("%s ca", words[2]) },
    { "three beginnings", g_strdup ("c l r") },
    { "five words", g_strdup_printf ("%s %s %s %s %s", words[0], words[1], words[2], words[3], words[4]) },
  };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_SESSIONS; i++)
    library.sessions[i] = add_session (store);
  if (!qv_store_merge (store, "Import", QV_ID_NONE, produce_cb, &library, NULL, NULL, &error))
    g_error ("%s", error->message);
  report ("merge of 100,000 notes", (double) (g_get_monotonic_time () - start) / 1000.0, 0.0, 30000.0, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    for (int is_scoped = 0; is_scoped < 2; is_scoped++)
      {
        g_autofree char *name = g_strdup_printf ("search in 100,000 notes, %s, %s", queries[i].kind,
                                                 is_scoped ? "one session" : "all sessions");
        double times[9];

        for (guint j = 0; j < G_N_ELEMENTS (times); j++)
          {
            g_autoptr (GArray) found = NULL;

            start = g_get_monotonic_time ();
            found = qv_store_search_notes (store, is_scoped ? library.sessions[7] : QV_ID_NONE,
                                           queries[i].query, PAGE, &error);
            times[j] = (double) (g_get_monotonic_time () - start) / 1000.0;
            g_assert_no_error (error);
          }
        report (name, median (times, G_N_ELEMENTS (times)), 0.0, 16.0, FALSE);
      }
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_free (queries[i].query);
}

/* Opening must not read the library; the check reads all of it, in a thread. */
static void
bench_open_and_check (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (QvStore) store = NULL;
  double times[9];
  gint64 start;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_clear_object (&store);
      start = g_get_monotonic_time ();
      store = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, &error);
      g_assert_no_error (error);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
    }
  report ("open 100,000 notes", median (times, G_N_ELEMENTS (times)), 0.0, 10.0, FALSE);
  start = g_get_monotonic_time ();
  g_assert_true (qv_store_check (store, &problems, &error));
  g_assert_cmpstr (problems[0], ==, NULL);
  report ("check 100,000 notes", (double) (g_get_monotonic_time () - start) / 1000.0, 0.0, 5000.0, FALSE);
  qv_store_close (store);
}

int
main (int argc, char *argv[])
{
  /* Beside the build, as a temporary folder may be in memory. */
  g_autofree char *folder = g_build_filename (g_get_current_dir (), "bench-store-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_auto (GStrv) words = g_new0 (char *, N_WORDS + 1);

  if (g_mkdtemp (folder) == NULL)
    g_error ("no folder");
  for (guint i = 0; i < N_WORDS; i++)
    words[i] = make_word (i);
  path = g_build_filename (folder, "bench.qvlibrary", NULL);
  store = qv_store_open (path, QV_STORE_OPEN_DEFAULT, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  bench_note (store, folder, rand, words);
  if (argc < 2)
    bench_search (store, rand, words);
  qv_store_close (store);
  if (argc < 2)
    bench_open_and_check (path);
  remove_folder (folder);
  return all_ok ? 0 : 1;
}
