/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "qv-balance.h"
#include "qv-tally.h"

static void
add_kinds (JsonBuilder *builder, GPtrArray *notes)
{
  guint counts[QV_N_NOTE_KINDS] = { 0 };

  for (guint i = 0; i < notes->len; i++)
    {
      QvNoteKind kind;

      if (qv_note_kind_from_word (qv_record_get_text (g_ptr_array_index (notes, i), QV_NOTE_KIND), &kind))
        counts[kind]++;
    }
  json_builder_set_member_name (builder, "by_kind");
  json_builder_begin_object (builder);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    qv_cli_add_int (builder, qv_note_kind_to_word ((QvNoteKind) i), counts[i]);
  json_builder_end_object (builder);
}

static void
add_helices (JsonBuilder *builder, const guint *counts)
{
  json_builder_set_member_name (builder, "by_helix");
  json_builder_begin_object (builder);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    qv_cli_add_int (builder, qv_helix_to_word ((QvHelix) i), counts[i]);
  json_builder_end_object (builder);
}

/* A share of nothing is not zero. */
static void
add_share (JsonBuilder *builder, const char *name, double share)
{
  json_builder_set_member_name (builder, name);
  if (isnan (share))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, share);
}

/* Who is there; of a session where nobody was marked present, who was expected. */
static void
count_seats (GPtrArray *participants, guint seats[QV_N_HELICES])
{
  guint expected[QV_N_HELICES + 1] = { 0 }, present[QV_N_HELICES + 1] = { 0 };
  gboolean any_present = FALSE;

  for (guint i = 0; i < participants->len; i++)
    {
      const QvRecord *participant = participants->pdata[i];
      gboolean is_present = qv_record_get_int (participant, QV_PARTICIPANT_PRESENT) != 0;
      QvHelix helix = QV_HELIX_NONE;

      qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
      expected[helix]++;
      present[helix] += is_present;
      any_present |= is_present;
    }
  memcpy (seats, (any_present ? present : expected) + 1, sizeof (guint) * QV_N_HELICES);
}

static gboolean
add_balance (QvCli *cli, JsonBuilder *builder, QvId session, const guint *counts, GError **error)
{
  g_autoptr (GPtrArray) participants = NULL;
  guint seats[QV_N_HELICES];

  participants = qv_store_list (cli->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, session, error);
  if (participants == NULL)
    return FALSE;
  count_seats (participants, seats);
  json_builder_set_member_name (builder, "balance");
  json_builder_begin_object (builder);
  add_share (builder, "evenness", balance_evenness (counts + 1));
  add_share (builder, "parity", balance_parity (counts + 1, seats));
  json_builder_end_object (builder);
  return TRUE;
}

/* Dots, or how many seats ranked or graded it. */
static void
add_row_helices (JsonBuilder *builder, const QvTally *tally, const QvTallyRow *row)
{
  json_builder_set_member_name (builder, "by_helix");
  json_builder_begin_object (builder);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    qv_cli_add_int (builder, qv_helix_to_word ((QvHelix) i),
                    tally->method == QV_BALLOT_METHOD_DOTS ? row->amounts[i] : row->votes[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "seats");
  json_builder_begin_object (builder);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    qv_cli_add_int (builder, qv_helix_to_word ((QvHelix) i), tally->seats[i]);
  json_builder_end_object (builder);
}

static void
add_result (JsonBuilder *builder, const QvTally *tally, const QvTallyRow *row)
{
  const double consensus[] = { row->group_informed, tally->kendall_w, row->consensus };

  add_row_helices (builder, tally, row);
  qv_cli_add_text (builder, "support", qv_support_to_word (row->support));
  qv_cli_add_int (builder, "rank", row->rank);
  json_builder_set_member_name (builder, "tied");
  json_builder_add_boolean_value (builder, row->is_tied);
  add_share (builder, "mean", row->mean);
  add_share (builder, "consensus", consensus[tally->method]);
  add_share (builder, "group_informed_consensus", row->group_informed);
}

/* One object an idea, the most widely agreed first; its "consensus" is the group-informed one of dots,
 * Kendall's W of the ranking, or that of its grades. What is hidden until the end has no result. */
static gboolean
add_ballot (QvCli *cli, JsonBuilder *builder, QvId ballot, GError **error)
{
  g_autoptr (QvPoll) poll = qv_poll_load (cli->store, ballot, error);
  g_autoptr (QvTally) tally = poll != NULL ? qv_tally_new (poll) : NULL;

  for (guint i = 0; tally != NULL && i < tally->rows->len; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];
      g_autofree char *letter = qv_tally_letter (row->at);

      json_builder_begin_object (builder);
      qv_cli_add_id (builder, "ballot", ballot);
      qv_cli_add_text (builder, "title", qv_record_get_text (poll->ballot, QV_BALLOT_TITLE));
      qv_cli_add_text (builder, "method", qv_record_get_text (poll->ballot, QV_BALLOT_METHOD));
      json_builder_set_member_name (builder, "closed");
      json_builder_add_boolean_value (builder, poll->is_closed);
      qv_cli_add_text (builder, "letter", letter);
      qv_cli_add_text (builder, "text",
                       qv_record_get_text (poll->options->pdata[row->at], QV_BALLOT_OPTION_TEXT));
      if (poll->is_closed || qv_record_get_int (poll->ballot, QV_BALLOT_VEILED) == 0)
        add_result (builder, tally, row);
      json_builder_end_object (builder);
    }
  return tally != NULL;
}

static gboolean
add_ballots (QvCli *cli, JsonBuilder *builder, QvId session, GError **error)
{
  g_autoptr (GPtrArray) ballots = NULL;

  ballots = qv_store_list (cli->store, QV_ENTITY_BALLOT, QV_BALLOT_SESSION, session, error);
  json_builder_set_member_name (builder, "votes");
  json_builder_begin_array (builder);
  for (guint i = 0; ballots != NULL && i < ballots->len; i++)
    if (!add_ballot (cli, builder, ((QvRecord *) ballots->pdata[i])->id, error))
      return FALSE;
  json_builder_end_array (builder);
  return ballots != NULL;
}

static gboolean
print (QvCli *cli, QvId session, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) notes = NULL;
  guint counts[QV_N_HELICES + 1];

  notes = qv_store_list (cli->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, session, error);
  if (notes == NULL || !qv_store_count_notes (cli->store, session, counts, error))
    return FALSE;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_object (builder);
  qv_cli_add_int (builder, "total", notes->len);
  add_helices (builder, counts);
  add_kinds (builder, notes);
  json_builder_end_object (builder);
  if (!add_balance (cli, builder, session, counts, error) || !add_ballots (cli, builder, session, error))
    return FALSE;
  json_builder_end_object (builder);
  qv_cli_print_json (builder);
  return TRUE;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  QvId session;

  if (!qv_cli_parse (cli, &qv_cmd_stats, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_stats, _ ("The id of one session is needed."));
  if (!qv_cli_parse_session (cli, (*args)[1], &session, &error) || !print (cli, session, &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_stats = { "stats", "SESSION", N_ ("Print who spoke and of what, as JSON."), run };
