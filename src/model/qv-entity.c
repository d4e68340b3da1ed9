/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-entity.h"

#define REQUIRED QV_FIELD_FLAG_REQUIRED
#define TEXT(name)                                                                                           \
  {                                                                                                          \
    name, QV_FIELD_TEXT                                                                                      \
  }
#define TEXT_REQUIRED(name)                                                                                  \
  {                                                                                                          \
    name, QV_FIELD_TEXT, REQUIRED                                                                            \
  }
#define WORD(name, words)                                                                                    \
  {                                                                                                          \
    name, QV_FIELD_WORD, REQUIRED, 0, words                                                                  \
  }
#define INT(name)                                                                                            \
  {                                                                                                          \
    name, QV_FIELD_INT                                                                                       \
  }
#define INT_REQUIRED(name)                                                                                   \
  {                                                                                                          \
    name, QV_FIELD_INT, REQUIRED                                                                             \
  }
#define BOOL(name)                                                                                           \
  {                                                                                                          \
    name, QV_FIELD_BOOL                                                                                      \
  }
#define REAL(name)                                                                                           \
  {                                                                                                          \
    name, QV_FIELD_REAL                                                                                      \
  }
#define TIME(name)                                                                                           \
  {                                                                                                          \
    name, QV_FIELD_TIME                                                                                      \
  }
#define TIME_REQUIRED(name)                                                                                  \
  {                                                                                                          \
    name, QV_FIELD_TIME, REQUIRED                                                                            \
  }
#define REF(name, target)                                                                                    \
  {                                                                                                          \
    name, QV_FIELD_REF, 0, target                                                                            \
  }
#define REF_REQUIRED(name, target)                                                                           \
  {                                                                                                          \
    name, QV_FIELD_REF, REQUIRED, target                                                                     \
  }
#define GEOMETRY(name)                                                                                       \
  {                                                                                                          \
    name, QV_FIELD_GEOMETRY                                                                                  \
  }
#define DELETED                                                                                              \
  {                                                                                                          \
    "deleted", QV_FIELD_BOOL, REQUIRED                                                                       \
  }

static const char *const helix_words[] = {
  "none", "authorities", "research", "companies", "residents", NULL
};
static const char *const kind_words[] = { "observation", "problem",  "opportunity",
                                          "challenge",   "solution", NULL };
static const char *const theme_words[] = {
  "social", "economic", "tourism", "housing", "mobility", "own", NULL
};
static const char *const measure_words[] = { "rate", "count", NULL };
static const char *const polarity_words[] = { "neutral", "more-is-better", "less-is-better", NULL };
static const char *const scope_words[] = { "notes", "quotations", "pictures", NULL };
static const char *const relation_words[] = { "turned-into", "merged-into", "supports", "contradicts", NULL };
static const char *const stance_words[] = { "supports", "contradicts", "asks", NULL };
static const char *const ballot_words[] = { "dots", "ranking", "gradients", NULL };
static const char *const commitment_words[] = { "open", "done", "dropped", NULL };
static const char *const background_words[] = { "drawn", "tiles", NULL };

static const QvFieldInfo organisation[] = {
  TEXT_REQUIRED ("name"),
  WORD ("helix", helix_words),
  TEXT ("url"),
  DELETED,
};

static const QvFieldInfo observatory[] = {
  TEXT_REQUIRED ("name"),
  WORD ("theme", theme_words),
  DELETED,
};

static const QvFieldInfo level[] = {
  TEXT_REQUIRED ("name"), INT ("rank"), TEXT ("source"), TEXT ("licence"), DELETED,
};

static const QvFieldInfo territory[] = {
  REF_REQUIRED ("level", QV_ENTITY_LEVEL), TEXT_REQUIRED ("code"), TEXT_REQUIRED ("name"),
  REF ("parent", QV_ENTITY_TERRITORY),     GEOMETRY ("geometry"),  DELETED,
};

static const QvFieldInfo indicator[] = {
  REF ("observatory", QV_ENTITY_OBSERVATORY),
  REF_REQUIRED ("level", QV_ENTITY_LEVEL),
  TEXT_REQUIRED ("name"),
  TEXT ("unit"),
  WORD ("measure", measure_words),
  WORD ("polarity", polarity_words),
  TEXT ("source"),
  TEXT ("licence"),
  TEXT ("method"),
  DELETED,
};

static const QvFieldInfo observation[] = {
  REF_REQUIRED ("indicator", QV_ENTITY_INDICATOR),
  REF_REQUIRED ("territory", QV_ENTITY_TERRITORY),
  TEXT_REQUIRED ("period"),
  { "value", QV_FIELD_REAL, REQUIRED },
  DELETED,
};

static const QvFieldInfo background[] = {
  TEXT_REQUIRED ("name"),
  WORD ("kind", background_words),
  TEXT_REQUIRED ("file"),
  TEXT ("attribution"),
  DELETED,
};

