/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits of the agenda, the people and the map of a session that is prepared. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-preparing.h"

#include <glib/gi18n.h>

#include "qv-people-text.h"
#include "qv-seating.h"
#include "qv-template-private.h"
#include "qv-text.h"

static QvEdit *
begin (const QvPreparation *self, const char *label)
{
  return qv_edit_new (label, self->session->id);
}

static QvEdit *
finish (QvEdit *edit)
{
  if (edit->changes->len > 0)
    return edit;
  qv_edit_free (edit);
  return NULL;
}

static const QvRecord *
find (GPtrArray *records, QvId id)
{
  for (guint i = 0; i < records->len; i++)
    if (((const QvRecord *) records->pdata[i])->id == id)
      return records->pdata[i];
  return NULL;
}

/**
 * qv_preparing_set:
 * @self: what is prepared
 * @label: what the user does
 * @entity: of what
 * @id: of which
 * @field: index of a field
 * @value: (transfer full): what it is to hold
 *
 * Returns: the edit
 */
QvEdit *
qv_preparing_set (
    const QvPreparation *self, const char *label, QvEntity entity, QvId id, guint field, QvValue value)
{
  QvEdit *edit = begin (self, label);

  qv_edit_set (edit, entity, id, field, value);
  return edit;
}

static guint
get_next_position (const QvPreparation *self)
{
  guint position = 1;

  for (guint i = 0; i < self->steps->len; i++)
    position = MAX (position, (guint) qv_record_get_int (self->steps->pdata[i], QV_STEP_POSITION) + 1);
  return position;
}

/**
 * qv_preparing_add_step:
 * @self: what is prepared
 * @method: (nullable): how the step works, or %NULL for an empty one
 * @out_step: (out) (optional): the id of the step
 *
 * Returns: the edit that puts a step at the end of the agenda
 */
QvEdit *
qv_preparing_add_step (const QvPreparation *self, const QvMethod *method, QvId *out_step)
{
  QvEdit *edit = begin (self, _ ("Add step"));
  QvRecord *step;

  if (method != NULL)
    step = qv_method_make_step (method, self->session->id, get_next_position (self));
  else
    {
      step = qv_record_new (QV_ENTITY_STEP, qv_id_new ());
      qv_record_set_int (step, QV_STEP_SESSION, self->session->id);
      qv_record_set_int (step, QV_STEP_POSITION, get_next_position (self));
      qv_record_set_text (step, QV_STEP_TITLE, _ ("New step"));
      qv_record_set_int (step, QV_STEP_MINUTES, 15);
    }
  if (out_step != NULL)
    *out_step = step->id;
  qv_edit_insert (edit, step);
  return edit;
}

/* What the template says of the session itself, and the session does not. */
static void
complete_session (const QvPreparation *self, const QvTemplate *template, QvEdit *edit)
{
  const QvEntityInfo *info = qv_entity_get_info (QV_ENTITY_SESSION);
  g_autoptr (QvRecord) completed = qv_record_copy (self->session);

  qv_template_complete (template, completed);
  for (guint i = 0; i < info->n_fields; i++)
    if (qv_value_compare (&self->session->values[i], &completed->values[i]) != 0)
      qv_edit_set (edit, QV_ENTITY_SESSION, self->session->id, i, qv_value_copy (&completed->values[i]));
}

static gboolean
has_indicator (const QvPreparation *self, QvId indicator)
{
  for (guint i = 0; i < self->indicators->len; i++)
    if (((QvPreparedIndicator *) self->indicators->pdata[i])->indicator->id == indicator)
      return TRUE;
  return FALSE;
}

static gboolean
has_theme (const QvPreparation *self, const char *name)
{
  for (guint i = 0; i < self->themes->len; i++)
    if (g_strcmp0 (qv_record_get_text (self->themes->pdata[i], QV_SESSION_THEME_NAME), name) == 0)
      return TRUE;
  return FALSE;
}

/* The template's themes and indicators go after those that are there. */
static void
add_names (const QvPreparation *self,
           const QvTemplate *template,
           const QvTemplateLibrary *library,
           QvEdit *edit)
{
  guint n_themes = self->themes->len, n_indicators = self->indicators->len;

  for (guint i = 0; i < template->indicators->len; i++)
    {
      QvId indicator = qv_template_find_indicator (library, template->indicators->pdata[i]);

      if (indicator != QV_ID_NONE && !has_indicator (self, indicator))
        _qv_template_add_indicator (edit, self->session->id, indicator, ++n_indicators);
    }
  for (guint i = 0; i < template->themes->len; i++)
    if (!has_theme (self, template->themes->pdata[i]))
      _qv_template_add_theme (edit, self->session->id, template->themes->pdata[i], ++n_themes);
}

