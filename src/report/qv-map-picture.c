/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of a session, or the territories of a level, as a file. */
#define G_LOG_DOMAIN "qv-report"

#include "config.h"

#include "qv-map-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "qv-figures.h"
#include "qv-library.h"
#include "qv-map-drawing.h"
#include "qv-whole-file.h"

typedef enum
{
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF,
} Format;

typedef struct
{
  QvStore *store;
  QvMapPicture picture;
  char *period;
  char *path;
} WriteData;

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

/**
 * qv_map_picture_is_path:
 * @path: name of a file
 *
 * Returns: whether its ending is that of a picture that can be written: .png, .svg or .pdf
 */
gboolean
qv_map_picture_is_path (const char *path)
{
  Format format;

  return get_format (path, &format);
}

/* A session says by itself what its map shows: its first indicator, and the territories of that. */
static gboolean
complete (QvStore *store, QvMapPicture *self, GError **error)
{
  g_autoptr (QvRecord) session = NULL;
  g_autoptr (QvRecord) indicator = NULL;
  g_autoptr (GPtrArray) links = NULL;

  if (self->session != QV_ID_NONE)
    {
      session = qv_store_get_record (store, QV_ENTITY_SESSION, self->session, error);
      links = session != NULL ? qv_store_list (store, QV_ENTITY_SESSION_INDICATOR,
                                               QV_SESSION_INDICATOR_SESSION, self->session, error)
                              : NULL;
      if (links == NULL)
        return FALSE;
      if (self->indicator == QV_ID_NONE && !self->is_plain && links->len > 0)
        self->indicator = qv_record_get_int (g_ptr_array_index (links, 0), QV_SESSION_INDICATOR_INDICATOR);
    }
  if (self->indicator != QV_ID_NONE && self->level == QV_ID_NONE)
    {
      indicator = qv_store_get_record (store, QV_ENTITY_INDICATOR, self->indicator, error);
      if (indicator == NULL)
        return FALSE;
      self->level = qv_record_get_int (indicator, QV_INDICATOR_LEVEL);
    }
  if (self->level == QV_ID_NONE && session != NULL)
    self->level = qv_record_get_int (session, QV_SESSION_LEVEL);
  return TRUE;
}

static gboolean
load_layer (QvStore *store, const QvMapPicture *self, QvMapScene *scene, GError **error)
{
  g_autoptr (GPtrArray) territories = NULL;
  g_autoptr (GPtrArray) geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autofree QvId *ids = NULL;

  if (self->level == QV_ID_NONE)
    return TRUE;
  territories = qv_store_list (store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, self->level, error);
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
  scene->layer = qv_territory_layer_new_for_picture (ids, (QvGeometry *const *) geometries->pdata,
                                                     geometries->len, NULL, error);
  return scene->layer != NULL;
}

/* As many classes as asked for, or as few as the figures have. */
static void
classify (const QvFigures *figures, const QvMapPicture *self, Classification *classes)
{
  for (guint n = self->n_classes; n > 1; n--)
    if (classification_compute (classes, self->method, figures->values, figures->n, n))
      return;
  classification_compute (classes, CLASSIFICATION_EQUAL_INTERVAL, figures->values, figures->n, 1);
}

/* %NULL where no indicator is shown. */
static gboolean
load_thematic (QvStore *store, const QvMapPicture *self, QvThematic **out_thematic, GError **error)
{
  QvThematic *thematic;
  g_autoptr (QvRecord) indicator = NULL;
  g_autoptr (QvFigures) figures = NULL;
  Classification classes = { 0 };
  QvMeasure measure;

  *out_thematic = NULL;
  if (self->indicator == QV_ID_NONE)
    return TRUE;
  indicator = qv_store_get_record (store, QV_ENTITY_INDICATOR, self->indicator, error);
  figures = indicator != NULL ? qv_figures_load (store, self->indicator, self->period, error) : NULL;
  if (figures == NULL)
    return FALSE;
  if (figures->n == 0)
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                   _ ("“%s” has no figures in the period “%s”."),
                   qv_record_get_text (indicator, QV_INDICATOR_NAME), figures->period);
      return FALSE;
    }
  classify (figures, self, &classes);
  measure = g_strcmp0 (qv_record_get_text (indicator, QV_INDICATOR_MEASURE), "rate") == 0 ? QV_MEASURE_RATE
                                                                                          : QV_MEASURE_COUNT;
  thematic = qv_thematic_new (measure, figures->territories, figures->values, figures->n, classes.breaks,
                              classes.n_classes);
  thematic->title = g_strdup (qv_record_get_text (indicator, QV_INDICATOR_NAME));
  thematic->unit = g_strdup (qv_record_get_text (indicator, QV_INDICATOR_UNIT));
  thematic->source = g_strdup (qv_record_get_text (indicator, QV_INDICATOR_SOURCE));
  thematic->period = g_strdup (figures->period);
  *out_thematic = thematic;
  return TRUE;
}

