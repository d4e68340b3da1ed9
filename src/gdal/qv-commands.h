/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-json-reader.h"

G_BEGIN_DECLS

gboolean qv_command_inspect    (char **args, GError **error);
gboolean qv_command_layer      (char **args, GError **error);
gboolean qv_command_table      (char **args, GError **error);
gboolean qv_command_export     (char **args, GError **error);
gboolean qv_command_background (char **args, GError **error);

G_END_DECLS
