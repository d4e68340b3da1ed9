/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-balance.h"

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
  json_builder_set_member_name (builder, "balance");
  json_builder_begin_object (builder);
  add_share (builder, "evenness", balance_evenness (counts + 1));
  json_builder_end_object (builder);
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
