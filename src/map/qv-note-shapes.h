/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"
#include "qv-palette.h"
#include "qv-shape.h"

G_BEGIN_DECLS

/**
 * QvNoteShapes:
 *
 * The lines and areas of the notes on the map, drawn on one sheet that moves with the map as the pins do.
 */
typedef struct _QvNoteShapes QvNoteShapes;

QvNoteShapes  *qv_note_shapes_new      (void);
void           qv_note_shapes_free     (QvNoteShapes *self);
void           qv_note_shapes_add      (QvNoteShapes *self, QvId note, QvHelix helix, QvShape *shape);
QvId           qv_note_shapes_find_at  (const QvNoteShapes *self, const QvView *view, double x, double y);
GskRenderNode *qv_note_shapes_draw     (const QvNoteShapes *self, const QvView *view, double margin, const QvPalette *palette,
                                        double magnification, int scale_factor, QvId chosen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvNoteShapes, qv_note_shapes_free)

G_END_DECLS
