/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-catalogue.h"
#include "qv-hearing.h"
#include "qv-item.h"
#include "qv-store.h"
#include "qv-tally.h"
#include "qv-workshop-clock.h"

G_BEGIN_DECLS

/**
 * QvPresenterLists:
 *
 * What the window of the facilitator has read of the session already.
 */
typedef struct
{
  GListModel *steps;
  GListModel *notes;
  GListModel *links;
  GListModel *participants;
  GListModel *turns;
} QvPresenterLists;

/**
 * QvPresenterSource:
 *
 * All that a room may see of a session, and nothing else: what is private does not get past this object. Notes that are veiled or parked
 * do not; people and seats only as numbers by helix; votes only of a ballot whose results are released.
 *
 * Signals: "changed" when there is something else to show, "ticked" each second of the clock.
 */
#define QV_TYPE_PRESENTER_SOURCE (qv_presenter_source_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterSource, qv_presenter_source, QV, PRESENTER_SOURCE, GObject)

QvPresenterSource *qv_presenter_source_new (QvStore *store, QvSession *session, const QvPresenterLists *lists);

const QvCatalogue *qv_presenter_source_get_words       (QvPresenterSource *self);
const char  *qv_presenter_source_get_helix_title (QvPresenterSource *self, QvHelix helix);
const char  *qv_presenter_source_get_title       (QvPresenterSource *self);
const char  *qv_presenter_source_get_question    (QvPresenterSource *self);
const char  *qv_presenter_source_get_step        (QvPresenterSource *self);
const char  *qv_presenter_source_get_next_step   (QvPresenterSource *self);
gboolean     qv_presenter_source_is_break        (QvPresenterSource *self);
void         qv_presenter_source_read_clock      (QvPresenterSource *self, QvClockReading *out_reading);
GListModel  *qv_presenter_source_get_notes       (QvPresenterSource *self);
GPtrArray   *qv_presenter_source_list_newest     (QvPresenterSource *self, guint n);
QvNote      *qv_presenter_source_find_note       (QvPresenterSource *self, QvId note);
void         qv_presenter_source_hear            (QvPresenterSource *self, QvHearing *out_hearing);
QvPoll      *qv_presenter_source_make_poll       (QvPresenterSource *self, QvId ballot, gboolean *out_is_released);
gboolean     qv_presenter_source_may_show        (QvPresenterSource *self, const QvRecord *option);
GPtrArray   *qv_presenter_source_list_commitments (QvPresenterSource *self);

G_END_DECLS
