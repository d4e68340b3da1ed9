/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and days that stand in pages that scroll change only by what is meant for them. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-still-input.h"

/**
 * qv_still_input_wheel:
 * @widget: a #GtkSpinButton or #GtkCalendar in something that scrolls
 *
 * Lets the wheel through to what @widget is in: a page that is scrolled under a resting pointer must not
 * change the figures that come by.
 */
void
qv_still_input_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/**
 * qv_still_input_undo:
 * @spin: a #GtkSpinButton whose figure is written at once
 *
 * Leaves undo to the journal: the text's own would take back the figure that the program has put there, and
 * what is left is no figure.
 */
void
qv_still_input_undo (GtkWidget *spin)
{
  g_return_if_fail (GTK_IS_SPIN_BUTTON (spin));

  gtk_editable_set_enable_undo (GTK_EDITABLE (spin), FALSE);
}
