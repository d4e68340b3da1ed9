/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <string.h>

#include "qv-column-guess.h"
#include "qv-text.h"

/* Samples are texts as they stand in the file; columns of one layer have as many of them. */
static GArray *
list_columns (const QvSourceLayer *layer, guint *out_n_values)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (QvColumn));

  *out_n_values = layer->fields->len > 0 ? G_MAXUINT : 0;
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const QvSourceField *field = g_ptr_array_index (layer->fields, i);
      QvColumn column = { field->name, (const char *const *) field->samples };

      *out_n_values = MIN (*out_n_values, g_strv_length (field->samples));
      g_array_append_val (columns, column);
    }
  return columns;
}

static guint
count_matches (GPtrArray *territories, const QvSourceField *field)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < territories->len; i++)
    g_hash_table_add (codes,
                      (gpointer) qv_record_get_text (g_ptr_array_index (territories, i), QV_TERRITORY_CODE));
  for (guint i = 0; field->samples[i] != NULL; i++)
    {
      g_autofree char *code = qv_text_normalize (field->samples[i]);

      if (g_hash_table_contains (codes, code))
        n++;
    }
  return n;
}

/* The level of which the most of the field's samples are codes. */
static gboolean
find_level_of (QvStore *store, const QvSourceField *field, QvId *out_level, GError **error)
{
  g_autoptr (GPtrArray) levels = _qv_import_list_all (store, QV_ENTITY_LEVEL, error);
  guint best = 0;

  *out_level = QV_ID_NONE;
  for (guint i = 0; levels != NULL && i < levels->len; i++)
    {
      const QvRecord *level = g_ptr_array_index (levels, i);
      g_autoptr (GPtrArray) territories =
          qv_store_list (store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, level->id, error);
      guint n;

      if (territories == NULL)
        return FALSE;
      n = count_matches (territories, field);
      if (n > best)
        {
          best = n;
          *out_level = level->id;
        }
    }
  return levels != NULL;
}

/* The row of an entity that has this name, and, where @level_field is given, that belongs to @level. */
static gboolean
find_named (QvStore *store,
            QvEntity entity,
            guint name_field,
            const char *name,
            int level_field,
            QvId level,
            QvId *out_id,
            GError **error)
{
  g_autoptr (GPtrArray) records = _qv_import_list_all (store, entity, error);

  *out_id = QV_ID_NONE;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);

      if (g_strcmp0 (qv_record_get_text (record, name_field), name) == 0 &&
          (level_field < 0 || qv_record_get_int (record, (guint) level_field) == level))
        {
          *out_id = record->id;
          return TRUE;
        }
    }
  return records != NULL;
}

static char *
name_of_file (const QvImportFile *file)
{
  g_autofree char *name = g_strdup (file->name);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return qv_text_normalize (name);
}

static gboolean
guess_territories (
    QvImportPlan *self, QvStore *store, QvImportFile *file, const QvSourceLayer *layer, GError **error)
{
  guint n_values;
  g_autoptr (GArray) columns = list_columns (layer, &n_values);
  QvLayerGuess guess;

  qv_guess_layer ((const QvColumn *) (gconstpointer) columns->data, columns->len, n_values, &guess);
  self->code = guess.code;
  self->name = guess.name;
  self->parent = guess.parent;
  self->level_name = file->source->layers->len > 1 ? qv_text_normalize (layer->name) : name_of_file (file);
  if (!find_named (store, QV_ENTITY_LEVEL, QV_LEVEL_NAME, self->level_name, -1, QV_ID_NONE, &self->level,
                   error))
    return FALSE;
  if (self->parent < 0)
    return TRUE;
  if (!find_level_of (store, g_ptr_array_index (layer->fields, (guint) self->parent), &self->parent_level,
                      error))
    return FALSE;
  if (self->parent_level == self->level)
    self->parent_level = QV_ID_NONE;
  return TRUE;
}

