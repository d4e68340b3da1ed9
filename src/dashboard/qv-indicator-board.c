/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-dashboard"

/* The one indicator that map, legend, list and card look at together. */

#include "config.h"

#include "qv-indicator-board-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "qv-look.h"
#include "qv-wording.h"

#define LEAST_CLASSES 2

G_DEFINE_FINAL_TYPE (QvIndicatorBoard, qv_indicator_board, G_TYPE_OBJECT)

enum
{
  CHANGED,
  CHOSEN_CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  QvStore *store;
  QvId id;
} Request;

static Request *
request_new (QvStore *store, QvId id)
{
  Request *request = g_new (Request, 1);

  request->store = g_object_ref (store);
  request->id = id;
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_free (request);
}

static char *
format_median (QvIndicatorBoard *self, const QvFigures *figures)
{
  g_autofree char *number = qv_indicator_board_format (self, qv_median (figures->values, figures->n));

  /* Translators: in the legend: the middle value of all territories: "median 31.2 %" */
  return g_strdup_printf (_ ("median %s"), number);
}

static void
set_thematic (QvIndicatorBoard *self, QvThematic *thematic)
{
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  g_signal_emit (self, signals[CHANGED], 0);
}

typedef struct
{
  Classification classification;
  gboolean is_valid;
} Classes;

typedef struct
{
  double *values;
  guint n_values;
  ClassificationMethod method;
  guint n_classes;
} ClassesRequest;

static void
classes_request_free (gpointer data)
{
  ClassesRequest *request = data;

  g_free (request->values);
  g_free (request);
}

static void
classify_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ClassesRequest *request = data;
  Classes *classes = g_new0 (Classes, 1);

  classes->is_valid = classification_compute (&classes->classification, request->method, request->values,
                                              request->n_values, request->n_classes);
  g_task_return_pointer (task, classes, g_free);
}

static void
classified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvIndicatorBoard *self = QV_INDICATOR_BOARD (source);
  g_autofree Classes *classes = g_task_propagate_pointer (G_TASK (result), NULL);
  const QvFigures *figures = _qv_indicator_board_get_figures (self);
  const Classification *found;
  QvThematic *thematic;
  QvItem *item;
  gboolean is_count;

  if (classes == NULL || figures == NULL || self->indicator == NULL)
    return;
  found = &classes->classification;
  item = QV_ITEM (self->indicator);
  is_count = g_strcmp0 (qv_item_get_text (item, QV_INDICATOR_MEASURE), "count") == 0;
  thematic =
      qv_thematic_new (is_count ? QV_MEASURE_COUNT : QV_MEASURE_RATE, figures->territories, figures->values,
                       figures->n, found->breaks, classes->is_valid ? found->n_classes : 0);
  thematic->title = g_strdup (qv_item_get_text (item, QV_INDICATOR_NAME));
  thematic->unit = g_strdup (qv_item_get_text (item, QV_INDICATOR_UNIT));
  thematic->period = g_strdup (figures->period);
  thematic->source = g_strdup (qv_item_get_text (item, QV_INDICATOR_SOURCE));
  thematic->method = g_strdup (qv_classification_get_title (self->method));
  thematic->remark = format_median (self, figures);
  set_thematic (self, thematic);
}

/* All hatched: the indicator is there, its figures for this period are not. */
static void
show_nothing (QvIndicatorBoard *self)
{
  const double breaks[] = { 0.0 };
  QvThematic *thematic = NULL;

  if (self->indicator != NULL)
    {
      QvItem *item = QV_ITEM (self->indicator);

      thematic = qv_thematic_new (QV_MEASURE_RATE, NULL, NULL, 0, breaks, 0);
      thematic->title = g_strdup (qv_item_get_text (item, QV_INDICATOR_NAME));
      thematic->unit = g_strdup (qv_item_get_text (item, QV_INDICATOR_UNIT));
      thematic->period = g_strdup (self->period);
    }
  set_thematic (self, thematic);
}

static void
classify (QvIndicatorBoard *self)
{
  const QvFigures *figures = _qv_indicator_board_get_figures (self);
  g_autoptr (GTask) task = NULL;
  ClassesRequest *request;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (figures == NULL || figures->n == 0)
    {
      show_nothing (self);
      return;
    }
  self->decimals = qv_wording_get_decimals (figures->values, figures->n);
  if (self->is_beside)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  request = g_new (ClassesRequest, 1);
  request->values = g_memdup2 (figures->values, figures->n * sizeof *figures->values);
  request->n_values = figures->n;
  request->method = self->method;
  request->n_classes = qv_indicator_board_get_n_classes (self);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, classified_cb, NULL);
  g_task_set_source_tag (task, classify);
  g_task_set_task_data (task, request, classes_request_free);
  g_task_run_in_thread (task, classify_in_thread);
}

