/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-commitments-window.h"

#include <glib/gi18n.h>

#include "qv-commitment-row.h"
#include "qv-commitments.h"
#include "qv-toast.h"

struct _QvCommitmentsWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  AdwToastOverlay *toasts;
  AdwEntryRow *who_row;
  AdwEntryRow *what_row;
  AdwEntryRow *due_row;
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;
  AdwActionRow *note_row;
  GtkButton *cancel_button;
  GtkButton *done_button;
  GtkStack *stack;
  GtkListBox *list_box;

  QvCommitmentList *list;
  GListModel *notes;
  GHashTable *rows; /* (element-type QvId QvCommitmentRow) */
  QvId note;        /* that the new one comes from, or QV_ID_NONE */
  QvId edited;      /* or QV_ID_NONE: a new one is written */
  QvId scope;       /* the session in which the last thing was done */
};

G_DEFINE_FINAL_TYPE (QvCommitmentsWindow, qv_commitments_window, ADW_TYPE_WINDOW)

typedef struct
{
  QvCommitmentsWindow *self;
  char *label;
} Applying;

static const char *
find_note (QvCommitmentsWindow *self, QvId id)
{
  for (guint i = 0; id != QV_ID_NONE && i < g_list_model_get_n_items (self->notes); i++)
    {
      g_autoptr (QvItem) note = g_list_model_get_item (self->notes, i);

      if (qv_item_get_id (note) == id)
        return qv_item_get_text (note, QV_NOTE_TEXT);
    }
  return NULL;
}

static void
say (QvCommitmentsWindow *self, const char *sentence, gboolean can_undo)
{
  adw_toast_overlay_add_toast (self->toasts,
                               qv_toast_new (sentence, can_undo ? _ ("Undo") : NULL, "commitment.undo"));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Applying *applying = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = qv_store_apply_finish (QV_STORE (source), result, &error);

  if (applying->self->list != NULL)
    say (applying->self, is_done ? applying->label : error->message, is_done);
  g_object_unref (applying->self);
  g_free (applying->label);
  g_free (applying);
}

static void
apply (QvCommitmentsWindow *self, QvEdit *edit /* transfer full, nullable */)
{
  Applying *applying;

  if (edit == NULL)
    return;
  applying = g_new (Applying, 1);
  applying->self = g_object_ref (self);
  applying->label = g_strdup (edit->label);
  self->scope = edit->session;
  qv_store_apply_async (qv_commitment_list_get_store (self->list), edit, NULL, applied_cb, applying);
}

static void
show_note (QvCommitmentsWindow *self)
{
  const char *text = find_note (self, self->note);

  gtk_widget_set_visible (GTK_WIDGET (self->note_row), text != NULL);
  adw_action_row_set_subtitle (self->note_row, text != NULL ? text : "");
}

static void
update_form (QvCommitmentsWindow *self)
{
  gboolean is_edit = self->edited != QV_ID_NONE;
  g_autofree char *who = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->who_row))));
  g_autofree char *what = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->what_row))));

  gtk_button_set_label (self->done_button, is_edit ? _ ("_Save") : _ ("_Add"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), is_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), *who != '\0' && *what != '\0');
}

static void
set_form (QvCommitmentsWindow *self, const char *who, const char *what, const char *due, QvId note)
{
  g_autofree char *day = qv_due_format (due);

  gtk_editable_set_text (GTK_EDITABLE (self->who_row), who);
  gtk_editable_set_text (GTK_EDITABLE (self->what_row), what);
  gtk_editable_set_text (GTK_EDITABLE (self->due_row), day);
  self->note = note;
  show_note (self);
  update_form (self);
}

static void
clear_form (QvCommitmentsWindow *self)
{
  self->edited = QV_ID_NONE;
  set_form (self, "", "", NULL, QV_ID_NONE);
  gtk_widget_grab_focus (GTK_WIDGET (self->who_row));
}

/* The day of the form; FALSE where something stands there that is none. */
static gboolean
get_due (QvCommitmentsWindow *self, char **out_due)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->due_row));

  *out_due = qv_due_parse (text);
  return *out_due != NULL || *text == '\0';
}

static void
due_changed_cb (QvCommitmentsWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->due_row), "error");
}

static void
refuse_due (QvCommitmentsWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *example = g_date_time_format (now, "%x");
  /* Translators: %s is today, as the computer writes dates */
  g_autofree char *sentence =
      g_strdup_printf (_ ("That is no day. Write it like %s, or use the calendar."), example);

  gtk_widget_add_css_class (GTK_WIDGET (self->due_row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->due_row));
  say (self, sentence, FALSE);
}

