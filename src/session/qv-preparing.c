/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits of the agenda and the map of a session that is prepared. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-preparing-private.h"

#include <glib/gi18n.h>

#include "qv-template-private.h"
#include "qv-text.h"

QvEdit *
_qv_preparing_begin (const QvPreparation *self, const char *label)
{
  return qv_edit_new (label, self->session->id);
}

/* Takes @edit; %NULL where nothing would change. */
QvEdit *
_qv_preparing_finish (QvEdit *edit)
{
  if (edit->changes->len > 0)
    return edit;
  qv_edit_free (edit);
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
  QvEdit *edit = _qv_preparing_begin (self, label);

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
  QvEdit *edit = _qv_preparing_begin (self, _ ("Add step"));
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
  QvEdit *edit = _qv_preparing_begin (self, _ ("Use template"));
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
  return _qv_preparing_finish (edit);
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
  QvEdit *edit = _qv_preparing_begin (self, _ ("Move step"));
  guint from;

  if (qv_record_find (self->steps, step, &from) != NULL)
    qv_agenda_move (self->steps, from, (guint) CLAMP ((int) from + by, 0, (int) self->steps->len - 1), edit);
  return _qv_preparing_finish (edit);
}

QvEdit *
qv_preparing_remove_step (const QvPreparation *self, QvId step)
{
  QvEdit *edit = _qv_preparing_begin (self, _ ("Remove step"));

  qv_edit_delete (edit, QV_ENTITY_STEP, step);
  return edit;
}

/* The list with one row moved gets the positions from 1. */
static QvEdit *
move_row (
    const QvPreparation *self, const char *label, GArray *ids, QvEntity entity, guint field, QvId id, int by)
{
  QvEdit *edit = _qv_preparing_begin (self, label);
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
  return _qv_preparing_finish (edit);
}

QvEdit *
qv_preparing_add_indicator (const QvPreparation *self, QvId indicator)
{
  QvEdit *edit = _qv_preparing_begin (self, _ ("Add indicator"));

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
  QvEdit *edit = _qv_preparing_begin (self, _ ("Remove indicator"));

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
  edit = _qv_preparing_begin (self, _ ("Add theme"));
  _qv_template_add_theme (edit, self->session->id, clean, self->themes->len + 1);
  return edit;
}

QvEdit *
qv_preparing_remove_theme (const QvPreparation *self, QvId theme)
{
  QvEdit *edit = _qv_preparing_begin (self, _ ("Remove theme"));

  qv_edit_delete (edit, QV_ENTITY_SESSION_THEME, theme);
  return edit;
}
