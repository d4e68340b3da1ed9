/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the schema cannot say: order, references, levels, stamps. Only what can be referred to is remembered,
 * 8 bytes each and more for territories and indicators; observations and votes cost nothing. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "qv-clock.h"

#define FORMAT QV_EXCHANGE_ERROR_FORMAT
#define MAX_GENERATIONS 32
#define TICKS_PER_MS 22 /* bits of a stamp below its milliseconds */

typedef struct
{
  QvId level;  /* of territories and indicators */
  QvId parent; /* of territories */
  guint line;
} Known;

struct _QvXmlRules
{
  gboolean is_target[QV_N_ENTITIES];
  GArray *ids[QV_N_ENTITIES]; /* (element-type QvId), ascending */
  GArray *territories;        /* (element-type Known), for each of their ids */
  GArray *indicators;         /* (element-type Known) */
  QvStamp newest;             /* that is believed */
  QvEntity last_entity;
  QvId last_id;
  guint n_records;
  guint n_sessions;
  QvId session;
};

QvXmlRules *
_qv_xml_rules_new (void)
{
  QvXmlRules *self = g_new0 (QvXmlRules, 1);

  for (guint i = 0; i < QV_N_ENTITIES; i++)
    {
      const QvEntityInfo *info = qv_entity_get_info (i);

      self->ids[i] = g_array_new (FALSE, FALSE, sizeof (QvId));
      for (guint j = 0; j < info->n_fields; j++)
        if (info->fields[j].type == QV_FIELD_REF)
          self->is_target[info->fields[j].target] = TRUE;
    }
  self->territories = g_array_new (FALSE, FALSE, sizeof (Known));
  self->indicators = g_array_new (FALSE, FALSE, sizeof (Known));
  self->newest = (qv_clock_now_ms () + QV_STAMP_MAX_DRIFT_MS) << TICKS_PER_MS;
  return self;
}

void
_qv_xml_rules_free (QvXmlRules *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    g_array_unref (self->ids[i]);
  g_array_unref (self->territories);
  g_array_unref (self->indicators);
  g_free (self);
}

