/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window would draw, as a file. */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "qv-classification.h"
#include "qv-figures.h"
#include "qv-library.h"
#include "qv-map-drawing.h"

#define MAX_SIZE 8000

typedef struct
{
  char *output;
  char *level;
  char *indicator;
  char *period;
  char *method;
  int n_classes;
  int width;
  int height;
  gboolean dark;
  gboolean plain;
  gboolean no_notes;
  ClassificationMethod method_id;

  QvId session;
  QvId level_id;
  QvId indicator_id;
} Options;

typedef enum
{
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF,
} Format;

static void
clear_options (Options *options)
{
  g_free (options->output);
  g_free (options->level);
  g_free (options->indicator);
  g_free (options->period);
  g_free (options->method);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
get_format (const char *path, Format *out_format)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *out_format = (Format) i;
        return TRUE;
      }
  return FALSE;
}

/* A session says by itself what its map shows: its first indicator, and the territories of that. */
static gboolean
complete_options (QvCli *cli, Options *options, GError **error)
{
  g_autoptr (QvRecord) session = NULL;
  g_autoptr (QvRecord) indicator = NULL;
  g_autoptr (GPtrArray) links = NULL;

  if (options->level != NULL &&
      !qv_cli_find_named (cli, QV_ENTITY_LEVEL, QV_LEVEL_NAME, options->level, &options->level_id, error))
    return FALSE;
  if (options->indicator != NULL && !qv_cli_find_named (cli, QV_ENTITY_INDICATOR, QV_INDICATOR_NAME,
                                                        options->indicator, &options->indicator_id, error))
    return FALSE;
  if (options->session != QV_ID_NONE)
    {
      session = qv_store_get_record (cli->store, QV_ENTITY_SESSION, options->session, error);
      links = qv_store_list (cli->store, QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION,
                             options->session, error);
      if (session == NULL || links == NULL)
        return FALSE;
      if (options->indicator_id == QV_ID_NONE && !options->plain && links->len > 0)
        options->indicator_id =
            qv_record_get_int (g_ptr_array_index (links, 0), QV_SESSION_INDICATOR_INDICATOR);
    }
  if (options->indicator_id != QV_ID_NONE && options->level_id == QV_ID_NONE)
    {
      indicator = qv_store_get_record (cli->store, QV_ENTITY_INDICATOR, options->indicator_id, error);
      if (indicator == NULL)
        return FALSE;
      options->level_id = qv_record_get_int (indicator, QV_INDICATOR_LEVEL);
    }
  if (options->level_id == QV_ID_NONE && session != NULL)
    options->level_id = qv_record_get_int (session, QV_SESSION_LEVEL);
  return TRUE;
}

static gboolean
load_layer (QvCli *cli, const Options *options, QvMapScene *scene, GError **error)
{
  g_autoptr (GPtrArray) territories = NULL;
  g_autoptr (GPtrArray) geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autofree QvId *ids = NULL;

  if (options->level_id == QV_ID_NONE)
    return TRUE;
  territories = qv_store_list (cli->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, options->level_id, error);
  if (territories == NULL)
    return FALSE;
  ids = g_new (QvId, territories->len);
  scene->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < territories->len; i++)
    {
      const QvRecord *territory = g_ptr_array_index (territories, i);
      GBytes *blob = qv_record_get_blob (territory, QV_TERRITORY_GEOMETRY);
      QvGeometry *geometry = blob != NULL ? qv_geometry_new_from_bytes (blob, NULL) : NULL;

      if (geometry == NULL)
        continue;
      ids[geometries->len] = territory->id;
      g_ptr_array_add (geometries, geometry);
      g_ptr_array_add (scene->names, g_strdup (qv_record_get_text (territory, QV_TERRITORY_NAME)));
    }
  scene->layer =
      qv_territory_layer_new (ids, (QvGeometry *const *) geometries->pdata, geometries->len, NULL, error);
  return scene->layer != NULL;
}

/* As many classes as asked for, or as few as the figures have. */
static void
classify (const QvFigures *figures, const Options *options, Classification *classes)
{
  for (guint n = (guint) options->n_classes; n > 1; n--)
    if (classification_compute (classes, options->method_id, figures->values, figures->n, n))
      return;
  classification_compute (classes, CLASSIFICATION_EQUAL_INTERVAL, figures->values, figures->n, 1);
}

