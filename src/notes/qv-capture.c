/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Live capture: one entry that has the keyboard, in which keys are commands while it is empty and text
 * afterwards. What is typed is never dropped: Enter without a speaker says so and keeps the words, and a
 * failing disk keeps them in the queue.
 */

#include "config.h"

#include "qv-capture-private.h"

#include <glib/gi18n.h>

#include "qv-capture-keys.h"
#include "qv-paper-note.h"
#include "qv-text.h"
#include "qv-look.h"
#include "qv-method.h"
#include "qv-wording.h"

G_DEFINE_FINAL_TYPE (QvCapture, qv_capture, GTK_TYPE_WIDGET)

enum
{
  PROP_HELIX_KEYS = 1,
  N_PROPS
};

enum
{
  MAP_WANTED,
  NOTE_ADDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_empty (QvCapture *self)
{
  return gtk_text_buffer_get_char_count (self->buffer) == 0 && !self->has_preedit;
}

static void
set_status (QvCapture *self, const char *status)
{
  gtk_label_set_label (self->status_label, status);
}

static void
set_warning (QvCapture *self, gboolean warning)
{
  self->is_asking = warning;
  if (warning)
    gtk_widget_add_css_class (self->helix_box, "warning");
  else
    gtk_widget_remove_css_class (self->helix_box, "warning");
}

static QvCaptureState
get_state (QvCapture *self)
{
  if (self->helix == QV_HELIX_NONE)
    return self->is_asking ? QV_CAPTURE_ASKS_FOR_HELIX : QV_CAPTURE_WAITS_FOR_HELIX;
  if (qv_seat_switch_get_n_seats (self->seat_switch) > 0 &&
      qv_seat_switch_get_seat (self->seat_switch) == QV_SEAT_NOT_CHOSEN)
    return QV_CAPTURE_WAITS_FOR_SEAT;
  return QV_CAPTURE_WAITS_FOR_TEXT;
}

/* The entry itself says what the next key does. */
static void
update_placeholder (QvCapture *self)
{
  g_autofree char *hint = NULL;
  g_autofree char *none = NULL;

  switch (get_state (self))
    {
    case QV_CAPTURE_WAITS_FOR_HELIX:
    case QV_CAPTURE_ASKS_FOR_HELIX:
      hint = qv_helix_keys_ask (&self->keys);
      break;
    case QV_CAPTURE_WAITS_FOR_SEAT:
      none = qv_helix_keys_format_key (&self->keys, QV_HELIX_NONE);
      /* Translators: %s is a key, "0" unless it was set otherwise */
      hint = g_strdup_printf (_ ("Which seat? 1–9, %s for none; or write"), none);
      break;
    case QV_CAPTURE_WAITS_FOR_TEXT:
    default:
      hint = g_strdup (_ ("What is being said?"));
      break;
    }
  gtk_label_set_label (self->placeholder, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), is_empty (self));
}

/* In one line under the map, everything but the entry is there only while a note is being made. */
static void
update_form (QvCapture *self)
{
  gboolean has_focus = gtk_event_controller_focus_contains_focus (self->focus);
  gboolean is_in_entry = gtk_widget_has_focus (self->text_view);
  gboolean is_used =
      !is_empty (self) || self->helix != QV_HELIX_NONE || (has_focus && (self->is_touched || !is_in_entry));
  gboolean is_open = !self->is_compact || is_used;
  GtkWidget *last = self->is_compact ? self->details_box : GTK_WIDGET (self->seat_switch);

  gtk_box_reorder_child_after (GTK_BOX (self->box), self->entry_overlay, last);
  gtk_scrolled_window_set_min_content_height (self->entry_scrolled, self->is_compact ? 38 : 66);
  gtk_widget_set_visible (self->helix_box, is_open);
  gtk_widget_set_visible (GTK_WIDGET (self->seat_switch),
                          is_open && qv_seat_switch_get_n_seats (self->seat_switch) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_switch), is_open);
  gtk_widget_set_visible (self->details_box, is_open);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), is_open);
}

