/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets for the day as PDF, which any printer takes. */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-print-menu.h"

#include <glib/gi18n.h>

#include "qv-sheets.h"

/**
 * qv_print_menu_new:
 *
 * Returns: (transfer full): a menu of the sheets, for the action "print.sheet"
 */
GMenuModel *
qv_print_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) texts = g_menu_new ();

  g_menu_append (menu, _ ("_Agenda…"), "print.sheet::agenda");
  g_menu_append (menu, _ ("_Seat Cards…"), "print.sheet::seats");
  g_menu_append (menu, _ ("_Consent Sheets…"), "print.sheet::consent");
  g_menu_append (menu, _ ("Blank _Map…"), "print.sheet::map");
  g_menu_append (texts, _ ("Consent _Text…"), "prepare.consent");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (texts));
  return G_MENU_MODEL (menu);
}

typedef struct
{
  QvPrepareContext *context;
  QvSheet sheet;
  char *path;
} Printing;

static void
free_printing (Printing *printing)
{
  g_object_unref (printing->context);
  g_free (printing->path);
  g_free (printing);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (printing->path);
  g_autofree char *sentence = NULL;

  if (qv_sheet_write_finish (result, &error))
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_ ("“%s” is saved."), name);
  else
    sentence = g_strdup (error->message);
  qv_prepare_context_say (printing->context, sentence);
  free_printing (printing);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    printing->path = g_file_get_path (file);
  if (printing->path != NULL)
    qv_sheet_write_async (qv_prepare_context_get_store (printing->context),
                          qv_prepare_context_get (printing->context), printing->sheet, printing->path, NULL,
                          written_cb, printing);
  else
    free_printing (printing);
  g_object_unref (dialog);
}

static const char *
get_file_name (QvSheet sheet)
{
  switch (sheet)
    {
    case QV_SHEET_SEATS:
      /* Translators: name of a file, without its ending */
      return _ ("Seat cards");
    case QV_SHEET_CONSENT:
      /* Translators: name of a file, without its ending */
      return _ ("Consent sheets");
    case QV_SHEET_MAP:
      /* Translators: name of a file, without its ending */
      return _ ("Blank map");
    case QV_SHEET_AGENDA:
    default:
      /* Translators: name of a file, without its ending */
      return _ ("Agenda");
    }
}

/**
 * qv_print_sheet:
 * @widget: whose window asks where to
 * @context: what is prepared
 * @word: see qv_sheet_from_word()
 *
 * Asks for a file and writes the sheet to it, off the main thread.
 */
void
qv_print_sheet (GtkWidget *widget, QvPrepareContext *context, const char *word)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog;
  Printing *printing;
  QvSheet sheet;
  g_autofree char *name = NULL;

  if (!qv_sheet_from_word (word, &sheet))
    return;
  printing = g_new0 (Printing, 1);
  printing->context = g_object_ref (context);
  printing->sheet = sheet;
  name = g_strconcat (get_file_name (sheet), ".pdf", NULL);
  dialog = gtk_file_chooser_native_new (_ ("Save as PDF"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), printing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
