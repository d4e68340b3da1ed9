/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-vote-model.h"

G_BEGIN_DECLS

/**
 * QvHandOver:
 *
 * The screen in the hands of one seat after the other: each votes alone and sees nothing of the others.
 *
 * Signals: "ended" when the screen comes back to the facilitator.
 */
#define QV_TYPE_HAND_OVER (qv_hand_over_get_type ())
G_DECLARE_FINAL_TYPE (QvHandOver, qv_hand_over, QV, HAND_OVER, GtkWidget)

void     qv_hand_over_set_model (QvHandOver *self, QvVoteModel *model);
void     qv_hand_over_begin     (QvHandOver *self);
void     qv_hand_over_refuse    (QvHandOver *self, const char *sentence);
gboolean qv_hand_over_press     (QvHandOver *self, GtkEventControllerKey *controller, guint key, guint code,
                                 GdkModifierType state);

G_END_DECLS
