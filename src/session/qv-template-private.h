/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-template.h"
#include "qv-text-tree.h"

G_BEGIN_DECLS

QvTemplate *_qv_template_new_from_tree (const QvTextTree *tree, const char *language);
gboolean    _qv_template_is_built_in   (const char *id);
void        _qv_template_list_own      (GPtrArray *list, const char *language);
QvTemplate *_qv_template_find_own      (const char *id, const char *language);

G_END_DECLS
