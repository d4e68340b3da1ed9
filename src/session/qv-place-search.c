/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What costs time is done when the names are read; to find one among 35,000 is then a matter of a letter. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-place-search.h"

#include <string.h>

typedef struct
{
  QvPlaceName *place;
  char *folded; /* " saint etienne du mont", with the code after a newline */
  char *key;    /* for sorting */
} Entry;

struct _QvPlaceSearch
{
  GArray *names;
  GArray *entries; /* (element-type Entry) as people look them up: by name */
};

/* How well a name fits, best first. */
typedef enum
{
  FIT_CODE,
  FIT_START,
  FIT_WORD,
  FIT_INSIDE,
  N_FITS,
} Fit;

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->folded);
  g_free (entry->key);
}

void
qv_place_search_free (QvPlaceSearch *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->names);
  g_free (self);
}

/* " saint etienne": letters and digits without case or accents, each word after a space. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_casefold (apart, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean is_inside = FALSE;

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalnum (c))
        {
          is_inside = FALSE;
          continue;
        }
      if (!is_inside)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      is_inside = TRUE;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  return order != 0 ? order : (x->place->id > y->place->id) - (x->place->id < y->place->id);
}

/**
 * qv_place_search_load:
 * @store: the library
 * @level: of which territories
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Waits for the disk.
 *
 * Returns: (transfer full): the territories of the level
 */
QvPlaceSearch *
qv_place_search_load (QvStore *store, QvId level, GError **error)
{
  GArray *names = qv_store_list_place_names (store, level, error);
  QvPlaceSearch *self;

  if (names == NULL)
    return NULL;
  self = g_new (QvPlaceSearch, 1);
  self->names = names;
  self->entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), names->len);
  g_array_set_clear_func (self->entries, clear_entry);
  for (guint i = 0; i < names->len; i++)
    {
      QvPlaceName *place = &g_array_index (names, QvPlaceName, i);
      g_autofree char *name = fold (place->name);
      g_autofree char *code = fold (place->code);
      Entry entry = { place, g_strconcat (name, "\n", code, NULL), g_utf8_collate_key (place->name, -1) };

      g_array_append_val (self->entries, entry);
    }
  g_array_sort (self->entries, compare_entries);
  return self;
}

typedef struct
{
  QvStore *store;
  QvId level;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_free (request);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  QvPlaceSearch *self = qv_place_search_load (request->store, request->level, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) qv_place_search_free);
  else
    g_task_return_error (task, error);
}

void
qv_place_search_load_async (
    QvStore *store, QvId level, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (store), level };
  g_task_set_source_tag (task, qv_place_search_load_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, load_in_thread);
}

QvPlaceSearch *
qv_place_search_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* @words: as fold() makes them, not empty */
static gboolean
find_fit (const Entry *entry, const char *words, Fit *out_fit)
{
  const char *code = strchr (entry->folded, '\n') + 1;
  const char *at;

  if (g_str_equal (code, words))
    *out_fit = FIT_CODE;
  else if (g_str_has_prefix (entry->folded, words))
    *out_fit = FIT_START;
  else if ((at = strstr (entry->folded, words)) != NULL)
    *out_fit = at < code ? FIT_WORD : FIT_INSIDE;
  else if (strstr (entry->folded, words + 1) != NULL)
    *out_fit = FIT_INSIDE;
  else
    return FALSE;
  return TRUE;
}

/**
 * qv_place_search_find:
 * @self: territories
 * @words: what is typed; nothing finds all
 * @limit: at most so many
 * @out_n: (out): how many there are
 *
 * Returns: (transfer container) (element-type QvPlaceName): the territory of that code, those whose name
 * begins so, has a word that does, or has it anywhere; by name. They live as long as @self.
 */
GPtrArray *
qv_place_search_find (const QvPlaceSearch *self, const char *words, guint limit, guint *out_n)
{
  g_autofree char *folded = fold (words);
  GPtrArray *found[N_FITS];

  for (guint i = 0; i < N_FITS; i++)
    found[i] = g_ptr_array_new ();
  *out_n = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      Fit fit = FIT_START;

      if (*folded != '\0' && !find_fit (entry, folded, &fit))
        continue;
      (*out_n)++;
      if (found[fit]->len < limit)
        g_ptr_array_add (found[fit], entry->place);
    }
  for (guint i = 1; i < N_FITS; i++)
    {
      g_ptr_array_extend (found[0], found[i], NULL, NULL);
      g_ptr_array_unref (found[i]);
    }
  if (found[0]->len > limit)
    g_ptr_array_set_size (found[0], (int) limit);
  return found[0];
}
