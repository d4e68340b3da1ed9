/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the projector was tried belongs to the computer, not to the session: it is kept beside the library
 * and travels in no file. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-projector-trial.h"

#define GROUP "projector"
#define MAX_SCREENS 64

static char *
get_path (const char *library)
{
  return g_strconcat (library, "-projector", NULL);
}

/**
 * qv_projector_trial_load:
 * @library: path of a library
 * @out_trial: (out caller-allocates): the last trial
 *
 * Waits for the disk. Where there is no file, or none that says it, the projector was never tried.
 */
void
qv_projector_trial_load (const char *library, QvProjectorTrial *out_trial)
{
  g_autofree char *path = get_path (library);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gint64 time;
  int n_screens;

  *out_trial = (QvProjectorTrial){ 0, 0 };
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  time = g_key_file_get_int64 (file, GROUP, "time", NULL);
  n_screens = g_key_file_get_integer (file, GROUP, "screens", NULL);
  if (time > 0 && n_screens > 0)
    *out_trial = (QvProjectorTrial){ time, (guint) MIN (n_screens, MAX_SCREENS) };
}

/**
 * qv_projector_trial_save:
 * @library: path of a library
 * @trial: the last trial
 * @error: return location for a #GFileError
 *
 * Waits for the disk.
 *
 * Returns: whether it is remembered
 */
gboolean
qv_projector_trial_save (const char *library, const QvProjectorTrial *trial, GError **error)
{
  g_autofree char *path = get_path (library);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_int64 (file, GROUP, "time", trial->time);
  g_key_file_set_integer (file, GROUP, "screens", (int) trial->n_screens);
  return g_key_file_save_to_file (file, path, error);
}
