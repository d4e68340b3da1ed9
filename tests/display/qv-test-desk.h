/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-notes-panel.h"
#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvTestDesk:
 *
 * A library with one session in it, its live lists, and a panel of notes over them.
 */
typedef struct
{
  QvStore *store;
  QvId session;
  QvNoteLists lists;
  QvNoteQueue *queue;
  QvNoteContext *context;
  QvNotesPanel *panel;
  char *said; /* what the panel said last */
} QvTestDesk;

void qv_test_desk_make        (QvTestDesk *self);
void qv_test_desk_open        (QvTestDesk *self);
void qv_test_desk_close       (QvTestDesk *self);
void qv_test_desk_assert_said (QvTestDesk *self, const char *text);

G_END_DECLS
