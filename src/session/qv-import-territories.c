/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vector layer becomes the territories of a level. Territories are known by their code within the level. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <glib/gi18n.h>

#include "qv-text.h"

typedef struct
{
  QvImportWork *work;
  QvId level;
  GHashTable *existing; /* code → QvRecord of the level */
  GHashTable *parents;  /* code → QvRecord of the level above */
  GHashTable *seen;     /* codes of this file */
  GPtrArray *codes;     /* of each feature, in order */
  guint n;              /* features so far */
  guint last_repaired;  /* number of a feature, or 0 */
} Reader;

static char *
take_text (const char *const *values, int column)
{
  return qv_text_normalize (column >= 0 && values[column] != NULL ? values[column] : "");
}

static QvRecord *
make_territory (Reader *reader, const char *const *values, const char *code, QvGeometry *geometry)
{
  const QvImportPlan *plan = reader->work->plan;
  QvImportReport *report = reader->work->import->report;
  QvRecord *record = qv_record_new (QV_ENTITY_TERRITORY, qv_id_new ());
  g_autofree char *name = take_text (values, plan->name);
  g_autofree char *parent = take_text (values, plan->parent);
  const QvRecord *above = *parent != '\0' ? g_hash_table_lookup (reader->parents, parent) : NULL;

  qv_record_set_int (record, QV_TERRITORY_LEVEL, reader->level);
  qv_record_set_text (record, QV_TERRITORY_CODE, code);
  qv_record_set_text (record, QV_TERRITORY_NAME, *name != '\0' ? name : code);
  if (above != NULL)
    qv_record_set_int (record, QV_TERRITORY_PARENT, above->id);
  else if (*parent != '\0' && plan->parent_level != QV_ID_NONE)
    qv_import_report_add (report, QV_IMPORT_ISSUE_NO_PARENT, "%s (%s)", code, parent);

  if (geometry != NULL)
    qv_record_set_blob (record, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (geometry));
  else
    qv_import_report_add (report, QV_IMPORT_ISSUE_NO_GEOMETRY, "%s", code);
  return record;
}

/* Outlines without any code are numbered as they come; without an outline there is nothing to number. */
static char *
make_code (Reader *reader, const char *const *values)
{
  reader->n++;
  if (reader->work->plan->code >= 0)
    return take_text (values, reader->work->plan->code);
  return g_strdup_printf ("%u", reader->n);
}

static gboolean
take_feature (const char *const *values, QvGeometry *geometry, gpointer data, GError **error)
{
  Reader *reader = data;
  QvImport *import = reader->work->import;
  QvImportReport *report = import->report;
  g_autofree char *code = make_code (reader, values);
  g_autoptr (QvRecord) record = NULL;
  const QvRecord *old;

  g_ptr_array_add (reader->codes, g_strdup (code));
  if (geometry != NULL && qv_geometry_get_kind (geometry) == QV_GEOMETRY_LINE)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
                   _ ("Feature %u of “%s” is a line; territories are areas or points."), reader->n,
                   import->file->name);
      return FALSE;
    }
  if (*code == '\0' || (geometry == NULL && reader->work->plan->code < 0))
    {
      qv_import_report_add (report, QV_IMPORT_ISSUE_NO_CODE, _ ("feature %u"), reader->n);
      return TRUE;
    }
  if (!g_hash_table_add (reader->seen, g_strdup (code)))
    {
      qv_import_report_add (report, QV_IMPORT_ISSUE_DUPLICATE_CODE, "%s", code);
      return TRUE;
    }

  report->n_taken++;
  record = make_territory (reader, values, code, geometry);
  if (!qv_record_validate (record, error))
    return FALSE;
  old = g_hash_table_lookup (reader->existing, code);
  if (old != NULL)
    {
      _qv_import_set_changed (reader->work, old, record);
      return TRUE;
    }
  report->n_new++;
  qv_edit_insert (import->edit, g_steal_pointer (&record));
  if (reader->n % 1024 == 0 && g_cancellable_set_error_if_cancelled (reader->work->cancellable, error))
    return FALSE;
  return TRUE;
}

static GHashTable *
load_codes (QvStore *store, QvId level, GError **error)
{
  g_autoptr (GHashTable) codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) qv_record_free);
  g_autoptr (GPtrArray) records = NULL;

  if (level == QV_ID_NONE)
    return g_steal_pointer (&codes);
  records = qv_store_list (store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, level, error);
  if (records == NULL)
    return NULL;
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      QvRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (codes, (gpointer) qv_record_get_text (record, QV_TERRITORY_CODE), record);
    }
  return g_steal_pointer (&codes);
}

