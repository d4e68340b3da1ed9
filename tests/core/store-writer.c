/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper of test-store-crash: adds notes for ever and prints the id of each as soon as it is
 * acknowledged. It is killed, or its file may not grow beyond the given size. */
#include "store-utils.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static void
print_id (QvId id)
{
  char line[32];
  int n = snprintf (line, sizeof line, "%" G_GINT64_FORMAT "\n", id);

  if (write (STDOUT_FILENO, line, (size_t) n) != n)
    exit (1);
}

static QvId
add_note (QvStore *store, QvId session, const char *text, GError **error)
{
  QvEdit *edit = qv_edit_new ("Add note", session);
  QvRecord *note = make_note (session, text);
  QvId id = note->id;

  qv_edit_insert (edit, note);
  return qv_store_apply (store, edit, error) ? id : QV_ID_NONE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = qv_store_open (argv[1], QV_STORE_OPEN_MUST_EXIST, &error);
  QvId session = g_ascii_strtoll (argv[2], NULL, 10);
  g_autofree char *text = g_strnfill (200, 'x');
  QvId id;

  g_assert_no_error (error);
  if (argc > 3)
    {
      const rlim_t bytes = (rlim_t) atoll (argv[3]);
      const struct rlimit limit = { bytes, bytes };

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
    }
  for (int i = 0; (id = add_note (store, session, text, &error)) != QV_ID_NONE; i++)
    {
      print_id (id);
      if (argc <= 3 && i % 7 == 3)
        g_assert_true (qv_store_undo (store, session, NULL, NULL) &&
                       qv_store_redo (store, session, NULL, NULL));
    }

  /* Still there to be read, and still saying the same. */
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FULL);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) again = NULL;
      g_autoptr (GPtrArray) notes = NULL;

      g_assert_true (add_note (store, session, text, &again) == QV_ID_NONE);
      g_assert_error (again, QV_STORE_ERROR, QV_STORE_ERROR_FULL);
      notes = qv_store_list (store, QV_ENTITY_NOTE, QV_NOTE_SESSION, session, NULL);
      g_assert_nonnull (notes);
    }
  qv_store_close (store);
  return 3;
}
