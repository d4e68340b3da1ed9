/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-base"

#include "config.h"

#include "qv-id.h"

#include "qv-clock.h"

#define RANDOM_BITS 22

static GMutex mutex;
static QvId last;

/**
 * qv_id_new:
 *
 * Makes a new id. Ids of one process strictly increase, even when the computer's clock is set back.
 *
 * Returns: an id that no other call on any computer is expected to return
 */
QvId
qv_id_new (void)
{
  QvId id = (qv_clock_now_ms () << RANDOM_BITS) | (QvId) (g_random_int () >> (32 - RANDOM_BITS));

  g_mutex_lock (&mutex);
  if (id <= last)
    id = last + 1 + (QvId) (g_random_int () & 0xff);
  last = id;
  g_mutex_unlock (&mutex);

  return id;
}

/**
 * qv_id_get_time:
 * @id: an id
 *
 * Returns: when the id was made, in microseconds since 1970-01-01 UTC, as g_get_real_time() counts
 */
gint64
qv_id_get_time (QvId id)
{
  return ((id >> RANDOM_BITS) + QV_CLOCK_EPOCH_MS) * 1000;
}

/**
 * qv_id_parse:
 * @text: decimal digits
 * @out_id: (out): the id
 *
 * Returns: whether @text is exactly one positive 63-bit number, without sign or leading zero
 */
gboolean
qv_id_parse (const char *text, QvId *out_id)
{
  guint64 value;

  if (text == NULL || *text == '0' || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, NULL))
    return FALSE;

  *out_id = (QvId) value;
  return TRUE;
}
