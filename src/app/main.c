/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <pango/pangocairo.h>

#include "qv-application.h"
#include "qv-catalogue.h"
#include "qv-settings.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (QvApplication) app = NULL;

  setlocale (LC_ALL, "");
  qv_catalogue_use ();

  /* It reads the system's fonts in a thread, while all else starts. */
  pango_cairo_font_map_get_default ();

  settings = qv_settings_new ();
  qv_settings_use_language (settings);
  app = qv_application_new (settings);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
