/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The territories of a session, a layer for each level with the last figures of its indicators as columns;
 * and all periods in a table of their own. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-export-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_NAME 48

enum
{
  TERRITORY_ID,
  TERRITORY_CODE,
  TERRITORY_NAME,
  TERRITORY_PARENT_CODE,
  TERRITORY_PARENT_NAME,
  N_TERRITORY_COLUMNS,
};

typedef struct
{
  QvId id;
  char *name;
  char *table;
  char *sources;
  int layer;
  guint n_columns;
} Level;

typedef struct
{
  QvRecord *record;
  char *id;
  Level *level;
  char *period; /* (nullable): its last */
  char *column; /* (nullable): of its level's layer */
  guint column_number;
} Indicator;

typedef struct
{
  QvId id;
  QvId parent;
  Level *level; /* (nullable): not one of the session's */
  gint64 row;
  char *code;
  char *name;
} Place;

struct _QvPlacesExport
{
  QvStore *store;
  QvGpkgWriter *writer;
  GPtrArray *levels;     /* (element-type Level) */
  GPtrArray *indicators; /* (element-type Indicator) */
  GHashTable *places;    /* (element-type gint64 Place) */
  gboolean has_parents;  /* once all places are known */
  int figures;
};

static void
free_level (gpointer data)
{
  Level *level = data;

  g_free (level->name);
  g_free (level->table);
  g_free (level->sources);
  g_free (level);
}

static void
free_indicator (gpointer data)
{
  Indicator *indicator = data;

  qv_record_free (indicator->record);
  g_free (indicator->id);
  g_free (indicator->period);
  g_free (indicator->column);
  g_free (indicator);
}

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->code);
  g_free (place->name);
  g_free (place);
}

static QvValue
make_text (char *text)
{
  return (QvValue){ .type = QV_VALUE_TEXT, .text = text };
}

static Level *
find_level (const QvPlacesExport *self, QvId id)
{
  for (guint i = 0; i < self->levels->len; i++)
    if (((Level *) self->levels->pdata[i])->id == id)
      return self->levels->pdata[i];
  return NULL;
}

static gboolean
has_table (const QvPlacesExport *self, const char *table)
{
  for (guint i = 0; i < self->levels->len; i++)
    if (g_strcmp0 (((Level *) self->levels->pdata[i])->table, table) == 0)
      return TRUE;
  return FALSE;
}

/* The rights in the outlines go with them. */
static char *
describe_level (const QvRecord *level)
{
  const char *source = qv_record_get_text (level, QV_LEVEL_SOURCE);
  const char *licence = qv_record_get_text (level, QV_LEVEL_LICENCE);

  if (source == NULL)
    return g_strdup (licence);
  return licence != NULL ? g_strdup_printf ("%s (%s)", source, licence) : g_strdup (source);
}

static gboolean
add_level (QvPlacesExport *self, QvId id, Level **out_level, GError **error)
{
  g_autoptr (QvRecord) record = NULL;
  g_autofree char *name = NULL;
  Level *level = find_level (self, id);

  *out_level = level;
  if (level != NULL)
    return TRUE;
  record = qv_store_get_record (self->store, QV_ENTITY_LEVEL, id, error);
  if (record == NULL)
    return FALSE;
  level = g_new0 (Level, 1);
  level->id = id;
  level->n_columns = N_TERRITORY_COLUMNS;
  level->name = g_strdup (qv_record_get_text (record, QV_LEVEL_NAME));
  level->sources = describe_level (record);
  name = qv_gpkg_make_name (level->name, MAX_NAME);
  level->table = g_strdup_printf ("territories_%s", name);
  for (guint i = 2; has_table (self, level->table); i++)
    {
      g_free (level->table);
      level->table = g_strdup_printf ("territories_%s_%u", name, i);
    }
  g_ptr_array_add (self->levels, level);
  *out_level = level;
  return TRUE;
}

