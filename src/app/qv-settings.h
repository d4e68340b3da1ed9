/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *qv_settings_new          (void);
void       qv_settings_use_language (GSettings *settings);

G_END_DECLS
