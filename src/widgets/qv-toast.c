/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-toast.h"

#define SECONDS 6

/**
 * qv_toast_new:
 * @sentence: what to say; no markup, unlike the title of a toast
 * @button: (nullable): the label of a button
 * @action: (nullable): what the button does
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
qv_toast_new (const char *sentence, const char *button, const char *action)
{
  g_autofree char *title = NULL;
  AdwToast *toast;

  g_return_val_if_fail (sentence != NULL, NULL);

  title = g_markup_escape_text (sentence, -1);
  toast = adw_toast_new (title);
  adw_toast_set_timeout (toast, SECONDS);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
  return toast;
}
