/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-edit.h"

static void
clear_change (gpointer data)
{
  QvChange *change = data;

  g_clear_pointer (&change->record, qv_record_free);
  qv_value_clear (&change->value);
}

/**
 * qv_edit_new:
 * @label: what the user did, in the user's language
 * @session: the session whose undo it belongs to, or %QV_ID_NONE
 *
 * Returns: (transfer full): an edit without changes
 */
QvEdit *
qv_edit_new (const char *label, QvId session)
{
  QvEdit *edit = g_new0 (QvEdit, 1);

  edit->label = g_strdup (label);
  edit->session = session;
  edit->changes = g_array_new (FALSE, TRUE, sizeof (QvChange));
  g_array_set_clear_func (edit->changes, clear_change);
  return edit;
}

void
qv_edit_free (QvEdit *edit)
{
  if (edit == NULL)
    return;
  g_free (edit->label);
  g_array_unref (edit->changes);
  g_free (edit);
}

/**
 * qv_edit_insert:
 * @edit: an edit
 * @record: (transfer full): a row that is not there yet; the store stamps it
 */
void
qv_edit_insert (QvEdit *edit, QvRecord *record)
{
  QvChange change = {
    .type = QV_CHANGE_INSERT, .entity = record->entity, .id = record->id, .record = record
  };

  g_array_append_val (edit->changes, change);
}

/**
 * qv_edit_set:
 * @edit: an edit
 * @entity: what the row is
 * @id: its id
 * @field: index of a field
 * @value: (transfer full): its new value
 */
void
qv_edit_set (QvEdit *edit, QvEntity entity, QvId id, guint field, QvValue value)
{
  QvChange change = { .type = QV_CHANGE_SET, .entity = entity, .id = id, .field = field, .value = value };

  g_return_if_fail (field < qv_entity_get_info (entity)->n_fields);

  g_array_append_val (edit->changes, change);
}

void
qv_edit_delete (QvEdit *edit, QvEntity entity, QvId id)
{
  qv_edit_set (edit, entity, id, qv_entity_get_info (entity)->n_fields - 1, qv_value_int (1));
}