/* Opens what a bar of one line hides, with the keyboard in the entry. */
void
_qv_capture_unfold (QvCapture *self)
{
  qv_capture_focus_entry (self);
  self->is_touched = TRUE;
  update_form (self);
}

void
_qv_capture_set_helix (QvCapture *self, QvHelix helix)
{
  self->helix = helix;
  self->is_updating = TRUE;
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->helix_buttons[i]), helix == (QvHelix) i);
  self->is_updating = FALSE;
  qv_seat_switch_set_helix (self->seat_switch, helix);
  if (helix != QV_HELIX_NONE)
    {
      set_warning (self, FALSE);
      set_status (self, qv_helix_get_title (helix));
    }
  update_form (self);
  update_placeholder (self);
  _qv_capture_queue_draft (self);
}

static void
set_seat (QvCapture *self, int seat)
{
  g_autofree char *who = qv_wording_for_seat (self->helix, seat);

  qv_seat_switch_set_seat (self->seat_switch, seat);
  set_status (self, who);
}

char *
_qv_capture_dup_text (QvCapture *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  return qv_text_normalize (text);
}

QvRecord *
_qv_capture_make_note (QvCapture *self, const char *text)
{
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, qv_id_new ());
  QvId author = qv_seat_switch_get_participant (self->seat_switch);

  qv_record_set_int (note, QV_NOTE_SESSION, self->session);
  qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word (qv_kind_switch_get_kind (self->kind_switch)));
  qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word (self->helix));
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  _qv_capture_date_note (self, note);
  qv_record_set_int (note, QV_NOTE_DELETED, FALSE);
  if (author != QV_ID_NONE)
    qv_record_set_int (note, QV_NOTE_AUTHOR, author);
  if (self->place_territory != QV_ID_NONE)
    qv_record_set_int (note, QV_NOTE_TERRITORY, self->place_territory);
  if (self->place_geometry != NULL)
    qv_record_set_blob (note, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (self->place_geometry));
  if (self->theme != NULL)
    qv_record_set_text (note, QV_NOTE_THEME, self->theme);
  if (gtk_toggle_button_get_active (self->silent_button))
    qv_record_set_int (note, QV_NOTE_VEILED, TRUE);
  return note;
}

/* What was saved is in the journal; Ctrl+Z in the empty entry must reach that, not the words. */
void
_qv_capture_clear (QvCapture *self, gboolean keep_speaker)
{
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  if (!keep_speaker)
    _qv_capture_set_helix (self, QV_HELIX_NONE);
  _qv_capture_set_evidence (self, NULL, NULL);
  _qv_capture_drop_draft (self);
  if (self->paper_step != QV_ID_NONE)
    _qv_capture_queue_draft (self);
}

/* Whether the speaker is known; otherwise says what is missing. */
gboolean
_qv_capture_ask_speaker (QvCapture *self)
{
  g_autofree char *question = NULL;

  if (self->helix != QV_HELIX_NONE)
    return TRUE;
  question = qv_helix_keys_ask (&self->keys);
  set_warning (self, TRUE);
  set_status (self, question);
  return FALSE;
}

/* Hands a note to the queue. */
void
_qv_capture_add (QvCapture *self, QvRecord *note)
{
  QvId id = note->id;

  set_status (self, _ ("Saving…"));
  qv_note_queue_add (self->queue, note, _qv_capture_make_evidence (self, id));
  g_signal_emit (self, signals[NOTE_ADDED], 0, id);
}

static void
empty_entry (QvCapture *self)
{
  GtkTextIter start, end;

  if (is_empty (self))
    {
      _qv_capture_set_helix (self, QV_HELIX_NONE);
      _qv_capture_set_evidence (self, NULL, NULL);
      set_status (self, "");
      return;
    }
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_end_user_action (self->buffer);
  set_status (self, _ ("Entry emptied. Ctrl+Z brings it back."));
}

