/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-poll.h"

G_BEGIN_DECLS

void qv_figures_help_show (GtkMenuButton *button, QvBallotMethod method, gboolean has_groups);

G_END_DECLS
