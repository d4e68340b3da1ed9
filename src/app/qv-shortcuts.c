/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The window that names all keys. Not where GtkApplication looks for it, which would build it at every start.
 */

#include "config.h"

#include "qv-shortcuts.h"

#include "qv-helix-keys.h"
#include "qv-look.h"

#define ROWS 16 /* of text in a column, in its usual size */

/* The window copies each key for its search while it is built, so the chosen ones must stand there before. */
static char *
read_interface (GSettings *settings)
{
  g_auto (GStrv) words = g_settings_get_strv (settings, "helix-keys");
  g_autoptr (GBytes) data = g_resources_lookup_data ("/org/quadrivio/Quadrivio/app/help-overlay.ui",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GString *text = g_string_new_len (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data));
  QvHelixKeys keys = QV_HELIX_KEYS_DIGITS;
  g_autofree char *helices = NULL;

  qv_helix_keys_parse ((const char *const *) words, &keys, NULL);
  helices = qv_helix_keys_make_accelerator (&keys);
  g_string_replace (text, "@HELIX_KEYS@", helices, 0);
  g_string_replace (text, "@NONE_KEY@", gdk_keyval_name (gdk_unicode_to_keyval (keys.keys[QV_HELIX_NONE])),
                    0);
  return g_string_free (text, FALSE);
}

/**
 * qv_shortcuts_new:
 * @parent: the main window
 * @settings: those of the program
 * @section: what is shown first: "everywhere", "table", "notes" or "prepare"
 *
 * Returns: (transfer none): the keys of the program, with those that the user has chosen
 */
GtkWindow *
qv_shortcuts_new (GtkWindow *parent, GSettings *settings, const char *section)
{
  const char *const sections[] = { "everywhere_section", "table_section", "notes_section",
                                   "prepare_section" };
  g_autofree char *interface = read_interface (settings);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (interface, -1);
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  guint rows = (guint) (ROWS / qv_look_get_text_scale (GTK_WIDGET (parent)));

  /* The window is as high as its columns; what does not fit goes to the next page. */
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    g_object_set (gtk_builder_get_object (builder, sections[i]), "max-height", MAX (rows, 6), NULL);
  g_object_set (overlay, "section-name", section, NULL);
  gtk_window_set_transient_for (overlay, parent);
  return overlay;
}
