/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-edit.h"
#include "qv-geometry.h"
#include "qv-item.h"

static void
test_entities (void)
{
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    {
      const QvEntityInfo *info = qv_entity_get_info (i);
      QvEntity found;

      g_assert_cmpuint (info->entity, ==, i);
      g_assert_cmpuint (info->n_fields, <=, QV_MAX_FIELDS);
      g_assert_cmpstr (info->fields[info->n_fields - 1].name, ==, "deleted");
      g_assert_true (qv_entity_from_name (info->name, &found) && found == i);
      for (guint j = 0; j < info->n_fields; j++)
        {
          g_assert_cmpint (qv_entity_find_field (i, info->fields[j].name), ==, (int) j);
          g_assert_true ((info->fields[j].type == QV_FIELD_WORD) == (info->fields[j].words != NULL));
          if (info->fields[j].type == QV_FIELD_REF)
            g_assert_cmpuint (info->fields[j].target, <=, i);
        }
    }
  g_assert_cmpint (qv_entity_find_field (QV_ENTITY_NOTE, "deleted"), ==, QV_NOTE_DELETED);
  g_assert_cmpint (qv_entity_find_field (QV_ENTITY_SESSION, "deleted"), ==, QV_SESSION_DELETED);
  g_assert_cmpint (qv_entity_find_field (QV_ENTITY_INDICATOR, "deleted"), ==, QV_INDICATOR_DELETED);
}

static QvRecord *
make_note (void)
{
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, 42);

  note->stamp = 100;
  qv_record_set_int (note, QV_NOTE_SESSION, 7);
  qv_record_set_text (note, QV_NOTE_TEXT, "first");
  qv_record_set_int (note, QV_NOTE_SAID, 1000);
  return note;
}

static void
test_validate (void)
{
  g_autoptr (QvRecord) note = make_note ();
  g_autoptr (GBytes) junk = g_bytes_new_static ("QVG1 and junk that is long", 26);
  g_autoptr (GError) error = NULL;

  g_assert_true (qv_record_validate (note, &error));
  g_assert_no_error (error);
  qv_record_set_text (note, QV_NOTE_TEXT, "");
  g_assert_false (qv_record_validate (note, &error));
  g_assert_error (error, QV_RECORD_ERROR, QV_RECORD_ERROR_MISSING);
  g_clear_error (&error);
  qv_record_set_text (note, QV_NOTE_TEXT, "a");
  qv_record_set_text (note, QV_NOTE_KIND, "wish");
  g_assert_false (qv_record_validate (note, &error));
  g_assert_error (error, QV_RECORD_ERROR, QV_RECORD_ERROR_TYPE);
  g_clear_error (&error);
  qv_record_set_text (note, QV_NOTE_KIND, "problem");
  qv_record_set_blob (note, QV_NOTE_GEOMETRY, junk);
  g_assert_false (qv_record_validate (note, &error));
  g_assert_error (error, QV_RECORD_ERROR, QV_RECORD_ERROR_RANGE);
}

/* One replica's random history of the same note. */
static QvRecord *
make_replica (GRand *rand, QvStamp device)
{
  const char *texts[] = { "first", "second", "third" };
  QvRecord *note = make_note ();

  for (int i = g_rand_int_range (rand, 0, 6); i > 0; i--)
    {
      guint field = g_rand_boolean (rand)   ? QV_NOTE_TEXT
                    : g_rand_boolean (rand) ? QV_NOTE_THEME
                                            : QV_NOTE_DELETED;

      if (field == QV_NOTE_DELETED)
        qv_record_set_int (note, field, g_rand_int_range (rand, 0, 2));
      else
        qv_record_set_text (note, field, texts[g_rand_int_range (rand, 0, 3)]);
      note->stamps[field] = 101 + g_rand_int_range (rand, 0, 8) + device * g_rand_int_range (rand, 0, 2);
    }
  return note;
}