static gboolean
load_thematic (QvCli *cli, const Options *options, QvMapScene *scene, GError **error)
{
  g_autoptr (QvRecord) indicator = NULL;
  g_autoptr (QvFigures) figures = NULL;
  Classification classes = { 0 };
  QvMeasure measure;

  if (options->indicator_id == QV_ID_NONE)
    return TRUE;
  indicator = qv_store_get_record (cli->store, QV_ENTITY_INDICATOR, options->indicator_id, error);
  figures =
      indicator != NULL ? qv_figures_load (cli->store, options->indicator_id, options->period, error) : NULL;
  if (figures == NULL)
    return FALSE;
  if (figures->n == 0)
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                   _ ("“%s” has no figures in the period “%s”."),
                   qv_record_get_text (indicator, QV_INDICATOR_NAME), figures->period);
      return FALSE;
    }
  classify (figures, options, &classes);
  measure = g_strcmp0 (qv_record_get_text (indicator, QV_INDICATOR_MEASURE), "rate") == 0 ? QV_MEASURE_RATE
                                                                                          : QV_MEASURE_COUNT;
  scene->thematic = qv_thematic_new (measure, figures->territories, figures->values, figures->n,
                                     classes.breaks, classes.n_classes);
  scene->thematic->title = g_strdup (qv_record_get_text (indicator, QV_INDICATOR_NAME));
  scene->thematic->unit = g_strdup (qv_record_get_text (indicator, QV_INDICATOR_UNIT));
  scene->thematic->source = g_strdup (qv_record_get_text (indicator, QV_INDICATOR_SOURCE));
  scene->thematic->period = g_strdup (figures->period);
  return TRUE;
}

static gboolean
load_background (QvCli *cli, const Options *options, QvMapScene *scene, GError **error)
{
  g_autoptr (QvRecord) session = NULL;
  g_autoptr (QvRecord) background = NULL;
  g_autofree char *folder = qv_library_get_backgrounds_folder (qv_store_get_path (cli->store));
  g_autofree char *path = NULL;

  if (options->session == QV_ID_NONE)
    return TRUE;
  session = qv_store_get_record (cli->store, QV_ENTITY_SESSION, options->session, error);
  if (session == NULL || qv_record_is_null (session, QV_SESSION_BACKGROUND))
    return session != NULL;
  background = qv_store_get_record (cli->store, QV_ENTITY_BACKGROUND,
                                    qv_record_get_int (session, QV_SESSION_BACKGROUND), error);
  if (background == NULL)
    return FALSE;
  if (g_strcmp0 (qv_record_get_text (background, QV_BACKGROUND_KIND), "drawn") != 0)
    return TRUE;
  path = g_build_filename (folder, qv_record_get_text (background, QV_BACKGROUND_FILE), NULL);
  scene->background = qv_background_open (path, NULL, error);
  return scene->background != NULL;
}

static GArray *
load_notes (QvCli *cli, const Options *options, GError **error)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, TRUE, sizeof (QvMapNote));
  g_autoptr (GPtrArray) records = NULL;

  if (options->session == QV_ID_NONE || options->no_notes)
    return g_steal_pointer (&notes);
  records = qv_store_list (cli->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, options->session, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);
      GBytes *blob = qv_record_get_blob (record, QV_NOTE_GEOMETRY);
      g_autoptr (QvGeometry) geometry = blob != NULL ? qv_geometry_new_from_bytes (blob, NULL) : NULL;
      QvMapNote note = { .id = record->id };
      gint32 bounds[4];

      if (geometry == NULL)
        continue;
      qv_geometry_get_bounds (geometry, bounds);
      note.longitude = ((double) bounds[0] + bounds[2]) / 2 / QV_GEOMETRY_SCALE;
      note.latitude = ((double) bounds[1] + bounds[3]) / 2 / QV_GEOMETRY_SCALE;
      qv_helix_from_word (qv_record_get_text (record, QV_NOTE_HELIX), &note.helix);
      qv_note_kind_from_word (qv_record_get_text (record, QV_NOTE_KIND), &note.kind);
      g_array_append_val (notes, note);
    }
  return records != NULL ? g_steal_pointer (&notes) : NULL;
}

static cairo_surface_t *
make_surface (Format format, const char *path, int width, int height)
{
  switch (format)
    {
    case FORMAT_SVG:
      return cairo_svg_surface_create (path, width, height);
    case FORMAT_PDF:
      return cairo_pdf_surface_create (path, width, height);
    case FORMAT_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
    }
}

static gboolean
draw (const Options *options,
      Format format,
      QvMapScene *scene,
      const QvMapPage *page,
      const char *path,
      GError **error)
{
  cairo_surface_t *surface = make_surface (format, path, options->width, options->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  QvView view;
  gboolean done;

  qv_map_drawing_fit (scene, page, options->width, options->height, &view);
  done = qv_map_drawing_draw (scene, page, &view, cr, NULL, error);
  cairo_destroy (cr);
  if (done && format == FORMAT_PNG)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (done && status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED, _ ("Cannot write “%s”: %s"), options->output,
                   cairo_status_to_string (status));
      done = FALSE;
    }
  return done;
}

