/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session's agenda as a template file, in the form that qv-template.c reads. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-template-private.h"

#include "qv-agenda.h"

void
_qv_template_source_clear (QvTemplateSource *source)
{
  g_clear_pointer (&source->session, qv_record_free);
  g_clear_pointer (&source->tables, g_ptr_array_unref);
  g_clear_pointer (&source->steps, g_ptr_array_unref);
  g_clear_pointer (&source->themes, g_ptr_array_unref);
  g_clear_pointer (&source->choices, g_ptr_array_unref);
  g_clear_pointer (&source->indicators, g_hash_table_unref);
}

static void
write_text (GString *out, const char *indent, const char *element, const char *text)
{
  g_autofree char *escaped = text != NULL && *text != '\0' ? g_markup_escape_text (text, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (out, "%s<%s>%s</%s>\n", indent, element, escaped, element);
}

static void
write_attribute (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = text != NULL && *text != '\0' ? g_markup_escape_text (text, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

/* Which table of @tables, from 1, or 0. */
static guint
find_table (GPtrArray *tables, QvId id)
{
  guint index;

  return qv_record_find (tables, id, &index) != NULL ? index + 1 : 0;
}

/* One that is no more has no name. */
static const char *
get_indicator (const QvTemplateSource *source, QvId id)
{
  const QvRecord *indicator = g_hash_table_lookup (source->indicators, &id);

  return indicator != NULL ? qv_record_get_text (indicator, QV_INDICATOR_NAME) : NULL;
}

/* Elements without text are written too, so that reading takes nothing from the method that the session's
 * step does not say. */
static void
write_step (GString *out, const QvTemplateSource *source, const QvRecord *step)
{
  const struct
  {
    const char *name;
    guint field;
  } texts[] = { { "title", QV_STEP_TITLE },
                { "prompt", QV_STEP_PROMPT },
                { "goal", QV_STEP_GOAL },
                { "materials", QV_STEP_MATERIALS },
                { "remark", QV_STEP_REMARK } };
  const char *kinds = qv_record_get_text (step, QV_STEP_KINDS);
  guint table = find_table (source->tables, qv_record_get_int (step, QV_STEP_ROUND_TABLE));

  g_string_append_printf (out, "  <step minutes=\"%d\" kinds=\"",
                          (int) CLAMP (qv_record_get_int (step, QV_STEP_MINUTES), 0, 1440));
  if (kinds != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (kinds, -1);

      g_string_append (out, escaped);
    }
  g_string_append_c (out, '"');
  write_attribute (out, "method", qv_record_get_text (step, QV_STEP_METHOD));
  if (table > 0)
    g_string_append_printf (out, " table=\"%u\"", table);
  write_attribute (out, "pinned", qv_record_get_text (step, QV_STEP_PINNED));
  write_attribute (out, "indicator", get_indicator (source, qv_record_get_int (step, QV_STEP_INDICATOR)));
  g_string_append (out, ">\n");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = qv_record_get_text (step, texts[i].field);

      if (text != NULL && *text != '\0')
        write_text (out, "    ", texts[i].name, text);
      else
        g_string_append_printf (out, "    <%s/>\n", texts[i].name);
    }
  g_string_append (out, "  </step>\n");
}

static void
write_targets (GString *out, const QvRecord *session)
{
  gboolean has_any = FALSE;

  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      guint field = QV_SESSION_TARGET_AUTHORITIES + helix - QV_HELIX_AUTHORITIES;

      if (qv_record_is_null (session, field))
        continue;
      g_string_append_printf (out, "%s %s=\"%d\"", has_any ? "" : "  <targets", qv_helix_to_word (helix),
                              (int) CLAMP (qv_record_get_int (session, field), 0, 999));
      has_any = TRUE;
    }
  if (has_any)
    g_string_append (out, "/>\n");
}

static void
write_consent (GString *out, const QvRecord *session)
{
  const char *text = qv_record_get_text (session, QV_SESSION_CONSENT_TEXT);
  g_autofree char *escaped = text != NULL && *text != '\0' ? g_markup_escape_text (text, -1) : NULL;

  if (escaped == NULL)
    return;
  g_string_append (out, "  <consent");
  write_attribute (out, "version", qv_record_get_text (session, QV_SESSION_CONSENT_VERSION));
  g_string_append_printf (out, ">%s</consent>\n", escaped);
}

/* Returns: (transfer full): the template as a file, see qv_template_save() */
char *
_qv_template_write (const char *id, const char *title, const QvTemplateSource *source)
{
  g_autoptr (GPtrArray) sorted = qv_agenda_sort (source->steps);
  g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<template");

  write_attribute (out, "id", id);
  write_attribute (out, "icon", QV_TEMPLATE_OWN_ICON);
  g_string_append (out, ">\n");
  write_text (out, "  ", "title", title);
  write_text (out, "  ", "summary", qv_record_get_text (source->session, QV_SESSION_COLLECTION));
  write_text (out, "  ", "question", qv_record_get_text (source->session, QV_SESSION_QUESTION));
  write_targets (out, source->session);
  write_consent (out, source->session);
  for (guint i = 0; i < source->themes->len; i++)
    write_text (out, "  ", "theme", qv_record_get_text (source->themes->pdata[i], QV_SESSION_THEME_NAME));
  for (guint i = 0; i < source->choices->len; i++)
    write_text (out, "  ", "indicator",
                get_indicator (source, qv_record_get_int (source->choices->pdata[i],
                                                          QV_SESSION_INDICATOR_INDICATOR)));
  for (guint i = 0; i < source->tables->len; i++)
    write_text (out, "  ", "table", qv_record_get_text (source->tables->pdata[i], QV_ROUND_TABLE_NAME));
  for (guint i = 0; i < sorted->len; i++)
    write_step (out, source, sorted->pdata[i]);
  g_string_append (out, "</template>\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
