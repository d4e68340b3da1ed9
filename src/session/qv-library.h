/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *qv_library_get_default_path       (void);
char    *qv_library_get_backgrounds_folder (const char *library);
char    *qv_library_get_background_path    (const char *library, const char *file);
gboolean qv_library_make_folder            (const char *path, GError **error);

G_END_DECLS