static void
free_write_data (gpointer data)
{
  WriteData *write_data = data;

  g_object_unref (write_data->store);
  g_free (write_data->period);
  g_free (write_data->path);
  g_free (write_data);
}

static void
load_thematic_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WriteData *request = data;
  GError *error = NULL;
  QvThematic *thematic = NULL;

  if (complete (request->store, &request->picture, &error) &&
      load_thematic (request->store, &request->picture, &thematic, &error))
    g_task_return_pointer (task, thematic, (GDestroyNotify) qv_thematic_unref);
  else
    g_task_return_error (task, error);
}

/**
 * qv_map_picture_load_thematic_async:
 * @store: a library
 * @picture: what the picture shows
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the figures of the picture alone, for those who draw it themselves.
 */
void
qv_map_picture_load_thematic_async (QvStore *store,
                                    const QvMapPicture *picture,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  WriteData *request = g_new0 (WriteData, 1);

  g_return_if_fail (QV_IS_STORE (store));

  request->store = g_object_ref (store);
  request->picture = *picture;
  request->picture.period = NULL;
  g_task_set_source_tag (task, qv_map_picture_load_thematic_async);
  g_task_set_task_data (task, request, free_write_data);
  g_task_run_in_thread (task, load_thematic_in_thread);
}

/**
 * qv_map_picture_load_thematic_finish:
 * @result: of the reading
 * @out_level: (out): the level whose territories the picture shows, or %QV_ID_NONE
 * @error: return location for a #QvStoreError or #GIOErrorEnum
 *
 * Returns: (transfer full) (nullable): the figures of its last period; %NULL with no @error set where it
 * shows none
 */
QvThematic *
qv_map_picture_load_thematic_finish (GAsyncResult *result, QvId *out_level, GError **error)
{
  const WriteData *request = g_task_get_task_data (G_TASK (result));

  *out_level = request->picture.level;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The first count that the session has tells which territories are large; without one the order is as it is.
 */
static gboolean
load_ranking (QvStore *store, const QvMapPicture *self, QvMapScene *scene, GError **error)
{
  g_autoptr (GPtrArray) links =
      qv_store_list (store, QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION, self->session, error);

  for (guint i = 0; links != NULL && i < links->len && scene->ranking == NULL; i++)
    {
      QvId id = qv_record_get_int (links->pdata[i], QV_SESSION_INDICATOR_INDICATOR);
      g_autoptr (QvRecord) indicator = qv_store_get_record (store, QV_ENTITY_INDICATOR, id, NULL);
      g_autoptr (QvFigures) figures = NULL;
      double breaks[2];

      if (indicator == NULL || qv_record_get_int (indicator, QV_INDICATOR_LEVEL) != self->level ||
          g_strcmp0 (qv_record_get_text (indicator, QV_INDICATOR_MEASURE), "count") != 0)
        continue;
      figures = qv_figures_load (store, id, NULL, NULL);
      if (figures == NULL || figures->n == 0)
        continue;
      breaks[0] = breaks[1] = figures->values[0];
      scene->ranking =
          qv_thematic_new (QV_MEASURE_COUNT, figures->territories, figures->values, figures->n, breaks, 1);
    }
  return links != NULL;
}

/* A session that came from another computer may name a background that stayed there: the map is on paper
 * then. */
static gboolean
load_background (QvStore *store, const QvMapPicture *self, QvMapScene *scene, GError **error)
{
  g_autoptr (QvRecord) session = NULL;
  g_autoptr (QvRecord) background = NULL;
  g_autofree char *path = NULL;

  if (self->session == QV_ID_NONE)
    return TRUE;
  session = qv_store_get_record (store, QV_ENTITY_SESSION, self->session, error);
  if (session == NULL || qv_record_is_null (session, QV_SESSION_BACKGROUND))
    return session != NULL;
  background = qv_store_get_record (store, QV_ENTITY_BACKGROUND,
                                    qv_record_get_int (session, QV_SESSION_BACKGROUND), error);
  if (background == NULL)
    return FALSE;
  path = qv_library_get_background_path (qv_store_get_path (store),
                                         qv_record_get_text (background, QV_BACKGROUND_FILE));
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_strcmp0 (qv_record_get_text (background, QV_BACKGROUND_KIND), "tiles") == 0)
    {
      scene->tiles = qv_tile_pack_open (path, error);
      return scene->tiles != NULL;
    }
  scene->background = qv_background_open (path, NULL, error);
  return scene->background != NULL;
}

