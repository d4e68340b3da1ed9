/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that people bring: each by the window's own dialog with what it proposes, and then what is in the
 * library. Real files are used where they are; what they hold is counted by other means than the program's.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "qv-import-dialog.h"
#include "qv-test-display.h"

typedef struct
{
  QvStore *store;
  QvId session;
  GtkWidget *dialog;
  GtkWidget *button;
  GtkStack *stack;
  char *sentence;
  gboolean is_gone;
} Desk;

static char *
find_data (const char *name)
{
  const char *folder = g_getenv ("QUADRIVIO_TEST_DATA");
  char *path = folder != NULL
                   ? g_build_filename (folder, name, NULL)
                   : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", "data", name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no real data");
      g_clear_pointer (&path, g_free);
    }
  return path;
}

static void
set_up (Desk *desk)
{
  *desk = (Desk){ .store = qv_test_open_store () };
}

static void
tear_down (Desk *desk)
{
  g_free (desk->sentence);
  qv_test_close_store (desk->store);
}

static guint
count (Desk *desk, QvEntity entity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = qv_store_list (desk->store, entity, QV_STORE_ALL, 0, &error);

  g_assert_no_error (error);
  return rows->len;
}

static void
imported_cb (Desk *desk, const char *sentence, gint64 session)
{
  g_free (desk->sentence);
  desk->sentence = g_strdup (sentence);
}

static void
gone_cb (gpointer data, GObject *where)
{
  ((Desk *) data)->is_gone = TRUE;
}

static void
open_file (Desk *desk, const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  g_clear_pointer (&desk->sentence, g_free);
  desk->is_gone = FALSE;
  desk->dialog = qv_import_dialog_new (NULL, desk->store, G_LIST_MODEL (files), desk->session);
  desk->stack = GTK_STACK (qv_test_find (desk->dialog, GTK_TYPE_STACK));
  g_object_weak_ref (G_OBJECT (desk->dialog), gone_cb, desk);
  g_signal_connect_swapped (desk->dialog, "imported", G_CALLBACK (imported_cb), desk);
  gtk_window_present (GTK_WINDOW (desk->dialog));
}

static gboolean
is_waiting (gpointer data)
{
  Desk *desk = data;

  return desk->is_gone || g_strcmp0 (gtk_stack_get_visible_child_name (desk->stack), "busy") != 0;
}

/* Goes on with what the dialog proposes until it is done, or shows an error. */
static void
go_on (Desk *desk)
{
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (qv_test_wait (is_waiting, desk, 60000));
      if (desk->is_gone || g_str_equal (gtk_stack_get_visible_child_name (desk->stack), "error"))
        return;
      qv_test_screenshot (gtk_stack_get_visible_child_name (desk->stack));
      desk->button = gtk_window_get_default_widget (GTK_WINDOW (desk->dialog));
      g_assert_true (gtk_widget_get_visible (desk->button));
      /* A button that is activated clicks after a quarter of a second. */
      gtk_widget_activate (desk->button);
      qv_test_spin (400);
    }
  g_assert_true (desk->is_gone);
}

static void
bring_in (Desk *desk, const char *path)
{
  open_file (desk, path);
  go_on (desk);
  g_assert_true (desk->is_gone);
  g_assert_nonnull (desk->sentence);
}

static JsonArray *
read_features (JsonParser *parser, const char *path)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "features");
}

static void
test_territories (void)
{
  g_autofree char *path = find_data ("territories/cam-clermont-communes.geojson");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) territories = NULL;
  Desk desk;

  if (path == NULL)
    return;
  set_up (&desk);
  bring_in (&desk, path);
  g_assert_cmpuint (count (&desk, QV_ENTITY_TERRITORY), ==,
                    json_array_get_length (read_features (parser, path)));
  g_assert_cmpuint (count (&desk, QV_ENTITY_LEVEL), ==, 1);
  territories = qv_store_list (desk.store, QV_ENTITY_TERRITORY, QV_STORE_ALL, 0, NULL);
  for (guint i = 0; i < territories->len; i++)
    {
      const QvRecord *territory = territories->pdata[i];

      g_assert_cmpuint (strlen (qv_record_get_text (territory, QV_TERRITORY_CODE)), ==, 5);
      g_assert_nonnull (qv_record_get_text (territory, QV_TERRITORY_NAME));
      g_assert_nonnull (qv_record_get_blob (territory, QV_TERRITORY_GEOMETRY));
    }
  tear_down (&desk);
}

/* The figure of Clermont-Ferrand, as the line of the file has it. */
static double
read_figure (const char *path, const char *code)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], code))
      {
        const char *last = strrchr (lines[i], ',');

        g_assert_nonnull (last);
        return g_ascii_strtod (last + 1, NULL);
      }
  g_assert_not_reached ();
}

static double
get_figure (Desk *desk, const char *code)
{
  g_autoptr (GPtrArray) territories = qv_store_list (desk->store, QV_ENTITY_TERRITORY, QV_STORE_ALL, 0, NULL);
  g_autoptr (GPtrArray) figures = qv_store_list (desk->store, QV_ENTITY_OBSERVATION, QV_STORE_ALL, 0, NULL);
  QvId territory = QV_ID_NONE;

  for (guint i = 0; i < territories->len; i++)
    if (g_strcmp0 (qv_record_get_text (territories->pdata[i], QV_TERRITORY_CODE), code) == 0)
      territory = ((QvRecord *) territories->pdata[i])->id;
  for (guint i = 0; i < figures->len; i++)
    if (qv_record_get_int (figures->pdata[i], QV_OBSERVATION_TERRITORY) == territory)
      return qv_record_get_real (figures->pdata[i], QV_OBSERVATION_VALUE);
  g_assert_not_reached ();
}

