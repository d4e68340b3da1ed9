/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short answers about the many: territories by name, figures by period, without their rows. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

void
qv_place_name_clear (QvPlaceName *self)
{
  g_free (self->code);
  g_free (self->name);
}

static gboolean
select_names (QvDb *db, QvId level, GArray *names, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query =
      _qv_db_query (db, "SELECT id, code, name FROM territory WHERE level = ?1 AND deleted = 0 ORDER BY id",
                    error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, level);
  while (_qv_db_step (db, query, &has_row, error))
    {
      QvPlaceName name;

      if (!has_row)
        return TRUE;
      name = (QvPlaceName){ sqlite3_column_int64 (query, 0),
                            g_strdup ((const char *) sqlite3_column_text (query, 1)),
                            g_strdup ((const char *) sqlite3_column_text (query, 2)) };
      g_array_append_val (names, name);
    }
  return FALSE;
}

/**
 * qv_store_list_place_names:
 * @self: the library
 * @level: of which level
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Reads no outlines, which are most of what a territory weighs.
 *
 * Returns: (transfer full) (element-type QvPlaceName): the territories of the level, by id
 */
GArray *
qv_store_list_place_names (QvStore *self, QvId level, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (QvPlaceName));
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  g_array_set_clear_func (names, (GDestroyNotify) qv_place_name_clear);
  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  ok = select_names (db, level, names, error);
  _qv_store_release_reader (self, db);
  return ok ? g_steal_pointer (&names) : NULL;
}

/**
 * qv_store_count_territories:
 * @self: the library
 * @level: of which level
 * @out_n: (out): how many territories it has
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: whether they could be counted
 */
gboolean
qv_store_count_territories (QvStore *self, QvId level, guint *out_n, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row = FALSE;
  QvDb *db;

  g_return_val_if_fail (QV_IS_STORE (self), FALSE);

  *out_n = 0;
  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return FALSE;
  query = _qv_db_query (db, "SELECT count(*) FROM territory WHERE level = ?1 AND deleted = 0", error);
  if (query != NULL)
    sqlite3_bind_int64 (query, 1, level);
  if (query != NULL && _qv_db_step (db, query, &has_row, error) && has_row)
    *out_n = (guint) sqlite3_column_int (query, 0);
  g_clear_pointer (&query, _qv_query_reset);
  _qv_store_release_reader (self, db);
  return has_row;
}

void
qv_period_summary_clear (QvPeriodSummary *self)
{
  g_free (self->period);
}

static double
get_median (GArray *sorted)
{
  guint middle = sorted->len / 2;

  if (sorted->len % 2 == 1)
    return g_array_index (sorted, double, middle);
  return (g_array_index (sorted, double, middle - 1) + g_array_index (sorted, double, middle)) / 2.0;
}

/* Takes the values of a period, which are in order, and empties the array. */
static void
add_summary (GArray *summaries, const char *period, GArray *values)
{
  QvPeriodSummary summary = { .n = values->len };

  if (values->len == 0)
    return;
  summary.period = g_strdup (period);
  summary.median = get_median (values);
  for (guint i = 0; i < values->len; i++)
    summary.sum += g_array_index (values, double, i);
  g_array_append_val (summaries, summary);
  g_array_set_size (values, 0);
}

static gboolean
select_summaries (QvDb *db, QvId indicator, GArray *summaries, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *period = NULL;
  gboolean has_row;

  query = _qv_db_query (db,
                        "SELECT period, value FROM observation WHERE indicator = ?1 AND deleted = 0 "
                        "ORDER BY period, value",
                        error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, indicator);
  while (_qv_db_step (db, query, &has_row, error))
    {
      const char *next = has_row ? (const char *) sqlite3_column_text (query, 0) : NULL;
      double value = has_row ? sqlite3_column_double (query, 1) : 0.0;

      if (g_strcmp0 (next, period) != 0)
        {
          add_summary (summaries, period, values);
          g_free (period);
          period = g_strdup (next);
        }
      if (!has_row)
        return TRUE;
      g_array_append_val (values, value);
    }
  return FALSE;
}

/**
 * qv_store_summarize_indicator:
 * @self: the library
 * @indicator: of which indicator
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: (transfer full) (element-type QvPeriodSummary): the periods for which it has figures, in order
 */
GArray *
qv_store_summarize_indicator (QvStore *self, QvId indicator, GError **error)
{
  g_autoptr (GArray) summaries = g_array_new (FALSE, FALSE, sizeof (QvPeriodSummary));
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  g_array_set_clear_func (summaries, (GDestroyNotify) qv_period_summary_clear);
  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  ok = select_summaries (db, indicator, summaries, error);
  _qv_store_release_reader (self, db);
  return ok ? g_steal_pointer (&summaries) : NULL;
}
