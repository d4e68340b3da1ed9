/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-library-page.h"
#include "qv-session-view.h"
#include "qv-window.h"

G_BEGIN_DECLS

struct _QvWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwLeaflet *leaflet;
  GtkWidget *library_box;
  AdwSplitButton *new_button;
  GtkWidget *new_label;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GtkWidget *search_button;
  GtkStack *library_stack;
  QvLibraryPage *library_page;
  AdwStatusPage *error_page;
  GtkWidget *retry_button;
  GtkWidget *restore_button;
  GtkWidget *session_box;
  AdwHeaderBar *session_header;
  AdwViewSwitcherTitle *session_title;
  GtkWidget *session_title_box; /* beside the switcher, which takes the place of the title */
  GtkLabel *session_title_label;
  GtkLabel *session_subtitle_label;
  GtkMenuButton *session_menu_button;
  GtkToggleButton *notes_button;
  GtkWidget *projector_box;
  GtkWidget *projector_label;
  GtkMenuButton *projector_menu_button;
  GMenuModel *projector_menu;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  AdwBin *page_bin; /* what the page of the session wants in the header */
  AdwBin *session_slot;

  QvApplication *application;
  QvStore *store;
  QvSessionView *view;
  QvId recovering; /* what is opened because the program had ended with it open */
  GSignalGroup *view_signals;
  GSignalGroup *session_signals;
  AdwToast *toast; /* (not owned) that is being shown */
  AdwToast *next_toast;
  gint64 toast_time;
  guint toast_source;
  char *undo_label; /* of the library's own journal; NULL for nothing to undo */
  char *redo_label;
  gboolean is_backing_up;
  guint backup_source;
  GCancellable *exporting; /* (nullable): of the export that is going on */
};

void     _qv_window_update_actions      (QvWindow *self);
void     _qv_window_install_sessions    (GtkWidgetClass *widget_class);
void     _qv_window_install_files       (GtkWidgetClass *widget_class);
void     _qv_window_install_export      (GtkWidgetClass *widget_class);
void     _qv_window_install_tables      (GtkWidgetClass *widget_class);
GMenuModel *_qv_window_make_tables_menu (void);
void     _qv_window_stop_export         (QvWindow *self);
void     _qv_window_add_filter          (GtkFileChooser *chooser, const char *name, const char *const *patterns);
void     _qv_window_accept_drops        (QvWindow *self);
void     _qv_window_back_up_if_due      (QvWindow *self);
void     _qv_window_apply               (QvWindow *self, QvEdit *edit, const char *done);
void     _qv_window_install_templates   (GtkWidgetClass *widget_class);
void     _qv_window_show_templates      (QvWindow *self);
void     _qv_window_install_undo       (GtkWidgetClass *widget_class);
void     _qv_window_refresh_undo       (QvWindow *self);
void     _qv_window_say                 (QvWindow *self, const char *sentence);
void     _qv_window_say_with_undo       (QvWindow *self, const char *sentence);
void     _qv_window_tell_error          (QvWindow *self, const char *what, const GError *error);
void     _qv_window_show_session_title_cb (QvWindow *self);
void     _qv_window_show_undo_labels_cb (QvWindow *self);
void     _qv_window_title_moved_cb      (QvWindow *self);
void     _qv_window_show_projector      (QvWindow *self);
void     _qv_window_show_page_header    (QvWindow *self);
void     _qv_window_watch_page_buttons  (QvWindow *self);
void     _qv_window_show_switcher       (QvWindow *self);
void     _qv_window_watch_keys          (QvWindow *self);
GMenuModel *_qv_window_make_narrow_menu (QvWindow *self);
GMenuModel *_qv_window_make_session_menu (QvWindow *self);

G_END_DECLS
