/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as rows of a layer. For others they have no author, and their places are moved to a grid. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-export-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "qv-outline.h"

/* In units of 1e-7 degree: 0.001 degree is about 100 metres. */
#define GRID 10000

typedef struct
{
  QvId id;
  QvId organisation;
  gint64 seat;
  char *text; /* title of a step, name of a territory, cluster, organisation or person, pseudonym */
  char *code;
} Named;

/* What a note says of itself, in the order of the columns. */
enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_HELIX,
  COLUMN_TEXT,
  COLUMN_THEME,
  COLUMN_STEP,
  COLUMN_TERRITORY_CODE,
  COLUMN_TERRITORY_NAME,
  COLUMN_SAID,
  COLUMN_CLUSTER,
  COLUMN_CLUSTER_ID,
  COLUMN_PLACE,
  COLUMN_LONGITUDE,
  COLUMN_LATITUDE,
  COLUMN_SEAT,
  COLUMN_PSEUDONYM,
  COLUMN_ORGANISATION,
  COLUMN_NAME,
  N_KNOWN_COLUMNS,
};

static const QvGpkgColumn known_columns[] = {
  [COLUMN_ID] = { "id", QV_GPKG_TEXT, FALSE },
  [COLUMN_KIND] = { "kind", QV_GPKG_TEXT, FALSE },
  [COLUMN_HELIX] = { "helix", QV_GPKG_TEXT, FALSE },
  [COLUMN_TEXT] = { "text", QV_GPKG_TEXT, FALSE },
  [COLUMN_THEME] = { "theme", QV_GPKG_TEXT, FALSE },
  [COLUMN_STEP] = { "step", QV_GPKG_TEXT, FALSE },
  [COLUMN_TERRITORY_CODE] = { "territory_code", QV_GPKG_TEXT, FALSE },
  [COLUMN_TERRITORY_NAME] = { "territory_name", QV_GPKG_TEXT, FALSE },
  [COLUMN_SAID] = { "said", QV_GPKG_TEXT, FALSE },
  [COLUMN_CLUSTER] = { "cluster", QV_GPKG_TEXT, FALSE },
  [COLUMN_CLUSTER_ID] = { "cluster_id", QV_GPKG_TEXT, FALSE },
  [COLUMN_PLACE] = { "place", QV_GPKG_TEXT, FALSE },
  [COLUMN_LONGITUDE] = { "longitude", QV_GPKG_REAL, FALSE },
  [COLUMN_LATITUDE] = { "latitude", QV_GPKG_REAL, FALSE },
  [COLUMN_SEAT] = { "seat", QV_GPKG_INTEGER, FALSE },
  [COLUMN_PSEUDONYM] = { "pseudonym", QV_GPKG_TEXT, FALSE },
  [COLUMN_ORGANISATION] = { "organisation", QV_GPKG_TEXT, FALSE },
  [COLUMN_NAME] = { "name", QV_GPKG_TEXT, FALSE },
};

struct _QvNotesExport
{
  QvGpkgWriter *writer;
  QvLayersPurpose purpose;
  gboolean is_named;
  int layer;
  guint columns[N_KNOWN_COLUMNS];
  guint n_columns;
  GHashTable *named[QV_N_ENTITIES]; /* (nullable) (element-type gint64 Named) */
};

static void
free_named (gpointer data)
{
  Named *named = data;

  g_free (named->text);
  g_free (named->code);
  g_free (named);
}

static gboolean
is_wanted (const QvNotesExport *self, guint column)
{
  if (column >= COLUMN_SEAT)
    return self->is_named;
  return column < COLUMN_PLACE || self->purpose == QV_LAYERS_TABLE;
}

static gboolean
add_layer (QvNotesExport *self, GError **error)
{
  QvGpkgColumn columns[N_KNOWN_COLUMNS];
  QvGpkgLayer layer = { .name = QV_EXPORT_NOTES_LAYER, .title = _ ("Notes"), .columns = columns };

  for (guint i = 0; i < N_KNOWN_COLUMNS; i++)
    if (is_wanted (self, i))
      {
        columns[self->n_columns] = known_columns[i];
        self->columns[self->n_columns++] = i;
      }
  if (self->purpose == QV_LAYERS_PACKAGE)
    columns[COLUMN_SAID].type = QV_GPKG_TIME;
  if (!self->is_named)
    layer.description =
        _ ("Without authors. Places are moved to a grid of 0.001 degrees, about 100 metres; drawn lines and "
           "areas keep only what can be told on it.");
  layer.has_geometry = self->purpose != QV_LAYERS_TABLE;
  layer.n_columns = self->n_columns;
  self->layer = qv_gpkg_writer_add_layer (self->writer, &layer, error);
  return self->layer >= 0;
}

/**
 * _qv_notes_export_new:
 * @writer: where the layer goes
 * @purpose: what the layer is for
 * @flags: with or without authors and exact places
 * @error: return location for a #QvExchangeError
 *
 * Returns: (transfer full) (nullable): the layer of notes
 */