/**
 * qv_preparing_use_template:
 * @self: what is prepared
 * @template: an agenda
 * @replace: whether its steps come instead of those that are there, rather than after them
 *
 * Returns: the edit
 */
QvEdit *
qv_preparing_use_template (const QvPreparation *self, const QvTemplate *template, gboolean replace)
{
  QvEdit *edit = begin (self, _ ("Use template"));
  const QvRecord *session = self->session;
  const QvTemplateLibrary library = { self->known_indicators, qv_record_get_int (session, QV_SESSION_LEVEL) };

  for (guint i = 0; replace && i < self->steps->len; i++)
    qv_edit_delete (edit, QV_ENTITY_STEP, ((QvRecord *) self->steps->pdata[i])->id);
  qv_template_add_steps (template, session->id, replace ? 1 : get_next_position (self), &library, edit);
  if (replace || self->steps->len == 0)
    {
      qv_edit_set (edit, QV_ENTITY_SESSION, session->id, QV_SESSION_TEMPLATE, qv_value_text (template->id));
      complete_session (self, template, edit);
      add_names (self, template, &library, edit);
    }
  return finish (edit);
}

/**
 * qv_preparing_move_step:
 * @self: what is prepared
 * @step: which
 * @by: by how many places, down if positive; no further than the ends
 *
 * Returns: the edit
 */
QvEdit *
qv_preparing_move_step (const QvPreparation *self, QvId step, int by)
{
  QvEdit *edit = begin (self, _ ("Move step"));

  for (guint i = 0; i < self->steps->len; i++)
    if (((QvRecord *) self->steps->pdata[i])->id == step)
      {
        qv_agenda_move (self->steps, i, (guint) CLAMP ((int) i + by, 0, (int) self->steps->len - 1), edit);
        break;
      }
  return finish (edit);
}

QvEdit *
qv_preparing_remove_step (const QvPreparation *self, QvId step)
{
  QvEdit *edit = begin (self, _ ("Remove step"));

  qv_edit_delete (edit, QV_ENTITY_STEP, step);
  return edit;
}

/* The list with one row moved gets the positions from 1. */
static QvEdit *
move_row (
    const QvPreparation *self, const char *label, GArray *ids, QvEntity entity, guint field, QvId id, int by)
{
  QvEdit *edit = begin (self, label);
  guint from = 0, to;

  while (from < ids->len && g_array_index (ids, QvId, from) != id)
    from++;
  to = (guint) CLAMP ((int) from + by, 0, (int) ids->len - 1);
  if (from < ids->len && from != to)
    {
      g_array_remove_index (ids, from);
      g_array_insert_val (ids, to, id);
      for (guint i = 0; i < ids->len; i++)
        qv_edit_set (edit, entity, g_array_index (ids, QvId, i), field, qv_value_int (i + 1));
    }
  return finish (edit);
}

QvEdit *
qv_preparing_add_indicator (const QvPreparation *self, QvId indicator)
{
  QvEdit *edit = begin (self, _ ("Add indicator"));

  _qv_template_add_indicator (edit, self->session->id, indicator, self->indicators->len + 1);
  return edit;
}

QvEdit *
qv_preparing_move_indicator (const QvPreparation *self, QvId choice, int by)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));

  for (guint i = 0; i < self->indicators->len; i++)
    g_array_append_val (ids, ((QvPreparedIndicator *) self->indicators->pdata[i])->choice);
  return move_row (self, _ ("Move indicator"), ids, QV_ENTITY_SESSION_INDICATOR,
                   QV_SESSION_INDICATOR_POSITION, choice, by);
}

QvEdit *
qv_preparing_remove_indicator (const QvPreparation *self, QvId choice)
{
  QvEdit *edit = begin (self, _ ("Remove indicator"));

  qv_edit_delete (edit, QV_ENTITY_SESSION_INDICATOR, choice);
  return edit;
}

/**
 * qv_preparing_add_theme:
 * @self: what is prepared
 * @name: of the theme
 *
 * Returns: the edit, or %NULL where the name is empty or there already
 */
QvEdit *
qv_preparing_add_theme (const QvPreparation *self, const char *name)
{
  g_autofree char *clean = qv_text_normalize (name);
  QvEdit *edit;

  if (*clean == '\0' || has_theme (self, clean))
    return NULL;
  edit = begin (self, _ ("Add theme"));
  _qv_template_add_theme (edit, self->session->id, clean, self->themes->len + 1);
  return edit;
}

