/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-library-aside.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-template.h"

struct _QvLibraryAside
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *templates;
};

G_DEFINE_FINAL_TYPE (QvLibraryAside, qv_library_aside, GTK_TYPE_WIDGET)

static char *
describe_length (guint minutes)
{
  if (minutes < 120 && minutes % 60 != 0)
    /* Translators: a length of time, minutes */
    return g_strdup_printf (_ ("%u min"), minutes);
  if (minutes % 60 == 0)
    /* Translators: a length of time, hours */
    return g_strdup_printf (_ ("%u h"), minutes / 60);
  /* Translators: a length of time, hours and minutes */
  return g_strdup_printf (_ ("%u h %02u"), minutes / 60, minutes % 60);
}

static char *
describe (const QvTemplate *template)
{
  g_autofree char *length = NULL;
  g_autofree char *steps = NULL;

  if (template->steps->len == 0)
    return g_strdup (template->summary);
  length = describe_length (template->minutes);
  steps = g_strdup_printf (ngettext ("%u step", "%u steps", template->steps->len), template->steps->len);
  return g_strdup_printf ("%s · %s · %s", length, steps, template->summary);
}

static GtkWidget *
make_row (const QvTemplate *template)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (template->icon);
  GtkWidget *plus = gtk_image_new_from_icon_name ("list-add-symbolic");
  g_autofree char *subtitle = describe (template);

  gtk_widget_add_css_class (icon, "icon-tile");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), template->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), plus);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", template->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.new-session");
  return row;
}

static void
qv_library_aside_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_LIBRARY_ASIDE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (qv_library_aside_parent_class)->dispose (object);
}

static void
qv_library_aside_class_init (QvLibraryAsideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_library_aside_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/library/qv-library-aside.ui");
  gtk_widget_class_bind_template_child (widget_class, QvLibraryAside, templates);
}

static void
qv_library_aside_init (QvLibraryAside *self)
{
  g_autoptr (GPtrArray) templates = qv_template_list (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < templates->len; i++)
    if (((const QvTemplate *) templates->pdata[i])->is_starter)
      adw_preferences_group_add (self->templates, make_row (templates->pdata[i]));
}

GtkWidget *
qv_library_aside_new (void)
{
  return g_object_new (QV_TYPE_LIBRARY_ASIDE, NULL);
}

/**
 * qv_library_aside_make_menu:
 *
 * Returns: (transfer full): the templates as a menu
 */
GMenuModel *
qv_library_aside_make_menu (void)
{
  g_autoptr (GPtrArray) templates = qv_template_list (NULL);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      const QvTemplate *template = templates->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (template->title, NULL);

      g_menu_item_set_action_and_target (item, "win.new-session", "s", template->id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
