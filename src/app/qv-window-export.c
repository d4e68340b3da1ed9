/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session as a file: what kind is said first, so that the name that is offered has its ending. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qv-export.h"
#include "qv-map-picture.h"
#include "qv-toast.h"
#include "qv-window-private.h"

/* An export that takes longer says so, with a way to stop it. */
#define PATIENCE_MS 500

typedef struct
{
  const char *word;
  const char *title;
  const char *name; /* that is offered ends like this */
  const char *format;
  const char *suffixes[4];
} Kind;

/* The ending of a picture says whether it is pixels, a drawing or a sheet. */
static const Kind kinds[] = {
  { "session",
    N_ ("Export the Session"),
    ".quadrivio.xml",
    N_ ("Session, for another Quadrivio (.xml)"),
    { "xml" } },
  { "page", N_ ("Export a Page for Reading"), ".html", N_ ("Page for reading (.html)"), { "html" } },
  { "map", N_ ("Export a Map Image"), ".png", N_ ("Picture (.png, .svg, .pdf)"), { "png", "svg", "pdf" } },
  { "layers", N_ ("Export Layers and Tables"), ".gpkg", N_ ("GeoPackage (.gpkg)"), { "gpkg" } },
  { "features", N_ ("Export the Notes on the Map"), ".geojson", N_ ("GeoJSON (.geojson)"), { "geojson" } },
  { "table", N_ ("Export a Table"), ".csv", N_ ("Table (.csv)"), { "csv" } },
};

typedef struct
{
  QvWindow *window;
  QvId session;
  const Kind *kind;
  char *path;
  char *table; /* (nullable): which one, where there are several */
  gboolean is_named;
  GCancellable *cancellable;
  guint source;    /* until it is said that the export takes a while */
  AdwToast *toast; /* (nullable): that says so */
} Exporting;

static void
free_exporting (Exporting *exporting)
{
  g_clear_handle_id (&exporting->source, g_source_remove);
  g_clear_object (&exporting->toast);
  g_clear_object (&exporting->cancellable);
  g_object_unref (exporting->window);
  g_free (exporting->path);
  g_free (exporting->table);
  g_free (exporting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exporting, free_exporting)

/* What a table can be of: the word and the label of each. */
static const char *const tables[][2] = {
  { "notes", N_ ("Notes") },
  { "clusters", N_ ("Clusters") },
  { "results", N_ ("Results of closed votes") },
  { "votes", N_ ("Closed votes by helix") },
  { "commitments", N_ ("Commitments") },
};

static gboolean
is_table (const Exporting *exporting)
{
  return g_str_equal (exporting->kind->word, "table");
}

static gboolean
is_map (const Exporting *exporting)
{
  return g_str_equal (exporting->kind->word, "map");
}

/* Of these the user should know that others get less than is seen here. */
static gboolean
is_coarse (const Exporting *exporting)
{
  static const char *const words[] = { "layers", "features", "table", NULL };
  gboolean has_notes = exporting->table == NULL || g_str_equal (exporting->table, tables[0][0]);

  return has_notes && !exporting->is_named && g_strv_contains (words, exporting->kind->word);
}

static gboolean
take_long_cb (gpointer user_data)
{
  Exporting *exporting = user_data;

  exporting->source = 0;
  if (exporting->window->exporting != exporting->cancellable)
    return G_SOURCE_REMOVE;
  exporting->toast = qv_toast_new (_ ("The export takes a moment"), _ ("Stop"), "win.stop-export");
  adw_toast_set_timeout (exporting->toast, 0);
  qv_window_add_toast (exporting->window, g_object_ref (exporting->toast));
  return G_SOURCE_REMOVE;
}

static void
tell_done (const Exporting *exporting)
{
  g_autofree char *name = g_path_get_basename (exporting->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *sentence =
      is_coarse (exporting)
          ? g_strdup_printf (_ ("Exported as %s, without authors, places to about 100 metres"), shown)
          : g_strdup_printf (_ ("Exported as %s"), shown);
  AdwToast *toast = qv_toast_new (sentence, _ ("Show in Folder"), "win.show-file");

  adw_toast_set_action_target_value (toast, g_variant_new_bytestring (exporting->path));
  qv_window_add_toast (exporting->window, toast);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exporting) exporting = user_data;
  QvWindow *self = exporting->window;
  g_autoptr (GError) error = NULL;
  gboolean is_done = is_map (exporting) ? qv_map_picture_write_finish (result, &error)
                                        : qv_export_session_finish (result, &error);

  g_clear_handle_id (&exporting->source, g_source_remove);
  if (self->exporting != exporting->cancellable)
    return;
  g_clear_object (&self->exporting);
  _qv_window_update_actions (self);
  if (is_done)
    tell_done (exporting);
  else if (g_cancellable_is_cancelled (exporting->cancellable))
    _qv_window_say (self, _ ("The export was stopped. No file was changed."));
  else
    {
      if (exporting->toast != NULL)
        _qv_window_say (self, _ ("The session was not exported"));
      _qv_window_tell_error (self, _ ("The session was not exported"), error);
    }
}

/* As the window shows it, where it shows this session; else as the session begins. */
static void
start_map (Exporting *exporting)
{
  QvWindow *self = exporting->window;
  QvMapPicture picture = QV_MAP_PICTURE_INIT;

  picture.session = exporting->session;
  if (self->view != NULL && qv_window_get_session (self) == exporting->session)
    {
      QvIndicatorBoard *board = qv_session_view_get_board (self->view);
      QvIndicator *indicator = qv_indicator_board_get_indicator (board);

      picture.is_plain = indicator == NULL || !qv_indicator_board_has_figures (board);
      if (!picture.is_plain)
        picture.indicator = qv_item_get_id (QV_ITEM (indicator));
      picture.period = qv_indicator_board_get_period (board);
      picture.method = qv_indicator_board_get_method (board);
      picture.n_classes = qv_indicator_board_get_n_classes (board);
    }
  qv_map_picture_write_async (self->store, &picture, exporting->path, exporting->cancellable, exported_cb,
                              exporting);
}

static void
start (Exporting *exporting /* transfer full */)
{
  QvWindow *self = exporting->window;
  QvExportFormat format;

  exporting->cancellable = g_cancellable_new ();
  exporting->source = g_timeout_add (PATIENCE_MS, take_long_cb, exporting);
  g_set_object (&self->exporting, exporting->cancellable);
  _qv_window_update_actions (self);
  if (is_map (exporting))
    start_map (exporting);
  else if (qv_export_format_from_path (exporting->path, &format) &&
           (exporting->table == NULL || qv_export_choose_table (exporting->table, &format)))
    qv_export_session_async (self->store, exporting->session, exporting->path, format,
                             exporting->is_named ? QV_EXPORT_NAMED : QV_EXPORT_DEFAULT,
                             exporting->cancellable, exported_cb, exporting);
}

static gboolean
has_ending (const Kind *kind, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const char *dot = strrchr (lower, '.');

  return dot != NULL && g_strv_contains (kind->suffixes, dot + 1);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GtkNativeDialog) owned = dialog;
  g_autoptr (Exporting) exporting = user_data;
  QvWindow *self = exporting->window;
  g_autoptr (GFile) file = NULL;
  g_autofree char *sentence = NULL;

  if (response != GTK_RESPONSE_ACCEPT || self->store == NULL || self->exporting != NULL)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  exporting->path = g_file_get_path (file);
  if (!is_map (exporting))
    exporting->is_named =
        g_strcmp0 (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), "named"), "true") == 0;
  if (is_table (exporting))
    exporting->table = g_strdup (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), "table"));
  if (exporting->path == NULL || !has_ending (exporting->kind, exporting->path))
    {
      /* Translators: %s is a kind of file, such as "Table (.csv)" */
      sentence =
          g_strdup_printf (_ ("The name needs the ending of its kind: %s."), _ (exporting->kind->format));
      _qv_window_say (self, sentence);
      return;
    }
  start (g_steal_pointer (&exporting));
}