/* Counts are drawn as circles and rates as shades; a column of whole numbers is taken for a count. */
static const char *
guess_measure (const QvSourceField *field)
{
  static const char *const rates[] = { "%", "rate", "share", "taux", "tasso", "densi", "quota", "part_" };
  g_autofree char *name = g_utf8_casefold (field->name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    if (strstr (name, rates[i]) != NULL)
      return "rate";
  for (guint i = 0; field->samples[i] != NULL; i++)
    if (strpbrk (field->samples[i], ".,%") != NULL)
      return "rate";
  return "count";
}

/**
 * qv_import_plan_guess_value:
 * @self: a plan for a table, whose column of figures was chosen
 * @store: the library
 * @file: the file of the plan
 * @error: return location for a #QvStoreError
 *
 * Guesses what depends on the column of figures: name, measure and period, and whether the library has that
 * indicator.
 *
 * Returns: whether the library could be read
 */
gboolean
qv_import_plan_guess_value (QvImportPlan *self, QvStore *store, QvImportFile *file, GError **error)
{
  const QvSourceLayer *layer = g_ptr_array_index (file->source->layers, self->layer);
  const QvSourceField *field = g_ptr_array_index (layer->fields, (guint) self->value);

  self->measure = guess_measure (field);
  g_free (self->indicator_name);
  self->indicator_name = qv_text_normalize (field->name);
  g_clear_pointer (&self->period, g_free);
  if (self->period_column < 0)
    {
      self->period = qv_period_from_header (field->name);
      if (self->period == NULL)
        self->period = qv_period_from_header (file->name);
    }
  return find_named (store, QV_ENTITY_INDICATOR, QV_INDICATOR_NAME, self->indicator_name, QV_INDICATOR_LEVEL,
                     self->level, &self->indicator, error);
}

static gboolean
guess_indicators (
    QvImportPlan *self, QvStore *store, QvImportFile *file, const QvSourceLayer *layer, GError **error)
{
  guint n_values;
  g_autoptr (GArray) columns = list_columns (layer, &n_values);
  g_auto (QvTableGuess) guess = { 0 };

  qv_guess_table ((const QvColumn *) (gconstpointer) columns->data, columns->len, n_values, &guess);
  self->code = guess.code;
  self->name = guess.name;
  self->period_column = guess.period;
  if (guess.values != NULL && guess.values->len > 0)
    self->value = g_array_index (guess.values, int, 0);
  if (self->code >= 0 &&
      !find_level_of (store, g_ptr_array_index (layer->fields, (guint) self->code), &self->level, error))
    return FALSE;
  return self->value < 0 || qv_import_plan_guess_value (self, store, file, error);
}

/* The column that is called one of @words, or else the first that has one in it and is nothing else yet. */
static int
find_header (const QvSourceLayer *layer, const char *const *words, gboolean *is_taken)
{
  int found = -1;

  for (guint i = 0; i < layer->fields->len; i++)
    {
      const QvSourceField *field = g_ptr_array_index (layer->fields, i);
      g_autofree char *name = g_utf8_casefold (field->name, -1);
      gboolean is_called = g_strv_contains (words, name);

      for (guint w = 0; found < 0 && words[w] != NULL; w++)
        if (!is_taken[i] && strstr (name, words[w]) != NULL)
          found = (int) i;
      if (is_called && !is_taken[i])
        {
          found = (int) i;
          break;
        }
    }
  if (found >= 0)
    is_taken[found] = TRUE;
  return found;
}

static void
guess_participants (QvImportPlan *self, const QvSourceLayer *layer)
{
  static const char *const helix[] = { "helix", "elica", "hélice", "helice", NULL };
  static const char *const organisation[] = {
    "organi", "ente", "struttura", "structure", "institution", NULL
  };
  static const char *const contact[] = {
    "contact", "contatto", "mail", "phone", "telefono", "téléphone", NULL
  };
  static const char *const seat[] = { "seat", "posto", "siège", "place", NULL };
  static const char *const name[] = { "name", "nome", "nom", "participant", "partecipante", NULL };
  g_autofree gboolean *is_taken = g_new0 (gboolean, layer->fields->len + 1);

  self->helix = find_header (layer, helix, is_taken);
  self->organisation = find_header (layer, organisation, is_taken);
  self->contact = find_header (layer, contact, is_taken);
  self->seat = find_header (layer, seat, is_taken);
  self->name = find_header (layer, name, is_taken);
}

static QvImportPlan *
guess_for_layer (QvStore *store, QvImportFile *file, guint layer, GError **error)
{
  g_autoptr (QvImportPlan) self = g_new0 (QvImportPlan, 1);
  const QvSourceLayer *source = NULL;

  self->kind = file->kind;
  self->layer = layer;
  self->code = self->name = self->parent = self->value = self->period_column = -1;
  self->helix = self->seat = self->organisation = self->contact = -1;
  self->measure = "count";
  self->duplicates = QV_DUPLICATE_RULE_REFUSE;

  if (file->source != NULL && layer < file->source->layers->len)
    source = g_ptr_array_index (file->source->layers, layer);
  if (source == NULL)
    return g_steal_pointer (&self);
  if (file->kind == QV_IMPORT_TERRITORIES && !guess_territories (self, store, file, source, error))
    return NULL;
  if (file->kind == QV_IMPORT_INDICATORS && !guess_indicators (self, store, file, source, error))
    return NULL;
  if (file->kind == QV_IMPORT_PARTICIPANTS)
    guess_participants (self, source);
  return g_steal_pointer (&self);
}

/* Codes that no level of the library has may still be of the level that the user will name. */
static gboolean
is_fit (const QvImportPlan *self, gboolean is_strict)
{
  if (self->kind == QV_IMPORT_INDICATORS)
    return (self->level != QV_ID_NONE || !is_strict) && self->code >= 0 && self->value >= 0;
  return self->kind != QV_IMPORT_PARTICIPANTS || self->helix >= 0;
}

static QvImportPlan *
choose_layer (QvStore *store, QvImportFile *file, GError **error)
{
  guint n = file->source != NULL ? file->source->layers->len : 0;

  for (guint i = 0; i < 2 * n; i++)
    {
      g_autoptr (QvImportPlan) plan = guess_for_layer (store, file, i % n, error);

      if (plan == NULL || is_fit (plan, i < n))
        return g_steal_pointer (&plan);
    }
  return guess_for_layer (store, file, 0, error);
}

/* The samples are the head of the file, and a city may stand far below it: where the library has one level,
 * it is meant. */
static gboolean
take_only_level (QvImportPlan *self, QvStore *store, GError **error)
{
  g_autoptr (GPtrArray) levels = NULL;

  if (self->kind != QV_IMPORT_INDICATORS || self->level != QV_ID_NONE)
    return TRUE;
  levels = _qv_import_list_all (store, QV_ENTITY_LEVEL, error);
  if (levels != NULL && levels->len == 1)
    self->level = ((const QvRecord *) g_ptr_array_index (levels, 0))->id;
  return levels != NULL;
}

/**
 * qv_import_plan_guess:
 * @store: the library, whose levels and indicators the file may fit
 * @file: a file
 * @layer: index into the source's layers, 0 where there are none; or %QV_IMPORT_ANY_LAYER
 * @error: return location for a #QvStoreError or #QvImportError
 *
 * Waits for the disk.
 *
 * Returns: (transfer full): what the file looks like, or %NULL with @error set
 */
QvImportPlan *
qv_import_plan_guess (QvStore *store, QvImportFile *file, guint layer, GError **error)
{
  g_autoptr (QvImportPlan) plan = layer != QV_IMPORT_ANY_LAYER ? guess_for_layer (store, file, layer, error)
                                                               : choose_layer (store, file, error);

  if (plan == NULL || !take_only_level (plan, store, error))
    return NULL;
  return g_steal_pointer (&plan);
}

QvImportPlan *
qv_import_plan_copy (const QvImportPlan *self)
{
  QvImportPlan *copy = g_memdup2 (self, sizeof *self);

  copy->level_name = g_strdup (self->level_name);
  copy->period = g_strdup (self->period);
  copy->indicator_name = g_strdup (self->indicator_name);
  copy->unit = g_strdup (self->unit);
  copy->source = g_strdup (self->source);
  copy->licence = g_strdup (self->licence);
  return copy;
}

void
qv_import_plan_free (QvImportPlan *self)
{
  if (self == NULL)
    return;
  g_free (self->level_name);
  g_free (self->period);
  g_free (self->indicator_name);
  g_free (self->unit);
  g_free (self->source);
  g_free (self->licence);
  g_free (self);
}
