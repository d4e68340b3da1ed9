/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of methods and templates, the program's own and the user's. The files are small; what is not is
 * refused, for a template may come from anybody. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-text-tree.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "qv-text.h"

#define MAX_BYTES (512 * 1024)
#define MAX_DEPTH 6
#define MAX_ELEMENTS 5000

typedef struct
{
  QvTextTree *root;
  GPtrArray *open; /* (element-type QvTextTree) from the root to where the reader is */
  guint n_elements;
} Reading;

void
_qv_text_tree_free (QvTextTree *self)
{
  g_free (self->name);
  g_strfreev (self->attributes);
  g_free (self->text);
  g_ptr_array_unref (self->children);
  g_free (self);
}

static QvTextTree *
make_element (const char *name, const char **attributes, const char **values)
{
  QvTextTree *element = g_new0 (QvTextTree, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; attributes[i] != NULL; i++)
    g_strv_builder_add_many (builder, attributes[i], values[i], NULL);
  element->name = g_strdup (name);
  element->text = g_strdup ("");
  element->attributes = g_strv_builder_end (builder);
  element->children = g_ptr_array_new_with_free_func ((GDestroyNotify) _qv_text_tree_free);
  return element;
}

static void
start_element (GMarkupParseContext *context,
               const char *name,
               const char **attributes,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Reading *reading = user_data;
  QvTextTree *element;

  /* GMarkup lets a second root pass. */
  if (reading->open->len >= MAX_DEPTH || ++reading->n_elements > MAX_ELEMENTS ||
      (reading->open->len == 0 && reading->root != NULL))
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                           _ ("There is more in it than a template has."));
      return;
    }
  element = make_element (name, attributes, values);
  if (reading->open->len > 0)
    g_ptr_array_add (((QvTextTree *) reading->open->pdata[reading->open->len - 1])->children, element);
  else
    reading->root = element;
  g_ptr_array_add (reading->open, element);
}

/* Only the whole text is clean: a mark may stand after a child, and belong to the letter before it. */
static void
end_element (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  QvTextTree *element = reading->open->pdata[reading->open->len - 1];
  g_autofree char *raw = element->text;

  element->text = qv_text_normalize (raw);
  g_ptr_array_set_size (reading->open, (int) reading->open->len - 1);
}

static void
take_text (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  QvTextTree *element = reading->open->len > 0 ? reading->open->pdata[reading->open->len - 1] : NULL;
  g_autofree char *piece = g_strndup (text, length);
  g_autofree char *old = NULL;

  if (element == NULL || *piece == '\0')
    return;
  old = element->text;
  element->text = g_strconcat (old, piece, NULL);
}

QvTextTree *
_qv_text_tree_parse (const char *data, gsize length, GError **error)
{
  const GMarkupParser functions = { .start_element = start_element,
                                    .end_element = end_element,
                                    .text = take_text };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GMarkupParseContext) context = NULL;
  Reading reading = { .open = open };

  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                           _ ("There is more in it than a template has."));
      return NULL;
    }
  /* GMarkup goes on after bytes in CDATA that are no text, with its error set. */
  if (!g_utf8_validate_len (data, length, NULL))
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8, _ ("There is no template in it."));
      return NULL;
    }
  context = g_markup_parse_context_new (&functions, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  if (g_markup_parse_context_parse (context, data, (gssize) length, error) &&
      g_markup_parse_context_end_parse (context, error))
    {
      if (reading.root == NULL)
        g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_EMPTY, _ ("There is no template in it."));
      return reading.root;
    }
  g_clear_pointer (&reading.root, _qv_text_tree_free);
  return NULL;
}

/* What comes with the program is there and right, or the program is broken. */
QvTextTree *
_qv_text_tree_load_resource (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  QvTextTree *tree = NULL;

  if (bytes != NULL)
    tree = _qv_text_tree_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  if (tree == NULL)
    g_error ("%s: %s", path, error->message);
  return tree;
}

QvTextTree *
_qv_text_tree_load_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *data = g_malloc (MAX_BYTES + 1);
  gsize length;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), data, MAX_BYTES + 1, &length, NULL, error))
    return NULL;
  return _qv_text_tree_parse (data, length, error);
}

const char *
_qv_text_tree_get_attribute (const QvTextTree *self, const char *name)
{
  for (guint i = 0; self->attributes[i] != NULL; i += 2)
    if (g_str_equal (self->attributes[i], name))
      return self->attributes[i + 1];
  return NULL;
}

guint
_qv_text_tree_get_number (const QvTextTree *self, const char *name)
{
  const char *text = _qv_text_tree_get_attribute (self, name);

  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), 1440) : 0;
}

/* The text of a child in @language, or else the one that bears no language. */
const char *
_qv_text_tree_get_text (const QvTextTree *self, const char *child, const char *language)
{
  const char *text = NULL;

  for (guint i = 0; i < self->children->len; i++)
    {
      const QvTextTree *element = self->children->pdata[i];
      const char *own = _qv_text_tree_get_attribute (element, "xml:lang");

      if (!g_str_equal (element->name, child))
        continue;
      if (g_strcmp0 (own, language) == 0)
        return element->text;
      if (own == NULL && text == NULL)
        text = element->text;
    }
  return text;
}
