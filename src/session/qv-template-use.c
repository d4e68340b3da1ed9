/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session takes from a template. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-template-private.h"

QvRecord *
_qv_template_make_step (const QvTemplateStep *step, QvId session, guint position, QvId table, QvId indicator)
{
  QvRecord *record = qv_record_new (QV_ENTITY_STEP, qv_id_new ());

  qv_record_set_int (record, QV_STEP_SESSION, session);
  qv_record_set_int (record, QV_STEP_POSITION, position);
  qv_record_set_text (record, QV_STEP_TITLE, step->title);
  qv_record_set_text (record, QV_STEP_METHOD, step->method);
  qv_record_set_text (record, QV_STEP_PROMPT, step->prompt);
  qv_record_set_text (record, QV_STEP_GOAL, step->goal);
  qv_record_set_text (record, QV_STEP_MATERIALS, step->materials);
  qv_record_set_text (record, QV_STEP_REMARK, step->remark);
  qv_record_set_text (record, QV_STEP_KINDS, step->kinds);
  qv_record_set_int (record, QV_STEP_MINUTES, step->minutes);
  qv_record_set_text (record, QV_STEP_PINNED, step->pinned);
  if (table != QV_ID_NONE)
    qv_record_set_int (record, QV_STEP_ROUND_TABLE, table);
  if (indicator != QV_ID_NONE)
    qv_record_set_int (record, QV_STEP_INDICATOR, indicator);
  return record;
}

/**
 * qv_template_find_indicator:
 * @library: where to look
 * @name: (nullable): of an indicator
 *
 * Returns: the indicator of that name for the session's territories, or, where it has none yet, the only one
 * of that name; %QV_ID_NONE where there is none
 */
QvId
qv_template_find_indicator (const QvTemplateLibrary *library, const char *name)
{
  QvId found = QV_ID_NONE;

  for (guint i = 0; name != NULL && library->indicators != NULL && i < library->indicators->len; i++)
    {
      const QvRecord *indicator = library->indicators->pdata[i];

      if (g_strcmp0 (qv_record_get_text (indicator, QV_INDICATOR_NAME), name) != 0 ||
          (library->level != QV_ID_NONE &&
           qv_record_get_int (indicator, QV_INDICATOR_LEVEL) != library->level))
        continue;
      if (found != QV_ID_NONE)
        return QV_ID_NONE;
      found = indicator->id;
    }
  return found;
}

void
_qv_template_add_indicator (QvEdit *edit, QvId session, QvId indicator, guint position)
{
  QvRecord *choice = qv_record_new (QV_ENTITY_SESSION_INDICATOR, qv_id_new ());

  qv_record_set_int (choice, QV_SESSION_INDICATOR_SESSION, session);
  qv_record_set_int (choice, QV_SESSION_INDICATOR_INDICATOR, indicator);
  qv_record_set_int (choice, QV_SESSION_INDICATOR_POSITION, position);
  qv_edit_insert (edit, choice);
}

void
_qv_template_add_theme (QvEdit *edit, QvId session, const char *name, guint position)
{
  QvRecord *theme = qv_record_new (QV_ENTITY_SESSION_THEME, qv_id_new ());

  qv_record_set_int (theme, QV_SESSION_THEME_SESSION, session);
  qv_record_set_text (theme, QV_SESSION_THEME_NAME, name);
  qv_record_set_int (theme, QV_SESSION_THEME_POSITION, position);
  qv_edit_insert (edit, theme);
}

/* Returns: (transfer full) (element-type QvId): the tables that the steps are for, now in the session */
static GArray *
add_tables (const QvTemplate *self, QvEdit *edit, QvId session)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (QvId));

  for (guint i = 0; i < self->tables->len; i++)
    {
      QvRecord *table = qv_record_new (QV_ENTITY_ROUND_TABLE, qv_id_new ());

      qv_record_set_int (table, QV_ROUND_TABLE_SESSION, session);
      qv_record_set_text (table, QV_ROUND_TABLE_NAME, self->tables->pdata[i]);
      qv_record_set_int (table, QV_ROUND_TABLE_POSITION, i + 1);
      g_array_append_val (ids, table->id);
      qv_edit_insert (edit, table);
    }
  return ids;
}