static void
done_cb (QvCommitmentsWindow *self)
{
  g_autoptr (GPtrArray) organisations = qv_commitment_list_get_organisations (self->list);
  g_autofree char *due = NULL;
  QvCommitmentWording wording = { .who = gtk_editable_get_text (GTK_EDITABLE (self->who_row)),
                                  .what = gtk_editable_get_text (GTK_EDITABLE (self->what_row)),
                                  .note = self->note };
  const QvRecord *edited = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->done_button)))
    return;
  if (!get_due (self, &due))
    {
      refuse_due (self);
      return;
    }
  wording.due = due;
  if (self->edited != QV_ID_NONE)
    edited = qv_commitment_list_find (self->list, self->edited);
  if (edited != NULL)
    apply (self, qv_commitment_change (edited, &wording, organisations));
  else
    apply (self,
           qv_commitment_make (qv_commitment_list_get_session (self->list), &wording, organisations, NULL));
  clear_form (self);
}

static void
entry_activated_cb (GtkWidget *row, QvCommitmentsWindow *self)
{
  if (row == GTK_WIDGET (self->who_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->what_row));
  else if (row == GTK_WIDGET (self->what_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->due_row));
  else
    done_cb (self);
}

static void
cancel_cb (QvCommitmentsWindow *self)
{
  clear_form (self);
}

static void
forget_note_cb (QvCommitmentsWindow *self)
{
  self->note = QV_ID_NONE;
  show_note (self);
}

static void
day_selected_cb (QvCommitmentsWindow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *due = g_date_time_format (date, "%Y-%m-%d");
  g_autofree char *day = qv_due_format (due);

  gtk_editable_set_text (GTK_EDITABLE (self->due_row), day);
}

/* The calendar opens at the day that is written. */
static void
calendar_shown_cb (QvCommitmentsWindow *self)
{
  g_autofree char *due = NULL;
  g_autofree char *time = NULL;
  g_autoptr (GDateTime) date = NULL;

  if (!get_due (self, &due) || due == NULL)
    return;
  time = g_strconcat (due, "T00:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (time, NULL);
  if (date != NULL)
    gtk_calendar_select_day (self->calendar, date);
}

/* Rows are kept, so that the keyboard stays where it is. */
static QvCommitmentRow *
get_row (QvCommitmentsWindow *self, const QvRecord *record)
{
  QvCommitmentRow *row = g_hash_table_lookup (self->rows, &record->id);

  if (row == NULL)
    {
      row = g_object_ref_sink (QV_COMMITMENT_ROW (qv_commitment_row_new (record->id)));
      g_hash_table_insert (self->rows, g_memdup2 (&record->id, sizeof record->id), row);
    }
  return row;
}

static char *
make_heading (QvCommitmentsWindow *self, QvId session)
{
  const QvRecord *record = qv_commitment_list_find_session (self->list, session);
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;

  if (session == qv_commitment_list_get_session (self->list) || record == NULL)
    return g_strdup (_ ("This session"));
  time = qv_session_get_day (record);
  day = qv_due_format (time);
  return g_strdup_printf ("%s · %s", day, qv_record_get_text (record, QV_SESSION_TITLE));
}

static gboolean
stands_at (QvCommitmentsWindow *self, QvCommitmentRow *row, guint at)
{
  return gtk_list_box_get_row_at_index (self->list_box, (int) at) == GTK_LIST_BOX_ROW (row);
}

static void
place_row (QvCommitmentsWindow *self, QvCommitmentRow *row, guint at)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row));

  if (stands_at (self, row, at))
    return;
  if (gtk_widget_get_parent (GTK_WIDGET (row)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  gtk_list_box_insert (self->list_box, GTK_WIDGET (row), (int) at);
  if (has_focus)
    gtk_widget_grab_focus (focus);
}

static void
drop_rows_after (QvCommitmentsWindow *self, guint n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list_box, (int) n)) != NULL)
    {
      QvId id = qv_commitment_row_get_id (QV_COMMITMENT_ROW (row));

      gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
      g_hash_table_remove (self->rows, &id);
    }
}

static void
refresh (QvCommitmentsWindow *self)
{
  g_autoptr (GPtrArray) all = qv_commitment_list_get_all (self->list);

  for (guint i = 0; i < all->len; i++)
    {
      const QvRecord *record = all->pdata[i];
      QvCommitmentRow *row = get_row (self, record);
      g_autofree char *heading = make_heading (self, qv_record_get_int (record, QV_COMMITMENT_SESSION));

      qv_commitment_row_set_heading (row, heading);
      qv_commitment_row_show (row, record, find_note (self, qv_record_get_int (record, QV_COMMITMENT_NOTE)));
      place_row (self, row, i);
    }
  drop_rows_after (self, all->len);
  gtk_list_box_invalidate_headers (self->list_box);
  gtk_stack_set_visible_child_name (self->stack, all->len > 0 ? "list" : "empty");
}

