/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits of who comes to a session that is prepared, where they sit and to what they agree. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-preparing-private.h"

#include <glib/gi18n.h>

#include "qv-people-text.h"
#include "qv-seating.h"
#include "qv-text.h"

static void
get_last_seats (const QvPreparation *self, gint64 seats[QV_N_HELICES + 1])
{
  for (guint helix = 0; helix <= QV_N_HELICES; helix++)
    seats[helix] = 0;
  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];
      QvHelix helix = qv_record_get_helix (participant, QV_PARTICIPANT_HELIX);

      seats[helix] = MAX (seats[helix], qv_record_get_int (participant, QV_PARTICIPANT_SEAT));
    }
}

/* The organisation of that name, made if the library does not know it. @made: those of this edit, by name */
static QvId
take_organisation (const QvPreparation *self, QvEdit *edit, GHashTable *made, const char *name, QvHelix helix)
{
  GHashTableIter iter;
  QvRecord *record;
  gpointer value;

  g_hash_table_iter_init (&iter, self->organisations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_strcmp0 (qv_record_get_text (value, QV_ORGANISATION_NAME), name) == 0)
      return ((QvRecord *) value)->id;
  record = made != NULL ? g_hash_table_lookup (made, name) : NULL;
  if (record != NULL)
    return record->id;
  record = qv_record_new (QV_ENTITY_ORGANISATION, qv_id_new ());
  qv_record_set_text (record, QV_ORGANISATION_NAME, name);
  qv_record_set_text (record, QV_ORGANISATION_HELIX, qv_helix_to_word (helix));
  if (made != NULL)
    g_hash_table_insert (made, g_strdup (name), record);
  qv_edit_insert (edit, record);
  return record->id;
}

static void
insert_person (QvEdit *edit, QvId participant, const char *name, const char *contact)
{
  QvRecord *person;

  if (name == NULL || *name == '\0')
    return;
  person = qv_record_new (QV_ENTITY_PERSON, qv_id_new ());
  qv_record_set_int (person, QV_PERSON_PARTICIPANT, participant);
  qv_record_set_text (person, QV_PERSON_NAME, name);
  if (contact != NULL && *contact != '\0')
    qv_record_set_text (person, QV_PERSON_CONTACT, contact);
  qv_edit_insert (edit, person);
}