static const QvFieldInfo session[] = {
  TEXT_REQUIRED ("title"),
  TEXT ("place"),
  TEXT ("table"),
  TEXT ("question"),
  TEXT ("collection"),
  TEXT ("language"),
  TEXT ("template"),
  TEXT ("starts"),
  INT ("minutes"),
  REF ("level", QV_ENTITY_LEVEL),
  REF ("background", QV_ENTITY_BACKGROUND),
  TIME ("started"),
  TIME ("ended"),
  INT ("target_authorities"),
  INT ("target_research"),
  INT ("target_companies"),
  INT ("target_residents"),
  BOOL ("auto_advance"),
  TEXT ("consent_text"),
  TEXT ("consent_version"),
  DELETED,
};

static const QvFieldInfo round_table[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  TEXT_REQUIRED ("name"),
  INT_REQUIRED ("position"),
  DELETED,
};

static const QvFieldInfo step[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  INT_REQUIRED ("position"),
  TEXT_REQUIRED ("title"),
  TEXT ("method"),
  TEXT ("prompt"),
  INT ("minutes"),
  TEXT ("goal"),
  TEXT ("materials"),
  TEXT ("remark"),
  TEXT ("pinned"),
  REF ("round_table", QV_ENTITY_ROUND_TABLE),
  TEXT ("kinds"),
  REF ("indicator", QV_ENTITY_INDICATOR),
  TIME ("started"),
  TIME ("entered"),
  TIME ("running"),
  INT ("spent"),
  INT ("extra"),
  TIME ("ended"),
  DELETED,
};

static const QvFieldInfo participant[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  WORD ("helix", helix_words),
  INT ("seat"),
  REF ("organisation", QV_ENTITY_ORGANISATION),
  TEXT ("pseudonym"),
  REF ("territory", QV_ENTITY_TERRITORY),
  REF ("round_table", QV_ENTITY_ROUND_TABLE),
  INT ("place"),
  BOOL ("confirmed"),
  BOOL ("present"),
  DELETED,
};

static const QvFieldInfo person[] = {
  REF_REQUIRED ("participant", QV_ENTITY_PARTICIPANT),
  TEXT_REQUIRED ("name"),
  TEXT ("contact"),
  DELETED,
};

static const QvFieldInfo consent[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("participant", QV_ENTITY_PARTICIPANT),
  TEXT_REQUIRED ("version"),
  TEXT ("language"),
  WORD ("scope", scope_words),
  TIME_REQUIRED ("given"),
  TIME ("withdrawn"),
  DELETED,
};

static const QvFieldInfo session_indicator[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("indicator", QV_ENTITY_INDICATOR),
  INT_REQUIRED ("position"),
  DELETED,
};

static const QvFieldInfo session_theme[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  TEXT_REQUIRED ("name"),
  INT_REQUIRED ("position"),
  DELETED,
};

static const QvFieldInfo cluster[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  TEXT_REQUIRED ("name"),
  INT_REQUIRED ("position"),
  DELETED,
};

static const QvFieldInfo note[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  WORD ("kind", kind_words),
  WORD ("helix", helix_words),
  TEXT_REQUIRED ("text"),
  REF ("author", QV_ENTITY_PARTICIPANT),
  REF ("step", QV_ENTITY_STEP),
  REF ("territory", QV_ENTITY_TERRITORY),
  GEOMETRY ("geometry"),
  TEXT ("theme"),
  TIME_REQUIRED ("said"),
  REF ("cluster", QV_ENTITY_CLUSTER),
  REF ("round_table", QV_ENTITY_ROUND_TABLE),
  TEXT ("tags"),
  BOOL ("parked"),
  BOOL ("veiled"),
  DELETED,
};

static const QvFieldInfo note_link[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("source", QV_ENTITY_NOTE),
  REF_REQUIRED ("target", QV_ENTITY_NOTE),
  WORD ("relation", relation_words),
  DELETED,
};

static const QvFieldInfo evidence[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("note", QV_ENTITY_NOTE),
  REF_REQUIRED ("indicator", QV_ENTITY_INDICATOR),
  REF ("territory", QV_ENTITY_TERRITORY),
  TEXT ("period"),
  REAL ("value"),
  WORD ("stance", stance_words),
  DELETED,
};

static const QvFieldInfo speaking_turn[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF ("step", QV_ENTITY_STEP),
  WORD ("helix", helix_words),
  REF ("participant", QV_ENTITY_PARTICIPANT),
  TIME_REQUIRED ("started"),
  TIME ("ended"),
  DELETED,
};

static const QvFieldInfo ballot[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF ("step", QV_ENTITY_STEP),
  TEXT_REQUIRED ("title"),
  WORD ("method", ballot_words),
  INT ("budget"),
  BOOL ("stacking"),
  BOOL ("veiled"),
  TIME ("opened"),
  TIME ("closed"),
  BOOL ("released"),
  INT ("ties"),
  DELETED,
};

static const QvFieldInfo ballot_option[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("ballot", QV_ENTITY_BALLOT),
  INT_REQUIRED ("position"),
  TEXT_REQUIRED ("text"),
  REF ("note", QV_ENTITY_NOTE),
  DELETED,
};

static const QvFieldInfo vote[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("ballot", QV_ENTITY_BALLOT),
  REF_REQUIRED ("option", QV_ENTITY_BALLOT_OPTION),
  REF_REQUIRED ("participant", QV_ENTITY_PARTICIPANT),
  INT_REQUIRED ("value"),
  DELETED,
};