static void
test_indicator (void)
{
  g_autofree char *layer = find_data ("territories/cam-clermont-communes.geojson");
  g_autofree char *path = layer != NULL ? find_data ("indicators/france-communes-population-2026.csv") : NULL;
  Desk desk;

  if (path == NULL)
    return;
  set_up (&desk);
  bring_in (&desk, layer);
  bring_in (&desk, path);
  g_assert_cmpuint (count (&desk, QV_ENTITY_INDICATOR), ==, 1);
  g_assert_cmpuint (count (&desk, QV_ENTITY_OBSERVATION), ==, count (&desk, QV_ENTITY_TERRITORY));
  g_assert_cmpfloat (get_figure (&desk, "63113"), ==, read_figure (path, "63113"));
  tear_down (&desk);
}

/* Two files for which the dialog has nothing to ask. */
static void
test_backgrounds (void)
{
  g_autofree char *tiles = find_data ("tiles/europe-grey-z4-8.mbtiles");
  g_autofree char *extract = tiles != NULL ? find_data ("background/liechtenstein-2013.osm.pbf") : NULL;
  Desk desk;

  if (extract == NULL)
    return;
  set_up (&desk);
  bring_in (&desk, tiles);
  g_assert_cmpuint (count (&desk, QV_ENTITY_BACKGROUND), ==, 1);
  bring_in (&desk, extract);
  g_assert_cmpuint (count (&desk, QV_ENTITY_BACKGROUND), ==, 2);
  tear_down (&desk);
}

static char *
write_file (Desk *desk, const char *name, const char *contents)
{
  g_autofree char *folder = g_path_get_dirname (qv_store_get_path (desk->store));
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_participants (void)
{
  const char *people = "Helix;Name;Organisation;Seat\n"
                       "residents;Élodie <b>M.</b>;Comité de quartier;1\n"
                       "companies;=SUM(A1);Régie;2\n"
                       "research;O'Brien;Université;3\n";
  Desk desk;
  g_autofree char *path = NULL;

  set_up (&desk);
  path = write_file (&desk, "people.csv", people);
  open_file (&desk, path);
  go_on (&desk);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (desk.stack), ==, "error");
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
  g_assert_cmpuint (count (&desk, QV_ENTITY_PARTICIPANT), ==, 0);

  desk.session = qv_test_add_session (desk.store, "Abitare", QV_ID_NONE);
  bring_in (&desk, path);
  g_assert_cmpuint (count (&desk, QV_ENTITY_PARTICIPANT), ==, 3);
  tear_down (&desk);
}

/* Each gives one sentence, and the library has nothing of it. */
static void
test_bad_files (void)
{
  const char *const contents[][2] = {
    { "empty.csv", "" },
    { "page.csv", "<!DOCTYPE html><html><body>404</body></html>" },
    { "half.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"" },
    { "words.xml", "<?xml version=\"1.0\"?><note>no session</note>" },
    { "entity.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>" },
    { "not.mbtiles", "SQLite format 3" },
    { "not.osm.pbf", "OSMHeader" },
    { "not.xlsx", "PK\003\004" },
    { "odd.bin", "\001\002\003" },
  };
  Desk desk;

  set_up (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = write_file (&desk, contents[i][0], contents[i][1]);
      const char *sentence;

      open_file (&desk, path);
      go_on (&desk);
      g_assert_false (desk.is_gone);
      sentence = adw_status_page_get_description (
          ADW_STATUS_PAGE (qv_test_find (GTK_WIDGET (desk.stack), ADW_TYPE_STATUS_PAGE)));
      g_test_message ("%s: %s", contents[i][0], sentence);
      g_assert_nonnull (sentence);
      g_assert_cmpuint (strlen (sentence), >, 10);
      g_assert_null (strchr (sentence, '\n'));
      g_assert_nonnull (strstr (sentence, contents[i][0]));
      gtk_window_destroy (GTK_WINDOW (desk.dialog));
      g_unlink (path);
    }
  g_assert_cmpuint (count (&desk, QV_ENTITY_TERRITORY), ==, 0);
  g_assert_cmpuint (count (&desk, QV_ENTITY_INDICATOR), ==, 0);
  g_assert_cmpuint (count (&desk, QV_ENTITY_SESSION), ==, 0);
  g_assert_cmpuint (count (&desk, QV_ENTITY_BACKGROUND), ==, 0);
  tear_down (&desk);
}

/* Closed while it reads a layer of 35,000 communes: nothing comes, and the dialog is freed. */
static void
test_cancel (void)
{
  g_autofree char *path = find_data ("territories/fr-communes-2018-all.gpkg");
  Desk desk;

  if (path == NULL)
    return;
  set_up (&desk);
  open_file (&desk, path);
  g_assert_true (qv_test_wait (is_waiting, &desk, 60000));
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (desk.dialog)));
  qv_test_spin (400);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (desk.stack), ==, "busy");
  gtk_window_close (GTK_WINDOW (desk.dialog));
  for (guint i = 0; i < 500 && !desk.is_gone; i++)
    qv_test_spin (10);
  g_assert_true (desk.is_gone);
  g_assert_cmpuint (count (&desk, QV_ENTITY_TERRITORY), ==, 0);
  g_assert_cmpuint (count (&desk, QV_ENTITY_LEVEL), ==, 0);
  tear_down (&desk);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/imports/territories", test_territories);
  g_test_add_func ("/imports/indicator", test_indicator);
  g_test_add_func ("/imports/backgrounds", test_backgrounds);
  g_test_add_func ("/imports/participants", test_participants);
  g_test_add_func ("/imports/bad-files", test_bad_files);
  g_test_add_func ("/imports/cancel", test_cancel);
  return g_test_run ();
}
