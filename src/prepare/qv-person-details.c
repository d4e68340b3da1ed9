/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-person-details.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "qv-field.h"
#include "qv-preparing.h"
#include "qv-territory-chooser.h"
#include "qv-wording.h"

#define MAX_SEAT 999

struct _QvPersonDetails
{
  GtkBox parent_instance;

  GtkWidget *name;
  GtkWidget *contact;
  GtkWidget *organisation;
  GtkWidget *territory;
  GtkLabel *territory_label;
  GtkDropDown *helix;
  GtkWidget *seat;
  GtkWidget *table_box;
  GtkDropDown *table;
  GtkWidget *present;
  GtkLabel *consent_label;
  GtkWidget *scope;
  GtkWidget *record_box;
  GtkWidget *withdraw;

  QvPrepareContext *context;
  QvId participant;
  QvPreparation *shown;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvPersonDetails, qv_person_details, GTK_TYPE_BOX)

static QvPreparation *
get (QvPersonDetails *self)
{
  return qv_prepare_context_get (self->context);
}

static void
set_field (QvPersonDetails *self, const char *label, guint field, QvValue value)
{
  qv_prepare_context_apply (self->context, qv_preparing_set (get (self), label, QV_ENTITY_PARTICIPANT,
                                                             self->participant, field, value));
}

static void
name_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvPersonDetails *self = data;

  qv_prepare_context_apply (self->context,
                            qv_preparing_name_person (get (self), self->participant, QV_PERSON_NAME, text));
}

static void
contact_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvPersonDetails *self = data;

  if (!g_hash_table_contains (get (self)->people, &self->participant))
    qv_prepare_context_say (self->context, _ ("Write the name first: a contact belongs to a person."));
  qv_prepare_context_apply (self->context, qv_preparing_name_person (get (self), self->participant,
                                                                     QV_PERSON_CONTACT, text));
}

static void
organisation_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvPersonDetails *self = data;

  qv_prepare_context_apply (self->context,
                            qv_preparing_set_organisation (get (self), self->participant, text));
}

static void
territory_chosen_cb (QvPersonDetails *self, gint64 territory)
{
  set_field (self, _ ("Change territory"), QV_PARTICIPANT_TERRITORY,
             territory != QV_ID_NONE ? qv_value_int (territory) : (QvValue){ .type = QV_VALUE_NULL });
}

/* Made when it is first wanted: most rows never open theirs. */
static void
make_chooser_cb (GtkMenuButton *button, gpointer data)
{
  QvPersonDetails *self = data;
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  chooser = qv_territory_chooser_new (self->context);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (territory_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, chooser);
}

static void
helix_chosen_cb (QvPersonDetails *self)
{
  if (!self->is_showing)
    qv_prepare_context_apply (
        self->context, qv_preparing_set_helix (get (self), self->participant,
                                               (QvHelix) ((gtk_drop_down_get_selected (self->helix) + 1) %
                                                          (QV_N_HELICES + 1))));
}

static void
seat_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvPersonDetails *self = data;
  guint64 seat;

  if (*text == '\0')
    set_field (self, _ ("Change seat"), QV_PARTICIPANT_SEAT, (QvValue){ .type = QV_VALUE_NULL });
  else if (g_ascii_string_to_unsigned (text, 10, 1, MAX_SEAT, &seat, NULL))
    set_field (self, _ ("Change seat"), QV_PARTICIPANT_SEAT, qv_value_int ((gint64) seat));
  else
    qv_prepare_context_say (self->context, _ ("A seat is a whole number, from 1 within the helix."));
}

static void
table_chosen_cb (QvPersonDetails *self)
{
  guint index = gtk_drop_down_get_selected (self->table);
  const QvRecord *table;

  if (self->is_showing || index == GTK_INVALID_LIST_POSITION || self->shown == NULL)
    return;
  table = index > 0 ? self->shown->tables->pdata[index - 1] : NULL;
  set_field (self, _ ("Change table"), QV_PARTICIPANT_ROUND_TABLE,
             table != NULL ? qv_value_int (table->id) : (QvValue){ .type = QV_VALUE_NULL });
}

static void
present_toggled_cb (QvPersonDetails *self)
{
  if (!self->is_showing)
    set_field (self, _ ("Change presence"), QV_PARTICIPANT_PRESENT,
               qv_value_int (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->present))));
}

static void
record_clicked_cb (QvPersonDetails *self)
{
  qv_prepare_context_apply (self->context, qv_preparing_record_consent (get (self), self->participant,
                                                                        _qv_field_get_scope (self->scope)));
}

