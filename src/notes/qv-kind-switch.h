/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-types.h"

G_BEGIN_DECLS

#define QV_TYPE_KIND_SWITCH (qv_kind_switch_get_type ())
G_DECLARE_FINAL_TYPE (QvKindSwitch, qv_kind_switch, QV, KIND_SWITCH, GtkWidget)

QvNoteKind  qv_kind_switch_get_kind (QvKindSwitch *self);
void        qv_kind_switch_set_kind (QvKindSwitch *self, QvNoteKind kind);
void        qv_kind_switch_step     (QvKindSwitch *self, int step);

G_END_DECLS