static char *
make_file_name (const char *title, const char *ending)
{
  g_autofree char *name = g_strdup (title);

  g_strdelimit (name, "/\\:*?\"<>|\n\t", '-');
  if (*name == '.')
    *name = '_';
  return g_strconcat (name, ending, NULL);
}

static void
offer_tables (GtkFileChooser *chooser)
{
  const char *words[G_N_ELEMENTS (tables) + 1] = { NULL };
  const char *labels[G_N_ELEMENTS (tables) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      words[i] = tables[i][0];
      labels[i] = _ (tables[i][1]);
    }
  /* Translators: before a choice such as "Notes", "Commitments" */
  gtk_file_chooser_add_choice (chooser, "table", _ ("Table of"), words, labels);
  gtk_file_chooser_set_choice (chooser, "table", words[0]);
}

static void
choose_file (Exporting *exporting /* transfer full */, const char *title)
{
  const Kind *kind = exporting->kind;
  g_autofree char *file_name = make_file_name (title, kind->name);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ (kind->title), GTK_WINDOW (exporting->window),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file_name);
  _qv_window_add_filter (GTK_FILE_CHOOSER (chooser), _ (kind->format), kind->suffixes);
  if (is_table (exporting))
    offer_tables (GTK_FILE_CHOOSER (chooser));
  if (!is_map (exporting))
    {
      gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (chooser), "named",
                                   is_coarse (exporting) ? _ ("With names, seats and exact places")
                                                         : _ ("With the names of people"),
                                   NULL, NULL);
      gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (chooser), "named", "false");
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), exporting);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  g_autoptr (QvSession) session = NULL;
  const char *word;
  Exporting *exporting;
  gint64 id;
  guint i = 0;

  g_variant_get (parameter, "(x&s)", &id, &word);
  while (i < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[i].word, word))
    i++;
  session = qv_session_list_find (qv_library_page_get_list (self->library_page), id);
  if (session == NULL || i == G_N_ELEMENTS (kinds))
    return;
  exporting = g_new0 (Exporting, 1);
  exporting->window = g_object_ref (self);
  exporting->session = id;
  exporting->kind = &kinds[i];
  choose_file (exporting, qv_item_get_text (QV_ITEM (session), QV_SESSION_TITLE));
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (QV_WINDOW (widget)->exporting);
}

/**
 * _qv_window_stop_export:
 * @self: the window
 *
 * Gives up the export that is going on, and forgets it.
 */
void
_qv_window_stop_export (QvWindow *self)
{
  g_cancellable_cancel (self->exporting);
  g_clear_object (&self->exporting);
}

void
_qv_window_install_export (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", "(xs)", export_cb);
  gtk_widget_class_install_action (widget_class, "win.stop-export", NULL, stop_cb);
}
