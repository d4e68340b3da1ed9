/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-record.h"

#include <math.h>
#include <string.h>

#include "qv-geometry.h"
#include "qv-text.h"

G_DEFINE_QUARK (qv - record - error - quark, qv_record_error)

QvValue
qv_value_int (gint64 integer)
{
  return (QvValue){ .type = QV_VALUE_INT, .integer = integer };
}

QvValue
qv_value_real (double real)
{
  return (QvValue){ .type = QV_VALUE_REAL, .real = real };
}

/**
 * qv_value_text:
 * @text: (nullable): the text, copied; %NULL makes a null value
 */
QvValue
qv_value_text (const char *text)
{
  if (text == NULL)
    return (QvValue){ .type = QV_VALUE_NULL };
  return (QvValue){ .type = QV_VALUE_TEXT, .text = g_strdup (text) };
}

/**
 * qv_value_blob:
 * @blob: (nullable): the bytes, referenced; %NULL makes a null value
 */
QvValue
qv_value_blob (GBytes *blob)
{
  if (blob == NULL)
    return (QvValue){ .type = QV_VALUE_NULL };
  return (QvValue){ .type = QV_VALUE_BLOB, .blob = g_bytes_ref (blob) };
}

QvValue
qv_value_copy (const QvValue *value)
{
  if (value->type == QV_VALUE_TEXT)
    return qv_value_text (value->text);
  if (value->type == QV_VALUE_BLOB)
    return qv_value_blob (value->blob);
  return *value;
}

void
qv_value_clear (QvValue *value)
{
  if (value->type == QV_VALUE_TEXT)
    g_free (value->text);
  else if (value->type == QV_VALUE_BLOB)
    g_bytes_unref (value->blob);
  *value = (QvValue){ .type = QV_VALUE_NULL };
}

/**
 * qv_value_compare:
 * @a: a value
 * @b: another
 *
 * A total order that does not depend on locale: by type, then by number or bytes. It decides between two
 * values that were set at the same stamp, so every computer decides alike.
 *
 * Returns: less than, equal to or greater than 0
 */
int
qv_value_compare (const QvValue *a, const QvValue *b)
{
  if (a->type != b->type)
    return a->type < b->type ? -1 : 1;

  switch (a->type)
    {
    case QV_VALUE_INT:
      return (a->integer > b->integer) - (a->integer < b->integer);
    case QV_VALUE_REAL:
      return (a->real > b->real) - (a->real < b->real);
    case QV_VALUE_TEXT:
      return strcmp (a->text, b->text);
    case QV_VALUE_BLOB:
      return g_bytes_compare (a->blob, b->blob);
    case QV_VALUE_NULL:
    default:
      return 0;
    }
}

static void
clear_past (gpointer data)
{
  qv_value_clear (&((QvPastValue *) data)->value);
}

/**
 * qv_record_new:
 * @entity: what it is
 * @id: its id, or %QV_ID_NONE to make one
 *
 * Returns: (transfer full): a record whose fields are NULL, except that it is not deleted, and that each
 * required word is the first of its words
 */
QvRecord *
qv_record_new (QvEntity entity, QvId id)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  QvRecord *record = g_new0 (QvRecord, 1);

  record->entity = entity;
  record->id = id != QV_ID_NONE ? id : qv_id_new ();
  record->n_fields = info->n_fields;
  record->values = g_new0 (QvValue, info->n_fields);
  record->stamps = g_new0 (QvStamp, info->n_fields);
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == QV_FIELD_WORD)
      record->values[i] = qv_value_text (info->fields[i].words[0]);
  record->values[info->n_fields - 1] = qv_value_int (0);

  return record;
}

/**
 * qv_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): a copy with the same id and stamps
 */
QvRecord *
qv_record_copy (const QvRecord *record)
{
  QvRecord *copy = g_new0 (QvRecord, 1);

  *copy = *record;
  copy->values = g_new0 (QvValue, record->n_fields);
  for (guint i = 0; i < record->n_fields; i++)
    copy->values[i] = qv_value_copy (&record->values[i]);
  copy->stamps = g_memdup2 (record->stamps, sizeof (QvStamp) * record->n_fields);
  copy->past = NULL;
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    {
      QvPastValue *past = &g_array_index (record->past, QvPastValue, i);

      qv_record_add_past (copy, past->field, past->stamp, &past->value);
    }

  return copy;
}

