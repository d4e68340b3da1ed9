/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store-private.h"

G_BEGIN_DECLS

#define QV_TYPE_LIVE_LIST (qv_live_list_get_type ())
G_DECLARE_FINAL_TYPE (QvLiveList, qv_live_list, QV, LIVE_LIST, GObject)

G_END_DECLS
