/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvId:
 *
 * The id of anything that is stored: 41 bits of milliseconds since 2020-01-01 UTC above 22 random bits, so that
 * ids made on different computers do not meet and sort by the time they were made. Always positive.
 */
typedef gint64 QvId;

#define QV_ID_NONE ((QvId) 0)

QvId   qv_id_new       (void);
gint64 qv_id_get_time  (QvId id);
gboolean qv_id_parse   (const char *text, QvId *out_id);

G_END_DECLS