QvNotesExport *
_qv_notes_export_new (QvGpkgWriter *writer, QvLayersPurpose purpose, QvExportFlags flags, GError **error)
{
  g_autoptr (QvNotesExport) self = g_new0 (QvNotesExport, 1);

  self->writer = writer;
  self->purpose = purpose;
  self->is_named = (flags & QV_EXPORT_NAMED) != 0;
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    self->named[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_named);
  return add_layer (self, error) ? g_steal_pointer (&self) : NULL;
}

void
_qv_notes_export_free (QvNotesExport *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    g_hash_table_unref (self->named[i]);
  g_free (self);
}

static const Named *
look_up (QvNotesExport *self, QvEntity entity, const QvRecord *record, guint field)
{
  gint64 id = qv_record_get_int (record, field);

  return qv_record_is_null (record, field) ? NULL : g_hash_table_lookup (self->named[entity], &id);
}

static void
keep (QvNotesExport *self, const QvRecord *record, QvId id, guint text_field, int code_field)
{
  Named *named = g_new0 (Named, 1);

  named->id = id;
  named->text = g_strdup (qv_record_get_text (record, text_field));
  if (code_field >= 0)
    named->code = g_strdup (qv_record_get_text (record, (guint) code_field));
  if (record->entity == QV_ENTITY_PARTICIPANT)
    {
      named->seat = qv_record_get_int (record, QV_PARTICIPANT_SEAT);
      if (!qv_record_is_null (record, QV_PARTICIPANT_ORGANISATION))
        named->organisation = qv_record_get_int (record, QV_PARTICIPANT_ORGANISATION);
    }
  g_hash_table_replace (self->named[record->entity], &named->id, named);
}

/* A spreadsheet runs a cell that starts like a formula (CWE-1236). One apostrophe goes before such a text,
 * and before one that starts with an apostrophe, so that taking away one leading apostrophe gives the text
 * back. */
static char *
guard_cell (const char *text)
{
  static const char risky[] = "=+-@\t\r'";

  return *text != '\0' && strchr (risky, *text) != NULL ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

/* GDAL before 3.8 writes a text that is a JSON list or object as that. A space after it keeps it a text. */
static char *
guard_json (const char *text)
{
  gsize n = strlen (text);
  gboolean is_list = n > 1 && text[0] == '[' && text[n - 1] == ']';
  gboolean is_object = n > 1 && text[0] == '{' && text[n - 1] == '}';

  return is_list || is_object ? g_strconcat (text, " ", NULL) : g_strdup (text);
}

/**
 * _qv_export_make_text:
 * @purpose: what the layers are for
 * @text: (nullable): any text
 *
 * Returns: (transfer full): @text as a cell that its readers take for no more than text
 */
QvValue
_qv_export_make_text (QvLayersPurpose purpose, const char *text)
{
  QvValue value = { .type = QV_VALUE_NULL };

  if (text == NULL)
    return value;
  value.type = QV_VALUE_TEXT;
  if (purpose == QV_LAYERS_TABLE)
    value.text = guard_cell (text);
  else if (purpose == QV_LAYERS_FEATURES)
    value.text = guard_json (text);
  else
    value.text = g_strdup (text);
  return value;
}

static QvValue
make_text (const QvNotesExport *self, const char *text)
{
  return _qv_export_make_text (self->purpose, text);
}

/* (transfer full) (nullable): to the millisecond, which is as fine as a GeoPackage has it. */
char *
_qv_export_format_time (gint64 time)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = seconds != NULL ? g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S") : NULL;

  return text != NULL ? g_strdup_printf ("%s.%03dZ", text, (int) (time % G_USEC_PER_SEC / 1000)) : NULL;
}

static QvGeometry *
get_place (const QvNotesExport *self, const QvRecord *note)
{
  GBytes *blob = qv_record_get_blob (note, QV_NOTE_GEOMETRY);
  g_autoptr (QvGeometry) geometry = blob != NULL ? qv_geometry_new_from_bytes (blob, NULL) : NULL;

  if (geometry == NULL)
    return NULL;
  return self->is_named ? g_steal_pointer (&geometry) : qv_outline_coarsen (geometry, GRID);
}

static void
set_place (const QvNotesExport *self, QvValue *values, QvGeometry *geometry)
{
  static const char *const words[] = {
    [QV_GEOMETRY_POINT] = "point", [QV_GEOMETRY_LINE] = "line", [QV_GEOMETRY_AREA] = "area"
  };
  gint32 bounds[4];

  if (geometry == NULL)
    return;
  qv_geometry_get_bounds (geometry, bounds);
  values[COLUMN_PLACE] = make_text (self, words[qv_geometry_get_kind (geometry)]);
  values[COLUMN_LONGITUDE] = qv_value_real (((double) bounds[0] + bounds[2]) / 2 / QV_GEOMETRY_SCALE);
  values[COLUMN_LATITUDE] = qv_value_real (((double) bounds[1] + bounds[3]) / 2 / QV_GEOMETRY_SCALE);
}

