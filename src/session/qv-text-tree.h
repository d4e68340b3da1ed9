/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvTextTree:
 *
 * An element of a small XML file that holds texts in several languages: children of the same name that differ in xml:lang are one text.
 */
typedef struct
{
  char *name;
  char **attributes; /* name, value, name, value, …, %NULL */
  char *text;        /* may be empty */
  GPtrArray *children; /* (element-type QvTextTree) */
} QvTextTree;

QvTextTree *_qv_text_tree_parse         (const char *data, gsize length, GError **error);
QvTextTree *_qv_text_tree_load_resource (const char *path);
QvTextTree *_qv_text_tree_load_file     (const char *path, GError **error);
void        _qv_text_tree_free          (QvTextTree *self);
const char *_qv_text_tree_get_attribute (const QvTextTree *self, const char *name);
guint       _qv_text_tree_get_number    (const QvTextTree *self, const char *name);
const char *_qv_text_tree_get_text      (const QvTextTree *self, const char *child, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTextTree, _qv_text_tree_free)

G_END_DECLS
