/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-import-dialog.h"

#include <glib/gi18n.h>

#include "qv-import-form.h"
#include "qv-import-report-view.h"
#include "qv-import.h"
#include "qv-merge-news-view.h"

struct _QvImportDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkButton *cancel_button;
  GtkButton *back_button;
  GtkButton *next_button;
  GtkStack *stack;
  GtkLabel *busy_label;
  GtkProgressBar *progress;
  AdwBin *form_slot;
  AdwBin *report_slot;
  AdwStatusPage *error_page;

  QvStore *store;
  GListModel *files;
  guint position;
  QvId session; /* that is open, for the people of a table */
  QvImportFile *file;
  QvImport *import;
  GCancellable *cancellable;
  guint pulse_source;
  GPtrArray *merged; /* (element-type QvImport) that brought news to sessions that were here */
};

G_DEFINE_FINAL_TYPE (QvImportDialog, qv_import_dialog, ADW_TYPE_WINDOW)

enum
{
  IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void start_file (QvImportDialog *self);

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (QV_IMPORT_DIALOG (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
show_page (QvImportDialog *self, const char *page, const char *next)
{
  gboolean is_report = g_str_equal (page, "report");

  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next != NULL);
  if (next != NULL)
    {
      gtk_button_set_label (self->next_button, next);
      /* A button that is hidden is no longer the default one. */
      gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->next_button));
      gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          is_report && adw_bin_get_child (self->form_slot) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button),
                          !gtk_widget_get_visible (GTK_WIDGET (self->back_button)));
}

static void
show_busy (QvImportDialog *self, const char *sentence)
{
  gtk_label_set_label (self->busy_label, sentence);
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_page (self, "busy", NULL);
  self->pulse_source = g_timeout_add (120, pulse_cb, self);
}

static gboolean
has_more (QvImportDialog *self)
{
  return self->position + 1 < g_list_model_get_n_items (self->files);
}

static void
show_error (QvImportDialog *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->error_page, text);
  adw_bin_set_child (self->form_slot, NULL);
  show_page (self, "error",
             has_more (self)         ? _ ("_Next File")
             : self->merged->len > 0 ? _ ("_What Came In")
                                     : NULL);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
}

static void
show_problem (QvImportDialog *self, const GError *error)
{
  GtkWidget *dialog;

  /* What the form asked for did not do; the form stays. */
  if (!g_error_matches (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN) ||
      adw_bin_get_child (self->form_slot) == NULL)
    {
      show_error (self, error);
      return;
    }
  show_page (self, "form", _ ("_Check"));
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Something is missing"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What came in is read at leisure: the work goes on meanwhile. */
static void
show_news (QvImportDialog *self)
{
  gtk_stack_add_named (self->stack, qv_merge_news_view_new (self->merged), "news");
  g_ptr_array_set_size (self->merged, 0);
  adw_window_title_set_title (self->window_title, _ ("What Came In"));
  adw_window_title_set_subtitle (self->window_title, "");
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  show_page (self, "news", NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), TRUE);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
remember_news (QvImportDialog *self)
{
  const QvMergeNews *news = qv_import_get_news (self->import);

  if (news != NULL && !news->is_whole && !qv_merge_news_is_empty (news))
    g_ptr_array_add (self->merged, g_object_ref (self->import));
}

static void
next_file (QvImportDialog *self)
{
  if (!has_more (self) && self->merged->len > 0)
    {
      show_news (self);
      return;
    }
  if (!has_more (self))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->position++;
  start_file (self);
}

static char *
make_sentence (QvImportDialog *self)
{
  const QvImportReport *report = qv_import_get_report (self->import);
  guint n_changed = report->n_new + report->n_updated;

  if (self->file->kind == QV_IMPORT_SESSION && n_changed == 0)
    return g_strdup_printf (_ ("“%s”: everything in it was here already"), report->what);
  if (report->n_updated > 0)
    return g_strdup_printf (_ ("“%s” imported: %u new, %u changed"), report->what, report->n_new,
                            report->n_updated);
  return g_strdup_printf (_ ("“%s” imported"), report->what);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_done = qv_import_commit_finish (QV_IMPORT (source), result, &error);

  if (self->store == NULL)
    return;
  if (!is_done)
    {
      show_error (self, error);
      return;
    }
  sentence = make_sentence (self);
  g_signal_emit (self, signals[IMPORTED], 0, sentence,
                 self->file->kind == QV_IMPORT_SESSION ? qv_import_get_result (self->import) : QV_ID_NONE);
  remember_news (self);
  next_file (self);
}

static void
commit (QvImportDialog *self)
{
  show_busy (self, _ ("Writing…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), FALSE);
  qv_import_commit_async (self->import, self->cancellable, committed_cb, g_object_ref (self));
}

static gboolean
has_issues (const QvImportReport *report)
{
  for (guint i = 0; i < QV_N_IMPORT_ISSUES; i++)
    if (report->issues[i] != NULL && report->issues[i]->len > 0)
      return TRUE;
  return FALSE;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QvImport) import = qv_import_prepare_finish (result, &error);
  const QvImportReport *report;

  if (self->store == NULL)
    return;
  if (import == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_set_object (&self->import, import);
  report = qv_import_get_report (import);
  if (adw_bin_get_child (self->form_slot) == NULL && !has_issues (report))
    {
      commit (self);
      return;
    }
  adw_bin_set_child (self->report_slot, qv_import_report_view_new (report));
  show_page (self, "report", report->refused ? NULL : _ ("_Import"));
}

static void
progress_cb (double fraction, gpointer data)
{
  GWeakRef *ref = data;
  g_autoptr (QvImportDialog) self = g_weak_ref_get (ref);

  if (self == NULL || self->store == NULL || fraction < 0)
    return;
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, MIN (fraction, 1));
}

static void
free_ref (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

static void
prepare (QvImportDialog *self, const QvImportPlan *plan)
{
  g_autofree char *sentence = g_strdup_printf (_ ("Reading “%s”…"), self->file->name);
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  /* Kept with the dialog, for reports that are still on their way when the reading is over. */
  g_weak_ref_init (ref, self);
  g_object_set_data_full (G_OBJECT (self->cancellable), "progress", ref, (GDestroyNotify) free_ref);
  show_busy (self, sentence);
  qv_import_prepare_async (self->store, self->file, plan, progress_cb, ref, self->cancellable, prepared_cb,
                           g_object_ref (self));
}

typedef struct
{
  QvStore *store;
  QvImportFile *file;
  guint layer;
} Guessing;

static void
free_guessing (Guessing *data)
{
  g_object_unref (data->store);
  qv_import_file_unref (data->file);
  g_free (data);
}

static void
guess (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Guessing *data = task_data;
  g_autoptr (GError) error = NULL;
  QvImportPlan *plan = qv_import_plan_guess (data->store, data->file, data->layer, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) qv_import_plan_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void layer_chosen_cb (QvImportDialog *self, guint layer);

static void
guessed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvImportDialog *self = QV_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvImportPlan) plan = g_task_propagate_pointer (G_TASK (result), &error);
  GtkWidget *form;

  if (self->store == NULL)
    return;
  if (plan == NULL)
    {
      show_error (self, error);
      return;
    }
  plan->session = self->session;
  if (self->file->source == NULL)
    {
      prepare (self, plan);
      return;
    }
  form = qv_import_form_new (self->store, self->file, plan);
  g_signal_connect_object (form, "layer-chosen", G_CALLBACK (layer_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->form_slot, form);
  show_page (self, "form", _ ("_Check"));
}

static void
start_guess (QvImportDialog *self, guint layer)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, guessed_cb, NULL);
  Guessing *data = g_new0 (Guessing, 1);

  data->store = g_object_ref (self->store);
  data->file = qv_import_file_ref (self->file);
  data->layer = layer;
  g_task_set_source_tag (task, start_guess);
  g_task_set_task_data (task, data, (GDestroyNotify) free_guessing);
  g_task_run_in_thread (task, guess);
}

static void
layer_chosen_cb (QvImportDialog *self, guint layer)
{
  start_guess (self, layer);
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QvImportFile) file = qv_import_file_inspect_finish (result, &error);

  if (self->store == NULL)
    return;
  if (file == NULL)
    {
      show_error (self, error);
      return;
    }
  if (file->kind == QV_IMPORT_PARTICIPANTS && self->session == QV_ID_NONE)
    {
      g_set_error_literal (
          &error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
          _ ("This is a table of people. Open the session that they take part in, then import it."));
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->file, qv_import_file_unref);
  self->file = g_steal_pointer (&file);
  start_guess (self, QV_IMPORT_ANY_LAYER);
}

