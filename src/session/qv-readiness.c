/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session still lacks for a room with no network. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-readiness.h"

#include <glib/gi18n.h>

/* A copy of the last day counts as new. */
#define COPY_IS_NEW (24 * G_TIME_SPAN_HOUR)
#define TRIAL_IS_NEW (24 * G_TIME_SPAN_HOUR)
#define ENOUGH_BYTES (G_GINT64_CONSTANT (500) * 1000 * 1000)

static const char *
get_helix_title (QvHelix helix)
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
    case QV_HELIX_NONE:
    default:
      return _ ("Residents");
    }
}

/* Takes @title and @detail. */
static void
add (GPtrArray *rows,
     QvReadinessTopic topic,
     QvReadinessState state,
     char *title,
     char *detail,
     const char *action,
     const char *button)
{
  QvReadinessRow *row = g_new0 (QvReadinessRow, 1);

  *row = (QvReadinessRow){ topic, state, title, detail, action, button };
  g_ptr_array_add (rows, row);
}

/* Of the helices of which none is counted: "Companies: 0 of 4 confirmed", or the titles of several. */
static char *
format_missing (const QvPreparation *preparation, const guint n_counted[QV_N_HELICES + 1], guint n_missing)
{
  GString *text = g_string_new (NULL);

  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      if (n_counted[helix] > 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      if (n_missing == 1 && qv_preparation_get_target (preparation, helix) > 0)
        /* Translators: a helix, how many of its seats are taken, and how many it has: "Companies: 0 of 4
         * confirmed" */
        g_string_append_printf (text, _ ("%s: %u of %u confirmed"), get_helix_title (helix), 0u,
                                qv_preparation_get_target (preparation, helix));
      else
        g_string_append (text, get_helix_title (helix));
    }
  return g_string_free (text, FALSE);
}

static guint
count_missing (const guint n_counted[QV_N_HELICES + 1])
{
  guint n = 0;

  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    n += n_counted[helix] == 0;
  return n;
}

/* Those who are invited but have not confirmed are no empty helix: they are asked, not looked for. */
static void
check_helices (const QvPreparation *preparation, GPtrArray *rows)
{
  guint n_seats[QV_N_HELICES + 1], n_confirmed[QV_N_HELICES + 1];
  guint n_invited = 0, n_all = 0, n_target = 0, n_empty, n_open;

  qv_preparation_count_seats (preparation, n_seats, n_confirmed);
  n_empty = count_missing (n_seats);
  n_open = count_missing (n_confirmed);
  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      n_invited += n_seats[helix];
      n_all += n_confirmed[helix];
      n_target += qv_preparation_get_target (preparation, helix);
    }
  if (n_invited > 0 && n_all == 0)
    add (rows, QV_READINESS_HELICES, QV_READINESS_WARNING, g_strdup (_ ("Nobody is confirmed yet")),
         g_strdup_printf (ngettext ("%u person is invited", "%u people are invited", n_invited), n_invited),
         "confirm-all", _ ("Confirm All"));
  else if (n_empty > 0)
    add (rows, QV_READINESS_HELICES, QV_READINESS_WARNING,
         n_empty == 1
             ? g_strdup (_ ("One helix is empty"))
             : g_strdup_printf (ngettext ("%u helix is empty", "%u helices are empty", n_empty), n_empty),
         format_missing (preparation, n_seats, n_empty), "add-people", _ ("Show"));
  else if (n_open > 0)
    add (rows, QV_READINESS_HELICES, QV_READINESS_WARNING,
         n_open == 1 ? g_strdup (_ ("Nobody of one helix is confirmed"))
                     : g_strdup_printf (ngettext ("Nobody of %u helix is confirmed",
                                                  "Nobody of %u helices is confirmed", n_open),
                                        n_open),
         format_missing (preparation, n_confirmed, n_open), "show-people", _ ("Show"));
  else
    add (rows, QV_READINESS_HELICES, QV_READINESS_DONE, g_strdup (_ ("All four helices are coming")),
         g_strdup_printf (ngettext ("%u of %u seat confirmed", "%u of %u seats confirmed", n_target), n_all,
                          n_target),
         NULL, NULL);
}

