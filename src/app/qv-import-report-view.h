/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-import-report.h"

G_BEGIN_DECLS

GtkWidget *qv_import_report_view_new (const QvImportReport *report);

G_END_DECLS
