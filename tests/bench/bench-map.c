/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving the map over many territories and notes, against the marker layer of libshumate with as many markers
 * in the same run. A frame is the time from before-paint to after-paint. Needs a display. */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <shumate/shumate.h>

#include "qv-geometry.h"
#include "qv-item.h"
#include "qv-map-view.h"

#define N_COLUMNS 200
#define N_ROWS 175 /* 35,000 territories */
#define STEP 50000 /* units of 1e-7 degree */
#define N_NOTES 10000
#define N_FRAMES 120
#define WARM_UP 20
#define BAR_SHARE (1.0 / 8.0)
#define BAR_MS 20.0

typedef struct
{
  GMainLoop *loop;
  gint64 before;
  double frames[N_FRAMES];
  guint n_frames;
  guint n_seen;
  ShumateLocation *location;
  double longitude;
} Run;

static int
compare (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
before_cb (GdkFrameClock *clock, Run *run)
{
  run->before = g_get_monotonic_time ();
}

static void
after_cb (GdkFrameClock *clock, Run *run)
{
  if (run->n_seen++ < WARM_UP)
    return;
  run->frames[run->n_frames++] = (double) (g_get_monotonic_time () - run->before) / 1000.0;
  if (run->n_frames == N_FRAMES)
    g_main_loop_quit (run->loop);
}

/* Some five pixels a frame, to and fro. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;
  double longitude, latitude, zoom;
  double shift = 0.006 * (run->n_seen % 80 < 40 ? run->n_seen % 40 : 40 - run->n_seen % 40);

  if (QV_IS_MAP_VIEW (widget))
    {
      qv_map_view_get_view (QV_MAP_VIEW (widget), &longitude, &latitude, &zoom);
      qv_map_view_set_view (QV_MAP_VIEW (widget), run->longitude + shift, latitude, zoom);
    }
  else
    shumate_location_set_location (run->location, shumate_location_get_latitude (run->location),
                                   run->longitude + shift);
  return G_SOURCE_CONTINUE;
}

static void
wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static void
measure (GtkWidget *window, GtkWidget *moved, ShumateLocation *location, Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint tick;

  run->loop = g_main_loop_new (NULL, FALSE);
  run->location = location;
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), run);
  tick = gtk_widget_add_tick_callback (moved, tick_cb, run, NULL);
  g_main_loop_run (run->loop);
  gtk_widget_remove_tick_callback (moved, tick);
  g_signal_handlers_disconnect_by_data (clock, run);
  g_main_loop_unref (run->loop);
  qsort (run->frames, N_FRAMES, sizeof *run->frames, compare);
}

static GListStore *
make_territories (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (QV_TYPE_TERRITORY);

  for (int i = 0; i < N_COLUMNS * N_ROWS; i++)
    {
      gint32 west = (i % N_COLUMNS) * STEP, north = 450000000 - (i / N_COLUMNS) * STEP;
      const gint32 coords[] = {
        west, north, west, north - STEP, west + STEP, north - STEP, west + STEP, north
      };
      const guint32 one = 1, four = 4;
      g_autoptr (QvGeometry) geometry =
          qv_geometry_new (QV_GEOMETRY_AREA, &one, 1, &four, 1, coords, 4, NULL);
      g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_TERRITORY, 100 + i);

      qv_record_set_text (record, QV_TERRITORY_NAME, "Square");
      qv_record_set_blob (record, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (geometry));
      g_ptr_array_add (items, qv_item_new (record));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return store;
}

static void
get_place (guint i, double *longitude, double *latitude)
{
  *longitude = fmod (i * 0.61803398875, 1.0);
  *latitude = 44.125 + 0.875 * fmod (i * 0.75487766625, 1.0);
}

static GListStore *
make_notes (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (QV_TYPE_NOTE);

  for (guint i = 0; i < N_NOTES; i++)
    {
      double longitude, latitude;
      g_autoptr (QvGeometry) point = NULL;
      g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_NOTE, 100000 + i);

      get_place (i, &longitude, &latitude);
      point = qv_geometry_new_point (longitude, latitude);
      qv_record_set_text (record, QV_NOTE_HELIX, qv_helix_to_word ((QvHelix) (i % 4 + 1)));
      qv_record_set_text (record, QV_NOTE_KIND, qv_note_kind_to_word ((QvNoteKind) (i % QV_N_NOTE_KINDS)));
      qv_record_set_blob (record, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
      g_ptr_array_add (items, qv_item_new (record));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return store;
}

static GtkWidget *
show (GtkWidget *child)
{
  GtkWidget *window =
      g_object_new (GTK_TYPE_WINDOW, "child", child, "default-width", 1366, "default-height", 768, NULL);

  gtk_window_present (GTK_WINDOW (window));
  wait_ms (300);
  return window;
}

static void
bench_own (Run *run)
{
  GtkWidget *view = qv_map_view_new ();
  g_autoptr (GListStore) territories = make_territories ();
  g_autoptr (GListStore) notes = make_notes ();
  double latitude, zoom;
  GtkWidget *window;

  qv_map_view_set_territories (QV_MAP_VIEW (view), G_LIST_MODEL (territories));
  qv_map_view_set_notes (QV_MAP_VIEW (view), G_LIST_MODEL (notes));
  window = show (view);
  for (guint i = 0; i < 200 && !qv_map_view_is_settled (QV_MAP_VIEW (view)); i++)
    wait_ms (50);
  wait_ms (500);
  qv_map_view_get_view (QV_MAP_VIEW (view), &run->longitude, &latitude, &zoom);
  measure (window, view, NULL, run);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
bench_markers (Run *run)
{
  ShumateMap *map = shumate_map_new_simple ();
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  ShumateMarkerLayer *layer;
  g_autoptr (ShumateMapSourceRegistry) registry = shumate_map_source_registry_new_with_defaults ();
  GtkWidget *window;

  shumate_viewport_set_reference_map_source (
      viewport, shumate_map_source_registry_get_by_id (registry, SHUMATE_MAP_SOURCE_OSM_MAPNIK));
  layer = shumate_marker_layer_new (viewport);
  for (guint i = 0; i < N_NOTES; i++)
    {
      ShumateMarker *marker = shumate_marker_new ();
      double longitude, latitude;

      get_place (i, &longitude, &latitude);
      shumate_marker_set_child (marker, gtk_image_new_from_icon_name ("qv-residents-symbolic"));
      shumate_location_set_location (SHUMATE_LOCATION (marker), latitude, longitude);
      shumate_marker_layer_add_marker (layer, marker);
    }
  shumate_map_add_layer (map, SHUMATE_LAYER (layer));
  run->longitude = 0.5;
  shumate_viewport_set_zoom_level (viewport, 9.5);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 44.56, run->longitude);
  window = show (GTK_WIDGET (map));
  measure (window, GTK_WIDGET (map), SHUMATE_LOCATION (viewport), run);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  Run own = { 0 }, markers = { 0 };
  double share, p95;

  if (!gtk_init_check ())
    {
      g_print ("{\"name\": \"map-pan\", \"skipped\": \"no display\"}\n");
      return 0;
    }
  adw_init ();
  bench_own (&own);
  bench_markers (&markers);
  share = own.frames[N_FRAMES / 2] / markers.frames[N_FRAMES / 2];
  p95 = own.frames[N_FRAMES * 95 / 100];
  g_print (
      "{\"name\": \"map-pan\", \"territories\": %d, \"notes\": %d, \"median_ms\": %.2f, \"p95_ms\": %.2f, "
      "\"peer\": \"libshumate markers\", \"peer_median_ms\": %.2f, \"ratio\": %.3f, \"bar\": %.3f, \"ok\": "
      "%s}\n",
      N_COLUMNS * N_ROWS, N_NOTES, own.frames[N_FRAMES / 2], p95, markers.frames[N_FRAMES / 2], share,
      BAR_SHARE, share <= BAR_SHARE ? "true" : "false");
  g_print ("{\"name\": \"map-pan-p95\", \"p95_ms\": %.2f, \"bar\": %.1f, \"ok\": %s}\n", p95, BAR_MS,
           p95 <= BAR_MS ? "true" : "false");
  return 0;
}