static void
withdraw_clicked_cb (QvPersonDetails *self)
{
  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_withdraw_consent (get (self), self->participant));
}

static void
remove_clicked_cb (QvPersonDetails *self)
{
  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_remove_participant (get (self), self->participant));
}

static GtkWidget *
pair (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkDropDown *
make_choice (QvPersonDetails *self, const char *name, const char *const *words, GCallback callback)
{
  GtkWidget *choice = _qv_field_new_choice (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (callback != NULL)
    g_signal_connect_object (choice, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (choice);
}

static GtkWidget *
make_consent (QvPersonDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *record = gtk_button_new_with_mnemonic (_ ("Re_cord Consent"));

  self->consent_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->consent_label, 0.0f);
  gtk_label_set_wrap (self->consent_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->consent_label), "small");
  self->scope = _qv_field_new_scope ();
  gtk_widget_set_hexpand (self->scope, TRUE);
  self->record_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->record_box), self->scope);
  gtk_box_append (GTK_BOX (self->record_box), record);
  self->withdraw = gtk_button_new_with_mnemonic (_ ("_Withdraw Consent"));
  g_signal_connect_object (record, "clicked", G_CALLBACK (record_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->withdraw, "clicked", G_CALLBACK (withdraw_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->consent_label));
  gtk_box_append (GTK_BOX (box), self->record_box);
  gtk_box_append (GTK_BOX (box), self->withdraw);
  return _qv_field_add_label (_ ("Consent"), box);
}

static void
qv_person_details_finalize (GObject *object)
{
  QvPersonDetails *self = QV_PERSON_DETAILS (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->shown, qv_preparation_unref);
  G_OBJECT_CLASS (qv_person_details_parent_class)->finalize (object);
}

static void
qv_person_details_class_init (QvPersonDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_person_details_finalize;
}

static void
make_fields (QvPersonDetails *self)
{
  const char *helices[QV_N_HELICES + 2] = { NULL };

  for (guint i = 0; i <= QV_N_HELICES; i++)
    helices[i] = qv_helix_get_title ((QvHelix) ((i + 1) % (QV_N_HELICES + 1)));
  self->name = _qv_field_new_line (_ ("Name"), name_changed_cb, self);
  self->contact = _qv_field_new_line (_ ("Contact"), contact_changed_cb, self);
  self->organisation = _qv_field_new_line (_ ("Organisation"), organisation_changed_cb, self);
  self->territory = gtk_menu_button_new ();
  self->territory_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->territory_label, 0.0f);
  gtk_label_set_ellipsize (self->territory_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->territory_label), TRUE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->territory), TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->territory), GTK_WIDGET (self->territory_label));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->territory), make_chooser_cb, self, NULL);
  self->seat = _qv_field_new_line (_ ("Seat"), seat_changed_cb, self);
  self->helix = make_choice (self, _ ("Helix"), helices, G_CALLBACK (helix_chosen_cb));
  self->table = make_choice (self, _ ("Table"), (const char *const[]){ NULL }, G_CALLBACK (table_chosen_cb));
  self->table_box = _qv_field_add_label (_ ("Table"), GTK_WIDGET (self->table));
  self->present = gtk_check_button_new_with_mnemonic (_ ("_Is there"));
  g_signal_connect_object (self->present, "toggled", G_CALLBACK (present_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qv_person_details_init (QvPersonDetails *self)
{
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Remove"));
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "person-details");
  make_fields (self);
  gtk_widget_set_hexpand (remove, TRUE);
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), _qv_field_add_label (_ ("Organisation"), self->organisation));
  gtk_box_append (GTK_BOX (self), pair (_qv_field_add_label (_ ("Name"), self->name),
                                        _qv_field_add_label (_ ("Contact"), self->contact)));
  gtk_box_append (GTK_BOX (self), pair (_qv_field_add_label (_ ("Helix"), GTK_WIDGET (self->helix)),
                                        _qv_field_add_label (_ ("Seat"), self->seat)));
  gtk_box_append (GTK_BOX (self),
                  pair (_qv_field_add_label (_ ("Territory"), self->territory), self->table_box));
  gtk_box_append (GTK_BOX (self), make_consent (self));
  gtk_box_append (GTK_BOX (bottom), self->present);
  gtk_box_append (GTK_BOX (bottom), remove);
  gtk_box_append (GTK_BOX (self), bottom);
}

GtkWidget *
qv_person_details_new (QvPrepareContext *context, QvId participant)
{
  QvPersonDetails *self = g_object_new (QV_TYPE_PERSON_DETAILS, NULL);

  self->context = g_object_ref (context);
  self->participant = participant;
  return GTK_WIDGET (self);
}

