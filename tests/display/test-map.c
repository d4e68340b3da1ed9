/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map and its list twin, in a window: places set by keyboard, choices, colours, both looks, large text.
 */
#include "config.h"

#include <math.h>

#include "qv-geometry.h"
#include "qv-helix-counts.h"
#include "qv-helix-mark.h"
#include "qv-legend-view.h"
#include "qv-map-thumb.h"
#include "qv-map-view.h"
#include "qv-pill.h"
#include "qv-place-card.h"
#include "qv-projection.h"
#include "qv-scale-bar.h"
#include "qv-shape.h"
#include "qv-territory-list.h"
#include "qv-test-display.h"

#define SIDE 4      /* squares of the chequered land, by row and by column */
#define STEP 100000 /* units of 1e-7 degree: a hundredth of a degree */
#define FIRST_ID 100
#define NOTE_ID 9000

/* A land of SIDE × SIDE squares; the one of column c and row r, from the north-west, has the id FIRST_ID + r
 * × SIDE + c. */
static GListModel *
make_territories (void)
{
  GListStore *store = g_list_store_new (QV_TYPE_TERRITORY);

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      gint32 west = (i % SIDE) * STEP, north = 450000000 - (i / SIDE) * STEP;
      const gint32 coords[] = {
        west, north, west, north - STEP, west + STEP, north - STEP, west + STEP, north
      };
      const guint32 one = 1, four = 4;
      g_autoptr (QvGeometry) geometry =
          qv_geometry_new (QV_GEOMETRY_AREA, &one, 1, &four, 1, coords, 4, NULL);
      g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_TERRITORY, FIRST_ID + i);
      g_autofree char *name = g_strdup_printf ("Square %d", i);
      g_autoptr (QvItem) item = NULL;

      qv_record_set_int (record, QV_TERRITORY_LEVEL, 1);
      qv_record_set_text (record, QV_TERRITORY_CODE, name + 7);
      qv_record_set_text (record, QV_TERRITORY_NAME, name);
      qv_record_set_blob (record, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (geometry));
      item = qv_item_new (record);
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/* All but the last square have a figure: its number. */
static QvThematic *
make_thematic (QvMeasure measure)
{
  QvId ids[SIDE * SIDE - 1];
  double values[SIDE * SIDE - 1];
  const double breaks[] = { 0.0, 4.0, 9.0, 14.0 };
  QvThematic *thematic;

  for (int i = 0; i < SIDE * SIDE - 1; i++)
    {
      ids[i] = FIRST_ID + i;
      values[i] = i;
    }
  thematic = qv_thematic_new (measure, ids, values, G_N_ELEMENTS (ids), breaks, 3);
  thematic->title = g_strdup ("Number of the square");
  thematic->unit = g_strdup ("no.");
  return thematic;
}

static QvItem *
make_note (QvId id, double longitude, double latitude)
{
  g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_NOTE, id);
  g_autoptr (QvGeometry) point = qv_geometry_new_point (longitude, latitude);

  qv_record_set_int (record, QV_NOTE_SESSION, 1);
  qv_record_set_text (record, QV_NOTE_HELIX, "residents");
  qv_record_set_text (record, QV_NOTE_KIND, "problem");
  qv_record_set_text (record, QV_NOTE_TEXT, "The lamp is broken");
  qv_record_set_blob (record, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
  return qv_item_new (record);
}

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  GListModel *territories;
  GListStore *notes;
  guint n_placed, n_cancelled;
  double longitude, latitude;
  QvGeometry *place; /* (nullable): the last one */
} Map;

static void
place_cb (QvMapView *view, gint64 note, QvGeometry *place, Map *map)
{
  g_assert_cmpint (note, ==, NOTE_ID);
  map->n_placed++;
  g_clear_pointer (&map->place, qv_geometry_unref);
  map->place = qv_geometry_ref (place);
  qv_geometry_get_anchor (place, &map->longitude, &map->latitude);
}

