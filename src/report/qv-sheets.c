/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed for the day: PDF on A4, in points. */
#define G_LOG_DOMAIN "qv-report"

#include "config.h"

#include "qv-sheets.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "qv-map-picture.h"
#include "qv-symbol.h"
#include "qv-wording.h"

#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0
#define MARGIN 48.0
#define TEXT_WIDTH (PAGE_WIDTH - 2.0 * MARGIN)
#define CARDS_ACROSS 2
#define CARDS_DOWN 4
#define POINTS_PER_INCH 72.0

typedef struct
{
  cairo_t *cr;
  double y;
} Page;

static PangoLayout *
make_layout (cairo_t *cr, const char *font, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  /* Sizes are in points, and so is the page. */
  pango_cairo_context_set_resolution (pango_layout_get_context (layout), POINTS_PER_INCH);
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* Returns the height. */
static double
draw_text (cairo_t *cr, const char *font, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, font, text, width);

  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return get_height (layout);
}

static void
add_text (Page *page, const char *font, const char *text, double after)
{
  page->y += draw_text (page->cr, font, text, MARGIN, page->y, TEXT_WIDTH) + after;
}

static void
add_title (Page *page, const QvPreparation *preparation)
{
  const char *starts = qv_record_get_text (preparation->session, QV_SESSION_STARTS);
  const char *place = qv_record_get_text (preparation->session, QV_SESSION_PLACE);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  /* Without seconds it is no time that GLib reads. */
  g_autofree char *full = starts != NULL ? g_strconcat (starts, ":00", NULL) : NULL;
  g_autoptr (GDateTime) when = full != NULL ? g_date_time_new_from_iso8601 (full, utc) : NULL;
  g_autofree char *day = when != NULL ? g_date_time_format (when, "%x") : g_strdup (starts);
  g_autofree char *detail = day != NULL && place != NULL ? g_strdup_printf ("%s · %s", day, place)
                                                         : g_strdup (day != NULL ? day : place);

  cairo_set_source_rgb (page->cr, 0.0, 0.0, 0.0);
  page->y = MARGIN;
  add_text (page, "Sans Bold 20", qv_record_get_text (preparation->session, QV_SESSION_TITLE), 4.0);
  if (detail != NULL)
    add_text (page, "Sans 11", detail, 4.0);
  page->y += 12.0;
}

static void
add_step_text (Page *page, const char *title, const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return;
  line = title != NULL ? g_strdup_printf ("%s: %s", title, text) : g_strdup (text);
  page->y += draw_text (page->cr, title != NULL ? "Sans 9" : "Sans Italic 11", line, MARGIN + 60.0, page->y,
                        TEXT_WIDTH - 120.0) +
             2.0;
}

static void
add_step (Page *page, const QvPreparation *preparation, const QvRecord *step)
{
  const QvAgendaSlot *slot = qv_agenda_find (preparation->agenda, step->id);
  g_autofree char *time = qv_agenda_format_time (slot != NULL ? slot->starts : 0);
  g_autofree char *minutes = g_strdup_printf (_ ("%d min"), (int) qv_record_get_int (step, QV_STEP_MINUTES));
  double height;

  /* A step is not torn apart if it can be helped. */
  if (page->y > PAGE_HEIGHT - MARGIN - 110.0)
    {
      cairo_show_page (page->cr);
      page->y = MARGIN;
    }
  draw_text (page->cr, "Sans 11", time, MARGIN, page->y, 56.0);
  draw_text (page->cr, "Sans 11", minutes, PAGE_WIDTH - MARGIN - 54.0, page->y, 54.0);
  height = draw_text (page->cr, "Sans Bold 11", qv_record_get_text (step, QV_STEP_TITLE), MARGIN + 60.0,
                      page->y, TEXT_WIDTH - 120.0);
  page->y += height + 3.0;
  add_step_text (page, NULL, qv_record_get_text (step, QV_STEP_PROMPT));
  add_step_text (page, _ ("Goal"), qv_record_get_text (step, QV_STEP_GOAL));
  add_step_text (page, _ ("Materials"), qv_record_get_text (step, QV_STEP_MATERIALS));
  page->y += 10.0;
}

static void
draw_agenda (cairo_t *cr, const QvPreparation *preparation)
{
  Page page = { cr, MARGIN };
  const char *question = qv_record_get_text (preparation->session, QV_SESSION_QUESTION);

  add_title (&page, preparation);
  if (question != NULL)
    add_text (&page, "Sans Italic 13", question, 18.0);
  for (guint i = 0; i < preparation->steps->len; i++)
    add_step (&page, preparation, preparation->steps->pdata[i]);
  cairo_show_page (cr);
}

static QvHelix
get_helix (const QvRecord *participant)
{
  QvHelix helix = QV_HELIX_NONE;

  qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
  return helix;
}

