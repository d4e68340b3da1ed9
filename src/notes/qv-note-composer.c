/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The entry below a note that is turned round, or below the first of those that are merged. Its keys are
 * those of the capture entry. */

#include "config.h"

#include "qv-note-composer.h"

#include <glib/gi18n.h>

#include "qv-capture-keys.h"
#include "qv-seat-switch.h"
#include "qv-text.h"
#include "qv-wording.h"

struct _QvNoteComposer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *text_view;
  GtkWidget *speaker_box;
  GtkWidget *helix_buttons[QV_N_HELICES + 1]; /* by QvHelix */
  QvSeatSwitch *seat_switch;
  GtkWidget *hint;

  QvHelixKeys keys;
  QvHelix helix;
  gboolean has_speaker; /* somebody says it; otherwise it belongs to all */
  gboolean is_asking;
  gboolean is_updating;
  int height;      /* that it was given last */
  guint revealing; /* tick callback */
};

G_DEFINE_FINAL_TYPE (QvNoteComposer, qv_note_composer, GTK_TYPE_WIDGET)

enum
{
  COMPOSED,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (QvNoteComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return qv_text_normalize (text);
}

static QvCaptureState
get_state (QvNoteComposer *self)
{
  if (!self->has_speaker)
    return QV_CAPTURE_WAITS_FOR_TEXT;
  if (self->helix == QV_HELIX_NONE)
    return self->is_asking ? QV_CAPTURE_ASKS_FOR_HELIX : QV_CAPTURE_WAITS_FOR_HELIX;
  if (qv_seat_switch_get_n_seats (self->seat_switch) > 0 &&
      qv_seat_switch_get_seat (self->seat_switch) == QV_SEAT_NOT_CHOSEN)
    return QV_CAPTURE_WAITS_FOR_SEAT;
  return QV_CAPTURE_WAITS_FOR_TEXT;
}

/* The keys that say who speaks are commands until that is said; so the question stands there until then. */
static void
set_asking (QvNoteComposer *self, gboolean is_asking)
{
  g_autofree char *question = qv_helix_keys_ask (&self->keys);
  gboolean is_open = self->has_speaker && self->helix == QV_HELIX_NONE;

  self->is_asking = is_asking;
  if (is_asking)
    gtk_widget_add_css_class (self->speaker_box, "warning");
  else
    gtk_widget_remove_css_class (self->speaker_box, "warning");
  gtk_label_set_text (GTK_LABEL (self->hint), is_open ? question : _ ("Enter keeps it, Esc gives up"));
}

static void
set_helix (QvNoteComposer *self, QvHelix helix)
{
  self->helix = helix;
  self->is_updating = TRUE;
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->helix_buttons[i]), helix == (QvHelix) i);
  self->is_updating = FALSE;
  qv_seat_switch_set_helix (self->seat_switch, helix);
  gtk_widget_set_visible (GTK_WIDGET (self->seat_switch),
                          self->has_speaker && qv_seat_switch_get_n_seats (self->seat_switch) > 0);
  set_asking (self, FALSE);
}

static void
finish (QvNoteComposer *self)
{
  g_autofree char *text = dup_text (self);
  QvId participant = qv_seat_switch_get_participant (self->seat_switch);

  if (*text == '\0')
    {
      gtk_label_set_text (GTK_LABEL (self->hint), _ ("Nothing is written yet."));
      return;
    }
  if (self->has_speaker && self->helix == QV_HELIX_NONE)
    {
      set_asking (self, TRUE);
      return;
    }
  g_signal_emit (self, signals[COMPOSED], 0, text, self->helix, participant);
}

