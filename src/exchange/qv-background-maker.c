/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper says what is a street and what a river; here that becomes the file that the map draws from,
 * which is written beside its final name and takes it only when it is whole. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-background-maker.h"

#include "qv-exchange-error.h"
#include "qv-gdal-process.h"
#include "qv-temporary.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define N_SECONDS 1800
#define OSM_ATTRIBUTION "© OpenStreetMap contributors"

const char *const qv_background_role_words[] = { "water",      "stream",      "green",      "built-up",
                                                 "road-major", "road-middle", "road-minor", "rail",
                                                 "tram",       "boundary",    NULL };

typedef struct
{
  sqlite3 *database;
  sqlite3_stmt *insert;
  const char *role; /* (nullable): of all shapes of the layer */
  int role_field;
  int name_field;
  gint32 bounds[4];
  guint n_shapes;
} Maker;

static gboolean
fail (Maker *self, GError **error)
{
  g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FAILED,
               /* Translators: %s is what SQLite says, in English. */
               _ ("The background cannot be written: %s"), sqlite3_errmsg (self->database));
  return FALSE;
}

static gboolean
execute (Maker *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static gboolean
create (Maker *self, const char *path, GError **error)
{
  static const char schema[] =
      "PRAGMA application_id = 0x51564247; PRAGMA user_version = 1; PRAGMA journal_mode = OFF; PRAGMA "
      "synchronous = OFF;"
      "BEGIN;"
      "CREATE TEMP TABLE found (role TEXT, name TEXT, geometry BLOB, west INTEGER, south INTEGER, east "
      "INTEGER, north INTEGER);"
      "CREATE TABLE shape (id INTEGER PRIMARY KEY, role TEXT NOT NULL, name TEXT, geometry BLOB NOT NULL,"
      " west INTEGER NOT NULL, south INTEGER NOT NULL, east INTEGER NOT NULL, north INTEGER NOT NULL);"
      "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL)";
  static const char insert[] = "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?)";

  if (sqlite3_open (path, &self->database) != SQLITE_OK || !execute (self, schema, NULL) ||
      sqlite3_prepare_v2 (self->database, insert, -1, &self->insert, NULL) != SQLITE_OK)
    return fail (self, error);
  return TRUE;
}

static gboolean
is_role (const char *word)
{
  return word != NULL && g_strv_contains (qv_background_role_words, word);
}

static gboolean
take_shape (const char *const *values, QvGeometry *geometry, gpointer data, GError **error)
{
  Maker *self = data;
  const char *role = self->role != NULL ? self->role : values[self->role_field];
  GBytes *blob;
  gint32 box[4];

  if (geometry == NULL || qv_geometry_get_kind (geometry) == QV_GEOMETRY_POINT || !is_role (role))
    return TRUE;
  qv_geometry_get_bounds (geometry, box);
  blob = qv_geometry_get_bytes (geometry);
  sqlite3_reset (self->insert);
  sqlite3_bind_text (self->insert, 1, role, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (self->insert, 2, self->name_field >= 0 ? values[self->name_field] : NULL, -1,
                     SQLITE_TRANSIENT);
  sqlite3_bind_blob (self->insert, 3, g_bytes_get_data (blob, NULL), (int) g_bytes_get_size (blob),
                     SQLITE_TRANSIENT);
  for (int i = 0; i < 4; i++)
    {
      sqlite3_bind_int (self->insert, 4 + i, box[i]);
      self->bounds[i] = self->n_shapes == 0 ? box[i]
                        : i < 2             ? MIN (self->bounds[i], box[i])
                                            : MAX (self->bounds[i], box[i]);
    }
  self->n_shapes++;
  return sqlite3_step (self->insert) == SQLITE_DONE || fail (self, error);
}

/* The streets and rivers of an extract, as a layer with the fields "role" and "name". */
static QvLayerFile *
read_extract (const char *path,
              QvGdalProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *folder = _qv_gdal_make_folder (error);
  g_autofree char *output = folder != NULL ? g_build_filename (folder, "output.gpkg", NULL) : NULL;
  const char *args[] = { "background", absolute, output, NULL };
  QvGdalRun run = { .args = args,
                    .n_seconds = N_SECONDS,
                    .progress = progress,
                    .progress_data = progress_data,
                    .cancellable = cancellable };
  QvLayerFile *layer = NULL;

  if (folder != NULL && _qv_gdal_run (&run, NULL, error))
    layer = qv_layer_file_open (output, error);
  _qv_gdal_remove_folder (folder);
  return layer;
}

static int
find_name_field (QvLayerFile *layer)
{
  static const char *const words[] = {
    "name", "nom", "nome", "denom", "denominazione", "toponyme", "libelle"
  };
  const char *const *fields = qv_layer_file_get_fields (layer);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (int j = 0; fields[j] != NULL; j++)
      if (g_ascii_strcasecmp (fields[j], words[i]) == 0)
        return j;
  return -1;
}

static int
find_role_field (QvLayerFile *layer)
{
  const char *const *fields = qv_layer_file_get_fields (layer);

  for (int i = 0; fields[i] != NULL; i++)
    if (strcmp (fields[i], "role") == 0)
      return i;
  return -1;
}

typedef struct
{
  guint i;
  guint n;
  QvGdalProgressFunc func;
  gpointer data;
} Share;

static void
report_share (double fraction, gpointer data)
{
  Share *share = data;

  share->func ((share->i + fraction) / share->n, share->data);
}

static gboolean
add_source (
    Maker *self, const QvBackgroundSource *source, Share *share, GCancellable *cancellable, GError **error)
{
  QvGdalProgressFunc progress = share->func != NULL ? report_share : NULL;
  g_autoptr (QvLayerFile) layer = NULL;

  if (source->role != NULL && !is_role (source->role))
    {
      g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT, _ ("A background has no role “%s”."),
                   source->role);
      return FALSE;
    }
  layer = source->role != NULL
              ? qv_gdal_read_layer (source->path, source->layer, progress, share, cancellable, error)
              : read_extract (source->path, progress, share, cancellable, error);
  if (layer == NULL)
    return FALSE;
  self->role = source->role;
  self->name_field = find_name_field (layer);
  self->role_field = find_role_field (layer);
  if (self->role == NULL && self->role_field < 0)
    {
      g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
                           _ ("The program that reads geodata gave no answer that can be understood."));
      return FALSE;
    }
  return qv_layer_file_foreach (layer, take_shape, self, error);
}

