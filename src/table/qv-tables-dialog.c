/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-tables-dialog.h"

#include <glib/gi18n.h>

#include "qv-text.h"

struct _QvTablesDialog
{
  AdwWindow parent_instance;

  GtkCheckButton *desk_check;
  AdwPreferencesGroup *group;
  AdwEntryRow *new_row;

  QvStore *store;
  QvId session;
  GListModel *tables;
  GPtrArray *rows; /* (element-type AdwEntryRow), in the group */
  QvId chosen;
};

G_DEFINE_FINAL_TYPE (QvTablesDialog, qv_tables_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvTablesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
apply (QvTablesDialog *self, QvEdit *edit /* transfer full */)
{
  qv_store_apply_async (self->store, edit, NULL, applied_cb, g_object_ref (self));
}

static void
choose (QvTablesDialog *self, QvId table)
{
  if (self->chosen == table)
    return;
  self->chosen = table;
  g_signal_emit (self, signals[CHOSEN], 0, table);
}

static QvItem *
get_table (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "table");
}

static void
toggled_cb (GtkCheckButton *check, QvTablesDialog *self)
{
  QvItem *table = get_table (GTK_WIDGET (check));

  if (gtk_check_button_get_active (check))
    choose (self, table != NULL ? qv_item_get_id (table) : QV_ID_NONE);
}

static void
renamed_cb (AdwEntryRow *row, QvTablesDialog *self)
{
  g_autofree char *name = qv_text_normalize (gtk_editable_get_text (GTK_EDITABLE (row)));
  QvItem *table = get_table (GTK_WIDGET (row));
  QvEdit *edit;

  if (name == NULL || *name == '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (row), qv_item_get_text (table, QV_ROUND_TABLE_NAME));
      return;
    }
  edit = qv_edit_new (_ ("Rename table"), self->session);
  qv_edit_set (edit, QV_ENTITY_ROUND_TABLE, qv_item_get_id (table), QV_ROUND_TABLE_NAME,
               qv_value_text (name));
  apply (self, edit);
}

static void
delete_cb (GtkButton *button, QvTablesDialog *self)
{
  QvItem *table = get_table (GTK_WIDGET (button));
  QvEdit *edit = qv_edit_new (_ ("Delete table"), self->session);

  qv_edit_delete (edit, QV_ENTITY_ROUND_TABLE, qv_item_get_id (table));
  if (self->chosen == qv_item_get_id (table))
    gtk_check_button_set_active (self->desk_check, TRUE);
  apply (self, edit);
}

static void
add_cb (AdwEntryRow *row, QvTablesDialog *self)
{
  g_autofree char *name = qv_text_normalize (gtk_editable_get_text (GTK_EDITABLE (row)));
  gint64 last = 0;
  QvRecord *table;
  QvEdit *edit;

  if (name == NULL || *name == '\0')
    return;
  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->tables, i);

      last = MAX (last, qv_item_get_int (item, QV_ROUND_TABLE_POSITION));
    }
  table = qv_record_new (QV_ENTITY_ROUND_TABLE, qv_id_new ());
  qv_record_set_int (table, QV_ROUND_TABLE_SESSION, self->session);
  qv_record_set_text (table, QV_ROUND_TABLE_NAME, name);
  qv_record_set_int (table, QV_ROUND_TABLE_POSITION, last + 1);
  edit = qv_edit_new (_ ("Add table"), self->session);
  qv_edit_insert (edit, table);
  apply (self, edit);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static GtkWidget *
make_row (QvTablesDialog *self, QvItem *table)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *name = qv_item_get_text (table, QV_ROUND_TABLE_NAME);
  /* Translators: for a screen reader: %s is a table */
  g_autofree char *here = g_strdup_printf (_ ("This computer is at “%s”"), name);
  GtkWidget *parts[] = { row, check, button };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_object_set_data_full (G_OBJECT (parts[i]), "table", g_object_ref (table), g_object_unref);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Table"));
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->desk_check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->chosen == qv_item_get_id (table));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, _ ("This computer is at this table"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, here, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Delete Table"));
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), check);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_signal_connect_object (row, "apply", G_CALLBACK (renamed_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_cb), self, 0);
  return row;
}

/* There are a handful of tables. */
static void
refresh (QvTablesDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (QvItem) table = g_list_model_get_item (self->tables, i);
      GtkWidget *row = make_row (self, table);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
qv_tables_dialog_dispose (GObject *object)
{
  QvTablesDialog *self = QV_TABLES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_TABLES_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->tables);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_tables_dialog_parent_class)->dispose (object);
}

static void
qv_tables_dialog_class_init (QvTablesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_tables_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-tables-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QvTablesDialog, desk_check);
  gtk_widget_class_bind_template_child (widget_class, QvTablesDialog, group);
  gtk_widget_class_bind_template_child (widget_class, QvTablesDialog, new_row);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
qv_tables_dialog_init (QvTablesDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_tables_dialog_new:
 * @parent: the window above
 * @store: the library
 * @session: a session
 * @tables: (element-type QvRoundTable): its tables
 * @chosen: the table that this computer is at, or %QV_ID_NONE
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
qv_tables_dialog_new (GtkWindow *parent, QvStore *store, QvId session, GListModel *tables, QvId chosen)
{
  QvTablesDialog *self = g_object_new (QV_TYPE_TABLES_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->session = session;
  self->tables = g_object_ref (tables);
  self->chosen = chosen;
  g_signal_connect_object (tables, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
