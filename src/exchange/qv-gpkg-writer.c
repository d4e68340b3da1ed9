/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fresh file that nobody else sees until it is whole: one transaction, no journal on the disk, and the
 * caller's fsync at the end. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-gpkg-writer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "qv-exchange-error.h"
#include "qv-temporary.h"
#include "qv-wkb.h"

#define SRS 4326

typedef struct
{
  char *name;
  gboolean has_geometry;
  guint n_columns;
  gint64 n_rows;
  gint32 bounds[4];
  gboolean has_bounds;
  sqlite3_stmt *insert;
  sqlite3_stmt *index;
  sqlite3_stmt **fills;
} Layer;

struct _QvGpkgWriter
{
  sqlite3 *database;
  char *shown_name;
  GPtrArray *layers; /* (element-type Layer) */
};

/* The first two say what the file is, and stand before anything else. */
static const char start[] =
    "PRAGMA application_id = 0x47504B47;"
    "PRAGMA user_version = 10300;"
    "PRAGMA journal_mode = MEMORY;"
    "PRAGMA synchronous = OFF;"
    "BEGIN;"
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
    "description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    "('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference "
    "system'),"
    "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference "
    "system'),"
    "('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS "
    "84\",6378137,"
    "298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
    "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
    "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]', "
    "'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');"
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
    "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));";

/* The triggers of the extension gpkg_rtree_index, letter by letter as annex F.3 has them; %1$s is the layer.
 * They are made after the rows, since their functions exist in programs that edit, not here. */
static const char *const triggers[] = {
  "CREATE TRIGGER \"rtree_%1$s_geom_insert\" AFTER INSERT ON \"%1$s\" WHEN (new.\"geom\" NOT NULL AND NOT "
  "ST_IsEmpty(NEW.\"geom\")) BEGIN INSERT OR REPLACE INTO \"rtree_%1$s_geom\" VALUES (NEW.\"fid\","
  "ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"),ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\")); END",
  "CREATE TRIGGER \"rtree_%1$s_geom_update1\" AFTER UPDATE OF \"geom\" ON \"%1$s\" WHEN OLD.\"fid\" = "
  "NEW.\"fid\" AND "
  "(NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\")) BEGIN INSERT OR REPLACE INTO \"rtree_%1$s_geom\" "
  "VALUES "
  "(NEW.\"fid\",ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"),ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\")); "
  "END",
  "CREATE TRIGGER \"rtree_%1$s_geom_update2\" AFTER UPDATE OF \"geom\" ON \"%1$s\" WHEN OLD.\"fid\" = "
  "NEW.\"fid\" AND "
  "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\")) BEGIN DELETE FROM \"rtree_%1$s_geom\" WHERE id = "
  "OLD.\"fid\"; END",
  "CREATE TRIGGER \"rtree_%1$s_geom_update3\" AFTER UPDATE ON \"%1$s\" WHEN OLD.\"fid\" != NEW.\"fid\" AND "
  "(NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\")) BEGIN DELETE FROM \"rtree_%1$s_geom\" WHERE id = "
  "OLD.\"fid\"; INSERT OR REPLACE INTO \"rtree_%1$s_geom\" VALUES (NEW.\"fid\",ST_MinX(NEW.\"geom\"), "
  "ST_MaxX(NEW.\"geom\"),ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\")); END",
  "CREATE TRIGGER \"rtree_%1$s_geom_update4\" AFTER UPDATE ON \"%1$s\" WHEN OLD.\"fid\" != NEW.\"fid\" AND "
  "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\")) BEGIN DELETE FROM \"rtree_%1$s_geom\" WHERE id IN "
  "(OLD.\"fid\", NEW.\"fid\"); END",
  "CREATE TRIGGER \"rtree_%1$s_geom_delete\" AFTER DELETE ON \"%1$s\" WHEN old.\"geom\" NOT NULL BEGIN "
  "DELETE FROM "
  "\"rtree_%1$s_geom\" WHERE id = OLD.\"fid\"; END",
};