static void
cancelled_cb (QvMapView *view, gint64 note, Map *map)
{
  g_assert_cmpint (note, ==, NOTE_ID);
  map->n_cancelled++;
}

static void
open_map (Map *map, int width, int height)
{
  g_autoptr (QvThematic) thematic = make_thematic (QV_MEASURE_RATE);

  map->view = g_object_new (QV_TYPE_MAP_VIEW, NULL);
  map->territories = make_territories ();
  map->notes = g_list_store_new (QV_TYPE_NOTE);
  qv_map_view_set_territories (QV_MAP_VIEW (map->view), map->territories);
  qv_map_view_set_thematic (QV_MAP_VIEW (map->view), thematic);
  qv_map_view_set_notes (QV_MAP_VIEW (map->view), G_LIST_MODEL (map->notes));
  g_signal_connect (map->view, "place", G_CALLBACK (place_cb), map);
  g_signal_connect (map->view, "place-cancelled", G_CALLBACK (cancelled_cb), map);
  map->window = qv_test_show (map->view, width, height);
  g_assert_true (qv_test_wait ((QvTestCondition) qv_map_view_is_settled, map->view, 10000));
}

static void
close_map (Map *map)
{
  qv_test_destroy (map->window);
  g_clear_object (&map->territories);
  g_clear_object (&map->notes);
  g_clear_pointer (&map->place, qv_geometry_unref);
}

static guint32
get_pixel (GtkWidget *widget, int x, int y)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint32 pixel;

  qv_test_spin (60);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = *(guint32 *) (gpointer) (cairo_image_surface_get_data (surface) +
                                   y * cairo_image_surface_get_stride (surface) + 4 * x) &
          0xffffff;
  cairo_surface_destroy (surface);
  return pixel;
}

/* The fit shows the whole land, whose middle is where the four inner squares meet. */
static void
test_fit (void)
{
  Map map = { 0 };
  double longitude, latitude, zoom;

  open_map (&map, 900, 640);
  qv_map_view_get_view (QV_MAP_VIEW (map.view), &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 0.02, 1e-4);
  g_assert_cmpfloat_with_epsilon (latitude, 44.98, 1e-4);
  g_assert_cmpfloat (zoom, >, 12.0);
  g_assert_cmpint (qv_map_view_get_territory_at (QV_MAP_VIEW (map.view), 0.005, 44.995), ==, FIRST_ID);
  g_assert_cmpint (qv_map_view_get_territory_at (QV_MAP_VIEW (map.view), 0.035, 44.965), ==, FIRST_ID + 15);
  g_assert_cmpint (qv_map_view_get_territory_at (QV_MAP_VIEW (map.view), 0.1, 44.965), ==, QV_ID_NONE);
  qv_test_screenshot ("map");
  close_map (&map);
}

/* The zoom at which the land of 0.04 degrees has 36 pixels round it. */
static double
get_fitting_zoom (QvMapView *view)
{
  double per_degree = 256.0 / 360.0;
  double across = log2 ((gtk_widget_get_width (GTK_WIDGET (view)) - 72) / (0.04 * per_degree));
  double down = log2 ((gtk_widget_get_height (GTK_WIDGET (view)) - 72) /
                      (0.04 * per_degree / cos (44.98 * G_PI / 180.0)));

  return MIN (across, down);
}

static gboolean
is_zoomed (gpointer data)
{
  QvMapView *view = data;
  double longitude, latitude, zoom;

  qv_map_view_get_view (view, &longitude, &latitude, &zoom);
  return fabs (zoom - get_fitting_zoom (view)) < 0.02;
}

/* A window is small before it has its size: what was fitted then is fitted again, until somebody moves it. */
static void
test_fit_follows_size (void)
{
  Map map = { 0 };
  double longitude, latitude, zoom;

  open_map (&map, 260, 200);
  qv_test_spin (100);
  g_assert_true (qv_test_wait (is_zoomed, map.view, 3000));
  gtk_window_set_default_size (GTK_WINDOW (map.window), 900, 640);
  qv_test_spin (100);
  g_assert_true (qv_test_wait (is_zoomed, map.view, 3000));
  qv_map_view_set_view (QV_MAP_VIEW (map.view), 0.01, 44.99, 12.0);
  gtk_window_set_default_size (GTK_WINDOW (map.window), 700, 500);
  qv_test_spin (600);
  qv_map_view_get_view (QV_MAP_VIEW (map.view), &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 0.01, 1e-9);
  g_assert_cmpfloat_with_epsilon (zoom, 12.0, 1e-9);
  close_map (&map);
}