QvEdit *
qv_preparing_remove_theme (const QvPreparation *self, QvId theme)
{
  QvEdit *edit = begin (self, _ ("Remove theme"));

  qv_edit_delete (edit, QV_ENTITY_SESSION_THEME, theme);
  return edit;
}

static QvHelix
get_helix (const QvRecord *participant)
{
  QvHelix helix = QV_HELIX_NONE;

  qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
  return helix;
}

static void
get_last_seats (const QvPreparation *self, gint64 seats[QV_N_HELICES + 1])
{
  for (guint helix = 0; helix <= QV_N_HELICES; helix++)
    seats[helix] = 0;
  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];
      QvHelix helix = get_helix (participant);

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
  QvEdit *edit = begin (self, people->len == 1 ? _ ("Add participant") : _ ("Add participants"));
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
  return finish (edit);
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
  QvEdit *edit = begin (self, field == QV_PERSON_NAME ? _ ("Change name") : _ ("Change contact"));

  if (g_strcmp0 (old != NULL ? old : "", clean) == 0)
    return finish (edit);
  if (person == NULL && field == QV_PERSON_NAME)
    insert_person (edit, participant, clean, NULL);
  else if (person != NULL && field == QV_PERSON_NAME && *clean == '\0')
    qv_edit_delete (edit, QV_ENTITY_PERSON, person->id);
  else if (person != NULL)
    qv_edit_set (edit, QV_ENTITY_PERSON, person->id, field,
                 *clean != '\0' ? qv_value_text (clean) : (QvValue){ .type = QV_VALUE_NULL });
  return finish (edit);
}

QvEdit *
qv_preparing_set_organisation (const QvPreparation *self, QvId participant, const char *name)
{
  g_autofree char *clean = qv_text_normalize (name);
  const QvRecord *record = find (self->participants, participant);
  const char *old = record != NULL ? qv_preparation_get_organisation (self, record) : NULL;
  QvEdit *edit = begin (self, _ ("Change organisation"));
  QvValue value = { .type = QV_VALUE_NULL };

  if (record == NULL || g_strcmp0 (old != NULL ? old : "", clean) == 0)
    return finish (edit);
  if (*clean != '\0')
    value = qv_value_int (take_organisation (self, edit, NULL, clean, get_helix (record)));
  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_ORGANISATION, value);
  return finish (edit);
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
  const QvRecord *record = find (self->participants, participant);
  QvEdit *edit = begin (self, _ ("Change helix"));
  gint64 seats[QV_N_HELICES + 1];

  if (record == NULL || get_helix (record) == helix)
    return finish (edit);
  get_last_seats (self, seats);
  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_HELIX,
               qv_value_text (qv_helix_to_word (helix)));
  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_SEAT,
               qv_value_int (seats[helix] + 1));
  return finish (edit);
}

QvEdit *
qv_preparing_remove_participant (const QvPreparation *self, QvId participant)
{
  const QvRecord *person = g_hash_table_lookup (self->people, &participant);
  const QvRecord *consent = g_hash_table_lookup (self->consents, &participant);
  QvEdit *edit = begin (self, _ ("Remove participant"));

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
  QvEdit *edit = begin (self, _ ("Move seat"));

  for (guint i = 0; i < seats->len && to < seats->len; i++)
    if (qv_item_get_id (seats->pdata[i]) == participant)
      {
        qv_seating_move (seats, i, to, edit);
        break;
      }
  return finish (edit);
}

QvEdit *
qv_preparing_mix_seats (const QvPreparation *self)
{
  g_autoptr (GPtrArray) seats = qv_preparing_list_seats (self);
  QvEdit *edit = begin (self, _ ("Mix seats"));

  qv_seating_mix (seats, edit);
  return finish (edit);
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
  QvEdit *edit = begin (self, _ ("Record consent"));
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
  return edit;
}

QvEdit *
qv_preparing_withdraw_consent (const QvPreparation *self, QvId participant)
{
  const QvRecord *consent = g_hash_table_lookup (self->consents, &participant);
  QvEdit *edit = begin (self, _ ("Withdraw consent"));

  if (consent != NULL && qv_record_is_null (consent, QV_CONSENT_WITHDRAWN))
    qv_edit_set (edit, QV_ENTITY_CONSENT, consent->id, QV_CONSENT_WITHDRAWN,
                 qv_value_int (g_get_real_time ()));
  return finish (edit);
}
