/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-step-details.h"

#include <glib/gi18n.h>

#include "qv-field.h"
#include "qv-method.h"
#include "qv-preparing.h"
#include "qv-wording.h"

enum
{
  TEXT_TITLE,
  TEXT_PROMPT,
  TEXT_GOAL,
  TEXT_MATERIALS,
  TEXT_REMARK,
  N_TEXTS
};

struct _QvStepDetails
{
  GtkBox parent_instance;

  GtkWidget *texts[N_TEXTS];
  GtkWidget *kinds[QV_N_NOTE_KINDS];
  GtkWidget *indicator_box;
  GtkWidget *table_box;
  GtkDropDown *indicator;
  GtkDropDown *table;
  GtkToggleButton *pin;
  GtkWidget *pinned;
  GtkWidget *expander;
  GtkWidget *how_box;
  GtkLabel *how;

  QvPrepareContext *context;
  QvId step;
  QvPreparation *shown; /* whose indicators and tables the lists have */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvStepDetails, qv_step_details, GTK_TYPE_BOX)

static const guint text_fields[N_TEXTS] = { QV_STEP_TITLE, QV_STEP_PROMPT, QV_STEP_GOAL, QV_STEP_MATERIALS,
                                            QV_STEP_REMARK };

static void
set_field (QvStepDetails *self, const char *label, guint field, QvValue value)
{
  qv_prepare_context_apply (self->context, qv_preparing_set (qv_prepare_context_get (self->context), label,
                                                             QV_ENTITY_STEP, self->step, field, value));
}

static void
text_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvStepDetails *self = data;
  const char *labels[N_TEXTS] = { _ ("Change title"), _ ("Change question"), _ ("Change goal"),
                                  _ ("Change materials"), _ ("Change remark") };
  guint index = 0;

  while (index < N_TEXTS - 1 && self->texts[index] != widget)
    index++;
  /* A step without a title would not be found again. */
  if (index == TEXT_TITLE && *text == '\0')
    {
      qv_prepare_context_say (self->context, _ ("A step needs a title."));
      qv_prepare_context_read (self->context);
      return;
    }
  set_field (self, labels[index], text_fields[index],
             *text != '\0' ? qv_value_text (text) : (QvValue){ .type = QV_VALUE_NULL });
}

static void
kind_toggled_cb (QvStepDetails *self)
{
  guint kinds = 0;
  g_autofree char *words = NULL;

  if (self->is_showing)
    return;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->kinds[i])))
      kinds |= 1u << i;
  words = qv_method_format_kinds (kinds);
  set_field (self, _ ("Change kinds of note"), QV_STEP_KINDS,
             words != NULL && *words != '\0' ? qv_value_text (words) : (QvValue){ .type = QV_VALUE_NULL });
}

static void
indicator_chosen_cb (QvStepDetails *self)
{
  guint index = gtk_drop_down_get_selected (self->indicator);
  QvPreparedIndicator *indicator;

  if (self->is_showing || index == GTK_INVALID_LIST_POSITION || self->shown == NULL)
    return;
  indicator = index > 0 ? self->shown->indicators->pdata[index - 1] : NULL;
  set_field (self, _ ("Change what the map shows"), QV_STEP_INDICATOR,
             indicator != NULL ? qv_value_int (indicator->indicator->id)
                               : (QvValue){ .type = QV_VALUE_NULL });
}

static void
table_chosen_cb (QvStepDetails *self)
{
  guint index = gtk_drop_down_get_selected (self->table);
  const QvRecord *table;

  if (self->is_showing || index == GTK_INVALID_LIST_POSITION || self->shown == NULL)
    return;
  table = index > 0 ? self->shown->tables->pdata[index - 1] : NULL;
  set_field (self, _ ("Change table"), QV_STEP_ROUND_TABLE,
             table != NULL ? qv_value_int (table->id) : (QvValue){ .type = QV_VALUE_NULL });
}

static void
pin_toggled_cb (QvStepDetails *self)
{
  const QvAgendaSlot *slot;
  g_autofree char *time = NULL;

  if (self->is_showing)
    return;
  slot = qv_agenda_find (qv_prepare_context_get (self->context)->agenda, self->step);
  time = slot != NULL ? qv_agenda_format_time (slot->starts) : NULL;
  if (gtk_toggle_button_get_active (self->pin) && time != NULL)
    set_field (self, _ ("Fix start"), QV_STEP_PINNED, qv_value_text (time));
  else
    set_field (self, _ ("Let start follow"), QV_STEP_PINNED, (QvValue){ .type = QV_VALUE_NULL });
}