static int
compare_ids (const void *a, const void *b)
{
  const QvId *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static gboolean
is_known (QvXmlRules *self, QvEntity entity, QvId id, guint *out_at)
{
  return g_array_binary_search (self->ids[entity], &id, compare_ids, out_at);
}

static gboolean
check_order (QvXmlRules *self, QvXmlSource *source, const QvRecord *record, GError **error)
{
  const char *name = qv_entity_get_info (record->entity)->name;

  if (++self->n_records > QV_XML_MAX_RECORDS)
    return _qv_xml_source_fail (source, error, QV_EXCHANGE_ERROR_LIMIT, _ ("the file has too many records"));
  if (record->entity < self->last_entity)
    return _qv_xml_source_fail (source, error, FORMAT, _ ("“%s” comes too late in the file"), name);
  if (record->entity == self->last_entity && record->id == self->last_id)
    return _qv_xml_source_fail (source, error, FORMAT, _ ("%s %" PRId64 " stands there twice"), name,
                                record->id);
  if (record->entity == self->last_entity && record->id < self->last_id)
    return _qv_xml_source_fail (source, error, FORMAT, _ ("%s %" PRId64 " is not in the order of ids"), name,
                                record->id);
  self->last_entity = record->entity;
  self->last_id = record->id;
  return TRUE;
}

/* A stamp of the far future would win over every later change, as in qv_clock_observe(). */
static gboolean
check_stamps (QvXmlRules *self, QvXmlSource *source, const QvRecord *record, GError **error)
{
  QvStamp newest = record->stamp;

  for (guint i = 0; i < record->n_fields; i++)
    newest = MAX (newest, record->stamps[i]);
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    newest = MAX (newest, g_array_index (record->past, QvPastValue, i).stamp);
  if (newest <= self->newest)
    return TRUE;
  return _qv_xml_source_fail (source, error, FORMAT,
                              _ ("%s %" PRId64 " was changed in the future; one of the clocks is wrong"),
                              qv_entity_get_info (record->entity)->name, record->id);
}

/* A territory's parent may come after it, so those are looked up at the end. */
static gboolean
check_references (QvXmlRules *self, QvXmlSource *source, const QvRecord *record, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  for (guint i = 0; i < record->n_fields; i++)
    {
      const QvFieldInfo *field = &info->fields[i];
      QvId id = field->type == QV_FIELD_REF ? qv_record_get_int (record, i) : QV_ID_NONE;

      if (id == QV_ID_NONE || field->target == record->entity)
        continue;
      if (!is_known (self, field->target, id, NULL))
        return _qv_xml_source_fail (
            source, error, FORMAT,
            /* Translators: kind of thing, its number; field; kind of thing, its number */
            _ ("%s %" PRId64 " refers by “%s” to %s %" PRId64 ", which is not in the file"), info->name,
            record->id, field->name, qv_entity_get_info (field->target)->name, id);
    }
  return TRUE;
}

static gboolean
check_observation (QvXmlRules *self, QvXmlSource *source, const QvRecord *record, GError **error)
{
  guint indicator, territory;

  if (is_known (self, QV_ENTITY_INDICATOR, qv_record_get_int (record, QV_OBSERVATION_INDICATOR),
                &indicator) &&
      is_known (self, QV_ENTITY_TERRITORY, qv_record_get_int (record, QV_OBSERVATION_TERRITORY),
                &territory) &&
      g_array_index (self->indicators, Known, indicator).level ==
          g_array_index (self->territories, Known, territory).level)
    return TRUE;
  return _qv_xml_source_fail (source, error, FORMAT,
                              _ ("observation %" PRId64
                                 " is of a territory that is not of its indicator's level"),
                              record->id);
}

static void
remember (QvXmlRules *self, QvXmlSource *source, const QvRecord *record)
{
  Known known = { .line = _qv_xml_source_get_line (source) };

  g_array_append_val (self->ids[record->entity], record->id);
  if (record->entity == QV_ENTITY_TERRITORY)
    {
      known.level = qv_record_get_int (record, QV_TERRITORY_LEVEL);
      known.parent = qv_record_get_int (record, QV_TERRITORY_PARENT);
      g_array_append_val (self->territories, known);
    }
  else if (record->entity == QV_ENTITY_INDICATOR)
    {
      known.level = qv_record_get_int (record, QV_INDICATOR_LEVEL);
      g_array_append_val (self->indicators, known);
    }
}

/* @record was just read from @source and is valid by itself. */
gboolean
_qv_xml_rules_check (QvXmlRules *self, QvXmlSource *source, const QvRecord *record, GError **error)
{
  if (!check_order (self, source, record, error) || !check_stamps (self, source, record, error) ||
      !check_references (self, source, record, error))
    return FALSE;
  if (record->entity == QV_ENTITY_OBSERVATION && !check_observation (self, source, record, error))
    return FALSE;
  if (record->entity == QV_ENTITY_SESSION && ++self->n_sessions > 1)
    return _qv_xml_source_fail (source, error, FORMAT, _ ("the file holds more than one session"));
  if (record->entity == QV_ENTITY_SESSION)
    self->session = record->id;
  if (self->is_target[record->entity])
    remember (self, source, record);
  return TRUE;
}

static gboolean
check_parents (QvXmlRules *self, QvXmlSource *source, GError **error)
{
  for (guint i = 0; i < self->territories->len; i++)
    {
      const QvId id = g_array_index (self->ids[QV_ENTITY_TERRITORY], QvId, i);
      const Known *at = &g_array_index (self->territories, Known, i);

      _qv_xml_source_set_line (source, at->line);
      for (guint n = 0; at->parent != QV_ID_NONE; n++)
        {
          guint place;

          if (!is_known (self, QV_ENTITY_TERRITORY, at->parent, &place))
            return _qv_xml_source_fail (source, error, FORMAT,
                                        _ ("the parent of territory %" PRId64 " is not in the file"), id);
          if (n == MAX_GENERATIONS)
            return _qv_xml_source_fail (source, error, FORMAT,
                                        _ ("territory %" PRId64 " is among its own parents"), id);
          at = &g_array_index (self->territories, Known, place);
        }
    }
  return TRUE;
}

/* At the end of the file: @identifier is the session that the header names. */
gboolean
_qv_xml_rules_finish (
    QvXmlRules *self, QvXmlSource *source, QvId identifier, QvId *out_session, GError **error)
{
  if (self->n_sessions != 1)
    return _qv_xml_source_fail (source, error, FORMAT, _ ("the file holds no session"));
  if (self->session != identifier)
    return _qv_xml_source_fail (source, error, FORMAT,
                                _ ("the header names another session than the file holds"));
  *out_session = self->session;
  return check_parents (self, source, error);
}