static gboolean
obey (QvCapture *self, QvCaptureCommand command)
{
  switch (command.type)
    {
    case QV_CAPTURE_COMMAND_HELIX:
      _qv_capture_set_helix (self, (QvHelix) command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_SEAT:
      if (command.argument != QV_SEAT_NONE && !qv_seat_switch_has_seat (self->seat_switch, command.argument))
        return FALSE;
      set_seat (self, command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_STEP_SEAT:
      qv_seat_switch_step (self->seat_switch, command.argument);
      set_seat (self, qv_seat_switch_get_seat (self->seat_switch));
      return TRUE;
    case QV_CAPTURE_COMMAND_KIND:
      qv_kind_switch_set_kind (self->kind_switch, (QvNoteKind) command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_STEP_KIND:
      qv_kind_switch_step (self->kind_switch, command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_SAVE:
    case QV_CAPTURE_COMMAND_SAVE_KEEP:
      qv_capture_save (self, command.type == QV_CAPTURE_COMMAND_SAVE_KEEP);
      return TRUE;
    case QV_CAPTURE_COMMAND_NEW_LINE:
      gtk_text_buffer_insert_interactive_at_cursor (self->buffer, "\n", 1, TRUE);
      return TRUE;
    case QV_CAPTURE_COMMAND_EMPTY:
      empty_entry (self);
      return TRUE;
    case QV_CAPTURE_COMMAND_NONE:
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                QvCapture *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  guint shifted = keyval;

  /* What is being composed belongs to the input method, Enter included. */
  if (self->has_preedit)
    return GDK_EVENT_PROPAGATE;
  if (event != NULL && gdk_event_get_event_type (event) == GDK_KEY_PRESS)
    gdk_display_translate_key (display, keycode, GDK_SHIFT_MASK, (int) gdk_key_event_get_layout (event),
                               &shifted, NULL, NULL, NULL);
  return obey (self,
               qv_capture_command_from_key (&self->keys, keyval, shifted, modifiers, get_state (self),
                                            is_empty (self), qv_seat_switch_get_n_seats (self->seat_switch)));
}

static void
preedit_changed_cb (GtkTextView *view, const char *preedit, QvCapture *self)
{
  self->has_preedit = *preedit != '\0';
  update_placeholder (self);
}

static void
buffer_changed_cb (QvCapture *self)
{
  set_warning (self, FALSE);
  update_placeholder (self);
  _qv_capture_check_lines (self);
  _qv_capture_queue_draft (self);
  if (self->is_compact)
    update_form (self);
}

static void
focus_changed_cb (QvCapture *self)
{
  if (!gtk_event_controller_focus_contains_focus (self->focus))
    self->is_touched = FALSE;
  if (self->is_compact)
    update_form (self);
}

static void
entry_clicked_cb (QvCapture *self)
{
  self->is_touched = TRUE;
  if (self->is_compact)
    update_form (self);
}

static void
seat_changed_cb (QvCapture *self)
{
  update_placeholder (self);
  _qv_capture_queue_draft (self);
}

static void
territory_chosen_cb (QvPlacePopover *popover, QvId territory, const char *name, QvCapture *self)
{
  qv_capture_set_place (self, territory, NULL, name);
  qv_capture_focus_entry (self);
}

static void
map_wanted_cb (QvCapture *self)
{
  g_signal_emit (self, signals[MAP_WANTED], 0);
}

static void
place_cleared_cb (QvCapture *self)
{
  qv_capture_set_place (self, QV_ID_NONE, NULL, NULL);
  qv_capture_focus_entry (self);
}

static void
save_cb (QvCapture *self)
{
  qv_capture_save (self, FALSE);
  qv_capture_focus_entry (self);
}

static void
qv_capture_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvCapture *self = QV_CAPTURE (object);

  switch (prop_id)
    {
    case PROP_HELIX_KEYS:
      if (g_value_get_boxed (value) != NULL &&
          qv_helix_keys_parse (g_value_get_boxed (value), &self->keys, NULL))
        {
          _qv_capture_show_keys (self);
          update_placeholder (self);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_capture_dispose (GObject *object)
{
  QvCapture *self = QV_CAPTURE (object);

  _qv_capture_forget_draft (self);
  _qv_capture_drop_details (self);
  _qv_capture_drop_paper (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_CAPTURE);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->place_geometry, qv_geometry_unref);
  G_OBJECT_CLASS (qv_capture_parent_class)->dispose (object);
}

static void
qv_capture_class_init (QvCaptureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = qv_capture_set_property;
  object_class->dispose = qv_capture_dispose;

  props[PROP_HELIX_KEYS] =
      g_param_spec_boxed ("helix-keys", NULL, NULL, G_TYPE_STRV, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[MAP_WANTED] =
      g_signal_new ("map-wanted", QV_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NOTE_ADDED] = g_signal_new ("note-added", QV_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (QV_TYPE_SEAT_SWITCH);
  g_type_ensure (QV_TYPE_KIND_SWITCH);
  g_type_ensure (QV_TYPE_PLACE_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/notes/qv-capture.ui");
  gtk_widget_class_bind_template_child (widget_class, QvCapture, box);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, banner);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, banner_label);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, helix_box);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, seat_switch);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, entry_overlay);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, entry_scrolled);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, text_view);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, buffer);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, placeholder);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, kind_switch);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, details_box);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, place_button);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, place_popover);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, place_label);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, status_label);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, focus);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, lines_bar);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, lines_label);
  _qv_capture_bind_details (widget_class);
  _qv_capture_bind_paper (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, _qv_capture_lines_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, territory_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, _qv_capture_retry_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "capture");
}

