/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's settings, found also where the schema lies in a prefix that the system does not search. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-settings.h"

/* gettext looks again at LANGUAGE only when this counter of the C library has moved. */
extern int _nl_msg_cat_cntr;

static char *system_language = NULL;

/**
 * qv_settings_new:
 *
 * Returns: (transfer full): the settings of the program
 */
GSettings *
qv_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GError) error = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    {
      own = g_settings_schema_source_new_from_directory (DATADIR "/glib-2.0/schemas", source, TRUE, &error);
      if (own != NULL)
        schema = g_settings_schema_source_lookup (own, APP_ID, FALSE);
    }
  if (schema == NULL)
    g_error ("The settings schema %s is not installed", APP_ID);
  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * qv_settings_use_language:
 * @settings: the settings of the program
 *
 * Makes texts that are asked for from now on come in the chosen language. Windows that are open keep theirs.
 */
void
qv_settings_use_language (GSettings *settings)
{
  g_autofree char *language = g_settings_get_string (settings, "language");

  if (system_language == NULL)
    system_language = g_strdup (g_getenv ("LANGUAGE") != NULL ? g_getenv ("LANGUAGE") : "");
  if (*language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
  else if (*system_language != '\0')
    g_setenv ("LANGUAGE", system_language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  _nl_msg_cat_cntr++;
}
