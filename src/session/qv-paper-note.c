/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

/* Notes that were written on paper during a step and are typed in later. */

#include "config.h"

#include "qv-paper-note.h"

#include "qv-fields.h"

#define DAY (24 * G_TIME_SPAN_HOUR)

/* The moment nearest to @near at which clocks here show @minutes. */
static gint64
find_time (gint64 near, int minutes)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (near / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = g_date_time_to_local (utc);
  gint64 best = near;
  gint64 distance = G_MAXINT64;

  for (int shift = -1; shift <= 1; shift++)
    {
      g_autoptr (GDateTime) other = g_date_time_add_days (day, shift);
      g_autoptr (GDateTime) time =
          g_date_time_new_local (g_date_time_get_year (other), g_date_time_get_month (other),
                                 g_date_time_get_day_of_month (other), minutes / 60, minutes % 60, 0);
      gint64 moment = time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : near + 2 * DAY;

      if (ABS (moment - near) < distance)
        {
          best = moment;
          distance = ABS (moment - near);
        }
    }
  return best;
}

/**
 * qv_paper_note_get_said:
 * @step: during which the notes were written
 * @minutes: since midnight here, when they were written; %QV_PAPER_NO_TIME: nobody knows
 * @now: microseconds since 1970 UTC
 *
 * Where nobody knows the time, notes that are typed one after the other stand at the end of their step, where
 * the sheets were collected, in the order in which they are typed; of a step that goes on, or of which no
 * times are known, at @now.
 *
 * Returns: when the note counts as said, in microseconds since 1970 UTC, never after @now
 */
gint64
qv_paper_note_get_said (const QvRecord *step, int minutes, gint64 now)
{
  gint64 ended = qv_record_get_int (step, QV_STEP_ENDED);
  gint64 started = qv_record_get_int (step, QV_STEP_STARTED);

  if (minutes != QV_PAPER_NO_TIME)
    return MIN (find_time (started != 0 ? started : now, minutes), now);
  return ended != 0 ? MIN (ended, now) : now;
}
