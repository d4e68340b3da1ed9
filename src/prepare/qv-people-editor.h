/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvPeopleEditor:
 *
 * Who comes: how far the four helices are covered, the participants, those who are missing first, and where they sit.
 */
#define QV_TYPE_PEOPLE_EDITOR (qv_people_editor_get_type ())
G_DECLARE_FINAL_TYPE (QvPeopleEditor, qv_people_editor, QV, PEOPLE_EDITOR, GtkBox)

GtkWidget *qv_people_editor_new (QvPrepareContext *context);
void       qv_people_editor_do  (QvPeopleEditor *self, const char *action);
void       qv_people_editor_sort (QvPeopleEditor *self);

G_END_DECLS
