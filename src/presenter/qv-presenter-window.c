/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-window.h"

#include <glib/gi18n.h>

/* Until displays that were plugged in or pulled out are taken as they are. */
#define SETTLE_MS 800

struct _QvPresenterWindow
{
  AdwApplicationWindow parent_instance;

  QvPresenterView *view;
  GtkWindow *facilitator; /* (not owned) (nullable) */
  gboolean gives_back;    /* the keyboard to the facilitator, once */
  gboolean on_projector;  /* full screen on a monitor of its own */
  guint settling;         /* source */
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

/* On a projector of its own nobody types; over the facilitator's window it would stand in the way. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (QV_PRESENTER_WINDOW (widget)->on_projector)
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

/* A new window takes the keyboard when the desktop gets to it, which is later than it is shown. */
static void
active_cb (QvPresenterWindow *self)
{
  GtkWindow *facilitator = self->facilitator;

  if (facilitator == NULL || !self->gives_back || !gtk_window_is_active (GTK_WINDOW (self)))
    return;
  self->gives_back = FALSE;
  gtk_window_present (facilitator);
}

static void
qv_presenter_window_dispose (GObject *object)
{
  QvPresenterWindow *self = QV_PRESENTER_WINDOW (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_weak_pointer (&self->facilitator);
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
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
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

/* Onto the projector, or off it where its cable was pulled; what else the window is remains. */
static void
take_place (QvPresenterWindow *self)
{
  g_autoptr (GdkMonitor) monitor = self->facilitator != NULL ? find_monitor (self->facilitator) : NULL;

  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else if (self->on_projector)
    gtk_window_unfullscreen (GTK_WINDOW (self));
  self->on_projector = monitor != NULL;
}

static gboolean
settled_cb (gpointer user_data)
{
  QvPresenterWindow *self = QV_PRESENTER_WINDOW (user_data);
  gboolean was_on_projector = self->on_projector;

  self->settling = 0;
  take_place (self);
  if (was_on_projector != self->on_projector && self->facilitator != NULL)
    gtk_window_present (self->facilitator);
  return G_SOURCE_REMOVE;
}

/* A display comes and goes in several changes, and the desktop arranges its windows before it takes our word.
 */
static void
monitors_changed_cb (QvPresenterWindow *self)
{
  g_clear_handle_id (&self->settling, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    self->settling = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
qv_presenter_window_init (QvPresenterWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Projector"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "presenter-window");
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (monitors_changed_cb), self,
                           G_CONNECT_SWAPPED);
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

/**
 * qv_presenter_window_show:
 * @self: a window
 * @facilitator: (nullable): the other window, which keeps the keyboard if the two are on different monitors
 *
 * A projector that is plugged in later, or again, gets the window then.
 */
void
qv_presenter_window_show (QvPresenterWindow *self, GtkWindow *facilitator)
{
  g_return_if_fail (QV_IS_PRESENTER_WINDOW (self));

  g_set_weak_pointer (&self->facilitator, facilitator);
  take_place (self);
  self->gives_back = self->on_projector;
  gtk_window_present (GTK_WINDOW (self));
}
