/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The map of the Table view and what hangs on it: places of notes, the card over a pin, indicator and
 * background. */

#include "config.h"

#include "qv-session-view-private.h"

#include <glib/gi18n.h>

#include "qv-library.h"
#include "qv-shape.h"
#include "qv-wording.h"

/* Takes the note by its id from the live list; NULL if it is not there. */
static QvNote *
ref_note (QvSessionView *self, QvId note)
{
  guint n = g_list_model_get_n_items (self->notes);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) item = g_list_model_get_item (self->notes, i);

      if (qv_item_get_id (QV_ITEM (item)) == note)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
popdown (QvSessionView *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* Keeps the card at the pin while the map moves, and takes it away with the pin. */
static void
update_popover (QvSessionView *self)
{
  QvNote *note = qv_note_popover_get_note (self->popover);
  GdkRectangle bounds;

  if (note == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;
  if (qv_map_view_get_note_bounds (self->map_view, qv_item_get_id (QV_ITEM (note)), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &bounds);
  else
    popdown (self);
}

static void
note_activated_cb (QvMapView *map, QvId id, QvSessionView *self)
{
  g_autoptr (QvNote) note = ref_note (self, id);
  GdkRectangle bounds;

  if (note == NULL || !qv_map_view_get_note_bounds (map, id, &bounds))
    return;
  qv_note_popover_set_note (self->popover, note, self->context);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &bounds);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
selected_note_cb (QvSessionView *self)
{
  QvNote *note = qv_note_popover_get_note (self->popover);

  if (note != NULL && qv_item_get_id (QV_ITEM (note)) != qv_map_view_get_selected_note (self->map_view))
    popdown (self);
}

static QvId
get_popover_note (QvSessionView *self)
{
  QvNote *note = qv_note_popover_get_note (self->popover);

  return note != NULL ? qv_item_get_id (QV_ITEM (note)) : QV_ID_NONE;
}

/* The list is where words are written. */
static void
show_notes (QvSessionView *self)
{
  popdown (self);
  if (self->form == QV_SESSION_FORM_NARROW || self->form == QV_SESSION_FORM_MEDIUM)
    g_object_set (self, "notes-shown", TRUE, NULL);
}

static void
do_with_note (QvSessionView *self, const char *action)
{
  QvId note = get_popover_note (self);

  show_notes (self);
  qv_notes_panel_set_selected_note (self->notes_panel, note);
  gtk_widget_activate_action (GTK_WIDGET (self->notes_panel), action, NULL);
}

static void
popover_turn_cb (QvSessionView *self)
{
  do_with_note (self, "note.turn");
}

static void
popover_group_cb (QvSessionView *self)
{
  do_with_note (self, "note.group");
}

static void
popover_edit_cb (QvSessionView *self)
{
  show_notes (self);
  qv_notes_panel_begin_edit (self->notes_panel, get_popover_note (self));
}

static void
popover_move_cb (QvSessionView *self)
{
  popdown (self);
  _qv_session_view_begin_place (self, get_popover_note (self));
}

static void
popover_project_cb (QvSessionView *self)
{
  _qv_session_view_project_note (self, get_popover_note (self));
}

static void
popover_delete_cb (QvSessionView *self)
{
  popdown (self);
  qv_notes_panel_delete_note (self->notes_panel, get_popover_note (self));
}

/* One edit: the place, and the territory in which its pin stands. */
static void
place_cb (QvMapView *map, QvId note, QvGeometry *place, QvSessionView *self)
{
  double longitude, latitude;
  QvId territory;

  qv_geometry_get_anchor (place, &longitude, &latitude);
  territory = qv_map_view_get_territory_at (map, longitude, latitude);
  if (note == self->draft)
    {
      const char *name = qv_note_context_get_place (self->context, territory);
      g_autofree char *shape = qv_wording_for_shape (place);

      if (shape != NULL)
        name = shape;
      qv_capture_set_place (self->capture, territory, place, name != NULL ? name : _ ("On the map"));
      qv_capture_focus_entry (self->capture);
      return;
    }
  qv_notes_panel_place_note (self->notes_panel, note, territory, place);
}

static void
note_dropped_cb (QvMapView *map, QvId note, double longitude, double latitude, QvSessionView *self)
{
  g_autoptr (QvGeometry) point = qv_geometry_new_point (longitude, latitude);

  if (point != NULL)
    place_cb (map, note, point, self);
}

static void
place_cancelled_cb (QvMapView *map, QvId note, QvSessionView *self)
{
  qv_capture_focus_entry (self->capture);
}

/* Sets the cross-hair for @note, or for the note that is being written. */
void
_qv_session_view_begin_place (QvSessionView *self, QvId note)
{
  _qv_session_view_show_map (self);
  qv_map_view_begin_place (self->map_view, note);
  gtk_widget_grab_focus (GTK_WIDGET (self->map_view));
}

void
_qv_session_view_show_territory (QvSessionView *self)
{
  QvId territory = qv_map_view_get_selected_territory (self->map_view);
  const char *name = qv_note_context_get_place (self->context, territory);
  g_autofree char *title = NULL;

  if (name != NULL)
    /* Translators: above the cards of the indicators: "Indicators for Aurora" */
    title = g_strdup_printf (_ ("Indicators for %s"), name);
  gtk_label_set_label (self->territory_label, title != NULL ? title : _ ("Indicators for all territories"));
  qv_indicator_drawer_set_territory (self->cards, territory);
}

/* "No data for 2023; last year is 2021", with a button that shows 2021. */
static void
show_missing_period (QvSessionView *self)
{
  const char *const *periods = qv_indicator_board_get_periods (self->board);
  const char *period = qv_indicator_board_get_period (self->board);
  guint n = periods != NULL ? g_strv_length ((char **) periods) : 0;
  gboolean is_missing = periods != NULL && qv_indicator_board_get_indicator (self->board) != NULL &&
                        !qv_indicator_board_has_figures (self->board);
  g_autofree char *text = NULL;
  g_autofree char *button = NULL;

  gtk_widget_set_visible (self->no_data_box, is_missing);
  if (!is_missing)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->no_data_button), n > 0);
  if (n == 0)
    {
      gtk_label_set_label (self->no_data_label, _ ("This indicator has no data yet."));
      return;
    }
  /* Translators: periods, mostly years: "No data for 2023; the last is 2021" */
  text = g_strdup_printf (_ ("No data for %s; the last is %s"), period, periods[n - 1]);
  /* Translators: button that shows a period: "Show 2021" */
  button = g_strdup_printf (_ ("Show %s"), periods[n - 1]);
  gtk_label_set_label (self->no_data_label, text);
  gtk_button_set_label (self->no_data_button, button);
}

void
_qv_session_view_show_board (QvSessionView *self)
{
  QvIndicator *indicator = qv_indicator_board_get_indicator (self->board);
  const char *name = indicator != NULL ? qv_item_get_text (QV_ITEM (indicator), QV_INDICATOR_NAME) : NULL;
  const char *period = indicator != NULL ? qv_indicator_board_get_period (self->board) : NULL;
  QvThematic *thematic = qv_indicator_board_get_thematic (self->board);

  gtk_label_set_label (self->indicator_label, name != NULL ? name : _ ("Choose an indicator"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->indicator_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->indicator_label), -1);
  gtk_label_set_label (self->period_label, period != NULL ? period : "");
  gtk_widget_set_visible (GTK_WIDGET (self->period_label), period != NULL);
  qv_map_view_set_thematic (self->map_view, thematic);
  qv_territory_list_set_thematic (self->territory_list, thematic);
  show_missing_period (self);
  gtk_widget_set_visible (self->card_button, indicator != NULL);
  gtk_revealer_set_reveal_child (self->drawer, self->drawer_wanted && indicator != NULL);
}

typedef struct
{
  QvStore *store;
  QvId background;
} BackgroundRequest;

static void
free_background_request (gpointer data)
{
  BackgroundRequest *request = data;

  g_object_unref (request->store);
  g_free (request);
}

static void
read_background_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BackgroundRequest *request = data;
  GError *error = NULL;
  QvRecord *record = qv_store_get_record (request->store, QV_ENTITY_BACKGROUND, request->background, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify) qv_record_free);
  else
    g_task_return_error (task, error);
}

