/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-item.h"
#include "qv-store.h"
#include "qv-workshop-clock.h"

G_BEGIN_DECLS

/*
 * What the facilitator does while a workshop runs, as edits to apply. Each returns (transfer full) (nullable): the edit, or %NULL where
 * nothing would change. @now is qv_clock_steady_now().
 */
QvWorkshopClock *qv_run_make_clock (QvSession *session, GListModel *steps, QvId round_table);

QvWorkshopClock *qv_run_load_clock (QvStore *store, QvId session, GError **error);

QvEdit *qv_run_start     (const QvWorkshopClock *clock, gint64 now);
QvEdit *qv_run_next      (const QvWorkshopClock *clock, gint64 now);
QvEdit *qv_run_previous  (const QvWorkshopClock *clock, gint64 now);
QvEdit *qv_run_go        (const QvWorkshopClock *clock, QvId step, gint64 now);
QvEdit *qv_run_toggle    (const QvWorkshopClock *clock, gint64 now);
QvEdit *qv_run_give      (const QvWorkshopClock *clock, QvId step, int minutes);
QvEdit *qv_run_end       (const QvWorkshopClock *clock, GListModel *turns, gint64 now);
QvEdit *qv_run_reopen    (const QvWorkshopClock *clock, gint64 now);
QvEdit *qv_run_mend      (const QvWorkshopClock *clock, gint64 now);

QvEdit *qv_run_speak     (const QvWorkshopClock *clock, GListModel *turns, QvHelix helix, QvId participant, gint64 now);
QvEdit *qv_run_hush      (const QvWorkshopClock *clock, GListModel *turns, gint64 now);
QvId    qv_run_get_turn  (GListModel *turns);

QvEdit *qv_run_start_stored (QvStore *store, QvId session, gint64 now, GError **error);
QvEdit *qv_run_end_stored   (QvStore *store, QvId session, gint64 now, GError **error);


G_END_DECLS