static void
pinned_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvStepDetails *self = data;
  g_autofree char *time = NULL;
  int minutes;

  if (!qv_agenda_parse_time (text, &minutes))
    {
      qv_prepare_context_say (self->context, _ ("Write the time as hours and minutes, such as 14:30."));
      qv_prepare_context_read (self->context);
      return;
    }
  time = qv_agenda_format_time (minutes);
  set_field (self, _ ("Fix start"), QV_STEP_PINNED, qv_value_text (time));
}

static void
remove_clicked_cb (QvStepDetails *self)
{
  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_remove_step (qv_prepare_context_get (self->context),
                                                           self->step));
}

static GtkWidget *
make_kinds (QvStepDetails *self)
{
  static const QvNoteKind order[QV_N_NOTE_KINDS] = { QV_NOTE_KIND_PROBLEM, QV_NOTE_KIND_OPPORTUNITY,
                                                     QV_NOTE_KIND_CHALLENGE, QV_NOTE_KIND_SOLUTION,
                                                     QV_NOTE_KIND_OBSERVATION };
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), QV_N_NOTE_KINDS);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 4);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Kinds of note"),
                                  -1);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (qv_note_kind_get_icon (order[i])));
      gtk_box_append (GTK_BOX (box), gtk_label_new (qv_note_kind_get_title (order[i])));
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "filter-pill");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      qv_note_kind_get_title (order[i]), -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
      self->kinds[order[i]] = button;
    }
  return flow;
}

/* "Map shows [Children under 14]" */
static GtkWidget *
make_choice (QvStepDetails *self, const char *title, GtkDropDown **out_choice, GCallback callback)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (title);

  *out_choice = GTK_DROP_DOWN (_qv_field_new_choice ((const char *const[]){ NULL }));
  gtk_widget_set_hexpand (GTK_WIDGET (*out_choice), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*out_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (*out_choice, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*out_choice));
  return box;
}

static GtkWidget *
make_pin (QvStepDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Remove Step"));

  self->pin = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->pin), "changes-prevent-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pin), _ ("Fixed start"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fixed start"), -1);
  g_signal_connect_object (self->pin, "toggled", G_CALLBACK (pin_toggled_cb), self, G_CONNECT_SWAPPED);
  self->pinned = _qv_field_new_line (_ ("Fixed start"), pinned_changed_cb, self);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->pinned), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->pinned), 5);
  gtk_widget_set_hexpand (self->pinned, FALSE);
  gtk_widget_set_hexpand (remove, TRUE);
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pin));
  gtk_box_append (GTK_BOX (box), self->pinned);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

/* What is seldom changed is folded away. */
static GtkWidget *
make_more (QvStepDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->texts[TEXT_TITLE] = _qv_field_new_line (_ ("Title"), text_changed_cb, self);
  self->texts[TEXT_GOAL] = _qv_field_new_text (_ ("Goal"), text_changed_cb, self);
  self->texts[TEXT_MATERIALS] = _qv_field_new_text (_ ("Materials"), text_changed_cb, self);
  self->texts[TEXT_REMARK] = _qv_field_new_text (_ ("Remark for the facilitator"), text_changed_cb, self);
  self->how_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->how = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->how, TRUE);
  gtk_label_set_xalign (self->how, 0.0f);
  gtk_box_append (GTK_BOX (self->how_box), _qv_field_add_label (_ ("How it works"), GTK_WIDGET (self->how)));
  self->table_box = make_choice (self, _ ("Table"), &self->table, G_CALLBACK (table_chosen_cb));
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Title"), self->texts[TEXT_TITLE]));
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Goal"), self->texts[TEXT_GOAL]));
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Materials"), self->texts[TEXT_MATERIALS]));
  gtk_box_append (GTK_BOX (box),
                  _qv_field_add_label (_ ("Remark for the facilitator"), self->texts[TEXT_REMARK]));
  gtk_box_append (GTK_BOX (box), self->how_box);
  gtk_box_append (GTK_BOX (box), self->table_box);
  gtk_box_append (GTK_BOX (box), make_pin (self));
  gtk_widget_set_margin_top (box, 8);
  self->expander = gtk_expander_new (_ ("Details"));
  gtk_expander_set_child (GTK_EXPANDER (self->expander), box);
  return self->expander;
}