/* The fit of a view that is next to nothing showed half of the world. */
static void
test_fit_waits_for_room (void)
{
  Map map = { 0 };

  map.view = g_object_new (QV_TYPE_MAP_VIEW, NULL);
  map.territories = make_territories ();
  map.notes = g_list_store_new (QV_TYPE_NOTE);
  gtk_widget_set_size_request (map.view, 10, 10);
  qv_map_view_set_territories (QV_MAP_VIEW (map.view), map.territories);
  map.window = qv_test_show (map.view, 240, 110);
  qv_test_spin (800);
  gtk_window_set_default_size (GTK_WINDOW (map.window), 360, 500);
  qv_test_spin (100);
  g_assert_true (qv_test_wait (is_zoomed, map.view, 3000));
  close_map (&map);
}

/* Three steps of 16 pixels to the east, by the zoom that the view has. */
static void
test_place_by_keyboard (void)
{
  Map map = { 0 };
  double longitude, latitude, zoom, degrees_per_pixel;
  gint64 placing;

  open_map (&map, 900, 640);
  qv_map_view_get_view (QV_MAP_VIEW (map.view), &longitude, &latitude, &zoom);
  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  g_object_get (map.view, "placing", &placing, NULL);
  g_assert_cmpint (placing, ==, NOTE_ID);
  qv_test_screenshot ("map-place");
  qv_test_press ("Right Right Right Return");
  g_assert_cmpuint (map.n_placed, ==, 1);
  degrees_per_pixel = 360.0 / (256.0 * exp2 (zoom));
  g_assert_cmpfloat_with_epsilon (map.longitude, longitude + 48.0 * degrees_per_pixel, degrees_per_pixel);
  g_assert_cmpfloat_with_epsilon (map.latitude, latitude, 2.0 * degrees_per_pixel);
  g_object_get (map.view, "placing", &placing, NULL);
  g_assert_cmpint (placing, ==, QV_ID_NONE);

  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("Escape");
  g_assert_cmpuint (map.n_cancelled, ==, 1);
  g_assert_cmpuint (map.n_placed, ==, 1);
  close_map (&map);
}

typedef struct
{
  Map *map;
  QvId note;
  GdkRectangle bounds;
} Pin;

static gboolean
has_pin (gpointer data)
{
  Pin *pin = data;

  return qv_map_view_get_note_bounds (QV_MAP_VIEW (pin->map->view), pin->note, &pin->bounds);
}

static gboolean
has_no_pin (gpointer data)
{
  return !has_pin (data);
}

/* Degrees of longitude a pixel of the view. */
static double
get_pixel_size (Map *map)
{
  double longitude, latitude, zoom;

  qv_map_view_get_view (QV_MAP_VIEW (map->view), &longitude, &latitude, &zoom);
  return 360.0 / (256.0 * exp2 (zoom));
}

/* The corners in pixels from the first. */
static void
assert_drawn (Map *map, QvGeometryType kind, const double *steps, guint n)
{
  double pixel = get_pixel_size (map), first_x, first_y;
  const gint32 *coords;
  guint n_points;

  g_assert_nonnull (map->place);
  g_assert_cmpint (qv_geometry_get_kind (map->place), ==, kind);
  coords = qv_geometry_get_coords (map->place, &n_points);
  g_assert_cmpuint (n_points, ==, n);
  first_x = qv_project_x (coords[0] / QV_GEOMETRY_SCALE);
  first_y = qv_project_y (coords[1] / QV_GEOMETRY_SCALE);
  for (guint i = 0; i < n; i++)
    {
      double x = qv_project_x (coords[2 * i] / QV_GEOMETRY_SCALE) - first_x;
      double y = qv_project_y (coords[2 * i + 1] / QV_GEOMETRY_SCALE) - first_y;

      g_assert_cmpfloat_with_epsilon (x * 360.0 / pixel, steps[2 * i], 1.0);
      g_assert_cmpfloat_with_epsilon (y * 360.0 / pixel, steps[2 * i + 1], 1.0);
    }
}

