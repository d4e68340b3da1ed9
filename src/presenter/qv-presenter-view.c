/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-look.h"
#include "qv-presenter-balance.h"
#include "qv-presenter-closing.h"
#include "qv-presenter-legend.h"
#include "qv-presenter-parts.h"
#include "qv-presenter-side.h"
#include "qv-presenter-vote.h"

/* The window for which sizes are given. One that is lower than this shows everything smaller. */
#define WIDTH 1920.0
#define LOW 960.0
#define LARGE_LOW 1070.0
#define LARGE 1.4
#define BASE 32.0 /* pixels of the smallest text */
#define SIDE 640.0
#define SIDE_PADDING 1.75 /* of its stylesheet, in sizes of the text */
#define CARD_MARK 48.0
#define NOTE_MARK 130.0
#define LARGE_NOTE_MARK 90.0
#define MAP_TEXT 12.0 /* pixels of a name on the map as it is drawn for a desk */
#define LONG_QUESTION 70
#define VERY_LONG_QUESTION 140

struct _QvPresenterView
{
  GtkWidget parent_instance;

  GtkStack *screens;
  QvPresenterSide *side;
  GtkStack *pages;
  GtkLabel *question;
  QvMapView *map;
  QvPresenterLegend *legend;
  GtkWidget *newest;
  GtkWidget *note_slot;
  GtkLabel *note_question;
  QvPresenterVote *vote;
  QvPresenterBalance *balance;
  GtkLabel *break_session;
  GtkLabel *break_title;
  GtkLabel *break_time;
  GtkLabel *break_until;
  GtkLabel *break_next;
  QvPresenterClosing *closing;

  QvPresenterSource *source;
  QvPresenterState state;
  GtkCssProvider *provider;
  double unit; /* pixels of the screen for one of the window for which sizes are given */
  guint unit_id;
};

G_DEFINE_FINAL_TYPE (QvPresenterView, qv_presenter_view, GTK_TYPE_WIDGET)

static double
get_text_unit (QvPresenterView *self)
{
  return self->unit * (self->state.is_large ? LARGE : 1.0);
}

static void
set_class (gpointer widget, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (widget), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (widget), name);
}

/* The whole question is read out; a long one takes smaller letters. */
static void
show_question (GtkLabel *label, const char *question)
{
  glong length = g_utf8_strlen (question, -1);

  gtk_label_set_label (label, question);
  gtk_widget_set_visible (GTK_WIDGET (label), length > 0);
  set_class (label, "long", length > LONG_QUESTION);
  set_class (label, "very-long", length > VERY_LONG_QUESTION);
}

static void
show_legend (QvPresenterView *self)
{
  qv_presenter_legend_show (self->legend, qv_map_view_get_thematic (self->map),
                            qv_map_view_get_n_missing (self->map) > 0, self->source);
}

static void
show_workshop (QvPresenterView *self)
{
  g_autoptr (GPtrArray) newest = qv_presenter_source_list_newest (self->source, self->state.is_large ? 1 : 2);

  show_question (self->question, qv_presenter_source_get_question (self->source));
  qv_presenter_clear (self->newest);
  for (guint i = 0; i < newest->len; i++)
    gtk_box_append (GTK_BOX (self->newest), qv_presenter_make_card (newest->pdata[i], CARD_MARK, 3));
  gtk_widget_set_visible (self->newest, newest->len > 0);
  show_legend (self);
}

static void
show_note (QvPresenterView *self)
{
  g_autoptr (QvNote) note = qv_presenter_source_find_note (self->source, self->state.note);

  show_question (self->note_question, qv_presenter_source_get_question (self->source));
  qv_presenter_clear (self->note_slot);
  if (note != NULL)
    {
      const char *text = qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT);
      GtkWidget *card = qv_presenter_make_card (note, self->state.is_large ? LARGE_NOTE_MARK : NOTE_MARK, 9);

      set_class (card, "long", text != NULL && g_utf8_strlen (text, -1) > LONG_QUESTION);
      set_class (card, "very-long", text != NULL && g_utf8_strlen (text, -1) > VERY_LONG_QUESTION);
      gtk_widget_add_css_class (card, "one-note");
      gtk_widget_set_vexpand (card, TRUE);
      gtk_box_append (GTK_BOX (self->note_slot), card);
    }
}

