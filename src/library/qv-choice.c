/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-choice.h"

struct _QvChoice
{
  GObject parent_instance;

  AdwComboRow *row;
  QvStore *store;
  QvEntity entity;
  guint name_field;
  char *none;
  QvId chosen;
  GArray *ids; /* (element-type QvId) of the lines below "none"; NULL until they are read */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QvChoice, qv_choice, G_TYPE_OBJECT)

static void
read_rows (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  QvChoice *self = source;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = qv_store_list (self->store, self->entity, QV_STORE_ALL, 0, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvChoice *self = QV_CHOICE (source);
  g_autoptr (GPtrArray) records = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (records == NULL || self->row == NULL)
    return;
  self->ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  gtk_string_list_append (names, self->none);
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = records->pdata[i];

      gtk_string_list_append (names, qv_record_get_text (record, self->name_field));
      g_array_append_val (self->ids, record->id);
      if (record->id == self->chosen)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->row, selected);
}

static void
qv_choice_dispose (GObject *object)
{
  QvChoice *self = QV_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->row);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_choice_parent_class)->dispose (object);
}

static void
qv_choice_finalize (GObject *object)
{
  QvChoice *self = QV_CHOICE (object);

  g_clear_pointer (&self->none, g_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (qv_choice_parent_class)->finalize (object);
}

static void
qv_choice_class_init (QvChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_choice_finalize;
}

static void
qv_choice_init (QvChoice *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * qv_choice_new:
 * @row: the row to fill
 * @store: the library
 * @entity: what to choose from
 * @name_field: the field that says what a row is called
 * @none: the line for none of them
 * @chosen: what is chosen at first, or %QV_ID_NONE
 *
 * Returns: (transfer full): the choice
 */
QvChoice *
qv_choice_new (
    AdwComboRow *row, QvStore *store, QvEntity entity, guint name_field, const char *none, QvId chosen)
{
  QvChoice *self = g_object_new (QV_TYPE_CHOICE, NULL);
  g_autoptr (GTask) task = NULL;

  g_set_weak_pointer (&self->row, row);
  self->store = g_object_ref (store);
  self->entity = entity;
  self->name_field = name_field;
  self->none = g_strdup (none);
  self->chosen = chosen;
  task = g_task_new (self, self->cancellable, rows_read_cb, NULL);
  g_task_set_source_tag (task, qv_choice_new);
  g_task_run_in_thread (task, read_rows);
  return self;
}

/**
 * qv_choice_get:
 * @self: a choice
 *
 * Returns: what is chosen, or %QV_ID_NONE
 */
QvId
qv_choice_get (QvChoice *self)
{
  guint selected;

  g_return_val_if_fail (QV_IS_CHOICE (self), QV_ID_NONE);

  if (self->ids == NULL || self->row == NULL)
    return self->chosen;
  selected = adw_combo_row_get_selected (self->row);
  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > self->ids->len)
    return QV_ID_NONE;
  return g_array_index (self->ids, QvId, selected - 1);
}
