/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies under the data: an OpenStreetMap extract is drawn into a background file, a tile pack is copied.
 * The library names the file, which lies in a folder beside it. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "qv-background-maker.h"
#include "qv-library.h"
#include "qv-text.h"
#include "qv-tile-pack.h"

static void
report_progress (double fraction, gpointer data)
{
  QvImportWork *work = data;

  if (work->progress != NULL)
    work->progress (fraction, work->progress_data);
}

static void
report_copied (goffset done, goffset total, gpointer data)
{
  report_progress (total > 0 ? (double) done / (double) total : -1, data);
}

static gboolean
make_drawn (QvImportWork *work, const char *name, const char *path, GError **error)
{
  const QvBackgroundSource source = { .path = work->import->file->path };

  return qv_background_make (&source, 1, name, NULL, path, report_progress, work, work->cancellable, error);
}

static gboolean
copy_tiles (QvImportWork *work, QvRecord *record, const char *path, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (work->import->file->path);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (QvTilePack) pack = qv_tile_pack_open (work->import->file->path, error);
  g_autofree char *attribution = NULL;

  if (pack == NULL)
    return FALSE;
  attribution = qv_text_normalize (
      qv_tile_pack_get_attribution (pack) != NULL ? qv_tile_pack_get_attribution (pack) : "");
  if (*attribution != '\0')
    qv_record_set_text (record, QV_BACKGROUND_ATTRIBUTION, attribution);
  return g_file_copy (from, to, G_FILE_COPY_NONE, work->cancellable, report_copied, work, error);
}

static char *
name_of (const QvImportFile *file)
{
  g_autofree char *name = g_strdup (file->name);
  char *dot = strchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return qv_text_normalize (name);
}

gboolean
_qv_import_background (QvImportWork *work, GError **error)
{
  QvImport *import = work->import;
  gboolean is_tiles = import->kind == QV_IMPORT_TILES;
  QvRecord *record = qv_record_new (QV_ENTITY_BACKGROUND, qv_id_new ());
  g_autofree char *folder = qv_library_get_backgrounds_folder (qv_store_get_path (import->store));
  g_autofree char *name = name_of (import->file);
  g_autofree char *file =
      g_strdup_printf ("%" G_GINT64_FORMAT "%s", record->id, is_tiles ? ".mbtiles" : ".qvbackground");

  qv_record_set_text (record, QV_BACKGROUND_NAME, name);
  qv_record_set_text (record, QV_BACKGROUND_KIND, is_tiles ? "tiles" : "drawn");
  qv_record_set_text (record, QV_BACKGROUND_FILE, file);
  if (!is_tiles)
    qv_record_set_text (record, QV_BACKGROUND_ATTRIBUTION, "© OpenStreetMap contributors");
  import->result = record->id;
  import->report->what = g_steal_pointer (&name);
  import->report->n_rows = import->report->n_taken = import->report->n_new = 1;
  import->edit = qv_edit_new (_ ("Import background"), QV_ID_NONE);
  qv_edit_insert (import->edit, record);

  import->file_path = g_build_filename (folder, file, NULL);
  import->made_file = qv_store_get_making_path (import->store, import->file_path);
  return qv_library_make_folder (import->made_file, error) &&
         (is_tiles ? copy_tiles (work, record, import->made_file, error)
                   : make_drawn (work, import->report->what, import->made_file, error));
}
