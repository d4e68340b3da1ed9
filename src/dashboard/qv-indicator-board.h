/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-classification.h"
#include "qv-store.h"
#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvIndicatorBoard:
 *
 * Which indicator of a session is looked at, in which period and in which classes, and its figures, loaded by a thread. Signals:
 * "changed" when there is something else to show; "chosen-changed" when the session's indicators changed; "failed" (string).
 */
#define QV_TYPE_INDICATOR_BOARD (qv_indicator_board_get_type ())
G_DECLARE_FINAL_TYPE (QvIndicatorBoard, qv_indicator_board, QV, INDICATOR_BOARD, GObject)

QvIndicatorBoard    *qv_indicator_board_new             (QvStore *store, QvId session);
QvIndicatorBoard    *qv_indicator_board_new_beside      (QvIndicatorBoard *board, QvId indicator);
void                 qv_indicator_board_set_level       (QvIndicatorBoard *self, QvId level);
GListModel          *qv_indicator_board_get_indicators  (QvIndicatorBoard *self);
gboolean             qv_indicator_board_is_chosen       (QvIndicatorBoard *self, QvId indicator);
GPtrArray           *qv_indicator_board_list_chosen     (QvIndicatorBoard *self);
void                 qv_indicator_board_set_first       (QvIndicatorBoard *self, QvId indicator);
void                 qv_indicator_board_add             (QvIndicatorBoard *self, QvId indicator);

QvIndicator         *qv_indicator_board_get_indicator   (QvIndicatorBoard *self);
void                 qv_indicator_board_set_indicator   (QvIndicatorBoard *self, QvId indicator);
const char *const   *qv_indicator_board_get_periods     (QvIndicatorBoard *self);
const char          *qv_indicator_board_get_period      (QvIndicatorBoard *self);
void                 qv_indicator_board_set_period      (QvIndicatorBoard *self, const char *period);
ClassificationMethod qv_indicator_board_get_method      (QvIndicatorBoard *self);
void                 qv_indicator_board_set_method      (QvIndicatorBoard *self, ClassificationMethod method);
guint                qv_indicator_board_get_n_classes   (QvIndicatorBoard *self);
void                 qv_indicator_board_set_n_classes   (QvIndicatorBoard *self, guint n_classes);

QvThematic          *qv_indicator_board_get_thematic    (QvIndicatorBoard *self);
gboolean             qv_indicator_board_has_figures     (QvIndicatorBoard *self);
gboolean             qv_indicator_board_get_value       (QvIndicatorBoard *self, QvId territory, double *out_value);
guint                qv_indicator_board_get_rank        (QvIndicatorBoard *self, double value, guint *out_n);
double               qv_indicator_board_get_median      (QvIndicatorBoard *self);
guint                qv_indicator_board_copy_series     (QvIndicatorBoard *self, QvId territory, double **out_values,
                                                         double **out_medians);
char                *qv_indicator_board_format_number   (QvIndicatorBoard *self, double value);
char                *qv_indicator_board_format          (QvIndicatorBoard *self, double value);
const char          *qv_classification_get_title        (ClassificationMethod method);

G_END_DECLS
