/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When this computer last showed the projector's window, and on how many screens. */
typedef struct
{
  gint64 time; /* microseconds since 1970 UTC; 0: never */
  guint n_screens;
} QvProjectorTrial;

void     qv_projector_trial_load (const char *library, QvProjectorTrial *out_trial);
gboolean qv_projector_trial_save (const char *library, const QvProjectorTrial *trial, GError **error);

G_END_DECLS
