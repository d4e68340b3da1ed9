/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *qv_merge_news_view_new (GPtrArray *imports);

G_END_DECLS
