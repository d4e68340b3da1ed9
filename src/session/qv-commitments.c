/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who does what by when: the gestures as edits, and what comes back from earlier sessions of a series. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-commitments.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "qv-text.h"

static const char *const states[] = { "open", "done", "dropped" };

/* Words as they are kept: without white space around them, NULL for none. */
static QvValue
make_text (const char *text)
{
  g_autofree char *stripped = qv_text_normalize (text != NULL ? text : "");

  return *stripped != '\0' ? qv_value_text (stripped) : (QvValue){ .type = QV_VALUE_NULL };
}

static QvValue
make_ref (QvId id)
{
  return id != QV_ID_NONE ? qv_value_int (id) : (QvValue){ .type = QV_VALUE_NULL };
}

/* The organisation that is called so; a role is none. */
static QvId
find_organisation (GPtrArray *organisations, const char *who)
{
  g_autofree char *stripped = qv_text_normalize (who != NULL ? who : "");
  g_autofree char *wanted = g_utf8_casefold (stripped, -1);

  for (guint i = 0; organisations != NULL && i < organisations->len; i++)
    {
      const QvRecord *organisation = organisations->pdata[i];
      g_autofree char *name = g_utf8_casefold (qv_record_get_text (organisation, QV_ORGANISATION_NAME), -1);

      if (!qv_record_is_deleted (organisation) && g_str_equal (name, wanted))
        return organisation->id;
    }
  return QV_ID_NONE;
}

static void
make_values (const QvCommitmentWording *wording, GPtrArray *organisations, QvValue *values)
{
  values[QV_COMMITMENT_WHO] = make_text (wording->who);
  values[QV_COMMITMENT_WHAT] = make_text (wording->what);
  values[QV_COMMITMENT_DUE] = make_text (wording->due);
  values[QV_COMMITMENT_NOTE] = make_ref (wording->note);
  values[QV_COMMITMENT_ORGANISATION] = make_ref (find_organisation (organisations, wording->who));
}

static const guint worded[] = { QV_COMMITMENT_WHO, QV_COMMITMENT_WHAT, QV_COMMITMENT_DUE, QV_COMMITMENT_NOTE,
                                QV_COMMITMENT_ORGANISATION };

/**
 * qv_commitment_make:
 * @session: whose it is
 * @wording: what is agreed
 * @organisations: (nullable) (element-type QvRecord): known organisations; where @wording names one, it is
 *   that one
 * @out_commitment: (out) (optional): its id
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where who or what is missing
 */
QvEdit *
qv_commitment_make (QvId session,
                    const QvCommitmentWording *wording,
                    GPtrArray *organisations,
                    QvId *out_commitment)
{
  g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_COMMITMENT, qv_id_new ());
  QvValue values[QV_MAX_FIELDS] = { 0 };
  QvEdit *edit;

  make_values (wording, organisations, values);
  qv_record_set_int (record, QV_COMMITMENT_SESSION, session);
  qv_record_set_text (record, QV_COMMITMENT_STATE, states[QV_COMMITMENT_OPEN]);
  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    qv_record_take (record, worded[i], values[worded[i]]);
  if (qv_record_is_null (record, QV_COMMITMENT_WHO) || qv_record_is_null (record, QV_COMMITMENT_WHAT))
    return NULL;
  if (out_commitment != NULL)
    *out_commitment = record->id;
  edit = qv_edit_new (_ ("Make a commitment"), session);
  qv_edit_insert (edit, g_steal_pointer (&record));
  return edit;
}

/**
 * qv_commitment_change:
 * @commitment: a commitment
 * @wording: what it is to say
 * @organisations: (nullable) (element-type QvRecord): see qv_commitment_make()
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where it says that already, or who or what is missing
 */
QvEdit *
qv_commitment_change (const QvRecord *commitment,
                      const QvCommitmentWording *wording,
                      GPtrArray *organisations)
{
  QvEdit *edit =
      qv_edit_new (_ ("Change a commitment"), qv_record_get_int (commitment, QV_COMMITMENT_SESSION));
  QvValue values[QV_MAX_FIELDS] = { 0 };
  gboolean is_whole;

  make_values (wording, organisations, values);
  is_whole =
      values[QV_COMMITMENT_WHO].type != QV_VALUE_NULL && values[QV_COMMITMENT_WHAT].type != QV_VALUE_NULL;
  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    {
      guint field = worded[i];

      if (is_whole && qv_value_compare (&commitment->values[field], &values[field]) != 0)
        qv_edit_set (edit, QV_ENTITY_COMMITMENT, commitment->id, field, values[field]);
      else
        qv_value_clear (&values[field]);
    }
  if (edit->changes->len == 0)
    g_clear_pointer (&edit, qv_edit_free);
  return edit;
}

