/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-fields.h"

G_BEGIN_DECLS

/**
 * QvEntity:
 *
 * Every kind of thing that the library holds, parents before children. One table in SQLite, one element in the session XML and one
 * item type in the window stand for each; qv_entity_get_info() is the single description of its fields that all of them follow.
 */
typedef enum
{
  QV_ENTITY_ORGANISATION,
  QV_ENTITY_OBSERVATORY,
  QV_ENTITY_LEVEL,
  QV_ENTITY_TERRITORY,
  QV_ENTITY_INDICATOR,
  QV_ENTITY_OBSERVATION,
  QV_ENTITY_BACKGROUND,
  QV_ENTITY_SESSION,
  QV_ENTITY_ROUND_TABLE,
  QV_ENTITY_STEP,
  QV_ENTITY_PARTICIPANT,
  QV_ENTITY_PERSON,
  QV_ENTITY_CONSENT,
  QV_ENTITY_SESSION_INDICATOR,
  QV_ENTITY_SESSION_THEME,
  QV_ENTITY_CLUSTER,
  QV_ENTITY_NOTE,
  QV_ENTITY_NOTE_LINK,
  QV_ENTITY_EVIDENCE,
  QV_ENTITY_SPEAKING_TURN,
  QV_ENTITY_BALLOT,
  QV_ENTITY_BALLOT_OPTION,
  QV_ENTITY_VOTE,
  QV_ENTITY_BALLOT_TOTAL,
  QV_ENTITY_COMMITMENT,
} QvEntity;

#define QV_N_ENTITIES 25

typedef enum
{
  QV_FIELD_TEXT,     /* UTF-8, see qv_text_is_clean() */
  QV_FIELD_WORD,     /* text, one of .words */
  QV_FIELD_INT,      /* whole number */
  QV_FIELD_BOOL,     /* 0 or 1 */
  QV_FIELD_REAL,     /* finite double */
  QV_FIELD_TIME,     /* microseconds since 1970-01-01 UTC */
  QV_FIELD_REF,      /* QvId of a row of .target */
  QV_FIELD_GEOMETRY, /* blob, see QvGeometry */
} QvFieldType;

typedef enum
{
  QV_FIELD_FLAG_NONE = 0,
  QV_FIELD_FLAG_REQUIRED = 1 << 0, /* never NULL; a text is never empty */
} QvFieldFlags;

typedef struct
{
  const char *name; /* column, XML attribute or element, property: letters and underscores */
  QvFieldType type;
  QvFieldFlags flags;
  QvEntity target;          /* for QV_FIELD_REF */
  const char *const *words; /* for QV_FIELD_WORD, ends in NULL */
} QvFieldInfo;

typedef struct
{
  QvEntity entity;
  const char *name; /* table and XML element */
  gboolean is_private; /* left out of exports for others: names of people, who voted what */
  const QvFieldInfo *fields; /* ends with "deleted" */
  guint n_fields;
  int session_field; /* index of the field that says whose session it is, or -1 */
} QvEntityInfo;

#define QV_MAX_FIELDS 24

const QvEntityInfo *qv_entity_get_info   (QvEntity entity);
gboolean            qv_entity_from_name  (const char *name, QvEntity *out_entity);
int                 qv_entity_find_field (QvEntity entity, const char *name);

G_END_DECLS
