/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's own templates: files of the same form as the program's, in the user's data folder. A file that
 * cannot be read is passed over; it may be somebody's draft. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include <errno.h>
#include <time.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "qv-library.h"
#include "qv-template-private.h"
#include "qv-text.h"

#define ENDING ".xml"
#define MAX_ID 48
#define MAKING ".making-"
#define LEFT_AFTER_SECONDS 60

static char *
get_folder (void)
{
  g_autofree char *library = qv_library_get_default_path ();
  g_autofree char *folder = g_path_get_dirname (library);

  return g_build_filename (folder, "templates", NULL);
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= MAX_ID && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static char *
get_path (const char *id)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_strconcat (id, ENDING, NULL);

  return g_build_filename (folder, name, NULL);
}

QvTemplate *
_qv_template_find_own (const char *id, const char *language)
{
  g_autofree char *path = is_id (id) ? get_path (id) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTextTree) tree = NULL;
  QvTemplate *template = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  tree = _qv_text_tree_load_file (path, &error);
  if (tree != NULL)
    template = _qv_template_new_from_tree (tree, language);
  if (template == NULL)
    {
      g_info ("%s: %s", path, error != NULL ? error->message : "not a template");
      return NULL;
    }
  g_free (template->id);
  template->id = g_strdup (id);
  g_free (template->icon);
  template->icon = g_strdup (QV_TEMPLATE_OWN_ICON);
  template->is_own = TRUE;
  template->is_starter = FALSE;
  return template;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const QvTemplate *x = *(const QvTemplate *const *) a;
  const QvTemplate *y = *(const QvTemplate *const *) b;
  int order = g_utf8_collate (x->title, y->title);

  return order != 0 ? order : strcmp (x->id, y->id);
}

void
_qv_template_list_own (GPtrArray *list, const char *language)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *id =
          g_str_has_suffix (name, ENDING) ? g_strndup (name, strlen (name) - strlen (ENDING)) : NULL;
      QvTemplate *template =
          id != NULL && !_qv_template_is_built_in (id) ? _qv_template_find_own (id, language) : NULL;

      if (template != NULL)
        g_ptr_array_add (own, template);
    }
  g_ptr_array_sort (own, compare_cb);
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (list, own->pdata[i]);
}

/* "Abitare l'Aurora" becomes "abitare-l-aurora". */
static char *
make_word (const char *title)
{
  g_autofree char *ascii = g_str_to_ascii (title, NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && word->len < MAX_ID - 8; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (word, g_ascii_tolower (*p));
      else if (word->len > 0 && word->str[word->len - 1] != '-')
        g_string_append_c (word, '-');
    }
  while (word->len > 0 && word->str[word->len - 1] == '-')
    g_string_truncate (word, word->len - 1);
  return word->len > 0 ? g_string_free (g_steal_pointer (&word), FALSE) : g_strdup ("template");
}

/* Removes what an earlier save left when it was killed. Another program may be saving just now. */
static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_str_has_prefix (name, MAKING) && g_stat (path, &status) == 0 &&
          status.st_mtime + LEFT_AFTER_SECONDS < time (NULL))
        g_unlink (path);
    }
}

static char *
find_free_id (const char *title)
{
  g_autofree char *word = make_word (title);
  char *id = g_strdup (word);

  for (guint i = 2;; i++)
    {
      g_autofree char *path = get_path (id);

      if (!_qv_template_is_built_in (id) && !g_file_test (path, G_FILE_TEST_EXISTS))
        return id;
      g_free (id);
      id = g_strdup_printf ("%s-%u", word, i);
    }
}

static void
read_indicators (QvStore *store, GPtrArray *records, guint field, GHashTable *indicators)
{
  for (guint i = 0; i < records->len; i++)
    {
      QvId id = qv_record_get_int (records->pdata[i], field);
      QvRecord *indicator =
          id != QV_ID_NONE ? qv_store_get_record (store, QV_ENTITY_INDICATOR, id, NULL) : NULL;

      if (indicator != NULL)
        g_hash_table_insert (indicators, g_memdup2 (&id, sizeof id), indicator);
    }
}

static gboolean
read_source (QvStore *store, QvId session, QvTemplateSource *source, GError **error)
{
  struct
  {
    QvEntity entity;
    guint field;
    GPtrArray **list;
  } lists[] = { { QV_ENTITY_STEP, QV_STEP_SESSION, &source->steps },
                { QV_ENTITY_ROUND_TABLE, QV_ROUND_TABLE_SESSION, &source->tables },
                { QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, &source->themes },
                { QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION, &source->choices } };

  source->session = qv_store_get_record (store, QV_ENTITY_SESSION, session, error);
  if (source->session == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      *lists[i].list = qv_store_list (store, lists[i].entity, lists[i].field, session, error);
      if (*lists[i].list == NULL)
        return FALSE;
    }
  source->indicators =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) qv_record_free);
  read_indicators (store, source->choices, QV_SESSION_INDICATOR_INDICATOR, source->indicators);
  read_indicators (store, source->steps, QV_STEP_INDICATOR, source->indicators);
  return TRUE;
}

/**
 * qv_template_save:
 * @store: the library
 * @session: the session whose agenda is to be kept
 * @title: of the template
 * @error: return location for a #GError of %QV_STORE_ERROR, %G_IO_ERROR or %G_FILE_ERROR
 *
 * Keeps the agenda of a session as a template: question, tables, steps with their lengths, fixed starts and
 * texts, seats to be taken, themes, consent, and indicators by name. Nothing that was said is in it, and
 * nobody. Waits for the disk; the file is there whole or not at all.
 *
 * Returns: (transfer full) (nullable): the id of the template
 */
char *
qv_template_save (QvStore *store, QvId session, const char *title, GError **error)
{
  g_auto (QvTemplateSource) source = { NULL };
  g_autofree char *clean = qv_text_normalize (title);
  g_autofree char *id = find_free_id (clean);
  g_autofree char *path = get_path (id);
  g_autofree char *folder = get_folder ();
  g_autofree char *making = NULL;
  g_autofree char *text = NULL;

  sweep (folder);
  if (!read_source (store, session, &source, error) || !qv_library_make_folder (path, error))
    return NULL;
  text =
      _qv_template_write (id, *clean != '\0' ? clean : qv_record_get_text (source.session, QV_SESSION_TITLE),
                          &source);
  making = g_strconcat (folder, G_DIR_SEPARATOR_S MAKING, id, NULL);
  if (!g_file_set_contents_full (making, text, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return NULL;
  if (g_rename (making, path) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot save the template “%s”: %s"),
                   id, g_strerror (code));
      g_unlink (making);
      return NULL;
    }
  return g_steal_pointer (&id);
}

/**
 * qv_template_remove:
 * @id: of a template of the user's own
 * @error: return location for a #GError of %G_IO_ERROR
 *
 * Returns: whether it is gone
 */
gboolean
qv_template_remove (const char *id, GError **error)
{
  g_autofree char *path = is_id (id) && !_qv_template_is_built_in (id) ? get_path (id) : NULL;
  int code = path != NULL ? 0 : ENOENT;

  if (path != NULL && g_unlink (path) == 0)
    return TRUE;
  if (path != NULL)
    code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot remove the template “%s”: %s"), id,
               g_strerror (code));
  return FALSE;
}
