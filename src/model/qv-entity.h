/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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
  QV_ENTITY_STEP,
  QV_ENTITY_PARTICIPANT,
  QV_ENTITY_PERSON,
  QV_ENTITY_SESSION_INDICATOR,
  QV_ENTITY_NOTE,
} QvEntity;

#define QV_N_ENTITIES 13

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
  gboolean is_private; /* left out of exports for others: names of people */
  const QvFieldInfo *fields; /* ends with "deleted" */
  guint n_fields;
  int session_field; /* index of the field that says whose session it is, or -1 */
} QvEntityInfo;

#define QV_MAX_FIELDS 20

const QvEntityInfo *qv_entity_get_info   (QvEntity entity);
gboolean            qv_entity_from_name  (const char *name, QvEntity *out_entity);
int                 qv_entity_find_field (QvEntity entity, const char *name);

/* Indices into the fields of each entity. */
enum { QV_ORGANISATION_NAME, QV_ORGANISATION_HELIX, QV_ORGANISATION_URL, QV_ORGANISATION_DELETED };
enum { QV_OBSERVATORY_NAME, QV_OBSERVATORY_THEME, QV_OBSERVATORY_DELETED };
enum { QV_LEVEL_NAME, QV_LEVEL_RANK, QV_LEVEL_SOURCE, QV_LEVEL_LICENCE, QV_LEVEL_DELETED };
enum
{
  QV_TERRITORY_LEVEL,
  QV_TERRITORY_CODE,
  QV_TERRITORY_NAME,
  QV_TERRITORY_PARENT,
  QV_TERRITORY_GEOMETRY, /* areas; a point where no open outline exists; NULL where nothing is known */
  QV_TERRITORY_DELETED,
};
enum
{
  QV_INDICATOR_OBSERVATORY,
  QV_INDICATOR_LEVEL,
  QV_INDICATOR_NAME,
  QV_INDICATOR_UNIT,
  QV_INDICATOR_MEASURE, /* "rate" is drawn as choropleth, "count" as proportional circles */
  QV_INDICATOR_POLARITY,
  QV_INDICATOR_SOURCE,
  QV_INDICATOR_LICENCE,
  QV_INDICATOR_METHOD,
  QV_INDICATOR_DELETED,
};
enum
{
  QV_OBSERVATION_INDICATOR,
  QV_OBSERVATION_TERRITORY,
  QV_OBSERVATION_PERIOD, /* "2026", "2026-03", "2026-Q1", …: sorts as text */
  QV_OBSERVATION_VALUE,
  QV_OBSERVATION_DELETED,
};
enum
{
  QV_BACKGROUND_NAME,
  QV_BACKGROUND_KIND, /* "drawn" from lines and areas with roles, or raster "tiles" */
  QV_BACKGROUND_FILE, /* name in the data folder's "backgrounds" */
  QV_BACKGROUND_ATTRIBUTION,
  QV_BACKGROUND_DELETED,
};
enum
{
  QV_SESSION_TITLE,
  QV_SESSION_PLACE,      /* the venue: "Urban Lab Torino" */
  QV_SESSION_TABLE,      /* "Tavolo 2" */
  QV_SESSION_QUESTION,
  QV_SESSION_COLLECTION, /* series that it belongs to: "Piano Aurora" */
  QV_SESSION_LANGUAGE,   /* "it", "fr", "en" */
  QV_SESSION_TEMPLATE,   /* name of the template it was made from */
  QV_SESSION_STARTS,     /* planned, local time at the venue: "2026-05-28T14:00"; NULL for a draft */
  QV_SESSION_MINUTES,    /* planned length */
  QV_SESSION_LEVEL,      /* territories on the map */
  QV_SESSION_BACKGROUND,
  QV_SESSION_STARTED,    /* real */
  QV_SESSION_ENDED,      /* real */
  QV_SESSION_DELETED,
};
enum
{
  QV_STEP_SESSION,
  QV_STEP_POSITION, /* from 1 */
  QV_STEP_TITLE,
  QV_STEP_METHOD,
  QV_STEP_PROMPT,
  QV_STEP_MINUTES,
  QV_STEP_DELETED,
};
enum
{
  QV_PARTICIPANT_SESSION,
  QV_PARTICIPANT_HELIX,
  QV_PARTICIPANT_SEAT, /* from 1 within the helix */
  QV_PARTICIPANT_ORGANISATION,
  QV_PARTICIPANT_PSEUDONYM,
  QV_PARTICIPANT_TERRITORY,
  QV_PARTICIPANT_DELETED,
};
enum { QV_PERSON_PARTICIPANT, QV_PERSON_NAME, QV_PERSON_CONTACT, QV_PERSON_DELETED };
enum { QV_SESSION_INDICATOR_SESSION, QV_SESSION_INDICATOR_INDICATOR, QV_SESSION_INDICATOR_POSITION, QV_SESSION_INDICATOR_DELETED };
enum
{
  QV_NOTE_SESSION,
  QV_NOTE_KIND,
  QV_NOTE_HELIX,
  QV_NOTE_TEXT,
  QV_NOTE_AUTHOR, /* participant, or NULL: not attributed to a seat */
  QV_NOTE_STEP,
  QV_NOTE_TERRITORY,
  QV_NOTE_GEOMETRY, /* point, line or area; NULL: not on the map yet */
  QV_NOTE_THEME,
  QV_NOTE_SAID, /* when it was captured */
  QV_NOTE_DELETED,
};

G_END_DECLS
