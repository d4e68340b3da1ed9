/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets for the day, on paper or as PDF. */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-print-menu.h"

#include <glib/gi18n.h>

#include "qv-sheets.h"

typedef struct
{
  QvPrepareContext *context;
  GtkWindow *window; /* (nullable) (weak) */
  QvSheet sheet;
  QvSheetPages *pages; /* (nullable): until they are drawn */
  char *path;          /* (nullable): of the file */
  char *export_path;   /* (nullable): where the printer's pages go instead of to a printer */
} Printing;

static void
add_sheets (GMenu *menu, const char *action)
{
  const struct
  {
    const char *title;
    const char *word;
  } sheets[] = { { _ ("_Agenda…"), "agenda" },
                 { _ ("_Seat Cards…"), "seats" },
                 { _ ("_Consent Sheets…"), "consent" },
                 { _ ("Blank _Map…"), "map" } };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (sheets[i].title, NULL);

      g_menu_item_set_action_and_target (item, action, "s", sheets[i].word);
      g_menu_append_item (menu, item);
    }
}

/**
 * qv_print_menu_new:
 *
 * Returns: (transfer full): a menu of the sheets, for the actions "print.paper" and "print.sheet"
 */
GMenuModel *
qv_print_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) paper = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) texts = g_menu_new ();

  add_sheets (paper, "print.paper");
  add_sheets (files, "print.sheet");
  g_menu_append (texts, _ ("Consent _Text…"), "prepare.consent");
  g_menu_append_section (menu, _ ("Print"), G_MENU_MODEL (paper));
  g_menu_append_section (menu, _ ("Save as PDF"), G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (texts));
  return G_MENU_MODEL (menu);
}

static void
free_printing (gpointer data)
{
  Printing *printing = data;

  g_clear_weak_pointer (&printing->window);
  g_clear_pointer (&printing->pages, qv_sheet_pages_free);
  g_object_unref (printing->context);
  g_free (printing->path);
  g_free (printing->export_path);
  g_free (printing);
}

static Printing *
new_printing (GtkWidget *widget, QvPrepareContext *context, QvSheet sheet)
{
  Printing *printing = g_new0 (Printing, 1);
  GtkRoot *root = gtk_widget_get_root (widget);

  printing->context = g_object_ref (context);
  printing->sheet = sheet;
  g_set_weak_pointer (&printing->window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  return printing;
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
get_name (QvSheet sheet)
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
 * qv_print_sheet_to_file:
 * @widget: whose window asks where to
 * @context: what is prepared
 * @word: see qv_sheet_from_word()
 *
 * Asks for a file and writes the sheet to it, off the main thread.
 */
void
qv_print_sheet_to_file (GtkWidget *widget, QvPrepareContext *context, const char *word)
{
  GtkFileChooserNative *dialog;
  Printing *printing;
  QvSheet sheet;
  g_autofree char *name = NULL;

  if (!qv_sheet_from_word (word, &sheet))
    return;
  printing = new_printing (widget, context, sheet);
  name = g_strconcat (get_name (sheet), ".pdf", NULL);
  dialog = gtk_file_chooser_native_new (_ ("Save as PDF"), printing->window, GTK_FILE_CHOOSER_ACTION_SAVE,
                                        NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), printing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* As large as the paper that was chosen allows, and in its middle. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  double scale = MIN (width / printing->pages->width, height / printing->pages->height);

  cairo_translate (cr, (width - scale * printing->pages->width) / 2.0,
                   (height - scale * printing->pages->height) / 2.0);
  cairo_scale (cr, scale, scale);
  qv_sheet_pages_draw (printing->pages, (guint) page, cr);
}

/* With the last reference, however the printing ended. */
static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *printing)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      /* Translators: %s says why */
      sentence = g_strdup_printf (_ ("Nothing was printed: %s"), error != NULL ? error->message : "");
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    /* Translators: %s is a sheet, such as "Agenda" */
    sentence = g_strdup_printf (_ ("“%s” is sent to the printer."), get_name (printing->sheet));
  if (sentence != NULL)
    qv_prepare_context_say (printing->context, sentence);
}

static GtkPrintOperation *
make_operation (Printing *printing)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  gtk_page_setup_set_orientation (setup, printing->pages->width > printing->pages->height
                                             ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                             : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) printing->pages->surfaces->len);
  /* Of the file, where it is printed to one. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, get_name (printing->sheet));
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_job_name (operation, get_name (printing->sheet));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), printing);
  return operation;
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  printing->pages = qv_sheet_pages_new_finish (result, &error);
  if (printing->pages == NULL)
    {
      qv_prepare_context_say (printing->context, error->message);
      free_printing (printing);
      return;
    }
  operation = make_operation (printing);
  g_object_set_data_full (G_OBJECT (operation), "qv-printing", printing, free_printing);
  if (printing->export_path != NULL)
    gtk_print_operation_set_export_filename (operation, printing->export_path);
  /* What goes wrong is told by "done". */
  gtk_print_operation_run (operation,
                           printing->export_path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                         : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           printing->window, NULL);
}

/**
 * qv_print_sheet:
 * @widget: whose window asks for the printer
 * @context: what is prepared
 * @word: see qv_sheet_from_word()
 * @export_path: (nullable): a PDF file that takes the place of the printer, which then is not asked for
 *
 * Draws the sheet off the main thread, then prints it. Says how it went.
 */
void
qv_print_sheet (GtkWidget *widget, QvPrepareContext *context, const char *word, const char *export_path)
{
  Printing *printing;
  QvSheet sheet;

  if (!qv_sheet_from_word (word, &sheet))
    return;
  printing = new_printing (widget, context, sheet);
  printing->export_path = g_strdup (export_path);
  qv_sheet_pages_new_async (qv_prepare_context_get_store (context), qv_prepare_context_get (context), sheet,
                            NULL, drawn_cb, printing);
}