/**
 * qv_commitment_mark:
 * @commitment: a commitment
 * @state: what became of it
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where it is so already
 */
QvEdit *
qv_commitment_mark (const QvRecord *commitment, QvCommitmentState state)
{
  static const char *const labels[] = { N_ ("Reopen a commitment"), N_ ("Commitment done"),
                                        N_ ("Drop a commitment") };
  QvEdit *edit;

  if (qv_commitment_get_state (commitment) == state)
    return NULL;
  edit = qv_edit_new (_ (labels[state]), qv_record_get_int (commitment, QV_COMMITMENT_SESSION));
  qv_edit_set (edit, QV_ENTITY_COMMITMENT, commitment->id, QV_COMMITMENT_STATE,
               qv_value_text (states[state]));
  return edit;
}

/**
 * qv_commitment_delete:
 * @commitment: a commitment
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_commitment_delete (const QvRecord *commitment)
{
  QvEdit *edit =
      qv_edit_new (_ ("Delete a commitment"), qv_record_get_int (commitment, QV_COMMITMENT_SESSION));

  qv_edit_delete (edit, QV_ENTITY_COMMITMENT, commitment->id);
  return edit;
}

QvCommitmentState
qv_commitment_get_state (const QvRecord *commitment)
{
  const char *word = qv_record_get_text (commitment, QV_COMMITMENT_STATE);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (word, states[i]) == 0)
      return (QvCommitmentState) i;
  return QV_COMMITMENT_OPEN;
}

/**
 * qv_commitment_is_overdue:
 * @commitment: a commitment
 * @today: a day: "2026-09-30"
 *
 * Returns: whether it is open and its day is over
 */
gboolean
qv_commitment_is_overdue (const QvRecord *commitment, const char *today)
{
  const char *due = qv_record_get_text (commitment, QV_COMMITMENT_DUE);

  return qv_commitment_get_state (commitment) == QV_COMMITMENT_OPEN && due != NULL && strcmp (due, today) < 0;
}

/**
 * qv_commitment_compare:
 * @a: a commitment
 * @b: another
 *
 * Returns: below zero if @a comes first: what is open, then what is due first, then what was made first;
 * without a day last
 */
int
qv_commitment_compare (const QvRecord *a, const QvRecord *b)
{
  const char *due_a = qv_record_get_text (a, QV_COMMITMENT_DUE);
  const char *due_b = qv_record_get_text (b, QV_COMMITMENT_DUE);
  int order = (qv_commitment_get_state (a) != QV_COMMITMENT_OPEN) -
              (qv_commitment_get_state (b) != QV_COMMITMENT_OPEN);

  if (order == 0)
    order = (due_a == NULL) - (due_b == NULL);
  if (order == 0)
    order = g_strcmp0 (due_a, due_b);
  return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

/**
 * qv_due_parse:
 * @text: a day as people type it, in the order of the locale, or as in ISO 8601
 *
 * Returns: (transfer full) (nullable): the day as it is kept, "2026-09-30"; %NULL if @text is none
 */
char *
qv_due_parse (const char *text)
{
  g_autofree char *stripped = qv_text_normalize (text != NULL ? text : "");
  int year, month, day, length = 0;
  GDate date;

  g_date_clear (&date, 1);
  if (sscanf (stripped, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3 &&
      (gsize) length == strlen (stripped))
    {
      if (year < 1 || year > 9999 ||
          !g_date_valid_dmy ((GDateDay) CLAMP (day, 0, 99), (GDateMonth) CLAMP (month, 0, 13),
                             (GDateYear) year))
        return NULL;
      g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
    }
  else
    g_date_set_parse (&date, stripped);
  if (!g_date_valid (&date) || g_date_get_year (&date) > 9999)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date),
                          g_date_get_day (&date));
}