/* The file appears whole or not at all. */
static gboolean
write_picture (const Options *options, QvMapScene *scene, const QvMapPage *page, GError **error)
{
  g_autofree char *temporary = g_strconcat (options->output, ".part", NULL);
  Format format = FORMAT_PNG;
  gboolean done;

  get_format (options->output, &format);
  done = draw (options, format, scene, page, temporary, error);
  if (done && g_rename (temporary, options->output) != 0)
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED, _ ("Cannot write “%s”."), options->output);
      done = FALSE;
    }
  if (!done)
    g_unlink (temporary);
  return done;
}

static gboolean
render (QvCli *cli, Options *options, GError **error)
{
  g_autoptr (QvMapScene) scene =
      qv_map_scene_new (qv_palette_get (options->dark ? QV_PALETTE_DARK : QV_PALETTE_LIGHT));
  g_autoptr (GArray) notes = NULL;
  QvMapPage page = { .furniture = QV_MAP_FURNITURE_ALL };

  if (!complete_options (cli, options, error) || !load_layer (cli, options, scene, error) ||
      !load_thematic (cli, options, scene, error) || !load_background (cli, options, scene, error))
    return FALSE;
  notes = load_notes (cli, options, error);
  if (notes == NULL)
    return FALSE;
  page.notes = (const QvMapNote *) (gconstpointer) notes->data;
  page.n_notes = notes->len;
  page.attribution = scene->background != NULL ? qv_background_get_attribution (scene->background) : NULL;
  return write_picture (options, scene, &page, error);
}

static gboolean
parse (QvCli *cli, Options *options, char ***args)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("Write this file; its ending says what: .png, .svg or .pdf"), N_ ("FILE") },
    { "level", 0, 0, G_OPTION_ARG_STRING, &options->level, N_ ("Territories, instead of the session's"),
      "NAME" },
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &options->indicator,
      N_ ("Indicator, instead of the session's first"), "NAME" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options->plain, N_ ("No indicator"), NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options->period, N_ ("Which period; the last, if not given"),
      "2026" },
    { "method", 0, 0, G_OPTION_ARG_STRING, &options->method, N_ ("How classes are made"), "METHOD" },
    { "classes", 'k', 0, G_OPTION_ARG_INT, &options->n_classes, N_ ("How many classes"), "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options->width, N_ ("Width in pixels"), "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &options->height, N_ ("Height in pixels"), "N" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options->dark, N_ ("For dark screens"), NULL },
    { "no-notes", 0, 0, G_OPTION_ARG_NONE, &options->no_notes, N_ ("Without the notes"), NULL },
    { NULL },
  };

  return qv_cli_parse (cli, &qv_cmd_render, entries, args);
}

static const char *
check_options (Options *options, char **args)
{
  Format format;

  if (g_strcmp0 (args[1], "map") != 0)
    return _ ("What to draw is needed: map.");
  if (g_strv_length (args) > 3 || (args[2] == NULL && options->level == NULL && options->indicator == NULL))
    return _ ("The id of one session, --level or --indicator is needed.");
  if (options->output == NULL || !get_format (options->output, &format))
    return _ ("-o FILE is needed, with the ending .png, .svg or .pdf.");
  if (options->n_classes < 2 || options->n_classes > QV_PALETTE_MAX_CLASSES)
    return _ ("The number of classes is from 2 to 7.");
  if (options->method != NULL && !classification_method_from_word (options->method, &options->method_id))
    return _ (
        "--method is one of equal-interval, quantile, fisher-jenks, standard-deviation, head-tail, pretty.");
  if (options->width < 100 || options->height < 100 || options->width > MAX_SIZE ||
      options->height > MAX_SIZE)
    return _ ("Width and height are from 100 to 8000.");
  return NULL;
}

static int
run (QvCli *cli, char ***args)
{
  g_auto (Options)
      options = { .n_classes = 5, .width = 1600, .height = 1000, .method_id = CLASSIFICATION_FISHER_JENKS };
  g_autoptr (GError) error = NULL;
  const char *problem;

  if (!parse (cli, &options, args))
    return QV_CLI_USAGE;
  problem = check_options (&options, *args);
  if (problem != NULL)
    return qv_cli_usage (&qv_cmd_render, "%s", problem);
  if (qv_cli_open (cli, &error) == NULL ||
      ((*args)[2] != NULL && !qv_cli_parse_session (cli, (*args)[2], &options.session, &error)) ||
      !render (cli, &options, &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_render = { "render", "map [SESSION] -o FILE", N_ ("Draw what the window would show."),
                                  run };
