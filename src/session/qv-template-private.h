/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-template.h"
#include "qv-text-tree.h"

G_BEGIN_DECLS

QvTemplate *_qv_template_new_from_tree (const QvTextTree *tree, const char *language);
gboolean    _qv_template_is_built_in   (const char *id);
void        _qv_template_list_own      (GPtrArray *list, const char *language);
QvTemplate *_qv_template_find_own      (const char *id, const char *language);
QvRecord   *_qv_template_make_step     (const QvTemplateStep *step, QvId session, guint position, QvId table, QvId indicator);
void        _qv_template_add_indicator (QvEdit *edit, QvId session, QvId indicator, guint position);
void        _qv_template_add_theme     (QvEdit *edit, QvId session, const char *name, guint position);

G_END_DECLS