static gboolean
is_known (const QvPreparation *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->participants->len; i++)
    if (g_strcmp0 (qv_preparation_get_name (self, self->participants->pdata[i]), name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * qv_preparing_add_people:
 * @self: what is prepared
 * @people: (element-type QvPersonText): who comes; those whose name is there already are left out
 * @out_participant: (out) (optional): the id of the first
 *
 * Returns: the edit that gives each a seat after the last of the helix
 */
QvEdit *
qv_preparing_add_people (const QvPreparation *self, GPtrArray *people, QvId *out_participant)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  QvEdit *edit =
      _qv_preparing_begin (self, people->len == 1 ? _ ("Add participant") : _ ("Add participants"));
  gint64 seats[QV_N_HELICES + 1];
  gboolean is_first = TRUE;

  get_last_seats (self, seats);
  for (guint i = 0; i < people->len; i++)
    {
      const QvPersonText *person = people->pdata[i];
      QvRecord *participant;

      if (is_known (self, person->name))
        continue;
      participant = qv_record_new (QV_ENTITY_PARTICIPANT, qv_id_new ());
      qv_record_set_int (participant, QV_PARTICIPANT_SESSION, self->session->id);
      qv_record_set_text (participant, QV_PARTICIPANT_HELIX, qv_helix_to_word (person->helix));
      qv_record_set_int (participant, QV_PARTICIPANT_SEAT, ++seats[person->helix]);
      if (person->organisation != NULL && *person->organisation != '\0')
        qv_record_set_int (participant, QV_PARTICIPANT_ORGANISATION,
                           take_organisation (self, edit, made, person->organisation, person->helix));
      if (is_first && out_participant != NULL)
        *out_participant = participant->id;
      is_first = FALSE;
      qv_edit_insert (edit, participant);
      insert_person (edit, participant->id, person->name, person->contact);
    }
  return _qv_preparing_finish (edit);
}

/**
 * qv_preparing_name_person:
 * @self: what is prepared
 * @participant: whose
 * @field: %QV_PERSON_NAME or %QV_PERSON_CONTACT
 * @text: what it is
 *
 * A contact needs a name. Without a name the person is taken away, and the seat stays.
 *
 * Returns: the edit
 */
QvEdit *
qv_preparing_name_person (const QvPreparation *self, QvId participant, guint field, const char *text)
{
  g_autofree char *clean = qv_text_normalize (text);
  const QvRecord *person = g_hash_table_lookup (self->people, &participant);
  const char *old = person != NULL ? qv_record_get_text (person, field) : NULL;
  QvEdit *edit =
      _qv_preparing_begin (self, field == QV_PERSON_NAME ? _ ("Change name") : _ ("Change contact"));

  if (g_strcmp0 (old != NULL ? old : "", clean) == 0)
    return _qv_preparing_finish (edit);
  if (person == NULL && field == QV_PERSON_NAME)
    insert_person (edit, participant, clean, NULL);
  else if (person != NULL && field == QV_PERSON_NAME && *clean == '\0')
    qv_edit_delete (edit, QV_ENTITY_PERSON, person->id);
  else if (person != NULL)
    qv_edit_set (edit, QV_ENTITY_PERSON, person->id, field,
                 *clean != '\0' ? qv_value_text (clean) : (QvValue){ .type = QV_VALUE_NULL });
  return _qv_preparing_finish (edit);
}

QvEdit *
qv_preparing_set_organisation (const QvPreparation *self, QvId participant, const char *name)
{
  g_autofree char *clean = qv_text_normalize (name);
  const QvRecord *record = qv_record_find (self->participants, participant, NULL);
  const char *old = record != NULL ? qv_preparation_get_organisation (self, record) : NULL;
  QvEdit *edit = _qv_preparing_begin (self, _ ("Change organisation"));
  QvValue value = { .type = QV_VALUE_NULL };

  if (record == NULL || g_strcmp0 (old != NULL ? old : "", clean) == 0)
    return _qv_preparing_finish (edit);
  if (*clean != '\0')
    value = qv_value_int (
        take_organisation (self, edit, NULL, clean, qv_record_get_helix (record, QV_PARTICIPANT_HELIX)));
  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_ORGANISATION, value);
  return _qv_preparing_finish (edit);
}

/**
 * qv_preparing_set_helix:
 * @self: what is prepared
 * @participant: who
 * @helix: to which they belong
 *
 * Returns: the edit; it also gives a seat that is free in @helix
 */
QvEdit *
qv_preparing_set_helix (const QvPreparation *self, QvId participant, QvHelix helix)
{
  const QvRecord *record = qv_record_find (self->participants, participant, NULL);
  QvEdit *edit = _qv_preparing_begin (self, _ ("Change helix"));
  gint64 seats[QV_N_HELICES + 1];

  if (record == NULL || qv_record_get_helix (record, QV_PARTICIPANT_HELIX) == helix)
    return _qv_preparing_finish (edit);
  get_last_seats (self, seats);
  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_HELIX,
               qv_value_text (qv_helix_to_word (helix)));
  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_SEAT,
               qv_value_int (seats[helix] + 1));
  return _qv_preparing_finish (edit);
}

QvEdit *
qv_preparing_remove_participant (const QvPreparation *self, QvId participant)
{
  const QvRecord *person = g_hash_table_lookup (self->people, &participant);
  const QvRecord *consent = g_hash_table_lookup (self->consents, &participant);
  QvEdit *edit = _qv_preparing_begin (self, _ ("Remove participant"));

  if (consent != NULL)
    qv_edit_delete (edit, QV_ENTITY_CONSENT, consent->id);
  if (person != NULL)
    qv_edit_delete (edit, QV_ENTITY_PERSON, person->id);
  qv_edit_delete (edit, QV_ENTITY_PARTICIPANT, participant);
  return edit;
}

/**
 * qv_preparing_list_seats:
 * @self: what is prepared
 *
 * Returns: (transfer full) (element-type QvParticipant): the participants clockwise round the table
 */
GPtrArray *
qv_preparing_list_seats (const QvPreparation *self)
{
  g_autoptr (GListStore) list = g_list_store_new (QV_TYPE_PARTICIPANT);

  for (guint i = 0; i < self->participants->len; i++)
    {
      g_autoptr (QvItem) item = qv_item_new (self->participants->pdata[i]);

      g_list_store_append (list, item);
    }
  return qv_seating_sort (G_LIST_MODEL (list));
}

