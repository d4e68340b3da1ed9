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
#define TIME(name)                                                                                           \
  {                                                                                                          \
    name, QV_FIELD_TIME                                                                                      \
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
  DELETED,
};

static const QvFieldInfo step[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  { "position", QV_FIELD_INT, REQUIRED },
  TEXT_REQUIRED ("title"),
  TEXT ("method"),
  TEXT ("prompt"),
  INT ("minutes"),
  DELETED,
};

static const QvFieldInfo participant[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  WORD ("helix", helix_words),
  INT ("seat"),
  REF ("organisation", QV_ENTITY_ORGANISATION),
  TEXT ("pseudonym"),
  REF ("territory", QV_ENTITY_TERRITORY),
  DELETED,
};

static const QvFieldInfo person[] = {
  REF_REQUIRED ("participant", QV_ENTITY_PARTICIPANT),
  TEXT_REQUIRED ("name"),
  TEXT ("contact"),
  DELETED,
};

static const QvFieldInfo session_indicator[] = {
  REF_REQUIRED ("session", QV_ENTITY_SESSION),
  REF_REQUIRED ("indicator", QV_ENTITY_INDICATOR),
  { "position", QV_FIELD_INT, REQUIRED },
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
  { "said", QV_FIELD_TIME, REQUIRED },
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
  ENTITY (QV_ENTITY_STEP, step, FALSE, QV_STEP_SESSION),
  ENTITY (QV_ENTITY_PARTICIPANT, participant, FALSE, QV_PARTICIPANT_SESSION),
  ENTITY (QV_ENTITY_PERSON, person, TRUE, -1),
  ENTITY (QV_ENTITY_SESSION_INDICATOR, session_indicator, FALSE, QV_SESSION_INDICATOR_SESSION),
  ENTITY (QV_ENTITY_NOTE, note, FALSE, QV_NOTE_SESSION),
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
