/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The Table view: a map, the notes beside it and one indicator. Its form is in qv-session-view-form.c, the
 * map's affairs are in qv-session-view-map.c.
 */

#include "config.h"

#include "qv-session-view-private.h"

#include <glib/gi18n.h>

#include "qv-slot.h"

G_DEFINE_FINAL_TYPE (QvSessionView, qv_session_view, GTK_TYPE_WIDGET)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_NARROW,
  PROP_TABLE_NAME,
  PROP_COMPACT,
  PROP_NOTES_SHOWN,
  PROP_DRAWER_SHOWN,
  PROP_HANDED_OVER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

typedef struct
{
  QvStore *store;
  QvId session;
} SessionRequest;

static void
free_session_request (gpointer data)
{
  SessionRequest *request = data;

  g_object_unref (request->store);
  g_free (request);
}

/* What was done before a vote was closed stays done, so there may be nothing that can be undone. */
static gboolean
has_closed_vote (const SessionRequest *request)
{
  g_autoptr (GPtrArray) ballots =
      qv_store_list (request->store, QV_ENTITY_BALLOT, QV_BALLOT_SESSION, request->session, NULL);

  for (guint i = 0; ballots != NULL && i < ballots->len; i++)
    if (!qv_record_is_null (ballots->pdata[i], QV_BALLOT_CLOSED))
      return TRUE;
  return FALSE;
}

static void
read_labels_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SessionRequest *request = data;
  char **labels = g_new0 (char *, 4);
  g_autofree char *undo = qv_store_get_undo_label (request->store, request->session);
  g_autofree char *redo = qv_store_get_redo_label (request->store, request->session);

  labels[0] = g_strdup (undo != NULL ? undo : "");
  labels[1] = g_strdup (redo != NULL ? redo : "");
  labels[2] = g_strdup (undo == NULL && has_closed_vote (request) ? "closed" : "");
  g_task_return_pointer (task, labels, (GDestroyNotify) g_strfreev);
}

static void
set_label (QvSessionView *self, char **slot, const char *label, guint label_prop, guint can_prop)
{
  const char *value = *label != '\0' ? label : NULL;

  if (g_strcmp0 (*slot, value) == 0)
    return;
  g_free (*slot);
  *slot = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), props[label_prop]);
  g_object_notify_by_pspec (G_OBJECT (self), props[can_prop]);
}

static void
labels_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvSessionView *self = QV_SESSION_VIEW (source);
  g_auto (GStrv) labels = g_task_propagate_pointer (G_TASK (result), NULL);

  if (labels == NULL || self->is_closing)
    return;
  if (self->undo_ends_at_vote != (*labels[2] != '\0'))
    {
      self->undo_ends_at_vote = !self->undo_ends_at_vote;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNDO_LABEL]);
    }
  set_label (self, &self->undo_label, labels[0], PROP_UNDO_LABEL, PROP_CAN_UNDO);
  set_label (self, &self->redo_label, labels[1], PROP_REDO_LABEL, PROP_CAN_REDO);
}

void
_qv_session_view_update_labels (QvSessionView *self)
{
  SessionRequest *request = g_new (SessionRequest, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, labels_read_cb, NULL);

  request->store = g_object_ref (self->store);
  request->session = qv_item_get_id (QV_ITEM (self->session));
  g_task_set_source_tag (task, _qv_session_view_update_labels);
  g_task_set_task_data (task, request, free_session_request);
  g_task_run_in_thread (task, read_labels_in_thread);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvSessionView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = qv_store_undo_finish (QV_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (label == NULL)
    {
      _qv_session_view_say (self,
                            g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_NOTHING)
                                ? _ ("Nothing is left to undo in this session. Making or importing it is "
                                     "undone in the library.")
                                : error->message,
                            NULL, NULL);
      return;
    }
  /* Translators: %s is what was done, such as "Add note" */
  sentence = g_strdup_printf (_ ("Undone: %s"), label);
  _qv_session_view_say (self, sentence, _ ("Redo"), "session.redo");
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvSessionView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = qv_store_redo_finish (QV_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (label == NULL)
    {
      _qv_session_view_say (self, error->message, NULL, NULL);
      return;
    }
  /* Translators: %s is what was done, such as "Add note" */
  sentence = g_strdup_printf (_ ("Done again: %s"), label);
  _qv_session_view_say (self, sentence, _ ("Undo"), "session.undo");
}

/* Words that are being written have an undo of their own, which comes first. */
static gboolean
undo_in_entry (QvSessionView *self, gboolean redo)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkTextBuffer *buffer;

  if (!GTK_IS_TEXT_VIEW (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  if (redo && gtk_text_buffer_get_can_redo (buffer))
    gtk_text_buffer_redo (buffer);
  else if (!redo && gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  else
    return FALSE;
  return TRUE;
}

static void
page_changed_cb (QvSessionView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTES_SHOWN]);
}

static void
flap_changed_cb (QvSessionView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTES_SHOWN]);
}