void
qv_record_free (QvRecord *record)
{
  if (record == NULL)
    return;
  for (guint i = 0; i < record->n_fields; i++)
    qv_value_clear (&record->values[i]);
  g_free (record->values);
  g_free (record->stamps);
  g_clear_pointer (&record->past, g_array_unref);
  g_free (record);
}

static QvValueType
storage_of (QvFieldType type)
{
  switch (type)
    {
    case QV_FIELD_TEXT:
    case QV_FIELD_WORD:
      return QV_VALUE_TEXT;
    case QV_FIELD_REAL:
      return QV_VALUE_REAL;
    case QV_FIELD_GEOMETRY:
      return QV_VALUE_BLOB;
    case QV_FIELD_INT:
    case QV_FIELD_BOOL:
    case QV_FIELD_TIME:
    case QV_FIELD_REF:
    default:
      return QV_VALUE_INT;
    }
}

static gboolean
fail (const QvRecord *record, guint field, QvRecordError code, const char *what, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  g_set_error (error, QV_RECORD_ERROR, code, "%s %" G_GINT64_FORMAT ", field “%s”: %s", info->name,
               record->id, info->fields[field].name, what);
  return FALSE;
}

static gboolean
validate_value (const QvRecord *record, guint field, const QvValue *value, GError **error)
{
  const QvFieldInfo *info = &qv_entity_get_info (record->entity)->fields[field];

  if (value->type == QV_VALUE_NULL || (value->type == QV_VALUE_TEXT && value->text[0] == '\0'))
    {
      if (info->flags & QV_FIELD_FLAG_REQUIRED)
        return fail (record, field, QV_RECORD_ERROR_MISSING, "nothing there", error);
      return TRUE;
    }
  if (value->type != storage_of (info->type))
    return fail (record, field, QV_RECORD_ERROR_TYPE, "wrong type", error);

  switch (info->type)
    {
    case QV_FIELD_TEXT:
      if (!qv_text_is_clean (value->text))
        return fail (record, field, QV_RECORD_ERROR_TEXT, "text that cannot be kept", error);
      return TRUE;
    case QV_FIELD_WORD:
      if (!g_strv_contains (info->words, value->text))
        return fail (record, field, QV_RECORD_ERROR_TYPE, "not a word known here", error);
      return TRUE;
    case QV_FIELD_BOOL:
      if (value->integer != 0 && value->integer != 1)
        return fail (record, field, QV_RECORD_ERROR_RANGE, "neither true nor false", error);
      return TRUE;
    case QV_FIELD_INT:
      if (value->integer < G_MININT32 || value->integer > G_MAXINT32)
        return fail (record, field, QV_RECORD_ERROR_RANGE, "number out of range", error);
      return TRUE;
    case QV_FIELD_TIME:
    case QV_FIELD_REF:
      if (value->integer <= 0)
        return fail (record, field, QV_RECORD_ERROR_RANGE, "number out of range", error);
      return TRUE;
    case QV_FIELD_REAL:
      if (!isfinite (value->real))
        return fail (record, field, QV_RECORD_ERROR_RANGE, "not a finite number", error);
      return TRUE;
    case QV_FIELD_GEOMETRY:
      {
        g_autoptr (QvGeometry) geometry = qv_geometry_new_from_bytes (value->blob, NULL);

        if (geometry == NULL)
          return fail (record, field, QV_RECORD_ERROR_RANGE, "broken geometry", error);
        return TRUE;
      }
    default:
      g_assert_not_reached ();
    }
}

/**
 * qv_record_validate:
 * @record: a record
 * @error: return location for a #GError of %QV_RECORD_ERROR
 *
 * Checks each value against the entity's description. What it refers to is not looked up.
 *
 * Returns: whether the record may be stored
 */
