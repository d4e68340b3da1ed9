/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-consent-dialog.h"

#include <glib/gi18n.h>

struct _QvConsentDialog
{
  AdwWindow parent_instance;

  GtkWidget *version;
  GtkTextView *text;
  QvPrepareContext *context;
};

G_DEFINE_FINAL_TYPE (QvConsentDialog, qv_consent_dialog, ADW_TYPE_WINDOW)

static void
set_text (QvEdit *edit, QvId session, guint field, const char *text)
{
  qv_edit_set (edit, QV_ENTITY_SESSION, session, field,
               *text != '\0' ? qv_value_text (text) : (QvValue){ .type = QV_VALUE_NULL });
}

/* Text and version in one edit: a consent names the version of what was read. */
static void
save_clicked_cb (QvConsentDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  QvId session = qv_prepare_context_get_session (self->context);
  QvEdit *edit = qv_edit_new (_ ("Write consent text"), session);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  set_text (edit, session, QV_SESSION_CONSENT_TEXT, g_strstrip (text));
  set_text (edit, session, QV_SESSION_CONSENT_VERSION, gtk_editable_get_text (GTK_EDITABLE (self->version)));
  qv_prepare_context_apply_told (self->context, edit);
  gtk_window_close (GTK_WINDOW (self));
}

static void
qv_consent_dialog_finalize (GObject *object)
{
  g_clear_object (&QV_CONSENT_DIALOG (object)->context);
  G_OBJECT_CLASS (qv_consent_dialog_parent_class)->finalize (object);
}

static void
qv_consent_dialog_class_init (QvConsentDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_consent_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (QvConsentDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  return header;
}

static void
qv_consent_dialog_init (QvConsentDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("Consent Text"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 480);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  self->version = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->version), _ ("Version"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->version);
  gtk_widget_set_margin_top (group, 12);
  gtk_widget_set_margin_start (group, 12);
  gtk_widget_set_margin_end (group, 12);
  gtk_widget_set_margin_bottom (group, 12);
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_left_margin (self->text, 12);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_text_view_set_top_margin (self->text, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Consent text"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->text));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/* What agencies ask in a workshop where names are not kept: theirs to change. */
static const char *
get_proposal (void)
{
  return _ ("I take part in this workshop of my own will and may leave it at any time. What is said is "
            "written down "
            "as notes with the group that I speak for, without my name. I may ask at any time that what I "
            "said, and "
            "what is known of me, be erased.");
}

/**
 * qv_consent_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @context: what is prepared
 *
 * Returns: (transfer none): a dialog, to be presented; where there is no text yet it proposes one
 */
GtkWidget *
qv_consent_dialog_new (GtkWindow *parent, QvPrepareContext *context)
{
  QvConsentDialog *self = g_object_new (QV_TYPE_CONSENT_DIALOG, "transient-for", parent, NULL);
  const QvPreparation *preparation = qv_prepare_context_get (context);
  const char *text = qv_record_get_text (preparation->session, QV_SESSION_CONSENT_TEXT);
  const char *version = qv_record_get_text (preparation->session, QV_SESSION_CONSENT_VERSION);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *month = g_date_time_format (now, "%Y-%m");

  self->context = g_object_ref (context);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text != NULL ? text : get_proposal (), -1);
  gtk_editable_set_text (GTK_EDITABLE (self->version), version != NULL ? version : month);
  return GTK_WIDGET (self);
}
