/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-item.h"

G_BEGIN_DECLS

/**
 * QvNoteFilter:
 *
 * Keeps the notes that are of one of the wanted kinds, and of one of the wanted helices, of one of the wanted themes, with one of the
 * wanted tags, and among those found by a search. What is not asked for does not filter.
 */
#define QV_TYPE_NOTE_FILTER (qv_note_filter_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteFilter, qv_note_filter, QV, NOTE_FILTER, GtkFilter)

QvNoteFilter *qv_note_filter_new         (void);
gboolean      qv_note_filter_has_kind    (QvNoteFilter *self, QvNoteKind kind);
void          qv_note_filter_set_kind    (QvNoteFilter *self, QvNoteKind kind, gboolean wanted);
gboolean      qv_note_filter_has_helix   (QvNoteFilter *self, QvHelix helix);
void          qv_note_filter_set_helix   (QvNoteFilter *self, QvHelix helix, gboolean wanted);
gboolean      qv_note_filter_has_theme   (QvNoteFilter *self, const char *theme);
void          qv_note_filter_set_theme   (QvNoteFilter *self, const char *theme, gboolean wanted);
gboolean      qv_note_filter_has_tag     (QvNoteFilter *self, const char *tag);
void          qv_note_filter_set_tag     (QvNoteFilter *self, const char *tag, gboolean wanted);
char         *qv_note_filter_format_words (QvNoteFilter *self);
void          qv_note_filter_set_found   (QvNoteFilter *self, GArray *ids);
gboolean      qv_note_filter_is_searched (QvNoteFilter *self);
gboolean      qv_note_filter_is_active   (QvNoteFilter *self);
void          qv_note_filter_clear       (QvNoteFilter *self);

gboolean      qv_note_has_tag            (QvNote *note, const char *tag);

G_END_DECLS
