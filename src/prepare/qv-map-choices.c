/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-map-choices.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-indicator-chooser.h"
#include "qv-indicator-list.h"
#include "qv-preparing.h"
#include "qv-wrap-layout.h"

struct _QvMapChoices
{
  GtkBox parent_instance;

  GtkWidget *add_button;
  GtkWidget *map;
  AdwComboRow *level;
  AdwComboRow *background;
  GtkWidget *indicators;
  GtkFlowBox *themes;
  GtkWidget *theme_entry;

  QvPrepareContext *context;
  QvPreparation *shown;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvMapChoices, qv_map_choices, GTK_TYPE_BOX)

static void
set_reference (QvMapChoices *self, const char *label, guint field, GPtrArray *records, guint index)
{
  const QvRecord *record;

  if (self->is_showing || self->shown == NULL || index == GTK_INVALID_LIST_POSITION)
    return;
  record = index > 0 ? records->pdata[index - 1] : NULL;
  qv_prepare_context_apply (self->context,
                            qv_preparing_set (self->shown, label, QV_ENTITY_SESSION, self->shown->session->id,
                                              field,
                                              record != NULL ? qv_value_int (record->id)
                                                             : (QvValue){ .type = QV_VALUE_NULL }));
}

static void
level_chosen_cb (QvMapChoices *self)
{
  if (self->shown != NULL)
    set_reference (self, _ ("Choose territories"), QV_SESSION_LEVEL, self->shown->levels,
                   adw_combo_row_get_selected (self->level));
}

static void
background_chosen_cb (QvMapChoices *self)
{
  if (self->shown != NULL)
    set_reference (self, _ ("Choose base map"), QV_SESSION_BACKGROUND, self->shown->backgrounds,
                   adw_combo_row_get_selected (self->background));
}

static void
show_records (AdwComboRow *row, const char *none, GPtrArray *records, guint name_field, QvId chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, none);
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = records->pdata[i];

      gtk_string_list_append (names, qv_record_get_text (record, name_field));
      if (record->id == chosen)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

static void
show_map (QvMapChoices *self)
{
  const QvRecord *session = self->shown->session;
  QvId background = qv_record_get_int (session, QV_SESSION_BACKGROUND);
  g_autofree char *territories =
      g_strdup_printf (ngettext ("%u territory", "%u territories", self->shown->n_territories),
                       self->shown->n_territories);
  g_autofree char *size =
      self->shown->background_size >= 0 ? g_format_size ((guint64) self->shown->background_size) : NULL;
  /* Translators: %s is the size of a file: "184 MB · on this computer" */
  g_autofree char *here = size != NULL ? g_strdup_printf (_ ("%s · on this computer"), size) : NULL;

  show_records (self->level, _ ("None"), self->shown->levels, QV_LEVEL_NAME,
                qv_record_get_int (session, QV_SESSION_LEVEL));
  show_records (self->background, _ ("Plain paper"), self->shown->backgrounds, QV_BACKGROUND_NAME,
                background);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->level),
                               self->shown->n_territories > 0 ? territories : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->background), here != NULL ? here
                                                                  : background != QV_ID_NONE
                                                                      ? _ ("Not on this computer")
                                                                      : "");
}

static void
theme_removed_cb (GtkWidget *button, QvMapChoices *self)
{
  const gint64 *theme = g_object_get_data (G_OBJECT (button), "qv-theme");

  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_remove_theme (qv_prepare_context_get (self->context), *theme));
}

static GtkWidget *
make_theme (QvMapChoices *self, const QvRecord *theme)
{
  const char *title = qv_record_get_text (theme, QV_SESSION_THEME_NAME);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), title);

  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-pill");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "qv-theme", g_memdup2 (&theme->id, sizeof (QvId)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (theme_removed_cb), self, 0);
  return button;
}

