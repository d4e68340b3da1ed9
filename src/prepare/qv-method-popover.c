/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-method-popover.h"

#include <glib/gi18n.h>

#define WIDTH 380
#define HEIGHT 420

struct _QvMethodPopover
{
  GtkPopover parent_instance;

  GtkWidget *search;
  GtkListBox *list;
  char *language;
  GPtrArray *methods; /* (element-type QvMethod), read when it is first shown */
};

G_DEFINE_FINAL_TYPE (QvMethodPopover, qv_method_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* NULL: of the empty step. */
static const QvMethod *
get_method (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "qv-method");
}

static char *
join_how (const QvMethod *method)
{
  GString *how = g_string_new (method->goal);

  for (guint i = 0; i < method->how->len; i++)
    g_string_append_printf (how, "\n%u. %s", i + 1, (const char *) method->how->pdata[i]);
  if (method->source != NULL)
    g_string_append_printf (how, "\n%s", method->source);
  return g_string_free (how, FALSE);
}

static GtkWidget *
make_row (const char *icon, const char *name, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *title = gtk_label_new (name), *label = gtk_label_new (detail);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (image, "icon-tile");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (row, "method-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
append_method (QvMethodPopover *self, QvMethod *method)
{
  g_autofree char *minutes =
      g_strdup_printf (ngettext ("%u minute", "%u minutes", method->minutes), method->minutes);
  g_autofree char *how = join_how (method);
  g_autofree char *detail = g_strdup_printf ("%s\n%s", minutes, how);
  GtkWidget *row = make_row (method->icon, method->name, detail);

  g_object_set_data (G_OBJECT (row), "qv-method", method);
  gtk_list_box_append (self->list, row);
}

static void
fill (QvMethodPopover *self)
{
  self->methods = qv_method_list (self->language);
  gtk_list_box_append (self->list, make_row ("list-add-symbolic", _ ("Empty step"), _ ("Your own words")));
  for (guint i = 0; i < self->methods->len; i++)
    append_method (self, self->methods->pdata[i]);
}

static gboolean
contains (const char *text, const char *words)
{
  return text != NULL && g_str_match_string (words, text, TRUE);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  QvMethodPopover *self = data;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  const QvMethod *method = get_method (row);

  if (*words == '\0')
    return TRUE;
  return method != NULL && (contains (method->name, words) || contains (method->goal, words) ||
                            contains (method->prompt, words));
}

static void
search_changed_cb (QvMethodPopover *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
choose (QvMethodPopover *self, GtkListBoxRow *row)
{
  const QvMethod *method = get_method (row);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, method != NULL ? method->id : "");
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, QvMethodPopover *self)
{
  choose (self, row);
}

/* Enter takes the first that is found. */
static void
search_activate_cb (QvMethodPopover *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        choose (self, row);
        return;
      }
}

static void
qv_method_popover_show (GtkWidget *widget)
{
  QvMethodPopover *self = QV_METHOD_POPOVER (widget);

  if (self->methods == NULL)
    fill (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  GTK_WIDGET_CLASS (qv_method_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (self->search);
}

static void
qv_method_popover_finalize (GObject *object)
{
  QvMethodPopover *self = QV_METHOD_POPOVER (object);

  g_clear_pointer (&self->methods, g_ptr_array_unref);
  g_free (self->language);
  G_OBJECT_CLASS (qv_method_popover_parent_class)->finalize (object);
}

static void
qv_method_popover_class_init (QvMethodPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_method_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = qv_method_popover_show;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qv_method_popover_init (QvMethodPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search methods"), -1);
  g_object_set (self->search, "placeholder-text", _ ("Search methods"), NULL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Methods"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, -1, HEIGHT);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
}

/**
 * qv_method_popover_new:
 * @language: (nullable): in which the methods are
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
qv_method_popover_new (const char *language)
{
  QvMethodPopover *self = g_object_new (QV_TYPE_METHOD_POPOVER, NULL);

  self->language = g_strdup (language);
  return GTK_WIDGET (self);
}