static void
background_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvSessionView *self = QV_SESSION_VIEW (source);
  g_autoptr (QvRecord) record = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  const char *attribution;

  if (record == NULL || self->is_closing)
    return;
  path = qv_library_get_background_path (qv_store_get_path (self->store),
                                         qv_record_get_text (record, QV_BACKGROUND_FILE));
  file = g_file_new_for_path (path);
  attribution = qv_record_get_text (record, QV_BACKGROUND_ATTRIBUTION);
  if (g_strcmp0 (qv_record_get_text (record, QV_BACKGROUND_KIND), "tiles") == 0)
    qv_map_view_set_tile_pack_file (self->map_view, file, attribution);
  else
    qv_map_view_set_background_file (self->map_view, file, attribution);
}

/* What lies under the territories: a drawn background, tiles, or plain paper. */
void
_qv_session_view_show_background (QvSessionView *self)
{
  QvId background = qv_item_get_int (QV_ITEM (self->session), QV_SESSION_BACKGROUND);
  g_autoptr (GTask) task = NULL;
  BackgroundRequest *request;

  if (background == QV_ID_NONE)
    {
      qv_map_view_set_background_file (self->map_view, NULL, NULL);
      return;
    }
  request = g_new (BackgroundRequest, 1);
  request->store = g_object_ref (self->store);
  request->background = background;
  task = g_task_new (self, NULL, background_read_cb, NULL);
  g_task_set_source_tag (task, _qv_session_view_show_background);
  g_task_set_task_data (task, request, free_background_request);
  g_task_run_in_thread (task, read_background_in_thread);
}

void
_qv_session_view_connect_map (QvSessionView *self)
{
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  g_object_bind_property (self->notes_panel, "selected-note", self->map_view, "selected-note", both);
  g_object_bind_property (self->territory_list, "selected-territory", self->map_view, "selected-territory",
                          both);
  g_signal_connect_object (self->map_view, "notify::selected-territory",
                           G_CALLBACK (_qv_session_view_show_territory), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "notify::selected-note", G_CALLBACK (selected_note_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "note-activated", G_CALLBACK (note_activated_cb), self, 0);
  g_signal_connect_object (self->map_view, "view-changed", G_CALLBACK (update_popover), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "place", G_CALLBACK (place_cb), self, 0);
  g_signal_connect_object (self->map_view, "note-dropped", G_CALLBACK (note_dropped_cb), self, 0);
  g_signal_connect_object (self->map_view, "place-cancelled", G_CALLBACK (place_cancelled_cb), self, 0);
  g_signal_connect_object (self->popover, "turn", G_CALLBACK (popover_turn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "group", G_CALLBACK (popover_group_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "edit", G_CALLBACK (popover_edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "move", G_CALLBACK (popover_move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "project", G_CALLBACK (popover_project_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "delete", G_CALLBACK (popover_delete_cb), self, G_CONNECT_SWAPPED);
}

/**
 * qv_session_view_get_board:
 * @self: the view
 *
 * Returns: (transfer none): the indicator that the map shows, and how
 */
QvIndicatorBoard *
qv_session_view_get_board (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), NULL);

  return self->board;
}
