/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

/* So many items are listed; the figures count all. */
#define QV_MERGE_NEWS_MAX_ITEMS 500

/**
 * QvTableNews:
 *
 * What came of one table. A conflict is a field that two computers changed, each without the other's change at the time or with it: the
 * newer value counts, the other is kept.
 */
typedef struct
{
  QvId table; /* or QV_ID_NONE: of none */
  char *name; /* (nullable) */
  gint64 position;
  guint n_new;
  guint n_changed;
  guint n_conflicts;
} QvTableNews;

typedef struct
{
  guint field;
  QvValue value;
} QvLostValue;

/**
 * QvNewsItem:
 *
 * A note that is new, or anything of which a value lost.
 */
typedef struct
{
  QvEntity entity;
  QvId id;
  QvId table;
  gboolean is_new;
  char *text;   /* what it says now */
  GArray *lost; /* (element-type QvLostValue) */
} QvNewsItem;

/**
 * QvMergeNews:
 *
 * What a file of another table brought to a session that was here, or, with @is_whole, the session itself.
 */
typedef struct
{
  gboolean is_whole;
  GPtrArray *tables; /* (element-type QvTableNews) about notes, in the order of the tables */
  GPtrArray *items;  /* (element-type QvNewsItem) */
  guint n_unlisted;
  guint n_other_new; /* rows that are no notes */
  guint n_other_changed;
  guint n_other_conflicts;
} QvMergeNews;

QvMergeNews *qv_merge_news_new          (void);
void         qv_merge_news_free         (QvMergeNews *self);
void         qv_merge_news_hear         (const QvRecord *before, const QvRecord *after, gpointer data);
void         qv_merge_news_finish       (QvMergeNews *self, QvStore *store);
gboolean     qv_merge_news_is_empty     (const QvMergeNews *self);
char        *qv_table_news_describe     (const QvTableNews *news);
char        *qv_merge_news_describe_rest (const QvMergeNews *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvMergeNews, qv_merge_news_free)

G_END_DECLS
