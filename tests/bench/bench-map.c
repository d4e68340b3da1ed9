/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving the map over many territories and notes, against the marker layer of libshumate with as many markers
 * over the same ground in the same run, in turns. A frame is the time from before-paint to after-paint. Needs
 * a display. */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <shumate/shumate.h>
#include <time.h>

#include "qv-blank-source.h"
#include "qv-geometry.h"
#include "qv-item.h"
#include "qv-map-drawing.h"
#include "qv-map-view.h"
#include "qv-picture-layer.h"
#include "qv-test-squares.h"

#define N_NOTES 10000
#define N_MANY 100000
#define N_ROUNDS 4
#define N_FRAMES 80 /* of a round */
#define WARM_UP 15
#define LATITUDE 44.56
#define LONGITUDE 0.5
#define ZOOM 9.5

#define BAR_MARKERS (1.0 / 8.0)
#define BAR_MANY 1.1
#define BAR_PAN_MS 20.0
#define BAR_ZOOM_FPS 40.0
#define BAR_RECOLOUR (1.0 / 20.0)

typedef struct
{
  GtkWidget *window;
  GtkWidget *map;
  ShumateViewport *viewport; /* of the peer */
  gboolean zooms;
  GArray *frames; /* (element-type double): milliseconds by the clock */
  GArray *costs;  /* (element-type double): of them, those that the main thread was at work */
  gint64 elapsed; /* microseconds of all rounds */

  GMainLoop *loop;
  gint64 before;
  double cost_before;
  gint64 start;
  guint n_seen;
} Subject;

