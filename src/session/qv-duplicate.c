/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that is planned like one that was: its agenda, seats and indicators, without what was said. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-duplicate.h"

static QvRecord *
copy_row (const QvRecord *record, QvId id)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  QvRecord *copy = qv_record_new (record->entity, id);

  for (guint i = 0; i < info->n_fields; i++)
    qv_record_take (copy, i, qv_value_copy (&record->values[i]));
  return copy;
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
  const struct
  {
    QvEntity entity;
    guint session_field;
  } parts[] = {
    { QV_ENTITY_STEP, QV_STEP_SESSION },
    { QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION },
    { QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION },
  };
  const guint own[] = { QV_SESSION_STARTS, QV_SESSION_STARTED, QV_SESSION_ENDED };
  g_autoptr (QvRecord) original = qv_store_get_record (store, QV_ENTITY_SESSION, session, error);
  g_autoptr (QvEdit) edit = NULL;
  QvRecord *copy;
  QvId id = qv_id_new ();

  if (original == NULL)
    return NULL;
  edit = qv_edit_new (label, QV_ID_NONE);
  copy = copy_row (original, id);
  qv_record_set_text (copy, QV_SESSION_TITLE, title);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    qv_record_take (copy, own[i], (QvValue){ QV_VALUE_NULL });
  qv_edit_insert (edit, copy);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GPtrArray) rows =
          qv_store_list (store, parts[i].entity, parts[i].session_field, session, error);

      if (rows == NULL)
        return NULL;
      for (guint j = 0; j < rows->len; j++)
        {
          QvRecord *row = copy_row (rows->pdata[j], qv_id_new ());

          qv_record_set_int (row, parts[i].session_field, id);
          qv_edit_insert (edit, row);
        }
    }
  *out_copy = id;
  return g_steal_pointer (&edit);
}
