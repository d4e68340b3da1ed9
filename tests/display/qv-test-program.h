/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "qv-application.h"
#include "qv-notes-panel.h"
#include "qv-window.h"

G_BEGIN_DECLS

typedef void (*QvTestAct) (QvApplication *application, gpointer data);

void          qv_test_run_application   (const char *library, QvTestAct act, gpointer data);
QvWindow     *qv_test_wait_for_library  (QvApplication *application);
QvId          qv_test_wait_for_session  (QvWindow *window);
guint         qv_test_count_notes       (QvNotesPanel *panel);
sqlite3_stmt *qv_test_query             (const char *library, const char *sql);
void          qv_test_end_query         (sqlite3_stmt *stmt);
gint64        qv_test_ask               (const char *library, const char *sql);

G_END_DECLS
