/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-base"

#include "config.h"

#include "qv-clock.h"

#include <time.h>

#define DEVICE_BITS 12
#define COUNTER_BITS 10
#define DEVICE_MASK ((G_GINT64_CONSTANT (1) << DEVICE_BITS) - 1)

/**
 * qv_clock_now_ms:
 *
 * Returns: milliseconds since 2020-01-01 UTC by this computer's clock, at least 1
 */
gint64
qv_clock_now_ms (void)
{
  return MAX (g_get_real_time () / 1000 - QV_CLOCK_EPOCH_MS, 1);
}

/**
 * qv_clock_steady_now:
 *
 * For a countdown, which must not jump when the computer's clock is set, and must count while the lid is
 * closed.
 *
 * Returns: microseconds since 1970 UTC by this computer's clock when it was first called, and the time that
 * has passed since
 */
gint64
qv_clock_steady_now (void)
{
  static gint64 offset;
  static gsize is_set;
  struct timespec passed;
  gint64 now;

  clock_gettime (CLOCK_BOOTTIME, &passed);
  now = passed.tv_sec * G_USEC_PER_SEC + passed.tv_nsec / 1000;
  if (g_once_init_enter (&is_set))
    {
      offset = g_get_real_time () - now;
      g_once_init_leave (&is_set, 1);
    }
  return now + offset;
}

/**
 * qv_clock_init:
 * @clock: (out caller-allocates): the clock
 * @device: which device this is; the low 12 bits are used
 * @last: the newest stamp known so far, or 0
 */
void
qv_clock_init (QvClock *clock, guint device, QvStamp last)
{
  clock->device = device & (guint) DEVICE_MASK;
  clock->last = last;
}

/**
 * qv_clock_tick:
 * @clock: the clock
 *
 * Returns: a stamp newer than every stamp that @clock has made or observed
 */
QvStamp
qv_clock_tick (QvClock *clock)
{
  QvStamp now = qv_clock_now_ms () << (COUNTER_BITS + DEVICE_BITS);
  QvStamp next = (clock->last & ~DEVICE_MASK) + (DEVICE_MASK + 1);

  clock->last = MAX (now, next) | clock->device;
  return clock->last;
}

/**
 * qv_clock_observe:
 * @clock: the clock
 * @stamp: a stamp from another device
 *
 * Makes sure that the next tick comes after @stamp.
 *
 * Returns: %FALSE, with nothing changed, when @stamp is negative or more than a day ahead of this computer's
 * clock: one file with a wrong clock must not push every later stamp into the future
 */
gboolean
qv_clock_observe (QvClock *clock, QvStamp stamp)
{
  gint64 ms = stamp >> (COUNTER_BITS + DEVICE_BITS);

  if (stamp < 0 || ms > qv_clock_now_ms () + QV_STAMP_MAX_DRIFT_MS)
    return FALSE;

  clock->last = MAX (clock->last, stamp);
  return TRUE;
}

/**
 * qv_stamp_get_time:
 * @stamp: a stamp
 *
 * Returns: its wall-clock part, in microseconds since 1970-01-01 UTC
 */
gint64
qv_stamp_get_time (QvStamp stamp)
{
  return ((stamp >> (COUNTER_BITS + DEVICE_BITS)) + QV_CLOCK_EPOCH_MS) * 1000;
}

/**
 * qv_stamp_get_device:
 * @stamp: a stamp
 *
 * Returns: which device it was made on, as qv_clock_init() was told
 */
guint
qv_stamp_get_device (QvStamp stamp)
{
  return (guint) (stamp & DEVICE_MASK);
}
