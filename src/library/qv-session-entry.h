/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

typedef enum
{
  QV_SESSION_STATE_DRAFT,    /* no date yet */
  QV_SESSION_STATE_UPCOMING,
  QV_SESSION_STATE_RUNNING,  /* begun and not ended, or within its planned time */
  QV_SESSION_STATE_PAST,
} QvSessionState;

typedef enum
{
  QV_ENTRY_HEADING,
  QV_ENTRY_CARD,    /* a running session */
  QV_ENTRY_SESSION,
} QvEntryKind;

typedef struct
{
  guint notes[QV_N_HELICES + 1];
  guint participants[QV_N_HELICES + 1];
  guint n_steps;
} QvSessionCounts;

QvSessionState  qv_session_get_state        (QvSession *session, gint64 now);
GDateTime      *qv_session_get_planned      (QvSession *session);

/**
 * QvSessionEntry:
 *
 * One line of the library page: a heading, or a session with its state and what is counted in it. The counts are read in a thread when
 * a row asks for them. Properties: "counts-loaded" (boolean), "edge" (uint, the QvEntryEdge of the group's card).
 */
typedef enum
{
  QV_ENTRY_EDGE_NONE = 0,
  QV_ENTRY_EDGE_FIRST = 1 << 0,
  QV_ENTRY_EDGE_LAST = 1 << 1,
} QvEntryEdge;

#define QV_TYPE_SESSION_ENTRY (qv_session_entry_get_type ())
G_DECLARE_FINAL_TYPE (QvSessionEntry, qv_session_entry, QV, SESSION_ENTRY, GObject)

QvSessionEntry        *qv_session_entry_new_heading  (const char *title);
QvSessionEntry        *qv_session_entry_new          (QvEntryKind kind, QvSession *session, QvSessionState state);
QvEntryKind            qv_session_entry_get_kind     (QvSessionEntry *self);
const char            *qv_session_entry_get_title    (QvSessionEntry *self);
QvSession             *qv_session_entry_get_session  (QvSessionEntry *self);
QvSessionState         qv_session_entry_get_state    (QvSessionEntry *self);
guint                  qv_session_entry_get_edge     (QvSessionEntry *self);
gint64                 qv_session_entry_get_time     (QvSessionEntry *self);
void                   qv_session_entry_set_edge     (QvSessionEntry *self, guint edge);
gboolean               qv_session_entry_equal        (QvSessionEntry *a, QvSessionEntry *b);
void                   qv_session_entry_load_counts  (QvSessionEntry *self, QvStore *store);
void                   qv_session_entry_reload_counts (QvSessionEntry *self, QvStore *store);
const QvSessionCounts *qv_session_entry_get_counts   (QvSessionEntry *self);

G_END_DECLS
