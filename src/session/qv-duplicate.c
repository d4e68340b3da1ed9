/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that is planned like one that was: its agenda, seats and indicators, without what was said. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-duplicate.h"

typedef struct
{
  QvEdit *edit;
  GHashTable *ids; /* (element-type QvId QvId), of rows that are copied, to their copies */
} Copying;

static QvRecord *
copy_row (const QvRecord *record, QvId id)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  QvRecord *copy = qv_record_new (record->entity, id);

  for (guint i = 0; i < info->n_fields; i++)
    qv_record_take (copy, i, qv_value_copy (&record->values[i]));
  return copy;
}

/* What only the session that was knows: real times, who came. */
static gboolean
is_of_the_day (QvEntity entity, guint field)
{
  switch ((int) entity)
    {
    case QV_ENTITY_SESSION:
      return field == QV_SESSION_STARTS || field == QV_SESSION_STARTED || field == QV_SESSION_ENDED;
    case QV_ENTITY_STEP:
      return field == QV_STEP_STARTED || field == QV_STEP_ENTERED || field == QV_STEP_RUNNING ||
             field == QV_STEP_SPENT || field == QV_STEP_EXTRA || field == QV_STEP_ENDED;
    case QV_ENTITY_PARTICIPANT:
      return field == QV_PARTICIPANT_CONFIRMED || field == QV_PARTICIPANT_PRESENT;
    default:
      return FALSE;
    }
}

/* The parts of the copy name each other, not those of the original. */
static void
add_copy (Copying *copying, const QvRecord *record)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  QvId id = qv_id_new ();
  QvRecord *copy = copy_row (record, id);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const gint64 key = info->fields[i].type == QV_FIELD_REF ? qv_record_get_int (record, i) : QV_ID_NONE;
      const QvId *other = g_hash_table_lookup (copying->ids, &key);

      if (other != NULL)
        qv_record_set_int (copy, i, *other);
      if (is_of_the_day (record->entity, i))
        qv_record_take (copy, i, (QvValue){ QV_VALUE_NULL });
    }
  g_hash_table_insert (copying->ids, g_memdup2 (&record->id, sizeof record->id), g_memdup2 (&id, sizeof id));
  qv_edit_insert (copying->edit, copy);
}

/**
 * qv_duplicate_session:
 * @store: the library
 * @session: the session to copy
 * @title: of the copy
 * @label: what the user does: "Duplicate session"
 * @out_copy: (out): the id of the copy
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Reads the session; waits for the disk. The copy has no date, and names of people are not in it.
 *
 * Returns: (transfer full) (nullable): the edit that makes the copy
 */
QvEdit *
qv_duplicate_session (
    QvStore *store, QvId session, const char *title, const char *label, QvId *out_copy, GError **error)
{
  const QvEntity parts[] = { QV_ENTITY_ROUND_TABLE, QV_ENTITY_STEP, QV_ENTITY_PARTICIPANT,
                             QV_ENTITY_SESSION_INDICATOR, QV_ENTITY_SESSION_THEME };
  g_autoptr (QvRecord) original = qv_store_get_record (store, QV_ENTITY_SESSION, session, error);
  g_autoptr (QvEdit) edit = NULL;
  g_autoptr (GHashTable) ids = NULL;
  Copying copying;

  if (original == NULL)
    return NULL;
  edit = qv_edit_new (label, QV_ID_NONE);
  ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  copying = (Copying){ edit, ids };
  qv_record_set_text (original, QV_SESSION_TITLE, title);
  add_copy (&copying, original);
  *out_copy = *(const QvId *) g_hash_table_lookup (ids, &session);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      guint field = (guint) qv_entity_get_info (parts[i])->session_field;
      g_autoptr (GPtrArray) rows = qv_store_list (store, parts[i], field, session, error);

      if (rows == NULL)
        return NULL;
      for (guint j = 0; j < rows->len; j++)
        add_copy (&copying, rows->pdata[j]);
    }
  return g_steal_pointer (&edit);
}
