/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each field of qv-entity.c is for. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
  QV_SESSION_TARGET_AUTHORITIES, /* seats of each helix that the session aims at */
  QV_SESSION_TARGET_RESEARCH,
  QV_SESSION_TARGET_COMPANIES,
  QV_SESSION_TARGET_RESIDENTS,
  QV_SESSION_AUTO_ADVANCE,    /* the next step begins by itself when the time of one is over */
  QV_SESSION_CONSENT_TEXT,    /* what participants are asked to agree to */
  QV_SESSION_CONSENT_VERSION, /* "2026-05" */
  QV_SESSION_DELETED,
};
enum { QV_ROUND_TABLE_SESSION, QV_ROUND_TABLE_NAME, QV_ROUND_TABLE_POSITION, QV_ROUND_TABLE_DELETED };
enum
{
  QV_STEP_SESSION,
  QV_STEP_POSITION, /* from 1 */
  QV_STEP_TITLE,
  QV_STEP_METHOD,
  QV_STEP_PROMPT,
  QV_STEP_MINUTES,
  QV_STEP_GOAL,
  QV_STEP_MATERIALS,
  QV_STEP_REMARK,      /* for the facilitator's eyes */
  QV_STEP_PINNED,      /* a start that does not move, local time: "14:30" */
  QV_STEP_ROUND_TABLE, /* of one table only, beside what the others do; NULL: of all */
  QV_STEP_KINDS,       /* kinds of note that it suggests, with spaces between */
  QV_STEP_INDICATOR,   /* that it suggests for the map */
  QV_STEP_STARTED,     /* real: when it first became the present step */
  QV_STEP_ENTERED,     /* when it last became the present step; the latest of a session is the present one */
  QV_STEP_RUNNING,     /* since when the clock runs; NULL while it is paused, or is another step's */
  QV_STEP_SPENT,       /* milliseconds that it took before QV_STEP_RUNNING */
  QV_STEP_EXTRA,       /* minutes given or taken during the session */
  QV_STEP_ENDED,       /* real */
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
  QV_PARTICIPANT_ROUND_TABLE,
  QV_PARTICIPANT_PLACE, /* round the table, from 1, clockwise; NULL: by helix and seat */
  QV_PARTICIPANT_CONFIRMED,
  QV_PARTICIPANT_PRESENT,
  QV_PARTICIPANT_DELETED,
};
enum { QV_PERSON_PARTICIPANT, QV_PERSON_NAME, QV_PERSON_CONTACT, QV_PERSON_DELETED };
enum
{
  QV_CONSENT_SESSION,
  QV_CONSENT_PARTICIPANT,
  QV_CONSENT_VERSION,  /* of the text */
  QV_CONSENT_LANGUAGE, /* that the text was read in */
  QV_CONSENT_SCOPE,    /* "notes", "quotations" (notes too), "pictures" (all) */
  QV_CONSENT_GIVEN,
  QV_CONSENT_WITHDRAWN,
  QV_CONSENT_DELETED,
};
enum { QV_SESSION_INDICATOR_SESSION, QV_SESSION_INDICATOR_INDICATOR, QV_SESSION_INDICATOR_POSITION, QV_SESSION_INDICATOR_DELETED };
enum { QV_SESSION_THEME_SESSION, QV_SESSION_THEME_NAME, QV_SESSION_THEME_POSITION, QV_SESSION_THEME_DELETED };
enum { QV_CLUSTER_SESSION, QV_CLUSTER_NAME, QV_CLUSTER_POSITION, QV_CLUSTER_DELETED };
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
  QV_NOTE_SAID, /* when it was captured; of a paper note typed in later, when it was written, else the end of its step */
  QV_NOTE_CLUSTER,
  QV_NOTE_ROUND_TABLE,
  QV_NOTE_TAGS,   /* words with spaces between */
  QV_NOTE_PARKED, /* in the parking lot */
  QV_NOTE_VEILED, /* written in silence and not yet revealed */
  QV_NOTE_DELETED,
};
enum
{
  QV_NOTE_LINK_SESSION,
  QV_NOTE_LINK_SOURCE,
  QV_NOTE_LINK_TARGET,
  QV_NOTE_LINK_RELATION, /* the source was "turned-into" or "merged-into" the target, or "supports" or "contradicts" it */
  QV_NOTE_LINK_DELETED,
};
enum
{
  QV_EVIDENCE_SESSION,
  QV_EVIDENCE_NOTE,
  QV_EVIDENCE_INDICATOR,
  QV_EVIDENCE_TERRITORY,
  QV_EVIDENCE_PERIOD,
  QV_EVIDENCE_VALUE, /* as it was when it was linked; NULL: there was none, and the note asks for it */
  QV_EVIDENCE_STANCE, /* "supports", "contradicts", "asks" for data */
  QV_EVIDENCE_DELETED,
};
enum
{
  QV_SPEAKING_TURN_SESSION,
  QV_SPEAKING_TURN_STEP,
  QV_SPEAKING_TURN_HELIX,
  QV_SPEAKING_TURN_PARTICIPANT,
  QV_SPEAKING_TURN_STARTED,
  QV_SPEAKING_TURN_ENDED,
  QV_SPEAKING_TURN_DELETED,
};
enum
{
  QV_BALLOT_SESSION,
  QV_BALLOT_STEP,
  QV_BALLOT_TITLE,
  QV_BALLOT_METHOD,   /* "dots", "ranking" (1 is best), "gradients" of agreement (1 no … 5 yes) */
  QV_BALLOT_BUDGET,   /* dots of a seat, or ideas that it ranks */
  QV_BALLOT_STACKING, /* more than one dot of a seat on one idea */
  QV_BALLOT_VEILED,   /* totals are not shown before it is closed */
  QV_BALLOT_OPENED,
  QV_BALLOT_CLOSED,   /* from then on there are totals only */
  QV_BALLOT_RELEASED, /* results may be shown on the projector */
  QV_BALLOT_TIES,     /* of a closed ranking: the sum of t³ − t over the ties of all seats, for Kendall's W */
  QV_BALLOT_DELETED,
};
enum
{
  QV_BALLOT_OPTION_SESSION,
  QV_BALLOT_OPTION_BALLOT,
  QV_BALLOT_OPTION_POSITION, /* from 1: its letter */
  QV_BALLOT_OPTION_TEXT,
  QV_BALLOT_OPTION_NOTE, /* that it stands for, if any */
  QV_BALLOT_OPTION_DELETED,
};
enum
{
  QV_VOTE_SESSION,
  QV_VOTE_BALLOT,
  QV_VOTE_OPTION,
  QV_VOTE_PARTICIPANT,
  QV_VOTE_VALUE, /* dots, rank or grade */
  QV_VOTE_DELETED,
};
enum
{
  QV_BALLOT_TOTAL_SESSION,
  QV_BALLOT_TOTAL_BALLOT,
  QV_BALLOT_TOTAL_OPTION,
  QV_BALLOT_TOTAL_HELIX,
  QV_BALLOT_TOTAL_GRADE, /* of a gradients ballot one row a grade; otherwise NULL */
  QV_BALLOT_TOTAL_VOTES, /* seats of the helix that gave this option this grade, a rank or at least one dot */
  QV_BALLOT_TOTAL_AMOUNT, /* sum of their dots or grades; of a ranking see QvOptionCount */
  QV_BALLOT_TOTAL_SEATS, /* seats of the helix that took part in the ballot; all 0: it was counted with another */
  QV_BALLOT_TOTAL_DELETED,
};
enum
{
  QV_COMMITMENT_SESSION,
  QV_COMMITMENT_NOTE, /* that it came from */
  QV_COMMITMENT_ORGANISATION,
  QV_COMMITMENT_WHO, /* an organisation or a role, not a person */
  QV_COMMITMENT_WHAT,
  QV_COMMITMENT_DUE, /* a day: "2026-09-30" */
  QV_COMMITMENT_STATE, /* "open", "done", "dropped" */
  QV_COMMITMENT_DELETED,
};

G_END_DECLS