/* Only a break has a time at which it is over; anything else that interrupts a step has not. */
static void
show_break (QvPresenterView *self)
{
  const QvCatalogue *words = qv_presenter_source_get_words (self->source);
  const char *next = qv_presenter_source_get_next_step (self->source);
  gboolean is_break = qv_presenter_source_is_break (self->source);
  g_autofree char *time = NULL, *when = NULL, *until = NULL, *then = NULL;
  QvClockReading reading;

  qv_presenter_source_read_clock (self->source, &reading);
  is_break = is_break && reading.state == QV_WORKSHOP_RUNNING && reading.length > 0;
  time = qv_presenter_format_clock (&reading);
  when = qv_presenter_format_time (g_get_real_time () + (is_break ? reading.remaining * 1000 : 0));
  if (is_break)
    /* Translators: during a break: "We go on at 15:14" */
    until = g_strdup_printf (qv_catalogue_get (words, "We go on at %s"), when);
  else
    /* Translators: %s is the time of day */
    until = g_strdup_printf (qv_catalogue_get (words, "now %s"), when);
  /* Translators: during a break; %s is the step that comes after it: "Then: Dot voting" */
  then = g_strdup_printf (qv_catalogue_get (words, "Then: %s"), next);
  gtk_label_set_label (self->break_session, qv_presenter_source_get_title (self->source));
  /* Translators: a pause of the workshop, with coffee */
  gtk_label_set_label (self->break_title, qv_catalogue_get (words, "Break"));
  gtk_label_set_label (self->break_time, time);
  gtk_widget_set_visible (GTK_WIDGET (self->break_time), is_break);
  gtk_label_set_label (self->break_until, until);
  gtk_widget_set_visible (GTK_WIDGET (self->break_until), !is_break || reading.remaining > 0);
  gtk_label_set_label (self->break_next, then);
  gtk_widget_set_visible (GTK_WIDGET (self->break_next), is_break && *next != '\0');
}

static void
show_page (QvPresenterView *self)
{
  const char *const names[QV_PRESENTER_N_PAGES] = {
    "workshop", "note", "vote", "balance", "break", "closing"
  };
  QvPresenterPage page = self->state.page;
  gboolean is_beside = page < QV_PRESENTER_SHOWS_BREAK;

  gtk_stack_set_visible_child_name (self->screens, self->state.is_blank ? "blank"
                                                   : is_beside          ? "beside"
                                                                        : names[page]);
  if (is_beside)
    gtk_stack_set_visible_child_name (self->pages, names[page]);
}

static void
refresh (QvPresenterView *self)
{
  qv_presenter_side_show (self->side, self->source, self->state.is_large);
  show_workshop (self);
  show_note (self);
  qv_presenter_vote_show (self->vote, self->source, self->state.ballot, self->state.is_large);
  qv_presenter_balance_show (self->balance, self->source);
  show_break (self);
  qv_presenter_closing_show (self->closing, self->source, self->state.is_large);
  show_page (self);
  qv_presenter_fit (GTK_WIDGET (self->screens), get_text_unit (self));
  /* It would hide the map. */
  qv_presenter_fit (GTK_WIDGET (self->legend), self->unit);
  qv_presenter_side_set_width (self->side, (int) ((SIDE - 2.0 * SIDE_PADDING * BASE) * get_text_unit (self)));
}

static void
ticked_cb (QvPresenterView *self)
{
  qv_presenter_side_show_clock (self->side, self->source);
  if (self->state.page == QV_PRESENTER_SHOWS_BREAK)
    show_break (self);
}

/* Everything is given in shares of the size of the text. */
static void
apply_unit (QvPresenterView *self)
{
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (size, sizeof size, "%.2f", BASE * get_text_unit (self));
  css = g_strdup_printf ("presenterview { font-size: %spx; }", size);
  gtk_css_provider_load_from_data (self->provider, css, -1);
  qv_map_view_set_magnification (self->map, BASE * get_text_unit (self) / MAP_TEXT);
  refresh (self);
}

static gboolean
apply_unit_cb (gpointer data)
{
  QvPresenterView *self = data;

  self->unit_id = 0;
  apply_unit (self);
  return G_SOURCE_REMOVE;
}

