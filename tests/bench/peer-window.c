/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that a libadwaita program can show: an empty window, of the size given by its arguments. */
#include <adwaita.h>
#include <stdlib.h>

static int width = 1366, height = 768;

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.quadrivio.EmptyWindow", G_APPLICATION_NON_UNIQUE);

  if (argc == 3)
    {
      width = atoi (argv[1]);
      height = atoi (argv[2]);
    }
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