static int
count_clashes (const QvAgenda *agenda)
{
  int n = 0;

  for (guint i = 0; i < agenda->slots->len; i++)
    n += g_array_index (agenda->slots, QvAgendaSlot, i).clash > 0;
  return n;
}

static void
check_agenda (const QvPreparation *preparation, GPtrArray *rows)
{
  const QvAgenda *agenda = preparation->agenda;
  int n_clashes = count_clashes (agenda);

  if (agenda->slots->len == 0)
    add (rows, QV_READINESS_AGENDA, QV_READINESS_TO_DO, g_strdup (_ ("No agenda yet")),
         g_strdup (_ ("Add steps, or start from a template")), "use-template", _ ("Choose"));
  else if (!agenda->has_start || !agenda->has_length)
    add (rows, QV_READINESS_AGENDA, QV_READINESS_TO_DO, g_strdup (_ ("Day and hours are not set")),
         g_strdup (_ ("When it begins, and until when the room is free")), "set-day", _ ("Set"));
  else if (n_clashes > 0)
    add (rows, QV_READINESS_AGENDA, QV_READINESS_WARNING, g_strdup (_ ("A fixed start cannot be kept")),
         g_strdup (_ ("What comes before it takes too long")), "show-agenda", _ ("Show"));
  else if (agenda->spare < 0)
    add (rows, QV_READINESS_AGENDA, QV_READINESS_WARNING, g_strdup (_ ("The agenda is too long")),
         g_strdup_printf (ngettext ("%d minute over", "%d minutes over", (gulong) -agenda->spare),
                          -agenda->spare),
         "show-agenda", _ ("Show"));
  else
    {
      g_autofree char *until = qv_agenda_format_time (agenda->ends + agenda->spare);

      add (rows, QV_READINESS_AGENDA, QV_READINESS_DONE, g_strdup (_ ("Agenda fits the room")),
           /* Translators: minutes to spare, and the time at which the room must be free: "10 min in hand
              before 17:00" */
           g_strdup_printf (_ ("%d min in hand before %s"), agenda->spare, until), NULL, NULL);
    }
}

static void
check_question (const QvPreparation *preparation, GPtrArray *rows)
{
  const char *question = qv_record_get_text (preparation->session, QV_SESSION_QUESTION);

  if (question == NULL || *question == '\0')
    add (rows, QV_READINESS_QUESTION, QV_READINESS_TO_DO, g_strdup (_ ("No question yet")),
         g_strdup (_ ("What the session is to answer")), "write-question", _ ("Write"));
  else
    add (rows, QV_READINESS_QUESTION, QV_READINESS_DONE, g_strdup (_ ("The question is set")),
         g_strdup (question), NULL, NULL);
}

static void
check_territories (const QvPreparation *preparation, GPtrArray *rows)
{
  const QvRecord *level =
      qv_record_find (preparation->levels, qv_record_get_int (preparation->session, QV_SESSION_LEVEL), NULL);

  if (level == NULL || preparation->n_territories == 0)
    add (rows, QV_READINESS_TERRITORIES, QV_READINESS_TO_DO, g_strdup (_ ("No territories on the map")),
         g_strdup (_ ("Districts or municipalities, so that notes have a place")), "choose-level",
         _ ("Choose"));
  else
    add (rows, QV_READINESS_TERRITORIES, QV_READINESS_DONE, g_strdup (_ ("Territories are on this computer")),
         g_strdup_printf (ngettext ("%s, %u territory", "%s, %u territories", preparation->n_territories),
                          qv_record_get_text (level, QV_LEVEL_NAME), preparation->n_territories),
         NULL, NULL);
}