static void
qv_capture_init (QvCapture *self)
{
  qv_look_load_style ("/org/quadrivio/Quadrivio/notes/notes.css");
  self->draft_seat = QV_SEAT_NOT_CHOSEN;
  self->keys = QV_HELIX_KEYS_DIGITS;
  gtk_widget_init_template (GTK_WIDGET (self));
  _qv_capture_watch_paste (self);
  _qv_capture_set_up_details (self);
  self->paper_minutes = QV_PAPER_NO_TIME;
  _qv_capture_add_helices (self);
  g_signal_connect_object (self->seat_switch, "notify::seat", G_CALLBACK (seat_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_placeholder (self);
}

/**
 * qv_capture_set_session:
 * @self: a capture panel
 * @session: whose notes they are
 * @queue: what writes them
 */
void
qv_capture_set_session (QvCapture *self, QvId session, QvNoteQueue *queue)
{
  g_return_if_fail (QV_IS_CAPTURE (self));
  g_return_if_fail (self->queue == NULL);

  self->session = session;
  self->queue = g_object_ref (queue);
  _qv_capture_watch_queue (self);
}

void
qv_capture_set_participants (QvCapture *self, GListModel *participants)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  qv_seat_switch_set_participants (self->seat_switch, participants);
  g_signal_connect_object (participants, "items-changed", G_CALLBACK (_qv_capture_choose_draft_seat), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
qv_capture_set_territories (QvCapture *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  qv_place_popover_set_territories (self->place_popover, territories);
}

static QvItem *
find_step (QvCapture *self, QvId step)
{
  for (guint i = 0; self->steps != NULL && i < g_list_model_get_n_items (self->steps); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->steps, i);

      if (qv_item_get_id (item) == step)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* The kind at hand is one of those that the step is for, if it names any. */
static void
suggest_kind (QvCapture *self)
{
  g_autoptr (QvItem) step = find_step (self, self->step);
  QvNoteKind kinds[] = { QV_NOTE_KIND_PROBLEM, QV_NOTE_KIND_OPPORTUNITY, QV_NOTE_KIND_CHALLENGE,
                         QV_NOTE_KIND_SOLUTION, QV_NOTE_KIND_OBSERVATION };
  guint bits;

  if (step == NULL || !is_empty (self))
    return;
  bits = qv_method_parse_kinds (qv_record_get_text (qv_item_get_record (step), QV_STEP_KINDS));
  if (bits & (1u << qv_kind_switch_get_kind (self->kind_switch)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (bits & (1u << kinds[i]))
      {
        qv_kind_switch_set_kind (self->kind_switch, kinds[i]);
        return;
      }
}

/**
 * qv_capture_set_step:
 * @self: an entry
 * @step: during which something is said, or %QV_ID_NONE; paper notes belong to the step chosen for them
 *
 * A step that comes with kinds of its own sets the first of them, unless one of them is set or something is
 * being written.
 */
void
qv_capture_set_step (QvCapture *self, QvId step)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  if (step == self->step)
    return;
  self->step = step;
  suggest_kind (self);
}

/**
 * qv_capture_set_speaker:
 * @self: an entry
 * @helix: who speaks
 * @seat: from which seat, or %QV_SEAT_NOT_CHOSEN
 */
void
qv_capture_set_speaker (QvCapture *self, QvHelix helix, int seat)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  _qv_capture_set_helix (self, helix);
  if (seat > QV_SEAT_NONE && qv_seat_switch_has_seat (self->seat_switch, seat))
    qv_seat_switch_set_seat (self->seat_switch, seat);
}

/**
 * qv_capture_say:
 * @self: an entry
 * @status: what has come of a command, for the line below the entry
 */
void
qv_capture_say (QvCapture *self, const char *status)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  set_status (self, status);
}

/**
 * qv_capture_get_speaker:
 * @self: an entry
 * @out_helix: (out): who speaks
 * @out_participant: (out): from which seat, or %QV_ID_NONE
 */
void
qv_capture_get_speaker (QvCapture *self, QvHelix *out_helix, QvId *out_participant)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  *out_helix = self->helix;
  *out_participant = qv_seat_switch_get_participant (self->seat_switch);
}

/**
 * qv_capture_set_compact:
 * @self: a capture panel
 * @compact: whether it is a bar of one line that opens upwards while it has the focus
 */
void
qv_capture_set_compact (QvCapture *self, gboolean compact)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  self->is_compact = compact;
  update_form (self);
}

/**
 * qv_capture_set_place:
 * @self: a capture panel
 * @territory: where the next notes are about, or %QV_ID_NONE
 * @geometry: (nullable): the point on the map
 * @name: (nullable): what the button says; %NULL for no place
 */
void
qv_capture_set_place (QvCapture *self, QvId territory, QvGeometry *geometry, const char *name)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  self->place_territory = territory;
  g_clear_pointer (&self->place_geometry, qv_geometry_unref);
  if (geometry != NULL)
    self->place_geometry = qv_geometry_ref (geometry);
  gtk_label_set_label (self->place_label, name != NULL ? name : _ ("Place"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->place_label), -1);
  _qv_capture_move_evidence (self);
  _qv_capture_queue_draft (self);
  if (name != NULL)
    gtk_widget_add_css_class (self->place_button, "set");
  else
    gtk_widget_remove_css_class (self->place_button, "set");
}

