/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvChoice:
 *
 * Lets a combo row choose one row of an entity of the library, or none of them. The rows are read in a thread.
 */
#define QV_TYPE_CHOICE (qv_choice_get_type ())
G_DECLARE_FINAL_TYPE (QvChoice, qv_choice, QV, CHOICE, GObject)

QvChoice *qv_choice_new (AdwComboRow *row, QvStore *store, QvEntity entity, guint name_field, const char *none, QvId chosen);
QvId      qv_choice_get (QvChoice *self);

G_END_DECLS