static void
map_wanted_cb (QvSessionView *self)
{
  self->draft = qv_id_new ();
  _qv_session_view_begin_place (self, self->draft);
}

/* The row exists when the list has been told; it is shown then, with its tick. */
static gboolean
reveal_cb (gpointer data)
{
  QvSessionView *self = data;

  if (!self->is_closing && self->reveal != QV_ID_NONE)
    qv_notes_panel_reveal_note (self->notes_panel, self->reveal);
  self->reveal = QV_ID_NONE;
  return G_SOURCE_REMOVE;
}

static void
note_added_cb (QvCapture *capture, QvId note, QvSessionView *self)
{
  if (self->reveal == QV_ID_NONE)
    g_timeout_add_full (G_PRIORITY_DEFAULT, 80, reveal_cb, g_object_ref (self), g_object_unref);
  self->reveal = note;
}

static void
place_note_cb (QvNotesPanel *panel, QvId note, QvSessionView *self)
{
  _qv_session_view_begin_place (self, note);
}

static void
done_cb (QvNotesPanel *panel, const char *label, QvSessionView *self)
{
  _qv_session_view_say (self, label, _ ("Undo"), "session.undo");
}

static void
failed_cb (GObject *source, const char *sentence, QvSessionView *self)
{
  _qv_session_view_say (self, sentence, NULL, NULL);
}

static void
show_last_period_cb (QvSessionView *self)
{
  qv_indicator_board_set_period (self->board, NULL);
}

static void
read_session_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SessionRequest *request = data;
  GError *error = NULL;
  QvRecord *record = qv_store_get_record (request->store, QV_ENTITY_SESSION, request->session, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify) qv_record_free);
  else
    g_task_return_error (task, error);
}

static void
session_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvSessionView *self = QV_SESSION_VIEW (source);
  g_autoptr (QvRecord) record = g_task_propagate_pointer (G_TASK (result), NULL);

  if (record != NULL && !self->is_closing)
    qv_item_update (QV_ITEM (self->session), record);
}

/* The session itself is no row of a live list; its title, territories and background are read again here. */
static void
read_session (QvSessionView *self)
{
  SessionRequest *request = g_new (SessionRequest, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, session_read_cb, NULL);

  request->store = g_object_ref (self->store);
  request->session = qv_item_get_id (QV_ITEM (self->session));
  g_task_set_source_tag (task, read_session);
  g_task_set_task_data (task, request, free_session_request);
  g_task_run_in_thread (task, read_session_in_thread);
}

static void
store_changed_cb (QvStore *store, GArray *rows, QvSessionView *self)
{
  QvId id = qv_item_get_id (QV_ITEM (self->session));

  _qv_session_view_update_labels (self);
  for (guint i = 0; i < rows->len; i++)
    {
      QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      if (row->entity == QV_ENTITY_SESSION && row->id == id)
        {
          read_session (self);
          return;
        }
    }
}

static gboolean
get_notes_shown (QvSessionView *self)
{
  if (self->form == QV_SESSION_FORM_NARROW)
    return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "notes") == 0;
  return adw_flap_get_reveal_flap (self->flap);
}

static void
set_notes_shown (QvSessionView *self, gboolean shown)
{
  if (get_notes_shown (self) == shown)
    return;
  if (self->form == QV_SESSION_FORM_NARROW)
    adw_view_stack_set_visible_child_name (self->stack, shown ? "notes" : "map");
  else
    adw_flap_set_reveal_flap (self->flap, shown);
}

