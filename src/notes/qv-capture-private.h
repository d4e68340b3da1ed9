/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-capture.h"
#include "qv-evidence-offer.h"
#include "qv-helix-keys.h"
#include "qv-kept-file.h"
#include "qv-kind-switch.h"
#include "qv-place-popover.h"
#include "qv-seat-switch.h"

G_BEGIN_DECLS

struct _QvCapture
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *banner;
  GtkLabel *banner_label;
  GtkWidget *helix_box;
  GtkWidget *helix_buttons[QV_N_HELICES + 1]; /* by QvHelix */
  GtkLabel *key_labels[QV_N_HELICES + 1];     /* the caps on them */
  QvSeatSwitch *seat_switch;
  GtkWidget *entry_overlay;
  GtkScrolledWindow *entry_scrolled;
  GtkWidget *text_view;
  GtkTextBuffer *buffer;
  GtkLabel *placeholder;
  QvKindSwitch *kind_switch;
  GtkWidget *details_box;
  GtkWidget *place_button;
  QvPlacePopover *place_popover;
  GtkLabel *place_label;
  GtkWidget *evidence_button;
  GtkLabel *evidence_name;
  GtkLabel *evidence_figure;
  GtkWidget *evidence_popover; /* (nullable): made when it is first wanted */
  GtkWidget *theme_button;
  GtkLabel *theme_label;
  GtkWidget *theme_popover; /* (nullable): made when it is first wanted */
  GtkWidget *paper_bar;
  GtkLabel *paper_label;
  GtkWidget *paper_popover; /* (nullable): made when it is first wanted */
  GtkWidget *more_button;
  GtkLabel *save_label;
  GtkLabel *status_label;
  GtkEventControllerFocus *focus;

  QvNoteQueue *queue;
  QvHelixKeys keys;
  QvId session;
  QvHelix helix;
  QvId step;
  QvId place_territory;
  QvGeometry *place_geometry;
  GListModel *steps;      /* (nullable) */
  QvId paper_step;        /* that paper notes are typed of, or QV_ID_NONE */
  int paper_minutes;      /* since midnight, or QV_PAPER_NO_TIME */
  GListModel *themes;     /* (nullable): those prepared for the session */
  GListModel *notes;      /* (nullable): whose themes are offered too */
  char *theme;            /* (nullable) */
  QvEvidenceOffer *offer; /* (nullable): what backs the note that is written */
  char *stance;           /* of @offer */
  char *draft_stance;     /* (nullable): while the evidence of a draft is read */
  GtkWidget *lines_bar;
  GtkLabel *lines_label;
  GtkToggleButton *silent_button;
  QvKeptFile *draft_file; /* (nullable): keeps what is written */
  char *draft_kept; /* (nullable): what stands in it */
  guint draft_source;
  int draft_seat; /* to be chosen once the seats are known, or QV_SEAT_NOT_CHOSEN */
  gboolean has_preedit;
  gboolean is_asking; /* Enter was pressed and the speaker is missing */
  gboolean is_compact;
  gboolean is_wide;
  gboolean is_touched; /* somebody pointed at the entry and may want the buttons */
  gboolean is_updating;
};

/* qv-capture.c */
char     *_qv_capture_dup_text     (QvCapture *self);
QvRecord *_qv_capture_make_note    (QvCapture *self, const char *text);
void      _qv_capture_set_helix    (QvCapture *self, QvHelix helix);
gboolean  _qv_capture_ask_speaker  (QvCapture *self);
void      _qv_capture_add          (QvCapture *self, QvRecord *note);
void      _qv_capture_clear        (QvCapture *self, gboolean keep_speaker);

void      _qv_capture_unfold       (QvCapture *self);

/* qv-capture-details.c */
void      _qv_capture_bind_details (GtkWidgetClass *widget_class);
void      _qv_capture_set_up_details (QvCapture *self);
void      _qv_capture_drop_details (QvCapture *self);
void      _qv_capture_adopt        (QvCapture *self, GtkWidget *popover);
void      _qv_capture_point_to     (QvCapture *self, GtkWidget *popover, GtkWidget *anchor);
void      _qv_capture_set_theme    (QvCapture *self, const char *theme);
void      _qv_capture_set_evidence (QvCapture *self, QvEvidenceOffer *offer, const char *stance);
void      _qv_capture_move_evidence (QvCapture *self);
QvRecord *_qv_capture_make_evidence (QvCapture *self, QvId note);
void      _qv_capture_restore_evidence (QvCapture *self, QvId indicator, const char *stance);

/* qv-capture-paper.c */
void      _qv_capture_bind_paper   (GtkWidgetClass *widget_class);
void      _qv_capture_drop_paper   (QvCapture *self);
void      _qv_capture_set_paper    (QvCapture *self, QvId step, int minutes);
void      _qv_capture_date_note    (QvCapture *self, QvRecord *note);

/* qv-capture-saving.c */
void      _qv_capture_watch_queue  (QvCapture *self);
void      _qv_capture_retry_cb     (GtkButton *button, QvCapture *self);

/* qv-capture-helices.c */
void      _qv_capture_add_helices  (QvCapture *self);
void      _qv_capture_show_keys    (QvCapture *self);

/* qv-capture-lines.c */
void      _qv_capture_watch_paste  (QvCapture *self);
void      _qv_capture_check_lines  (QvCapture *self);
void      _qv_capture_lines_cb     (QvCapture *self);

/* qv-capture-draft.c */
void      _qv_capture_queue_draft  (QvCapture *self);
void      _qv_capture_drop_draft   (QvCapture *self);
void      _qv_capture_forget_draft (QvCapture *self);
void      _qv_capture_choose_draft_seat (QvCapture *self);

G_END_DECLS
