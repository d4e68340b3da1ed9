/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-session-dialog.h"

#include <glib/gi18n.h>

#include "qv-choice.h"
#include "qv-session-entry.h"
#include "qv-still-input.h"
#include "qv-template.h"
#include "qv-text.h"
#include "qv-toast.h"
#include "qv-whole-words.h"

struct _QvSessionDialog
{
  AdwWindow parent_instance;

  GtkButton *done_button;
  AdwToastOverlay *toasts;
  AdwEntryRow *title_row;
  AdwEntryRow *question_row;
  AdwComboRow *template_row;
  AdwEntryRow *place_row;
  AdwEntryRow *table_row;
  AdwExpanderRow *date_row;
  GtkCalendar *calendar;
  GtkSpinButton *hour_spin;
  GtkSpinButton *minute_spin;
  GtkSpinButton *length_spin;
  AdwComboRow *level_row;
  AdwComboRow *background_row;
  AdwEntryRow *collection_row;
  AdwComboRow *language_row;

  QvStore *store;
  QvSession *session; /* that is being changed, or NULL for a new one */
  QvId id;
  GPtrArray *templates;
  QvChoice *levels;
  QvChoice *backgrounds;
};

G_DEFINE_FINAL_TYPE (QvSessionDialog, qv_session_dialog, ADW_TYPE_WINDOW)

static const char *const language_codes[] = { "en", "it", "fr" };

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_language (QvSessionDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);

  return language_codes[MIN (selected, G_N_ELEMENTS (language_codes) - 1)];
}

static const QvTemplate *
get_template (QvSessionDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->template_row);

  return self->templates != NULL && selected < self->templates->len ? self->templates->pdata[selected] : NULL;
}

static GDateTime *
get_start (QvSessionDialog *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (!adw_expander_row_get_enable_expansion (self->date_row))
    return NULL;
  day = gtk_calendar_get_date (self->calendar);
  return g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day),
                                gtk_spin_button_get_value_as_int (self->hour_spin),
                                gtk_spin_button_get_value_as_int (self->minute_spin), 0);
}

static void
date_changed_cb (QvSessionDialog *self)
{
  g_autoptr (GDateTime) start = get_start (self);
  g_autofree char *text = NULL;

  /* Translators: a date and a time of day, such as Thursday 28 May 2026, 14:00 */
  text = start != NULL ? g_date_time_format (start, _ ("%A %-d %B %Y, %H:%M"))
                       : g_strdup (_ ("Draft, no date yet"));
  adw_expander_row_set_subtitle (self->date_row, text);
}

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
title_changed_cb (QvSessionDialog *self)
{
  g_autofree char *title = qv_text_normalize (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), title != NULL && *title != '\0');
}

static void
template_changed_cb (QvSessionDialog *self)
{
  const QvTemplate *template = get_template (self);

  if (template != NULL && template->minutes > 0)
    gtk_spin_button_set_value (self->length_spin, template->minutes);
}

static void
fill_templates (QvSessionDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->template_row);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = qv_template_list (get_language (self));
  for (guint i = 0; i < self->templates->len; i++)
    gtk_string_list_append (titles, ((QvTemplate *) self->templates->pdata[i])->title);
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (titles));
  if (selected < self->templates->len)
    adw_combo_row_set_selected (self->template_row, selected);
}

static void
language_changed_cb (QvSessionDialog *self)
{
  if (self->session == NULL)
    fill_templates (self);
}

static void
take_text (QvRecord *record, guint field, gpointer row)
{
  g_autofree char *text = qv_text_normalize (gtk_editable_get_text (GTK_EDITABLE (row)));

  qv_record_set_text (record, field, text != NULL && *text != '\0' ? text : NULL);
}