static void
set_drawer_shown (QvSessionView *self, gboolean shown)
{
  if (self->drawer_wanted == shown)
    return;
  self->drawer_wanted = shown;
  _qv_session_view_show_board (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DRAWER_SHOWN]);
}

static void
qv_session_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  /* The form follows the size, so what the present form needs must not hold the window open. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 340 : 300;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1366 : 700;
}

static void
qv_session_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);
  int minimum_width, minimum_height;

  _qv_session_view_queue_form (self, width, height);
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  minimum_width = MAX (minimum_width, width);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, minimum_width, &minimum_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->box, minimum_width, MAX (minimum_height, height), -1, NULL);
}

static void
qv_session_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvSessionView *self = QV_SESSION_VIEW (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->undo_label != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->redo_label != NULL);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    case PROP_TABLE_NAME:
      g_value_set_string (value, qv_session_view_get_table_name (self));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->form <= QV_SESSION_FORM_NARROW);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->form <= QV_SESSION_FORM_MEDIUM);
      break;
    case PROP_NOTES_SHOWN:
      g_value_set_boolean (value, get_notes_shown (self));
      break;
    case PROP_DRAWER_SHOWN:
      g_value_set_boolean (value, self->drawer_wanted);
      break;
    case PROP_HANDED_OVER:
      g_value_set_boolean (value, qv_session_view_is_handed_over (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_session_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvSessionView *self = QV_SESSION_VIEW (object);

  switch (prop_id)
    {
    case PROP_NOTES_SHOWN:
      set_notes_shown (self, g_value_get_boolean (value));
      break;
    case PROP_DRAWER_SHOWN:
      set_drawer_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_session_view_dispose (GObject *object)
{
  QvSessionView *self = QV_SESSION_VIEW (object);

  _qv_session_view_stop_keeping (self);
  self->is_closing = TRUE;
  _qv_session_view_stop_projector (self);
  _qv_session_view_drop_commitments (self);
  g_clear_handle_id (&self->form_source, g_source_remove);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_object (&self->header);
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_SESSION_VIEW);
  g_clear_object (&self->board);
  g_clear_object (&self->context);
  g_clear_object (&self->queue);
  g_clear_object (&self->territories);
  _qv_session_view_drop_tables (self);
  g_clear_object (&self->participants);
  g_clear_object (&self->steps);
  g_clear_object (&self->links);
  g_clear_object (&self->turns);
  g_clear_object (&self->clusters);
  g_clear_object (&self->evidence);
  g_clear_object (&self->themes);
  g_clear_object (&self->notes);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_session_view_parent_class)->dispose (object);
}

static void
qv_session_view_finalize (GObject *object)
{
  QvSessionView *self = QV_SESSION_VIEW (object);

  g_free (self->undo_label);
  g_free (self->redo_label);
  G_OBJECT_CLASS (qv_session_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, readable);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, readable);
  props[PROP_TABLE_NAME] = g_param_spec_string ("table-name", NULL, NULL, NULL, readable);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, readable);
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, TRUE, readable);
  props[PROP_NOTES_SHOWN] = g_param_spec_boolean ("notes-shown", NULL, NULL, TRUE, writable);
  props[PROP_DRAWER_SHOWN] = g_param_spec_boolean ("drawer-shown", NULL, NULL, TRUE, writable);
  props[PROP_HANDED_OVER] = g_param_spec_boolean ("handed-over", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/app/qv-session-view.ui");
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, box);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, page_toasts);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, pages);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, prepare_bin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, vote_bin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, agenda_bin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, agenda_page_bin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, agenda_page);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, agenda_panel);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, balance_strip);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, commitments_notice);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, toasts);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, stack);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, notes_page);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, flap);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, notes_bin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, notes_page_bin);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, notes_box);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, capture_top);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, capture_bottom);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, map_stack);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, drawer);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, map_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, cards_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, list_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, card_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, cards_box);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, indicator_box);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, indicator_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, indicator_label);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, period_label);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, no_data_box);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, no_data_label);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, no_data_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, territory_label);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, map_view);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, territory_list);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, card_wall);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, indicator_popover);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, cards);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, capture);
  gtk_widget_class_bind_template_child (widget_class, QvSessionView, notes_panel);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, flap_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_session_view_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_session_view_list_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_session_view_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_session_view_seat_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_session_view_agenda_form_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_session_view_step_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_last_period_cb);
}

static void
qv_session_view_class_init (QvSessionViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_session_view_get_property;
  object_class->set_property = qv_session_view_set_property;
  object_class->dispose = qv_session_view_dispose;
  object_class->finalize = qv_session_view_finalize;
  widget_class->measure = qv_session_view_measure;
  widget_class->size_allocate = qv_session_view_size_allocate;
  install_properties (object_class);
  _qv_session_view_install_actions (widget_class);

  g_type_ensure (QV_TYPE_AGENDA_PANEL);
  g_type_ensure (QV_TYPE_BALANCE_STRIP);
  g_type_ensure (QV_TYPE_MAP_VIEW);
  g_type_ensure (QV_TYPE_TERRITORY_LIST);
  g_type_ensure (QV_TYPE_CARD_WALL);
  g_type_ensure (QV_TYPE_INDICATOR_POPOVER);
  g_type_ensure (QV_TYPE_INDICATOR_DRAWER);
  g_type_ensure (QV_TYPE_CAPTURE);
  g_type_ensure (QV_TYPE_SLOT);
  g_type_ensure (QV_TYPE_NOTES_PANEL);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "sessionview");
}

static void
qv_session_view_init (QvSessionView *self)
{
  self->agenda_wanted = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A stack shows its first page unless told. */
  adw_view_stack_set_visible_child_name (self->pages, "table");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  _qv_session_view_watch_keys (self);
  self->popover = QV_NOTE_POPOVER (qv_note_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->map_view));
}