/* What the card says, below its first row of buttons. */
static const char *
get_hint (Map *map)
{
  GtkWidget *card = qv_test_find (map->view, QV_TYPE_PLACE_CARD);

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (gtk_widget_get_first_child (card))));
}

/* Space and Enter set corners, Backspace takes one back, Enter where nothing has moved ends; an outline that
 * crosses itself is refused and can be mended. */
static void
test_draw_by_keyboard (void)
{
  const double line[] = { 0, 0, 48, 0, 48, 32 };
  const double area[] = { 0, 0, 64, 0, 64, 64, 0, 64 };
  Map map = { 0 };

  open_map (&map, 900, 640);
  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("l Return");
  qv_test_press ("Return");
  g_assert_cmpuint (map.n_placed, ==, 0);
  g_assert_nonnull (strstr (get_hint (&map), "two points"));
  qv_test_press ("Right Right Right space Up Up space BackSpace Down Down Down Down Return");
  g_assert_nonnull (strstr (get_hint (&map), "line, "));
  qv_test_screenshot ("map-line");
  g_assert_cmpuint (map.n_placed, ==, 0);
  qv_test_press ("Return");
  g_assert_cmpuint (map.n_placed, ==, 1);
  assert_drawn (&map, QV_GEOMETRY_LINE, line, 3);

  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("a space Right Right Right Right Down Down Down Down space Up Up Up Up space");
  qv_test_press ("Left Left Left Left Down Down Down Down Return Return");
  g_assert_nonnull (strstr (get_hint (&map), "crosses itself"));
  g_assert_cmpuint (map.n_placed, ==, 1);
  qv_test_press ("BackSpace BackSpace BackSpace Up Up Up Up Right Right Right Right space");
  qv_test_press ("Down Down Down Down space Left Left Left Left space");
  qv_test_screenshot ("map-area");
  qv_test_press ("Return");
  g_assert_cmpuint (map.n_placed, ==, 2);
  assert_drawn (&map, QV_GEOMETRY_AREA, area, 4);

  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("l space Right space Escape");
  g_assert_cmpuint (map.n_cancelled, ==, 1);
  g_assert_cmpuint (map.n_placed, ==, 2);
  close_map (&map);
}

/* A double click ends a line, a click on its first corner an area; a click also sets a corner where a note
 * has its pin. */
static void
test_draw_by_clicks (void)
{
  const double line[] = { 0, 0, 100, 50, 180, 0 };
  const double area[] = { 0, 0, 120, 0, 60, 110 };
  const double way[] = { 300, 420, 330, 420, 360, 420, 390, 420, 390, 450, 390, 480 };
  const double drawn[] = { 0, 0, 90, 0, 90, 60 };
  Map map = { 0 };
  Pin pin = { &map, NOTE_ID + 1, { 0 } };
  g_autoptr (QvItem) note = make_note (NOTE_ID + 1, 0.02, 44.98);
  GtkWidget *card;

  open_map (&map, 900, 640);
  g_list_store_append (map.notes, note);
  g_assert_true (qv_test_wait (has_pin, &pin, 3000));
  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("l");
  qv_test_click (map.view, 350, 270, 1);
  qv_test_click (map.view, 450, 320, 1);
  g_assert_cmpuint (map.n_placed, ==, 0);
  qv_test_click (map.view, 530, 270, 2);
  g_assert_cmpuint (map.n_placed, ==, 1);
  assert_drawn (&map, QV_GEOMETRY_LINE, line, 3);

  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("a");
  qv_test_click (map.view, 300, 400, 1);
  qv_test_click (map.view, 420, 400, 1);
  qv_test_click (map.view, 360, 510, 1);
  qv_test_click (map.view, 303, 398, 1);
  g_assert_cmpuint (map.n_placed, ==, 2);
  assert_drawn (&map, QV_GEOMETRY_AREA, area, 3);

  qv_map_view_begin_place (QV_MAP_VIEW (map.view), NOTE_ID);
  qv_test_press ("l");
  card = qv_test_find (map.view, QV_TYPE_PLACE_CARD);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                    gtk_widget_get_first_child (gtk_widget_get_last_child (card))),
                                TRUE);
  qv_test_drag_along (map.view, way, G_N_ELEMENTS (way) / 2);
  gtk_widget_activate_action (map.view, "map.finish-place", NULL);
  g_assert_cmpuint (map.n_placed, ==, 3);
  assert_drawn (&map, QV_GEOMETRY_LINE, drawn, 3);
  close_map (&map);
}

