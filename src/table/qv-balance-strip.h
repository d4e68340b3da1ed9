/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-hearing.h"
#include "qv-store.h"

G_BEGIN_DECLS

typedef enum
{
  QV_BALANCE_STRIP_FULL,
  QV_BALANCE_STRIP_COMPACT, /* one line, without names */
} QvBalanceStripForm;

/**
 * QvBalanceStrip:
 *
 * How the four helices are heard, and the seats that have not been. Signal "seat-chosen" (QvHelix, int seat, int64 participant) when one
 * of those is given the floor; "silent" (nullable string) with a sentence about those seats, whenever it may be another one.
 */
#define QV_TYPE_BALANCE_STRIP (qv_balance_strip_get_type ())
G_DECLARE_FINAL_TYPE (QvBalanceStrip, qv_balance_strip, QV, BALANCE_STRIP, GtkWidget)

void qv_balance_strip_set_session (QvBalanceStrip *self, QvStore *store, QvSession *session, GListModel *participants,
                                   GListModel *notes, GListModel *links, GListModel *turns);
void qv_balance_strip_set_form    (QvBalanceStrip *self, QvBalanceStripForm form);

G_END_DECLS
