/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

GMenuModel *qv_print_menu_new (void);
void        qv_print_sheet    (GtkWidget *widget, QvPrepareContext *context, const char *word, const char *export_path);
void        qv_print_sheet_to_file (GtkWidget *widget, QvPrepareContext *context, const char *word);

G_END_DECLS
