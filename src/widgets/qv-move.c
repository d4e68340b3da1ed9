/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves a part of a window to another place in it. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-move.h"

/* What names an action looks for it anew, menus too. */
static void
renew_actions (GtkWidget *widget)
{
  if (GTK_IS_ACTIONABLE (widget))
    {
      GtkActionable *actionable = GTK_ACTIONABLE (widget);
      g_autofree char *name = g_strdup (gtk_actionable_get_action_name (actionable));

      if (name != NULL)
        {
          gtk_actionable_set_action_name (actionable, NULL);
          gtk_actionable_set_action_name (actionable, name);
        }
    }
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) != NULL)
    {
      g_autoptr (GMenuModel) model = g_object_ref (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)));

      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (widget), NULL);
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (widget), model);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    renew_actions (child);
}

/**
 * qv_move_child:
 * @from: where it is
 * @to: where it goes
 *
 * Moves the child of @from, if it has one, to @to. GTK 4.8 takes the actions of a widget's class from what is
 * inside it when it leaves its parent, and does not give them back.
 */
void
qv_move_child (AdwBin *from, AdwBin *to)
{
  g_autoptr (GtkWidget) child = NULL;

  g_return_if_fail (ADW_IS_BIN (from));
  g_return_if_fail (ADW_IS_BIN (to));

  if (adw_bin_get_child (from) == NULL || from == to)
    return;
  child = g_object_ref (adw_bin_get_child (from));
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, child);
  renew_actions (child);
}
