/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-template.h"
#include "qv-text-tree.h"

G_BEGIN_DECLS

/* Of templates that the user has made. */
#define QV_TEMPLATE_OWN_ICON "user-bookmarks-symbolic"

/* What a template is written from. */
typedef struct
{
  QvRecord *session;
  GPtrArray *tables;
  GPtrArray *steps;
  GPtrArray *themes;
  GPtrArray *choices;     /* of indicators, by the session */
  GHashTable *indicators; /* (element-type gint64 QvRecord): those that the session or a step names */
} QvTemplateSource;

QvTemplate *_qv_template_new_from_tree (const QvTextTree *tree, const char *language);
gboolean    _qv_template_is_built_in   (const char *id);
void        _qv_template_list_own      (GPtrArray *list, const char *language);
QvTemplate *_qv_template_find_own      (const char *id, const char *language);
QvRecord   *_qv_template_make_step     (const QvTemplateStep *step, QvId session, guint position, QvId table, QvId indicator);
void        _qv_template_add_indicator (QvEdit *edit, QvId session, QvId indicator, guint position);
void        _qv_template_add_theme     (QvEdit *edit, QvId session, const char *name, guint position);

/* qv-template-write.c */
char       *_qv_template_write         (const char *id, const char *title, const QvTemplateSource *source);
void        _qv_template_source_clear  (QvTemplateSource *source);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvTemplateSource, _qv_template_source_clear)

G_END_DECLS
