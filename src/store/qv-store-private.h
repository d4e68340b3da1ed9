/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-clock.h"
#include "qv-db.h"
#include "qv-store.h"

G_BEGIN_DECLS

struct _QvStore
{
  GObject parent_instance;

  char *path;
  GMainContext *context; /* where "changed" is emitted */
  gboolean is_foreign;   /* a checked copy, read-only; removed when closed */

  /* The writer's thread alone. */
  QvDb *writer;
  QvClock clock;
  int wal_pages;
  GArray *committed; /* (nullable) (element-type QvRowChange), to be told when the work under way is done */
  int note_text_column;
  int session_columns[QV_N_ENTITIES]; /* -1 where there is none */
  int *columns[QV_N_ENTITIES];        /* see _qv_changeset_get_columns() */

  GThread *thread;
  GAsyncQueue *jobs;
  int lock_fd;

  GMutex mutex; /* of what follows */
  gboolean is_closed;
  GQueue readers; /* (element-type QvDb), idle */
  gint64 last_backup;
};

/* Work for the writer's thread. */
typedef gboolean (*QvStoreWork) (QvStore *self, gpointer data, GError **error);

/**
 * QvRecording:
 *
 * A transaction that is being recorded for the journal.
 */
typedef struct
{
  QvStore *store;
  QvDb *db;
  const char *kind;
  const char *label;
  QvId scope; /* whose undo it belongs to */
  QvStamp stamp;
  gint64 number;
  gint64 n_parts;
  sqlite3_session *session; /* NULL for undo and redo, whose changeset is known, and where there is: */
  GByteArray *inserts;      /* the changeset of new rows, see _qv_recording_start_inserts() */
  int insert_entity;        /* what the last of them is, or -1 */
  GArray *rows;             /* (element-type QvRowChange) */
  GArray *closings;         /* (nullable) (element-type QvId), ballots whose votes go with the commit */
} QvRecording;

/* qv-store.c */
gboolean   _qv_store_run              (QvStore *self, QvStoreWork work, gpointer data, GError **error);
void       _qv_store_run_async        (QvStore *self, GTask *task, QvStoreWork work);
void       _qv_store_emit_changed     (QvStore *self, GArray *rows);
QvDb      *_qv_store_acquire_reader   (QvStore *self, GError **error);
void       _qv_store_release_reader   (QvStore *self, QvDb *db);
void       _qv_store_drop_readers     (QvStore *self);
gboolean   _qv_store_is_closed        (QvStore *self);
QvStore   *_qv_store_new_foreign      (const char *copy);
char      *_qv_store_resolve          (const char *path);

/* qv-store-schema.c */
gboolean   _qv_schema_open            (QvStore *self, GError **error);
int        _qv_schema_lock            (const char *path, GError **error);
gboolean   _qv_schema_check_version   (QvDb *db, gint64 *out_version, GError **error);
gboolean   _qv_schema_migrate         (QvDb *db, gint64 version, GError **error);
gboolean   _qv_schema_compare         (QvDb *db, gint64 version, GError **error);

/* qv-store-recording.c */
gboolean   _qv_recording_begin        (QvRecording *self, GError **error);
gboolean   _qv_recording_start        (QvRecording *self, GError **error);
void       _qv_recording_start_inserts (QvRecording *self);
gboolean   _qv_recording_insert       (QvRecording *self, const QvRecord *record, GError **error);
gboolean   _qv_recording_spill        (QvRecording *self, GError **error);
gboolean   _qv_recording_absorb       (QvRecording *self, gconstpointer changeset, int size, GError **error);
gboolean   _qv_recording_finish       (QvRecording *self, GError **error);
gboolean   _qv_recording_commit       (QvRecording *self, GError **error);
void       _qv_recording_clear        (QvRecording *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvRecording, _qv_recording_clear)

/* qv-changeset.c */
int       *_qv_changeset_get_columns  (QvDb *db, QvEntity entity, GError **error);
void       _qv_changeset_add_table    (GByteArray *changeset, QvEntity entity);
void       _qv_changeset_add_insert   (GByteArray *changeset, const QvRecord *record, const int *columns);

/* qv-store-rows.c */
void       _qv_rows_fail_missing      (QvEntity entity, QvId id, GError **error);
QvRecord  *_qv_rows_get               (QvDb *db, QvEntity entity, QvId id, GError **error);
gboolean   _qv_rows_write             (QvDb *db, const QvRecord *old, const QvRecord *record, GError **error);
gboolean   _qv_rows_select            (QvDb *db, QvEntity entity, const char *where, const QvValue *values, guint n_values,
                                       QvRecordFunc func, gpointer data, GError **error);
gboolean   _qv_rows_list              (QvDb *db, QvEntity entity, const char *where, const QvValue *values, guint n_values,
                                       GPtrArray *records, GError **error);
gboolean   _qv_rows_index             (QvDb *db, QvId note, const char *text, GError **error);
gboolean   _qv_rows_unindex           (QvDb *db, QvId note, const char *text, GError **error);
gboolean   _qv_rows_check_references  (QvDb *db, GError **error);

/* qv-store-backup.c */
char      *_qv_backup_get_folder      (const char *path);
char      *_qv_backup_write           (const char *path, const char *folder, GError **error);
gboolean   _qv_backup_sync            (const char *path, GError **error);
gboolean   _qv_backup_is_ours         (const char *name);

/* qv-store-seal.c */
typedef gboolean (*QvRowFunc)    (QvQuery *query, gpointer data, GError **error);
typedef gboolean (*QvChangeFunc) (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data);

gboolean   _qv_seal_each_row         (QvDb *db, const char *sql, QvRowFunc func, gpointer data, GError **error);
gboolean   _qv_seal_run_with_id      (QvDb *db, const char *sql, gint64 id, GError **error);
sqlite3_value *_qv_seal_get_value    (sqlite3_changeset_iter *iter, int column, gboolean is_new);
gboolean   _qv_seal_scan             (QvDb *db, QvChangeFunc func, gpointer data, GError **error);
gboolean   _qv_seal_entries          (QvDb *db, QvChangeFunc func, gpointer data, GError **error);
gboolean   _qv_seal_write_entry      (QvStore *self, const char *kind, const char *label, QvId session, GError **error);

/* qv-store-ballot.c */
gboolean   _qv_ballot_is_closed      (QvDb *db, QvId ballot);
gboolean   _qv_ballot_check_change   (QvDb *db, QvEntity entity, guint field, const QvRecord *record, GError **error);
gboolean   _qv_ballot_purge          (QvStore *self, GArray *ballots, GArray *rows, GError **error);
gboolean   _qv_ballot_clean          (QvStore *self, GError **error);

/* qv-store-restore.c */
void       _qv_restore_sweep          (const char *path);
gboolean   _qv_restore_remove_sidecars (const char *path, GError **error);

/* qv-store-rescue.c */
gboolean   _qv_rescue_is_lost         (QvDb *db);
gboolean   _qv_rescue_check           (QvStore *self, GError **error);

/* qv-store-erase.c */
gboolean   _qv_erase_clean            (QvStore *self, GError **error);

/* qv-store-check.c */
gboolean   _qv_check_header           (const char *path, GError **error);
gboolean   _qv_check_file             (const char *path, gboolean is_copy, GError **error);

G_END_DECLS