static void
cancel (QvNoteComposer *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
obey (QvNoteComposer *self, QvCaptureCommand command)
{
  switch (command.type)
    {
    case QV_CAPTURE_COMMAND_HELIX:
      if (!self->has_speaker)
        return FALSE;
      set_helix (self, (QvHelix) command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_SEAT:
      if (command.argument != QV_SEAT_NONE && !qv_seat_switch_has_seat (self->seat_switch, command.argument))
        return FALSE;
      qv_seat_switch_set_seat (self->seat_switch, command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_STEP_SEAT:
      qv_seat_switch_step (self->seat_switch, command.argument);
      return TRUE;
    case QV_CAPTURE_COMMAND_SAVE:
    case QV_CAPTURE_COMMAND_SAVE_KEEP:
      finish (self);
      return TRUE;
    case QV_CAPTURE_COMMAND_EMPTY:
      cancel (self);
      return TRUE;
    case QV_CAPTURE_COMMAND_NEW_LINE:
    case QV_CAPTURE_COMMAND_KIND:
    case QV_CAPTURE_COMMAND_STEP_KIND:
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
                QvNoteComposer *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  guint shifted = keyval;

  if (event != NULL && gdk_event_get_event_type (event) == GDK_KEY_PRESS)
    gdk_display_translate_key (gtk_widget_get_display (GTK_WIDGET (self)), keycode, GDK_SHIFT_MASK,
                               (int) gdk_key_event_get_layout (event), &shifted, NULL, NULL, NULL);
  return obey (self, qv_capture_command_from_key (&self->keys, keyval, shifted, modifiers, get_state (self),
                                                  gtk_text_buffer_get_char_count (buffer) == 0,
                                                  qv_seat_switch_get_n_seats (self->seat_switch)));
}

static void
helix_toggled_cb (GtkToggleButton *button, QvNoteComposer *self)
{
  QvHelix helix = QV_HELIX_NONE;

  if (self->is_updating)
    return;
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    if (self->helix_buttons[i] == GTK_WIDGET (button) && gtk_toggle_button_get_active (button))
      helix = (QvHelix) i;
  set_helix (self, helix);
  gtk_widget_grab_focus (self->text_view);
}

/* Its end, where its buttons are, comes into sight, but not at the cost of its beginning. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  double hidden;

  QV_NOTE_COMPOSER (widget)->revealing = 0;
  if (scrolled == NULL || !gtk_widget_compute_bounds (widget, scrolled, &bounds))
    return G_SOURCE_REMOVE;
  hidden = MIN (bounds.origin.y + bounds.size.height - gtk_widget_get_height (scrolled), bounds.origin.y);
  if (hidden > 0.0)
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + hidden);
    }
  return G_SOURCE_REMOVE;
}

/* What stands round it has its place only when all is laid out. */
static void
queue_reveal (QvNoteComposer *self)
{
  if (self->revealing == 0)
    self->revealing = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
qv_note_composer_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (QV_NOTE_COMPOSER (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static GtkSizeRequestMode
qv_note_composer_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
qv_note_composer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvNoteComposer *self = QV_NOTE_COMPOSER (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (height > self->height && gtk_widget_get_focus_child (widget) != NULL)
    queue_reveal (self);
  self->height = height;
}

static void
qv_note_composer_dispose (GObject *object)
{
  g_clear_pointer (&QV_NOTE_COMPOSER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_note_composer_parent_class)->dispose (object);
}

static void
qv_note_composer_class_init (QvNoteComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_note_composer_dispose;
  signals[COMPOSED] = g_signal_new ("composed", QV_TYPE_NOTE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_STRING, QV_TYPE_HELIX, G_TYPE_INT64);
  signals[CANCELLED] = g_signal_new ("cancelled", QV_TYPE_NOTE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  widget_class->measure = qv_note_composer_measure;
  widget_class->get_request_mode = qv_note_composer_get_request_mode;
  widget_class->size_allocate = qv_note_composer_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "notecomposer");
}

static GtkWidget *
make_entry (QvNoteComposer *self)
{
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "min-content-height", 52,
                                      "max-content-height", 160, NULL);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->text_view =
      g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "left-margin",
                    8, "right-margin", 8, "top-margin", 6, "bottom-margin", 6, NULL);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->text_view, key);
  gtk_widget_add_css_class (scrolled, "capture-entry");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->text_view);
  return scrolled;
}

static GtkWidget *
make_speaker_box (QvNoteComposer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "helix-keys");
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      const char *title = qv_helix_get_title ((QvHelix) i);

      gtk_button_set_child (GTK_BUTTON (button),
                            gtk_image_new_from_icon_name (qv_helix_get_icon ((QvHelix) i)));
      gtk_widget_add_css_class (button, "helix-key");
      gtk_widget_add_css_class (button, qv_helix_to_word ((QvHelix) i));
      gtk_widget_set_tooltip_text (button, title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      g_signal_connect (button, "toggled", G_CALLBACK (helix_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), button);
      self->helix_buttons[i] = button;
    }
  return box;
}

static GtkWidget *
make_buttons (QvNoteComposer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel_button = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save_button = gtk_button_new_with_mnemonic (_ ("_Keep"));

  self->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                             "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_widget_add_css_class (save_button, "suggested-action");
  g_signal_connect_swapped (cancel_button, "clicked", G_CALLBACK (cancel), self);
  g_signal_connect_swapped (save_button, "clicked", G_CALLBACK (finish), self);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), cancel_button);
  gtk_box_append (GTK_BOX (box), save_button);
  return box;
}

static void
qv_note_composer_init (QvNoteComposer *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_top (self->box, 6);
  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->title, "caption-heading");
  self->speaker_box = make_speaker_box (self);
  self->seat_switch = QV_SEAT_SWITCH (qv_seat_switch_new ());
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->speaker_box);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->seat_switch));
  gtk_box_append (GTK_BOX (self->box), make_entry (self));
  gtk_box_append (GTK_BOX (self->box), make_buttons (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * qv_note_composer_new:
 * @participants: whose seats can be chosen
 * @keys: those that say who speaks
 *
 * Returns: (transfer floating): an entry
 */
GtkWidget *
qv_note_composer_new (GListModel *participants, const QvHelixKeys *keys)
{
  QvNoteComposer *self = g_object_new (QV_TYPE_NOTE_COMPOSER, NULL);

  self->keys = *keys;
  qv_seat_switch_set_participants (self->seat_switch, participants);
  return GTK_WIDGET (self);
}

/**
 * qv_note_composer_begin:
 * @self: an entry
 * @title: what is asked
 * @text: what is written already
 * @has_speaker: whether somebody says it, who is to be chosen
 */
void
qv_note_composer_begin (QvNoteComposer *self, const char *title, const char *text, gboolean has_speaker)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (QV_IS_NOTE_COMPOSER (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  self->has_speaker = has_speaker;
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_widget_set_visible (self->speaker_box, has_speaker);
  set_helix (self, QV_HELIX_NONE);
}

void
qv_note_composer_focus_entry (QvNoteComposer *self)
{
  g_return_if_fail (QV_IS_NOTE_COMPOSER (self));

  gtk_widget_grab_focus (self->text_view);
  queue_reveal (self);
}
