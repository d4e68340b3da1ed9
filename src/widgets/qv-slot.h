/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QV_TYPE_SLOT (qv_slot_get_type ())
G_DECLARE_FINAL_TYPE (QvSlot, qv_slot, QV, SLOT, AdwBin)

G_END_DECLS
