/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-item.h"

#include <math.h>

#include "qv-geometry.h"

typedef struct
{
  QvRecord *record;
} QvItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QvItem, qv_item, G_TYPE_OBJECT)

/* Property 1 is the id, property 2 + i is field i. */
enum
{
  PROP_ID = 1,
  PROP_FIRST_FIELD,
};

static GParamSpec *
make_pspec (const QvFieldInfo *field)
{
  /* Not G_PARAM_STATIC_NAME: "_" becomes "-". */
  const GParamFlags flags =
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

  switch (field->type)
    {
    case QV_FIELD_TEXT:
    case QV_FIELD_WORD:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    case QV_FIELD_BOOL:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case QV_FIELD_REAL:
      return g_param_spec_double (field->name, NULL, NULL, -INFINITY, INFINITY, 0.0, flags);
    case QV_FIELD_GEOMETRY:
      return g_param_spec_boxed (field->name, NULL, NULL, QV_TYPE_GEOMETRY, flags);
    case QV_FIELD_INT:
    case QV_FIELD_TIME:
    case QV_FIELD_REF:
    default:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    }
}

static void
qv_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvItemPrivate *priv = qv_item_get_instance_private (QV_ITEM (object));
  guint field = prop_id - PROP_FIRST_FIELD;

  if (prop_id == PROP_ID)
    g_value_set_int64 (value, priv->record->id);
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, qv_record_get_text (priv->record, field));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, qv_record_get_int (priv->record, field) != 0);
  else if (G_VALUE_HOLDS_DOUBLE (value))
    g_value_set_double (value, qv_record_get_real (priv->record, field));
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, qv_record_get_int (priv->record, field));
  else if (!qv_record_is_null (priv->record, field))
    g_value_take_boxed (value, qv_geometry_new_from_bytes (qv_record_get_blob (priv->record, field), NULL));
}

static void
qv_item_finalize (GObject *object)
{
  QvItemPrivate *priv = qv_item_get_instance_private (QV_ITEM (object));

  g_clear_pointer (&priv->record, qv_record_free);
  G_OBJECT_CLASS (qv_item_parent_class)->finalize (object);
}

static void
qv_item_class_init (QvItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_item_finalize;
}

static void
qv_item_init (QvItem *self)
{
}

static void
install_fields (QvItemClass *klass, QvEntity entity)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const QvEntityInfo *info = qv_entity_get_info (entity);

  klass->entity = entity;
  object_class->get_property = qv_item_get_property;
  g_object_class_install_property (object_class, PROP_ID,
                                   g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  for (guint i = 0; i < info->n_fields; i++)
    g_object_class_install_property (object_class, PROP_FIRST_FIELD + i, make_pspec (&info->fields[i]));
}

#define DEFINE_ITEM(TypeName, type_name, ENTITY)                                                             \
  struct _##TypeName                                                                                         \
  {                                                                                                          \
    QvItem parent_instance;                                                                                  \
  };                                                                                                         \
                                                                                                             \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, QV_TYPE_ITEM)                                                    \
                                                                                                             \
  static void type_name##_class_init (TypeName##Class *klass)                                                \
  {                                                                                                          \
    install_fields (QV_ITEM_CLASS (klass), ENTITY);                                                          \
  }                                                                                                          \
                                                                                                             \
  static void type_name##_init (TypeName *self) {}

DEFINE_ITEM (QvSession, qv_session, QV_ENTITY_SESSION)
DEFINE_ITEM (QvStep, qv_step, QV_ENTITY_STEP)
DEFINE_ITEM (QvParticipant, qv_participant, QV_ENTITY_PARTICIPANT)
DEFINE_ITEM (QvNote, qv_note, QV_ENTITY_NOTE)
DEFINE_ITEM (QvIndicator, qv_indicator, QV_ENTITY_INDICATOR)
DEFINE_ITEM (QvLevel, qv_level, QV_ENTITY_LEVEL)
DEFINE_ITEM (QvTerritory, qv_territory, QV_ENTITY_TERRITORY)
DEFINE_ITEM (QvOrganisation, qv_organisation, QV_ENTITY_ORGANISATION)
DEFINE_ITEM (QvRoundTable, qv_round_table, QV_ENTITY_ROUND_TABLE)
DEFINE_ITEM (QvConsent, qv_consent, QV_ENTITY_CONSENT)
DEFINE_ITEM (QvSessionTheme, qv_session_theme, QV_ENTITY_SESSION_THEME)
DEFINE_ITEM (QvSessionIndicator, qv_session_indicator, QV_ENTITY_SESSION_INDICATOR)
DEFINE_ITEM (QvCluster, qv_cluster, QV_ENTITY_CLUSTER)
DEFINE_ITEM (QvNoteLink, qv_note_link, QV_ENTITY_NOTE_LINK)
DEFINE_ITEM (QvEvidence, qv_evidence, QV_ENTITY_EVIDENCE)
DEFINE_ITEM (QvSpeakingTurn, qv_speaking_turn, QV_ENTITY_SPEAKING_TURN)
DEFINE_ITEM (QvBallot, qv_ballot, QV_ENTITY_BALLOT)
DEFINE_ITEM (QvBallotOption, qv_ballot_option, QV_ENTITY_BALLOT_OPTION)
DEFINE_ITEM (QvVote, qv_vote, QV_ENTITY_VOTE)
DEFINE_ITEM (QvBallotTotal, qv_ballot_total, QV_ENTITY_BALLOT_TOTAL)
DEFINE_ITEM (QvCommitment, qv_commitment, QV_ENTITY_COMMITMENT)

