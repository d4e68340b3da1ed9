/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-library-sidebar.h"

#include <glib/gi18n.h>

struct _QvLibrarySidebar
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkLabel *copy_label;

  QvSessionList *sessions;
  char **collections;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (QvLibrarySidebar, qv_library_sidebar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  QvSessionFilter filter;
  char *collection;
  GtkLabel *count;
} Line;

static void
free_line (Line *line)
{
  g_free (line->collection);
  g_free (line);
}

static Line *
get_line (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "line") : NULL;
}

static void
add_line (QvLibrarySidebar *self,
          QvSessionFilter filter,
          const char *collection,
          const char *icon,
          const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  Line *line = g_new0 (Line, 1);

  line->filter = filter;
  line->collection = g_strdup (collection);
  line->count = GTK_LABEL (count);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "small");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "line", line, (GDestroyNotify) free_line);
  gtk_list_box_append (self->list, row);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  Line *line = get_line (row);
  Line *previous = get_line (before);
  GtkWidget *label;

  if (line->filter != QV_SESSION_FILTER_COLLECTION ||
      (previous != NULL && previous->filter == QV_SESSION_FILTER_COLLECTION))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (_ ("Collections"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

static void
fill (QvLibrarySidebar *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  Line *line = get_line (selected);
  QvSessionFilter filter = line != NULL ? line->filter : QV_SESSION_FILTER_ALL;
  g_autofree char *collection = line != NULL ? g_strdup (line->collection) : NULL;
  GtkListBoxRow *row;
  GtkWidget *child;

  self->is_filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  add_line (self, QV_SESSION_FILTER_ALL, NULL, "x-office-calendar-symbolic", _ ("All sessions"));
  add_line (self, QV_SESSION_FILTER_RUNNING, NULL, "media-playback-start-symbolic", _ ("Running"));
  add_line (self, QV_SESSION_FILTER_UPCOMING, NULL, "alarm-symbolic", _ ("Upcoming"));
  add_line (self, QV_SESSION_FILTER_PAST, NULL, "document-open-recent-symbolic", _ ("Past"));
  for (guint i = 0; self->collections != NULL && self->collections[i] != NULL; i++)
    add_line (self, QV_SESSION_FILTER_COLLECTION, self->collections[i], "folder-symbolic",
              self->collections[i]);
  add_line (self, QV_SESSION_FILTER_WASTEBASKET, NULL, "user-trash-symbolic", _ ("Wastebasket"));
  self->is_filling = FALSE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      line = get_line (row);
      if (line->filter == filter && g_strcmp0 (line->collection, collection) == 0)
        gtk_list_box_select_row (self->list, row);
    }
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
show_counts (QvLibrarySidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      Line *line = get_line (row);
      guint n =
          self->sessions != NULL ? qv_session_list_count (self->sessions, line->filter, line->collection) : 0;
      g_autofree char *text = n > 0 ? g_strdup_printf ("%u", n) : NULL;

      gtk_label_set_label (line->count, text != NULL ? text : "");
    }
}

static void
counted_cb (QvLibrarySidebar *self)
{
  g_auto (GStrv) collections = qv_session_list_get_collections (self->sessions);

  if (self->collections == NULL ||
      !g_strv_equal ((const char *const *) collections, (const char *const *) self->collections))
    {
      g_strfreev (self->collections);
      self->collections = g_steal_pointer (&collections);
      fill (self);
    }
  show_counts (self);
}

static void
row_selected_cb (QvLibrarySidebar *self)
{
  if (!self->is_filling && gtk_list_box_get_selected_row (self->list) != NULL)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
row_activated_cb (QvLibrarySidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
qv_library_sidebar_dispose (GObject *object)
{
  QvLibrarySidebar *self = QV_LIBRARY_SIDEBAR (object);
  GtkWidget *child;

  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_LIBRARY_SIDEBAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->sessions);
  g_clear_pointer (&self->collections, g_strfreev);
  G_OBJECT_CLASS (qv_library_sidebar_parent_class)->dispose (object);
}

static void
qv_library_sidebar_class_init (QvLibrarySidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_library_sidebar_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/library/qv-library-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, QvLibrarySidebar, list);
  gtk_widget_class_bind_template_child (widget_class, QvLibrarySidebar, copy_label);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
qv_library_sidebar_init (QvLibrarySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  qv_library_sidebar_set_last_copy (self, 0);
}

/**
 * qv_library_sidebar_set_list:
 * @self: the sidebar
 * @list: (nullable): the sessions to count
 */
void
qv_library_sidebar_set_list (QvLibrarySidebar *self, QvSessionList *list)
{
  g_return_if_fail (QV_IS_LIBRARY_SIDEBAR (self));

  if (self->sessions != NULL)
    g_signal_handlers_disconnect_by_func (self->sessions, counted_cb, self);
  g_set_object (&self->sessions, list);
  if (list == NULL)
    return;
  g_signal_connect_object (list, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  counted_cb (self);
}

QvSessionFilter
qv_library_sidebar_get_filter (QvLibrarySidebar *self)
{
  Line *line;

  g_return_val_if_fail (QV_IS_LIBRARY_SIDEBAR (self), QV_SESSION_FILTER_ALL);

  line = get_line (gtk_list_box_get_selected_row (self->list));
  return line != NULL ? line->filter : QV_SESSION_FILTER_ALL;
}

const char *
qv_library_sidebar_get_collection (QvLibrarySidebar *self)
{
  Line *line;

  g_return_val_if_fail (QV_IS_LIBRARY_SIDEBAR (self), NULL);

  line = get_line (gtk_list_box_get_selected_row (self->list));
  return line != NULL ? line->collection : NULL;
}

/**
 * qv_library_sidebar_describe_copy:
 * @time: microseconds since 1970 UTC of the last backup, or 0 for none
 * @now: the same of now
 *
 * Returns: (transfer full): a sentence about it
 */
char *
qv_library_sidebar_describe_copy (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (today, -1);
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;

  if (time <= 0)
    return g_strdup (_ ("No network needed. No copy has been made yet."));
  clock = g_date_time_format (then, C_ ("time of day", "%H:%M"));
  if (g_date_time_get_year (then) == g_date_time_get_year (today) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today))
    return g_strdup_printf (_ ("No network needed. Last copy: today, %s."), clock);
  if (g_date_time_get_year (then) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (yesterday))
    return g_strdup_printf (_ ("No network needed. Last copy: yesterday, %s."), clock);
  date = g_date_time_format (then, "%x");
  return g_strdup_printf (_ ("No network needed. Last copy: %s."), date);
}

void
qv_library_sidebar_set_last_copy (QvLibrarySidebar *self, gint64 time)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (QV_IS_LIBRARY_SIDEBAR (self));

  sentence = qv_library_sidebar_describe_copy (time, g_get_real_time ());
  gtk_label_set_label (self->copy_label, sentence);
}
