/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-indicator-chooser.h"

#include <glib/gi18n.h>

#include "qv-preparing.h"

#define WIDTH 340
#define HEIGHT 320

struct _QvIndicatorChooser
{
  GtkPopover parent_instance;

  GtkWidget *search;
  GtkWidget *scrolled;
  GtkWidget *empty;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  QvPrepareContext *context;
};

G_DEFINE_FINAL_TYPE (QvIndicatorChooser, qv_indicator_chooser, GTK_TYPE_POPOVER)

static gboolean
is_chosen (const QvPreparation *preparation, QvId indicator)
{
  for (guint i = 0; i < preparation->indicators->len; i++)
    if (((const QvPreparedIndicator *) preparation->indicators->pdata[i])->indicator->id == indicator)
      return TRUE;
  return FALSE;
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  QvIndicatorChooser *self = data;
  const QvPreparation *preparation = qv_prepare_context_get (self->context);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  const char *name = qv_item_get_text (item, QV_INDICATOR_NAME);

  return preparation != NULL && !is_chosen (preparation, qv_item_get_id (item)) &&
         (*words == '\0' || (name != NULL && g_str_match_string (words, name, TRUE)));
}

static void
refilter (QvIndicatorChooser *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_empty (QvIndicatorChooser *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;

  gtk_widget_set_visible (self->scrolled, !is_empty);
  gtk_widget_set_visible (self->empty, is_empty);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, QvIndicatorChooser *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, QvIndicatorChooser *self)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      qv_item_get_text (gtk_list_item_get_item (item), QV_INDICATOR_NAME));
}

static void
choose (QvIndicatorChooser *self, guint position)
{
  g_autoptr (QvItem) indicator = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (indicator != NULL)
    qv_prepare_context_apply (self->context,
                              qv_preparing_add_indicator (qv_prepare_context_get (self->context),
                                                          qv_item_get_id (indicator)));
}

static void
activate_cb (GtkListView *list, guint position, QvIndicatorChooser *self)
{
  choose (self, position);
}

/* Enter takes the first that is found. */
static void
search_activate_cb (QvIndicatorChooser *self)
{
  choose (self, 0);
}

/* The library is asked when the list is first wanted. */
static void
qv_indicator_chooser_show (GtkWidget *widget)
{
  QvIndicatorChooser *self = QV_INDICATOR_CHOOSER (widget);

  if (gtk_filter_list_model_get_model (self->filtered) == NULL)
    {
      g_autoptr (GListModel) indicators = qv_store_watch (qv_prepare_context_get_store (self->context),
                                                          QV_ENTITY_INDICATOR, QV_STORE_ALL, QV_ID_NONE);

      gtk_filter_list_model_set_model (self->filtered, indicators);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  refilter (self);
  show_empty (self);
  GTK_WIDGET_CLASS (qv_indicator_chooser_parent_class)->show (widget);
  gtk_widget_grab_focus (self->search);
}

static void
qv_indicator_chooser_finalize (GObject *object)
{
  QvIndicatorChooser *self = QV_INDICATOR_CHOOSER (object);

  g_clear_object (&self->filtered);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (qv_indicator_chooser_parent_class)->finalize (object);
}

static void
qv_indicator_chooser_class_init (QvIndicatorChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_indicator_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->show = qv_indicator_chooser_show;
}

static GtkWidget *
make_list (QvIndicatorChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Indicators"), -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, 0);
  return list;
}

static void
qv_indicator_chooser_init (QvIndicatorChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search indicators"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search indicators"), -1);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, self->filter);
  self->scrolled = gtk_scrolled_window_new ();
  self->empty = gtk_label_new (_ ("No further indicator in the library"));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), make_list (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (self->scrolled, WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (refilter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (show_empty), self, G_CONNECT_SWAPPED);
}

/**
 * qv_indicator_chooser_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
qv_indicator_chooser_new (QvPrepareContext *context)
{
  QvIndicatorChooser *self = g_object_new (QV_TYPE_INDICATOR_CHOOSER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
