/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-widgets"

/* The keys of digits on every keyboard: in France the digits stand with Shift. */

#include "config.h"

#include "qv-digit-key.h"

/**
 * qv_digit_key_get:
 * @keyval: a key as typed
 *
 * Returns: the digit that it writes, in the row or on the keypad; -1 if none
 */
int
qv_digit_key_get (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

/**
 * qv_digit_key_read:
 * @controller: that heard the key
 * @keyval: the key as typed
 * @keycode: of the key itself
 *
 * Returns: the digit that the key writes, or writes with Shift; -1 if none
 */
int
qv_digit_key_read (GtkEventControllerKey *controller, guint keyval, guint keycode)
{
  GtkWidget *widget;
  guint shifted = 0;

  g_return_val_if_fail (GTK_IS_EVENT_CONTROLLER_KEY (controller), -1);

  if (qv_digit_key_get (keyval) >= 0)
    return qv_digit_key_get (keyval);
  widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  if (!gdk_display_translate_key (gtk_widget_get_display (widget), keycode, GDK_SHIFT_MASK,
                                  (int) gtk_event_controller_key_get_group (controller), &shifted, NULL, NULL,
                                  NULL))
    return -1;
  return qv_digit_key_get (shifted);
}
