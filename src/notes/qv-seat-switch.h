/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"
#include "qv-types.h"

G_BEGIN_DECLS

#define QV_SEAT_NOT_CHOSEN (-1)
#define QV_SEAT_NONE 0

/**
 * QvSeatSwitch:
 *
 * The seats of one helix as toggles. Property "seat" (int): %QV_SEAT_NOT_CHOSEN, %QV_SEAT_NONE for "not attributed", or a seat.
 */
#define QV_TYPE_SEAT_SWITCH (qv_seat_switch_get_type ())
G_DECLARE_FINAL_TYPE (QvSeatSwitch, qv_seat_switch, QV, SEAT_SWITCH, GtkWidget)

GtkWidget *qv_seat_switch_new              (void);
void       qv_seat_switch_set_participants (QvSeatSwitch *self, GListModel *participants);
void       qv_seat_switch_set_helix        (QvSeatSwitch *self, QvHelix helix);
int        qv_seat_switch_get_seat         (QvSeatSwitch *self);
void       qv_seat_switch_set_seat         (QvSeatSwitch *self, int seat);
void       qv_seat_switch_step             (QvSeatSwitch *self, int step);
gboolean   qv_seat_switch_has_seat         (QvSeatSwitch *self, int seat);
guint      qv_seat_switch_get_n_seats      (QvSeatSwitch *self);
QvId       qv_seat_switch_get_participant  (QvSeatSwitch *self);

G_END_DECLS