static void
fill_record (QvSessionDialog *self, QvRecord *record)
{
  g_autoptr (GDateTime) start = get_start (self);
  g_autofree char *starts = start != NULL ? g_date_time_format (start, "%Y-%m-%dT%H:%M") : NULL;
  QvId level = qv_choice_get (self->levels);
  QvId background = qv_choice_get (self->backgrounds);

  take_text (record, QV_SESSION_TITLE, self->title_row);
  take_text (record, QV_SESSION_QUESTION, self->question_row);
  take_text (record, QV_SESSION_PLACE, self->place_row);
  take_text (record, QV_SESSION_TABLE, self->table_row);
  take_text (record, QV_SESSION_COLLECTION, self->collection_row);
  qv_record_set_text (record, QV_SESSION_LANGUAGE, get_language (self));
  qv_record_set_text (record, QV_SESSION_STARTS, starts);
  qv_record_set_int (record, QV_SESSION_MINUTES, gtk_spin_button_get_value_as_int (self->length_spin));
  qv_record_take (record, QV_SESSION_LEVEL,
                  level != QV_ID_NONE ? qv_value_int (level) : (QvValue){ QV_VALUE_NULL });
  qv_record_take (record, QV_SESSION_BACKGROUND,
                  background != QV_ID_NONE ? qv_value_int (background) : (QvValue){ QV_VALUE_NULL });
}

static QvEdit *
make_change (QvSessionDialog *self)
{
  const QvEntityInfo *info = qv_entity_get_info (QV_ENTITY_SESSION);
  const QvRecord *old = qv_item_get_record (QV_ITEM (self->session));
  g_autoptr (QvRecord) new = qv_record_copy (old);
  QvEdit *edit;

  fill_record (self, new);
  edit = qv_edit_new (_ ("Change session"), QV_ID_NONE);
  for (guint i = 0; i < info->n_fields; i++)
    if (qv_value_compare (&old->values[i], &new->values[i]) != 0)
      qv_edit_set (edit, QV_ENTITY_SESSION, self->id, i, qv_value_copy (&new->values[i]));
  return edit;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvSessionDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (qv_store_apply_finish (QV_STORE (source), result, &error))
    {
      g_signal_emit (self, signals[DONE], 0, self->id);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), TRUE);
  adw_toast_overlay_add_toast (self->toasts, qv_toast_new (error->message, NULL, NULL));
}

static void
indicators_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvSessionDialog *self = QV_SESSION_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) indicators = g_task_propagate_pointer (G_TASK (result), &error);
  QvRecord *new;

  if (self->store == NULL)
    return;
  if (indicators == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), TRUE);
      adw_toast_overlay_add_toast (self->toasts, qv_toast_new (error->message, NULL, NULL));
      return;
    }
  new = qv_record_new (QV_ENTITY_SESSION, self->id);
  fill_record (self, new);
  qv_store_apply_async (self->store,
                        qv_template_instantiate (get_template (self), new, indicators, _ ("New session")),
                        NULL, applied_cb, g_object_ref (self));
}

static void
read_indicators (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *indicators = qv_store_list (task_data, QV_ENTITY_INDICATOR, QV_STORE_ALL, QV_ID_NONE, &error);

  if (indicators != NULL)
    g_task_return_pointer (task, indicators, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* A template names indicators, which the library may have or not. */
static void
create (QvSessionDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, indicators_read_cb, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), FALSE);
  g_task_set_source_tag (task, create);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, read_indicators);
}

static void
done_cb (QvSessionDialog *self)
{
  g_autoptr (QvEdit) edit = NULL;

  if (self->session == NULL)
    {
      create (self);
      return;
    }
  edit = make_change (self);
  if (edit->changes->len == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), FALSE);
  qv_store_apply_async (self->store, g_steal_pointer (&edit), NULL, applied_cb, g_object_ref (self));
}

static void
show_text (gpointer row, QvItem *session, guint field)
{
  const char *text = qv_item_get_text (session, field);

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_language (QvSessionDialog *self, const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (language_codes); i++)
    if (g_strcmp0 (code, language_codes[i]) == 0)
      adw_combo_row_set_selected (self->language_row, i);
}

static void
show_session (QvSessionDialog *self)
{
  QvItem *session = QV_ITEM (self->session);
  g_autoptr (GDateTime) start = qv_session_get_planned (self->session);
  gint64 minutes = qv_item_get_int (session, QV_SESSION_MINUTES);

  show_text (self->title_row, session, QV_SESSION_TITLE);
  show_text (self->question_row, session, QV_SESSION_QUESTION);
  show_text (self->place_row, session, QV_SESSION_PLACE);
  show_text (self->table_row, session, QV_SESSION_TABLE);
  show_text (self->collection_row, session, QV_SESSION_COLLECTION);
  show_language (self, qv_item_get_text (session, QV_SESSION_LANGUAGE));
  if (minutes > 0)
    gtk_spin_button_set_value (self->length_spin, (double) minutes);
  adw_expander_row_set_enable_expansion (self->date_row, start != NULL);
  if (start == NULL)
    return;
  gtk_calendar_select_day (self->calendar, start);
  gtk_spin_button_set_value (self->hour_spin, g_date_time_get_hour (start));
  gtk_spin_button_set_value (self->minute_spin, g_date_time_get_minute (start));
}