static char *
format_day (gint64 when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %H:%M") : g_strdup ("");
}

static void
show_consent (QvPersonDetails *self)
{
  const QvRecord *consent = g_hash_table_lookup (get (self)->consents, &self->participant);
  gboolean is_given = qv_preparation_has_consent (get (self), self->participant);
  gboolean is_withdrawn = consent != NULL && !qv_record_is_null (consent, QV_CONSENT_WITHDRAWN);
  const char *version = consent != NULL ? qv_record_get_text (consent, QV_CONSENT_VERSION) : NULL;
  const char *language = consent != NULL ? qv_record_get_text (consent, QV_CONSENT_LANGUAGE) : NULL;
  g_autofree char *day = NULL, *label = NULL;

  if (consent == NULL)
    label = g_strdup (_ ("Not recorded yet"));
  else if (is_withdrawn)
    {
      day = format_day (qv_record_get_int (consent, QV_CONSENT_WITHDRAWN));
      /* Translators: %s is day and time */
      label = g_strdup_printf (_ ("Withdrawn %s"), day);
    }
  else
    {
      day = format_day (qv_record_get_int (consent, QV_CONSENT_GIVEN));
      /* Translators: scope, day and time, version and language of the text: "Notes without names · 28/05/26
       * 13:50 · text 2026-05 (it)" */
      label = g_strdup_printf (_ ("%s · %s · text %s (%s)"),
                               _qv_field_get_scope_title (qv_record_get_text (consent, QV_CONSENT_SCOPE)),
                               day, version, language != NULL ? language : "–");
    }
  gtk_label_set_label (self->consent_label, label);
  gtk_widget_set_visible (self->record_box, !is_given);
  gtk_widget_set_visible (self->withdraw, consent != NULL && !is_withdrawn);
}

static void
show_tables (QvPersonDetails *self, QvId chosen)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GtkStringList) model = NULL;
  guint selected = 0;

  g_ptr_array_add (names, (gpointer) _ ("Any"));
  for (guint i = 0; i < self->shown->tables->len; i++)
    {
      const QvRecord *table = self->shown->tables->pdata[i];

      g_ptr_array_add (names, (gpointer) qv_record_get_text (table, QV_ROUND_TABLE_NAME));
      if (table->id == chosen)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  model = gtk_string_list_new ((const char *const *) names->pdata);
  gtk_drop_down_set_model (self->table, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->table, selected);
  gtk_widget_set_visible (self->table_box, self->shown->tables->len > 0);
}

static void
show_territory (QvPersonDetails *self, const char *name)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", _ ("Territory"), name != NULL ? name : _ ("None"));

  gtk_label_set_label (self->territory_label, name != NULL ? name : _ ("None"));
  gtk_widget_set_tooltip_text (self->territory, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->territory), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * qv_person_details_show:
 * @self: details
 * @participant: as it is now
 */
void
qv_person_details_show (QvPersonDetails *self, const QvRecord *participant)
{
  const QvPreparation *preparation = get (self);
  const QvRecord *person = g_hash_table_lookup (preparation->people, &self->participant);
  QvId territory_id = qv_record_get_int (participant, QV_PARTICIPANT_TERRITORY);
  const QvRecord *territory = g_hash_table_lookup (preparation->territories, &territory_id);
  gint64 number = qv_record_get_int (participant, QV_PARTICIPANT_SEAT);
  g_autofree char *seat = number > 0 ? g_strdup_printf ("%" PRId64, number) : g_strdup ("");
  QvHelix helix = QV_HELIX_NONE;

  qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
  self->is_showing = TRUE;
  _qv_field_show (self->name, person != NULL ? qv_record_get_text (person, QV_PERSON_NAME) : NULL);
  _qv_field_show (self->contact, person != NULL ? qv_record_get_text (person, QV_PERSON_CONTACT) : NULL);
  _qv_field_show (self->organisation, qv_preparation_get_organisation (preparation, participant));
  show_territory (self, territory != NULL ? qv_record_get_text (territory, QV_TERRITORY_NAME) : NULL);
  _qv_field_show (self->seat, seat);
  gtk_drop_down_set_selected (self->helix, (helix + QV_N_HELICES) % (QV_N_HELICES + 1));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->present),
                               qv_record_get_int (participant, QV_PARTICIPANT_PRESENT) != 0);
  if (self->shown != preparation)
    {
      g_clear_pointer (&self->shown, qv_preparation_unref);
      self->shown = qv_preparation_ref (get (self));
      show_tables (self, qv_record_get_int (participant, QV_PARTICIPANT_ROUND_TABLE));
    }
  show_consent (self);
  self->is_showing = FALSE;
}