/* The territories of the session may be chosen while it is open. */
static void
show_level (QvSessionView *self)
{
  QvId level = qv_item_get_int (QV_ITEM (self->session), QV_SESSION_LEVEL);

  g_clear_object (&self->territories);
  if (level != QV_ID_NONE)
    self->territories = qv_store_watch (self->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, level);
  qv_note_context_set_territories (self->context, self->territories);
  qv_capture_set_territories (self->capture, self->territories);
  qv_map_view_set_territories (self->map_view, self->territories);
  qv_territory_list_set_territories (self->territory_list, self->territories);
  qv_indicator_board_set_level (self->board, level);
  qv_note_context_set_evidence (self->context, self->evidence,
                                qv_indicator_board_get_indicators (self->board));
}

static void
watch_models (QvSessionView *self)
{
  QvId id = qv_item_get_id (QV_ITEM (self->session));

  self->notes = qv_store_watch (self->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, id);
  self->participants = qv_store_watch (self->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, id);
  self->steps = qv_store_watch (self->store, QV_ENTITY_STEP, QV_STEP_SESSION, id);
  self->links = qv_store_watch (self->store, QV_ENTITY_NOTE_LINK, QV_NOTE_LINK_SESSION, id);
  self->turns = qv_store_watch (self->store, QV_ENTITY_SPEAKING_TURN, QV_SPEAKING_TURN_SESSION, id);
  self->clusters = qv_store_watch (self->store, QV_ENTITY_CLUSTER, QV_CLUSTER_SESSION, id);
  self->evidence = qv_store_watch (self->store, QV_ENTITY_EVIDENCE, QV_EVIDENCE_SESSION, id);
  self->themes = qv_store_watch (self->store, QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, id);
  self->queue = qv_note_queue_new (self->store, self->notes);
  _qv_session_view_watch_tables (self);
  self->context = qv_note_context_new ();
  qv_note_context_set_queue (self->context, self->queue);
  qv_note_context_set_participants (self->context, self->participants);
  qv_note_context_set_links (self->context, self->links);
  self->board = qv_indicator_board_new (self->store, id);
}

