/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "qv-projection.h"

G_BEGIN_DECLS

void qv_viewport_get_view (ShumateViewport *viewport, GtkWidget *widget, QvView *out_view);

G_END_DECLS
