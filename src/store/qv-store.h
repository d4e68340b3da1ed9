/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-edit.h"
#include "qv-item.h"

G_BEGIN_DECLS

#define QV_STORE_ERROR (qv_store_error_quark ())

typedef enum
{
  QV_STORE_ERROR_FAILED,   /* SQLite or the file system said no; the message says what */
  QV_STORE_ERROR_NEWER,    /* the library was written by a newer Quadrivio */
  QV_STORE_ERROR_FOREIGN,  /* the file is not a library */
  QV_STORE_ERROR_DAMAGED,  /* the library failed its integrity check */
  QV_STORE_ERROR_FULL,     /* no space left; nothing was written */
  QV_STORE_ERROR_BUSY,     /* another program holds the library */
  QV_STORE_ERROR_INVALID,  /* the edit breaks a rule of the library; nothing was written */
  QV_STORE_ERROR_NOTHING,  /* nothing to undo or redo */
  QV_STORE_ERROR_CONFLICT, /* cannot undo: something else changed the same rows since */
  QV_STORE_ERROR_NOT_FOUND,
  QV_STORE_ERROR_FINAL,    /* cannot undo or redo: a vote was closed since, which is final */
} QvStoreError;

typedef enum
{
  QV_STORE_OPEN_DEFAULT = 0,
  QV_STORE_OPEN_MUST_EXIST = 1 << 0,
} QvStoreOpenFlags;

typedef enum
{
  QV_EXPORT_DEFAULT = 0,
  QV_EXPORT_NAMED = 1 << 0, /* with people's names and contacts */
} QvExportFlags;

/**
 * QvRowChange:
 *
 * One row that a committed transaction touched. @session is the session that the row belongs to (of a session, its own id), or
 * %QV_ID_NONE.
 */
typedef struct
{
  QvEntity entity;
  QvId id;
  QvId session;
} QvRowChange;

/**
 * QV_ANY_SESSION:
 *
 * Where the journal is asked by session: the entries of all sessions and of the library itself, such as for the command line's
 * plain undo. %QV_ID_NONE stands for those that belong to no session: making, bringing or deleting one, importing territories.
 */
#define QV_ANY_SESSION ((QvId) -1)

/**
 * QvJournalEntry:
 *
 * One line of the journal. @kind is "edit", "merge", "undo", "redo", "erase" or "close" (of a vote); an undo or redo has the label of what it
 * turned. @state is "done", "undone" (redo would bring it back) or "dropped" (undone, and something else was done since).
 */
typedef struct
{
  gint64 number;
  QvStamp stamp;
  QvId session;
  char *label;
  const char *kind;
  const char *state;
} QvJournalEntry;

typedef struct
{
  guint n_inserted;
  guint n_updated;
  guint n_unchanged;
} QvMergeReport;

/**
 * QvMergedFunc:
 * @before: (nullable): the row as it was here; %NULL where it is new
 * @after: the row as it is now
 *
 * Hears of each row that a merge makes or changes, as it is written: in the store's own thread, and before it is known whether the merge
 * as a whole succeeds.
 */
typedef void (*QvMergedFunc) (const QvRecord *before, const QvRecord *after, gpointer data);

/**
 * QvRecordProducer:
 *
 * Calls @sink with @sink_data for each record it has, parents before children, and stops when @sink returns %FALSE. Runs in the
 * store's own thread, inside the transaction.
 */
typedef gboolean (*QvRecordProducer) (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error);

/* A territory without its outline. */
typedef struct
{
  QvId id;
  char *code;
  char *name;
} QvPlaceName;

/* The figures of an indicator in one period, taken together. */
typedef struct
{
  char *period;
  guint n; /* figures; at least 1 */
  double sum;
  double median;
} QvPeriodSummary;

/* As the field of qv_store_list() and qv_store_watch(): every row of the entity, whatever the value. */
#define QV_STORE_ALL G_MAXUINT

/**
 * QvStore:
 *
 * The library: one SQLite file, written by one thread of the store's own. Every write is a #QvEdit, a merge, an undo or a redo; each is
 * one recorded transaction with one journal entry. Functions without _async wait for the disk and are for the command line, tests
 * and worker threads; windows call the _async ones.
 *
 * Signal "changed" (store, GArray<QvRowChange> *rows) is emitted in the main context of the thread that opened the store, after
 * each commit, in commit order, whoever wrote.
 */
#define QV_TYPE_STORE (qv_store_get_type ())
G_DECLARE_FINAL_TYPE (QvStore, qv_store, QV, STORE, GObject)

GQuark     qv_store_error_quark      (void);

