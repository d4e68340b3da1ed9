/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"
#include "qv-types.h"

G_BEGIN_DECLS

typedef enum
{
  QV_SEAT_MARK_FILLED,  /* there, with its number */
  QV_SEAT_MARK_OUTLINE, /* not confirmed, or not voted yet */
  QV_SEAT_MARK_CHECK,   /* has voted */
} QvSeatMark;

/**
 * QvSeat:
 *
 * One seat of a #QvSeatRing. @detail is what is said about it beside helix and number: "Comitato genitori", "has voted".
 */
typedef struct
{
  QvId participant;
  QvHelix helix;
  int number; /* 0: none */
  QvSeatMark mark;
  const char *detail;
} QvSeat;

/**
 * QvSeatRing:
 *
 * The seats round the table, clockwise from the top: real buttons round a drawn table, one stop of the Tab key, arrows go
 * round. What stands on the table is a child. Shared by the views that prepare and that vote.
 *
 * Signals: "seat-activated" (gint64 participant); "seat-moved" (gint64 participant, guint to) when it is reorderable: by drag, or by
 * Alt and an arrow, the seat wants the place of index @to; the owner changes the library and sets the seats anew.
 */
#define QV_TYPE_SEAT_RING (qv_seat_ring_get_type ())
G_DECLARE_FINAL_TYPE (QvSeatRing, qv_seat_ring, QV, SEAT_RING, GtkWidget)

GtkWidget *qv_seat_ring_new             (void);
void       qv_seat_ring_set_seats       (QvSeatRing *self, const QvSeat *seats, guint n_seats);
void       qv_seat_ring_set_current     (QvSeatRing *self, QvId participant);
void       qv_seat_ring_set_child       (QvSeatRing *self, GtkWidget *child);
void       qv_seat_ring_set_reorderable (QvSeatRing *self, gboolean reorderable);

G_END_DECLS