static GArray *
load_notes (QvStore *store, const QvMapPicture *self, const QvMapScene *scene, GError **error)
{
  g_autoptr (GArray) notes = qv_map_notes_new ();
  g_autoptr (GPtrArray) records = NULL;

  if (self->session == QV_ID_NONE || self->has_no_notes)
    return g_steal_pointer (&notes);
  records = qv_store_list (store, QV_ENTITY_NOTE, QV_NOTE_SESSION, self->session, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);
      GBytes *blob = qv_record_get_blob (record, QV_NOTE_GEOMETRY);
      g_autoptr (QvGeometry) geometry = blob != NULL ? qv_geometry_new_from_bytes (blob, NULL) : NULL;
      QvMapNote note = { .id = record->id };

      if (geometry != NULL)
        qv_map_note_set_geometry (&note, geometry);
      else if (!qv_map_drawing_find_place (scene, qv_record_get_int (record, QV_NOTE_TERRITORY), &note))
        continue;
      qv_helix_from_word (qv_record_get_text (record, QV_NOTE_HELIX), &note.helix);
      qv_note_kind_from_word (qv_record_get_text (record, QV_NOTE_KIND), &note.kind);
      g_array_append_val (notes, note);
    }
  return records != NULL ? g_steal_pointer (&notes) : NULL;
}

typedef struct
{
  int fd;
  int code; /* errno of the first write that failed, or 0 */
} Stream;

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  Stream *stream = closure;

  while (length > 0)
    {
      gssize n = write (stream->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          stream->code = errno;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += n;
      length -= (unsigned int) n;
    }
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (Format format, Stream *stream, int width, int height)
{
  switch (format)
    {
    case FORMAT_SVG:
      return cairo_svg_surface_create_for_stream (write_bytes, stream, width, height);
    case FORMAT_PDF:
      return cairo_pdf_surface_create_for_stream (write_bytes, stream, width, height);
    case FORMAT_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
    }
}

/* All that the picture shows, read from the library. */
typedef struct
{
  QvMapPicture picture;
  QvMapScene *scene;
  GArray *notes;
  QvMapPage page;
} Content;

static void
clear_content (Content *content)
{
  g_clear_pointer (&content->scene, qv_map_scene_unref);
  g_clear_pointer (&content->notes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, clear_content)

/* What is printed to be drawn on lies on white. */
static const QvPalette *
get_print_palette (void)
{
  static QvPalette palette;
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made))
    {
      palette = *qv_palette_get (QV_PALETTE_LIGHT);
      palette.paper = 0xffffff;
      g_once_init_leave (&is_made, 1);
    }
  return &palette;
}