static gboolean
has_column (const QvPlacesExport *self, const Level *level, const char *column)
{
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const Indicator *other = self->indicators->pdata[i];

      if (other->level == level && g_strcmp0 (other->column, column) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
name_column (const QvPlacesExport *self, const Indicator *indicator)
{
  g_autofree char *name =
      qv_gpkg_make_name (qv_record_get_text (indicator->record, QV_INDICATOR_NAME), MAX_NAME);
  g_autofree char *period = qv_gpkg_make_name (indicator->period, MAX_NAME);
  const char *digits = g_str_has_prefix (period, "n_") ? period + strlen ("n_") : period;
  char *column = g_strdup_printf ("%s_%s", name, digits);

  for (guint i = 2; has_column (self, indicator->level, column); i++)
    {
      g_free (column);
      column = g_strdup_printf ("%s_%s_%u", name, digits, i);
    }
  return column;
}

static const Indicator *
find_indicator (const QvPlacesExport *self, QvId id)
{
  for (guint i = 0; i < self->indicators->len; i++)
    if (((Indicator *) self->indicators->pdata[i])->record->id == id)
      return self->indicators->pdata[i];
  return NULL;
}

static gboolean
add_indicator (QvPlacesExport *self, QvId id, GError **error)
{
  Indicator *indicator = g_new0 (Indicator, 1);
  g_auto (GStrv) periods = NULL;
  guint n;

  indicator->id = g_strdup_printf ("%" PRId64, id);
  g_ptr_array_add (self->indicators, indicator);
  indicator->record = qv_store_get_record (self->store, QV_ENTITY_INDICATOR, id, error);
  if (indicator->record == NULL ||
      !add_level (self, qv_record_get_int (indicator->record, QV_INDICATOR_LEVEL), &indicator->level, error))
    return FALSE;
  periods = qv_store_list_periods (self->store, id, error);
  if (periods == NULL)
    return FALSE;
  n = g_strv_length (periods);
  if (n == 0)
    return TRUE;
  indicator->period = g_strdup (periods[n - 1]);
  indicator->column = name_column (self, indicator);
  indicator->column_number = indicator->level->n_columns++;
  return TRUE;
}

static gboolean
find_all (QvPlacesExport *self, const QvRecord *session, GError **error)
{
  g_autoptr (GPtrArray) links = qv_store_list (self->store, QV_ENTITY_SESSION_INDICATOR,
                                               QV_SESSION_INDICATOR_SESSION, session->id, error);
  Level *level;

  if (links == NULL)
    return FALSE;
  if (!qv_record_is_null (session, QV_SESSION_LEVEL) &&
      !add_level (self, qv_record_get_int (session, QV_SESSION_LEVEL), &level, error))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      QvId id = qv_record_get_int (links->pdata[i], QV_SESSION_INDICATOR_INDICATOR);

      if (find_indicator (self, id) == NULL && !add_indicator (self, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_level_layer (QvPlacesExport *self, Level *level, GError **error)
{
  g_autofree QvGpkgColumn *columns = g_new0 (QvGpkgColumn, level->n_columns);
  QvGpkgLayer layer = { .name = level->table,
                        .title = level->table,
                        .description = level->sources,
                        .has_geometry = TRUE,
                        .columns = columns,
                        .n_columns = level->n_columns };

  columns[TERRITORY_ID].name = "id";
  columns[TERRITORY_CODE].name = "code";
  columns[TERRITORY_NAME].name = "name";
  columns[TERRITORY_PARENT_CODE].name = "parent_code";
  columns[TERRITORY_PARENT_NAME].name = "parent_name";
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const Indicator *indicator = self->indicators->pdata[i];

      if (indicator->level != level || indicator->column == NULL)
        continue;
      columns[indicator->column_number].name = indicator->column;
      columns[indicator->column_number].type = QV_GPKG_REAL;
    }
  level->layer = qv_gpkg_writer_add_layer (self->writer, &layer, error);
  return level->layer >= 0;
}

static gboolean
write_indicators (QvPlacesExport *self, GError **error)
{
  static const QvGpkgColumn columns[] = {
    { "id", QV_GPKG_TEXT, FALSE },          { "name", QV_GPKG_TEXT, FALSE },
    { "unit", QV_GPKG_TEXT, FALSE },        { "measure", QV_GPKG_TEXT, FALSE },
    { "source", QV_GPKG_TEXT, FALSE },      { "licence", QV_GPKG_TEXT, FALSE },
    { "method", QV_GPKG_TEXT, FALSE },      { "layer", QV_GPKG_TEXT, FALSE },
    { "column_name", QV_GPKG_TEXT, FALSE }, { "period", QV_GPKG_TEXT, FALSE },
  };
  static const guint fields[] = { QV_INDICATOR_NAME,   QV_INDICATOR_UNIT,    QV_INDICATOR_MEASURE,
                                  QV_INDICATOR_SOURCE, QV_INDICATOR_LICENCE, QV_INDICATOR_METHOD };
  const QvGpkgLayer layer = {
    .name = "indicators", .title = _ ("Indicators"), .columns = columns, .n_columns = G_N_ELEMENTS (columns)
  };
  int number = qv_gpkg_writer_add_layer (self->writer, &layer, error);

  if (number < 0)
    return FALSE;
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const Indicator *indicator = self->indicators->pdata[i];
      QvValue values[G_N_ELEMENTS (columns)] = { make_text (indicator->id) };

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        values[j + 1] = indicator->record->values[fields[j]];
      if (indicator->column != NULL)
        {
          values[7] = make_text (indicator->level->table);
          values[8] = make_text (indicator->column);
          values[9] = make_text (indicator->period);
        }
      if (!qv_gpkg_writer_add_row (self->writer, number, values, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Names are for people, ids tell apart: indicators of one name, and territories of several levels with one
 * code. */
enum
{
  FIGURE_INDICATOR_ID,
  FIGURE_INDICATOR,
  FIGURE_LAYER,
  FIGURE_TERRITORY_ID,
  FIGURE_TERRITORY_CODE,
  FIGURE_TERRITORY_NAME,
  FIGURE_PERIOD,
  FIGURE_VALUE,
};

static gboolean
add_figures_table (QvPlacesExport *self, GError **error)
{
  static const QvGpkgColumn columns[] = {
    [FIGURE_INDICATOR_ID] = { "indicator_id", QV_GPKG_TEXT, TRUE },
    [FIGURE_INDICATOR] = { "indicator", QV_GPKG_TEXT, FALSE },
    [FIGURE_LAYER] = { "layer", QV_GPKG_TEXT, FALSE },
    [FIGURE_TERRITORY_ID] = { "territory_id", QV_GPKG_TEXT, TRUE },
    [FIGURE_TERRITORY_CODE] = { "territory_code", QV_GPKG_TEXT, FALSE },
    [FIGURE_TERRITORY_NAME] = { "territory_name", QV_GPKG_TEXT, FALSE },
    [FIGURE_PERIOD] = { "period", QV_GPKG_TEXT, TRUE },
    [FIGURE_VALUE] = { "value", QV_GPKG_REAL, FALSE },
  };
  const QvGpkgLayer layer = {
    .name = "figures", .title = _ ("Figures"), .columns = columns, .n_columns = G_N_ELEMENTS (columns)
  };

  self->figures = qv_gpkg_writer_add_layer (self->writer, &layer, error);
  return self->figures >= 0;
}

/**
 * _qv_places_export_new:
 * @store: the library
 * @session: the session's record
 * @writer: where the layers go
 * @error: return location for a #QvStoreError or #QvExchangeError
 *
 * Returns: (transfer full) (nullable): the layers, with no rows yet
 */
QvPlacesExport *
_qv_places_export_new (QvStore *store, const QvRecord *session, QvGpkgWriter *writer, GError **error)
{
  g_autoptr (QvPlacesExport) self = g_new0 (QvPlacesExport, 1);

  self->store = store;
  self->writer = writer;
  self->levels = g_ptr_array_new_with_free_func (free_level);
  self->indicators = g_ptr_array_new_with_free_func (free_indicator);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_place);
  if (!find_all (self, session, error))
    return NULL;
  for (guint i = 0; i < self->levels->len; i++)
    if (!add_level_layer (self, self->levels->pdata[i], error))
      return NULL;
  return write_indicators (self, error) && add_figures_table (self, error) ? g_steal_pointer (&self) : NULL;
}

void
_qv_places_export_free (QvPlacesExport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->indicators);
  g_ptr_array_unref (self->levels);
  g_hash_table_unref (self->places);
  g_free (self);
}

static gboolean
take_territory (QvPlacesExport *self, const QvRecord *record, GError **error)
{
  GBytes *blob = qv_record_get_blob (record, QV_TERRITORY_GEOMETRY);
  g_autoptr (QvGeometry) geometry = NULL;
  Place *place = g_new0 (Place, 1);
  g_autofree QvValue *values = NULL;
  g_autofree char *id = NULL;

  place->id = record->id;
  place->level = find_level (self, qv_record_get_int (record, QV_TERRITORY_LEVEL));
  place->code = g_strdup (qv_record_get_text (record, QV_TERRITORY_CODE));
  place->name = g_strdup (qv_record_get_text (record, QV_TERRITORY_NAME));
  if (!qv_record_is_null (record, QV_TERRITORY_PARENT))
    place->parent = qv_record_get_int (record, QV_TERRITORY_PARENT);
  g_hash_table_replace (self->places, &place->id, place);
  if (place->level == NULL)
    return TRUE;
  geometry = blob != NULL ? qv_geometry_new_from_bytes (blob, NULL) : NULL;
  id = g_strdup_printf ("%" PRId64, record->id);
  values = g_new0 (QvValue, place->level->n_columns);
  values[TERRITORY_ID] = make_text (id);
  values[TERRITORY_CODE] = record->values[QV_TERRITORY_CODE];
  values[TERRITORY_NAME] = record->values[QV_TERRITORY_NAME];
  return qv_gpkg_writer_add_row (self->writer, place->level->layer, values, geometry, &place->row, error);
}

/* A territory may come before the one that it lies in. */
static gboolean
fill_parents (QvPlacesExport *self, GError **error)
{
  GHashTableIter iter;
  Place *place;

  self->has_parents = TRUE;
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &place))
    {
      const Place *parent = g_hash_table_lookup (self->places, &place->parent);
      QvValue code, name;

      if (parent == NULL || place->level == NULL)
        continue;
      code = make_text (parent->code);
      name = make_text (parent->name);
      if (!qv_gpkg_writer_fill (self->writer, place->level->layer, place->row, TERRITORY_PARENT_CODE, &code,
                                error) ||
          !qv_gpkg_writer_fill (self->writer, place->level->layer, place->row, TERRITORY_PARENT_NAME, &name,
                                error))
        return FALSE;
    }
  return TRUE;
}

/* Of two figures for one place and period, which a merge can leave, the one that was made first counts. */
static gboolean
take_observation (QvPlacesExport *self, const QvRecord *record, GError **error)
{
  QvId id = qv_record_get_int (record, QV_OBSERVATION_TERRITORY);
  const Indicator *indicator = find_indicator (self, qv_record_get_int (record, QV_OBSERVATION_INDICATOR));
  const Place *place = g_hash_table_lookup (self->places, &id);
  const char *period = qv_record_get_text (record, QV_OBSERVATION_PERIOD);
  g_autofree char *territory = NULL;
  QvValue values[FIGURE_VALUE + 1];

  if (indicator == NULL || place == NULL)
    return TRUE;
  if (place->level == indicator->level && g_strcmp0 (period, indicator->period) == 0 &&
      !qv_gpkg_writer_fill (self->writer, place->level->layer, place->row, indicator->column_number,
                            &record->values[QV_OBSERVATION_VALUE], error))
    return FALSE;
  territory = g_strdup_printf ("%" PRId64, id);
  values[FIGURE_INDICATOR_ID] = make_text (indicator->id);
  values[FIGURE_INDICATOR] = indicator->record->values[QV_INDICATOR_NAME];
  values[FIGURE_LAYER] = make_text (indicator->level->table);
  values[FIGURE_TERRITORY_ID] = make_text (territory);
  values[FIGURE_TERRITORY_CODE] = make_text (place->code);
  values[FIGURE_TERRITORY_NAME] = make_text (place->name);
  values[FIGURE_PERIOD] = record->values[QV_OBSERVATION_PERIOD];
  values[FIGURE_VALUE] = record->values[QV_OBSERVATION_VALUE];
  return qv_gpkg_writer_add_row (self->writer, self->figures, values, NULL, NULL, error);
}

/**
 * _qv_places_export_take:
 * @self: the layers
 * @record: one of the stream, in its order; not deleted
 * @error: return location for a #QvExchangeError
 *
 * Returns: whether it was taken
 */
gboolean
_qv_places_export_take (QvPlacesExport *self, const QvRecord *record, GError **error)
{
  if (record->entity == QV_ENTITY_TERRITORY)
    return take_territory (self, record, error);
  if (record->entity > QV_ENTITY_TERRITORY && !self->has_parents && !fill_parents (self, error))
    return FALSE;
  return record->entity != QV_ENTITY_OBSERVATION || take_observation (self, record, error);
}
