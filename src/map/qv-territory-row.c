/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the territory list: what the map shows of one territory, in words and figures. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-territory-row.h"

#include <math.h>

#include "qv-wording.h"

struct _QvTerritoryRow
{
  GObject parent_instance;

  QvItem *territory;
  double value;
  int decimals;
  char *unit;
  guint class_number;
  guint rank;
  guint n_notes;
};

G_DEFINE_FINAL_TYPE (QvTerritoryRow, qv_territory_row, G_TYPE_OBJECT)

enum
{
  PROP_CODE = 1,
  PROP_NAME,
  PROP_VALUE,
  PROP_VALUE_TEXT,
  PROP_CLASS,
  PROP_CLASS_TEXT,
  PROP_RANK,
  PROP_RANK_TEXT,
  PROP_NOTES,
  PROP_NOTES_TEXT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static char *
make_count_text (guint count)
{
  return count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("–");
}

static char *
make_value_text (QvTerritoryRow *self)
{
  g_autofree char *number = qv_wording_for_number (self->value, self->decimals);

  if (self->unit == NULL || isnan (self->value))
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s %s", number, self->unit);
}

static void
qv_territory_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvTerritoryRow *self = QV_TERRITORY_ROW (object);

  switch (prop_id)
    {
    case PROP_CODE:
      g_value_set_string (value, qv_item_get_text (self->territory, QV_TERRITORY_CODE));
      break;
    case PROP_NAME:
      g_value_set_string (value, qv_item_get_text (self->territory, QV_TERRITORY_NAME));
      break;
    case PROP_VALUE:
      g_value_set_double (value, self->value);
      break;
    case PROP_VALUE_TEXT:
      g_value_take_string (value, make_value_text (self));
      break;
    case PROP_CLASS:
      g_value_set_uint (value, self->class_number);
      break;
    case PROP_CLASS_TEXT:
      g_value_take_string (value, make_count_text (self->class_number));
      break;
    case PROP_RANK:
      g_value_set_uint (value, self->rank);
      break;
    case PROP_RANK_TEXT:
      g_value_take_string (value, make_count_text (self->rank));
      break;
    case PROP_NOTES:
      g_value_set_uint (value, self->n_notes);
      break;
    case PROP_NOTES_TEXT:
      g_value_take_string (value, make_count_text (self->n_notes));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_territory_row_finalize (GObject *object)
{
  QvTerritoryRow *self = QV_TERRITORY_ROW (object);

  g_clear_object (&self->territory);
  g_free (self->unit);
  G_OBJECT_CLASS (qv_territory_row_parent_class)->finalize (object);
}

static void
qv_territory_row_class_init (QvTerritoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qv_territory_row_get_property;
  object_class->finalize = qv_territory_row_finalize;
  props[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, -INFINITY, INFINITY, 0.0, flags);
  props[PROP_VALUE_TEXT] = g_param_spec_string ("value-text", NULL, NULL, NULL, flags);
  props[PROP_CLASS] = g_param_spec_uint ("class", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_CLASS_TEXT] = g_param_spec_string ("class-text", NULL, NULL, NULL, flags);
  props[PROP_RANK] = g_param_spec_uint ("rank", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_RANK_TEXT] = g_param_spec_string ("rank-text", NULL, NULL, NULL, flags);
  props[PROP_NOTES] = g_param_spec_uint ("notes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_NOTES_TEXT] = g_param_spec_string ("notes-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_territory_row_init (QvTerritoryRow *self)
{
  self->value = NAN;
}

/**
 * qv_territory_row_new:
 * @territory: a #QvTerritory
 *
 * Returns: (transfer full): a row without figures
 */
QvTerritoryRow *
qv_territory_row_new (QvItem *territory)
{
  QvTerritoryRow *self = g_object_new (QV_TYPE_TERRITORY_ROW, NULL);

  self->territory = g_object_ref (territory);
  return self;
}

/**
 * qv_territory_row_get_id:
 * @self: a row
 *
 * Returns: the territory's id
 */
QvId
qv_territory_row_get_id (QvTerritoryRow *self)
{
  return qv_item_get_id (self->territory);
}

/**
 * qv_territory_row_get_value:
 * @self: a row
 *
 * Returns: its figure, NaN for none
 */
double
qv_territory_row_get_value (QvTerritoryRow *self)
{
  return self->value;
}

/**
 * qv_territory_row_set_value:
 * @self: a row
 * @value: its figure, NaN for none
 * @decimals: how many decimals are shown
 * @unit: (nullable): of the figure
 * @class_number: its class from 1, 0 for none
 */
void
qv_territory_row_set_value (
    QvTerritoryRow *self, double value, int decimals, const char *unit, guint class_number)
{
  self->value = value;
  self->decimals = decimals;
  g_free (self->unit);
  self->unit = g_strdup (unit);
  self->class_number = class_number;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CLASS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CLASS_TEXT]);
}

/**
 * qv_territory_row_set_rank:
 * @self: a row
 * @rank: from 1 for the greatest figure, 0 for none
 */
void
qv_territory_row_set_rank (QvTerritoryRow *self, guint rank)
{
  if (self->rank == rank)
    return;
  self->rank = rank;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RANK]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RANK_TEXT]);
}

/**
 * qv_territory_row_set_notes:
 * @self: a row
 * @n_notes: how many notes lie in the territory
 */
void
qv_territory_row_set_notes (QvTerritoryRow *self, guint n_notes)
{
  if (self->n_notes == n_notes)
    return;
  self->n_notes = n_notes;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTES]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTES_TEXT]);
}
