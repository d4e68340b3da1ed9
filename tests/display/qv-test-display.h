/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-store.h"

G_BEGIN_DECLS

typedef gboolean (*QvTestCondition) (gpointer data);
typedef char *(*QvTestDescribe) (gpointer data);

/**
 * QvTestMeter:
 *
 * How long the main loop was held up: the time between two turns of a source that wants to be called all the time. @longest_busy
 * counts only the time in which the main thread was at work, which a busy machine does not lengthen.
 */
typedef struct
{
  guint source;
  gint64 last; /* 0 after work of the test itself */
  gint64 last_busy;
  gint64 longest; /* microseconds */
  gint64 longest_busy;
} QvTestMeter;

void       qv_test_init        (int *argc, char ***argv);
void       qv_test_spin        (guint milliseconds);
GtkWidget *qv_test_find        (GtkWidget *widget, GType type);
gpointer   qv_test_get         (gpointer widget, GType type);
guint      qv_test_count       (GtkWidget *widget, GType type);
GtkWidget *qv_test_find_window (GType type);
gboolean   qv_test_wait        (QvTestCondition condition, gpointer data, guint milliseconds);
void       qv_test_wait_for_items (GListModel *model, guint n);
void       qv_test_assert_described (QvTestDescribe describe, gpointer data, const char *expected);
gboolean   qv_test_narrow      (GtkWidget *window, int width, int height, int most);
GtkWidget *qv_test_show        (GtkWidget *child, int width, int height);
void       qv_test_give_keyboard (GtkWidget *window);
void       qv_test_type        (const char *text);
void       qv_test_type_lines  (GPtrArray *lines);
void       qv_test_press       (const char *keys);
void       qv_test_press_button (const char *keys);
void       qv_test_click       (GtkWidget *widget, double x, double y, int n_times);
void       qv_test_wheel       (GtkWidget *widget, int n_notches);
void       qv_test_drag_along  (GtkWidget *widget, const double *points, guint n);
void       qv_test_meter_start (QvTestMeter *meter);
void       qv_test_meter_skip  (QvTestMeter *meter);
void       qv_test_meter_stop  (QvTestMeter *meter);
void       qv_test_drag        (GtkWidget *from, GtkWidget *to);
void       qv_test_screenshot  (const char *name);
void       qv_test_destroy     (GtkWidget *window);
void       qv_test_follow      (gpointer object, gboolean *is_gone);
void       qv_test_assert_gone (gboolean *is_gone);
void       qv_test_remove_folder (const char *folder);

QvStore   *qv_test_open_store  (void);
void       qv_test_close_store (QvStore *store);
void       qv_test_apply       (QvStore *store, QvEdit *edit);
QvRecord  *qv_test_add         (QvEdit *edit, QvEntity entity);
QvId       qv_test_add_session (QvStore *store, const char *title, QvId level);
QvId       qv_test_add_seat    (QvStore *store, QvId session, QvHelix helix, int seat);
QvId       qv_test_add_note    (QvStore *store, QvId session, QvHelix helix, QvNoteKind kind, const char *text, gint64 said);

G_END_DECLS