static int
compare (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
get_share (GArray *times, double share)
{
  qsort (times->data, times->len, sizeof (double), compare);
  return g_array_index (times, double, (guint) ((times->len - 1) * share));
}

static double
get_thread_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
before_cb (GdkFrameClock *clock, Subject *subject)
{
  subject->before = g_get_monotonic_time ();
  subject->cost_before = get_thread_ms ();
  if (subject->n_seen == WARM_UP)
    subject->start = subject->before;
}

static void
after_cb (GdkFrameClock *clock, Subject *subject)
{
  gint64 now = g_get_monotonic_time ();
  double frame = (double) (now - subject->before) / 1000.0;
  double cost = get_thread_ms () - subject->cost_before;

  if (subject->n_seen++ < WARM_UP)
    return;
  g_array_append_val (subject->frames, frame);
  g_array_append_val (subject->costs, cost);
  if (subject->n_seen == WARM_UP + N_FRAMES)
    {
      subject->elapsed += now - subject->start;
      g_main_loop_quit (subject->loop);
    }
}

/* Some five pixels a frame, or a twentieth of a zoom level, to and fro. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Subject *subject = data;
  guint step = subject->n_seen % 80;
  double away = step < 40 ? step : 80 - step;
  double longitude = LONGITUDE + (subject->zooms ? 0.0 : 0.006 * away);
  double zoom = ZOOM + (subject->zooms ? 0.05 * away : 0.0);

  if (subject->viewport == NULL)
    qv_map_view_set_view (QV_MAP_VIEW (subject->map), longitude, LATITUDE, zoom);
  else
    {
      shumate_viewport_set_zoom_level (subject->viewport, zoom);
      shumate_location_set_location (SHUMATE_LOCATION (subject->viewport), LATITUDE, longitude);
    }
  return G_SOURCE_CONTINUE;
}

static void
wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
run_round (Subject *subject)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (subject->window);
  guint tick;

  subject->loop = g_main_loop_new (NULL, FALSE);
  subject->n_seen = 0;
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), subject);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), subject);
  tick = gtk_widget_add_tick_callback (subject->map, tick_cb, subject, NULL);
  g_main_loop_run (subject->loop);
  gtk_widget_remove_tick_callback (subject->map, tick);
  g_signal_handlers_disconnect_by_data (clock, subject);
  g_main_loop_unref (subject->loop);
}

static void
measure (Subject *subjects[], guint n_subjects)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < n_subjects; i++)
      run_round (subjects[i]);
}

static void
show (Subject *subject)
{
  subject->frames = g_array_new (FALSE, FALSE, sizeof (double));
  subject->costs = g_array_new (FALSE, FALSE, sizeof (double));
  subject->window = g_object_new (GTK_TYPE_WINDOW, "child", subject->map, "default-width", 1366,
                                  "default-height", 768, NULL);
  gtk_window_present (GTK_WINDOW (subject->window));
  wait_ms (500);
}

static void
clear_subject (Subject *subject)
{
  gtk_window_destroy (GTK_WINDOW (subject->window));
  g_array_unref (subject->frames);
  g_array_unref (subject->costs);
  wait_ms (50);
}

static GListModel *
make_territories (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (QV_TYPE_TERRITORY);

  for (int i = 0; i < QV_TEST_N_SQUARES; i++)
    {
      g_autoptr (QvGeometry) geometry = qv_test_make_square (i);
      g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_TERRITORY, 100 + i);

      qv_record_set_text (record, QV_TERRITORY_NAME, "Square");
      qv_record_set_blob (record, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (geometry));
      g_ptr_array_add (items, qv_item_new (record));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}

static void
get_place (guint i, double *longitude, double *latitude)
{
  *longitude = fmod (i * 0.61803398875, 1.0);
  *latitude = 44.125 + 0.875 * fmod (i * 0.75487766625, 1.0);
}

/* Of five corners, some hundreds of metres long. */
static QvGeometry *
make_drawn (guint i, double longitude, double latitude)
{
  static const double steps[] = { 0.0, 0.0, 0.006, 0.001, 0.008, 0.005, 0.004, 0.007, -0.001, 0.004 };
  const guint32 one = 1, five = 5;
  gint32 coords[10];

  for (guint j = 0; j < G_N_ELEMENTS (coords); j++)
    coords[j] = (gint32) (((j % 2 ? latitude : longitude) + steps[j]) * QV_GEOMETRY_SCALE);
  return qv_geometry_new (i % 2 ? QV_GEOMETRY_LINE : QV_GEOMETRY_AREA, &one, 1, &five, 1, coords, five, NULL);
}

/* One of @every is drawn, if that is not 0. */
static GListModel *
make_notes (guint n, guint every)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (QV_TYPE_NOTE);

  for (guint i = 0; i < n; i++)
    {
      double longitude, latitude;
      g_autoptr (QvGeometry) point = NULL;
      g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_NOTE, 100000 + i);

      get_place (i, &longitude, &latitude);
      point = every > 0 && i % every == 0 ? make_drawn (i / every, longitude, latitude)
                                          : qv_geometry_new_point (longitude, latitude);
      qv_record_set_text (record, QV_NOTE_HELIX, qv_helix_to_word ((QvHelix) (i % 4 + 1)));
      qv_record_set_text (record, QV_NOTE_KIND, qv_note_kind_to_word ((QvNoteKind) (i % QV_N_NOTE_KINDS)));
      qv_record_set_blob (record, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
      g_ptr_array_add (items, qv_item_new (record));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}

static void
show_own (Subject *subject, GListModel *territories, guint n_notes, guint every)
{
  g_autoptr (GListModel) notes = make_notes (n_notes, every);

  subject->map = g_object_new (QV_TYPE_MAP_VIEW, NULL);
  qv_map_view_set_territories (QV_MAP_VIEW (subject->map), territories);
  qv_map_view_set_notes (QV_MAP_VIEW (subject->map), notes);
  show (subject);
  qv_map_view_set_view (QV_MAP_VIEW (subject->map), LONGITUDE, LATITUDE, ZOOM);
  for (guint i = 0; i < 200 && !qv_map_view_is_settled (QV_MAP_VIEW (subject->map)); i++)
    wait_ms (50);
  wait_ms (500);
}

static void
show_markers (Subject *subject, GListModel *territories)
{
  ShumateMap *map = shumate_map_new ();
  g_autoptr (ShumateMapSource) source = qv_blank_source_new ();
  ShumateMarkerLayer *layer;

  subject->map = GTK_WIDGET (map);
  subject->viewport = shumate_map_get_viewport (map);
  shumate_viewport_set_reference_map_source (subject->viewport, source);
  if (territories != NULL)
    {
      QvPictureLayer *picture = qv_picture_layer_new (subject->viewport);

      qv_picture_layer_set_territories (picture, territories);
      shumate_map_add_layer (map, SHUMATE_LAYER (picture));
    }
  layer = shumate_marker_layer_new (subject->viewport);
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
  shumate_viewport_set_zoom_level (subject->viewport, ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (subject->viewport), LATITUDE, LONGITUDE);
  show (subject);
  wait_ms (1000);
}

/* Moving ground is handed to the display anew with each frame, which costs both sides the same; so the bar is
 * for notes on plain paper, and the other figure says what the whole comes to. */
static void
bench_markers (const char *name, GListModel *territories, guint every)
{
  Subject own = { 0 }, peer = { 0 };
  Subject *both[] = { &own, &peer };
  double ratio;

  show_own (&own, territories, N_NOTES, every);
  show_markers (&peer, territories);
  measure (both, G_N_ELEMENTS (both));
  ratio = get_share (own.frames, 0.5) / get_share (peer.frames, 0.5);
  g_print ("{\"name\": \"%s\", \"notes\": %d, \"median_ms\": %.2f, \"peer\": \"libshumate markers over the "
           "same ground\", \"peer_median_ms\": %.2f, \"ratio\": %.3f",
           name, N_NOTES, get_share (own.frames, 0.5), get_share (peer.frames, 0.5), ratio);
  if (territories == NULL)
    g_print (", \"bar\": %.3f, \"ok\": %s", BAR_MARKERS, ratio <= BAR_MARKERS ? "true" : "false");
  g_print ("}\n");
  clear_subject (&own);
  clear_subject (&peer);
}

static void
bench_many (void)
{
  Subject few = { 0 }, many = { 0 };
  Subject *both[] = { &few, &many };
  double ratio;

  show_own (&few, NULL, N_NOTES, 0);
  show_own (&many, NULL, N_MANY, 0);
  measure (both, G_N_ELEMENTS (both));
  ratio = get_share (many.costs, 0.25) / get_share (few.costs, 0.25);
  g_print ("{\"name\": \"map-many-notes\", \"ms_10000\": %.2f, \"ms_100000\": %.2f, \"ratio\": %.3f, "
           "\"bar\": %.2f, \"ok\": %s}\n",
           get_share (few.costs, 0.25), get_share (many.costs, 0.25), ratio, BAR_MANY,
           ratio <= BAR_MANY ? "true" : "false");
  clear_subject (&few);
  clear_subject (&many);
}

static void
bench_municipalities (GListModel *territories)
{
  Subject pan = { 0 }, zoom = { .zooms = TRUE };
  Subject *one[] = { &pan }, *other[] = { &zoom };
  double p95, frames_per_second;

  show_own (&pan, territories, 0, 0);
  measure (one, 1);
  p95 = get_share (pan.frames, 0.95);
  g_print ("{\"name\": \"map-pan-municipalities\", \"territories\": %d, \"p95_ms\": %.2f, \"bar_ms\": %.1f, "
           "\"ratio\": %.3f, \"bar\": 1.0, \"ok\": %s}\n",
           QV_TEST_N_SQUARES, p95, BAR_PAN_MS, p95 / BAR_PAN_MS, p95 <= BAR_PAN_MS ? "true" : "false");
  clear_subject (&pan);

  show_own (&zoom, territories, 0, 0);
  measure (other, 1);
  frames_per_second = (double) zoom.frames->len * G_USEC_PER_SEC / (double) zoom.elapsed;
  g_print ("{\"name\": \"map-zoom-municipalities\", \"territories\": %d, \"frames_per_second\": %.1f, "
           "\"bar_frames_per_second\": %.0f, \"ratio\": %.3f, \"bar\": 1.0, \"ok\": %s}\n",
           QV_TEST_N_SQUARES, frames_per_second, BAR_ZOOM_FPS, BAR_ZOOM_FPS / frames_per_second,
           frames_per_second >= BAR_ZOOM_FPS ? "true" : "false");
  clear_subject (&zoom);
}

static QvTerritoryLayer *
make_layer (void)
{
  g_autoptr (GPtrArray) geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autofree QvId *ids = g_new (QvId, QV_TEST_N_SQUARES);

  for (int i = 0; i < QV_TEST_N_SQUARES; i++)
    {
      ids[i] = 100 + i;
      g_ptr_array_add (geometries, qv_test_make_square (i));
    }
  return qv_territory_layer_new (ids, (QvGeometry *const *) geometries->pdata, geometries->len, NULL, NULL);
}

static QvMapScene *
make_scene (QvTerritoryLayer *layer, guint seed)
{
  QvMapScene *scene = qv_map_scene_new (qv_palette_get (QV_PALETTE_LIGHT));
  const double breaks[] = { 0, 0.2, 0.4, 0.6, 0.8, 1 };
  g_autofree QvId *ids = g_new (QvId, QV_TEST_N_SQUARES);
  g_autofree double *values = g_new (double, QV_TEST_N_SQUARES);

  for (int i = 0; i < QV_TEST_N_SQUARES; i++)
    {
      ids[i] = 100 + i;
      values[i] = fmod ((i + seed) * 0.61803398875, 1.0);
    }
  scene->layer = qv_territory_layer_ref (layer);
  scene->thematic = qv_thematic_new (QV_MEASURE_RATE, ids, values, QV_TEST_N_SQUARES, breaks, 5);
  return scene;
}

/* What the worker does for a new indicator while the figures' places are known, and what it does for a new
 * view. */
static void
bench_recolour (void)
{
  g_autoptr (QvTerritoryLayer) layer = make_layer ();
  double recolour = INFINITY, redraw = INFINITY;
  QvView view;

  qv_view_init (&view, LONGITUDE, LATITUDE, ZOOM, 1366 + 448, 768 + 448);
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (QvMapScene) scene = make_scene (layer, round);
      g_autoptr (QvIdRaster) raster = NULL;
      cairo_surface_t *smooth = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view.width, view.height);
      cairo_surface_t *rough = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view.width, view.height);
      g_autoptr (QvMapScene) other = make_scene (layer, round + 100);
      gint64 start = g_get_monotonic_time ();

      raster = qv_id_raster_new (layer, &view, NULL, NULL);
      qv_map_drawing_paint (scene, &view, 1.0, QV_MAP_SMOOTH, raster, smooth, NULL, NULL);
      redraw = MIN (redraw, (double) (g_get_monotonic_time () - start) / 1000.0);
      start = g_get_monotonic_time ();
      qv_map_drawing_paint (other, &view, 1.0, QV_MAP_ROUGH, raster, rough, NULL, NULL);
      recolour = MIN (recolour, (double) (g_get_monotonic_time () - start) / 1000.0);
      cairo_surface_destroy (smooth);
      cairo_surface_destroy (rough);
    }
  g_print ("{\"name\": \"map-recolour\", \"territories\": %d, \"recolour_ms\": %.2f, \"redraw_ms\": %.2f, "
           "\"ratio\": %.4f, \"bar\": %.3f, \"ok\": %s}\n",
           QV_TEST_N_SQUARES, recolour, redraw, recolour / redraw, BAR_RECOLOUR,
           recolour / redraw <= BAR_RECOLOUR ? "true" : "false");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GListModel) territories = NULL;

  if (!gtk_init_check ())
    {
      g_print ("{\"name\": \"map-pan\", \"skipped\": \"no display\"}\n");
      return 0;
    }
  adw_init ();
  territories = make_territories ();
  bench_markers ("map-pan-notes", NULL, 0);
  bench_markers ("map-pan-notes-drawn", NULL, 10);
  bench_markers ("map-pan-notes-over-municipalities", territories, 0);
  bench_many ();
  bench_municipalities (territories);
  bench_recolour ();
  return 0;
}