static void
check_background (const QvPreparation *preparation, GPtrArray *rows)
{
  QvId id = qv_record_get_int (preparation->session, QV_SESSION_BACKGROUND);
  const QvRecord *background = qv_record_find (preparation->backgrounds, id, NULL);
  const char *name = background != NULL ? qv_record_get_text (background, QV_BACKGROUND_NAME) : NULL;

  if (id != QV_ID_NONE && preparation->background_size < 0)
    add (rows, QV_READINESS_BACKGROUND, QV_READINESS_WARNING,
         g_strdup (_ ("The base map is not on this computer")),
         name != NULL ? g_strdup (name) : g_strdup (_ ("It was chosen on another one")), "choose-background",
         _ ("Choose"));
  else
    add (rows, QV_READINESS_BACKGROUND, QV_READINESS_DONE, g_strdup (_ ("Works without a network")),
         id == QV_ID_NONE ? g_strdup (_ ("Plain paper under the territories"))
                          : g_strdup (_ ("Base map and data are on this computer")),
         NULL, NULL);
}

static gboolean
has_figures (const QvPreparation *preparation, const QvPreparedIndicator *indicator)
{
  return indicator->n_values > 0 && qv_record_get_int (indicator->indicator, QV_INDICATOR_LEVEL) ==
                                        qv_record_get_int (preparation->session, QV_SESSION_LEVEL);
}

static void
check_indicators (const QvPreparation *preparation, GPtrArray *rows)
{
  guint n = preparation->indicators->len;

  for (guint i = 0; i < n; i++)
    {
      const QvPreparedIndicator *indicator = preparation->indicators->pdata[i];

      if (has_figures (preparation, indicator))
        continue;
      add (rows, QV_READINESS_INDICATORS, QV_READINESS_WARNING,
           g_strdup (_ ("An indicator has no figures for these territories")),
           g_strdup (qv_record_get_text (indicator->indicator, QV_INDICATOR_NAME)), "show-indicators",
           _ ("Show"));
      return;
    }
  if (n == 0)
    add (rows, QV_READINESS_INDICATORS, QV_READINESS_TO_DO, g_strdup (_ ("No indicator chosen")),
         g_strdup (_ ("Figures that what is said can lean on")), "add-indicator", _ ("Add"));
  else
    add (rows, QV_READINESS_INDICATORS, QV_READINESS_DONE, g_strdup (_ ("Indicators have figures")),
         g_strdup_printf (ngettext ("%u indicator", "%u indicators", n), n), NULL, NULL);
}

static char *
format_moment (gint64 when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %H:%M") : NULL;
}

/* On one screen the window was looked at, but no projector. */
static void
check_projector (const QvPreparation *preparation, gint64 now, GPtrArray *rows)
{
  const QvProjectorTrial *trial = &preparation->projector;
  gboolean is_new = trial->time > 0 && now - trial->time <= TRIAL_IS_NEW;
  g_autofree char *when = format_moment (trial->time);

  if (is_new && trial->n_screens > 1)
    add (rows, QV_READINESS_PROJECTOR, QV_READINESS_DONE, g_strdup (_ ("The projector was tried")),
         g_steal_pointer (&when), NULL, NULL);
  else
    add (rows, QV_READINESS_PROJECTOR, QV_READINESS_TO_DO, g_strdup (_ ("Projector not tried")),
         g_strdup (is_new ? _ ("Only one screen was found: plug the projector in")
                          : _ ("Plug it in and open the second window")),
         "try-projector",
         /* Translators: a button that opens the projector's window */
         _ ("Try"));
}

