/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-map-choices.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-indicator-chooser.h"
#include "qv-pill.h"
#include "qv-preparing.h"

struct _QvMapChoices
{
  GtkBox parent_instance;

  GtkWidget *add_button;
  AdwComboRow *level;
  AdwComboRow *background;
  GtkListBox *list; /* the indicators */
  GtkFlowBox *themes;
  GtkWidget *theme_entry;

  QvPrepareContext *context;
  QvPreparation *shown;
  gboolean is_showing;
  QvId moving; /* the choice whose row is to have the keyboard when the rows are made anew */
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

static QvId
get_choice (GtkWidget *row)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (row), "qv-choice");
}

static void
move (QvMapChoices *self, GtkWidget *row, int by)
{
  self->moving = get_choice (row);
  qv_prepare_context_apply (self->context,
                            qv_preparing_move_indicator (qv_prepare_context_get (self->context), self->moving,
                                                         by));
}

static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, QvMapChoices *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (row == NULL || modifiers != GDK_ALT_MASK)
    return FALSE;
  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    move (self, row, -1);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    move (self, row, 1);
  else
    return FALSE;
  return TRUE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvMapChoices *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  int n = (int) self->shown->indicators->len;
  int to = row != NULL ? gtk_list_box_row_get_index (row) : n - 1;

  for (int i = 0; i < n; i++)
    {
      GtkWidget *source = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i));

      if (source != NULL && get_choice (source) == g_value_get_int64 (value))
        {
          move (self, source, to - i);
          return TRUE;
        }
    }
  return FALSE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *row)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, icon, 8, 8);
  return gdk_content_provider_new_typed (G_TYPE_INT64, get_choice (row));
}

static void
remove_clicked_cb (GtkWidget *button, QvMapChoices *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_remove_indicator (qv_prepare_context_get (self->context),
                                                                get_choice (row)));
}

static char *
format_indicator (const QvPreparedIndicator *indicator)
{
  guint n_missing = indicator->n_territories - MIN (indicator->n_values, indicator->n_territories);
  g_autofree char *periods = NULL;

  if (indicator->last_period == NULL)
    return g_strdup (_ ("No figures yet"));
  if (g_strcmp0 (indicator->first_period, indicator->last_period) == 0)
    periods = g_strdup (indicator->last_period);
  else
    periods = g_strdup_printf ("%s–%s", indicator->first_period, indicator->last_period);
  if (n_missing > 0)
    /* Translators: periods, and how many territories have no figure: "2018–2023 · 1 territory without
     * figures" */
    return g_strdup_printf (ngettext ("%s · %u territory without figures",
                                      "%s · %u territories without figures", n_missing),
                            periods, n_missing);
  return g_strdup_printf (ngettext ("%s · %u territory", "%s · %u territories", indicator->n_values), periods,
                          indicator->n_values);
}

static GtkWidget *
make_indicator_row (QvMapChoices *self, const QvPreparedIndicator *indicator)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  g_autofree char *detail = format_indicator (indicator);
  const char *title = qv_record_get_text (indicator->indicator, QV_INDICATOR_NAME);
  /* Translators: %s is an indicator */
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), title);

  g_object_set_data_full (G_OBJECT (row), "qv-choice", g_memdup2 (&indicator->choice, sizeof (QvId)), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), handle);
  if (indicator->n_values < indicator->n_territories)
    {
      /* Translators: on an indicator that lacks figures of some territories */
      GtkWidget *gap = qv_pill_new (_ ("gap"), NULL, QV_PILL_OUTLINED);

      gtk_widget_set_valign (gap, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gap);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  gtk_widget_add_css_class (handle, "drag-handle");
  gtk_widget_set_tooltip_text (handle, _ ("Drag, or Alt+↑ and Alt+↓, to move the indicator"));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), row, 0);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  return row;
}

static void
show_indicators (QvMapChoices *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->shown->indicators->len; i++)
    {
      const QvPreparedIndicator *indicator = self->shown->indicators->pdata[i];
      GtkWidget *made = make_indicator_row (self, indicator);

      gtk_list_box_append (self->list, made);
      if (indicator->choice == self->moving)
        gtk_widget_grab_focus (made);
    }
  self->moving = QV_ID_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown->indicators->len > 0);
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
  show_indicators (self);
  show_themes (self);
  self->is_showing = FALSE;
}

static GtkWidget *
make_header (QvMapChoices *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
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
make_list (QvMapChoices *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_margin_top (GTK_WIDGET (self->list), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Indicators"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
  return GTK_WIDGET (self->list);
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
  gtk_box_append (GTK_BOX (self), make_map (self));
  gtk_box_append (GTK_BOX (self), make_list (self));
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
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  else
    {
      GtkWidget *row = GTK_WIDGET (g_str_equal (action, "choose-level") ? self->level : self->background);

      gtk_widget_grab_focus (row);
      gtk_widget_activate (row);
    }
}
