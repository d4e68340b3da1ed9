/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvPeopleDialog:
 *
 * Many participants from a list that is pasted or typed, a line each.
 */
#define QV_TYPE_PEOPLE_DIALOG (qv_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QvPeopleDialog, qv_people_dialog, QV, PEOPLE_DIALOG, AdwWindow)

GtkWidget *qv_people_dialog_new (GtkWindow *parent, QvPrepareContext *context);

G_END_DECLS