static GType
type_of (QvEntity entity)
{
  const struct
  {
    QvEntity entity;
    GType type;
  } types[] = {
    { QV_ENTITY_SESSION, QV_TYPE_SESSION },
    { QV_ENTITY_STEP, QV_TYPE_STEP },
    { QV_ENTITY_PARTICIPANT, QV_TYPE_PARTICIPANT },
    { QV_ENTITY_NOTE, QV_TYPE_NOTE },
    { QV_ENTITY_INDICATOR, QV_TYPE_INDICATOR },
    { QV_ENTITY_LEVEL, QV_TYPE_LEVEL },
    { QV_ENTITY_TERRITORY, QV_TYPE_TERRITORY },
    { QV_ENTITY_ORGANISATION, QV_TYPE_ORGANISATION },
    { QV_ENTITY_ROUND_TABLE, QV_TYPE_ROUND_TABLE },
    { QV_ENTITY_CONSENT, QV_TYPE_CONSENT },
    { QV_ENTITY_SESSION_THEME, QV_TYPE_SESSION_THEME },
    { QV_ENTITY_SESSION_INDICATOR, QV_TYPE_SESSION_INDICATOR },
    { QV_ENTITY_CLUSTER, QV_TYPE_CLUSTER },
    { QV_ENTITY_NOTE_LINK, QV_TYPE_NOTE_LINK },
    { QV_ENTITY_EVIDENCE, QV_TYPE_EVIDENCE },
    { QV_ENTITY_SPEAKING_TURN, QV_TYPE_SPEAKING_TURN },
    { QV_ENTITY_BALLOT, QV_TYPE_BALLOT },
    { QV_ENTITY_BALLOT_OPTION, QV_TYPE_BALLOT_OPTION },
    { QV_ENTITY_VOTE, QV_TYPE_VOTE },
    { QV_ENTITY_BALLOT_TOTAL, QV_TYPE_BALLOT_TOTAL },
    { QV_ENTITY_COMMITMENT, QV_TYPE_COMMITMENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].entity == entity)
      return types[i].type;
  return G_TYPE_INVALID;
}

/**
 * qv_item_new:
 * @record: a row of an entity that has an item type; copied
 *
 * Returns: (transfer full): the item
 */
QvItem *
qv_item_new (const QvRecord *record)
{
  GType type = type_of (record->entity);
  QvItemPrivate *priv;
  QvItem *self;

  g_return_val_if_fail (type != G_TYPE_INVALID, NULL);

  self = g_object_new (type, NULL);
  priv = qv_item_get_instance_private (self);
  priv->record = qv_record_copy (record);
  return self;
}

/**
 * qv_item_update:
 * @self: an item
 * @record: the same row as it is now; copied
 *
 * Notifies the properties whose value is different.
 */
void
qv_item_update (QvItem *self, const QvRecord *record)
{
  QvItemPrivate *priv = qv_item_get_instance_private (self);
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  g_autoptr (QvRecord) old = g_steal_pointer (&priv->record);

  g_assert (old->entity == record->entity && old->id == record->id);

  priv->record = qv_record_copy (record);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < info->n_fields; i++)
    if (qv_value_compare (&old->values[i], &record->values[i]) != 0)
      g_object_notify (G_OBJECT (self), info->fields[i].name);
  g_object_thaw_notify (G_OBJECT (self));
}

const QvRecord *
qv_item_get_record (QvItem *self)
{
  QvItemPrivate *priv = qv_item_get_instance_private (self);

  g_return_val_if_fail (QV_IS_ITEM (self), NULL);

  return priv->record;
}

QvEntity
qv_item_get_entity (QvItem *self)
{
  return QV_ITEM_GET_CLASS (self)->entity;
}

QvId
qv_item_get_id (QvItem *self)
{
  return qv_item_get_record (self)->id;
}

/**
 * qv_item_get_text:
 * @self: an item
 * @field: index of a TEXT or WORD field
 *
 * Returns: (nullable) (transfer none): its value
 */
const char *
qv_item_get_text (QvItem *self, guint field)
{
  return qv_record_get_text (qv_item_get_record (self), field);
}

gint64
qv_item_get_int (QvItem *self, guint field)
{
  return qv_record_get_int (qv_item_get_record (self), field);
}

double
qv_item_get_real (QvItem *self, guint field)
{
  return qv_record_get_real (qv_item_get_record (self), field);
}

static QvHelix
helix_of (QvItem *item, guint field)
{
  return qv_record_get_helix (qv_item_get_record (item), field);
}

QvHelix
qv_note_get_helix (QvNote *self)
{
  return helix_of (QV_ITEM (self), QV_NOTE_HELIX);
}

QvNoteKind
qv_note_get_kind (QvNote *self)
{
  QvNoteKind kind = QV_NOTE_KIND_OBSERVATION;

  qv_note_kind_from_word (qv_item_get_text (QV_ITEM (self), QV_NOTE_KIND), &kind);
  return kind;
}

QvHelix
qv_participant_get_helix (QvParticipant *self)
{
  return helix_of (QV_ITEM (self), QV_PARTICIPANT_HELIX);
}
