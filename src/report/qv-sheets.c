/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed for the day, on A4: as a file, or page by page for a printer. */
#define G_LOG_DOMAIN "qv-report"

#include "config.h"

#include "qv-sheets.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n.h>

#include "qv-map-picture.h"
#include "qv-sheet-drawing.h"
#include "qv-sheet-page.h"

/**
 * qv_sheet_from_word:
 * @word: "agenda", "seats", "consent" or "map"
 * @out_sheet: (out): which it is
 *
 * Returns: whether it is one of them
 */
gboolean
qv_sheet_from_word (const char *word, QvSheet *out_sheet)
{
  static const char *const words[] = { "agenda", "seats", "consent", "map" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      {
        *out_sheet = (QvSheet) i;
        return TRUE;
      }
  return FALSE;
}

void
qv_sheet_pages_free (QvSheetPages *self)
{
  g_ptr_array_unref (self->surfaces);
  g_free (self);
}

/* The map lies. */
static gboolean
draw_map (QvSheetPages *self,
          QvStore *store,
          const QvPreparation *preparation,
          GCancellable *cancellable,
          GError **error)
{
  QvMapPicture picture = QV_MAP_PICTURE_INIT;
  QvSheetWriter page;
  gboolean done;

  if (preparation->n_territories == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The session has no territories yet, so there is no map to print."));
      return FALSE;
    }
  self->width = QV_SHEET_HEIGHT;
  self->height = QV_SHEET_WIDTH;
  picture.session = preparation->session->id;
  picture.level = qv_record_get_int (preparation->session, QV_SESSION_LEVEL);
  picture.width = (int) self->width;
  picture.height = (int) self->height;
  picture.is_plain = TRUE;
  picture.has_no_notes = TRUE;
  _qv_sheet_begin (&page, self->surfaces, self->width, self->height);
  done = qv_map_picture_draw (store, &picture, page.cr, cancellable, error);
  _qv_sheet_end (&page);
  return done;
}

/* What could not be drawn, for want of memory or by a broken font, is found on the page. */
static gboolean
check_pages (const QvSheetPages *self, GError **error)
{
  for (guint i = 0; i < self->surfaces->len; i++)
    {
      cairo_status_t status = cairo_surface_status (self->surfaces->pdata[i]);

      if (status != CAIRO_STATUS_SUCCESS)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The sheet could not be drawn: %s"),
                       cairo_status_to_string (status));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * qv_sheet_pages_new:
 * @store: the library
 * @preparation: what is printed
 * @sheet: which sheet
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Waits for the disk where it draws the map.
 *
 * Returns: (transfer full): the pages, at least one
 */
QvSheetPages *
qv_sheet_pages_new (QvStore *store,
                    const QvPreparation *preparation,
                    QvSheet sheet,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (QvSheetPages) self = g_new0 (QvSheetPages, 1);

  self->width = QV_SHEET_WIDTH;
  self->height = QV_SHEET_HEIGHT;
  self->surfaces = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  switch (sheet)
    {
    case QV_SHEET_SEATS:
      _qv_sheet_draw_seats (self->surfaces, preparation);
      break;
    case QV_SHEET_CONSENT:
      _qv_sheet_draw_consent (self->surfaces, preparation);
      break;
    case QV_SHEET_MAP:
      if (!draw_map (self, store, preparation, cancellable, error))
        return NULL;
      break;
    case QV_SHEET_AGENDA:
    default:
      _qv_sheet_draw_agenda (self->surfaces, preparation);
    }
  return check_pages (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * qv_sheet_pages_draw:
 * @self: pages
 * @page: which, from 0
 * @cr: a drawing in points
 */
void
qv_sheet_pages_draw (const QvSheetPages *self, guint page, cairo_t *cr)
{
  g_return_if_fail (page < self->surfaces->len);

  cairo_set_source_surface (cr, self->surfaces->pdata[page], 0.0, 0.0);
  cairo_paint (cr);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * qv_sheet_write:
 * @store: the library
 * @preparation: what is printed
 * @sheet: which sheet
 * @path: of a PDF file
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError; the file is then as it was
 *
 * Waits for the disk.
 *
 * Returns: whether it is written
 */
gboolean
qv_sheet_write (QvStore *store,
                const QvPreparation *preparation,
                QvSheet sheet,
                const char *path,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (QvSheetPages) pages = qv_sheet_pages_new (store, preparation, sheet, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  if (pages == NULL)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, pages->width, pages->height);
  cr = cairo_create (surface);
  for (guint i = 0; i < pages->surfaces->len; i++)
    {
      qv_sheet_pages_draw (pages, i, cr);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The sheet could not be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }
  return g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, error);
}

typedef struct
{
  QvStore *store;
  QvPreparation *preparation;
  QvSheet sheet;
  char *path;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  qv_preparation_unref (request->preparation);
  g_free (request->path);
  g_free (request);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  if (qv_sheet_write (request->store, request->preparation, request->sheet, request->path, cancellable,
                      &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  QvSheetPages *pages =
      qv_sheet_pages_new (request->store, request->preparation, request->sheet, cancellable, &error);

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) qv_sheet_pages_free);
  else
    g_task_return_error (task, error);
}

static Request *
new_request (QvStore *store, QvPreparation *preparation, QvSheet sheet, const char *path)
{
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (store), qv_preparation_ref (preparation), sheet, g_strdup (path) };
  return request;
}

void
qv_sheet_pages_new_async (QvStore *store,
                          QvPreparation *preparation,
                          QvSheet sheet,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, qv_sheet_pages_new_async);
  g_task_set_task_data (task, new_request (store, preparation, sheet, NULL), free_request);
  g_task_run_in_thread (task, draw_in_thread);
}

QvSheetPages *
qv_sheet_pages_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
qv_sheet_write_async (QvStore *store,
                      QvPreparation *preparation,
                      QvSheet sheet,
                      const char *path,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, qv_sheet_write_async);
  g_task_set_task_data (task, new_request (store, preparation, sheet, path), free_request);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
qv_sheet_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
