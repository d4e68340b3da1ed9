/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong around the library's file: a second way to it, a restore that is cut off, backups of
 * several libraries in one folder, files that are not what they say. */
#include "store-utils.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utime.h>

/* In the child, the step at which the power goes, and that at which the disk is full; 0: never. */
static int cut_at, full_at;

static void
count_step (void)
{
  if (cut_at > 0 && --cut_at == 0)
    _exit (77);
}

/* In place of the system's, so that work can be cut off before each write and each change to a name. */
int
rename (const char *from, const char *to)
{
  count_step ();
  return (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
link (const char *from, const char *to)
{
  count_step ();
  return (int) syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
unlink (const char *name)
{
  count_step ();
  return (int) syscall (SYS_unlinkat, AT_FDCWD, name, 0);
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  count_step ();
  if (full_at > 1)
    full_at--;
  /* A byte makes room in the file that SQLite shares among connections, which is smaller than anything. */
  else if (full_at == 1 && size > 1)
    {
      errno = ENOSPC;
      return -1;
    }
  return (ssize_t) syscall (SYS_pwrite64, fd, data, size, at);
}

int
ftruncate (int fd, off_t size)
{
  count_step ();
  return (int) syscall (SYS_ftruncate, fd, size);
}

static void
copy (const char *from, const char *to, const char *ending)
{
  g_autofree char *source = g_strconcat (from, ending, NULL);
  g_autofree char *target = g_strconcat (to, ending, NULL);
  g_autofree char *data = NULL;
  gsize size;

  if (g_file_get_contents (source, &data, &size, NULL))
    g_assert_true (g_file_set_contents (target, data, (gssize) size, NULL));
}

/* The same file by another name is the same library. */
static void
test_symbolic_link (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autofree char *other = g_build_filename (f->folder, "other.qvlibrary", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) second = NULL;

  g_assert_cmpint (symlink (f->path, other), ==, 0);
  second = qv_store_open (other, QV_STORE_OPEN_MUST_EXIST, &error);
  g_assert_null (second);
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_BUSY);
  g_clear_error (&error);
  qv_store_close (f->store);
  second = qv_store_open (other, QV_STORE_OPEN_MUST_EXIST, &error);
  g_assert_no_error (error);
  qv_store_close (second);
}

/* Does @what in a process that ends before its write number @step. Returns its exit status: 77 where it was
 * cut off. */
static int
be_cut_off (const char *what, const char *path, const char *with, int step)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%d", step);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;

  /* With a sanitizer, the exact traces of this process take too long for many children. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "fast_unwind_on_malloc=1:detect_leaks=0", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, self, "--cut-off", number, what, path, with, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static guint
count_notes (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, &error);
  g_autoptr (GPtrArray) notes = NULL;
  g_auto (GStrv) problems = NULL;

  g_assert_no_error (error);
  notes = qv_store_list (store, QV_ENTITY_NOTE, QV_STORE_ALL, QV_ID_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (qv_store_check (store, &problems, &error));
  g_assert_cmpstr (problems[0], ==, NULL);
  qv_store_close (store);
  return notes->len;
}

/* The library was not closed, so that its last notes are in the WAL alone; at whatever step the restore ends,
 * it is what it was, with these notes, or what the backup is; and what it was is kept as a whole. */
static void
test_restore_cut_off (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  QvId session = fixture_add_session (f, "Cut off");
  gboolean is_done = FALSE;

  fixture_add_note (f, session, "in the backup");
  backup = qv_store_backup (f->store, NULL, &error);
  g_assert_no_error (error);
  fixture_add_note (f, session, "in the WAL");
  fixture_add_note (f, session, "in the WAL too");
  for (int step = 1; !is_done; step += 1 + step / 16)
    {
      g_autofree char *folder = g_dir_make_tmp ("quadrivio-cut-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "cut.qvlibrary", NULL);
      g_autoptr (GDir) dir = NULL;
      guint n;

      copy (f->path, path, "");
      copy (f->path, path, "-wal");
      is_done = be_cut_off ("restore", path, backup, step) == 0;
      n = count_notes (path);
      g_assert_true (is_done ? n == 1 : n == 1 || n == 3);
      dir = g_dir_open (folder, 0, NULL);
      for (const char *name = g_dir_read_name (dir); n == 1 && name != NULL; name = g_dir_read_name (dir))
        if (strstr (name, ".kept-") != NULL && !g_str_has_suffix (name, "-wal") &&
            !g_str_has_suffix (name, "-shm") && !g_str_has_suffix (name, "-lock"))
          {
            g_autofree char *kept = g_build_filename (folder, name, NULL);

            g_assert_cmpuint (count_notes (kept), ==, 3);
          }
      remove_folder (folder);
    }
}

/* A library that was not closed, brought along as a backup: its WAL belongs to it. */
static void
test_restore_with_wal (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (Fixture) g = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) foreign = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autofree char *stick = g_build_filename (f->folder, "stick.qvlibrary", NULL);
  QvId session = fixture_add_session (f, "Stick");

  fixture_reopen (f);
  fixture_add_note (f, session, "in the WAL");
  copy (f->path, stick, "");
  copy (f->path, stick, "-wal");
  foreign = qv_store_open_foreign (stick, &error);
  g_assert_no_error (error);
  notes = qv_store_list (foreign, QV_ENTITY_NOTE, QV_STORE_ALL, QV_ID_NONE, &error);
  g_assert_cmpuint (notes->len, ==, 1);
  qv_store_close (foreign);
  qv_store_close (g->store);
  g_assert_true (qv_store_restore (stick, g->path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_notes (g->path), ==, 1);
}

/* (transfer full): the backup as if it had been made at @time two days ago. */
static char *
make_older (const char *backup, const char *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -2);
  g_autofree char *folder = g_path_get_dirname (backup);
  g_autofree char *day = g_date_time_format (then, "%Y%m%d");
  g_autofree char *name = g_strdup_printf ("quadrivio-%s-%s.qvlibrary", day, time);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_rename (backup, path), ==, 0);
  return path;
}

/* Two tables back up to one stick: the copies of the one are not thinned for those of the other; a damaged
 * copy does not stand for a sound one. */
static void
test_backups_of_two (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (Fixture) g = fixture_new ();
  g_autofree char *folder = g_build_filename (f->folder, "stick", NULL);
  g_autofree char *damaged = g_build_filename (folder, "damaged", NULL);
  g_autofree char *a = qv_store_backup (f->store, folder, NULL);
  g_autofree char *a_1 = make_older (a, "100000");
  g_autofree char *b = qv_store_backup (g->store, folder, NULL);
  g_autofree char *b_1 = make_older (b, "110000");
  g_autofree char *c = qv_store_backup (f->store, folder, NULL);
  g_autofree char *a_0 = make_older (c, "090000");
  g_autofree char *a_2 = NULL, *last = NULL;
  g_autofree char *left = g_build_filename (folder, ".quadrivio-AAAAAA", NULL);
  g_autofree char *begun = g_build_filename (folder, ".quadrivio-BBBBBB", NULL);
  struct utimbuf two_days_ago = { time (NULL) - 2 * 86400, time (NULL) - 2 * 86400 };

  g_assert_true (g_file_set_contents (left, "half a copy", -1, NULL) &&
                 g_file_set_contents (begun, "half a copy", -1, NULL));
  g_assert_cmpint (g_utime (left, &two_days_ago), ==, 0);
  g_assert_true (g_file_set_contents (damaged, "SQLite format 3", -1, NULL));
  a_2 = make_older (damaged, "120000");
  last = qv_store_backup (f->store, folder, NULL);
  g_assert_nonnull (last);
  g_assert_true (g_file_test (a_1, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (b_1, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (a_0, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (begun, G_FILE_TEST_EXISTS));
}

/* Refused by its first bytes, before it is copied. */
static void
test_restore_of_anything (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *huge = g_build_filename (f->folder, "huge", NULL);
  gint64 start = g_get_monotonic_time ();
  int fd = g_open (huge, O_CREAT | O_RDWR, 0600);

  g_assert_cmpint (ftruncate (fd, (off_t) 3 << 30), ==, 0);
  g_close (fd, NULL);
  qv_store_close (f->store);
  g_assert_false (qv_store_restore (huge, f->path, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_false (qv_store_restore ("/dev/zero", f->path, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_null (qv_store_open_foreign (f->folder, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* Whatever is typed is words, never a query. */
static void
test_search_is_data (void)
{
  const char *const inputs[] = { "\"",
                                 "'",
                                 "alberi\"",
                                 "\" OR \"",
                                 "NEAR(alberi",
                                 "text:alberi",
                                 "note_text:",
                                 "^alberi",
                                 "alberi*",
                                 "alberi -cigna",
                                 "{text}: alberi",
                                 "alberi) OR (1",
                                 "'; DROP TABLE note; --",
                                 "%",
                                 "_",
                                 "\\",
                                 "\xff\xfe",
                                 "AND OR NOT",
                                 "\u0301" };
  const gboolean finds[] = { FALSE, FALSE, TRUE,  FALSE, FALSE, FALSE, FALSE, TRUE,  TRUE, TRUE,
                             FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE };
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GString) many = g_string_new (NULL);
  QvId session = fixture_add_session (f, "Search");

  G_STATIC_ASSERT (G_N_ELEMENTS (inputs) == G_N_ELEMENTS (finds));
  fixture_add_note (f, session, "Più alberi in via Cigna");
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    g_assert_cmpuint (fixture_count_found (f, inputs[i]), ==, finds[i] ? 1 : 0);
  for (int i = 0; i < 5000; i++)
    g_string_append (many, "alberi ");
  g_assert_cmpuint (fixture_count_found (f, many->str), <=, 1);
  g_assert_cmpuint (fixture_count_found (f, "alberi"), ==, 1);
}

/* Making a library, or bringing one of the first version up to date: at whatever write it ends, the next
 * opening finds a library. */
static void
test_open_cut_off (void)
{
  g_autofree char *fixture =
      g_build_filename (SOURCE_ROOT, "tests", "fixtures", "store", "version-1.qvlibrary.gz", NULL);

  for (int is_old = 0; is_old < 2; is_old++)
    for (int step = 1, status = 77; status == 77; step += 1 + step / 2)
      {
        g_autofree char *folder = g_dir_make_tmp ("quadrivio-cut-XXXXXX", NULL);
        g_autofree char *path = g_build_filename (folder, "cut.qvlibrary", NULL);
        g_autofree char *unpack = g_strdup_printf ("gzip -dc '%s' > '%s'", fixture, path);

        if (is_old)
          g_assert_cmpint (system (unpack), ==, 0);
        status = be_cut_off ("open", path, "", step);
        g_assert_true (status == 77 || status == 0);
        g_assert_cmpuint (g_file_test (path, G_FILE_TEST_EXISTS) ? count_notes (path) : 0, ==,
                          is_old ? 1 : 0);
        remove_folder (folder);
      }
}

static gboolean
folder_has (const char *folder, const char *needle)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;

  for (const char *name = g_dir_read_name (dir); !found && name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = folder_has (path, needle);
      else if (g_file_get_contents (path, &data, &size, NULL))
        found = memmem (data, size, needle, strlen (needle)) != NULL;
    }
  return found;
}

static QvId
add_person (Fixture *f, QvId session, const char *name)
{
  QvEdit *edit = qv_edit_new ("Add participant", session);
  QvRecord *participant = qv_record_new (QV_ENTITY_PARTICIPANT, QV_ID_NONE);
  QvRecord *person = qv_record_new (QV_ENTITY_PERSON, QV_ID_NONE);
  QvId id = participant->id;

  qv_record_set_int (participant, QV_PARTICIPANT_SESSION, session);
  qv_record_set_int (person, QV_PERSON_PARTICIPANT, id);
  qv_record_set_text (person, QV_PERSON_NAME, name);
  qv_edit_insert (edit, participant);
  qv_edit_insert (edit, person);
  fixture_apply (f, edit);
  return id;
}

/* Erasing ends at some write: then it had not begun, or the next opening completes it. */
static void
test_erase_cut_off (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autofree char *backup = NULL;
  QvId session = fixture_add_session (f, "Erased");
  QvId participant = add_person (f, session, "Giulia Ferraris");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, participant);
  int n_begun = 0;

  for (int i = 0; i < 40; i++)
    fixture_add_note (f, session, "as Giulia Ferraris said");
  backup = qv_store_backup (f->store, NULL, NULL);
  fixture_reopen (f);
  for (int step = 1, status = 77; status == 77; step += 1 + step / 3)
    {
      g_autofree char *folder = g_dir_make_tmp ("quadrivio-cut-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "cut.qvlibrary", NULL);
      g_autofree char *backups = g_build_filename (folder, "backups", NULL);
      g_autofree char *name = g_path_get_basename (backup);
      g_autofree char *copied = g_build_filename (backups, name, NULL);
      g_autoptr (QvStore) store = NULL;
      g_autoptr (GPtrArray) people = NULL;

      g_mkdir (backups, 0700);
      copy (f->path, path, "");
      copy (f->path, path, "-wal");
      copy (backup, copied, "");
      status = be_cut_off ("erase", path, id, step);
      g_assert_true (status == 77 || status == 0);
      g_assert_cmpuint (count_notes (path), ==, 40);
      store = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, NULL);
      people = qv_store_list (store, QV_ENTITY_PERSON, QV_STORE_ALL, QV_ID_NONE, NULL);
      qv_store_close (store);
      g_assert_cmpuint (people->len, <=, 1);
      g_assert_true (folder_has (folder, "Giulia Ferraris") == (people->len == 1));
      n_begun += status == 77 && people->len == 0;
      remove_folder (folder);
    }
  g_assert_cmpint (n_begun, >, 1);
}

/* Four seats vote; the id of the ballot. */
static QvId
add_ballot (Fixture *f, QvId session, GArray *votes)
{
  QvEdit *edit = qv_edit_new ("Open vote", session);
  QvRecord *ballot = qv_record_new (QV_ENTITY_BALLOT, QV_ID_NONE);
  QvRecord *option = qv_record_new (QV_ENTITY_BALLOT_OPTION, QV_ID_NONE);
  const QvId ballot_id = ballot->id, option_id = option->id;

  qv_record_set_int (ballot, QV_BALLOT_SESSION, session);
  qv_record_set_text (ballot, QV_BALLOT_TITLE, "What first?");
  qv_edit_insert (edit, ballot);
  qv_record_set_int (option, QV_BALLOT_OPTION_SESSION, session);
  qv_record_set_int (option, QV_BALLOT_OPTION_BALLOT, ballot_id);
  qv_record_set_int (option, QV_BALLOT_OPTION_POSITION, 1);
  qv_record_set_text (option, QV_BALLOT_OPTION_TEXT, "An idea");
  qv_edit_insert (edit, option);
  fixture_apply (f, edit);
  for (int i = 0; i < 4; i++)
    {
      QvRecord *vote = qv_record_new (QV_ENTITY_VOTE, QV_ID_NONE);
      const QvId vote_id = vote->id, seat = add_person (f, session, "Somebody");

      edit = qv_edit_new ("Vote", session);
      qv_record_set_int (vote, QV_VOTE_SESSION, session);
      qv_record_set_int (vote, QV_VOTE_BALLOT, ballot_id);
      qv_record_set_int (vote, QV_VOTE_OPTION, option_id);
      qv_record_set_int (vote, QV_VOTE_PARTICIPANT, seat);
      qv_record_set_int (vote, QV_VOTE_VALUE, 1);
      qv_edit_insert (edit, vote);
      fixture_apply (f, edit);
      g_array_append_val (votes, vote_id);
    }
  return ballot_id;
}

/* Whether any of the ids is in any file, as changesets and columns hold it. */
static gboolean
folder_has_ids (const char *folder, GArray *ids)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;

  for (const char *name = g_dir_read_name (dir); !found && name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = folder_has_ids (path, ids);
      else if (g_file_get_contents (path, &data, &size, NULL))
        for (guint i = 0; !found && i < ids->len; i++)
          {
            const gint64 id = GINT64_TO_BE (g_array_index (ids, QvId, i));

            found = memmem (data, size, &id, sizeof id) != NULL;
          }
    }
  return found;
}

static guint
count_rows (const char *path, QvEntity entity)
{
  g_autoptr (QvStore) store = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, NULL);
  g_autoptr (GPtrArray) records = qv_store_list (store, entity, QV_STORE_ALL, QV_ID_NONE, NULL);

  qv_store_close (store);
  return records->len;
}

/* Closing a vote ends at some write, or finds the disk full: then it is open with all its votes, or closed
 * with none anywhere. */
static void
test_close_cut_off (gconstpointer how)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autofree char *backup = NULL;
  QvId session = fixture_add_session (f, "Closed");
  QvId ballot = add_ballot (f, session, votes);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, ballot);
  int n_closed = 0;

  backup = qv_store_backup (f->store, NULL, NULL);
  fixture_reopen (f);
  for (int step = 1, status = -1; status != 0; step += 1 + step / 12)
    {
      g_autofree char *folder = g_dir_make_tmp ("quadrivio-cut-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "cut.qvlibrary", NULL);
      g_autofree char *backups = g_build_filename (folder, "backups", NULL);
      g_autofree char *name = g_path_get_basename (backup);
      g_autofree char *copied = g_build_filename (backups, name, NULL);
      guint n_votes;

      g_mkdir (backups, 0700);
      copy (f->path, path, "");
      copy (f->path, path, "-wal");
      copy (backup, copied, "");
      status = be_cut_off (how, path, id, step);
      g_assert_true (status == (g_str_equal (how, "close") ? 77 : 3) || status == 0);
      count_notes (path);
      n_votes = count_rows (path, QV_ENTITY_VOTE);
      g_assert_true (n_votes == 0 || n_votes == 4);
      g_assert_cmpuint (count_rows (path, QV_ENTITY_BALLOT_TOTAL), ==, n_votes == 0 ? QV_N_HELICES + 1 : 0);
      g_assert_true (folder_has_ids (folder, votes) == (n_votes == 4));
      n_closed += status != 0 && n_votes == 0;
      remove_folder (folder);
    }
  g_assert_cmpint (n_closed, >, 3);
}

static int
run_cut_off (char *argv[])
{
  const char *what = argv[3], *path = argv[4], *with = argv[5];
  g_autoptr (QvStore) store = NULL;

  if (g_str_equal (what, "restore"))
    {
      cut_at = atoi (argv[2]);
      return qv_store_restore (with, path, NULL, NULL) ? 0 : 1;
    }
  if (g_str_equal (what, "open"))
    cut_at = atoi (argv[2]);
  store = qv_store_open (path, QV_STORE_OPEN_DEFAULT, NULL);
  if (g_str_equal (what, "erase"))
    {
      cut_at = atoi (argv[2]);
      if (!qv_store_erase_person (store, g_ascii_strtoll (with, NULL, 10), NULL))
        return 1;
    }
  if (g_str_equal (what, "close"))
    {
      cut_at = atoi (argv[2]);
      if (!qv_store_close_ballot (store, g_ascii_strtoll (with, NULL, 10), NULL))
        return 1;
    }
  if (g_str_equal (what, "close-full"))
    {
      g_autoptr (GError) error = NULL;

      full_at = atoi (argv[2]);
      if (!qv_store_close_ballot (store, g_ascii_strtoll (with, NULL, 10), &error))
        {
          g_autoptr (QvStore) again = NULL;

          g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FULL);
          qv_store_close (store);
          again = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, NULL);
          _exit (again != NULL ? 3 : 4);
        }
      full_at = 0;
    }
  cut_at = 0;
  return store != NULL ? 0 : 1;
}

int
main (int argc, char *argv[])
{
  if (argc == 6 && g_str_equal (argv[1], "--cut-off"))
    return run_cut_off (argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/faults/symbolic-link", test_symbolic_link);
  g_test_add_func ("/store/faults/open-cut-off", test_open_cut_off);
  g_test_add_func ("/store/faults/restore-cut-off", test_restore_cut_off);
  g_test_add_func ("/store/faults/restore-with-wal", test_restore_with_wal);
  g_test_add_func ("/store/faults/erase-cut-off", test_erase_cut_off);
  g_test_add_data_func ("/store/faults/close-cut-off", "close", test_close_cut_off);
  g_test_add_data_func ("/store/faults/close-full", "close-full", test_close_cut_off);
  g_test_add_func ("/store/faults/backups-of-two", test_backups_of_two);
  g_test_add_func ("/store/faults/restore-of-anything", test_restore_of_anything);
  g_test_add_func ("/store/faults/search-is-data", test_search_is_data);
  return g_test_run ();
}