static void
start_file (QvImportDialog *self)
{
  g_autoptr (GFile) file = g_list_model_get_item (self->files, self->position);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_file_get_uri (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *sentence = g_strdup_printf (_ ("Looking at “%s”…"), shown);
  g_autoptr (GError) error = NULL;

  adw_bin_set_child (self->form_slot, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), TRUE);
  gtk_button_set_label (self->cancel_button, _ ("_Cancel"));
  adw_window_title_set_subtitle (self->window_title, shown);
  if (path == NULL)
    {
      g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” is not on this computer. Copy it here first."), shown);
      show_error (self, error);
      return;
    }
  show_busy (self, sentence);
  qv_import_file_inspect_async (path, QV_IMPORT_UNKNOWN, self->cancellable, inspected_cb,
                                g_object_ref (self));
}

static void
back_cb (QvImportDialog *self)
{
  show_page (self, "form", _ ("_Check"));
}

static void
next_cb (QvImportDialog *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (page, "form"))
    {
      g_autoptr (QvImportPlan) plan =
          qv_import_form_make_plan (QV_IMPORT_FORM (adw_bin_get_child (self->form_slot)));

      prepare (self, plan);
    }
  else if (g_str_equal (page, "report"))
    commit (self);
  else
    next_file (self);
}

static void
qv_import_dialog_dispose (GObject *object)
{
  QvImportDialog *self = QV_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->files);
  g_clear_object (&self->import);
  g_clear_pointer (&self->merged, g_ptr_array_unref);
  g_clear_pointer (&self->file, qv_import_file_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (qv_import_dialog_parent_class)->dispose (object);
}

static void
qv_import_dialog_finalize (GObject *object)
{
  g_clear_object (&QV_IMPORT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (qv_import_dialog_parent_class)->finalize (object);
}

static void
qv_import_dialog_class_init (QvImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_import_dialog_finalize;
  signals[IMPORTED] = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/app/qv-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, form_slot);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, report_slot);
  gtk_widget_class_bind_template_child (widget_class, QvImportDialog, error_page);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
qv_import_dialog_init (QvImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->merged = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * qv_import_dialog_new:
 * @parent: the window above
 * @store: the library
 * @files: (element-type GFile): what to bring in
 * @session: the session that is open, or %QV_ID_NONE
 *
 * Returns: (transfer none): the dialog, looking at the first file
 */
GtkWidget *
qv_import_dialog_new (GtkWindow *parent, QvStore *store, GListModel *files, QvId session)
{
  QvImportDialog *self = g_object_new (QV_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->files = g_object_ref (files);
  self->session = session;
  start_file (self);
  return GTK_WIDGET (self);
}
