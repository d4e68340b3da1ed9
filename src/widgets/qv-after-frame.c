/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts off what the first frame does not show, so that it comes sooner. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-after-frame.h"

typedef struct
{
  GtkWidget *widget;
  QvWidgetFunc func;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_object_unref (call->widget);
  g_free (call);
}

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  if (gtk_widget_get_root (call->widget) != NULL)
    call->func (call->widget);
  return G_SOURCE_REMOVE;
}

/* The frame is painted before the main loop comes to anything idle. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Call *call = g_new (Call, 1);

  call->widget = g_object_ref (widget);
  call->func = (QvWidgetFunc) data;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, call_cb, call, free_call);
  return G_SOURCE_REMOVE;
}

/**
 * qv_after_frame:
 * @widget: a widget, shown or not yet
 * @func: called once with @widget after the next frame of its window has been painted, unless it is gone from
 * the window by then
 */
void
qv_after_frame (GtkWidget *widget, QvWidgetFunc func)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  gtk_widget_add_tick_callback (widget, tick_cb, func, NULL);
}