gboolean
qv_record_validate (const QvRecord *record, GError **error)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (!validate_value (record, i, &record->values[i], error))
      return FALSE;
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    {
      const QvPastValue *past = &g_array_index (record->past, QvPastValue, i);

      if (past->value.type != QV_VALUE_NULL && !validate_value (record, past->field, &past->value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qv_record_is_null (const QvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->n_fields, TRUE);

  return record->values[field].type == QV_VALUE_NULL;
}

gboolean
qv_record_is_deleted (const QvRecord *record)
{
  return qv_record_get_int (record, record->n_fields - 1) != 0;
}

/**
 * qv_record_get_int:
 * @record: a record
 * @field: index of a field of type INT, BOOL, TIME or REF
 *
 * Returns: its value, 0 where it is NULL
 */
gint64
qv_record_get_int (const QvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->n_fields, 0);

  return record->values[field].type == QV_VALUE_INT ? record->values[field].integer : 0;
}

/**
 * qv_record_get_real:
 * @record: a record
 * @field: index of a REAL field
 *
 * Returns: its value, NaN where it is NULL
 */
double
qv_record_get_real (const QvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->n_fields, NAN);

  return record->values[field].type == QV_VALUE_REAL ? record->values[field].real : NAN;
}

/**
 * qv_record_get_text:
 * @record: a record
 * @field: index of a TEXT or WORD field
 *
 * Returns: (nullable) (transfer none): its value
 */
const char *
qv_record_get_text (const QvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->n_fields, NULL);

  return record->values[field].type == QV_VALUE_TEXT ? record->values[field].text : NULL;
}

/**
 * qv_record_get_blob:
 * @record: a record
 * @field: index of a GEOMETRY field
 *
 * Returns: (nullable) (transfer none): its value
 */
GBytes *
qv_record_get_blob (const QvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->n_fields, NULL);

  return record->values[field].type == QV_VALUE_BLOB ? record->values[field].blob : NULL;
}

/**
 * qv_record_get_helix:
 * @record: a record
 * @field: a field that holds the word of a helix
 *
 * Returns: the helix, %QV_HELIX_NONE if the field is empty
 */
QvHelix
qv_record_get_helix (const QvRecord *record, guint field)
{
  QvHelix helix = QV_HELIX_NONE;

  qv_helix_from_word (qv_record_get_text (record, field), &helix);
  return helix;
}

/**
 * qv_record_find:
 * @records: (element-type QvRecord): some records
 * @id: the id of a record
 * @out_index: (out) (optional): where it stands
 *
 * Returns: (transfer none) (nullable): the record of this id, or %NULL if it is not among them
 */
QvRecord *
qv_record_find (GPtrArray *records, QvId id, guint *out_index)
{
  for (guint i = 0; i < records->len; i++)
    if (((QvRecord *) records->pdata[i])->id == id)
      {
        if (out_index != NULL)
          *out_index = i;
        return records->pdata[i];
      }
  return NULL;
}

/**
 * qv_record_get_stamp:
 * @record: a record
 * @field: index of a field
 *
 * Returns: when the field was last changed
 */
QvStamp
qv_record_get_stamp (const QvRecord *record, guint field)
{
  g_return_val_if_fail (field < record->n_fields, 0);

  return record->stamps[field] != 0 ? record->stamps[field] : record->stamp;
}

/**
 * qv_record_take:
 * @record: a record
 * @field: index of a field
 * @value: (transfer full): what it is to hold
 */
void
qv_record_take (QvRecord *record, guint field, QvValue value)
{
  g_return_if_fail (field < record->n_fields);

  qv_value_clear (&record->values[field]);
  record->values[field] = value;
}

void
qv_record_set_int (QvRecord *record, guint field, gint64 integer)
{
  qv_record_take (record, field, qv_value_int (integer));
}

void
qv_record_set_real (QvRecord *record, guint field, double real)
{
  qv_record_take (record, field, qv_value_real (real));
}

void
qv_record_set_text (QvRecord *record, guint field, const char *text)
{
  qv_record_take (record, field, qv_value_text (text));
}

void
qv_record_set_blob (QvRecord *record, guint field, GBytes *blob)
{
  qv_record_take (record, field, qv_value_blob (blob));
}

/**
 * qv_record_add_past:
 * @record: a record
 * @field: index of a field
 * @stamp: when the field was given @value
 * @value: what it held; copied
 *
 * Remembers what lost in a merge: each value of a field once, with the newest stamp that it had.
 */
void
qv_record_add_past (QvRecord *record, guint field, QvStamp stamp, const QvValue *value)
{
  QvPastValue past = { field, stamp, qv_value_copy (value) };
  guint at = 0;

  if (record->past == NULL)
    {
      record->past = g_array_new (FALSE, FALSE, sizeof (QvPastValue));
      g_array_set_clear_func (record->past, clear_past);
    }
  for (; at < record->past->len; at++)
    {
      QvPastValue *other = &g_array_index (record->past, QvPastValue, at);
      int order =
          other->field != field ? (other->field < field ? -1 : 1) : qv_value_compare (&other->value, value);

      if (order == 0)
        {
          other->stamp = MAX (other->stamp, stamp);
          qv_value_clear (&past.value);
          return;
        }
      if (order > 0)
        break;
    }
  g_array_insert_val (record->past, at, past);
}