void
qv_capture_open_place (QvCapture *self)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  if (self->is_compact)
    qv_capture_focus_entry (self);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->place_button));
}

void
qv_capture_focus_entry (QvCapture *self)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  gtk_widget_grab_focus (self->text_view);
}

/**
 * qv_capture_save:
 * @self: a capture panel
 * @keep_speaker: whether helix and seat stay for the next note
 *
 * Hands what is written to the queue, or says what is missing.
 *
 * Returns: whether there was a note to save
 */
gboolean
qv_capture_save (QvCapture *self, gboolean keep_speaker)
{
  g_autofree char *text = NULL;
  QvRecord *note;

  g_return_val_if_fail (QV_IS_CAPTURE (self) && self->queue != NULL, FALSE);

  text = _qv_capture_dup_text (self);
  if (*text == '\0')
    {
      set_status (self, _ ("Nothing is written yet."));
      return FALSE;
    }
  if (!_qv_capture_ask_speaker (self))
    return FALSE;
  note = _qv_capture_make_note (self, text);
  _qv_capture_add (self, note);
  _qv_capture_clear (self, keep_speaker);
  return TRUE;
}

const char *
qv_capture_get_status (QvCapture *self)
{
  g_return_val_if_fail (QV_IS_CAPTURE (self), NULL);

  return gtk_label_get_label (self->status_label);
}