static gboolean
make_level (QvImportWork *work, GError **error)
{
  const QvImportPlan *plan = work->plan;
  g_autofree char *name = qv_text_normalize (plan->level_name != NULL ? plan->level_name : "");
  g_autoptr (QvRecord) above = NULL;
  QvRecord *level;

  if (*name == '\0')
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN, _ ("The level of “%s” needs a name."),
                   work->import->file->name);
      return FALSE;
    }
  if (plan->parent_level != QV_ID_NONE)
    {
      above = qv_store_get_record (work->import->store, QV_ENTITY_LEVEL, plan->parent_level, error);
      if (above == NULL)
        return FALSE;
    }
  level = qv_record_new (QV_ENTITY_LEVEL, qv_id_new ());
  qv_record_set_text (level, QV_LEVEL_NAME, name);
  qv_record_set_int (level, QV_LEVEL_RANK, above != NULL ? qv_record_get_int (above, QV_LEVEL_RANK) + 1 : 1);
  if (plan->source != NULL && *plan->source != '\0')
    qv_record_set_text (level, QV_LEVEL_SOURCE, plan->source);
  if (plan->licence != NULL && *plan->licence != '\0')
    qv_record_set_text (level, QV_LEVEL_LICENCE, plan->licence);
  work->import->result = level->id;
  qv_edit_insert (work->import->edit, level);
  work->import->report->what = g_steal_pointer (&name);
  return TRUE;
}

static gboolean
find_level (QvImportWork *work, GError **error)
{
  g_autoptr (QvRecord) level =
      qv_store_get_record (work->import->store, QV_ENTITY_LEVEL, work->plan->level, error);

  if (level == NULL)
    return FALSE;
  work->import->result = level->id;
  work->import->report->what = g_strdup (qv_record_get_text (level, QV_LEVEL_NAME));
  return TRUE;
}

/* A feature that was mended in two ways is one outline. */
static void
add_repair (Reader *reader, const QvSourceNote *note)
{
  GPtrArray *repaired = reader->work->import->report->issues[QV_IMPORT_ISSUE_REPAIRED];
  const char *code = g_ptr_array_index (reader->codes, note->feature - 1);

  if (note->feature == reader->last_repaired)
    {
      g_autofree char *first = g_ptr_array_steal_index (repaired, repaired->len - 1);

      g_ptr_array_add (repaired, g_strdup_printf ("%s %s", first, note->message));
    }
  else
    qv_import_report_add (reader->work->import->report, QV_IMPORT_ISSUE_REPAIRED, "%s: %s", code,
                          note->message);
  reader->last_repaired = note->feature;
}

/* The notes of the helper name features by number, 0 for the whole layer; people know them by code. A
 * sentence about the layer has a count of its own. */
static void
add_note (Reader *reader, const QvSourceNote *note)
{
  if (note->type == QV_SOURCE_NOTE_REPAIRED && note->feature > 0 && note->feature <= reader->codes->len)
    add_repair (reader, note);
  else if (note->type == QV_SOURCE_NOTE_REPAIRED || note->type == QV_SOURCE_NOTE_INFO)
    qv_import_report_add (reader->work->import->report, QV_IMPORT_ISSUE_REMARK, "%s", note->message);
}

static gboolean
read_layer (Reader *reader, GError **error)
{
  QvImportWork *work = reader->work;
  QvImportReport *report = work->import->report;
  g_autoptr (QvLayerFile) file =
      qv_gdal_read_layer (work->import->file->path, work->layer->name, work->progress, work->progress_data,
                          work->cancellable, error);
  GPtrArray *notes;

  if (file == NULL)
    return FALSE;
  if (g_strv_length ((char **) qv_layer_file_get_fields (file)) < work->layer->fields->len)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
                   _ ("“%s” changed while it was being imported."), work->import->file->name);
      return FALSE;
    }
  report->n_rows = qv_layer_file_get_n_features (file);
  if (!qv_layer_file_foreach (file, take_feature, reader, error))
    return FALSE;
  notes = qv_layer_file_get_notes (file);
  for (guint i = 0; i < notes->len; i++)
    add_note (reader, g_ptr_array_index (notes, i));
  if (work->plan->code < 0)
    qv_import_report_add (
        report, QV_IMPORT_ISSUE_REMARK,
        _ ("No field can be the code of the territories; they are numbered in the order of the file."));
  if (report->n_taken > 0)
    return TRUE;

  g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_EMPTY,
               _ ("“%s” has no territory that could be imported."), work->import->file->name);
  return FALSE;
}

gboolean
_qv_import_territories (QvImportWork *work, GError **error)
{
  QvImport *import = work->import;
  g_autoptr (GHashTable) existing = NULL;
  g_autoptr (GHashTable) parents = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { .work = work, .seen = seen, .codes = codes };

  if (work->layer == NULL || !work->layer->has_geometry)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN, _ ("“%s” has no layer with geometry there."),
                   import->file->name);
      return FALSE;
    }
  if (!_qv_import_check_column (work, work->plan->code, FALSE, "", error) ||
      !_qv_import_check_column (work, work->plan->name, FALSE, "", error) ||
      !_qv_import_check_column (work, work->plan->parent, FALSE, "", error))
    return FALSE;

  import->edit = qv_edit_new (_ ("Import territories"), QV_ID_NONE);
  if (work->plan->level != QV_ID_NONE ? !find_level (work, error) : !make_level (work, error))
    return FALSE;
  reader.level = import->result;
  existing = load_codes (import->store, work->plan->level, error);
  if (existing == NULL)
    return FALSE;
  reader.existing = existing;
  parents = load_codes (import->store, work->plan->parent_level, error);
  if (parents == NULL)
    return FALSE;
  reader.parents = parents;
  return read_layer (&reader, error);
}
