/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-import-form.h"

#include <glib/gi18n.h>

#include "qv-choice.h"
#include "qv-text.h"

struct _QvImportForm
{
  AdwBin parent_instance;

  QvImportFile *file;
  QvImportPlan *plan;

  AdwPreferencesPage *page;
  AdwComboRow *code_row;
  AdwComboRow *name_row;
  AdwComboRow *parent_row;
  AdwComboRow *value_row;
  AdwComboRow *period_row;
  AdwComboRow *helix_row;
  AdwComboRow *seat_row;
  AdwComboRow *organisation_row;
  AdwComboRow *contact_row;
  AdwComboRow *measure_row;
  AdwComboRow *duplicates_row;
  GtkEditable *level_name_row;
  GtkEditable *period_text_row;
  GtkEditable *title_row;
  GtkEditable *unit_row;
  GtkEditable *source_row;
  GtkEditable *licence_row;
  QvChoice *levels;
  QvChoice *parent_levels;
  QvChoice *indicators;
  QvChoice *observatories;
};

G_DEFINE_FINAL_TYPE (QvImportForm, qv_import_form, ADW_TYPE_BIN)

enum
{
  LAYER_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const measures[] = { "rate", "count" };

static QvSourceLayer *
get_layer (QvImportForm *self)
{
  return self->file->source->layers->pdata[self->plan->layer];
}

static AdwPreferencesGroup *
add_group (QvImportForm *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

/* Shows below the column's name what stands in it, which says more than the name does. */
static void
column_chosen_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  QvImportForm *self = user_data;
  gboolean has_none = g_object_get_data (G_OBJECT (row), "has-none") != NULL;
  int column = (int) adw_combo_row_get_selected (row) - (has_none ? 1 : 0);
  QvSourceLayer *layer = get_layer (self);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  if (column >= 0 && column < (int) layer->fields->len)
    {
      const QvSourceField *field = layer->fields->pdata[column];

      for (guint i = 0; field->samples[i] != NULL && n < 4; i++)
        if (*field->samples[i] != '\0')
          {
            g_autofree char *sample =
                g_utf8_substring (field->samples[i], 0, MIN (g_utf8_strlen (field->samples[i], -1), 24));

            g_string_append_printf (text, "%s%s", n++ > 0 ? ", " : "", sample);
          }
    }
  g_strdelimit (text->str, "\r\n\t", ' ');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text->str);
}

static AdwComboRow *
add_column (QvImportForm *self, AdwPreferencesGroup *group, const char *title, const char *none, int column)
{
  AdwComboRow *row = add_combo (group, title);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  QvSourceLayer *layer = get_layer (self);

  if (none != NULL)
    gtk_string_list_append (names, none);
  for (guint i = 0; i < layer->fields->len; i++)
    gtk_string_list_append (names, ((QvSourceField *) layer->fields->pdata[i])->name);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  if (none != NULL)
    g_object_set_data (G_OBJECT (row), "has-none", GINT_TO_POINTER (1));
  adw_combo_row_set_selected (row, (guint) MAX (column + (none != NULL ? 1 : 0), 0));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (column_chosen_cb), self, 0);
  column_chosen_cb (row, NULL, self);
  return row;
}

static int
get_column (AdwComboRow *row)
{
  gboolean has_none = g_object_get_data (G_OBJECT (row), "has-none") != NULL;
  guint selected = adw_combo_row_get_selected (row);

  return selected == GTK_INVALID_LIST_POSITION ? -1 : (int) selected - (has_none ? 1 : 0);
}

static void
take_text (char **into, GtkEditable *row)
{
  char *text = qv_text_normalize (gtk_editable_get_text (row));

  g_free (*into);
  *into = text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
  g_free (text);
}

static void
layer_chosen_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  QvImportForm *self = user_data;
  guint selected = adw_combo_row_get_selected (row);

  if (selected != self->plan->layer && selected < self->file->source->layers->len)
    g_signal_emit (self, signals[LAYER_CHOSEN], 0, selected);
}

static void
add_layers (QvImportForm *self)
{
  g_autoptr (GtkStringList) names = NULL;
  AdwComboRow *row;

  if (self->file->source->layers->len < 2)
    return;
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < self->file->source->layers->len; i++)
    gtk_string_list_append (names, ((QvSourceLayer *) self->file->source->layers->pdata[i])->name);
  row = add_combo (add_group (self, ""), self->file->source->is_table ? _ ("Sheet") : _ ("Layer"));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, self->plan->layer);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (layer_chosen_cb), self, 0);
}