static void
test_keys (void)
{
  Map map = { 0 };
  double longitude, latitude, zoom, east, north, nearer;

  open_map (&map, 900, 640);
  gtk_widget_grab_focus (map.view);
  qv_map_view_get_view (QV_MAP_VIEW (map.view), &longitude, &latitude, &zoom);
  qv_test_press ("Right Up plus");
  qv_map_view_get_view (QV_MAP_VIEW (map.view), &east, &north, &nearer);
  g_assert_cmpfloat (east, >, longitude);
  g_assert_cmpfloat (north, >, latitude);
  g_assert_cmpfloat_with_epsilon (nearer, zoom + 0.5, 1e-6);
  qv_test_press ("Home");
  qv_map_view_get_view (QV_MAP_VIEW (map.view), &east, &north, &nearer);
  g_assert_cmpfloat_with_epsilon (east, longitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (nearer, zoom, 1e-6);
  close_map (&map);
}

static void
test_select (void)
{
  Map map = { 0 };
  g_autofree char *text = NULL;

  open_map (&map, 900, 640);
  gtk_widget_grab_focus (map.view);
  qv_map_view_set_selected_territory (QV_MAP_VIEW (map.view), FIRST_ID + 5);
  qv_test_press ("ctrl+Right");
  g_assert_cmpint (qv_map_view_get_selected_territory (QV_MAP_VIEW (map.view)), ==, FIRST_ID + 6);
  qv_test_press ("ctrl+Down ctrl+Down");
  g_assert_cmpint (qv_map_view_get_selected_territory (QV_MAP_VIEW (map.view)), ==, FIRST_ID + 14);
  text = qv_map_view_describe_territory (QV_MAP_VIEW (map.view), FIRST_ID + 14);
  g_assert_cmpstr (text, ==, "Square 14: 14 no.");
  qv_test_screenshot ("map-select");
  close_map (&map);
}

/* The colour of the square in the middle of which the view stands is that of its class over paper, and
 * follows its figure. */
static void
test_recolour (void)
{
  Map map = { 0 };
  g_autoptr (QvThematic) thematic = NULL;
  const double breaks[] = { 0.0, 1.0, 2.0, 14.0 };
  guint32 before, after;

  open_map (&map, 900, 640);
  qv_map_view_set_view (QV_MAP_VIEW (map.view), 0.0125, 44.9875, 14.0);
  g_assert_true (qv_test_wait ((QvTestCondition) qv_map_view_is_settled, map.view, 10000));
  before = get_pixel (map.view, 400, 300);
  thematic = make_thematic (QV_MEASURE_RATE);
  memcpy (thematic->breaks, breaks, sizeof breaks);
  qv_map_view_set_thematic (QV_MAP_VIEW (map.view), thematic);
  g_assert_true (qv_test_wait ((QvTestCondition) qv_map_view_is_settled, map.view, 10000));
  after = get_pixel (map.view, 400, 300);
  g_assert_cmphex (before, !=, after);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (qv_test_wait ((QvTestCondition) qv_map_view_is_settled, map.view, 10000));
  g_assert_cmphex (get_pixel (map.view, 400, 300), !=, after);
  qv_test_screenshot ("map-recoloured");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  close_map (&map);
}

static guint
count_buttons (GtkWidget *widget)
{
  guint n = g_str_equal (gtk_widget_get_css_name (widget), "notepin") && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child);
  return n;
}