static void
qv_step_details_finalize (GObject *object)
{
  QvStepDetails *self = QV_STEP_DETAILS (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->shown, qv_preparation_unref);
  G_OBJECT_CLASS (qv_step_details_parent_class)->finalize (object);
}

static void
qv_step_details_class_init (QvStepDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_step_details_finalize;
}

static void
qv_step_details_init (QvStepDetails *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "step-details");
  self->texts[TEXT_PROMPT] = _qv_field_new_text (_ ("Question"), text_changed_cb, self);
  self->indicator_box =
      make_choice (self, _ ("Map shows"), &self->indicator, G_CALLBACK (indicator_chosen_cb));
  gtk_box_append (GTK_BOX (self), _qv_field_add_label (_ ("Question"), self->texts[TEXT_PROMPT]));
  gtk_box_append (GTK_BOX (self), make_kinds (self));
  gtk_box_append (GTK_BOX (self), self->indicator_box);
  gtk_box_append (GTK_BOX (self), make_more (self));
}

GtkWidget *
qv_step_details_new (QvPrepareContext *context, QvId step)
{
  QvStepDetails *self = g_object_new (QV_TYPE_STEP_DETAILS, NULL);

  self->context = g_object_ref (context);
  self->step = step;
  return GTK_WIDGET (self);
}

static void
show_indicators (QvStepDetails *self, QvId chosen)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GtkStringList) model = NULL;
  guint selected = 0;

  g_ptr_array_add (names, (gpointer) _ ("As it was"));
  for (guint i = 0; i < self->shown->indicators->len; i++)
    {
      const QvPreparedIndicator *indicator = self->shown->indicators->pdata[i];

      g_ptr_array_add (names, (gpointer) qv_record_get_text (indicator->indicator, QV_INDICATOR_NAME));
      if (indicator->indicator->id == chosen)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  model = gtk_string_list_new ((const char *const *) names->pdata);
  gtk_drop_down_set_model (self->indicator, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->indicator, selected);
  gtk_widget_set_visible (self->indicator_box, self->shown->indicators->len > 0);
}

static void
show_tables (QvStepDetails *self, QvId chosen)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GtkStringList) model = NULL;
  guint selected = 0;

  g_ptr_array_add (names, (gpointer) _ ("All tables"));
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
show_how (QvStepDetails *self, const QvRecord *step)
{
  g_autoptr (QvMethod) method = qv_method_find (qv_record_get_text (step, QV_STEP_METHOD),
                                                qv_prepare_context_get_language (self->context));
  g_autoptr (GString) how = g_string_new (NULL);

  for (guint i = 0; method != NULL && i < method->how->len; i++)
    g_string_append_printf (how, "%s%u. %s", i > 0 ? "\n" : "", i + 1, (const char *) method->how->pdata[i]);
  gtk_label_set_label (self->how, how->str);
  gtk_widget_set_visible (self->how_box, how->len > 0);
}

/**
 * qv_step_details_show:
 * @self: details
 * @step: as it is now
 */
void
qv_step_details_show (QvStepDetails *self, const QvRecord *step)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  guint kinds = qv_method_parse_kinds (qv_record_get_text (step, QV_STEP_KINDS));
  const char *pinned = qv_record_get_text (step, QV_STEP_PINNED);

  self->is_showing = TRUE;
  for (guint i = 0; i < N_TEXTS; i++)
    _qv_field_show (self->texts[i], qv_record_get_text (step, text_fields[i]));
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kinds[i]), (kinds & (1u << i)) != 0);
  if (self->shown != preparation)
    {
      g_clear_pointer (&self->shown, qv_preparation_unref);
      self->shown = qv_preparation_ref (preparation);
      show_indicators (self, qv_record_get_int (step, QV_STEP_INDICATOR));
      show_tables (self, qv_record_get_int (step, QV_STEP_ROUND_TABLE));
      show_how (self, step);
    }
  gtk_toggle_button_set_active (self->pin, pinned != NULL);
  gtk_widget_set_visible (self->pinned, pinned != NULL);
  _qv_field_show (self->pinned, pinned);
  self->is_showing = FALSE;
}