/* The lower half is what stands when the card is folded. */
static void
draw_card (cairo_t *cr, const QvPreparation *preparation, const QvRecord *participant, double x, double y)
{
  const double width = PAGE_WIDTH / CARDS_ACROSS, height = PAGE_HEIGHT / CARDS_DOWN;
  const double dashes[] = { 3.0, 3.0 };
  QvHelix helix = get_helix (participant);
  const char *name = qv_preparation_get_name (preparation, participant);
  const char *organisation = qv_preparation_get_organisation (preparation, participant);
  g_autofree char *seat = qv_wording_for_seat (helix, qv_record_get_int (participant, QV_PARTICIPANT_SEAT));
  double top = y + height / 2.0 + 12.0;

  cairo_set_source_rgb (cr, 0.7, 0.7, 0.7);
  cairo_set_line_width (cr, 0.5);
  cairo_rectangle (cr, x, y, width, height);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_move_to (cr, x, y + height / 2.0);
  cairo_line_to (cr, x + width, y + height / 2.0);
  cairo_stroke (cr);
  cairo_restore (cr);
  qv_symbol_draw (cr, qv_palette_get (QV_PALETTE_LIGHT), helix, QV_SYMBOL_NO_KIND, QV_SYMBOL_FILLED, x + 42.0,
                  y + height * 0.75, 44.0);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  top += draw_text (cr, "Sans Bold 15", name != NULL ? name : seat, x + 76.0, top, width - 88.0) + 2.0;
  if (organisation != NULL)
    top += draw_text (cr, "Sans 11", organisation, x + 76.0, top, width - 88.0) + 2.0;
  if (name != NULL)
    draw_text (cr, "Sans 10", seat, x + 76.0, top, width - 88.0);
}

static void
draw_seats (cairo_t *cr, const QvPreparation *preparation)
{
  const guint a_page = CARDS_ACROSS * CARDS_DOWN;

  for (guint i = 0; i < preparation->participants->len; i++)
    {
      guint place = i % a_page;

      draw_card (cr, preparation, preparation->participants->pdata[i],
                 place % CARDS_ACROSS * PAGE_WIDTH / CARDS_ACROSS,
                 place / CARDS_ACROSS * PAGE_HEIGHT / CARDS_DOWN);
      if (place == a_page - 1 || i + 1 == preparation->participants->len)
        cairo_show_page (cr);
    }
  if (preparation->participants->len == 0)
    cairo_show_page (cr);
}

static void
add_line (Page *page, const char *title)
{
  page->y += 34.0;
  draw_text (page->cr, "Sans 10", title, MARGIN, page->y - 14.0, 130.0);
  cairo_set_line_width (page->cr, 0.7);
  cairo_move_to (page->cr, MARGIN + 136.0, page->y);
  cairo_line_to (page->cr, PAGE_WIDTH - MARGIN, page->y);
  cairo_stroke (page->cr);
}

static void
add_box (Page *page, const char *title)
{
  cairo_set_line_width (page->cr, 1.0);
  cairo_rectangle (page->cr, MARGIN, page->y + 2.0, 10.0, 10.0);
  cairo_stroke (page->cr);
  page->y += draw_text (page->cr, "Sans 11", title, MARGIN + 20.0, page->y, TEXT_WIDTH - 20.0) + 8.0;
}

/* @participant: NULL for a page without a seat */
static void
draw_consent_page (cairo_t *cr, const QvPreparation *preparation, const QvRecord *participant)
{
  Page page = { cr, MARGIN };
  const char *text = qv_record_get_text (preparation->session, QV_SESSION_CONSENT_TEXT);
  g_autofree char *version =
      /* Translators: %s is the version of the text of consent: "Text 2026-05" */
      g_strdup_printf (_ ("Text %s"), qv_preparation_get_consent_version (preparation));
  g_autofree char *seat = participant != NULL
                              ? qv_wording_for_seat (get_helix (participant),
                                                     qv_record_get_int (participant, QV_PARTICIPANT_SEAT))
                              : NULL;

  add_title (&page, preparation);
  if (seat != NULL)
    add_text (&page, "Sans Bold 12", seat, 12.0);
  if (text != NULL)
    add_text (&page, "Sans 12", text, 18.0);
  add_text (&page, "Sans 11", _ ("I agree that these are kept and shown:"), 8.0);
  add_box (&page, _ ("my notes, without my name"));
  add_box (&page, _ ("quotations of what I said"));
  add_box (&page, _ ("pictures in which I can be seen"));
  add_line (&page, _ ("Name"));
  add_line (&page, _ ("Day"));
  add_line (&page, _ ("Signature"));
  page.y = PAGE_HEIGHT - MARGIN;
  add_text (&page, "Sans 8", version, 0.0);
  cairo_show_page (cr);
}

static void
draw_consent (cairo_t *cr, const QvPreparation *preparation)
{
  for (guint i = 0; i < preparation->participants->len; i++)
    draw_consent_page (cr, preparation, preparation->participants->pdata[i]);
  if (preparation->participants->len == 0)
    draw_consent_page (cr, preparation, NULL);
}

static gboolean
write_map (QvStore *store,
           const QvPreparation *preparation,
           const char *path,
           GCancellable *cancellable,
           GError **error)
{
  QvMapPicture picture = QV_MAP_PICTURE_INIT;

  if (preparation->n_territories == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The session has no territories yet, so there is no map to print."));
      return FALSE;
    }
  picture.session = preparation->session->id;
  picture.level = qv_record_get_int (preparation->session, QV_SESSION_LEVEL);
  picture.width = (int) PAGE_HEIGHT;
  picture.height = (int) PAGE_WIDTH;
  picture.is_plain = TRUE;
  picture.has_no_notes = TRUE;
  return qv_map_picture_write (store, &picture, path, cancellable, error);
}

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
  g_autoptr (GByteArray) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  if (sheet == QV_SHEET_MAP)
    return write_map (store, preparation, path, cancellable, error);
  bytes = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cr = cairo_create (surface);
  if (sheet == QV_SHEET_AGENDA)
    draw_agenda (cr, preparation);
  else if (sheet == QV_SHEET_SEATS)
    draw_seats (cr, preparation);
  else
    draw_consent (cr, preparation);
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
  Request *request = g_new (Request, 1);

  request->store = g_object_ref (store);
  request->preparation = qv_preparation_ref (preparation);
  request->sheet = sheet;
  request->path = g_strdup (path);
  g_task_set_source_tag (task, qv_sheet_write_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
qv_sheet_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