static void
activated_cb (QvMapView *view, gint64 note, QvId *out_note)
{
  *out_note = note;
}

/* A pin stands where its note is, in the middle of the window; it can be reached and pressed by keyboard; it
 * goes with its note. */
static void
test_pins (void)
{
  Map map = { 0 };
  Pin pin = { &map, NOTE_ID, { 0 } };
  QvId activated = QV_ID_NONE;
  g_autoptr (QvItem) note = make_note (NOTE_ID, 0.02, 44.98);

  open_map (&map, 900, 640);
  g_signal_connect (map.view, "note-activated", G_CALLBACK (activated_cb), &activated);
  g_list_store_append (map.notes, note);
  g_assert_true (qv_test_wait (has_pin, &pin, 3000));
  g_assert_cmpint (abs (pin.bounds.x + pin.bounds.width / 2 - gtk_widget_get_width (map.view) / 2), <=, 1);
  g_assert_cmpint (abs (pin.bounds.y + pin.bounds.height / 2 - gtk_widget_get_height (map.view) / 2), <=, 2);
  gtk_widget_grab_focus (map.view);
  qv_test_press ("Tab space");
  g_assert_cmpint (activated, ==, NOTE_ID);
  g_assert_cmpint (qv_map_view_get_selected_note (QV_MAP_VIEW (map.view)), ==, NOTE_ID);
  qv_test_screenshot ("map-pin");
  g_list_store_remove_all (map.notes);
  g_assert_true (qv_test_wait (has_no_pin, &pin, 3000));
  close_map (&map);
}

static void
set_place (QvItem *note, const gint32 *coords, guint32 n, QvGeometryType kind)
{
  const guint32 one = 1;
  g_autoptr (QvGeometry) geometry = qv_geometry_new (kind, &one, 1, &n, 1, coords, n, NULL);
  g_autoptr (QvRecord) record = qv_record_copy (qv_item_get_record (note));

  qv_record_set_blob (record, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (geometry));
  qv_item_update (note, record);
}

/* The outline has the colour of the helix and the pin stands in the area, which follows the note. A click in
 * it chooses the note, a second one the territory below. */
static void
test_shapes (void)
{
  static const gint32 ell[] = { 105000, 449895000, 295000, 449895000, 295000, 449845000,
                                155000, 449845000, 155000, 449705000, 105000, 449705000 };
  static const gint32 street[] = { 50000, 449650000, 350000, 449650000 };
  Map map = { 0 };
  Pin pin = { &map, NOTE_ID, { 0 } };
  QvId activated = QV_ID_NONE;
  g_autoptr (QvItem) note = make_note (NOTE_ID, 0.02, 44.98);
  double pixel, x, y;

  open_map (&map, 900, 640);
  g_signal_connect (map.view, "note-activated", G_CALLBACK (activated_cb), &activated);
  g_list_store_append (map.notes, note);
  set_place (note, ell, 6, QV_GEOMETRY_AREA);
  qv_test_spin (300);
  g_assert_true (has_pin (&pin));
  pixel = get_pixel_size (&map);
  x = gtk_widget_get_width (map.view) / 2.0;
  y = gtk_widget_get_height (map.view) / 2.0;
  /* In the bend of the L, where both arms meet. */
  g_assert_cmpfloat (pin.bounds.x + pin.bounds.width / 2.0, <, x - 0.0045 / pixel);
  g_assert_cmpfloat (pin.bounds.y + pin.bounds.height / 2.0, <, y);
  g_assert_cmphex (get_pixel (map.view, (int) round (x + (0.0295 - 0.02) / pixel),
                              (int) (y - 0.0075 / pixel * 1.41)),
                   ==, 0x972878);
  qv_test_screenshot ("map-shape");

  qv_test_click (map.view, x + 0.0065 / pixel, y - 0.0070 / pixel * 1.41, 1);
  g_assert_cmpint (activated, ==, NOTE_ID);
  g_assert_cmpint (qv_map_view_get_selected_territory (QV_MAP_VIEW (map.view)), ==, QV_ID_NONE);
  qv_test_spin (500);
  qv_test_click (map.view, x + 0.0065 / pixel, y - 0.0070 / pixel * 1.41, 1);
  g_assert_cmpint (qv_map_view_get_selected_territory (QV_MAP_VIEW (map.view)), ==, FIRST_ID + SIDE + 2);

  qv_map_view_set_selected_note (QV_MAP_VIEW (map.view), QV_ID_NONE);
  set_place (note, street, 2, QV_GEOMETRY_LINE);
  activated = QV_ID_NONE;
  qv_test_spin (500);
  qv_test_click (map.view, x + 0.01 / pixel, y + 0.01505 / pixel * 1.41, 1);
  g_assert_cmpint (activated, ==, NOTE_ID);
  g_list_store_remove_all (map.notes);
  g_assert_true (qv_test_wait (has_no_pin, &pin, 3000));
  close_map (&map);
}