static void
set_up (QvSessionView *self)
{
  QvId id = qv_item_get_id (QV_ITEM (self->session));
  g_autofree char *draft = NULL;
  QvNoteLists lists;

  watch_models (self);
  lists = (QvNoteLists){ self->notes,        self->clusters, self->links,
                         self->participants, self->evidence, self->themes };
  qv_agenda_panel_set_session (self->agenda_panel, self->store, self->session, self->steps, self->turns);
  g_signal_connect_object (self->balance_strip, "silent", G_CALLBACK (qv_agenda_panel_set_silent),
                           self->agenda_panel, G_CONNECT_SWAPPED);
  qv_balance_strip_set_session (self->balance_strip, self->store, self->session, self->seats, self->notes,
                                self->links, self->turns);
  qv_capture_set_session (self->capture, id, self->queue);
  qv_capture_set_participants (self->capture, self->seats);
  qv_capture_set_themes (self->capture, self->themes, self->notes);
  qv_capture_set_steps (self->capture, self->steps);
  draft = g_strdup_printf ("%s.draft-%" G_GINT64_FORMAT, qv_store_get_path (self->store), id);
  qv_capture_set_draft_file (self->capture, draft);
  qv_notes_panel_set_session (self->notes_panel, self->store, id, &lists, self->queue, self->context);
  qv_card_wall_set_panel (self->card_wall, self->notes_panel);
  qv_map_view_set_participants (self->map_view, self->participants);
  qv_map_view_set_notes (self->map_view, self->notes);
  qv_territory_list_set_notes (self->territory_list, self->notes);
  qv_indicator_popover_set_board (self->indicator_popover, self->board);
  qv_indicator_drawer_set_board (self->cards, self->board);
  g_signal_connect_object (self->board, "changed", G_CALLBACK (_qv_session_view_show_board), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->context, "changed", G_CALLBACK (_qv_session_view_show_territory), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  g_signal_connect_object (self->session, "notify::background", G_CALLBACK (_qv_session_view_show_background),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::level", G_CALLBACK (show_level), self, G_CONNECT_SWAPPED);
  _qv_session_view_connect_map (self);
  _qv_session_view_set_up_commitments (self);
  _qv_session_view_set_up_projector (self);
  show_level (self);
  _qv_session_view_show_background (self);
  _qv_session_view_show_board (self);
  _qv_session_view_show_territory (self);
  _qv_session_view_update_labels (self);
}

/**
 * qv_session_view_new:
 * @store: the library
 * @session: what is shown
 *
 * Returns: (transfer floating): the Table view of @session
 */
GtkWidget *
qv_session_view_new (QvStore *store, QvSession *session)
{
  QvSessionView *self = g_object_new (QV_TYPE_SESSION_VIEW, NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  set_up (self);
  return GTK_WIDGET (self);
}

QvSession *
qv_session_view_get_session (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), NULL);

  return self->session;
}

/**
 * qv_session_view_undo:
 * @self: a view
 *
 * Takes back what was typed last if words are being written, else what was last done in the session, and says
 * which.
 */
void
qv_session_view_undo (QvSessionView *self)
{
  g_return_if_fail (QV_IS_SESSION_VIEW (self));

  if (_qv_session_view_refuse_undo (self))
    return;
  if (!undo_in_entry (self, FALSE))
    qv_store_undo_async (self->store, qv_item_get_id (QV_ITEM (self->session)), undone_cb,
                         g_object_ref (self));
}

void
qv_session_view_redo (QvSessionView *self)
{
  g_return_if_fail (QV_IS_SESSION_VIEW (self));

  if (_qv_session_view_refuse_undo (self))
    return;
  if (!undo_in_entry (self, TRUE))
    qv_store_redo_async (self->store, qv_item_get_id (QV_ITEM (self->session)), redone_cb,
                         g_object_ref (self));
}

void
qv_session_view_focus_entry (QvSessionView *self)
{
  g_return_if_fail (QV_IS_SESSION_VIEW (self));

  qv_capture_focus_entry (self->capture);
}

/**
 * qv_session_view_get_n_unsaved:
 * @self: a view
 *
 * Returns: how many notes are not on the disk; to be asked before the window closes
 */
guint
qv_session_view_get_n_unsaved (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), 0);

  return qv_note_queue_get_n_waiting (self->queue);
}

/**
 * qv_session_view_undo_ends_at_vote:
 * @self: a view
 *
 * Returns: whether nothing can be undone because a vote was closed, which is final
 */
gboolean
qv_session_view_undo_ends_at_vote (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), FALSE);

  return self->undo_ends_at_vote;
}