static void
check_consent (const QvPreparation *preparation, GPtrArray *rows)
{
  const char *text = qv_record_get_text (preparation->session, QV_SESSION_CONSENT_TEXT);
  guint n = preparation->participants->len;
  guint n_lacking = qv_preparation_count_lacking_consents (preparation, FALSE);
  guint n_withdrawn = 0;

  for (guint i = 0; i < n; i++)
    n_withdrawn += !qv_preparation_has_consent (preparation,
                                                ((const QvRecord *) preparation->participants->pdata[i])->id);
  n_withdrawn -= n_lacking;
  if (text == NULL || *text == '\0')
    add (rows, QV_READINESS_CONSENT, QV_READINESS_TO_DO, g_strdup (_ ("No consent text")),
         g_strdup (_ ("What participants are asked to agree to")), "write-consent", _ ("Write"));
  else if (n_lacking > 0)
    add (rows, QV_READINESS_CONSENT, QV_READINESS_TO_DO,
         g_strdup_printf (ngettext ("%u consent to be recorded", "%u consents to be recorded", n_lacking),
                          n_lacking),
         g_strdup (_ ("Print the sheets, then record here who has signed")), "record-consents", _ ("Record"));
  else if (n_withdrawn > 0)
    add (rows, QV_READINESS_CONSENT, QV_READINESS_DONE, g_strdup (_ ("Consents are recorded")),
         g_strdup_printf (ngettext ("%u consent was withdrawn", "%u consents were withdrawn", n_withdrawn),
                          n_withdrawn),
         NULL, NULL);
  else
    add (rows, QV_READINESS_CONSENT, QV_READINESS_DONE, g_strdup (_ ("Consent text is set")),
         n > 0 ? g_strdup (_ ("All participants have agreed")) : NULL, NULL, NULL);
}

static void
check_backup (const QvPreparation *preparation, gint64 now, GPtrArray *rows)
{
  g_autofree char *when = format_moment (preparation->last_backup);
  g_autofree char *detail =
      /* Translators: %s is day and time */
      preparation->last_backup > 0 && when != NULL ? g_strdup_printf (_ ("Last copy %s"), when) : NULL;

  if (preparation->last_backup <= 0 || now - preparation->last_backup > COPY_IS_NEW)
    add (rows, QV_READINESS_BACKUP, QV_READINESS_TO_DO, g_strdup (_ ("No safety copy of today")),
         detail != NULL ? g_steal_pointer (&detail) : g_strdup (_ ("The library has never been copied")),
         "back-up", _ ("Copy Now"));
  else
    add (rows, QV_READINESS_BACKUP, QV_READINESS_DONE, g_strdup (_ ("Safety copy is made")),
         g_steal_pointer (&detail), NULL, NULL);
}

static void
check_disk (const QvPreparation *preparation, GPtrArray *rows)
{
  g_autofree char *size =
      preparation->free_bytes >= 0 ? g_format_size ((guint64) preparation->free_bytes) : NULL;

  if (size == NULL)
    return;
  if (preparation->free_bytes < ENOUGH_BYTES)
    add (rows, QV_READINESS_DISK, QV_READINESS_WARNING, g_strdup (_ ("The disk is nearly full")),
         /* Translators: %s is a size: "120 MB" */
         g_strdup_printf (_ ("%s left"), size), "open-folder", _ ("Open Folder"));
  else
    add (rows, QV_READINESS_DISK, QV_READINESS_DONE, g_strdup (_ ("Enough space on the disk")),
         g_strdup_printf (_ ("%s left"), size), NULL, NULL);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const QvReadinessRow *row_a = *(const QvReadinessRow *const *) a,
                       *row_b = *(const QvReadinessRow *const *) b;

  if (row_a->state != row_b->state)
    return row_a->state < row_b->state ? -1 : 1;
  return (row_a->topic > row_b->topic) - (row_a->topic < row_b->topic);
}

/**
 * qv_readiness_check:
 * @preparation: what is prepared
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (element-type QvReadinessRow): a row for each topic, what is to do first, the
 * gravest at the top
 */
GPtrArray *
qv_readiness_check (const QvPreparation *preparation, gint64 now)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_readiness_row_free);

  check_helices (preparation, rows);
  check_agenda (preparation, rows);
  check_question (preparation, rows);
  check_territories (preparation, rows);
  check_background (preparation, rows);
  check_indicators (preparation, rows);
  check_projector (preparation, now, rows);
  check_consent (preparation, rows);
  check_backup (preparation, now, rows);
  check_disk (preparation, rows);
  g_ptr_array_sort (rows, compare_rows);
  return rows;
}

void
qv_readiness_row_free (QvReadinessRow *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

guint
qv_readiness_count_to_do (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((const QvReadinessRow *) rows->pdata[i])->state != QV_READINESS_DONE;
  return n;
}