static void
qv_session_dialog_dispose (GObject *object)
{
  QvSessionDialog *self = QV_SESSION_DIALOG (object);

  g_clear_object (&self->levels);
  g_clear_object (&self->backgrounds);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_SESSION_DIALOG);
  G_OBJECT_CLASS (qv_session_dialog_parent_class)->dispose (object);
}

static void
qv_session_dialog_finalize (GObject *object)
{
  g_clear_pointer (&QV_SESSION_DIALOG (object)->templates, g_ptr_array_unref);
  G_OBJECT_CLASS (qv_session_dialog_parent_class)->finalize (object);
}

static void
qv_session_dialog_class_init (QvSessionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_session_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_session_dialog_finalize;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/library/qv-session-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, question_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, table_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, hour_spin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, minute_spin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, length_spin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, level_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, background_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, collection_row);
  gtk_widget_class_bind_template_child (widget_class, QvSessionDialog, language_row);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, two_digits_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
}

static void
qv_session_dialog_init (QvSessionDialog *self)
{
  const char *const languages[] = { "English", "Italiano", "Français", NULL };
  g_autoptr (GtkStringList) names = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  qv_still_input_wheel (GTK_WIDGET (self->calendar));
  qv_still_input_wheel (GTK_WIDGET (self->hour_spin));
  qv_still_input_wheel (GTK_WIDGET (self->minute_spin));
  qv_still_input_wheel (GTK_WIDGET (self->length_spin));
  qv_whole_words_in (self->template_row);
  qv_whole_words_in (self->level_row);
  qv_whole_words_in (self->background_row);
  names = gtk_string_list_new (languages);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  show_language (self, qv_template_pick_language (NULL));
  date_changed_cb (self);
}

static QvSessionDialog *
make (GtkWindow *parent, QvStore *store, QvSession *session)
{
  QvSessionDialog *self = g_object_new (QV_TYPE_SESSION_DIALOG, "transient-for", parent, NULL);
  QvItem *item = session != NULL ? QV_ITEM (session) : NULL;

  self->store = g_object_ref (store);
  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->id = item != NULL ? qv_item_get_id (item) : qv_id_new ();
  self->levels = qv_choice_new (self->level_row, store, QV_ENTITY_LEVEL, QV_LEVEL_NAME, _ ("None"),
                                item != NULL ? qv_item_get_int (item, QV_SESSION_LEVEL) : QV_ID_NONE);
  self->backgrounds =
      qv_choice_new (self->background_row, store, QV_ENTITY_BACKGROUND, QV_BACKGROUND_NAME, _ ("Paper"),
                     item != NULL ? qv_item_get_int (item, QV_SESSION_BACKGROUND) : QV_ID_NONE);
  return self;
}

/**
 * qv_session_dialog_new:
 * @parent: the window above
 * @store: the library
 * @template: (nullable): id of the template to offer first
 *
 * Returns: (transfer none): the dialog for a new session
 */
GtkWidget *
qv_session_dialog_new (GtkWindow *parent, QvStore *store, const char *template)
{
  QvSessionDialog *self = make (parent, store, NULL);

  gtk_window_set_title (GTK_WINDOW (self), _ ("New Session"));
  fill_templates (self);
  for (guint i = 0; i < self->templates->len; i++)
    if (g_strcmp0 (((QvTemplate *) self->templates->pdata[i])->id, template) == 0)
      adw_combo_row_set_selected (self->template_row, i);
  template_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
  return GTK_WIDGET (self);
}

/**
 * qv_session_dialog_new_for_edit:
 * @parent: the window above
 * @store: the library
 * @session: the session to change
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
qv_session_dialog_new_for_edit (GtkWindow *parent, QvStore *store, QvSession *session)
{
  QvSessionDialog *self = make (parent, store, session);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Session Properties"));
  gtk_button_set_label (self->done_button, _ ("_Apply"));
  gtk_widget_set_visible (GTK_WIDGET (self->template_row), FALSE);
  show_session (self);
  return GTK_WIDGET (self);
}