static gboolean
load_content (QvStore *store, const QvMapPicture *picture, Content *content, GError **error)
{
  QvMapScene *scene =
      qv_map_scene_new (qv_palette_get (picture->is_dark ? QV_PALETTE_DARK : QV_PALETTE_LIGHT));

  *content = (Content){ .picture = *picture, .scene = scene };
  /* Paper has nothing else to say which point is which. */
  scene->names_points = picture->is_plain && picture->has_no_notes && picture->session != QV_ID_NONE;
  if (scene->names_points && !picture->is_dark)
    scene->palette = get_print_palette ();
  if (!complete (store, &content->picture, error) || !load_layer (store, &content->picture, scene, error) ||
      !load_thematic (store, &content->picture, &scene->thematic, error) ||
      !load_background (store, &content->picture, scene, error) ||
      (scene->names_points && !load_ranking (store, &content->picture, scene, error)))
    return FALSE;
  content->notes = load_notes (store, &content->picture, scene, error);
  if (content->notes == NULL)
    return FALSE;
  content->page.furniture = QV_MAP_FURNITURE_ALL;
  content->page.notes = (const QvMapNote *) (gconstpointer) content->notes->data;
  content->page.n_notes = content->notes->len;
  if (scene->background != NULL)
    content->page.attribution = qv_background_get_attribution (scene->background);
  if (scene->tiles != NULL)
    content->page.attribution = qv_tile_pack_get_attribution (scene->tiles);
  return TRUE;
}

static gboolean
draw_content (Content *content, cairo_t *cr, GCancellable *cancellable, GError **error)
{
  QvView view;

  qv_map_drawing_fit (content->scene, &content->page, content->picture.width, content->picture.height, &view);
  return qv_map_drawing_draw (content->scene, &content->page, &view, cr, cancellable, error);
}

typedef struct
{
  const char *path;
  Content *content;
} Drawing;

static gboolean
draw (int fd, const char *temporary, gpointer data, GCancellable *cancellable, GError **error)
{
  Drawing *self = data;
  Stream stream = { .fd = fd };
  Format format = FORMAT_PNG;
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  gboolean done;

  get_format (self->path, &format);
  surface = make_surface (format, &stream, self->content->picture.width, self->content->picture.height);
  cr = cairo_create (surface);
  done = draw_content (self->content, cr, cancellable, error);
  cairo_destroy (cr);
  if (done && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_bytes, &stream);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (done && status != CAIRO_STATUS_SUCCESS)
    done = qv_whole_file_fail (self->path, stream.code != 0 ? stream.code : EIO, error);
  return done;
}

/**
 * qv_map_picture_write:
 * @store: a library
 * @picture: what the picture shows
 * @path: a file that qv_map_picture_is_path() knows, which is replaced where it exists
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvStoreError, #QvGeoError or #GIOErrorEnum
 *
 * Waits for the disk.
 *
 * Returns: whether all of the file is on the disk
 */
gboolean
qv_map_picture_write (
    QvStore *store, const QvMapPicture *picture, const char *path, GCancellable *cancellable, GError **error)
{
  g_auto (Content) content = { 0 };
  Drawing drawing = { path, &content };

  return load_content (store, picture, &content, error) &&
         qv_whole_file_write (path, draw, &drawing, cancellable, error);
}

/**
 * qv_map_picture_draw:
 * @store: a library
 * @picture: what the picture shows
 * @cr: a drawing of its size
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvStoreError, #QvGeoError or #GIOErrorEnum
 *
 * Waits for the disk.
 *
 * Returns: whether all of it is drawn
 */
gboolean
qv_map_picture_draw (
    QvStore *store, const QvMapPicture *picture, cairo_t *cr, GCancellable *cancellable, GError **error)
{
  g_auto (Content) content = { 0 };

  return load_content (store, picture, &content, error) && draw_content (&content, cr, cancellable, error);
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WriteData *data = task_data;
  GError *error = NULL;

  if (qv_map_picture_write (data->store, &data->picture, data->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * qv_map_picture_write_async:
 * @store: a library
 * @picture: what the picture shows
 * @path: a file that qv_map_picture_is_path() knows, which is replaced where it exists
 * @cancellable: (nullable): to give up
 * @callback: called when the file is on the disk
 * @user_data: for @callback
 */
void
qv_map_picture_write_async (QvStore *store,
                            const QvMapPicture *picture,
                            const char *path,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  WriteData *data = g_new0 (WriteData, 1);

  data->store = g_object_ref (store);
  data->picture = *picture;
  data->picture.period = data->period = g_strdup (picture->period);
  data->path = g_strdup (path);
  g_task_set_source_tag (task, qv_map_picture_write_async);
  g_task_set_task_data (task, data, free_write_data);
  g_task_run_in_thread (task, write_thread);
}

gboolean
qv_map_picture_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_map_picture_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
