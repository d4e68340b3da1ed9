/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Session XML of 1,000 and of 100,000 notes, out and in: time linear, peak memory the same, beside
 * `xmllint --stream`. Each measurement is a process of its own, which says its own peak; times are of the
 * processor, so that other work on the machine matters less. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "qv-geometry.h"
#include "qv-session-xml.h"

#define FEW 1000
#define MANY 100000
#define STAMP (G_GINT64_CONSTANT (200000000000) << 22)
#define SAID G_GINT64_CONSTANT (1779972423123456)
#define MAX_MEMORY 1.2 /* many against few */
#define MAX_TIME 1.5   /* a note of many against a note of few */

typedef struct
{
  double seconds;
  double kilobytes;
} Cost;

static QvRecord *
make_note (gint64 id)
{
  g_autofree char *text =
      g_strdup_printf ("Note %" G_GINT64_FORMAT ": dopo gli sfratti di via Cigna le famiglie "
                       "finiscono in stanze singole; «le loyer monte».",
                       id);
  g_autoptr (QvGeometry) point = qv_geometry_new_point (7.6 + 1e-6 * (double) (id % 100000), 45.0);
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, id);

  note->stamp = STAMP + id;
  qv_record_set_int (note, QV_NOTE_SESSION, 8);
  qv_record_set_text (note, QV_NOTE_KIND, "problem");
  qv_record_set_text (note, QV_NOTE_HELIX, "residents");
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  qv_record_set_text (note, QV_NOTE_THEME, "casa");
  qv_record_set_blob (note, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
  qv_record_set_int (note, QV_NOTE_SAID, SAID + id);
  return note;
}

static void
write_session (const char *path, gint64 n_notes)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_autoptr (QvRecord) session = qv_record_new (QV_ENTITY_SESSION, 8);
  g_autoptr (QvSessionXmlWriter) writer = NULL;

  session->stamp = STAMP;
  qv_record_set_text (session, QV_SESSION_TITLE, "Abitare Aurora");
  writer = qv_session_xml_writer_new (G_OUTPUT_STREAM (stream), session, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (qv_session_xml_writer_add (writer, session, &error));
  for (gint64 i = 1; i <= n_notes; i++)
    {
      g_autoptr (QvRecord) note = make_note (i);

      g_assert_true (qv_session_xml_writer_add (writer, note, &error));
    }
  g_assert_true (qv_session_xml_writer_finish (writer, &error));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error));
}

static gboolean
count_cb (const QvRecord *record, gpointer data, GError **error)
{
  gint64 *n = data;

  (*n)++;
  return TRUE;
}

static void
read_session (const char *path, gint64 n_notes)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  qv_session_xml_validate (fd, path, NULL, NULL, &error);
  g_assert_no_error (error);
  qv_session_xml_read (fd, path, count_cb, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, n_notes + 1);
  close (fd);
}

static double
peak_of_this_process (void)
{
  g_autofree char *status = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  at = strstr (status, "VmHWM:");
  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen ("VmHWM:"), NULL);
}

/* Runs in the child: bench-xml write|read FILE N. */
static int
do_one (const char *what, const char *path, const char *n)
{
  gint64 n_notes = g_ascii_strtoll (n, NULL, 10);
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  if (g_str_equal (what, "write"))
    write_session (path, n_notes);
  else
    read_session (path, n_notes);
  g_ascii_dtostr (seconds, sizeof seconds, (double) clock () / CLOCKS_PER_SEC);
  g_print ("%s %.0f\n", seconds, peak_of_this_process ());
  return 0;
}

static Cost
measure (const char *program, const char *what, const char *path, const char *n)
{
  const char *argv[] = { program, what, path, n, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  Cost cost;
  char *rest;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  cost.seconds = g_ascii_strtod (out, &rest);
  cost.kilobytes = g_ascii_strtod (rest, NULL);
  return cost;
}

static double
time_of_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static double
time_peer (const char *path)
{
  const char *argv[] = { "xmllint", "--stream", "--noout", path, NULL };
  double before = time_of_children ();
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  return time_of_children () - before;
}

static gboolean
report (const char *name, Cost few, Cost many, double peer)
{
  double memory = many.kilobytes / few.kilobytes;
  double time = (many.seconds / MANY) / (few.seconds / FEW);
  gboolean ok = memory <= MAX_MEMORY && time <= MAX_TIME;

  g_print (
      "{\"name\": \"%s\", \"notes\": %d, \"ms\": %.1f, \"peer\": \"xmllint --stream\", \"peer_ms\": %.1f, "
      "\"ratio\": %.2f, \"time_per_note_against_%d\": %.2f, \"peak_kb\": %.0f, \"peak_kb_of_%d\": %.0f, "
      "\"memory_ratio\": %.3f, \"bar\": %.2f, \"ok\": %s}\n",
      name, MANY, 1000 * many.seconds, 1000 * peer, many.seconds / peer, FEW, time, many.kilobytes, FEW,
      few.kilobytes, memory, MAX_MEMORY, ok ? "true" : "false");
  return ok;
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;
  Cost written_few, written_many, read_few, read_many;
  gboolean ok;

  if (argc == 4)
    return do_one (argv[1], argv[2], argv[3]);

  folder = g_dir_make_tmp ("bench-xml-XXXXXX", NULL);
  few = g_build_filename (folder, "few.xml", NULL);
  many = g_build_filename (folder, "many.xml", NULL);
  written_few = measure (argv[0], "write", few, G_STRINGIFY (FEW));
  written_many = measure (argv[0], "write", many, G_STRINGIFY (MANY));
  read_few = measure (argv[0], "read", few, G_STRINGIFY (FEW));
  read_many = measure (argv[0], "read", many, G_STRINGIFY (MANY));
  ok = report ("session XML export", written_few, written_many, time_peer (many));
  ok = report ("session XML validation and import", read_few, read_many, time_peer (many)) && ok;
  g_unlink (few);
  g_unlink (many);
  g_rmdir (folder);
  return ok ? 0 : 1;
}