static void
show_themes (QvMapChoices *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->themes))) != NULL)
    gtk_flow_box_remove (self->themes, child);
  for (guint i = 0; i < self->shown->themes->len; i++)
    {
      GtkWidget *button = make_theme (self, self->shown->themes->pdata[i]);

      gtk_flow_box_append (self->themes, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->themes), self->shown->themes->len > 0);
}

static void
theme_entered_cb (QvMapChoices *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);

  if (preparation == NULL)
    return;
  qv_prepare_context_apply (self->context,
                            qv_preparing_add_theme (preparation, gtk_editable_get_text (
                                                                     GTK_EDITABLE (self->theme_entry))));
  gtk_editable_set_text (GTK_EDITABLE (self->theme_entry), "");
}

static void
changed_cb (QvMapChoices *self)
{
  g_clear_pointer (&self->shown, qv_preparation_unref);
  self->shown = qv_preparation_ref (qv_prepare_context_get (self->context));
  self->is_showing = TRUE;
  show_map (self);
  show_themes (self);
  self->is_showing = FALSE;
}

static GtkWidget *
make_header (QvMapChoices *self)
{
  GtkWidget *header = qv_wrap_box_new (8, TRUE);
  GtkWidget *title = gtk_label_new (_ ("On the map"));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->add_button = gtk_menu_button_new ();
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Add Indicator")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->add_button), content);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Indicator"), -1);
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), self->add_button);
  gtk_widget_add_css_class (header, "column-header");
  return header;
}

static GtkWidget *
make_map (QvMapChoices *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->level = ADW_COMBO_ROW (adw_combo_row_new ());
  self->background = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->level), _ ("Territories"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->background), _ ("Base map"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->level));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->background));
  g_signal_connect_object (self->level, "notify::selected", G_CALLBACK (level_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->background, "notify::selected", G_CALLBACK (background_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return list;
}

static GtkWidget *
make_themes (QvMapChoices *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Themes"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  self->themes = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->themes, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->themes, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->themes), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Themes"),
                                  -1);
  self->theme_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->theme_entry), _ ("New theme"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->theme_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New theme"), -1);
  g_signal_connect_object (self->theme_entry, "activate", G_CALLBACK (theme_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "theme-box");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->themes));
  gtk_box_append (GTK_BOX (box), self->theme_entry);
  return box;
}

static void
qv_map_choices_finalize (GObject *object)
{
  QvMapChoices *self = QV_MAP_CHOICES (object);

  g_clear_pointer (&self->shown, qv_preparation_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (qv_map_choices_parent_class)->finalize (object);
}

static void
qv_map_choices_class_init (QvMapChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_map_choices_finalize;
}

static void
qv_map_choices_init (QvMapChoices *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), make_header (self));
  self->map = make_map (self);
  gtk_box_append (GTK_BOX (self), self->map);
  gtk_box_append (GTK_BOX (self), make_themes (self));
}

/**
 * qv_map_choices_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): the choices
 */
GtkWidget *
qv_map_choices_new (QvPrepareContext *context)
{
  QvMapChoices *self = g_object_new (QV_TYPE_MAP_CHOICES, NULL);

  self->context = g_object_ref (context);
  self->indicators = qv_indicator_list_new (context);
  gtk_box_insert_child_after (GTK_BOX (self), self->indicators, self->map);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add_button), qv_indicator_chooser_new (context));
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * qv_map_choices_do:
 * @self: choices
 * @action: "choose-level", "choose-background", "add-indicator" or "show-indicators"
 */
void
qv_map_choices_do (QvMapChoices *self, const char *action)
{
  g_return_if_fail (QV_IS_MAP_CHOICES (self));

  if (g_str_equal (action, "add-indicator"))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->add_button));
  else if (g_str_equal (action, "show-indicators"))
    gtk_widget_child_focus (self->indicators, GTK_DIR_TAB_FORWARD);
  else
    {
      GtkWidget *row = GTK_WIDGET (g_str_equal (action, "choose-level") ? self->level : self->background);

      gtk_widget_grab_focus (row);
      gtk_widget_activate (row);
    }
}
