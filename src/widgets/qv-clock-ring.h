/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  QV_CLOCK_RING_NORMAL,
  QV_CLOCK_RING_WARNING,
  QV_CLOCK_RING_ERROR,
} QvClockRingStyle;

/**
 * QvClockRing:
 *
 * A countdown: what is left as a figure, and as a part of a ring.
 */
#define QV_TYPE_CLOCK_RING (qv_clock_ring_get_type ())
G_DECLARE_FINAL_TYPE (QvClockRing, qv_clock_ring, QV, CLOCK_RING, GtkWidget)

void qv_clock_ring_show        (QvClockRing *self, const char *time, const char *detail, double share, QvClockRingStyle style);
void qv_clock_ring_set_compact (QvClockRing *self, gboolean compact);

G_END_DECLS
