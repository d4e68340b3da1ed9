/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-session-entry.h"

G_BEGIN_DECLS

typedef enum
{
  QV_SESSION_FILTER_ALL,
  QV_SESSION_FILTER_RUNNING,
  QV_SESSION_FILTER_UPCOMING,
  QV_SESSION_FILTER_PAST,
  QV_SESSION_FILTER_COLLECTION,
  QV_SESSION_FILTER_WASTEBASKET,
} QvSessionFilter;

typedef enum
{
  QV_SESSION_ORDER_DATE,
  QV_SESSION_ORDER_TITLE,
  QV_SESSION_ORDER_PLACE,
} QvSessionOrder;

/**
 * QvSessionList:
 *
 * The sessions of a library as a list of #QvSessionEntry: those that run, then those to come with the drafts, then the past, each
 * group with its heading, filtered and searched. Follows the library. Signal "counted" tells that the
 * numbers of qv_session_list_count() or the collections may be different.
 */
#define QV_TYPE_SESSION_LIST (qv_session_list_get_type ())
G_DECLARE_FINAL_TYPE (QvSessionList, qv_session_list, QV, SESSION_LIST, GObject)

QvSessionList *qv_session_list_new             (QvStore *store);
QvSessionList *qv_session_list_new_for_models  (GListModel *sessions, GListModel *deleted);
void           qv_session_list_set_filter      (QvSessionList *self, QvSessionFilter filter, const char *collection);
void           qv_session_list_set_search      (QvSessionList *self, const char *words);
void           qv_session_list_set_order       (QvSessionList *self, QvSessionOrder order);
void           qv_session_list_refresh         (QvSessionList *self, gint64 now);
guint          qv_session_list_count           (QvSessionList *self, QvSessionFilter filter, const char *collection);
char         **qv_session_list_get_collections (QvSessionList *self);
gboolean       qv_session_list_is_loaded       (QvSessionList *self);
QvSession     *qv_session_list_find            (QvSessionList *self, QvId id);

G_END_DECLS