static void
look_changed_cb (QvIndicatorBoard *self)
{
  if (self->n_classes == 0 && self->series != NULL)
    classify (self);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  QvIndicatorSeries *series = qv_indicator_series_load (request->store, request->id, &error);

  if (series != NULL)
    g_task_return_pointer (task, series, (GDestroyNotify) qv_indicator_series_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvIndicatorBoard *self = QV_INDICATOR_BOARD (source);
  g_autoptr (GError) error = NULL;
  QvIndicatorSeries *series = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (series == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_clear_pointer (&self->series, qv_indicator_series_free);
  self->series = series;
  classify (self);
}

static void
load (QvIndicatorBoard *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->indicator == NULL)
    return;
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, loaded_cb, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, request_new (self->store, qv_item_get_id (QV_ITEM (self->indicator))),
                        request_free);
  g_task_run_in_thread (task, load_in_thread);
}

static void
read_chosen_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *records = qv_store_list (request->store, QV_ENTITY_SESSION_INDICATOR,
                                      QV_SESSION_INDICATOR_SESSION, request->id, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Shows the session's first indicator while nobody has asked for another. */
static void
choose_first (QvIndicatorBoard *self)
{
  if (self->indicator == NULL && self->first != QV_ID_NONE)
    qv_indicator_board_set_indicator (self, self->first);
  if (self->indicator == NULL && self->chosen->len > 0)
    qv_indicator_board_set_indicator (self, g_array_index (self->chosen, QvId, 0));
}

static void
chosen_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvIndicatorBoard *self = QV_INDICATOR_BOARD (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_task_propagate_pointer (G_TASK (result), &error);

  if (records == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_array_set_size (self->chosen, 0);
  for (guint i = 0; i < records->len; i++)
    {
      QvId id = qv_record_get_int (g_ptr_array_index (records, i), QV_SESSION_INDICATOR_INDICATOR);

      g_array_append_val (self->chosen, id);
    }
  choose_first (self);
  g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
}

static void
read_chosen (QvIndicatorBoard *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, chosen_read_cb, NULL);
  g_task_set_source_tag (task, read_chosen);
  g_task_set_task_data (task, request_new (self->store, self->session), request_free);
  g_task_run_in_thread (task, read_chosen_in_thread);
}

static void
store_changed_cb (QvStore *store, GArray *rows, QvIndicatorBoard *self)
{
  gboolean is_chosen = FALSE, is_figure = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      QvEntity entity = g_array_index (rows, QvRowChange, i).entity;

      is_chosen = is_chosen || entity == QV_ENTITY_SESSION_INDICATOR;
      is_figure = is_figure || entity == QV_ENTITY_OBSERVATION;
    }
  if (is_chosen && !self->is_beside)
    read_chosen (self);
  if (is_figure)
    load (self);
}

static void
indicators_changed_cb (QvIndicatorBoard *self)
{
  choose_first (self);
  g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
}

static void
qv_indicator_board_dispose (GObject *object)
{
  QvIndicatorBoard *self = QV_INDICATOR_BOARD (object);

  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->loading);
  g_clear_object (&self->reading);
  g_clear_object (&self->indicator);
  g_clear_object (&self->indicators);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_indicator_board_parent_class)->dispose (object);
}

static void
qv_indicator_board_finalize (GObject *object)
{
  QvIndicatorBoard *self = QV_INDICATOR_BOARD (object);

  g_clear_pointer (&self->series, qv_indicator_series_free);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  g_array_unref (self->chosen);
  g_free (self->period);
  G_OBJECT_CLASS (qv_indicator_board_parent_class)->finalize (object);
}

