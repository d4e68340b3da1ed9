/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Territories found by what is typed, and figures taken together. */
#include "store-utils.h"

#include "qv-place-search.h"

static QvId
add (QvEdit *edit, QvRecord *record)
{
  QvId id = record->id;

  qv_edit_insert (edit, record);
  return id;
}

static QvId
add_level (QvEdit *edit)
{
  QvRecord *level = qv_record_new (QV_ENTITY_LEVEL, qv_id_new ());

  qv_record_set_text (level, QV_LEVEL_NAME, "Communes");
  return add (edit, level);
}

static QvId
add_place (QvEdit *edit, QvId level, const char *code, const char *name)
{
  QvRecord *place = qv_record_new (QV_ENTITY_TERRITORY, qv_id_new ());

  qv_record_set_int (place, QV_TERRITORY_LEVEL, level);
  qv_record_set_text (place, QV_TERRITORY_CODE, code);
  qv_record_set_text (place, QV_TERRITORY_NAME, name);
  return add (edit, place);
}

static void
assert_found (const QvPlaceSearch *search, const char *words, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;
  guint n;

  found = qv_place_search_find (search, words, 3, &n);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", ((const QvPlaceName *) found->pdata[i])->name);
  if (n > found->len)
    g_string_append_printf (names, "|+%u", n - found->len);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_search (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (QvPlaceSearch) search = NULL;
  g_autoptr (QvPlaceSearch) none = NULL;
  g_autoptr (GError) error = NULL;
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvId level = add_level (edit);
  QvId other = add_level (edit);
  QvEdit *removal;
  QvId gone;

  add_place (edit, level, "42218", "Saint-Étienne");
  add_place (edit, level, "76600", "Saint-Étienne-du-Rouvray");
  add_place (edit, level, "69204", "Bois-Saint-Étienne");
  add_place (edit, level, "63113", "Clermont-Ferrand");
  add_place (edit, level, "60157", "Clermont");
  add_place (edit, level, "2B033", "Bastia");
  add_place (edit, other, "1", "Clermont-les-Autres");
  gone = add_place (edit, level, "99999", "Clermont-le-Disparu");
  fixture_apply (fixture, edit);
  removal = qv_edit_new ("Remove", QV_ID_NONE);
  qv_edit_delete (removal, QV_ENTITY_TERRITORY, gone);
  fixture_apply (fixture, removal);

  search = qv_place_search_load (fixture->store, level, &error);
  g_assert_no_error (error);
  assert_found (search, "saint etienne", "Saint-Étienne|Saint-Étienne-du-Rouvray|Bois-Saint-Étienne");
  assert_found (search, "SAINT-ÉT", "Saint-Étienne|Saint-Étienne-du-Rouvray|Bois-Saint-Étienne");
  /* The start of the name, then the start of a word, then anywhere. */
  assert_found (search, "ferrand", "Clermont-Ferrand");
  assert_found (search, "lermont", "Clermont|Clermont-Ferrand");
  assert_found (search, "2b033", "Bastia");
  assert_found (search, "60157", "Clermont");
  assert_found (search, "zzz", "");
  assert_found (search, "", "Bastia|Bois-Saint-Étienne|Clermont|+3");
  assert_found (search, " - ", "Bastia|Bois-Saint-Étienne|Clermont|+3");
  assert_found (search,
                "\xff\xfe"
                "zz",
                "");

  none = qv_place_search_load (fixture->store, QV_ID_NONE, &error);
  g_assert_no_error (error);
  assert_found (none, "", "");
}

/* As many as France has communes: a letter must not be felt. */
static void
test_many (void)
{
  const guint n_places = 35000;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (QvPlaceSearch) search = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvId level = add_level (edit);
  gint64 best = G_MAXINT64;
  guint n;

  for (guint i = 0; i < n_places; i++)
    {
      g_autofree char *code = g_strdup_printf ("%05u", i);
      g_autofree char *name = g_strdup_printf ("Saint-Étienne-sous-Barbuise %u", i);

      add_place (edit, level, code, name);
    }
  fixture_apply (fixture, edit);
  search = qv_place_search_load (fixture->store, level, &error);
  for (guint i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_clear_pointer (&found, g_ptr_array_unref);
      found = qv_place_search_find (search, "barbuise 3499", 200, &n);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  g_assert_cmpuint (n, ==, 11); /* 3499 and 34990 to 34999 */
  g_assert_cmpstr (((const QvPlaceName *) found->pdata[0])->code, ==, "03499");
  g_test_message ("a letter among %u territories: %" G_GINT64_FORMAT " µs", n_places, best);
}

static void
add_figure (QvEdit *edit, QvId indicator, QvId place, const char *period, double value)
{
  QvRecord *figure = qv_record_new (QV_ENTITY_OBSERVATION, qv_id_new ());

  qv_record_set_int (figure, QV_OBSERVATION_INDICATOR, indicator);
  qv_record_set_int (figure, QV_OBSERVATION_TERRITORY, place);
  qv_record_set_text (figure, QV_OBSERVATION_PERIOD, period);
  qv_record_set_real (figure, QV_OBSERVATION_VALUE, value);
  add (edit, figure);
}

static void
test_summaries (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GError) error = NULL;
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvId level = add_level (edit);
  QvRecord *indicator = qv_record_new (QV_ENTITY_INDICATOR, qv_id_new ());
  QvId id = indicator->id;
  QvId places[3];
  guint n;

  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Under 14");
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level);
  qv_record_set_text (indicator, QV_INDICATOR_MEASURE, "rate");
  qv_record_set_text (indicator, QV_INDICATOR_POLARITY, "neutral");
  qv_edit_insert (edit, indicator);
  for (guint i = 0; i < 3; i++)
    places[i] = add_place (edit, level, (const char *[]){ "1", "2", "3" }[i], "x");
  add_figure (edit, id, places[0], "2023", 7.0);
  add_figure (edit, id, places[1], "2023", -1.5);
  add_figure (edit, id, places[2], "2023", 2.0);
  add_figure (edit, id, places[1], "2012", 4.0);
  add_figure (edit, id, places[2], "2012", 1.0);
  fixture_apply (fixture, edit);

  periods = qv_store_summarize_indicator (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (periods->len, ==, 2);
  g_assert_cmpstr (g_array_index (periods, QvPeriodSummary, 0).period, ==, "2012");
  g_assert_cmpuint (g_array_index (periods, QvPeriodSummary, 0).n, ==, 2);
  g_assert_cmpfloat (g_array_index (periods, QvPeriodSummary, 0).median, ==, 2.5);
  g_assert_cmpfloat (g_array_index (periods, QvPeriodSummary, 0).sum, ==, 5.0);
  g_assert_cmpuint (g_array_index (periods, QvPeriodSummary, 1).n, ==, 3);
  g_assert_cmpfloat (g_array_index (periods, QvPeriodSummary, 1).median, ==, 2.0);
  g_assert_cmpfloat (g_array_index (periods, QvPeriodSummary, 1).sum, ==, 7.5);
  none = qv_store_summarize_indicator (fixture->store, level, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (qv_store_count_territories (fixture->store, level, &n, &error));
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (qv_store_count_territories (fixture->store, id, &n, &error));
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/places/search", test_search);
  g_test_add_func ("/places/many", test_many);
  g_test_add_func ("/places/summaries", test_summaries);
  return g_test_run ();
}