static void
free_layer (gpointer data)
{
  Layer *layer = data;

  sqlite3_finalize (layer->insert);
  sqlite3_finalize (layer->index);
  for (guint i = 0; i < layer->n_columns; i++)
    sqlite3_finalize (layer->fills[i]);
  g_free (layer->fills);
  g_free (layer->name);
  g_free (layer);
}

static gboolean
fail (QvGpkgWriter *self, GError **error)
{
  int code = sqlite3_errcode (self->database) & 0xff;
  int number = code == SQLITE_FULL ? ENOSPC : sqlite3_system_errno (self->database);

  g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FAILED, _ ("Cannot write “%s”: %s"),
               self->shown_name,
               code == SQLITE_FULL || (code == SQLITE_IOERR && number != 0) || code == SQLITE_CANTOPEN
                   ? g_strerror (number)
                   : sqlite3_errmsg (self->database));
  return FALSE;
}

static gboolean
execute (QvGpkgWriter *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static gboolean
prepare (QvGpkgWriter *self, const char *sql, sqlite3_stmt **out_statement, GError **error)
{
  return sqlite3_prepare_v3 (self->database, sql, -1, SQLITE_PREPARE_PERSISTENT, out_statement, NULL) ==
             SQLITE_OK ||
         fail (self, error);
}

/* The values stay where they are until the statement is reset. */
static gboolean
run (QvGpkgWriter *self, sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_DONE && sqlite3_reset (statement) == SQLITE_OK)
    {
      sqlite3_clear_bindings (statement);
      return TRUE;
    }
  fail (self, error);
  sqlite3_reset (statement);
  return FALSE;
}

static void
bind (sqlite3_stmt *statement, int index, const QvValue *value)
{
  switch (value->type)
    {
    case QV_VALUE_INT:
      sqlite3_bind_int64 (statement, index, value->integer);
      break;
    case QV_VALUE_REAL:
      sqlite3_bind_double (statement, index, value->real);
      break;
    case QV_VALUE_TEXT:
      sqlite3_bind_text (statement, index, value->text, -1, SQLITE_STATIC);
      break;
    case QV_VALUE_BLOB:
    case QV_VALUE_NULL:
    default:
      sqlite3_bind_null (statement, index);
      break;
    }
}

/**
 * qv_gpkg_writer_new:
 * @path: a file that does not exist, or is empty
 * @shown_name: what messages call it
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): the writer
 */
