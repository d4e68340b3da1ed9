/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods as the library keeps them: "2026", "2026-S1", "2026-Q1", "2026-03", "2026-03-31". They sort as
 * text. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-column-guess.h"

#include <stdlib.h>

/* Alternatives in the order in which they are tried; named groups are what they found. */
static const char pattern[] =
    "(?<![0-9])(?:"
    "(?<y1>(?:19|20)[0-9]{2})[-/.](?<m1>0[1-9]|1[0-2])(?:[-/"
    ".](?<d1>0[1-9]|[12][0-9]|3[01]))?(?![0-9])(?:T[0-9:.Z+-]*)?"
    "|(?<d2>0?[1-9]|[12][0-9]|3[01])[-/.](?<m2>0?[1-9]|1[0-2])[-/.](?<y2>(?:19|20)[0-9]{2})"
    "|(?<m3>0?[1-9]|1[0-2])[-/.](?<y3>(?:19|20)[0-9]{2})"
    "|(?<y4>(?:19|20)[0-9]{2})[ _-]?M(?<m4>0[1-9]|1[0-2])"
    "|(?<y5>(?:19|20)[0-9]{2})[ _-]?[QT](?<q5>[1-4])"
    "|[QT](?<q6>[1-4])[ _/-]?(?<y6>(?:19|20)[0-9]{2})"
    "|(?<y7>(?:19|20)[0-9]{2})[ _-]?S(?<s7>[12])"
    "|(?<y8>(?:19|20)[0-9]{2})(?:\\.0)?"
    ")(?![0-9])";

static char *
fetch (GMatchInfo *info, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *found = g_match_info_fetch_named (info, names[i]);

      if (found != NULL && *found != '\0')
        return g_steal_pointer (&found);
    }
  return NULL;
}

static char *
format_match (GMatchInfo *info)
{
  static const char *const years[] = { "y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8", NULL };
  static const char *const months[] = { "m1", "m2", "m3", "m4", NULL };
  static const char *const days[] = { "d1", "d2", NULL };
  static const char *const quarters[] = { "q5", "q6", NULL };
  static const char *const halves[] = { "s7", NULL };
  g_autofree char *year = fetch (info, years);
  g_autofree char *month = fetch (info, months);
  g_autofree char *day = fetch (info, days);
  g_autofree char *quarter = fetch (info, quarters);
  g_autofree char *half = fetch (info, halves);

  if (day != NULL)
    return g_strdup_printf ("%s-%02d-%02d", year, atoi (month), atoi (day));
  if (month != NULL)
    return g_strdup_printf ("%s-%02d", year, atoi (month));
  if (quarter != NULL)
    return g_strdup_printf ("%s-Q%s", year, quarter);
  if (half != NULL)
    return g_strdup_printf ("%s-S%s", year, half);
  return g_steal_pointer (&year);
}

static char *
find (const char *text, gboolean is_whole)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *all = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new (pattern, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL));
  if (!g_utf8_validate (text, -1, NULL) || !g_regex_match (regex, text, 0, &info))
    return NULL;
  all = g_match_info_fetch (info, 0);
  return !is_whole || g_str_equal (all, text) ? format_match (info) : NULL;
}

/**
 * qv_period_normalize:
 * @text: a cell of a column of periods
 *
 * Reads years, half-years, quarters ("2024-Q1", "T1 2024"), months ("2024M03", "03/2024") and days, which
 * come first where they are written in the European order.
 *
 * Returns: (transfer full) (nullable): the period as the library keeps it, %NULL where @text is none
 */
char *
qv_period_normalize (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return find (trimmed, TRUE);
}

/**
 * qv_period_from_header:
 * @header: the name of a column or file, such as "population_2021"
 *
 * Returns: (transfer full) (nullable): the first period in it
 */
char *
qv_period_from_header (const char *header)
{
  return find (header, FALSE);
}
