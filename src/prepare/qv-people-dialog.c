/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-people-dialog.h"

#include <glib/gi18n.h>

#include "qv-people-text.h"
#include "qv-preparing.h"
#include "qv-wording.h"

struct _QvPeopleDialog
{
  AdwWindow parent_instance;

  GtkTextView *text;
  GtkLabel *summary;
  GtkWidget *add;
  QvPrepareContext *context;
  GPtrArray *people; /* (element-type QvPersonText) of what is written now */
};

G_DEFINE_FINAL_TYPE (QvPeopleDialog, qv_people_dialog, ADW_TYPE_WINDOW)

/* "3 authorities"… by their titles, so that a wrong word is seen before anything is written. */
static void
show_summary (QvPeopleDialog *self)
{
  guint n_helix[QV_N_HELICES + 1] = { 0 };
  g_autoptr (GString) summary = g_string_new (NULL);

  for (guint i = 0; i < self->people->len; i++)
    n_helix[((QvPersonText *) self->people->pdata[i])->helix]++;
  for (guint i = 1; i <= QV_N_HELICES + 1; i++)
    {
      guint helix = i % (QV_N_HELICES + 1);

      if (n_helix[helix] > 0)
        g_string_append_printf (summary, "%s%s %u", summary->len > 0 ? " · " : "",
                                qv_helix_get_title ((QvHelix) helix), n_helix[helix]);
    }
  gtk_label_set_label (self->summary, summary->len > 0
                                          ? summary->str
                                          : _ ("A line each: name; helix; organisation; e-mail"));
  gtk_widget_set_sensitive (self->add, self->people->len > 0);
}

static void
text_changed_cb (QvPeopleDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = qv_people_text_parse (text);
  show_summary (self);
}

static void
add_clicked_cb (QvPeopleDialog *self)
{
  QvEdit *edit = qv_preparing_add_people (qv_prepare_context_get (self->context), self->people, NULL);

  if (edit == NULL)
    qv_prepare_context_say (self->context, _ ("All of them are round the table already."));
  qv_prepare_context_apply_told (self->context, edit);
  gtk_window_close (GTK_WINDOW (self));
}

static void
qv_people_dialog_finalize (GObject *object)
{
  QvPeopleDialog *self = QV_PEOPLE_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (qv_people_dialog_parent_class)->finalize (object);
}

static void
qv_people_dialog_class_init (QvPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qv_people_dialog_finalize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (QvPeopleDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->add);
  return header;
}

static void
qv_people_dialog_init (QvPeopleDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->people = g_ptr_array_new ();
  gtk_window_set_title (GTK_WINDOW (self), _ ("Paste Participants"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 420);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->text, 12);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_text_view_set_top_margin (self->text, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Participants"), -1);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dialog-summary");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->text));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (text_changed_cb),
                           self, G_CONNECT_SWAPPED);
  show_summary (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * qv_people_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @context: what is prepared
 *
 * Returns: (transfer none): a dialog, to be presented
 */
GtkWidget *
qv_people_dialog_new (GtkWindow *parent, QvPrepareContext *context)
{
  QvPeopleDialog *self = g_object_new (QV_TYPE_PEOPLE_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