QvGpkgWriter *
qv_gpkg_writer_new (const char *path, const char *shown_name, GError **error)
{
  g_autoptr (QvGpkgWriter) self = g_new0 (QvGpkgWriter, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;

  self->shown_name = g_strdup (shown_name);
  self->layers = g_ptr_array_new_with_free_func (free_layer);
  if (sqlite3_open_v2 (path, &self->database, flags, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  return execute (self, start, error) ? g_steal_pointer (&self) : NULL;
}

static char *
make_table (const QvGpkgLayer *layer)
{
  static const char *const types[] = { "TEXT", "INTEGER", "REAL", "DATETIME" };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) keys = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE \"%s\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
                          layer->name);
  if (layer->has_geometry)
    g_string_append (sql, ", geom GEOMETRY");
  for (guint i = 0; i < layer->n_columns; i++)
    {
      g_string_append_printf (sql, ", \"%s\" %s", layer->columns[i].name, types[layer->columns[i].type]);
      if (layer->columns[i].is_key)
        g_string_append_printf (keys, "%s\"%s\"", keys->len > 0 ? ", " : "", layer->columns[i].name);
    }
  if (keys->len > 0)
    g_string_append_printf (sql, ", UNIQUE (%s) ON CONFLICT IGNORE", keys->str);
  g_string_append (sql, ")");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
prepare_rows (QvGpkgWriter *self, Layer *into, const QvGpkgLayer *layer, GError **error)
{
  g_autoptr (GString) insert = g_string_new (NULL);

  g_string_append_printf (insert, "INSERT INTO \"%s\" VALUES (?", layer->name);
  for (guint i = 0; i < layer->n_columns + (layer->has_geometry ? 1 : 0); i++)
    g_string_append (insert, ", ?");
  g_string_append (insert, ")");
  if (!prepare (self, insert->str, &into->insert, error))
    return FALSE;
  for (guint i = 0; i < layer->n_columns; i++)
    {
      g_autofree char *fill =
          g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1 WHERE fid = ?2 AND \"%s\" IS NULL", layer->name,
                           layer->columns[i].name, layer->columns[i].name);

      if (!prepare (self, fill, &into->fills[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_index (QvGpkgWriter *self, Layer *into, GError **error)
{
  g_autofree char *table =
      g_strdup_printf ("CREATE VIRTUAL TABLE \"rtree_%s_geom\" USING rtree(id, minx, maxx, miny, maxy)",
                       into->name);
  g_autofree char *insert =
      g_strdup_printf ("INSERT INTO \"rtree_%s_geom\" VALUES (?, ?, ?, ?, ?)", into->name);

  return execute (self, table, error) && prepare (self, insert, &into->index, error);
}

static gboolean
register_layer (QvGpkgWriter *self, const QvGpkgLayer *layer, GError **error)
{
  static const char *const sqls[] = {
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?1, ?2, ?3, "
    "?4, ?5)",
    "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'GEOMETRY', ?5, 0, 0)",
    "INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index', "
    "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
  };
  guint n = layer->has_geometry ? G_N_ELEMENTS (sqls) : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (sqlite3_stmt) statement = NULL;

      if (!prepare (self, sqls[i], &statement, error))
        return FALSE;
      sqlite3_bind_text (statement, 1, layer->name, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, layer->has_geometry ? "features" : "attributes", -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, layer->title, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 4, layer->description != NULL ? layer->description : "", -1,
                         SQLITE_STATIC);
      if (layer->has_geometry)
        sqlite3_bind_int (statement, 5, SRS);
      if (!run (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * qv_gpkg_writer_add_layer:
 * @self: a writer
 * @layer: what it is like; no other layer has its name or title
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: the layer's number, or -1
 */
int
qv_gpkg_writer_add_layer (QvGpkgWriter *self, const QvGpkgLayer *layer, GError **error)
{
  g_autofree char *table = make_table (layer);
  Layer *added = g_new0 (Layer, 1);

  added->name = g_strdup (layer->name);
  added->has_geometry = layer->has_geometry;
  added->n_columns = layer->n_columns;
  added->fills = g_new0 (sqlite3_stmt *, layer->n_columns);
  g_ptr_array_add (self->layers, added);
  if (!execute (self, table, error) || !register_layer (self, layer, error) ||
      !prepare_rows (self, added, layer, error) ||
      (layer->has_geometry && !prepare_index (self, added, error)))
    return -1;
  return (int) self->layers->len - 1;
}

static void
extend_bounds (Layer *layer, const gint32 bounds[4])
{
  if (!layer->has_bounds)
    memcpy (layer->bounds, bounds, sizeof layer->bounds);
  layer->has_bounds = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      layer->bounds[i] = MIN (layer->bounds[i], bounds[i]);
      layer->bounds[i + 2] = MAX (layer->bounds[i + 2], bounds[i + 2]);
    }
}

static gboolean
index_row (QvGpkgWriter *self, Layer *layer, QvGeometry *geometry, GError **error)
{
  static const guint order[] = { 0, 2, 1, 3 };
  gint32 bounds[4];

  qv_geometry_get_bounds (geometry, bounds);
  extend_bounds (layer, bounds);
  sqlite3_bind_int64 (layer->index, 1, layer->n_rows);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    sqlite3_bind_double (layer->index, (int) i + 2, bounds[order[i]] / QV_GEOMETRY_SCALE);
  return run (self, layer->index, error);
}

/**
 * qv_gpkg_writer_add_row:
 * @self: a writer
 * @layer: number of a layer
 * @values: (array): of each column
 * @geometry: (nullable): of the feature
 * @out_row: (out) (optional): the row's number, from 1
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: whether the row is written
 */
gboolean
qv_gpkg_writer_add_row (QvGpkgWriter *self,
                        int layer,
                        const QvValue *values,
                        QvGeometry *geometry,
                        gint64 *out_row,
                        GError **error)
{
  Layer *into = g_ptr_array_index (self->layers, layer);
  g_autoptr (GBytes) blob = geometry != NULL ? qv_geometry_to_gpkg (geometry) : NULL;
  int first = into->has_geometry ? 3 : 2;

  sqlite3_bind_int64 (into->insert, 1, ++into->n_rows);
  if (blob != NULL && into->has_geometry)
    sqlite3_bind_blob64 (into->insert, 2, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob),
                         SQLITE_STATIC);
  for (guint i = 0; i < into->n_columns; i++)
    bind (into->insert, first + (int) i, &values[i]);
  if (out_row != NULL)
    *out_row = into->n_rows;
  return run (self, into->insert, error) &&
         (blob == NULL || !into->has_geometry || index_row (self, into, geometry, error));
}

/**
 * qv_gpkg_writer_fill:
 * @self: a writer
 * @layer: number of a layer
 * @row: number of one of its rows
 * @column: number of one of its columns
 * @value: what becomes of a cell that has no value yet
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: whether it was written, or had a value before
 */
gboolean
qv_gpkg_writer_fill (
    QvGpkgWriter *self, int layer, gint64 row, guint column, const QvValue *value, GError **error)
{
  sqlite3_stmt *fill = ((Layer *) g_ptr_array_index (self->layers, layer))->fills[column];

  bind (fill, 1, value);
  sqlite3_bind_int64 (fill, 2, row);
  return run (self, fill, error);
}

static gboolean
finish_layer (QvGpkgWriter *self, const Layer *layer, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!prepare (
          self,
          "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1",
          &statement, error))
    return FALSE;
  sqlite3_bind_text (statement, 1, layer->name, -1, SQLITE_STATIC);
  for (int i = 0; layer->has_bounds && i < 4; i++)
    sqlite3_bind_double (statement, i + 2, layer->bounds[i] / QV_GEOMETRY_SCALE);
  if (!run (self, statement, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    {
      g_auto (GStrv) parts = g_strsplit (triggers[i], "%1$s", -1);
      g_autofree char *sql = g_strjoinv (layer->name, parts);

      if (!execute (self, sql, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * qv_gpkg_writer_finish:
 * @self: a writer
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: whether everything was given to the system; it is on the disk after the caller's fsync()
 */
gboolean
qv_gpkg_writer_finish (QvGpkgWriter *self, GError **error)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = g_ptr_array_index (self->layers, i);

      if (layer->has_geometry && !finish_layer (self, layer, error))
        return FALSE;
    }
  if (!execute (self, "COMMIT", error))
    return FALSE;
  g_ptr_array_set_size (self->layers, 0);
  if (sqlite3_close (self->database) != SQLITE_OK)
    return fail (self, error);
  self->database = NULL;
  return TRUE;
}

void
qv_gpkg_writer_free (QvGpkgWriter *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->layers);
  sqlite3_close (self->database);
  g_free (self->shown_name);
  g_free (self);
}

/**
 * qv_gpkg_make_name:
 * @text: any text
 * @max_length: in letters
 *
 * Returns: (transfer full): @text as the name of a layer or column: small letters, digits and underscores, a
 * letter first
 */
char *
qv_gpkg_make_name (const char *text, guint max_length)
{
  g_autofree char *ascii = g_str_to_ascii (text, NULL);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && name->len < max_length; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, g_ascii_tolower (*p));
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  while (name->len > 0 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);
  if (!g_ascii_isalpha (name->str[0]))
    g_string_prepend (name, "n_");
  return g_string_free (g_steal_pointer (&name), FALSE);
}
