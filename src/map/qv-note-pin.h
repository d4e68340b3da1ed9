/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"
#include "qv-point-layer.h"
#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvNotePin:
 *
 * A note, or several that lie too near each other to be told apart, as a button on the map. One note is the shape of its helix
 * with the glyph of its kind; several are a pill that counts the helices.
 */
#define QV_TYPE_NOTE_PIN (qv_note_pin_get_type ())
G_DECLARE_FINAL_TYPE (QvNotePin, qv_note_pin, QV, NOTE_PIN, GtkButton)

GtkWidget *qv_note_pin_new          (void);
void       qv_note_pin_get_sizes    (GtkWidget *widget, double magnification, QvPinSizes *sizes);
void       qv_note_pin_set_note     (QvNotePin *self, QvId note, QvHelix helix, QvNoteKind kind, const char *name);
void       qv_note_pin_set_cluster  (QvNotePin *self, const guint counts[QV_N_HELICES + 1], guint cluster);
void       qv_note_pin_set_vague    (QvNotePin *self, gboolean is_vague);
void       qv_note_pin_set_selected (QvNotePin *self, gboolean selected);
void       qv_note_pin_set_magnification (QvNotePin *self, double magnification);
QvId       qv_note_pin_get_note     (QvNotePin *self);
guint      qv_note_pin_get_cluster  (QvNotePin *self);
void       qv_note_pin_drop         (QvNotePin *self);

G_END_DECLS
