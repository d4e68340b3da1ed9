/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-card-pile.h"
#include "qv-cluster-row.h"
#include "qv-filter-bar.h"
#include "qv-note-composer.h"
#include "qv-note-outline.h"
#include "qv-note-row.h"
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
  AdwStatusPage *empty_page;
  GtkListView *list_view;
  GtkWidget *menu;

  QvHelixKeys keys;
  QvStore *store;
  QvId session;
  QvNoteContext *context;
  QvNoteFilter *filter;
  GtkSorter *sorter;
  GListModel *all; /* written and waiting notes */
  GListModel *sorted; /* those that the filters let through, in their order */
  GListModel *clusters;
  GListModel *links;
  QvNoteOutline *outline;
  GtkSliceListModel *slice; /* what of the outline has rows by now */
  GtkMultiSelection *selection;
  GPtrArray *rows; /* (element-type GtkListItem) bound now, unowned */
  GHashTable *groups; /* prefix → GSimpleActionGroup: the actions, for who is not below the panel */
  guint wake_source;
  gboolean has_sleepers; /* rows that may have to be woken before the next frame is drawn */
  GtkWidget *wall; /* (nullable) (weak): the same notes as cards */
  GCancellable *searching;
  GtkWidget *drop_row; /* (nullable), unowned: what a drag is over */
  QvId rename;         /* the cluster whose name is to be edited once it has a row */
  QvNoteComposer *composer; /* (nullable): while words are written for what comes out of notes */
  GtkWidget *composer_row;  /* (nullable), unowned: the row in which it stands */
  GPtrArray *composed;      /* (nullable): the notes that it is for; its row is that of the first */
  GListModel *participants;
  QvId link_source; /* the note whose counterpart is being chosen */
  const char *link_relation;
  GtkWidget *link_bar;
  GtkLabel *link_label;
  GtkWidget *reveal_button;
  GtkWidget *evidence_popover; /* (nullable): made when it is first wanted */
  QvNote *backed;              /* (nullable): the note that it was opened for */
  GListModel *themes;          /* (nullable): those prepared for the session */
  GtkWidget *theme_popover;    /* (nullable): made when it is first wanted */
  GtkWidget *tags_popover;     /* (nullable): made when it is first wanted */
  GPtrArray *named;            /* (nullable): the notes that one of the two was opened for */
  char *named_tags;            /* (nullable): the tags that all of them had then */
  guint rename_tries;
  guint rename_source;
  guint refresh_source;
  guint grow_source;
  gboolean newest_first;
};

/* qv-notes-panel.c */
void       _qv_notes_panel_show_all        (QvNotesPanel *self);

/* qv-notes-panel-list.c */
void       _qv_notes_panel_bind_template   (GtkWidgetClass *widget_class);
void       _qv_notes_panel_set_up_list     (QvNotesPanel *self);
GtkWidget *_qv_notes_panel_find_row        (QvNotesPanel *self, QvId id);
GtkWidget *_qv_notes_panel_make_note_row   (QvNotesPanel *self);
GtkWidget *_qv_notes_panel_make_cluster_row (QvNotesPanel *self);
gboolean   _qv_notes_panel_drop_note       (QvNotesPanel *self, QvOutlineRow *row, QvNote *note);
void       _qv_notes_panel_show_menu       (QvNotesPanel *self, GtkWidget *row, double x, double y);
void       _qv_notes_panel_point_to        (QvNotesPanel *self, GtkWidget *popover, QvId id);

/* qv-notes-panel-chosen.c */
QvNote    *_qv_notes_panel_ref_note        (QvNotesPanel *self, QvId note);
QvCluster *_qv_notes_panel_ref_cluster     (QvNotesPanel *self, QvId cluster);
QvOutlineRow *_qv_notes_panel_get_first    (QvNotesPanel *self);
GPtrArray *_qv_notes_panel_list_chosen     (QvNotesPanel *self);
GPtrArray *_qv_notes_panel_list_clusters   (QvNotesPanel *self);
void       _qv_notes_panel_choose          (QvNotesPanel *self, QvId id);

/* qv-notes-panel-wake.c */
void       _qv_notes_panel_queue_wake      (QvNotesPanel *self);
void       _qv_notes_panel_begin_waking    (QvNotesPanel *self);
void       _qv_notes_panel_stop_waking     (QvNotesPanel *self);

/* qv-notes-panel-reach.c */
void       _qv_notes_panel_choose_rows     (QvNotesPanel *self, GPtrArray *rows, QvCardChoice choice);
gboolean   _qv_notes_panel_is_in_use       (QvNotesPanel *self);
void       _qv_notes_panel_allow           (QvNotesPanel *self, const char *action, gboolean is_allowed);
void       _qv_notes_panel_lend_actions    (QvNotesPanel *self, GtkWidget *widget);
void       _qv_notes_panel_take_back_actions (QvNotesPanel *self);

/* qv-notes-panel-actions.c */
void       _qv_notes_panel_apply           (QvNotesPanel *self, QvEdit *edit /* transfer full, nullable */, const char *said);
void       _qv_notes_panel_install_actions (GtkWidgetClass *widget_class);
void       _qv_notes_panel_update_actions  (QvNotesPanel *self);

/* qv-notes-panel-weave.c */
void       _qv_notes_panel_install_weaving (GtkWidgetClass *widget_class);
void       _qv_notes_panel_update_weaving  (QvNotesPanel *self);
void       _qv_notes_panel_begin_rename    (QvNotesPanel *self, QvId cluster);
void       _qv_notes_panel_group           (QvNotesPanel *self, GPtrArray *notes);
void       _qv_notes_panel_join            (QvNotesPanel *self, QvId cluster, GPtrArray *notes);
void       _qv_notes_panel_leave           (QvNotesPanel *self, GPtrArray *notes);
void       _qv_notes_panel_park            (QvNotesPanel *self, GPtrArray *notes, gboolean is_parked);

/* qv-notes-panel-evidence.c */
void       _qv_notes_panel_install_evidence (GtkWidgetClass *widget_class);
void       _qv_notes_panel_update_evidence (QvNotesPanel *self);
void       _qv_notes_panel_drop_indicator  (QvNotesPanel *self, QvNote *note, QvIndicator *indicator);

/* qv-notes-panel-words.c */
void       _qv_notes_panel_install_words   (GtkWidgetClass *widget_class);
void       _qv_notes_panel_update_words    (QvNotesPanel *self);
void       _qv_notes_panel_drop_words      (QvNotesPanel *self);

/* qv-notes-panel-compose.c */
void       _qv_notes_panel_install_composing (GtkWidgetClass *widget_class);
void       _qv_notes_panel_update_composing (QvNotesPanel *self);
void       _qv_notes_panel_host_composer   (QvNotesPanel *self, GtkWidget *row, QvOutlineRow *shown);
void       _qv_notes_panel_end_composing   (QvNotesPanel *self);
gboolean   _qv_notes_panel_link_to         (QvNotesPanel *self, QvOutlineRow *row);

G_END_DECLS