/**
 * qv_due_format:
 * @due: (nullable): a day, "2026-09-30", or a time of a day
 *
 * Returns: (transfer full): the day in the words of the locale: "30 September 2026"; @due itself if it is no
 * day
 */
char *
qv_due_format (const char *due)
{
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  if (due == NULL)
    return g_strdup ("");
  if (sscanf (due, "%4d-%2d-%2d", &year, &month, &day) == 3)
    date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  /* Translators: a day: %-d is the day of the month, %B the month's name, %Y the year */
  return date != NULL ? g_date_time_format (date, _ ("%-d %B %Y")) : g_strdup (due);
}

/**
 * qv_session_get_day:
 * @session: a session
 *
 * Returns: (transfer full): the time that it is planned for, in local time of the venue, "2026-05-28T14:00";
 * of one without a plan, when it was started or made
 */
char *
qv_session_get_day (const QvRecord *session)
{
  const char *starts = qv_record_get_text (session, QV_SESSION_STARTS);
  gint64 seconds = qv_record_is_null (session, QV_SESSION_STARTED)
                       ? qv_id_get_time (session->id) / G_TIME_SPAN_SECOND
                       : qv_record_get_int (session, QV_SESSION_STARTED) / G_TIME_SPAN_SECOND;
  g_autoptr (GDateTime) time = NULL;

  if (starts != NULL && *starts != '\0')
    return g_strdup (starts);
  time = g_date_time_new_from_unix_local (seconds);
  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M") : g_strdup ("");
}

/**
 * qv_session_comes_before:
 * @session: a session
 * @later: another
 *
 * Returns: whether both belong to one series, in which @session is the earlier
 */
gboolean
qv_session_comes_before (const QvRecord *session, const QvRecord *later)
{
  const char *series = qv_record_get_text (later, QV_SESSION_COLLECTION);
  g_autofree char *day = NULL;
  g_autofree char *later_day = NULL;
  int order;

  if (session->id == later->id || qv_record_is_deleted (session) || series == NULL || *series == '\0' ||
      g_strcmp0 (qv_record_get_text (session, QV_SESSION_COLLECTION), series) != 0)
    return FALSE;
  day = qv_session_get_day (session);
  later_day = qv_session_get_day (later);
  order = strcmp (day, later_day);
  return order != 0 ? order < 0 : session->id < later->id;
}

/* A commitment with the day of its session, for the order. */
typedef struct
{
  const QvRecord *commitment;
  char *day;
} Returning;

static void
clear_returning (gpointer data)
{
  g_free (((Returning *) data)->day);
}

static int
compare_returning (gconstpointer a, gconstpointer b)
{
  const Returning *x = a, *y = b;
  int order = strcmp (y->day, x->day);

  return order != 0 ? order : qv_commitment_compare (x->commitment, y->commitment);
}

/**
 * qv_commitments_pick_returning:
 * @commitments: (element-type QvRecord): of any sessions
 * @sessions: (element-type QvRecord): all sessions that are not deleted
 * @session: the session that is opened
 *
 * Returns: (transfer container) (element-type QvRecord): the open commitments of earlier sessions of the same
 * series; the latest session first, of one session as qv_commitment_compare() says
 */
GPtrArray *
qv_commitments_pick_returning (GPtrArray *commitments, GPtrArray *sessions, QvId session)
{
  const QvRecord *present = qv_record_find (sessions, session, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Returning));
  GPtrArray *picked = g_ptr_array_new ();

  g_array_set_clear_func (found, clear_returning);
  for (guint i = 0; present != NULL && i < commitments->len; i++)
    {
      const QvRecord *commitment = commitments->pdata[i];
      const QvRecord *from =
          qv_record_find (sessions, qv_record_get_int (commitment, QV_COMMITMENT_SESSION), NULL);
      Returning returning = { commitment, NULL };

      if (from == NULL || qv_record_is_deleted (commitment) ||
          qv_commitment_get_state (commitment) != QV_COMMITMENT_OPEN ||
          !qv_session_comes_before (from, present))
        continue;
      returning.day = qv_session_get_day (from);
      g_array_append_val (found, returning);
    }
  g_array_sort (found, compare_returning);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (picked, (gpointer) g_array_index (found, Returning, i).commitment);
  return picked;
}
