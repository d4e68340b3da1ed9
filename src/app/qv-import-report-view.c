/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file brings in and what not, with the codes or rows of each kind in a list that one can open. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-import-report-view.h"

#include <glib/gi18n.h>

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *text = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (text));
}

static GtkWidget *
make_list (GPtrArray *texts)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  for (guint i = 0; i < texts->len; i++)
    gtk_string_list_append (model, texts->pdata[i]);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model))), factory);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static void
add_issue (AdwPreferencesGroup *group, QvImportIssueType type, GPtrArray *texts)
{
  g_autofree char *title = qv_import_issue_describe (type, texts->len);
  GtkWidget *row;

  if (type == QV_IMPORT_ISSUE_REMARK)
    {
      for (guint i = 0; i < texts->len; i++)
        {
          row = adw_action_row_new ();
          adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), texts->pdata[i]);
          adw_preferences_group_add (group, row);
        }
      return;
    }
  row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_list (texts));
  adw_preferences_group_add (group, row);
}

/**
 * qv_import_report_view_new:
 * @report: of a file that has been read
 *
 * Returns: (transfer floating): a page that says what will come in and what not
 */
GtkWidget *
qv_import_report_view_new (const QvImportReport *report)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *summary = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *issues = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *counts = NULL;
  gboolean has_issues = FALSE;

  counts = g_strdup_printf (ngettext ("%u of %u row comes in", "%u of %u rows come in", report->n_rows),
                            report->n_taken, report->n_rows);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), report->what != NULL ? report->what : "");
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      report->refused ? _ ("Rows contradict each other: go back and say what is to be done with them")
                      : counts);
  adw_preferences_group_add (summary, row);
  adw_preferences_group_set_description (summary, _ ("Nothing has been written yet."));
  adw_preferences_page_add (page, summary);
  adw_preferences_group_set_title (issues, _ ("Not as it stands in the file"));
  for (guint i = 0; i < QV_N_IMPORT_ISSUES; i++)
    if (report->issues[i] != NULL && report->issues[i]->len > 0)
      {
        add_issue (issues, (QvImportIssueType) i, report->issues[i]);
        has_issues = TRUE;
      }
  gtk_widget_set_visible (GTK_WIDGET (issues), has_issues);
  adw_preferences_page_add (page, issues);
  return GTK_WIDGET (page);
}
