/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-vote-model.h"

G_BEGIN_DECLS

/**
 * QvResultsList:
 *
 * The result of a ballot, live or final, in groups: agreed by all four helices, by three or two, by one only, by none. It orders;
 * it decides nothing, and says so.
 */
#define QV_TYPE_RESULTS_LIST (qv_results_list_get_type ())
G_DECLARE_FINAL_TYPE (QvResultsList, qv_results_list, QV, RESULTS_LIST, GtkWidget)

void qv_results_list_set_model   (QvResultsList *self, QvVoteModel *model);
void qv_results_list_set_compact (QvResultsList *self, gboolean compact);

G_END_DECLS
