/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the helper and waits for it with a plain poll, so that any thread can, with no main loop. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-gdal-process.h"

#include "qv-exchange-error.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_OUTPUT (32 << 20)
#define PROGRESS "progress "

typedef struct
{
  GSubprocess *process;
  GString *output;
  GString *complaint;
  gsize n_seen; /* of the output, as whole lines */
  gint64 deadline;
} Child;

static void
clear_child (Child *self)
{
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_string_free (self->output, TRUE);
  g_string_free (self->complaint, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Child, clear_child)

static char *
find_beside_program (const char *relative)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, relative, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

/* An uninstalled program in a folder of the build finds the helper in the folder beside its own. */
static char *
find_helper (GError **error)
{
  static const char installed[] = PKGLIBEXECDIR "/quadrivio-gdal";
  const char *named = g_getenv ("QUADRIVIO_GDAL_HELPER");
  char *path;

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  path = find_beside_program ("../gdal/quadrivio-gdal");
  if (path == NULL)
    path = find_beside_program ("quadrivio-gdal");
  if (path == NULL && g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    path = g_strdup (installed);
  if (path == NULL)
    g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
                         _ ("The program quadrivio-gdal, which reads geodata and tables, is missing. "
                            "Installing Quadrivio again brings it back."));
  return path;
}

/* What the helper needs to speak the user's language and to find its own data; settings of GDAL stay out. */
static char **
make_environment (void)
{
  static const char *const kept[] = {
    "LANG",         "LANGUAGE",      "LC_ALL",       "LC_MESSAGES",        "LC_CTYPE",
    "PATH",         "GDAL_DATA",     "PROJ_LIB",     "PROJ_DATA",          "LD_LIBRARY_PATH",
    "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "QUADRIVIO_LOCALEDIR"
  };
  char **environment = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

static gboolean
start (Child *self, const char *const *args, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *helper = find_helper (error);
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) local = NULL;

  if (helper == NULL)
    return FALSE;
  g_ptr_array_add (argv, helper);
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_environ (launcher, environment);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &local);
  if (self->process == NULL)
    g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
                 _ ("The program that reads geodata cannot be started: %s"), local->message);
  return self->process != NULL;
}

/* One read of what is there; TRUE at the end of the pipe. */
static gboolean
drain (int fd, GString *into)
{
  char buffer[16384];
  gssize n = read (fd, buffer, sizeof buffer);

  if (n < 0)
    return errno != EINTR && errno != EAGAIN;
  if (into->len < MAX_OUTPUT)
    g_string_append_len (into, buffer, n);
  return n == 0;
}

static void
report_progress (Child *self, const QvGdalRun *run)
{
  const char *line = self->output->str + self->n_seen;
  const char *end;

  while ((end = strchr (line, '\n')) != NULL)
    {
      if (g_str_has_prefix (line, PROGRESS) && run->progress != NULL)
        run->progress (CLAMP (g_ascii_strtod (line + strlen (PROGRESS), NULL), 0.0, 1.0), run->progress_data);
      line = end + 1;
    }
  self->n_seen = (gsize) (line - self->output->str);
}

static gboolean
is_time_up (Child *self, GError **error)
{
  if (g_get_monotonic_time () < self->deadline)
    return FALSE;
  g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
                       _ ("The file took too long to read, so reading was stopped. Nothing has changed."));
  return TRUE;
}

static gboolean
listen_to (Child *self, const QvGdalRun *run, GPollFD *fds, guint n_fds, GError **error)
{
  GString *into[] = { self->output, self->complaint };
  guint n_open = 2;

  while (n_open > 0)
    {
      gint64 left = (self->deadline - g_get_monotonic_time ()) / 1000;

      g_poll (fds, n_fds, (int) CLAMP (left, 1, G_MAXINT));
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) || is_time_up (self, error))
        return FALSE;
      for (guint i = 0; i < 2; i++)
        if (fds[i].fd >= 0 && fds[i].revents != 0 && drain (fds[i].fd, into[i]))
          {
            fds[i].fd = -1;
            n_open--;
          }
      report_progress (self, run);
    }
  return TRUE;
}

/* Until both pipes are closed, which is when the helper ends. */
static gboolean
listen_to_end (Child *self, const QvGdalRun *run, GError **error)
{
  GPollFD fds[3] = { 0 };
  guint n_fds = 2;
  gboolean ok;

  fds[0].fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process)));
  fds[1].fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stderr_pipe (self->process)));
  fds[0].events = fds[1].events = G_IO_IN | G_IO_HUP;
  if (g_cancellable_make_pollfd (run->cancellable, &fds[2]))
    n_fds = 3;
  ok = listen_to (self, run, fds, n_fds, error);
  if (n_fds == 3)
    g_cancellable_release_fd (run->cancellable);
  return ok;
}

static gboolean
judge (Child *self, GError **error)
{
  static const QvExchangeError codes[] = { QV_EXCHANGE_ERROR_HELPER, QV_EXCHANGE_ERROR_FORMAT,
                                           QV_EXCHANGE_ERROR_HELPER, QV_EXCHANGE_ERROR_FAILED,
                                           QV_EXCHANGE_ERROR_LIMIT };
  g_autofree char *complaint = g_utf8_make_valid (self->complaint->str, -1);
  int status;

  g_subprocess_wait (self->process, NULL, NULL);
  if (g_subprocess_get_successful (self->process))
    return TRUE;
  status = g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process) : 0;
  g_strstrip (complaint);
  if (status > 0 && status < (int) G_N_ELEMENTS (codes) && *complaint != '\0')
    g_set_error_literal (error, QV_EXCHANGE_ERROR, codes[status], complaint);
  else
    g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
                         _ ("The file made its reader fail: it is damaged, or it needs more memory or time "
                            "than a file may take. Nothing has changed."));
  return FALSE;
}

/**
 * _qv_gdal_run:
 * @run: what to run
 * @out_text: (out) (optional): what it printed
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR: FORMAT, LIMIT or FAILED with the helper's own
 * sentence, HELPER where it crashed, hung or is missing; or %G_IO_ERROR_CANCELLED
 *
 * Waits for the helper to end, whatever it does.
 *
 * Returns: whether it did its work
 */
gboolean
_qv_gdal_run (const QvGdalRun *run, char **out_text, GError **error)
{
  g_auto (Child) self = { .output = g_string_new (NULL), .complaint = g_string_new (NULL) };

  self.deadline = g_get_monotonic_time () + run->n_seconds * G_USEC_PER_SEC;
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error) || !start (&self, run->args, error))
    return FALSE;
  if (!listen_to_end (&self, run, error))
    {
      g_subprocess_force_exit (self.process);
      g_subprocess_wait (self.process, NULL, NULL);
      return FALSE;
    }
  if (!judge (&self, error))
    return FALSE;
  if (out_text != NULL)
    *out_text = g_strdup (self.output->str);
  return TRUE;
}

/**
 * _qv_gdal_make_folder:
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): a new folder that nobody else may enter
 */
char *
_qv_gdal_make_folder (GError **error)
{
  g_autoptr (GError) local = NULL;
  char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", &local);

  if (folder == NULL)
    g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FAILED, local->message);
  return folder;
}

/**
 * _qv_gdal_remove_folder:
 * @folder: (transfer full) (nullable): a folder of _qv_gdal_make_folder()
 *
 * Removes it with the files in it; files that are open stay readable.
 */
void
_qv_gdal_remove_folder (char *folder)
{
  g_autofree char *owned = folder;
  GDir *dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL)
    return;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
}
