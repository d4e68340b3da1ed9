/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include <stdio.h>

#include "qv-geometry.h"
#include "qv-text.h"

typedef struct
{
  QvId session;
  QvHelix helix;
  QvNoteKind kind;
  QvGeometry *at;
  QvId territory;
  QvId author;
  QvId step;
  QvId round_table;
  char *theme;
} Note;

static gboolean
parse_at (const char *text, QvGeometry **out_at)
{
  char *end;
  double longitude = g_ascii_strtod (text, &end);
  double latitude;

  if (end == text || *end != ',')
    return FALSE;
  text = end + 1;
  latitude = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(ABS (longitude) <= 180) || !(ABS (latitude) <= 90))
    return FALSE;
  *out_at = qv_geometry_new_point (longitude, latitude);
  return TRUE;
}

/* A code is looked for among the territories that the session has on its map. */
static gboolean
find_territory (QvCli *cli, const char *code, Note *note, GError **error)
{
  g_autoptr (QvRecord) session = qv_store_get_record (cli->store, QV_ENTITY_SESSION, note->session, error);
  g_autoptr (GPtrArray) territories = NULL;

  if (session == NULL)
    return FALSE;
  territories = qv_store_list (cli->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL,
                               qv_record_get_int (session, QV_SESSION_LEVEL), error);
  if (territories == NULL)
    return FALSE;
  for (guint i = 0; i < territories->len; i++)
    {
      const QvRecord *territory = g_ptr_array_index (territories, i);

      if (g_strcmp0 (qv_record_get_text (territory, QV_TERRITORY_CODE), code) == 0)
        note->territory = territory->id;
    }
  if (note->territory != QV_ID_NONE)
    return TRUE;
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
               _ ("The session's map has no territory with the code “%s”."), code);
  return FALSE;
}

static gboolean
find_numbered (QvCli *cli,
               QvEntity entity,
               guint session_field,
               guint number_field,
               int number,
               Note *note,
               QvId *out_id,
               GError **error)
{
  g_autoptr (GPtrArray) records = qv_store_list (cli->store, entity, session_field, note->session, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);

      if (qv_record_get_int (record, number_field) == number &&
          (entity != QV_ENTITY_PARTICIPANT || g_strcmp0 (qv_record_get_text (record, QV_PARTICIPANT_HELIX),
                                                         qv_helix_to_word (note->helix)) == 0))
        {
          *out_id = record->id;
          return TRUE;
        }
    }
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
               entity == QV_ENTITY_STEP          ? _ ("The session has no step %d.")
               : entity == QV_ENTITY_ROUND_TABLE ? _ ("The session has no table %d.")
                                                 : _ ("The session has no seat %d of that helix."),
               number);
  return FALSE;
}

static gboolean
add_note (QvCli *cli, const Note *note, const char *words, GError **error)
{
  g_autofree char *text = qv_text_normalize (words);
  QvEdit *edit;
  QvRecord *record;
  QvId id = qv_id_new ();

  if (*text == '\0')
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID, _ ("The note has no text."));
      return FALSE;
    }
  record = qv_record_new (QV_ENTITY_NOTE, id);
  qv_record_set_int (record, QV_NOTE_SESSION, note->session);
  qv_record_set_text (record, QV_NOTE_KIND, qv_note_kind_to_word (note->kind));
  qv_record_set_text (record, QV_NOTE_HELIX, qv_helix_to_word (note->helix));
  qv_record_set_text (record, QV_NOTE_TEXT, text);
  if (note->author != QV_ID_NONE)
    qv_record_set_int (record, QV_NOTE_AUTHOR, note->author);
  if (note->step != QV_ID_NONE)
    qv_record_set_int (record, QV_NOTE_STEP, note->step);
  if (note->round_table != QV_ID_NONE)
    qv_record_set_int (record, QV_NOTE_ROUND_TABLE, note->round_table);
  if (note->territory != QV_ID_NONE)
    qv_record_set_int (record, QV_NOTE_TERRITORY, note->territory);
  if (note->at != NULL)
    qv_record_take (record, QV_NOTE_GEOMETRY, qv_value_blob (qv_geometry_get_bytes (note->at)));
  if (note->theme != NULL)
    qv_record_set_text (record, QV_NOTE_THEME, note->theme);
  qv_record_set_int (record, QV_NOTE_SAID, g_get_real_time ());

  edit = qv_edit_new (_ ("Add note"), note->session);
  qv_edit_insert (edit, record);
  if (!qv_store_apply (cli->store, edit, error))
    return FALSE;
  qv_cli_print ("%" G_GINT64_FORMAT, id);
  return TRUE;
}