static void
set_author (QvNotesExport *self, QvValue *values, const QvRecord *note)
{
  const Named *author = look_up (self, QV_ENTITY_PARTICIPANT, note, QV_NOTE_AUTHOR);
  const Named *person;
  const Named *organisation;

  if (author == NULL)
    return;
  person = g_hash_table_lookup (self->named[QV_ENTITY_PERSON], &author->id);
  organisation = g_hash_table_lookup (self->named[QV_ENTITY_ORGANISATION], &author->organisation);
  values[COLUMN_SEAT] = qv_value_int (author->seat);
  values[COLUMN_PSEUDONYM] = make_text (self, author->text);
  if (organisation != NULL)
    values[COLUMN_ORGANISATION] = make_text (self, organisation->text);
  if (person != NULL)
    values[COLUMN_NAME] = make_text (self, person->text);
}

static void
set_words (QvNotesExport *self, QvValue *values, const QvRecord *note)
{
  const Named *step = look_up (self, QV_ENTITY_STEP, note, QV_NOTE_STEP);
  const Named *territory = look_up (self, QV_ENTITY_TERRITORY, note, QV_NOTE_TERRITORY);
  const Named *cluster = look_up (self, QV_ENTITY_CLUSTER, note, QV_NOTE_CLUSTER);
  g_autofree char *cluster_id = cluster != NULL ? g_strdup_printf ("%" PRId64, cluster->id) : NULL;
  g_autofree char *id = g_strdup_printf ("%" PRId64, note->id);
  g_autofree char *said = qv_record_is_null (note, QV_NOTE_SAID)
                              ? NULL
                              : _qv_export_format_time (qv_record_get_int (note, QV_NOTE_SAID));

  values[COLUMN_ID] = make_text (self, id);
  values[COLUMN_KIND] = make_text (self, qv_record_get_text (note, QV_NOTE_KIND));
  values[COLUMN_HELIX] = make_text (self, qv_record_get_text (note, QV_NOTE_HELIX));
  values[COLUMN_TEXT] = make_text (self, qv_record_get_text (note, QV_NOTE_TEXT));
  values[COLUMN_THEME] = make_text (self, qv_record_get_text (note, QV_NOTE_THEME));
  values[COLUMN_STEP] = make_text (self, step != NULL ? step->text : NULL);
  values[COLUMN_TERRITORY_CODE] = make_text (self, territory != NULL ? territory->code : NULL);
  values[COLUMN_TERRITORY_NAME] = make_text (self, territory != NULL ? territory->text : NULL);
  values[COLUMN_SAID] = make_text (self, said);
  values[COLUMN_CLUSTER] = make_text (self, cluster != NULL ? cluster->text : NULL);
  values[COLUMN_CLUSTER_ID] = make_text (self, cluster_id);
}

static gboolean
add_note (QvNotesExport *self, const QvRecord *note, GError **error)
{
  g_autoptr (QvGeometry) geometry = get_place (self, note);
  QvValue all[N_KNOWN_COLUMNS] = { 0 };
  QvValue values[N_KNOWN_COLUMNS];
  gboolean done;

  set_words (self, all, note);
  set_place (self, all, geometry);
  if (self->is_named)
    set_author (self, all, note);
  for (guint i = 0; i < self->n_columns; i++)
    values[i] = all[self->columns[i]];
  done = qv_gpkg_writer_add_row (self->writer, self->layer, values, geometry, NULL, error);
  for (guint i = 0; i < N_KNOWN_COLUMNS; i++)
    qv_value_clear (&all[i]);
  return done;
}

/**
 * _qv_notes_export_take:
 * @self: the layer of notes
 * @record: one of the stream, in its order; not deleted
 * @error: return location for a #QvExchangeError
 *
 * Returns: whether it was taken
 */
gboolean
_qv_notes_export_take (QvNotesExport *self, const QvRecord *record, GError **error)
{
  if (record->entity == QV_ENTITY_NOTE)
    return add_note (self, record, error);
  if (record->entity == QV_ENTITY_ORGANISATION)
    keep (self, record, record->id, QV_ORGANISATION_NAME, -1);
  else if (record->entity == QV_ENTITY_TERRITORY)
    keep (self, record, record->id, QV_TERRITORY_NAME, QV_TERRITORY_CODE);
  else if (record->entity == QV_ENTITY_STEP)
    keep (self, record, record->id, QV_STEP_TITLE, -1);
  else if (record->entity == QV_ENTITY_CLUSTER)
    keep (self, record, record->id, QV_CLUSTER_NAME, -1);
  else if (record->entity == QV_ENTITY_PARTICIPANT)
    keep (self, record, record->id, QV_PARTICIPANT_PSEUDONYM, -1);
  else if (record->entity == QV_ENTITY_PERSON)
    keep (self, record, qv_record_get_int (record, QV_PERSON_PARTICIPANT), QV_PERSON_NAME, -1);
  return TRUE;
}
