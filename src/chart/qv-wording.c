/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words for helices, kinds, seats and figures that every view and every picture shares. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-wording.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-geodesy.h"

/**
 * qv_helix_get_title:
 * @helix: a helix
 *
 * Returns: (transfer none): its name for people, in their language
 */
const char *
qv_helix_get_title (QvHelix helix)
{
  switch (helix)
    {
    case QV_HELIX_AUTHORITIES:
      return _ ("Authorities");
    case QV_HELIX_RESEARCH:
      return _ ("Research");
    case QV_HELIX_COMPANIES:
      return _ ("Companies");
    case QV_HELIX_RESIDENTS:
      return _ ("Residents");
    case QV_HELIX_NONE:
    default:
      /* Translators: a note or a seat that belongs to none of the four helices. */
      return _ ("Not attributed");
    }
}

/**
 * qv_helix_get_icon:
 * @helix: a helix
 *
 * Returns: (transfer none): the name of its symbolic icon
 */
const char *
qv_helix_get_icon (QvHelix helix)
{
  switch (helix)
    {
    case QV_HELIX_AUTHORITIES:
      return "qv-authorities-symbolic";
    case QV_HELIX_RESEARCH:
      return "qv-research-symbolic";
    case QV_HELIX_COMPANIES:
      return "qv-companies-symbolic";
    case QV_HELIX_RESIDENTS:
      return "qv-residents-symbolic";
    case QV_HELIX_NONE:
    default:
      return "qv-none-symbolic";
    }
}

/**
 * qv_note_kind_get_title:
 * @kind: a kind of note
 *
 * Returns: (transfer none): its name for people, in their language
 */
const char *
qv_note_kind_get_title (QvNoteKind kind)
{
  switch (kind)
    {
    case QV_NOTE_KIND_PROBLEM:
      return _ ("Problem");
    case QV_NOTE_KIND_OPPORTUNITY:
      return _ ("Opportunity");
    case QV_NOTE_KIND_CHALLENGE:
      return _ ("Challenge");
    case QV_NOTE_KIND_SOLUTION:
      return _ ("Solution");
    case QV_NOTE_KIND_OBSERVATION:
    default:
      return _ ("Observation");
    }
}

/**
 * qv_note_kind_get_icon:
 * @kind: a kind of note
 *
 * Returns: (transfer none): the name of its symbolic icon
 */
const char *
qv_note_kind_get_icon (QvNoteKind kind)
{
  switch (kind)
    {
    case QV_NOTE_KIND_PROBLEM:
      return "qv-problem-symbolic";
    case QV_NOTE_KIND_OPPORTUNITY:
      return "qv-opportunity-symbolic";
    case QV_NOTE_KIND_CHALLENGE:
      return "qv-challenge-symbolic";
    case QV_NOTE_KIND_SOLUTION:
      return "qv-solution-symbolic";
    case QV_NOTE_KIND_OBSERVATION:
    default:
      return "qv-observation-symbolic";
    }
}

/**
 * qv_wording_for_seat:
 * @helix: whose seat
 * @seat: its number from 1, or 0 for none in particular
 *
 * Returns: (transfer full): "Residents, seat 4", or the helix alone
 */
char *
qv_wording_for_seat (QvHelix helix, gint64 seat)
{
  if (seat <= 0 || helix == QV_HELIX_NONE)
    return g_strdup (qv_helix_get_title (helix));
  /* Translators: who spoke: the helix, then the number of the seat at the table: "Residents, seat 4". */
  return g_strdup_printf (_ ("%s, seat %d"), qv_helix_get_title (helix), (int) seat);
}

/**
 * qv_wording_for_note:
 * @kind: of the note
 * @helix: who said it
 * @seat: number of the seat, or 0
 * @place: (nullable): name of the territory it lies in
 *
 * What a screen reader says for a pin.
 *
 * Returns: (transfer full): "Problem, Residents seat 4, District 7"
 */
char *
qv_wording_for_note (QvNoteKind kind, QvHelix helix, gint64 seat, const char *place)
{
  g_autofree char *who = NULL;

  if (seat > 0 && helix != QV_HELIX_NONE)
    /* Translators: who spoke, inside a list with commas: the helix and the number of the seat: "Residents
     * seat 4". */
    who = g_strdup_printf (_ ("%s seat %d"), qv_helix_get_title (helix), (int) seat);
  else
    who = g_strdup (qv_helix_get_title (helix));

  if (place != NULL && *place != '\0')
    /* Translators: a note as spoken: its kind, who said it, where: "Problem, Residents seat 4, District 7".
     */
    return g_strdup_printf (_ ("%s, %s, %s"), qv_note_kind_get_title (kind), who, place);
  /* Translators: a note as spoken: its kind, who said it: "Problem, Residents seat 4". */
  return g_strdup_printf (_ ("%s, %s"), qv_note_kind_get_title (kind), who);
}