static void
qv_presenter_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  /* What is inside follows the size of the window, so it must not hold it open. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 270;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1280 : 720;
}

static void
qv_presenter_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvPresenterView *self = QV_PRESENTER_VIEW (widget);
  GtkWidget *screens = GTK_WIDGET (self->screens);
  double unit = MIN (width / WIDTH, height / (self->state.is_large ? LARGE_LOW : LOW));
  int least_width, least_height;

  if (fabs (unit - self->unit) > 0.001)
    {
      self->unit = unit;
      if (self->unit_id == 0)
        self->unit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_unit_cb, self, NULL);
    }
  gtk_widget_measure (screens, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  least_width = MAX (least_width, width);
  gtk_widget_measure (screens, GTK_ORIENTATION_VERTICAL, least_width, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (screens, least_width, MAX (least_height, height), -1, NULL);
}

static void
qv_presenter_view_dispose (GObject *object)
{
  QvPresenterView *self = QV_PRESENTER_VIEW (object);

  g_clear_handle_id (&self->unit_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_PRESENTER_VIEW);
  g_clear_object (&self->source);
  g_clear_object (&self->provider);
  G_OBJECT_CLASS (qv_presenter_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/presenter/qv-presenter-view.ui");
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, screens);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, side);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, pages);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, question);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, map);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, legend);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, newest);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, note_slot);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, note_question);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, vote);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, balance);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, break_session);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, break_title);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, break_time);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, break_until);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, break_next);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterView, closing);
}

static void
qv_presenter_view_class_init (QvPresenterViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_view_dispose;
  widget_class->measure = qv_presenter_view_measure;
  widget_class->size_allocate = qv_presenter_view_size_allocate;
  g_type_ensure (QV_TYPE_MAP_VIEW);
  g_type_ensure (QV_TYPE_PRESENTER_BALANCE);
  g_type_ensure (QV_TYPE_PRESENTER_CLOSING);
  g_type_ensure (QV_TYPE_PRESENTER_LEGEND);
  g_type_ensure (QV_TYPE_PRESENTER_SIDE);
  g_type_ensure (QV_TYPE_PRESENTER_VOTE);
  qv_look_load_style ("/org/quadrivio/Quadrivio/presenter/presenter.css");
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "presenterview");
}

static void
qv_presenter_view_init (QvPresenterView *self)
{
  self->unit = 1280.0 / WIDTH;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->provider = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->provider),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  qv_look_force (GTK_WIDGET (self->side), TRUE);
  qv_look_force (GTK_WIDGET (self), FALSE);
  qv_map_view_make_bare (self->map);
  g_signal_connect_object (self->map, "contents-changed", G_CALLBACK (show_legend), self, G_CONNECT_SWAPPED);
}

/**
 * qv_presenter_view_new:
 * @source: what may be seen
 *
 * Returns: (transfer floating): the view of the room
 */
GtkWidget *
qv_presenter_view_new (QvPresenterSource *source)
{
  QvPresenterView *self = g_object_new (QV_TYPE_PRESENTER_VIEW, NULL);

  self->source = g_object_ref (source);
  qv_map_view_set_notes (self->map, qv_presenter_source_get_notes (source));
  g_signal_connect_object (source, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "ticked", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  apply_unit (self);
  return GTK_WIDGET (self);
}

/**
 * qv_presenter_view_set_state:
 * @self: a view
 * @state: how it is to be
 */
void
qv_presenter_view_set_state (QvPresenterView *self, const QvPresenterState *state)
{
  g_return_if_fail (QV_IS_PRESENTER_VIEW (self));

  self->state = *state;
  qv_look_force (GTK_WIDGET (self), state->is_dark);
  set_class (self, "dark", state->is_dark);
  set_class (self, "large", state->is_large);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  apply_unit (self);
}

/**
 * qv_presenter_view_get_map:
 * @self: a view
 *
 * Returns: (transfer none): its map, to follow another
 */
QvMapView *
qv_presenter_view_get_map (QvPresenterView *self)
{
  g_return_val_if_fail (QV_IS_PRESENTER_VIEW (self), NULL);

  return self->map;
}