QvEdit *
qv_preparing_move_seat (const QvPreparation *self, QvId participant, guint to)
{
  g_autoptr (GPtrArray) seats = qv_preparing_list_seats (self);
  QvEdit *edit = _qv_preparing_begin (self, _ ("Move seat"));

  for (guint i = 0; i < seats->len && to < seats->len; i++)
    if (qv_item_get_id (seats->pdata[i]) == participant)
      {
        qv_seating_move (seats, i, to, edit);
        break;
      }
  return _qv_preparing_finish (edit);
}

QvEdit *
qv_preparing_mix_seats (const QvPreparation *self)
{
  g_autoptr (GPtrArray) seats = qv_preparing_list_seats (self);
  QvEdit *edit = _qv_preparing_begin (self, _ ("Mix seats"));

  qv_seating_mix (seats, edit);
  return _qv_preparing_finish (edit);
}

/**
 * qv_preparing_confirm_all:
 * @self: what is prepared
 *
 * Returns: the edit that confirms all who have not confirmed and are not there
 */
QvEdit *
qv_preparing_confirm_all (const QvPreparation *self)
{
  QvEdit *edit = _qv_preparing_begin (self, _ ("Confirm all participants"));

  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];

      if (!qv_preparation_is_coming (participant))
        qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant->id, QV_PARTICIPANT_CONFIRMED,
                     qv_value_int (1));
    }
  return _qv_preparing_finish (edit);
}

static void
insert_consent (const QvPreparation *self, QvEdit *edit, QvId participant, const char *scope)
{
  QvRecord *consent = qv_record_new (QV_ENTITY_CONSENT, qv_id_new ());
  const char *language = qv_record_get_text (self->session, QV_SESSION_LANGUAGE);

  qv_record_set_int (consent, QV_CONSENT_SESSION, self->session->id);
  qv_record_set_int (consent, QV_CONSENT_PARTICIPANT, participant);
  qv_record_set_text (consent, QV_CONSENT_VERSION, qv_preparation_get_consent_version (self));
  if (language != NULL)
    qv_record_set_text (consent, QV_CONSENT_LANGUAGE, language);
  qv_record_set_text (consent, QV_CONSENT_SCOPE, scope);
  qv_record_set_int (consent, QV_CONSENT_GIVEN, g_get_real_time ());
  qv_edit_insert (edit, consent);
}

/**
 * qv_preparing_record_consent:
 * @self: what is prepared
 * @participant: who has signed
 * @scope: "notes", "quotations" or "pictures"
 *
 * Returns: the edit that keeps to what they agreed: the session's text in its version and language, now
 */
QvEdit *
qv_preparing_record_consent (const QvPreparation *self, QvId participant, const char *scope)
{
  QvEdit *edit = _qv_preparing_begin (self, _ ("Record consent"));

  insert_consent (self, edit, participant, scope);
  return edit;
}

/**
 * qv_preparing_record_consents:
 * @self: what is prepared
 * @scope: "notes", "quotations" or "pictures"
 * @only_present: whether only those who are there have signed
 *
 * Returns: the edit that records the consent of all who lack one; who has withdrawn theirs is left alone
 */
QvEdit *
qv_preparing_record_consents (const QvPreparation *self, const char *scope, gboolean only_present)
{
  QvEdit *edit = _qv_preparing_begin (self, _ ("Record consents"));

  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];

      if (only_present && qv_record_get_int (participant, QV_PARTICIPANT_PRESENT) == 0)
        continue;
      if (qv_preparation_lacks_consent (self, participant))
        insert_consent (self, edit, participant->id, scope);
    }
  return _qv_preparing_finish (edit);
}

QvEdit *
qv_preparing_withdraw_consent (const QvPreparation *self, QvId participant)
{
  const QvRecord *consent = g_hash_table_lookup (self->consents, &participant);
  QvEdit *edit = _qv_preparing_begin (self, _ ("Withdraw consent"));

  if (consent != NULL && qv_record_is_null (consent, QV_CONSENT_WITHDRAWN))
    qv_edit_set (edit, QV_ENTITY_CONSENT, consent->id, QV_CONSENT_WITHDRAWN,
                 qv_value_int (g_get_real_time ()));
  return _qv_preparing_finish (edit);
}
