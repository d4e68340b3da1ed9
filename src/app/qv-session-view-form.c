/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* What form the Table view takes in the width that it gets. */

#include "config.h"

#include <math.h>

#include "qv-look.h"
#include "qv-move.h"
#include "qv-session-view-private.h"

#define WIDE 1680
#define NORMAL 1200
#define MEDIUM 900
#define LOW 640
#define PANEL_WIDE 462
#define PANEL_NORMAL 366

static void
place_notes (QvSessionView *self)
{
  gboolean is_narrow = self->form == QV_SESSION_FORM_NARROW;
  gboolean is_below = self->form <= QV_SESSION_FORM_MEDIUM;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->capture));

  if (is_below)
    qv_move_child (self->capture_top, self->capture_bottom);
  else
    qv_move_child (self->capture_bottom, self->capture_top);
  if (is_narrow)
    qv_move_child (self->notes_bin, self->notes_page_bin);
  else
    qv_move_child (self->notes_page_bin, self->notes_bin);
  if (is_narrow)
    qv_move_child (self->agenda_bin, self->agenda_page_bin);
  else
    qv_move_child (self->agenda_page_bin, self->agenda_bin);
  qv_capture_set_compact (self->capture, is_below);
  qv_capture_set_wide (self->capture,
                       self->form == QV_SESSION_FORM_WIDE || self->form == QV_SESSION_FORM_MEDIUM);
  gtk_widget_set_visible (GTK_WIDGET (self->capture_bottom), is_below);
  gtk_widget_set_size_request (self->notes_box,
                               is_narrow ? -1
                               : self->form == QV_SESSION_FORM_WIDE
                                   ? (int) (PANEL_WIDE * self->text_scale)
                                   : (int) (PANEL_NORMAL * MIN (self->text_scale, 1.25)),
                               -1);
  /* A widget that is moved to another parent loses the keyboard. */
  if (had_focus)
    qv_capture_focus_entry (self->capture);
}

static gboolean
change_form_cb (gpointer data)
{
  QvSessionView *self = data;
  gboolean is_narrow = self->form == QV_SESSION_FORM_NARROW;
  gboolean is_below = self->form <= QV_SESSION_FORM_MEDIUM;

  self->form_source = 0;
  place_notes (self);
  if (!is_narrow)
    adw_view_stack_set_visible_child_name (self->stack, "map");
  adw_view_stack_page_set_visible (self->notes_page, is_narrow);
  adw_view_stack_page_set_visible (self->agenda_page, is_narrow);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, is_narrow);
  adw_flap_set_fold_policy (self->flap, is_below ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !is_below);
  gtk_label_set_max_width_chars (self->indicator_label, self->form == QV_SESSION_FORM_WIDE ? 48
                                                        : is_narrow                        ? 14
                                                                                           : 28);
  qv_indicator_drawer_set_brief (self->cards, self->form != QV_SESSION_FORM_WIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->territory_label), self->form == QV_SESSION_FORM_WIDE || is_below);
  qv_agenda_panel_set_low (self->agenda_panel, self->is_short);
  _qv_session_view_show_agenda (self);
  gtk_widget_set_visible (GTK_WIDGET (self->balance_strip), !is_narrow);
  qv_balance_strip_set_form (self->balance_strip, self->form == QV_SESSION_FORM_WIDE
                                                      ? QV_BALANCE_STRIP_FULL
                                                      : QV_BALANCE_STRIP_COMPACT);
  self->drawer_wanted = !is_below && !self->is_short;
  _qv_session_view_restore_panels (self);
  _qv_session_view_show_board (self);
  g_object_notify (G_OBJECT (self), "narrow");
  g_object_notify (G_OBJECT (self), "compact");
  g_object_notify (G_OBJECT (self), "notes-shown");
  g_object_notify (G_OBJECT (self), "drawer-shown");
  return G_SOURCE_REMOVE;
}

/* Called while sizes are being given; what is in the view changes right afterwards. */
void
_qv_session_view_queue_form (QvSessionView *self, int width, int height)
{
  QvSessionForm form = QV_SESSION_FORM_NARROW;
  double scale = qv_look_get_text_scale (GTK_WIDGET (self));
  gboolean is_short = height / scale < LOW;

  width = (int) (width / scale);
  if (width >= WIDE)
    form = QV_SESSION_FORM_WIDE;
  else if (width >= NORMAL)
    form = QV_SESSION_FORM_NORMAL;
  else if (width >= MEDIUM)
    form = QV_SESSION_FORM_MEDIUM;
  if (self->form == form && self->is_short == is_short && fabs (self->text_scale - scale) < 0.01)
    return;
  self->text_scale = scale;
  self->form = form;
  self->is_short = is_short;
  if (self->form_source == 0)
    self->form_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_form_cb, self, NULL);
}

/* Map, cards or list; what the map shows is of no use over the cards. */
void
_qv_session_view_toggled_cb (QvSessionView *self)
{
  gboolean has_cards = gtk_toggle_button_get_active (self->cards_button);

  gtk_stack_set_visible_child_name (self->map_stack, has_cards ? "cards"
                                                     : gtk_toggle_button_get_active (self->list_button)
                                                         ? "list"
                                                         : "map");
  gtk_widget_set_visible (self->indicator_box, !has_cards);
  /* It lies over all of the width else, and would catch what is clicked below it. */
  gtk_widget_set_halign (self->cards_box, has_cards ? GTK_ALIGN_END : GTK_ALIGN_FILL);
}

/* The list of notes, wherever it is folded away. */
void
_qv_session_view_list_wanted_cb (QvSessionView *self)
{
  g_object_set (self, "notes-shown", TRUE, NULL);
}

/* Brings the map to where it can be seen, whatever is in front of it. */
void
_qv_session_view_show_map (QvSessionView *self)
{
  gtk_toggle_button_set_active (self->map_button, TRUE);
  adw_view_stack_set_visible_child_name (self->stack, "map");
  if (self->form == QV_SESSION_FORM_MEDIUM)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}
