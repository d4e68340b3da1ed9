/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of people becomes the participants of a workshop. Who is there already, by name, stays as they are.
 */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qv-people-text.h"
#include "qv-text.h"

typedef struct
{
  QvImportWork *work;
  QvTable *table;
  GHashTable *organisations; /* name → QvId */
  GHashTable *people;        /* names that are in the session */
  guint seats[QV_N_HELICES + 1];
} Reader;

static char *
cell (Reader *reader, guint row, int column)
{
  const char *text = column >= 0 ? qv_table_get_cell (reader->table, row, (guint) column) : NULL;

  return qv_text_normalize (text != NULL ? text : "");
}

static void
remember_organisation (Reader *reader, const char *name, QvId id)
{
  g_hash_table_insert (reader->organisations, g_strdup (name), g_memdup2 (&id, sizeof id));
}

static gboolean
load_organisations (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) records =
      _qv_import_list_all (reader->work->import->store, QV_ENTITY_ORGANISATION, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);

      remember_organisation (reader, qv_record_get_text (record, QV_ORGANISATION_NAME), record->id);
    }
  return records != NULL;
}

static gboolean
load_people (Reader *reader, GError **error)
{
  QvStore *store = reader->work->import->store;
  g_autoptr (GPtrArray) participants = qv_store_list (store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION,
                                                      reader->work->plan->session, error);

  for (guint i = 0; participants != NULL && i < participants->len; i++)
    {
      const QvRecord *participant = g_ptr_array_index (participants, i);
      g_autoptr (GPtrArray) people =
          qv_store_list (store, QV_ENTITY_PERSON, QV_PERSON_PARTICIPANT, participant->id, error);
      QvHelix helix = QV_HELIX_NONE;

      if (people == NULL)
        return FALSE;
      qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
      reader->seats[helix] =
          MAX (reader->seats[helix], (guint) qv_record_get_int (participant, QV_PARTICIPANT_SEAT));
      for (guint p = 0; p < people->len; p++)
        g_hash_table_add (reader->people,
                          g_strdup (qv_record_get_text (g_ptr_array_index (people, p), QV_PERSON_NAME)));
    }
  return participants != NULL;
}

static QvId
take_organisation (Reader *reader, const char *name, QvHelix helix)
{
  const QvId *known = g_hash_table_lookup (reader->organisations, name);
  QvRecord *record;

  if (*name == '\0' || known != NULL)
    return known != NULL ? *known : QV_ID_NONE;
  record = qv_record_new (QV_ENTITY_ORGANISATION, qv_id_new ());
  qv_record_set_text (record, QV_ORGANISATION_NAME, name);
  qv_record_set_text (record, QV_ORGANISATION_HELIX, qv_helix_to_word (helix));
  remember_organisation (reader, name, record->id);
  qv_edit_insert (reader->work->import->edit, record);
  return record->id;
}

static guint
take_seat (Reader *reader, const char *text, QvHelix helix)
{
  guint64 seat;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 999, &seat, NULL))
    seat = reader->seats[helix] + 1;
  reader->seats[helix] = MAX (reader->seats[helix], (guint) seat);
  return (guint) seat;
}

static void
add_person (Reader *reader, guint row, QvHelix helix, const char *name)
{
  const QvImportPlan *plan = reader->work->plan;
  QvEdit *edit = reader->work->import->edit;
  g_autofree char *organisation = cell (reader, row, plan->organisation);
  g_autofree char *contact = cell (reader, row, plan->contact);
  g_autofree char *seat = cell (reader, row, plan->seat);
  QvId organisation_id = take_organisation (reader, organisation, helix);
  QvRecord *participant = qv_record_new (QV_ENTITY_PARTICIPANT, qv_id_new ());
  QvRecord *person;

  qv_record_set_int (participant, QV_PARTICIPANT_SESSION, plan->session);
  qv_record_set_text (participant, QV_PARTICIPANT_HELIX, qv_helix_to_word (helix));
  qv_record_set_int (participant, QV_PARTICIPANT_SEAT, take_seat (reader, seat, helix));
  if (organisation_id != QV_ID_NONE)
    qv_record_set_int (participant, QV_PARTICIPANT_ORGANISATION, organisation_id);
  qv_edit_insert (edit, participant);
  if (*name == '\0')
    return;

  person = qv_record_new (QV_ENTITY_PERSON, qv_id_new ());
  qv_record_set_int (person, QV_PERSON_PARTICIPANT, participant->id);
  qv_record_set_text (person, QV_PERSON_NAME, name);
  if (*contact != '\0')
    qv_record_set_text (person, QV_PERSON_CONTACT, contact);
  qv_edit_insert (edit, person);
}

static void
take_row (Reader *reader, guint row)
{
  QvImportReport *report = reader->work->import->report;
  g_autofree char *word = cell (reader, row, reader->work->plan->helix);
  g_autofree char *name = cell (reader, row, reader->work->plan->name);
  QvHelix helix = qv_people_text_find_helix (word);

  if (*word == '\0' && *name == '\0')
    {
      qv_import_report_add (report, QV_IMPORT_ISSUE_NO_CODE, _ ("row %u"),
                            qv_table_get_number (reader->table, row));
      return;
    }
  if (*name != '\0' && !g_hash_table_add (reader->people, g_strdup (name)))
    {
      report->n_unchanged++;
      return;
    }
  if (helix == QV_HELIX_NONE)
    qv_import_report_add (report, QV_IMPORT_ISSUE_UNKNOWN_HELIX, _ ("row %u: %s"),
                          qv_table_get_number (reader->table, row), word);
  add_person (reader, row, helix, name);
  report->n_new++;
  report->n_taken++;
}

static gboolean
read_people (Reader *reader, GError **error)
{
  QvImportWork *work = reader->work;
  QvImport *import = work->import;
  g_autoptr (QvTable) table = qv_gdal_read_table (import->file->path, work->layer->name, work->progress,
                                                  work->progress_data, work->cancellable, error);

  if (table == NULL)
    return FALSE;
  reader->table = table;
  import->report->n_rows = qv_table_get_n_rows (table);
  for (guint row = 0; row < import->report->n_rows; row++)
    take_row (reader, row);
  return TRUE;
}

gboolean
_qv_import_participants (QvImportWork *work, GError **error)
{
  const QvImportPlan *plan = work->plan;
  g_autoptr (GHashTable) organisations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .work = work, .organisations = organisations, .people = people };
  g_autoptr (QvRecord) session = NULL;

  if (work->layer == NULL || plan->session == QV_ID_NONE)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
                   _ ("“%s” needs a workshop to which its people come."), work->import->file->name);
      return FALSE;
    }
  if (!_qv_import_check_column (work, plan->helix, TRUE, _ ("helix"), error) ||
      !_qv_import_check_column (work, plan->name, FALSE, "", error) ||
      !_qv_import_check_column (work, plan->organisation, FALSE, "", error) ||
      !_qv_import_check_column (work, plan->contact, FALSE, "", error) ||
      !_qv_import_check_column (work, plan->seat, FALSE, "", error))
    return FALSE;
  session = qv_store_get_record (work->import->store, QV_ENTITY_SESSION, plan->session, error);
  if (session == NULL)
    return FALSE;
  work->import->edit = qv_edit_new (_ ("Import participants"), plan->session);
  work->import->result = plan->session;
  work->import->report->what = g_strdup (qv_record_get_text (session, QV_SESSION_TITLE));
  return load_organisations (&reader, error) && load_people (&reader, error) && read_people (&reader, error);
}
