/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets are signed by many at once, so their consents are recorded at once. */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-record-consents.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-field.h"
#include "qv-preparing.h"

typedef struct
{
  QvPrepareContext *context;
  GtkWidget *scope;
  GtkWidget *whose; /* (nullable): those who are there, or all */
} Recording;

static void
free_recording (gpointer data, GClosure *closure)
{
  Recording *recording = data;

  g_object_unref (recording->context);
  g_free (recording);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Recording *recording)
{
  const QvPreparation *preparation = qv_prepare_context_get (recording->context);
  gboolean only_present =
      recording->whose != NULL && gtk_drop_down_get_selected (GTK_DROP_DOWN (recording->whose)) == 0;

  if (g_str_equal (response, "print"))
    qv_prepare_context_want (recording->context, "print-consent");
  else if (g_str_equal (response, "record") && preparation != NULL)
    qv_prepare_context_apply_told (recording->context,
                                   qv_preparing_record_consents (preparation,
                                                                 _qv_field_get_scope (recording->scope),
                                                                 only_present));
}

static GtkWidget *
make_whose (guint n_present, guint n_all)
{
  g_autofree char *present =
      g_strdup_printf (ngettext ("The %u person who is there", "The %u people who are there", n_present),
                       n_present);
  g_autofree char *all =
      g_strdup_printf (ngettext ("The %u participant", "All %u participants", n_all), n_all);
  GtkWidget *choice = _qv_field_new_choice ((const char *const[]){ present, all, NULL });

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who has signed"), -1);
  return choice;
}

void
qv_record_consents (GtkWidget *widget, QvPrepareContext *context)
{
  const QvPreparation *preparation = qv_prepare_context_get (context);
  GtkRoot *root = gtk_widget_get_root (widget);
  guint n_all = qv_preparation_count_lacking_consents (preparation, FALSE);
  guint n_present = qv_preparation_count_lacking_consents (preparation, TRUE);
  GtkWidget *dialog, *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Recording *recording = g_new0 (Recording, 1);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u consent to be recorded", "%u consents to be recorded", n_all), n_all);

  recording->context = g_object_ref (context);
  recording->scope = _qv_field_new_scope ();
  if (n_present > 0 && n_present < n_all)
    {
      recording->whose = make_whose (n_present, n_all);
      gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Who has signed"), recording->whose));
    }
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Scope of the consent"), recording->scope));
  dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
      _ ("Only for sheets that are signed. Each consent keeps the version of the text, its language and the "
         "scope; it can be withdrawn for each participant."));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "print",
                                    _ ("_Print Sheets…"), "record", _ ("_Record"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "record", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "record");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), recording, free_recording, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
