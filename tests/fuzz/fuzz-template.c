/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a template: refused with a sentence, or read to one whose session can be stored; and what is
 * kept of that session as a template is read to the same again. */
#include "qv-fields.h"
#include "qv-template-private.h"
#include "qv-text.h"

#define TITLE "fuzz"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
assert_clean (const char *text)
{
  g_autofree char *again = text != NULL ? qv_text_normalize (text) : NULL;

  g_assert_cmpstr (text, ==, again);
  g_assert_cmpstr (text, !=, "");
}

static void
assert_equal_lists (GPtrArray *one, GPtrArray *other)
{
  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    {
      assert_clean (one->pdata[i]);
      g_assert_cmpstr (one->pdata[i], ==, other->pdata[i]);
    }
}

static void
assert_equal_steps (const QvTemplateStep *one, const QvTemplateStep *other)
{
  const char *texts[][2] = { { one->title, other->title },         { one->prompt, other->prompt },
                             { one->method, other->method },       { one->goal, other->goal },
                             { one->materials, other->materials }, { one->remark, other->remark },
                             { one->kinds, other->kinds },         { one->pinned, other->pinned },
                             { one->indicator, other->indicator } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_clean (texts[i][0]);
      g_assert_cmpstr (texts[i][0], ==, texts[i][1]);
    }
  g_assert_cmpuint (one->minutes, ==, other->minutes);
  g_assert_cmpuint (one->table, ==, other->table);
}

static void
assert_equal (const QvTemplate *one, const QvTemplate *other)
{
  const char *texts[][2] = { { one->title, other->title },
                             { one->summary, other->summary },
                             { one->question, other->question },
                             { one->consent_text, other->consent_text },
                             { one->consent_version, other->consent_version } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_clean (texts[i][0]);
      g_assert_cmpstr (texts[i][0], ==, texts[i][1]);
    }
  g_assert_cmpuint (one->minutes, ==, other->minutes);
  g_assert_cmpmem (one->targets, sizeof one->targets, other->targets, sizeof other->targets);
  assert_equal_lists (one->tables, other->tables);
  assert_equal_lists (one->themes, other->themes);
  assert_equal_lists (one->indicators, other->indicators);
  g_assert_cmpuint (one->steps->len, ==, other->steps->len);
  for (guint i = 0; i < one->steps->len; i++)
    assert_equal_steps (one->steps->pdata[i], other->steps->pdata[i]);
}

static void
add_indicator (GPtrArray *list, const char *name)
{
  QvRecord *indicator;

  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (qv_record_get_text (list->pdata[i], QV_INDICATOR_NAME), name) == 0)
      return;
  indicator = qv_record_new (QV_ENTITY_INDICATOR, qv_id_new ());
  qv_record_set_text (indicator, QV_INDICATOR_NAME, name);
  g_ptr_array_add (list, indicator);
}

/* A library that has every indicator of @template once. */
static GPtrArray *
make_indicators (const QvTemplate *template)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);

  for (guint i = 0; i < template->indicators->len; i++)
    add_indicator (list, template->indicators->pdata[i]);
  for (guint i = 0; i < template->steps->len; i++)
    {
      const QvTemplateStep *step = template->steps->pdata[i];

      if (step->indicator != NULL)
        add_indicator (list, step->indicator);
    }
  return list;
}

static GPtrArray *
pick (const QvEdit *edit, QvEntity entity)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);

  for (guint i = 0; i < edit->changes->len; i++)
    {
      const QvChange *change = &g_array_index (edit->changes, QvChange, i);

      if (change->entity == entity)
        g_ptr_array_add (list, qv_record_copy (change->record));
    }
  return list;
}

/* The session that @template makes, as a template file. */
static char *
write_again (const QvTemplate *template)
{
  g_autoptr (GPtrArray) indicators = make_indicators (template);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (QvEdit) edit = NULL;
  g_auto (QvTemplateSource) source = { NULL };
  QvRecord *session = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());

  qv_record_set_text (session, QV_SESSION_TITLE, TITLE);
  qv_record_set_text (session, QV_SESSION_TEMPLATE, TITLE);
  qv_record_set_text (session, QV_SESSION_COLLECTION, template->summary);
  edit = qv_template_instantiate (template, session, indicators, TITLE);
  for (guint i = 0; i < edit->changes->len; i++)
    g_assert_true (qv_record_validate (g_array_index (edit->changes, QvChange, i).record, NULL));
  sessions = pick (edit, QV_ENTITY_SESSION);
  g_assert_cmpuint (sessions->len, ==, 1);
  source.session = qv_record_copy (sessions->pdata[0]);
  source.tables = pick (edit, QV_ENTITY_ROUND_TABLE);
  source.steps = pick (edit, QV_ENTITY_STEP);
  source.themes = pick (edit, QV_ENTITY_SESSION_THEME);
  source.choices = pick (edit, QV_ENTITY_SESSION_INDICATOR);
  source.indicators = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < indicators->len; i++)
    g_hash_table_insert (source.indicators, &((QvRecord *) indicators->pdata[i])->id, indicators->pdata[i]);
  return _qv_template_write (TITLE, template->title, &source);
}

static QvTemplate *
read_template (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTextTree) tree = _qv_text_tree_parse (data, size, &error);

  g_assert_true ((tree == NULL) == (error != NULL));
  return tree != NULL ? _qv_template_new_from_tree (tree, "it") : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (QvTemplate) template = read_template ((const char *) data, size);
  g_autoptr (QvTemplate) again = NULL;
  g_autofree char *text = NULL;

  if (template == NULL)
    return 0;
  text = write_again (template);
  again = read_template (text, strlen (text));
  g_assert_nonnull (again);
  assert_equal (template, again);
  return 0;
}
