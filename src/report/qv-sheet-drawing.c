/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the sheets for the day. */
#define G_LOG_DOMAIN "qv-report"

#include "config.h"

#include "qv-sheet-drawing.h"

#include <glib/gi18n.h>

#include "qv-sheet-page.h"
#include "qv-symbol.h"
#include "qv-wording.h"

#define MARGIN QV_SHEET_MARGIN
#define TEXT_WIDTH QV_SHEET_TEXT_WIDTH
#define STEP_LEFT (MARGIN + 60.0)
#define STEP_WIDTH (TEXT_WIDTH - 120.0)
#define CARDS_ACROSS 2
#define CARDS_DOWN 4
#define CARD_WIDTH (QV_SHEET_WIDTH / CARDS_ACROSS)
#define CARD_HEIGHT (QV_SHEET_HEIGHT / CARDS_DOWN)
#define CONSENT_BOXES 190.0 /* what stands below the text and belongs together */

static void
add_text (QvSheetWriter *page, const char *font, const char *text, double after)
{
  _qv_sheet_add (page, font, text, MARGIN, TEXT_WIDTH, after);
}

static void
add_title (QvSheetWriter *page, const QvPreparation *preparation)
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
  add_text (page, "Sans Bold 20", qv_record_get_text (preparation->session, QV_SESSION_TITLE), 4.0);
  if (detail != NULL)
    add_text (page, "Sans 11", detail, 4.0);
  page->y += 12.0;
}

static void
add_step_text (QvSheetWriter *page, const char *title, const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return;
  /* Translators: "Goal: what it is" */
  line = title != NULL ? g_strdup_printf (_ ("%s: %s"), title, text) : g_strdup (text);
  _qv_sheet_add (page, title != NULL ? "Sans 9" : "Sans Italic 11", line, STEP_LEFT, STEP_WIDTH, 2.0);
}

/* "Giro di tavolo · Tavolo A", where it is for one table. */
static char *
make_step_title (const QvPreparation *preparation, const QvRecord *step)
{
  QvId id = qv_record_get_int (step, QV_STEP_ROUND_TABLE);
  const char *title = qv_record_get_text (step, QV_STEP_TITLE);

  for (guint i = 0; id != QV_ID_NONE && i < preparation->tables->len; i++)
    {
      const QvRecord *table = preparation->tables->pdata[i];

      if (table->id == id)
        return g_strdup_printf ("%s · %s", title, qv_record_get_text (table, QV_ROUND_TABLE_NAME));
    }
  return g_strdup (title);
}

static double
measure_text (QvSheetWriter *page, const char *font, const char *text)
{
  return text != NULL ? _qv_sheet_measure (page, font, text, STEP_WIDTH) + 4.0 : 0.0;
}

static void
add_step (QvSheetWriter *page, const QvPreparation *preparation, const QvRecord *step)
{
  const QvAgendaSlot *slot = qv_agenda_find (preparation->agenda, step->id);
  g_autofree char *time = qv_agenda_format_time (slot != NULL ? slot->starts : 0);
  g_autofree char *minutes = g_strdup_printf (_ ("%d min"), (int) qv_record_get_int (step, QV_STEP_MINUTES));
  g_autofree char *title = make_step_title (preparation, step);

  /* A step is not torn apart if it can be helped. */
  _qv_sheet_keep (page, measure_text (page, "Sans Bold 11", title) +
                            measure_text (page, "Sans Italic 11", qv_record_get_text (step, QV_STEP_PROMPT)) +
                            measure_text (page, "Sans 9", qv_record_get_text (step, QV_STEP_GOAL)) +
                            measure_text (page, "Sans 9", qv_record_get_text (step, QV_STEP_MATERIALS)));
  _qv_sheet_draw_text (page->cr, "Sans 11", time, MARGIN, page->y, 56.0, 1);
  _qv_sheet_draw_text (page->cr, "Sans 11", minutes, QV_SHEET_WIDTH - MARGIN - 54.0, page->y, 54.0, 1);
  _qv_sheet_add (page, "Sans Bold 11", title, STEP_LEFT, STEP_WIDTH, 3.0);
  add_step_text (page, NULL, qv_record_get_text (step, QV_STEP_PROMPT));
  add_step_text (page, _ ("Goal"), qv_record_get_text (step, QV_STEP_GOAL));
  add_step_text (page, _ ("Materials"), qv_record_get_text (step, QV_STEP_MATERIALS));
  page->y += 10.0;
}

void
_qv_sheet_draw_agenda (GPtrArray *pages, const QvPreparation *preparation)
{
  QvSheetWriter page;
  const char *question = qv_record_get_text (preparation->session, QV_SESSION_QUESTION);

  _qv_sheet_begin (&page, pages, QV_SHEET_WIDTH, QV_SHEET_HEIGHT);
  add_title (&page, preparation);
  if (question != NULL)
    add_text (&page, "Sans Italic 13", question, 18.0);
  for (guint i = 0; i < preparation->steps->len; i++)
    add_step (&page, preparation, preparation->steps->pdata[i]);
  _qv_sheet_end (&page);
}

