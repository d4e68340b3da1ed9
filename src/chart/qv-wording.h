/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"
#include "qv-id.h"
#include "qv-types.h"

G_BEGIN_DECLS

const char *qv_helix_get_title     (QvHelix helix);
const char *qv_helix_get_icon      (QvHelix helix);
const char *qv_note_kind_get_title (QvNoteKind kind);
const char *qv_note_kind_get_icon  (QvNoteKind kind);
char       *qv_wording_for_seat    (QvHelix helix, gint64 seat);
char       *qv_wording_for_note    (QvNoteKind kind, QvHelix helix, gint64 seat, const char *place);
char       *qv_wording_for_number  (double value, int decimals);
char       *qv_wording_for_length  (double metres);
char       *qv_wording_for_area    (double square_metres);
char       *qv_wording_for_shape   (QvGeometry *geometry);
int         qv_wording_get_decimals (const double *values, guint n_values);

G_END_DECLS
