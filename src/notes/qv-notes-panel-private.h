/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-filter-bar.h"
#include "qv-notes-panel.h"

G_BEGIN_DECLS

struct _QvNotesPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  QvFilterBar *filter_bar;
  GtkToggleButton *search_button;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkWidget *menu;

  QvStore *store;
  QvId session;
  QvNoteContext *context;
  QvNoteFilter *filter;
  GtkFilter *placed_filter;
  GtkFilter *unplaced_filter;
  GtkSorter *sorter;
  GListModel *all;      /* written and waiting notes */
  GListModel *unplaced; /* those that are shown and have no place */
  GListStore *headings; /* one GtkStringObject while there are any */
  GListModel *shown;
  GtkSingleSelection *selection;
  GPtrArray *rows; /* (element-type GtkListItem) bound now, unowned */
  GCancellable *searching;
  guint refresh_source;
  gboolean newest_first;
};

QvNote    *_qv_notes_panel_find_note   (QvNotesPanel *self, QvId note, guint *out_position);
GtkWidget *_qv_notes_panel_find_row    (QvNotesPanel *self, QvId note);
void       _qv_notes_panel_apply       (QvNotesPanel *self, QvEdit *edit /* transfer full, nullable */, gboolean tell);
void       _qv_notes_panel_show_menu   (QvNotesPanel *self, GtkWidget *row, double x, double y);
void       _qv_notes_panel_install_actions (GtkWidgetClass *widget_class);
void       _qv_notes_panel_update_actions (QvNotesPanel *self);

G_END_DECLS