static void
qv_indicator_board_class_init (QvIndicatorBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qv_indicator_board_dispose;
  object_class->finalize = qv_indicator_board_finalize;

  signals[CHANGED] = g_signal_new ("changed", QV_TYPE_INDICATOR_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[CHOSEN_CHANGED] = g_signal_new ("chosen-changed", QV_TYPE_INDICATOR_BOARD, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", QV_TYPE_INDICATOR_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qv_indicator_board_init (QvIndicatorBoard *self)
{
  self->chosen = g_array_new (FALSE, FALSE, sizeof (QvId));
  self->method = CLASSIFICATION_FISHER_JENKS;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (look_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * qv_indicator_board_new:
 * @store: the library
 * @session: whose indicators are shown first
 *
 * Returns: (transfer full): a board without territories
 */
QvIndicatorBoard *
qv_indicator_board_new (QvStore *store, QvId session)
{
  QvIndicatorBoard *self = g_object_new (QV_TYPE_INDICATOR_BOARD, NULL);

  self->store = g_object_ref (store);
  self->session = session;
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  read_chosen (self);
  return self;
}

static void
follow_period (QvIndicatorBoard *self, QvIndicatorBoard *board)
{
  qv_indicator_board_set_period (self, board->period);
}

/**
 * qv_indicator_board_new_beside:
 * @board: a board with territories
 * @indicator: one of theirs
 *
 * Returns: (transfer full): a board of this indicator's figures in the period of @board, without classes
 */
QvIndicatorBoard *
qv_indicator_board_new_beside (QvIndicatorBoard *board, QvId indicator)
{
  QvIndicatorBoard *self = g_object_new (QV_TYPE_INDICATOR_BOARD, NULL);

  g_return_val_if_fail (QV_IS_INDICATOR_BOARD (board) && board->indicators != NULL, self);

  self->is_beside = TRUE;
  self->store = g_object_ref (board->store);
  self->session = board->session;
  self->indicators = g_object_ref (board->indicators);
  self->period = g_strdup (board->period);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  g_signal_connect_object (board, "changed", G_CALLBACK (follow_period), self, G_CONNECT_SWAPPED);
  qv_indicator_board_set_indicator (self, indicator);
  return self;
}

/**
 * qv_indicator_board_set_level:
 * @self: a board
 * @level: the territories of the map
 *
 * Shows the session's first indicator for them as soon as it is read.
 */
void
qv_indicator_board_set_level (QvIndicatorBoard *self, QvId level)
{
  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  if (self->indicators != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->indicators, indicators_changed_cb, self);
      qv_indicator_board_set_indicator (self, QV_ID_NONE);
      g_clear_object (&self->indicators);
    }
  self->indicators = qv_store_watch (self->store, QV_ENTITY_INDICATOR, QV_INDICATOR_LEVEL, level);
  g_signal_connect_object (self->indicators, "items-changed", G_CALLBACK (indicators_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * qv_indicator_board_get_indicators:
 * @self: a board
 *
 * Returns: (transfer none): every #QvIndicator of the library for these territories
 */
GListModel *
qv_indicator_board_get_indicators (QvIndicatorBoard *self)
{
  g_return_val_if_fail (QV_IS_INDICATOR_BOARD (self), NULL);

  return self->indicators;
}

/**
 * qv_indicator_board_set_first:
 * @self: a board
 * @indicator: what to show as soon as it is read, in place of the session's first indicator
 */
void
qv_indicator_board_set_first (QvIndicatorBoard *self, QvId indicator)
{
  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  self->first = indicator;
}

gboolean
qv_indicator_board_is_chosen (QvIndicatorBoard *self, QvId indicator)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, QvId, i) == indicator)
      return TRUE;
  return FALSE;
}

static QvIndicator *
find_indicator (QvIndicatorBoard *self, QvId id)
{
  guint n = self->indicators != NULL ? g_list_model_get_n_items (self->indicators) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvIndicator) indicator = g_list_model_get_item (self->indicators, i);

      if (qv_item_get_id (QV_ITEM (indicator)) == id)
        return g_steal_pointer (&indicator);
    }
  return NULL;
}

/**
 * qv_indicator_board_list_chosen:
 * @self: a board
 *
 * Returns: (transfer full) (element-type QvIndicator): the session's indicators for these territories in
 * their order, and before them the one that is shown if it is not the session's
 */
GPtrArray *
qv_indicator_board_list_chosen (QvIndicatorBoard *self)
{
  GPtrArray *indicators = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (QV_IS_INDICATOR_BOARD (self), indicators);

  if (self->indicator != NULL &&
      !qv_indicator_board_is_chosen (self, qv_item_get_id (QV_ITEM (self->indicator))))
    g_ptr_array_add (indicators, g_object_ref (self->indicator));
  for (guint i = 0; i < self->chosen->len; i++)
    {
      QvIndicator *indicator = find_indicator (self, g_array_index (self->chosen, QvId, i));

      if (indicator != NULL)
        g_ptr_array_add (indicators, indicator);
    }
  return indicators;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvIndicatorBoard) self = data;
  g_autoptr (GError) error = NULL;

  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/**
 * qv_indicator_board_add:
 * @self: a board
 * @indicator: an indicator of the library
 *
 * Adds it to those of the session.
 */
void
qv_indicator_board_add (QvIndicatorBoard *self, QvId indicator)
{
  QvRecord *record;
  QvEdit *edit;

  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  if (qv_indicator_board_is_chosen (self, indicator))
    return;
  record = qv_record_new (QV_ENTITY_SESSION_INDICATOR, qv_id_new ());
  qv_record_set_int (record, QV_SESSION_INDICATOR_SESSION, self->session);
  qv_record_set_int (record, QV_SESSION_INDICATOR_INDICATOR, indicator);
  qv_record_set_int (record, QV_SESSION_INDICATOR_POSITION, self->chosen->len + 1);
  /* Translators: names what can be undone. */
  edit = qv_edit_new (_ ("Add indicator"), self->session);
  qv_edit_insert (edit, record);
  qv_store_apply_async (self->store, edit, NULL, added_cb, g_object_ref (self));
}

QvIndicator *
qv_indicator_board_get_indicator (QvIndicatorBoard *self)
{
  g_return_val_if_fail (QV_IS_INDICATOR_BOARD (self), NULL);

  return self->indicator;
}

/**
 * qv_indicator_board_set_indicator:
 * @self: a board
 * @indicator: one of the level's, or %QV_ID_NONE for a plain map
 */
void
qv_indicator_board_set_indicator (QvIndicatorBoard *self, QvId indicator)
{
  g_autoptr (QvIndicator) found = NULL;

  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  found = find_indicator (self, indicator);
  if (!g_set_object (&self->indicator, found))
    return;
  g_clear_pointer (&self->series, qv_indicator_series_free);
  if (found == NULL)
    set_thematic (self, NULL);
  load (self);
}

/**
 * qv_indicator_board_get_periods:
 * @self: a board
 *
 * Returns: (transfer none) (nullable): the periods for which the indicator has figures, in order
 */
const char *const *
qv_indicator_board_get_periods (QvIndicatorBoard *self)
{
  return self->series != NULL ? (const char *const *) self->series->periods : NULL;
}

/**
 * qv_indicator_board_get_period:
 * @self: a board
 *
 * Returns: (nullable): the period that is shown, or that there are no figures for
 */
const char *
qv_indicator_board_get_period (QvIndicatorBoard *self)
{
  if (self->period != NULL || self->series == NULL || self->series->n_periods == 0)
    return self->period;
  return self->series->periods[self->series->n_periods - 1];
}

/**
 * qv_indicator_board_set_period:
 * @self: a board
 * @period: (nullable): what to show, also of other indicators; %NULL: the last of each
 */
void
qv_indicator_board_set_period (QvIndicatorBoard *self, const char *period)
{
  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  if (g_strcmp0 (self->period, period) == 0)
    return;
  g_free (self->period);
  self->period = g_strdup (period);
  if (self->series != NULL)
    classify (self);
}

ClassificationMethod
qv_indicator_board_get_method (QvIndicatorBoard *self)
{
  return self->method;
}

void
qv_indicator_board_set_method (QvIndicatorBoard *self, ClassificationMethod method)
{
  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  if (self->method == method)
    return;
  self->method = method;
  if (self->series != NULL)
    classify (self);
}

guint
qv_indicator_board_get_n_classes (QvIndicatorBoard *self)
{
  return self->n_classes > 0 ? self->n_classes : qv_palette_get_n_classes (qv_look_get_palette ());
}

void
qv_indicator_board_set_n_classes (QvIndicatorBoard *self, guint n_classes)
{
  g_return_if_fail (QV_IS_INDICATOR_BOARD (self));

  n_classes = CLAMP (n_classes, LEAST_CLASSES, QV_PALETTE_MAX_CLASSES);
  if (qv_indicator_board_get_n_classes (self) == n_classes)
    return;
  self->n_classes = n_classes;
  if (self->series != NULL)
    classify (self);
}

/**
 * qv_indicator_board_get_thematic:
 * @self: a board
 *
 * Returns: (transfer none) (nullable): what a map shows
 */
QvThematic *
qv_indicator_board_get_thematic (QvIndicatorBoard *self)
{
  return self->thematic;
}
