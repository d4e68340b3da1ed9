/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-id.h"

G_BEGIN_DECLS

/* Which table of a session this computer is at. It is of this computer alone: kept beside the library, and in no file of a session. */
QvId     qv_own_table_load        (const char *library, QvId session);
gboolean qv_own_table_save        (const char *library, QvId session, QvId table, GError **error);
char    *qv_own_table_make_name   (const char *title, const char *table, GDateTime *time);

G_END_DECLS