/**
 * qv_template_add_steps:
 * @self: a template
 * @session: id of a session
 * @position: of the first step in the agenda, from 1
 * @library: what a template's names are looked up in
 * @edit: gets the steps, and the tables that they are for
 */
void
qv_template_add_steps (
    const QvTemplate *self, QvId session, guint position, const QvTemplateLibrary *library, QvEdit *edit)
{
  g_autoptr (GArray) tables = add_tables (self, edit, session);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const QvTemplateStep *step = self->steps->pdata[i];
      QvId table = step->table > 0 ? g_array_index (tables, QvId, step->table - 1) : QV_ID_NONE;

      qv_edit_insert (edit, _qv_template_make_step (step, session, position + i, table,
                                                    qv_template_find_indicator (library, step->indicator)));
    }
}

/**
 * qv_template_complete:
 * @self: a template
 * @session: a session; gets what it does not say itself of question, length, seats to be taken and consent
 */
void
qv_template_complete (const QvTemplate *self, QvRecord *session)
{
  if (qv_record_is_null (session, QV_SESSION_QUESTION) && self->question != NULL)
    qv_record_set_text (session, QV_SESSION_QUESTION, self->question);
  if (qv_record_is_null (session, QV_SESSION_MINUTES) && self->minutes > 0)
    qv_record_set_int (session, QV_SESSION_MINUTES, self->minutes);
  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      guint field = QV_SESSION_TARGET_AUTHORITIES + helix - QV_HELIX_AUTHORITIES;

      if (qv_record_is_null (session, field) && self->targets[helix] >= 0)
        qv_record_set_int (session, field, self->targets[helix]);
    }
  /* A text and the version of another would be a lie. */
  if (qv_record_is_null (session, QV_SESSION_CONSENT_TEXT) && self->consent_text != NULL)
    {
      qv_record_set_text (session, QV_SESSION_CONSENT_TEXT, self->consent_text);
      qv_record_set_text (session, QV_SESSION_CONSENT_VERSION, self->consent_version);
    }
}

/**
 * qv_template_instantiate:
 * @self: a template
 * @session: (transfer full): the new session, with its title and what else is known of it
 * @indicators: (nullable) (element-type QvRecord): those of the library
 * @label: what the user does: "New session"
 *
 * Returns: (transfer full): the edit that makes the session, the steps of its agenda, its themes and those
 * of its indicators that the library has. See qv_template_complete() for what else the session takes.
 */
QvEdit *
qv_template_instantiate (const QvTemplate *self, QvRecord *session, GPtrArray *indicators, const char *label)
{
  QvEdit *edit = qv_edit_new (label, QV_ID_NONE);
  const QvTemplateLibrary library = { indicators, qv_record_get_int (session, QV_SESSION_LEVEL) };
  QvId id = session->id;
  guint position = 0;

  qv_template_complete (self, session);
  if (qv_record_is_null (session, QV_SESSION_TEMPLATE))
    qv_record_set_text (session, QV_SESSION_TEMPLATE, self->id);
  qv_edit_insert (edit, session);
  qv_template_add_steps (self, id, 1, &library, edit);
  for (guint i = 0; i < self->indicators->len; i++)
    {
      QvId indicator = qv_template_find_indicator (&library, self->indicators->pdata[i]);

      if (indicator != QV_ID_NONE)
        _qv_template_add_indicator (edit, id, indicator, ++position);
    }
  for (guint i = 0; i < self->themes->len; i++)
    _qv_template_add_theme (edit, id, self->themes->pdata[i], i + 1);
  return edit;
}
