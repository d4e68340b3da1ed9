/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-base"

#include "config.h"

#include "qv-catalogue.h"

#include <libintl.h>

/**
 * qv_catalogue_use:
 *
 * Makes translated texts come from the project's catalogues: those that were installed, or those in the
 * folder that the environment variable QUADRIVIO_LOCALEDIR names, for a program that runs from its build
 * folder. Call it once, after setlocale().
 */
void
qv_catalogue_use (void)
{
  const char *named = g_getenv ("QUADRIVIO_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, named != NULL ? named : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