/* Two hundred notes are buttons of their own; a thousand are few pills that hold them all. */
static void
test_clusters (void)
{
  Map map = { 0 };
  Pin pin = { &map, NOTE_ID + 999, { 0 } };
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  open_map (&map, 900, 640);
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (items, make_note (NOTE_ID + i, -0.019 + 0.078 * (i % 40) / 40.0,
                                       44.961 + 0.038 * (i / 40) / 25.0));
  /* So far apart that no pin covers another. */
  for (guint i = 0; i < 200; i++)
    g_list_store_append (map.notes, g_ptr_array_index (items, i % 20 * 2 + i / 20 * 80));
  qv_test_spin (400);
  g_assert_cmpuint (count_buttons (map.view), ==, 200);
  g_list_store_splice (map.notes, 0, 200, items->pdata, items->len);
  g_assert_true (qv_test_wait (has_pin, &pin, 3000));
  qv_test_spin (400);
  g_assert_cmpuint (count_buttons (map.view), <=, 200);
  g_assert_cmpuint (count_buttons (map.view), >, 8);
  qv_test_screenshot ("map-clusters");
  close_map (&map);
}

static void
test_narrow_and_large_text (void)
{
  Map map = { 0 };
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  open_map (&map, 360, 640);
  qv_test_screenshot ("map-360");
  close_map (&map);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

static guint
count_rows (GtkWidget *list)
{
  GtkWidget *view = qv_test_find (list, GTK_TYPE_COLUMN_VIEW);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
}

static void
assert_selected (GtkWidget *list, QvId expected)
{
  gint64 selected;

  g_object_get (list, "selected-territory", &selected, NULL);
  g_assert_cmpint (selected, ==, expected);
}

static void
test_list (void)
{
  GtkWidget *list = g_object_new (QV_TYPE_TERRITORY_LIST, NULL);
  g_autoptr (GPtrArray) items = NULL;
  guint n;
  g_autoptr (GListModel) territories = make_territories ();
  g_autoptr (QvThematic) thematic = make_thematic (QV_MEASURE_RATE);
  GtkWidget *window;

  qv_territory_list_set_territories (QV_TERRITORY_LIST (list), territories);
  qv_territory_list_set_thematic (QV_TERRITORY_LIST (list), thematic);
  g_assert_cmpuint (count_rows (list), ==, 0);
  window = qv_test_show (list, 700, 500);
  g_assert_cmpuint (count_rows (list), ==, g_list_model_get_n_items (territories));
  qv_territory_list_set_selected_territory (QV_TERRITORY_LIST (list), FIRST_ID + 3);
  assert_selected (list, FIRST_ID + 3);
  qv_test_screenshot ("map-list");
  /* A list that is read anew is empty for a moment. */
  n = g_list_model_get_n_items (territories);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (territories, i));
  g_list_store_remove_all (G_LIST_STORE (territories));
  g_list_store_splice (G_LIST_STORE (territories), 0, 0, items->pdata, n);
  qv_test_spin (100);
  g_assert_cmpuint (count_rows (list), ==, n);
  assert_selected (list, FIRST_ID + 3);
  qv_test_destroy (window);
}

