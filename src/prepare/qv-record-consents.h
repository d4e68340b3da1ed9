/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/* Asks of whom and to what consents are to be recorded, and records them as one edit. */
void qv_record_consents (GtkWidget *widget, QvPrepareContext *context);

G_END_DECLS