/**
 * qv_wording_for_number:
 * @value: any number
 * @decimals: how many decimals to show
 *
 * Returns: (transfer full): the number as the user's locale writes it, with a true minus sign
 */
char *
qv_wording_for_number (double value, int decimals)
{
  g_autofree char *text = NULL;

  /* Translators: shown where a territory has no figure. Not available. */
  if (!isfinite (value))
    return g_strdup (_ ("n/a"));
  text = g_strdup_printf ("%'.*f", decimals, fabs (value));
  if (value < 0.0 && strpbrk (text, "123456789") != NULL)
    return g_strconcat ("−", text, NULL);
  return g_steal_pointer (&text);
}

/**
 * qv_wording_for_length:
 * @metres: a length on the ground
 *
 * Returns: (transfer full): "850 m", "1.2 km" or "12 km"
 */
char *
qv_wording_for_length (double metres)
{
  double kilometres = metres / 1000.0;
  g_autofree char *number = NULL;

  if (round (metres) < 1000.0)
    {
      number = qv_wording_for_number (metres, 0);
      return g_strdup_printf (_ ("%s m"), number);
    }
  number = qv_wording_for_number (kilometres, kilometres < 9.95 ? 1 : 0);
  return g_strdup_printf (_ ("%s km"), number);
}

/**
 * qv_wording_for_area:
 * @square_metres: an area of the ground
 *
 * Returns: (transfer full): "850 m²", "3.4 ha" or "12 km²"
 */
char *
qv_wording_for_area (double square_metres)
{
  double hectares = square_metres / 1e4;
  double square_kilometres = square_metres / 1e6;
  g_autofree char *number = NULL;

  if (round (square_metres) < 1e4)
    {
      number = qv_wording_for_number (square_metres, 0);
      return g_strdup_printf (_ ("%s m²"), number);
    }
  if (hectares < 99.5)
    {
      number = qv_wording_for_number (hectares, hectares < 9.95 ? 1 : 0);
      /* Translators: hectares */
      return g_strdup_printf (_ ("%s ha"), number);
    }
  number = qv_wording_for_number (square_kilometres, square_kilometres < 9.95 ? 1 : 0);
  return g_strdup_printf (_ ("%s km²"), number);
}

/**
 * qv_wording_for_shape:
 * @geometry: where something is
 *
 * Returns: (transfer full) (nullable): "line, 1.2 km" or "area, 3.4 ha"; %NULL for points
 */
char *
qv_wording_for_shape (QvGeometry *geometry)
{
  g_autofree char *size = NULL;

  switch (qv_geometry_get_kind (geometry))
    {
    case QV_GEOMETRY_LINE:
      size = qv_wording_for_length (qv_geodesy_measure_length (geometry));
      /* Translators: a line drawn on the map and its length: "line, 1.2 km" */
      return g_strdup_printf (_ ("line, %s"), size);
    case QV_GEOMETRY_AREA:
      size = qv_wording_for_area (qv_geodesy_measure_area (geometry));
      /* Translators: an area drawn on the map and its size: "area, 3.4 ha" */
      return g_strdup_printf (_ ("area, %s"), size);
    case QV_GEOMETRY_POINT:
    default:
      return NULL;
    }
}

static gboolean
are_whole_at (const double *values, guint n_values, double factor)
{
  for (guint i = 0; i < n_values; i++)
    {
      double scaled = values[i] * factor;

      if (isfinite (scaled) && fabs (scaled - round (scaled)) > 1e-6 * MAX (1.0, fabs (scaled)))
        return FALSE;
    }
  return TRUE;
}

/**
 * qv_wording_get_decimals:
 * @values: (array length=n_values): numbers to be shown together
 * @n_values: how many
 *
 * Finds the fewest decimals, three at most, that lose nothing of @values; where even three would, as many
 * as tell their range apart in a hundred parts.
 *
 * Returns: 0 to 3
 */
int
qv_wording_get_decimals (const double *values, guint n_values)
{
  double least = INFINITY, greatest = -INFINITY;
  double factor = 1.0;

  for (int decimals = 0; decimals <= 2; decimals++, factor *= 10.0)
    if (are_whole_at (values, n_values, factor))
      return decimals;

  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      {
        least = MIN (least, values[i]);
        greatest = MAX (greatest, values[i]);
      }
  if (greatest - least >= 100.0)
    return 0;
  if (greatest - least >= 10.0)
    return 1;
  return greatest - least >= 1.0 ? 2 : 3;
}