/* The past of @from joins that of @into; what is a field's value again is no longer past. */
static void
merge_past (QvRecord *into, const QvRecord *from)
{
  for (guint i = 0; from->past != NULL && i < from->past->len; i++)
    {
      const QvPastValue *past = &g_array_index (from->past, QvPastValue, i);

      qv_record_add_past (into, past->field, past->stamp, &past->value);
    }
  for (guint i = into->past != NULL ? into->past->len : 0; i > 0; i--)
    {
      const QvPastValue *past = &g_array_index (into->past, QvPastValue, i - 1);

      if (qv_value_compare (&past->value, &into->values[past->field]) == 0)
        g_array_remove_index (into->past, i - 1);
    }
}

static gboolean
past_equal (const QvRecord *a, const QvRecord *b)
{
  guint n = a->past != NULL ? a->past->len : 0;

  if (n != (b->past != NULL ? b->past->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const QvPastValue *x = &g_array_index (a->past, QvPastValue, i);
      const QvPastValue *y = &g_array_index (b->past, QvPastValue, i);

      if (x->field != y->field || x->stamp != y->stamp || qv_value_compare (&x->value, &y->value) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * qv_record_equal:
 * @a: a record
 * @b: another
 *
 * Returns: whether both are the same row in the same state: values, stamps and past
 */
gboolean
qv_record_equal (const QvRecord *a, const QvRecord *b)
{
  if (a->entity != b->entity || a->id != b->id || a->stamp != b->stamp)
    return FALSE;
  for (guint i = 0; i < a->n_fields; i++)
    if (a->stamps[i] != b->stamps[i] || qv_value_compare (&a->values[i], &b->values[i]) != 0)
      return FALSE;
  return past_equal (a, b);
}

/* The winning value of one field and its stamp go to @into, the losing value to the past. */
static void
merge_field (QvRecord *into, const QvRecord *from, guint field, QvStamp *stamps)
{
  QvStamp mine = qv_record_get_stamp (into, field);
  QvStamp theirs = qv_record_get_stamp (from, field);
  int order = qv_value_compare (&into->values[field], &from->values[field]);
  gboolean wins = theirs > mine || (theirs == mine && order < 0);
  gboolean is_flag = field == into->n_fields - 1;

  stamps[field] = MAX (mine, theirs);
  if (order != 0 && !is_flag)
    qv_record_add_past (into, field, wins ? mine : theirs,
                        wins ? &into->values[field] : &from->values[field]);
  if (wins)
    qv_record_take (into, field, qv_value_copy (&from->values[field]));
}

/**
 * qv_record_merge:
 * @into: what is known here
 * @from: the same row from elsewhere
 *
 * Joins two states of one row: the newer value wins field by field, equal stamps are decided by
 * qv_value_compare(), what lost is remembered, and a row that was changed after it was deleted lives. The
 * operation is commutative, associative and idempotent (a state-based LWW map after Shapiro et al. 2011), so
 * any order of merges ends in the same state.
 *
 * Returns: whether @into is different from before
 */
gboolean
qv_record_merge (QvRecord *into, const QvRecord *from)
{
  g_autoptr (QvRecord) before = qv_record_copy (into);
  g_autofree QvStamp *stamps = g_new0 (QvStamp, into->n_fields);
  guint deleted = into->n_fields - 1;
  QvStamp newest = 0;

  g_return_val_if_fail (into->entity == from->entity && into->id == from->id, FALSE);

  for (guint i = 0; i < into->n_fields; i++)
    merge_field (into, from, i, stamps);
  for (guint i = 0; i < deleted; i++)
    newest = MAX (newest, stamps[i]);
  if (newest > stamps[deleted])
    qv_record_set_int (into, deleted, 0);
  into->stamp = MIN (into->stamp, from->stamp);
  for (guint i = 0; i < into->n_fields; i++)
    into->stamps[i] = stamps[i] == into->stamp ? 0 : stamps[i];
  merge_past (into, from);

  return !qv_record_equal (before, into);
}
