/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* How the session is looked at: page, part of the map, panels, map, cards or list, indicator. It is kept
 * while it changes and comes back when the session is opened again. */

#include "config.h"

#include "qv-session-view-private.h"

#include <glib/gi18n.h>

#define DELAY_MS 250

static GVariant *
describe (QvSessionView *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  QvIndicator *indicator = qv_indicator_board_get_indicator (self->board);
  double longitude, latitude, zoom;
  gboolean notes_shown, drawer_shown;

  g_object_get (self, "notes-shown", &notes_shown, "drawer-shown", &drawer_shown, NULL);
  g_variant_dict_insert (&dict, "page", "s", adw_view_stack_get_visible_child_name (self->pages));
  g_variant_dict_insert (&dict, "shown-as", "s", gtk_stack_get_visible_child_name (self->map_stack));
  g_variant_dict_insert (&dict, "agenda", "i", self->agenda_wanted);
  /* What is open beside the map depends on the room that there is. */
  g_variant_dict_insert (&dict, "form", "i", (gint32) self->form);
  g_variant_dict_insert (&dict, "notes", "b", notes_shown);
  g_variant_dict_insert (&dict, "drawer", "b", drawer_shown);
  g_variant_dict_insert (&dict, "territory", "x", qv_map_view_get_selected_territory (self->map_view));
  if (indicator != NULL)
    g_variant_dict_insert (&dict, "indicator", "x", qv_item_get_id (QV_ITEM (indicator)));
  /* A map that nobody has moved shows everything, also when the window has another size next time. */
  if (!qv_map_view_is_fitted (self->map_view))
    {
      qv_map_view_get_view (self->map_view, &longitude, &latitude, &zoom);
      g_variant_dict_insert (&dict, "map", "(ddd)", longitude, latitude, zoom);
    }
  return g_variant_dict_end (&dict);
}

static gboolean
keep_cb (gpointer data)
{
  QvSessionView *self = data;

  self->keep_source = 0;
  if (self->kept == NULL && self->form != QV_SESSION_FORM_NONE)
    qv_view_keeper_set_view (self->keeper, qv_item_get_id (QV_ITEM (self->session)), describe (self));
  return G_SOURCE_REMOVE;
}

/* Something of the view has changed. */
void
_qv_session_view_queue_keep (QvSessionView *self)
{
  if (self->keeper != NULL && self->keep_source == 0)
    self->keep_source = g_timeout_add (DELAY_MS, keep_cb, self);
}

static void
restore_map (QvSessionView *self)
{
  double longitude, latitude, zoom;
  const char *form = NULL;
  gint64 id;

  if (g_variant_lookup (self->kept, "map", "(ddd)", &longitude, &latitude, &zoom) && longitude >= -180.0 &&
      longitude <= 180.0 && latitude >= -90.0 && latitude <= 90.0 && zoom >= 0.0)
    qv_map_view_set_view (self->map_view, longitude, latitude, zoom);
  if (g_variant_lookup (self->kept, "territory", "x", &id))
    qv_map_view_set_selected_territory (self->map_view, id);
  if (g_variant_lookup (self->kept, "indicator", "x", &id))
    qv_indicator_board_set_first (self->board, id);
  if (g_variant_lookup (self->kept, "shown-as", "&s", &form))
    gtk_toggle_button_set_active (g_str_equal (form, "list")    ? self->list_button
                                  : g_str_equal (form, "cards") ? self->cards_button
                                                                : self->map_button,
                                  TRUE);
}

static gboolean
is_page (QvSessionView *self, const char *name)
{
  GtkWidget *page = adw_view_stack_get_child_by_name (self->pages, name);

  return page != NULL && adw_view_stack_page_get_visible (adw_view_stack_get_page (self->pages, page));
}

/* What depends on the width waits until there is one; see _qv_session_view_restore_panels(). */
static void
restore (QvSessionView *self)
{
  const char *page = NULL;
  gint32 agenda;

  restore_map (self);
  if (g_variant_lookup (self->kept, "agenda", "i", &agenda) && agenda >= -1 && agenda <= QV_AGENDA_PANEL_RAIL)
    self->agenda_wanted = agenda;
  if (g_variant_lookup (self->kept, "page", "&s", &page) && is_page (self, page))
    adw_view_stack_set_visible_child_name (self->pages, page);
}

