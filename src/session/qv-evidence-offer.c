/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-evidence-offer.h"

#include <math.h>

#include "qv-note-weaving.h"

typedef struct
{
  QvStore *store;
  QvId session;
  QvId territory;
  QvId indicator;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_free (request);
}

static void
clear_offer (gpointer data)
{
  QvEvidenceOffer *offer = data;

  g_free (offer->name);
  g_free (offer->unit);
  g_free (offer->period);
  qv_figures_free (offer->figures);
}

QvEvidenceOffer *
qv_evidence_offer_ref (QvEvidenceOffer *offer)
{
  return g_atomic_rc_box_acquire (offer);
}

void
qv_evidence_offer_unref (QvEvidenceOffer *offer)
{
  g_atomic_rc_box_release_full (offer, clear_offer);
}

/**
 * qv_evidence_offer_move:
 * @offer: an offer
 * @territory: the place that is spoken of, or %QV_ID_NONE
 *
 * Reads the figure there, from what was read before.
 */
void
qv_evidence_offer_move (QvEvidenceOffer *offer, QvId territory)
{
  offer->territory = territory;
  if (!qv_figures_find (offer->figures, territory, &offer->value))
    offer->value = NAN;
}

/**
 * qv_evidence_offer_freeze:
 * @offer: an offer
 * @session: whose note it is
 * @note: what it is held against
 * @stance: "supports", "contradicts", or "asks" for data, which is all that can be done where there is no
 * figure
 *
 * Returns: (transfer full): the evidence, in which value and period stay as they are now
 */
QvRecord *
qv_evidence_offer_freeze (const QvEvidenceOffer *offer, QvId session, QvId note, const char *stance)
{
  return qv_evidence_make (session, note, offer->indicator, offer->territory, offer->period, offer->value,
                           isfinite (offer->value) ? stance : "asks");
}

static gboolean
add_offer (GPtrArray *offers, Request *request, QvId indicator, GError **error)
{
  g_autoptr (QvRecord) record = qv_store_get_record (request->store, QV_ENTITY_INDICATOR, indicator, NULL);
  g_autoptr (QvFigures) figures = NULL;
  QvEvidenceOffer *offer;

  if (record == NULL)
    return TRUE;
  figures = qv_figures_load (request->store, indicator, NULL, error);
  if (figures == NULL)
    return FALSE;
  offer = g_atomic_rc_box_new0 (QvEvidenceOffer);
  offer->indicator = indicator;
  offer->name = g_strdup (qv_record_get_text (record, QV_INDICATOR_NAME));
  offer->unit = g_strdup (qv_record_get_text (record, QV_INDICATOR_UNIT));
  offer->period = *figures->period != '\0' ? g_strdup (figures->period) : NULL;
  offer->figures = g_steal_pointer (&figures);
  qv_evidence_offer_move (offer, request->territory);
  g_ptr_array_add (offers, offer);
  return TRUE;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 left = qv_record_get_int (*(QvRecord *const *) a, QV_SESSION_INDICATOR_POSITION);
  gint64 right = qv_record_get_int (*(QvRecord *const *) b, QV_SESSION_INDICATOR_POSITION);

  return left < right ? -1 : left > right;
}

/* Those chosen for the session; if none were, those of its territories. */
static gboolean
add_all (GPtrArray *offers, Request *request, GError **error)
{
  g_autoptr (GPtrArray) chosen = qv_store_list (request->store, QV_ENTITY_SESSION_INDICATOR,
                                                QV_SESSION_INDICATOR_SESSION, request->session, error);
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (QvRecord) session = NULL;

  if (chosen == NULL)
    return FALSE;
  g_ptr_array_sort (chosen, compare_positions);
  for (guint i = 0; i < chosen->len; i++)
    if (!add_offer (offers, request, qv_record_get_int (chosen->pdata[i], QV_SESSION_INDICATOR_INDICATOR),
                    error))
      return FALSE;
  if (offers->len > 0)
    return TRUE;
  session = qv_store_get_record (request->store, QV_ENTITY_SESSION, request->session, error);
  if (session == NULL)
    return FALSE;
  others = qv_store_list (request->store, QV_ENTITY_INDICATOR, QV_INDICATOR_LEVEL,
                          qv_record_get_int (session, QV_SESSION_LEVEL), error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!add_offer (offers, request, ((QvRecord *) others->pdata[i])->id, error))
      return FALSE;
  return others != NULL;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_evidence_offer_unref);
  Request *request = data;
  GError *error = NULL;
  gboolean is_read = request->indicator != QV_ID_NONE
                         ? add_offer (offers, request, request->indicator, &error)
                         : add_all (offers, request, &error);

  if (is_read)
    g_task_return_pointer (task, g_steal_pointer (&offers), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * qv_evidence_offer_list_async:
 * @store: a library
 * @session: whose indicators are read
 * @territory: the place that is spoken of, or %QV_ID_NONE
 * @indicator: the only one that is asked, or %QV_ID_NONE for those of the session
 * @cancellable: (nullable): to give up waiting
 * @callback: called when read
 * @user_data: for @callback
 */
void
qv_evidence_offer_list_async (QvStore *store,
                              QvId session,
                              QvId territory,
                              QvId indicator,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->store = g_object_ref (store);
  request->session = session;
  request->territory = territory;
  request->indicator = indicator;
  g_task_set_source_tag (task, qv_evidence_offer_list_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * qv_evidence_offer_list_finish:
 * @result: as handed to the callback
 * @error: return location for a #QvStoreError
 *
 * Returns: (transfer full) (element-type QvEvidenceOffer): one for each indicator; %NULL with @error set
 */
GPtrArray *
qv_evidence_offer_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_evidence_offer_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
