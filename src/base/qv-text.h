/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_TEXT_MAX_CHARS 10000

char    *qv_text_normalize   (const char *text);
gboolean qv_text_is_clean    (const char *text);
char   **qv_text_split_lines (const char *text);

G_END_DECLS