/* qv-store.c */
QvStore   *qv_store_open             (const char *path, QvStoreOpenFlags flags, GError **error);
void       qv_store_open_async       (const char *path, QvStoreOpenFlags flags, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
QvStore   *qv_store_open_finish      (GAsyncResult *result, GError **error);
void       qv_store_close            (QvStore *self);
const char *qv_store_get_path        (QvStore *self);

/* qv-store-write.c */
gboolean   qv_store_apply            (QvStore *self, QvEdit *edit /* transfer full */, GError **error);
void       qv_store_apply_async      (QvStore *self, QvEdit *edit /* transfer full */, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean   qv_store_apply_finish     (QvStore *self, GAsyncResult *result, GError **error);
gboolean   qv_store_merge            (QvStore *self, const char *label, QvId session, QvRecordProducer producer, gpointer data,
                                      QvMergeReport *report, GCancellable *cancellable, GError **error);
gboolean   qv_store_merge_telling    (QvStore *self, const char *label, QvId session, QvRecordProducer producer, gpointer data,
                                      QvMergedFunc func, gpointer func_data, QvMergeReport *report, GCancellable *cancellable,
                                      GError **error);
gboolean   qv_store_undo             (QvStore *self, QvId session, char **out_label, GError **error);
gboolean   qv_store_redo             (QvStore *self, QvId session, char **out_label, GError **error);
void       qv_store_undo_async       (QvStore *self, QvId session, GAsyncReadyCallback callback, gpointer user_data);
char      *qv_store_undo_finish      (QvStore *self, GAsyncResult *result, GError **error);
void       qv_store_redo_async       (QvStore *self, QvId session, GAsyncReadyCallback callback, gpointer user_data);
char      *qv_store_redo_finish      (QvStore *self, GAsyncResult *result, GError **error);

/* qv-store-read.c: any thread; deleted rows are left out unless said otherwise */
QvRecord  *qv_store_get_record       (QvStore *self, QvEntity entity, QvId id, GError **error);
GPtrArray *qv_store_list             (QvStore *self, QvEntity entity, guint field, QvId value, GError **error);
GPtrArray *qv_store_list_observations (QvStore *self, QvId indicator, const char *period, GError **error);
char     **qv_store_list_periods     (QvStore *self, QvId indicator, GError **error);
gboolean   qv_store_count_notes      (QvStore *self, QvId session, guint counts[QV_N_HELICES + 1], GError **error);
GArray    *qv_store_search_notes     (QvStore *self, QvId session, const char *words, guint limit, GError **error);
GPtrArray *qv_store_list_journal     (QvStore *self, QvId session, guint limit, GError **error);
char      *qv_store_get_undo_label   (QvStore *self, QvId session);
char      *qv_store_get_redo_label   (QvStore *self, QvId session);
gboolean   qv_store_export_session   (QvStore *self, QvId session, QvExportFlags flags, QvRecordFunc func, gpointer data,
                                      GError **error);

/* qv-store-places.c: any thread */
GArray    *qv_store_list_place_names (QvStore *self, QvId level, GError **error);
gboolean   qv_store_count_territories (QvStore *self, QvId level, guint *out_n, GError **error);
GArray    *qv_store_summarize_indicator (QvStore *self, QvId indicator, GError **error);
void       qv_place_name_clear       (QvPlaceName *self);
void       qv_period_summary_clear   (QvPeriodSummary *self);

/* qv-live-list.c: a GListModel of QvItem, kept up to date from changesets */
GListModel *qv_store_watch           (QvStore *self, QvEntity entity, guint field, QvId value);

/* qv-store-backup.c */
gboolean   qv_store_check            (QvStore *self, char ***out_problems, GError **error);
char      *qv_store_backup           (QvStore *self, const char *folder, GError **error);
gboolean   qv_store_restore          (const char *backup, const char *path, char **out_kept, GError **error);
QvStore   *qv_store_open_foreign     (const char *path, GError **error);
char      *qv_store_get_making_path  (QvStore *self, const char *path);
gint64     qv_store_get_last_backup  (QvStore *self);

/* qv-store-erase.c */
gboolean   qv_store_erase_person     (QvStore *self, QvId participant, GError **error);

/* qv-store-ballot.c */
gboolean   qv_store_close_ballot     (QvStore *self, QvId ballot, GError **error);
void       qv_store_close_ballot_async (QvStore *self, QvId ballot, GAsyncReadyCallback callback, gpointer user_data);
gboolean   qv_store_close_ballot_finish (QvStore *self, GAsyncResult *result, GError **error);

void       qv_journal_entry_free     (QvJournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvJournalEntry, qv_journal_entry_free)

G_END_DECLS