static void
test_merge_any_order (void)
{
  const int orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (QvRecord) a = make_replica (rand, 0);
      g_autoptr (QvRecord) b = make_replica (rand, 1);
      g_autoptr (QvRecord) c = make_replica (rand, 2);
      const QvRecord *replicas[] = { a, b, c };
      g_autoptr (QvRecord) first = NULL;

      for (int i = 0; i < 6; i++)
        {
          g_autoptr (QvRecord) merged = qv_record_copy (replicas[orders[i][0]]);

          qv_record_merge (merged, replicas[orders[i][1]]);
          qv_record_merge (merged, replicas[orders[i][2]]);
          g_assert_false (qv_record_merge (merged, replicas[orders[i][0]]));
          if (first == NULL)
            first = g_steal_pointer (&merged);
          else
            g_assert_true (qv_record_equal (first, merged));
        }
    }
}

static void
test_merge_rules (void)
{
  g_autoptr (QvRecord) here = make_note ();
  g_autoptr (QvRecord) there = make_note ();

  qv_record_set_int (here, QV_NOTE_DELETED, 1);
  here->stamps[QV_NOTE_DELETED] = 200;
  qv_record_set_text (there, QV_NOTE_TEXT, "newer than the delete");
  there->stamps[QV_NOTE_TEXT] = 300;
  g_assert_true (qv_record_merge (here, there));
  g_assert_false (qv_record_is_deleted (here));
  g_assert_cmpstr (qv_record_get_text (here, QV_NOTE_TEXT), ==, "newer than the delete");
  g_assert_cmpuint (here->past->len, ==, 1);
  g_assert_cmpstr (g_array_index (here->past, QvPastValue, 0).value.text, ==, "first");
}

static void
test_geometry (void)
{
  const guint32 parts[] = { 2 }, rings[] = { 4, 7 };
  const gint32 coords[] = { 0, 0, 100, 0, 100, 100, 0, 100, 10, 10, 10, 20, 20, 20 };
  const gint32 off[] = { 0, 0, 1800000001, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0 };
  const guint32 wrong[] = { 6, 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (QvGeometry) area = qv_geometry_new (QV_GEOMETRY_AREA, parts, 1, rings, 2, coords, 7, &error);
  g_autoptr (QvGeometry) again = NULL;
  g_autoptr (QvGeometry) point = qv_geometry_new_point (7.6869, 45.0703);
  gint32 bounds[4];

  g_assert_no_error (error);
  again = qv_geometry_new_from_bytes (qv_geometry_get_bytes (area), &error);
  g_assert_no_error (error);
  qv_geometry_get_bounds (again, bounds);
  g_assert_cmpint (bounds[2], ==, 100);
  g_assert_null (qv_geometry_new (QV_GEOMETRY_AREA, parts, 1, wrong, 2, coords, 7, &error));
  g_assert_error (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_SHAPE);
  g_clear_error (&error);
  g_assert_null (qv_geometry_new (QV_GEOMETRY_AREA, parts, 1, rings, 2, off, 7, &error));
  g_assert_error (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_RANGE);
  qv_geometry_get_bounds (point, bounds);
  g_assert_cmpint (bounds[0], ==, 76869000);
  g_assert_null (qv_geometry_new_point (181.0, 0.0));
  g_assert_null (qv_geometry_new_point (0.0, 0.0 / 0.0));
}

static void
count_cb (GObject *object, GParamSpec *pspec, int *count)
{
  (*count)++;
}

static void
test_item (void)
{
  g_autoptr (QvRecord) record = make_note ();
  g_autoptr (QvItem) item = qv_item_new (record);
  g_autofree char *text = NULL;
  int notified = 0;

  g_assert_true (QV_IS_NOTE (item));
  g_object_get (item, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "first");
  g_assert_cmpint (qv_note_get_helix (QV_NOTE (item)), ==, QV_HELIX_NONE);
  g_signal_connect (item, "notify", G_CALLBACK (count_cb), &notified);
  qv_record_set_text (record, QV_NOTE_HELIX, "residents");
  qv_item_update (item, record);
  g_assert_cmpint (notified, ==, 1);
  g_assert_cmpint (qv_note_get_helix (QV_NOTE (item)), ==, QV_HELIX_RESIDENTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/entities", test_entities);
  g_test_add_func ("/model/record/validate", test_validate);
  g_test_add_func ("/model/record/merge-any-order", test_merge_any_order);
  g_test_add_func ("/model/record/merge-rules", test_merge_rules);
  g_test_add_func ("/model/geometry", test_geometry);
  g_test_add_func ("/model/item", test_item);
  return g_test_run ();
}