static gboolean
put_metadata (Maker *self, const char *name, const char *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (self->database, "INSERT INTO metadata VALUES (?, ?)", -1, &statement, NULL) !=
      SQLITE_OK)
    return fail (self, error);
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
  return sqlite3_step (statement) == SQLITE_DONE || fail (self, error);
}

/* Areas lie under lines, large areas under small ones. */
static gboolean
finish (Maker *self, const char *name, const char *attribution, GError **error)
{
  static const char *const sides[] = { "west", "south", "east", "north" };
  static const char order[] =
      "INSERT INTO shape (role, name, geometry, west, south, east, north) SELECT * FROM found"
      " ORDER BY substr (geometry, 5, 1) = x'03' DESC, role,"
      " CAST (east - west AS REAL) * (north - south) DESC, rowid;";

  if (self->n_shapes == 0)
    {
      g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT,
                           _ ("There are no lines or areas that a background could show."));
      return FALSE;
    }
  g_clear_pointer (&self->insert, sqlite3_finalize);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", self->bounds[i]);

      if (!put_metadata (self, sides[i], value, error))
        return FALSE;
    }
  return put_metadata (self, "name", name, error) && put_metadata (self, "attribution", attribution, error) &&
         execute (self, order, error) && execute (self, "COMMIT", error);
}

static gboolean
make (Maker *self,
      const QvBackgroundSource *sources,
      guint n_sources,
      const char *name,
      const char *attribution,
      const char *path,
      Share *share,
      GCancellable *cancellable,
      GError **error)
{
  gboolean is_osm = FALSE;
  gboolean ok = create (self, path, error);

  for (share->i = 0; ok && share->i < n_sources; share->i++)
    {
      is_osm |= sources[share->i].role == NULL;
      ok = add_source (self, &sources[share->i], share, cancellable, error);
    }
  if (ok && is_osm && attribution != NULL && *attribution != '\0' &&
      strstr (attribution, OSM_ATTRIBUTION) == NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s; %s", OSM_ATTRIBUTION, attribution);

      return finish (self, name, both, error);
    }
  return ok && finish (self, name,
                       attribution != NULL && *attribution != '\0' ? attribution
                       : is_osm                                    ? OSM_ATTRIBUTION
                                                                   : "",
                       error);
}

/**
 * qv_background_make:
 * @sources: (array length=n_sources): files
 * @n_sources: how many
 * @name: for people
 * @attribution: (nullable): whom the map has to name; OpenStreetMap's contributors are added for an extract
 * @path: of the background file; one that is there is replaced once the new one is whole
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Waits for the helper; not for the main thread of a window.
 *
 * Returns: whether the file is there
 */
gboolean
qv_background_make (const QvBackgroundSource *sources,
                    guint n_sources,
                    const char *name,
                    const char *attribution,
                    const char *path,
                    QvGdalProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *partial = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  Maker self = { .role_field = -1, .name_field = -1 };
  Share share = { .n = n_sources, .func = progress, .data = progress_data };
  gboolean ok = make (&self, sources, n_sources, name, attribution, partial, &share, cancellable, error);

  g_clear_pointer (&self.insert, sqlite3_finalize);
  if (sqlite3_close (self.database) != SQLITE_OK && ok)
    ok = fail (&self, error);
  if (ok && g_rename (partial, path) != 0)
    {
      g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FAILED, _ ("The file “%s” cannot be written."),
                   path);
      ok = FALSE;
    }
  if (!ok)
    g_unlink (partial);
  return ok;
}
