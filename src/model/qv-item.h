/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "qv-record.h"
#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvItem:
 *
 * A row as the window sees it. Each entity that views show has a subclass (QvNote, QvSession, …), whose GObject
 * properties are the entity's fields under their own names, "_" written "-": text and words as string, whole numbers, times and
 * references as int64, reals as double, geometry as QvGeometry. They are read-only: views change nothing, they
 * make a QvEdit, and the store's live models call qv_item_update() with what was written.
 */
#define QV_TYPE_ITEM (qv_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (QvItem, qv_item, QV, ITEM, GObject)

struct _QvItemClass
{
  GObjectClass parent_class;
  QvEntity entity;
};

QvItem         *qv_item_new         (const QvRecord *record);
void            qv_item_update      (QvItem *self, const QvRecord *record);
const QvRecord *qv_item_get_record  (QvItem *self);
QvEntity        qv_item_get_entity  (QvItem *self);
QvId            qv_item_get_id      (QvItem *self);
const char     *qv_item_get_text    (QvItem *self, guint field);
gint64          qv_item_get_int     (QvItem *self, guint field);
double          qv_item_get_real    (QvItem *self, guint field);

#define QV_DECLARE_ITEM(TypeName, type_name, MODULE, NAME) \
  G_DECLARE_FINAL_TYPE (TypeName, type_name, MODULE, NAME, QvItem)

#define QV_TYPE_SESSION (qv_session_get_type ())
QV_DECLARE_ITEM (QvSession, qv_session, QV, SESSION)
#define QV_TYPE_STEP (qv_step_get_type ())
QV_DECLARE_ITEM (QvStep, qv_step, QV, STEP)
#define QV_TYPE_PARTICIPANT (qv_participant_get_type ())
QV_DECLARE_ITEM (QvParticipant, qv_participant, QV, PARTICIPANT)
#define QV_TYPE_NOTE (qv_note_get_type ())
QV_DECLARE_ITEM (QvNote, qv_note, QV, NOTE)
#define QV_TYPE_INDICATOR (qv_indicator_get_type ())
QV_DECLARE_ITEM (QvIndicator, qv_indicator, QV, INDICATOR)
#define QV_TYPE_LEVEL (qv_level_get_type ())
QV_DECLARE_ITEM (QvLevel, qv_level, QV, LEVEL)
#define QV_TYPE_TERRITORY (qv_territory_get_type ())
QV_DECLARE_ITEM (QvTerritory, qv_territory, QV, TERRITORY)
#define QV_TYPE_ORGANISATION (qv_organisation_get_type ())
QV_DECLARE_ITEM (QvOrganisation, qv_organisation, QV, ORGANISATION)
#define QV_TYPE_ROUND_TABLE (qv_round_table_get_type ())
QV_DECLARE_ITEM (QvRoundTable, qv_round_table, QV, ROUND_TABLE)
#define QV_TYPE_CONSENT (qv_consent_get_type ())
QV_DECLARE_ITEM (QvConsent, qv_consent, QV, CONSENT)
#define QV_TYPE_SESSION_THEME (qv_session_theme_get_type ())
QV_DECLARE_ITEM (QvSessionTheme, qv_session_theme, QV, SESSION_THEME)
#define QV_TYPE_SESSION_INDICATOR (qv_session_indicator_get_type ())
QV_DECLARE_ITEM (QvSessionIndicator, qv_session_indicator, QV, SESSION_INDICATOR)
#define QV_TYPE_CLUSTER (qv_cluster_get_type ())
QV_DECLARE_ITEM (QvCluster, qv_cluster, QV, CLUSTER)
#define QV_TYPE_NOTE_LINK (qv_note_link_get_type ())
QV_DECLARE_ITEM (QvNoteLink, qv_note_link, QV, NOTE_LINK)
#define QV_TYPE_EVIDENCE (qv_evidence_get_type ())
QV_DECLARE_ITEM (QvEvidence, qv_evidence, QV, EVIDENCE)
#define QV_TYPE_SPEAKING_TURN (qv_speaking_turn_get_type ())
QV_DECLARE_ITEM (QvSpeakingTurn, qv_speaking_turn, QV, SPEAKING_TURN)
#define QV_TYPE_BALLOT (qv_ballot_get_type ())
QV_DECLARE_ITEM (QvBallot, qv_ballot, QV, BALLOT)
#define QV_TYPE_BALLOT_OPTION (qv_ballot_option_get_type ())
QV_DECLARE_ITEM (QvBallotOption, qv_ballot_option, QV, BALLOT_OPTION)
#define QV_TYPE_VOTE (qv_vote_get_type ())
QV_DECLARE_ITEM (QvVote, qv_vote, QV, VOTE)
#define QV_TYPE_BALLOT_TOTAL (qv_ballot_total_get_type ())
QV_DECLARE_ITEM (QvBallotTotal, qv_ballot_total, QV, BALLOT_TOTAL)
#define QV_TYPE_COMMITMENT (qv_commitment_get_type ())
QV_DECLARE_ITEM (QvCommitment, qv_commitment, QV, COMMITMENT)

QvHelix        qv_note_get_helix        (QvNote *self);
QvNoteKind     qv_note_get_kind         (QvNote *self);
QvHelix        qv_participant_get_helix (QvParticipant *self);

G_END_DECLS
