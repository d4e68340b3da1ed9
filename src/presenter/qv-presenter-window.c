/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-window.h"

#include <glib/gi18n.h>

struct _QvPresenterWindow
{
  AdwApplicationWindow parent_instance;

  QvPresenterView *view;
  GtkWindow *facilitator; /* (not owned) (nullable): gets the keyboard back */
};

G_DEFINE_FINAL_TYPE (QvPresenterWindow, qv_presenter_window, ADW_TYPE_APPLICATION_WINDOW)

static void
fullscreen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* A new window takes the keyboard when the desktop gets to it, which is later than it is shown. */
static void
active_cb (QvPresenterWindow *self)
{
  GtkWindow *facilitator = self->facilitator;

  if (facilitator == NULL || !gtk_window_is_active (GTK_WINDOW (self)))
    return;
  g_clear_weak_pointer (&self->facilitator);
  gtk_window_present (facilitator);
}

static void
qv_presenter_window_dispose (GObject *object)
{
  g_clear_weak_pointer (&QV_PRESENTER_WINDOW (object)->facilitator);
  G_OBJECT_CLASS (qv_presenter_window_parent_class)->dispose (object);
}

static void
qv_presenter_window_class_init (QvPresenterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_window_dispose;
  gtk_widget_class_install_action (widget_class, "presenter.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "presenter.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "projector.shown", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, GDK_SHIFT_MASK, "projector.blank", NULL);
}

static void
qv_presenter_window_init (QvPresenterWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Projector"));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}

/**
 * qv_presenter_window_new:
 * @source: what may be seen
 * @actions: that F5 and Shift+F5 need: "shown", "blank"
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWidget *
qv_presenter_window_new (QvPresenterSource *source, GActionGroup *actions)
{
  QvPresenterWindow *self = g_object_new (QV_TYPE_PRESENTER_WINDOW, NULL);
  GtkWidget *handle = gtk_window_handle_new ();

  self->view = QV_PRESENTER_VIEW (qv_presenter_view_new (source));
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), GTK_WIDGET (self->view));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), handle);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projector", actions);
  return GTK_WIDGET (self);
}

/**
 * qv_presenter_window_get_view:
 * @self: a window
 *
 * Returns: (transfer none): what is in it
 */
QvPresenterView *
qv_presenter_window_get_view (QvPresenterWindow *self)
{
  g_return_val_if_fail (QV_IS_PRESENTER_WINDOW (self), NULL);

  return self->view;
}

/* The first that is not the facilitator's. */
static GdkMonitor *
find_monitor (GtkWindow *facilitator)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (facilitator));
  GListModel *monitors = gdk_display_get_monitors (display);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (facilitator));
  GdkMonitor *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  guint n = g_list_model_get_n_items (monitors);

  for (guint i = 0; i < n && own != NULL; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != own)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

/**
 * qv_presenter_window_show:
 * @self: a window
 * @facilitator: (nullable): the other window, which keeps the keyboard if the two are on different monitors
 */
void
qv_presenter_window_show (QvPresenterWindow *self, GtkWindow *facilitator)
{
  g_autoptr (GdkMonitor) monitor = facilitator != NULL ? find_monitor (facilitator) : NULL;

  g_return_if_fail (QV_IS_PRESENTER_WINDOW (self));

  if (monitor != NULL)
    {
      g_set_weak_pointer (&self->facilitator, facilitator);
      gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
    }
  gtk_window_present (GTK_WINDOW (self));
}