static void
test_small_widgets (void)
{
  const guint counts[QV_N_HELICES] = { 4, 3, 0, 6 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *helices = qv_helix_counts_new ();
  GtkWidget *legend = g_object_new (QV_TYPE_LEGEND_VIEW, NULL);
  GtkWidget *circles = g_object_new (QV_TYPE_LEGEND_VIEW, NULL);
  GtkWidget *scale = g_object_new (QV_TYPE_SCALE_BAR, NULL);
  GtkWidget *thumb = g_object_new (QV_TYPE_MAP_THUMB, NULL);
  GtkWidget *window;
  g_autoptr (GListModel) territories = make_territories ();
  g_autoptr (QvThematic) rate = make_thematic (QV_MEASURE_RATE);
  g_autoptr (QvThematic) count = make_thematic (QV_MEASURE_COUNT);

  for (int helix = 0; helix <= QV_N_HELICES; helix++)
    for (int kind = -1; kind < QV_N_NOTE_KINDS; kind++)
      {
        GtkWidget *mark = qv_helix_mark_new ((QvHelix) helix, kind);

        qv_helix_mark_set_pixel_size (QV_HELIX_MARK (mark), 24);
        gtk_box_append (GTK_BOX (row), mark);
      }
  qv_helix_counts_set_counts (QV_HELIX_COUNTS (helices), counts);
  qv_legend_view_set_thematic (QV_LEGEND_VIEW (legend), rate);
  qv_legend_view_set_n_missing (QV_LEGEND_VIEW (legend), 1);
  qv_legend_view_set_thematic (QV_LEGEND_VIEW (circles), count);
  qv_scale_bar_set_metres_per_pixel (QV_SCALE_BAR (scale), 21.0);
  qv_map_thumb_set_territories (QV_MAP_THUMB (thumb), territories);
  qv_map_thumb_set_thematic (QV_MAP_THUMB (thumb), rate);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), helices);
  for (int style = QV_PILL_PLAIN; style <= QV_PILL_ERROR; style++)
    gtk_box_append (GTK_BOX (box),
                    qv_pill_new ("No company yet", "dialog-warning-symbolic", (QvPillStyle) style));
  gtk_box_append (GTK_BOX (box), legend);
  gtk_box_append (GTK_BOX (box), circles);
  gtk_box_append (GTK_BOX (box), scale);
  gtk_box_append (GTK_BOX (box), thumb);
  window = qv_test_show (box, 900, 640);
  qv_test_screenshot ("map-widgets");
  qv_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/map/fit", test_fit);
  g_test_add_func ("/map/fit-follows-size", test_fit_follows_size);
  g_test_add_func ("/map/fit-waits-for-room", test_fit_waits_for_room);
  g_test_add_func ("/map/place-by-keyboard", test_place_by_keyboard);
  g_test_add_func ("/map/draw-by-keyboard", test_draw_by_keyboard);
  g_test_add_func ("/map/draw-by-clicks", test_draw_by_clicks);
  g_test_add_func ("/map/keys", test_keys);
  g_test_add_func ("/map/select", test_select);
  g_test_add_func ("/map/recolour", test_recolour);
  g_test_add_func ("/map/pins", test_pins);
  g_test_add_func ("/map/shapes", test_shapes);
  g_test_add_func ("/map/clusters", test_clusters);
  g_test_add_func ("/map/narrow-and-large-text", test_narrow_and_large_text);
  g_test_add_func ("/map/list", test_list);
  g_test_add_func ("/map/small-widgets", test_small_widgets);
  return g_test_run ();
}