static void
add_origin (QvImportForm *self)
{
  AdwPreferencesGroup *group = add_group (self, _ ("Where it comes from"));

  self->source_row = add_entry (group, _ ("Source"), self->plan->source);
  self->licence_row = add_entry (group, _ ("Licence"), self->plan->licence);
}

static void
level_chosen_cb (QvImportForm *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->level_name_row), qv_choice_get (self->levels) == QV_ID_NONE);
}

static void
add_territories (QvImportForm *self, QvStore *store)
{
  AdwPreferencesGroup *columns = add_group (self, _ ("Columns"));
  AdwPreferencesGroup *level = add_group (self, _ ("Level"));
  AdwComboRow *level_row;

  self->code_row = add_column (self, columns, _ ("Code"), NULL, self->plan->code);
  self->name_row = add_column (self, columns, _ ("Name"), _ ("None"), self->plan->name);
  self->parent_row =
      add_column (self, columns, _ ("Code of the territory above"), _ ("None"), self->plan->parent);
  level_row = add_combo (level, _ ("Level"));
  self->levels =
      qv_choice_new (level_row, store, QV_ENTITY_LEVEL, QV_LEVEL_NAME, _ ("A new one"), self->plan->level);
  self->level_name_row = add_entry (level, _ ("Name of the new level"), self->plan->level_name);
  self->parent_levels = qv_choice_new (add_combo (level, _ ("Level above")), store, QV_ENTITY_LEVEL,
                                       QV_LEVEL_NAME, _ ("None"), self->plan->parent_level);
  g_signal_connect_object (level_row, "notify::selected", G_CALLBACK (level_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  add_origin (self);
}

static void
add_indicators (QvImportForm *self, QvStore *store)
{
  const char *const measure_names[] = { _ ("A rate or a mean: areas in shades"),
                                        _ ("A number of things: circles"), NULL };
  const char *const rule_names[] = { _ ("Stop, and list them"), _ ("Take the first"), _ ("Take the last"),
                                     _ ("Add them up"),         _ ("Leave them out"), NULL };
  AdwPreferencesGroup *columns = add_group (self, _ ("Columns"));
  AdwPreferencesGroup *about = add_group (self, _ ("The indicator"));
  g_autoptr (GtkStringList) measure_model = gtk_string_list_new (measure_names);
  g_autoptr (GtkStringList) rule_model = gtk_string_list_new (rule_names);

  self->levels = qv_choice_new (add_combo (columns, _ ("Territories")), store, QV_ENTITY_LEVEL, QV_LEVEL_NAME,
                                _ ("Choose a level"), self->plan->level);
  self->code_row = add_column (self, columns, _ ("Code"), NULL, self->plan->code);
  self->value_row = add_column (self, columns, _ ("Figure"), NULL, self->plan->value);
  self->period_row =
      add_column (self, columns, _ ("Period"), _ ("The same for all rows"), self->plan->period_column);
  self->period_text_row = add_entry (columns, _ ("Period of all rows, such as 2026"), self->plan->period);
  self->duplicates_row = add_combo (columns, _ ("Rows that contradict each other"));
  adw_combo_row_set_model (self->duplicates_row, G_LIST_MODEL (rule_model));
  adw_combo_row_set_selected (self->duplicates_row, (guint) self->plan->duplicates);
  self->indicators = qv_choice_new (add_combo (about, _ ("Indicator")), store, QV_ENTITY_INDICATOR,
                                    QV_INDICATOR_NAME, _ ("A new one"), self->plan->indicator);
  self->title_row = add_entry (about, _ ("Name"), self->plan->indicator_name);
  self->unit_row = add_entry (about, _ ("Unit"), self->plan->unit);
  self->measure_row = add_combo (about, _ ("What it measures"));
  adw_combo_row_set_model (self->measure_row, G_LIST_MODEL (measure_model));
  adw_combo_row_set_selected (self->measure_row, g_strcmp0 (self->plan->measure, "count") == 0 ? 1 : 0);
  self->observatories = qv_choice_new (add_combo (about, _ ("Observatory")), store, QV_ENTITY_OBSERVATORY,
                                       QV_OBSERVATORY_NAME, _ ("None"), self->plan->observatory);
  add_origin (self);
}

static void
add_participants (QvImportForm *self)
{
  AdwPreferencesGroup *columns = add_group (self, _ ("Columns"));

  self->helix_row = add_column (self, columns, _ ("Helix"), NULL, self->plan->helix);
  self->name_row = add_column (self, columns, _ ("Name"), _ ("None"), self->plan->name);
  self->organisation_row =
      add_column (self, columns, _ ("Organisation"), _ ("None"), self->plan->organisation);
  self->seat_row = add_column (self, columns, _ ("Seat"), _ ("In the order of the rows"), self->plan->seat);
  self->contact_row = add_column (self, columns, _ ("Contact"), _ ("None"), self->plan->contact);
}

static void
qv_import_form_dispose (GObject *object)
{
  QvImportForm *self = QV_IMPORT_FORM (object);

  g_clear_object (&self->levels);
  g_clear_object (&self->parent_levels);
  g_clear_object (&self->indicators);
  g_clear_object (&self->observatories);
  G_OBJECT_CLASS (qv_import_form_parent_class)->dispose (object);
}

static void
qv_import_form_finalize (GObject *object)
{
  QvImportForm *self = QV_IMPORT_FORM (object);

  g_clear_pointer (&self->file, qv_import_file_unref);
  g_clear_pointer (&self->plan, qv_import_plan_free);
  G_OBJECT_CLASS (qv_import_form_parent_class)->finalize (object);
}

static void
qv_import_form_class_init (QvImportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_import_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_import_form_finalize;
  signals[LAYER_CHOSEN] = g_signal_new ("layer-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
qv_import_form_init (QvImportForm *self)
{
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

/**
 * qv_import_form_new:
 * @store: the library
 * @file: a layer or a table
 * @plan: how it is to be brought in as far as one can guess
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
qv_import_form_new (QvStore *store, QvImportFile *file, const QvImportPlan *plan)
{
  QvImportForm *self = g_object_new (QV_TYPE_IMPORT_FORM, NULL);

  self->file = qv_import_file_ref (file);
  self->plan = qv_import_plan_copy (plan);
  add_layers (self);
  if (plan->kind == QV_IMPORT_TERRITORIES)
    add_territories (self, store);
  else if (plan->kind == QV_IMPORT_INDICATORS)
    add_indicators (self, store);
  else
    add_participants (self);
  return GTK_WIDGET (self);
}

static void
read_territories (QvImportForm *self, QvImportPlan *plan)
{
  plan->code = get_column (self->code_row);
  plan->name = get_column (self->name_row);
  plan->parent = get_column (self->parent_row);
  plan->level = qv_choice_get (self->levels);
  plan->parent_level = qv_choice_get (self->parent_levels);
  take_text (&plan->level_name, self->level_name_row);
  take_text (&plan->source, self->source_row);
  take_text (&plan->licence, self->licence_row);
}

static void
read_indicators (QvImportForm *self, QvImportPlan *plan)
{
  plan->level = qv_choice_get (self->levels);
  plan->code = get_column (self->code_row);
  plan->value = get_column (self->value_row);
  plan->period_column = get_column (self->period_row);
  plan->duplicates = (QvDuplicateRule) adw_combo_row_get_selected (self->duplicates_row);
  plan->indicator = qv_choice_get (self->indicators);
  plan->observatory = qv_choice_get (self->observatories);
  plan->measure = measures[MIN (adw_combo_row_get_selected (self->measure_row), 1)];
  take_text (&plan->period, self->period_text_row);
  take_text (&plan->indicator_name, self->title_row);
  take_text (&plan->unit, self->unit_row);
  take_text (&plan->source, self->source_row);
  take_text (&plan->licence, self->licence_row);
}

/**
 * qv_import_form_make_plan:
 * @self: the form
 *
 * Returns: (transfer full): how the file is to be brought in
 */
QvImportPlan *
qv_import_form_make_plan (QvImportForm *self)
{
  QvImportPlan *plan;

  g_return_val_if_fail (QV_IS_IMPORT_FORM (self), NULL);

  plan = qv_import_plan_copy (self->plan);
  if (plan->kind == QV_IMPORT_TERRITORIES)
    read_territories (self, plan);
  else if (plan->kind == QV_IMPORT_INDICATORS)
    read_indicators (self, plan);
  else
    {
      plan->helix = get_column (self->helix_row);
      plan->name = get_column (self->name_row);
      plan->organisation = get_column (self->organisation_row);
      plan->seat = get_column (self->seat_row);
      plan->contact = get_column (self->contact_row);
    }
  return plan;
}
