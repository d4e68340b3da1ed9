/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-item.h"

G_BEGIN_DECLS

/**
 * QvHearing:
 *
 * Who has been heard. Arrays are by #QvHelix; of %QV_HELIX_NONE only the notes are counted. A seat has been heard when a note or
 * a speaking turn is its. Where anybody is marked as present, only those present count as seats.
 */
typedef struct
{
  guint n_notes[QV_N_HELICES + 1];
  guint n_seats[QV_N_HELICES + 1];
  guint n_heard[QV_N_HELICES + 1];
  gint64 last[QV_N_HELICES + 1]; /* when it was last heard, in microseconds since 1970, or 0 */
  GPtrArray *silent;             /* (element-type QvParticipant): seats not heard yet, by helix and seat */
} QvHearing;

void qv_hearing_init  (QvHearing *self, GListModel *participants, GListModel *notes, GListModel *links, GListModel *turns);
void qv_hearing_clear (QvHearing *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvHearing, qv_hearing_clear)

G_END_DECLS