static void
show_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *heading = qv_commitment_row_get_heading (QV_COMMITMENT_ROW (row));
  const char *above = before != NULL ? qv_commitment_row_get_heading (QV_COMMITMENT_ROW (before)) : NULL;
  GtkWidget *label;

  if (g_strcmp0 (heading, above) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "commitments-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
begin_edit (QvCommitmentsWindow *self, QvId id)
{
  const QvRecord *record = qv_commitment_list_find (self->list, id);

  if (record == NULL)
    return;
  self->edited = id;
  set_form (self, qv_record_get_text (record, QV_COMMITMENT_WHO),
            qv_record_get_text (record, QV_COMMITMENT_WHAT), qv_record_get_text (record, QV_COMMITMENT_DUE),
            qv_record_get_int (record, QV_COMMITMENT_NOTE));
  gtk_widget_grab_focus (GTK_WIDGET (self->what_row));
}

static void
row_activated_cb (GtkListBox *list_box, GtkListBoxRow *row, QvCommitmentsWindow *self)
{
  begin_edit (self, qv_commitment_row_get_id (QV_COMMITMENT_ROW (row)));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_edit (QV_COMMITMENTS_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
mark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCommitmentsWindow *self = QV_COMMITMENTS_WINDOW (widget);
  const QvRecord *record;
  const char *state;
  QvId id;

  g_variant_get (parameter, "(x&s)", &id, &state);
  record = qv_commitment_list_find (self->list, id);
  if (record != NULL)
    apply (self, qv_commitment_mark (record, g_str_equal (state, "done")      ? QV_COMMITMENT_DONE
                                             : g_str_equal (state, "dropped") ? QV_COMMITMENT_DROPPED
                                                                              : QV_COMMITMENT_OPEN));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCommitmentsWindow *self = QV_COMMITMENTS_WINDOW (widget);
  const QvRecord *record = qv_commitment_list_find (self->list, g_variant_get_int64 (parameter));

  if (record == NULL)
    return;
  if (record->id == self->edited)
    clear_form (self);
  apply (self, qv_commitment_delete (record));
}

static gboolean
delete_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  QvCommitmentsWindow *self = QV_COMMITMENTS_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL && !GTK_IS_EDITABLE (focus)
                       ? gtk_widget_get_ancestor (focus, QV_TYPE_COMMITMENT_ROW)
                       : NULL;

  if (row == NULL)
    return FALSE;
  return gtk_widget_activate_action (widget, "commitment.delete", "x",
                                     qv_commitment_row_get_id (QV_COMMITMENT_ROW (row)));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvCommitmentsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = qv_store_undo_finish (QV_STORE (source), result, &error);
  /* Translators: %s is what was done, such as "Add note" */
  g_autofree char *sentence = label != NULL ? g_strdup_printf (_ ("Undone: %s"), label) : NULL;

  if (self->list != NULL)
    say (self, sentence != NULL ? sentence : error->message, FALSE);
}

/* In the session in which it was done, which may be an earlier one. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCommitmentsWindow *self = QV_COMMITMENTS_WINDOW (widget);

  qv_store_undo_async (qv_commitment_list_get_store (self->list), self->scope, undone_cb,
                       g_object_ref (self));
}

static void
qv_commitments_window_dispose (GObject *object)
{
  QvCommitmentsWindow *self = QV_COMMITMENTS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_COMMITMENTS_WINDOW);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->notes);
  G_OBJECT_CLASS (qv_commitments_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-commitments-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, who_row);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, what_row);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, due_row);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, calendar);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, note_row);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, done_button);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsWindow, list_box);
  gtk_widget_class_bind_template_callback (widget_class, update_form);
  gtk_widget_class_bind_template_callback (widget_class, due_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
qv_commitments_window_class_init (QvCommitmentsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_commitments_window_dispose;
  gtk_widget_class_install_action (widget_class, "commitment.edit", "x", edit_action);
  gtk_widget_class_install_action (widget_class, "commitment.mark", "(xs)", mark_action);
  gtk_widget_class_install_action (widget_class, "commitment.delete", "x", delete_action);
  gtk_widget_class_install_action (widget_class, "commitment.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "commitment.undo", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
  /* The key that opens it. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "window.close", NULL);
  bind_template (widget_class);
}

static void
qv_commitments_window_init (QvCommitmentsWindow *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list_box, show_heading, NULL, NULL);
}

/**
 * qv_commitments_window_new:
 * @parent: the window above
 * @list: the commitments that concern a session
 * @notes: (element-type QvNote): its notes
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
qv_commitments_window_new (GtkWindow *parent, QvCommitmentList *list, GListModel *notes)
{
  QvCommitmentsWindow *self = g_object_new (QV_TYPE_COMMITMENTS_WINDOW, "transient-for", parent, NULL);
  const QvRecord *session = qv_commitment_list_find_session (list, qv_commitment_list_get_session (list));

  self->list = g_object_ref (list);
  self->notes = g_object_ref (notes);
  self->scope = qv_commitment_list_get_session (list);
  if (session != NULL)
    adw_window_title_set_subtitle (self->window_title, qv_record_get_text (session, QV_SESSION_TITLE));
  g_signal_connect_object (list, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  clear_form (self);
  return GTK_WIDGET (self);
}

/**
 * qv_commitments_window_begin:
 * @self: the window
 * @note: a note of the session
 *
 * Lets a commitment be written that comes from @note.
 */
void
qv_commitments_window_begin (QvCommitmentsWindow *self, QvId note)
{
  g_return_if_fail (QV_IS_COMMITMENTS_WINDOW (self));

  clear_form (self);
  self->note = note;
  show_note (self);
}