/* Called when the view has got its form, after what the form brings by itself. */
void
_qv_session_view_restore_panels (QvSessionView *self)
{
  g_autoptr (GVariant) kept = g_steal_pointer (&self->kept);
  gboolean is_shown;
  gint32 form;

  if (kept == NULL)
    return;
  if (g_variant_lookup (kept, "form", "i", &form) && form == (gint32) self->form)
    {
      if (g_variant_lookup (kept, "notes", "b", &is_shown))
        g_object_set (self, "notes-shown", is_shown, NULL);
      if (g_variant_lookup (kept, "drawer", "b", &is_shown))
        g_object_set (self, "drawer-shown", is_shown, NULL);
    }
  _qv_session_view_queue_keep (self);
}

/* The view goes: what it was like last is kept. */
void
_qv_session_view_stop_keeping (QvSessionView *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  if (self->keeper != NULL)
    keep_cb (self);
  g_clear_pointer (&self->kept, g_variant_unref);
  g_clear_object (&self->keeper);
}

/**
 * qv_session_view_set_keeper:
 * @self: a view that is not shown yet
 * @keeper: what knows how the session was looked at last
 *
 * Shows the session as it was shown last, and keeps how it is shown from now on.
 */
void
qv_session_view_set_keeper (QvSessionView *self, QvViewKeeper *keeper)
{
  const char *const of_view[] = { "notify::notes-shown", "notify::drawer-shown" };
  const char *const of_map[] = { "view-changed", "notify::selected-territory" };

  g_return_if_fail (QV_IS_SESSION_VIEW (self));
  g_return_if_fail (self->keeper == NULL);

  self->keeper = g_object_ref (keeper);
  self->kept = qv_view_keeper_get_view (keeper, qv_item_get_id (QV_ITEM (self->session)));
  if (self->kept != NULL)
    restore (self);
  for (guint i = 0; i < G_N_ELEMENTS (of_view); i++)
    g_signal_connect (self, of_view[i], G_CALLBACK (_qv_session_view_queue_keep), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_map); i++)
    g_signal_connect_object (self->map_view, of_map[i], G_CALLBACK (_qv_session_view_queue_keep), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (_qv_session_view_queue_keep),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_stack, "notify::visible-child", G_CALLBACK (_qv_session_view_queue_keep),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "changed", G_CALLBACK (_qv_session_view_queue_keep), self,
                           G_CONNECT_SWAPPED);
  _qv_session_view_queue_keep (self);
}

/* The day is said only of another day's note. */
static char *
format_time (gint64 said)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (said / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (time == NULL)
    return NULL;
  if (g_date_time_get_year (time) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    /* Translators: a time of day, hours and minutes, as strftime has it. */
    return g_date_time_format (time, _ ("%H:%M"));
  /* Translators: a day and a time of day, as strftime has it: "28 May, 14:51" */
  return g_date_time_format (time, _ ("%-d %B, %H:%M"));
}

static void
tell_recovered_cb (QvSessionView *self)
{
  guint n = g_list_model_get_n_items (self->notes);
  g_autofree char *time = NULL;
  g_autofree char *sentence = NULL;
  gint64 said = 0;

  g_signal_handlers_disconnect_by_func (self->notes, tell_recovered_cb, self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) note = g_list_model_get_item (self->notes, i);

      said = MAX (said, qv_item_get_int (note, QV_NOTE_SAID));
    }
  time = said > 0 ? format_time (said) : NULL;
  sentence =
      time != NULL
          /* Translators: after the program ended by itself; %s is the time of the last note: "14:51" */
          ? g_strdup_printf (_ ("Recovered; last note %s"), time)
          : g_strdup (_ ("Recovered; no note was lost"));
  qv_capture_say (self->capture, sentence);
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "table") != 0)
    _qv_session_view_say (self, sentence, NULL, NULL);
}

/**
 * qv_session_view_tell_recovered:
 * @self: a view
 *
 * Says, as soon as the notes are there, that the session came back after the program had ended by itself.
 */
void
qv_session_view_tell_recovered (QvSessionView *self)
{
  gboolean is_loaded;

  g_return_if_fail (QV_IS_SESSION_VIEW (self));

  g_object_get (self->notes, "loaded", &is_loaded, NULL);
  if (is_loaded)
    tell_recovered_cb (self);
  else
    g_signal_connect_object (self->notes, "notify::loaded", G_CALLBACK (tell_recovered_cb), self,
                             G_CONNECT_SWAPPED);
}
