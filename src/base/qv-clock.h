/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvStamp:
 *
 * A hybrid logical time (Kulkarni et al. 2014, "Logical Physical Clocks"): 41 bits of milliseconds since 2020-01-01
 * UTC, 10 bits that count events within one millisecond, 12 bits of the device. Comparing two stamps as
 * integers orders what happened on all computers; 0 is before everything.
 */
typedef gint64 QvStamp;

#define QV_CLOCK_EPOCH_MS G_GINT64_CONSTANT (1577836800000)
#define QV_STAMP_MAX_DRIFT_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  QvStamp last;
  guint device; /* 12 bits */
} QvClock;

gint64   qv_clock_now_ms   (void);
gint64   qv_clock_steady_now (void);
void     qv_clock_init     (QvClock *clock, guint device, QvStamp last);
QvStamp  qv_clock_tick     (QvClock *clock);
gboolean qv_clock_observe  (QvClock *clock, QvStamp stamp);
gint64   qv_stamp_get_time (QvStamp stamp);
guint    qv_stamp_get_device (QvStamp stamp);

G_END_DECLS