static const QvFieldInfo ballot_total[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("ballot", QV_ENTITY_BALLOT),
  REF_REQUIRED ("option", QV_ENTITY_BALLOT_OPTION),
  WORD ("helix", helix_words),
  INT ("grade"),
  INT_REQUIRED ("votes"),
  INT_REQUIRED ("amount"),
  INT_REQUIRED ("seats"),
  DELETED,
};

static const QvFieldInfo commitment[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF ("note", QV_ENTITY_NOTE),
  REF ("organisation", QV_ENTITY_ORGANISATION),
  TEXT_REQUIRED ("who"),
  TEXT_REQUIRED ("what"),
  TEXT ("due"),
  WORD ("state", commitment_words),
  DELETED,
};

#define ENTITY(id, table, is_private, session_field)                                                         \
  {                                                                                                          \
    id, #table, is_private, table, G_N_ELEMENTS (table), session_field                                       \
  }

static const QvEntityInfo entities[] = {
  ENTITY (QV_ENTITY_ORGANISATION, organisation, FALSE, -1),
  ENTITY (QV_ENTITY_OBSERVATORY, observatory, FALSE, -1),
  ENTITY (QV_ENTITY_LEVEL, level, FALSE, -1),
  ENTITY (QV_ENTITY_TERRITORY, territory, FALSE, -1),
  ENTITY (QV_ENTITY_INDICATOR, indicator, FALSE, -1),
  ENTITY (QV_ENTITY_OBSERVATION, observation, FALSE, -1),
  ENTITY (QV_ENTITY_BACKGROUND, background, FALSE, -1),
  ENTITY (QV_ENTITY_SESSION, session, FALSE, -1),
  ENTITY (QV_ENTITY_ROUND_TABLE, round_table, FALSE, QV_ROUND_TABLE_SESSION),
  ENTITY (QV_ENTITY_STEP, step, FALSE, QV_STEP_SESSION),
  ENTITY (QV_ENTITY_PARTICIPANT, participant, FALSE, QV_PARTICIPANT_SESSION),
  ENTITY (QV_ENTITY_PERSON, person, TRUE, -1),
  ENTITY (QV_ENTITY_CONSENT, consent, FALSE, QV_CONSENT_SESSION),
  ENTITY (QV_ENTITY_SESSION_INDICATOR, session_indicator, FALSE, QV_SESSION_INDICATOR_SESSION),
  ENTITY (QV_ENTITY_SESSION_THEME, session_theme, FALSE, QV_SESSION_THEME_SESSION),
  ENTITY (QV_ENTITY_CLUSTER, cluster, FALSE, QV_CLUSTER_SESSION),
  ENTITY (QV_ENTITY_NOTE, note, FALSE, QV_NOTE_SESSION),
  ENTITY (QV_ENTITY_NOTE_LINK, note_link, FALSE, QV_NOTE_LINK_SESSION),
  ENTITY (QV_ENTITY_EVIDENCE, evidence, FALSE, QV_EVIDENCE_SESSION),
  ENTITY (QV_ENTITY_SPEAKING_TURN, speaking_turn, FALSE, QV_SPEAKING_TURN_SESSION),
  ENTITY (QV_ENTITY_BALLOT, ballot, FALSE, QV_BALLOT_SESSION),
  ENTITY (QV_ENTITY_BALLOT_OPTION, ballot_option, FALSE, QV_BALLOT_OPTION_SESSION),
  ENTITY (QV_ENTITY_VOTE, vote, TRUE, QV_VOTE_SESSION),
  ENTITY (QV_ENTITY_BALLOT_TOTAL, ballot_total, FALSE, QV_BALLOT_TOTAL_SESSION),
  ENTITY (QV_ENTITY_COMMITMENT, commitment, FALSE, QV_COMMITMENT_SESSION),
};

G_STATIC_ASSERT (G_N_ELEMENTS (entities) == QV_N_ENTITIES);

/**
 * qv_entity_get_info:
 * @entity: a kind of thing
 *
 * Returns: the description of its fields
 */
const QvEntityInfo *
qv_entity_get_info (QvEntity entity)
{
  g_return_val_if_fail (entity < QV_N_ENTITIES, NULL);

  return &entities[entity];
}

/**
 * qv_entity_from_name:
 * @name: a table or element name
 * @out_entity: (out): the kind
 *
 * Returns: whether @name is one
 */
gboolean
qv_entity_from_name (const char *name, QvEntity *out_entity)
{
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    if (g_str_equal (entities[i].name, name))
      {
        *out_entity = entities[i].entity;
        return TRUE;
      }
  return FALSE;
}

/**
 * qv_entity_find_field:
 * @entity: a kind of thing
 * @name: a field's name
 *
 * Returns: the field's index, or -1
 */
int
qv_entity_find_field (QvEntity entity, const char *name)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);

  for (guint i = 0; i < info->n_fields; i++)
    if (g_str_equal (info->fields[i].name, name))
      return (int) i;
  return -1;
}
