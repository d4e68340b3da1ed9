/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-edit.h"
#include "qv-item.h"

G_BEGIN_DECLS

/* The words that are given to notes beside their own: one theme each, and any number of tags. */

QvEdit     *qv_notes_set_theme        (GPtrArray *notes, const char *theme);
QvEdit     *qv_notes_set_tags         (GPtrArray *notes, const char *before, const char *after);
char       *qv_notes_dup_common_theme (GPtrArray *notes);
char       *qv_notes_dup_common_tags  (GPtrArray *notes);

char      **qv_note_tags_split        (const char *tags);
char       *qv_note_tags_tidy         (const char *tags);
char      **qv_note_words_list_themes (GListModel *themes, GListModel *notes);
char      **qv_note_words_list_tags   (GListModel *notes);

G_END_DECLS
