/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

/* A library in a folder of its own, which goes with it. */
typedef struct
{
  char *folder;
  char *path;
  QvStore *store;
} Fixture;

Fixture    *fixture_new         (void);
void        fixture_free        (Fixture *self);
void        fixture_reopen      (Fixture *self);
QvId        fixture_add_session (Fixture *self, const char *title);
QvId        fixture_add_note    (Fixture *self, QvId session, const char *text);
void        fixture_apply       (Fixture *self, QvEdit *edit);
char       *fixture_export      (Fixture *self, QvId session);
GPtrArray  *fixture_records     (Fixture *self, QvId session);
guint       fixture_count_found (Fixture *self, const char *words);
void        fixture_assert_sound (Fixture *self);

QvRecord   *make_note           (QvId session, const char *text);
void        remove_folder       (const char *folder);

/* SQL behind the store's back; returns the first column of the first row. */
char       *store_utils_run_sql   (const char *path, const char *sql);
/* A place in the real data, or NULL where that is absent. */
char       *store_utils_find_data (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
