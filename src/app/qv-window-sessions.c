/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with whole sessions: each is one edit of the library, with a toast that takes it back. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-clock.h"
#include "qv-duplicate.h"
#include "qv-run.h"
#include "qv-session-dialog.h"
#include "qv-session-row.h"
#include "qv-window-private.h"

typedef struct
{
  QvWindow *window;
  char *done; /* what the toast says */
} Applying;

static void
free_applying (Applying *applying)
{
  g_object_unref (applying->window);
  g_free (applying->done);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, free_applying)

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Applying) applying = user_data;
  g_autoptr (GError) error = NULL;

  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    _qv_window_tell_error (applying->window, _ ("The library was not changed"), error);
  else if (applying->window->store != NULL)
    _qv_window_say_with_undo (applying->window, applying->done);
}

void
_qv_window_apply (QvWindow *self, QvEdit *edit, const char *done)
{
  Applying *applying = g_new0 (Applying, 1);

  applying->window = g_object_ref (self);
  applying->done = g_strdup (done);
  qv_store_apply_async (self->store, edit, NULL, applied_cb, applying);
}

static void
created_cb (QvWindow *self, gint64 id)
{
  qv_window_open_session (self, id);
}

static void
new_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  const char *template = g_variant_get_string (parameter, NULL);
  GtkWidget *dialog = qv_session_dialog_new (GTK_WINDOW (self), self->store, template);

  g_signal_connect_object (dialog, "done", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qv_window_open_session (QV_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
edit_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  g_autoptr (QvSession) session =
      qv_session_list_find (qv_library_page_get_list (self->library_page), g_variant_get_int64 (parameter));

  if (session != NULL)
    gtk_window_present (
        GTK_WINDOW (qv_session_dialog_new_for_edit (GTK_WINDOW (self), self->store, session)));
}

typedef struct
{
  QvStore *store;
  QvId session;
  char *title;
} Duplicating;

static void
free_duplicating (Duplicating *duplicating)
{
  g_object_unref (duplicating->store);
  g_free (duplicating->title);
  g_free (duplicating);
}

static void
read_copy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Duplicating *data = task_data;
  g_autoptr (GError) error = NULL;
  QvId copy;
  QvEdit *edit =
      qv_duplicate_session (data->store, data->session, data->title, _ ("Duplicate session"), &copy, &error);

  if (edit != NULL)
    g_task_return_pointer (task, edit, (GDestroyNotify) qv_edit_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
copy_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvEdit) edit = g_task_propagate_pointer (G_TASK (result), &error);

  if (edit == NULL)
    _qv_window_tell_error (self, _ ("The session cannot be duplicated"), error);
  else if (self->store != NULL)
    _qv_window_apply (self, g_steal_pointer (&edit), _ ("Session duplicated"));
}

static void
duplicate_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  QvId id = g_variant_get_int64 (parameter);
  g_autoptr (QvSession) session = qv_session_list_find (qv_library_page_get_list (self->library_page), id);
  g_autoptr (GTask) task = NULL;
  Duplicating *data;

  if (session == NULL)
    return;
  data = g_new0 (Duplicating, 1);
  data->store = g_object_ref (self->store);
  data->session = id;
  /* Translators: title of the copy of a session */
  data->title = g_strdup_printf (_ ("%s (copy)"), qv_item_get_text (QV_ITEM (session), QV_SESSION_TITLE));
  task = g_task_new (self, NULL, copy_read_cb, NULL);
  g_task_set_source_tag (task, duplicate_session_cb);
  g_task_set_task_data (task, data, (GDestroyNotify) free_duplicating);
  g_task_run_in_thread (task, read_copy);
}

static void
delete_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  QvId id = g_variant_get_int64 (parameter);
  QvEdit *edit = qv_edit_new (_ ("Move session to the wastebasket"), QV_ID_NONE);

  if (qv_window_get_session (self) == id)
    qv_window_close_session (self);
  qv_edit_delete (edit, QV_ENTITY_SESSION, id);
  _qv_window_apply (self, edit, _ ("Session moved to the wastebasket"));
}

