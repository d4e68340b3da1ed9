/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_HELPER_MAX_MEMORY (G_GUINT64_CONSTANT (420) * G_GUINT64_CONSTANT (1024) * 1024)

void        qv_gdal_set_limits     (guint cpu_seconds);
void        qv_gdal_set_up         (const char *folder);
void        qv_gdal_report_share   (double share);
const char *qv_gdal_get_last_error (void);

G_END_DECLS