/* Each line is a note of its own, acknowledged by its id before the next is read. */
static gboolean
add_lines (QvCli *cli, const Note *note, GError **error)
{
  char *line = NULL;
  size_t size = 0;
  gboolean done = TRUE;

  while (done && getline (&line, &size, stdin) >= 0)
    if (*g_strstrip (line) != '\0')
      done = add_note (cli, note, line, error);
  free (line);
  return done;
}

static void
clear_note (Note *note)
{
  g_clear_pointer (&note->at, qv_geometry_unref);
  g_clear_pointer (&note->theme, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Note, clear_note)

static int
run (QvCli *cli, char ***args)
{
  g_auto (Note) note = { .helix = QV_HELIX_NONE, .kind = QV_NOTE_KIND_OBSERVATION };
  g_autofree char *helix = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *at = NULL;
  g_autofree char *territory = NULL;
  g_autoptr (GError) error = NULL;
  int seat = 0;
  int step = 0;
  int table = 0;
  const GOptionEntry entries[] = {
    { "helix", 0, 0, G_OPTION_ARG_STRING, &helix,
      N_ ("Who speaks: authorities, research, companies, residents or none"), "HELIX" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind,
      N_ ("What it is: observation, problem, opportunity, challenge or solution"), "KIND" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("Where, in degrees"), "LON,LAT" },
    { "territory", 0, 0, G_OPTION_ARG_STRING, &territory, N_ ("Which territory of the session's map"),
      "CODE" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &note.theme, N_ ("What it is about"), "THEME" },
    { "seat", 0, 0, G_OPTION_ARG_INT, &seat, N_ ("Which seat of the helix speaks"), "N" },
    { "step", 0, 0, G_OPTION_ARG_INT, &step, N_ ("Which step of the agenda it belongs to"), "N" },
    { "table", 0, 0, G_OPTION_ARG_INT, &table, N_ ("Which table of the workshop it was said at"), "N" },
    { NULL },
  };

  if (!qv_cli_parse (cli, &qv_cmd_note, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 3)
    return qv_cli_usage (&qv_cmd_note, _ ("The id of a session and the text of the note are needed."));
  if (helix == NULL || !qv_helix_from_word (helix, &note.helix))
    return qv_cli_usage (&qv_cmd_note,
                         _ ("--helix is one of authorities, research, companies, residents, none."));
  if (kind == NULL || !qv_note_kind_from_word (kind, &note.kind))
    return qv_cli_usage (&qv_cmd_note,
                         _ ("--kind is one of observation, problem, opportunity, challenge, solution."));
  if (at != NULL && !parse_at (at, &note.at))
    return qv_cli_usage (&qv_cmd_note,
                         _ ("--at is a longitude and a latitude in degrees, such as 7.68,45.07."));

  if (!qv_cli_parse_session (cli, (*args)[1], &note.session, &error) ||
      (territory != NULL && !find_territory (cli, territory, &note, &error)) ||
      (seat > 0 && !find_numbered (cli, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, QV_PARTICIPANT_SEAT,
                                   seat, &note, &note.author, &error)) ||
      (step > 0 && !find_numbered (cli, QV_ENTITY_STEP, QV_STEP_SESSION, QV_STEP_POSITION, step, &note,
                                   &note.step, &error)) ||
      (table > 0 && !find_numbered (cli, QV_ENTITY_ROUND_TABLE, QV_ROUND_TABLE_SESSION,
                                    QV_ROUND_TABLE_POSITION, table, &note, &note.round_table, &error)))
    return qv_cli_fail (error);
  if (g_str_equal ((*args)[2], "-") ? !add_lines (cli, &note, &error)
                                    : !add_note (cli, &note, (*args)[2], &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_note = {
  "note", "SESSION --helix HELIX --kind KIND TEXT|-",
  N_ ("Add a note to a workshop and print its id; with “-”, one for each line of the standard input."), run
};