static void
restore_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvEdit *edit = qv_edit_new (_ ("Restore session"), QV_ID_NONE);

  qv_edit_set (edit, QV_ENTITY_SESSION, g_variant_get_int64 (parameter), QV_SESSION_DELETED,
               qv_value_int (0));
  _qv_window_apply (QV_WINDOW (widget), edit, _ ("Session restored"));
}

typedef QvEdit *(*SessionAct) (QvStore *store, QvId session, gint64 now, GError **error);

typedef struct
{
  QvStore *store;
  QvId session;
  SessionAct act;
  char *done;
} Acting;

static void
free_acting (gpointer data)
{
  Acting *acting = data;

  g_object_unref (acting->store);
  g_free (acting->done);
  g_free (acting);
}

static void
make_act (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Acting *acting = task_data;
  g_autoptr (GError) error = NULL;
  QvEdit *edit = acting->act (acting->store, acting->session, qv_clock_steady_now (), &error);

  if (edit != NULL)
    g_task_return_pointer (task, edit, (GDestroyNotify) qv_edit_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
act_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  Acting *acting = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (QvEdit) edit = g_task_propagate_pointer (G_TASK (result), &error);

  if (edit == NULL)
    _qv_window_tell_error (self, _ ("The library was not changed"), error);
  else if (self->store == acting->store)
    _qv_window_apply (self, g_steal_pointer (&edit), acting->done);
}

/* What depends on the agenda is made in a thread that reads it. */
static void
act_on_session (QvWindow *self, QvId session, SessionAct act, const char *done)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, act_made_cb, NULL);
  Acting *acting = g_new (Acting, 1);

  *acting = (Acting){ g_object_ref (self->store), session, act, g_strdup (done) };
  g_task_set_source_tag (task, act_on_session);
  g_task_set_task_data (task, acting, free_acting);
  g_task_run_in_thread (task, make_act);
}

static void
start_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_session (QV_WINDOW (widget), g_variant_get_int64 (parameter), qv_run_start_stored,
                  _ ("Session started"));
}

static void
end_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act_on_session (QV_WINDOW (widget), g_variant_get_int64 (parameter), qv_run_end_stored,
                  _ ("Session ended"));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);

  if (self->view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "session.print", NULL);
}

GMenuModel *
_qv_window_make_session_menu (QvWindow *self)
{
  QvSession *session = self->view != NULL ? qv_session_view_get_session (self->view) : NULL;
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edits = g_menu_new ();
  g_autoptr (GMenuModel) tables = _qv_window_make_tables_menu ();
  g_autoptr (GMenu) program = g_menu_new ();
  g_autoptr (GMenuModel) own = NULL;
  g_autoptr (GMenuModel) narrow = NULL;

  if (session == NULL)
    return G_MENU_MODEL (menu);
  own = qv_session_row_make_menu (session, qv_session_get_state (session, g_get_real_time ()));
  g_menu_append (edits, _ ("_Undo"), "win.undo");
  g_menu_append (edits, _ ("_Redo"), "win.redo");
  g_menu_append (edits, _ ("_Print…"), "win.print");
  g_menu_append (program, _ ("_Import…"), "win.import");
  g_menu_append (program, _ ("_Preferences"), "win.preferences");
  g_menu_append (program, _ ("_Keyboard Shortcuts"), "win.show-help-overlay");
  g_menu_append (program, _ ("_About Quadrivio"), "win.about");
  narrow = _qv_window_make_narrow_menu (self);
  g_menu_append_section (menu, NULL, narrow);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));
  g_menu_append_section (menu, NULL, tables);
  g_menu_append_section (menu, NULL, own);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));
  return G_MENU_MODEL (menu);
}

void
_qv_window_install_sessions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-session", "s", new_session_cb);
  gtk_widget_class_install_action (widget_class, "win.open-session", "x", open_session_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-session", "x", edit_session_cb);
  gtk_widget_class_install_action (widget_class, "win.duplicate-session", "x", duplicate_session_cb);
  gtk_widget_class_install_action (widget_class, "win.delete-session", "x", delete_session_cb);
  gtk_widget_class_install_action (widget_class, "win.restore-session", "x", restore_session_cb);
  gtk_widget_class_install_action (widget_class, "win.start-session", "x", start_session_cb);
  gtk_widget_class_install_action (widget_class, "win.end-session", "x", end_session_cb);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_cb);
}