/* What one side of the card shows, in the lower half of a card at the origin. */
static void
draw_face (cairo_t *cr, const QvPreparation *preparation, const QvRecord *participant)
{
  QvHelix helix = qv_record_get_helix (participant, QV_PARTICIPANT_HELIX);
  const char *name = qv_preparation_get_name (preparation, participant);
  const char *organisation = qv_preparation_get_organisation (preparation, participant);
  g_autofree char *seat = qv_wording_for_seat (helix, qv_record_get_int (participant, QV_PARTICIPANT_SEAT));
  const double width = CARD_WIDTH - 88.0;
  double top = CARD_HEIGHT / 2.0 + 8.0;

  qv_symbol_draw (cr, qv_palette_get (QV_PALETTE_LIGHT), helix, QV_SYMBOL_NO_KIND, QV_SYMBOL_FILLED, 42.0,
                  CARD_HEIGHT * 0.75, 44.0);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  top += _qv_sheet_draw_text (cr, "Sans Bold 15", name != NULL ? name : seat, 76.0, top, width, 2) + 2.0;
  if (organisation != NULL)
    top += _qv_sheet_draw_text (cr, "Sans 10", organisation, 76.0, top, width, 2) + 2.0;
  if (name != NULL)
    _qv_sheet_draw_text (cr, "Sans 9", seat, 76.0, top, width, 1);
}

/* Folded along the dashes it stands, and both sides of the table read it. */
static void
draw_card (cairo_t *cr, const QvPreparation *preparation, const QvRecord *participant, double x, double y)
{
  const double dashes[] = { 3.0, 3.0 };

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_source_rgb (cr, 0.7, 0.7, 0.7);
  cairo_set_line_width (cr, 0.5);
  cairo_rectangle (cr, 0.0, 0.0, CARD_WIDTH, CARD_HEIGHT);
  cairo_stroke (cr);
  cairo_save (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_move_to (cr, 0.0, CARD_HEIGHT / 2.0);
  cairo_line_to (cr, CARD_WIDTH, CARD_HEIGHT / 2.0);
  cairo_stroke (cr);
  cairo_restore (cr);
  draw_face (cr, preparation, participant);
  cairo_translate (cr, CARD_WIDTH, CARD_HEIGHT);
  cairo_rotate (cr, G_PI);
  draw_face (cr, preparation, participant);
  cairo_restore (cr);
}

void
_qv_sheet_draw_seats (GPtrArray *pages, const QvPreparation *preparation)
{
  const guint a_page = CARDS_ACROSS * CARDS_DOWN;
  QvSheetWriter page;

  _qv_sheet_begin (&page, pages, QV_SHEET_WIDTH, QV_SHEET_HEIGHT);
  for (guint i = 0; i < preparation->participants->len; i++)
    {
      guint place = i % a_page;

      if (i > 0 && place == 0)
        _qv_sheet_next_page (&page);
      draw_card (page.cr, preparation, preparation->participants->pdata[i], place % CARDS_ACROSS * CARD_WIDTH,
                 place / CARDS_ACROSS * CARD_HEIGHT);
    }
  _qv_sheet_end (&page);
}

static void
add_line (QvSheetWriter *page, const char *title)
{
  page->y += 34.0;
  _qv_sheet_draw_text (page->cr, "Sans 10", title, MARGIN, page->y - 14.0, 130.0, 1);
  cairo_set_line_width (page->cr, 0.7);
  cairo_move_to (page->cr, MARGIN + 136.0, page->y);
  cairo_line_to (page->cr, QV_SHEET_WIDTH - MARGIN, page->y);
  cairo_stroke (page->cr);
}

static void
add_box (QvSheetWriter *page, const char *title)
{
  cairo_set_line_width (page->cr, 1.0);
  cairo_rectangle (page->cr, MARGIN, page->y + 2.0, 10.0, 10.0);
  cairo_stroke (page->cr);
  _qv_sheet_add (page, "Sans 11", title, MARGIN + 20.0, TEXT_WIDTH - 20.0, 8.0);
}

/* @participant: NULL for a page without a seat */
static void
add_consent (QvSheetWriter *page, const QvPreparation *preparation, const QvRecord *participant)
{
  const char *text = qv_record_get_text (preparation->session, QV_SESSION_CONSENT_TEXT);
  g_autofree char *version =
      /* Translators: %s is the version of the text of consent: "Text 2026-05" */
      g_strdup_printf (_ ("Text %s"), qv_preparation_get_consent_version (preparation));
  g_autofree char *seat = participant != NULL
                              ? qv_wording_for_seat (qv_record_get_helix (participant, QV_PARTICIPANT_HELIX),
                                                     qv_record_get_int (participant, QV_PARTICIPANT_SEAT))
                              : NULL;

  add_title (page, preparation);
  if (seat != NULL)
    add_text (page, "Sans Bold 12", seat, 12.0);
  if (text != NULL)
    add_text (page, "Sans 12", text, 18.0);
  _qv_sheet_keep (page, CONSENT_BOXES);
  add_text (page, "Sans 11", _ ("I agree that these are kept and shown:"), 8.0);
  add_box (page, _ ("my notes, without my name"));
  add_box (page, _ ("quotations of what I said"));
  add_box (page, _ ("pictures in which I can be seen"));
  add_line (page, _ ("Name"));
  add_line (page, _ ("Day"));
  add_line (page, _ ("Signature"));
  _qv_sheet_draw_text (page->cr, "Sans 8", version, MARGIN, QV_SHEET_HEIGHT - MARGIN, TEXT_WIDTH, 1);
}

void
_qv_sheet_draw_consent (GPtrArray *pages, const QvPreparation *preparation)
{
  QvSheetWriter page;

  _qv_sheet_begin (&page, pages, QV_SHEET_WIDTH, QV_SHEET_HEIGHT);
  for (guint i = 0; i < preparation->participants->len; i++)
    {
      if (i > 0)
        _qv_sheet_next_page (&page);
      add_consent (&page, preparation, preparation->participants->pdata[i]);
    }
  if (preparation->participants->len == 0)
    add_consent (&page, preparation, NULL);
  _qv_sheet_end (&page);
}
