/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

/* Programs may know the person or the seat; both lead to the participant. */
static gboolean
find_participant (QvCli *cli, const char *text, QvId *out_participant, GError **error)
{
  g_autoptr (QvRecord) person = NULL;
  QvId id = QV_ID_NONE;

  if (qv_cli_open (cli, error) == NULL)
    return FALSE;
  if (qv_id_parse (text, &id))
    person = qv_store_get_record (cli->store, QV_ENTITY_PERSON, id, NULL);
  *out_participant = person != NULL ? qv_record_get_int (person, QV_PERSON_PARTICIPANT) : id;
  if (*out_participant != QV_ID_NONE)
    return TRUE;
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND, _ ("There is no participant “%s”."), text);
  return FALSE;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  QvId participant;

  if (!qv_cli_parse (cli, &qv_cmd_erase_person, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_erase_person, _ ("The id of one participant is needed."));
  if (!find_participant (cli, (*args)[1], &participant, &error) ||
      !qv_store_erase_person (cli->store, participant, &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_erase_person = {
  "erase-person", "PARTICIPANT", N_ ("Erase a person's name from the library, its history and its backups."),
  run
};
