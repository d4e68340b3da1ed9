/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void qv_move_child (AdwBin *from, AdwBin *to);

G_END_DECLS
