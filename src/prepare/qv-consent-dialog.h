/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvConsentDialog:
 *
 * The text that participants are asked to agree to, and its version.
 */
#define QV_TYPE_CONSENT_DIALOG (qv_consent_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QvConsentDialog, qv_consent_dialog, QV, CONSENT_DIALOG, AdwWindow)

GtkWidget *qv_consent_dialog_new (GtkWindow *parent, QvPrepareContext *context);

G_END_DECLS
