/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The window that names all keys. Not where GtkApplication looks for it, which would build it at every start.
 */

#include "config.h"

#include "qv-shortcuts.h"

#include "qv-helix-keys.h"
#include "qv-look.h"

#define ROWS 15 /* of text in a column, in its usual size */

static void
show_keys (GtkBuilder *builder, GSettings *settings)
{
  g_auto (GStrv) words = g_settings_get_strv (settings, "helix-keys");
  QvHelixKeys keys = QV_HELIX_KEYS_DIGITS;
  g_autofree char *helices = NULL;

  qv_helix_keys_parse ((const char *const *) words, &keys, NULL);
  helices = qv_helix_keys_make_accelerator (&keys);
  g_object_set (gtk_builder_get_object (builder, "helix_keys"), "accelerator", helices, NULL);
  g_object_set (gtk_builder_get_object (builder, "none_key"), "accelerator",
                gdk_keyval_name (gdk_unicode_to_keyval (keys.keys[QV_HELIX_NONE])), NULL);
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
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/quadrivio/Quadrivio/app/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  guint rows = (guint) (ROWS / qv_look_get_text_scale (GTK_WIDGET (parent)));

  show_keys (builder, settings);
  /* The window is as high as its columns; what does not fit goes to the next page. */
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    g_object_set (gtk_builder_get_object (builder, sections[i]), "max-height", MAX (rows, 6), NULL);
  g_object_set (overlay, "section-name", section, NULL);
  gtk_window_set_transient_for (overlay, parent);
  return overlay;
}
