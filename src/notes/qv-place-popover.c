/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Where a note belongs, without a mouse: type the name of a territory, or go on to the cross-hair of the map.
 */

#include "config.h"

#include "qv-place-popover.h"

#include "qv-item.h"

struct _QvPlacePopover
{
  GtkPopover parent_instance;

  GtkWidget *search_entry;
  GtkWidget *list_view;
  GtkWidget *list_stack;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
  GtkStringFilter *filter;
};

G_DEFINE_FINAL_TYPE (QvPlacePopover, qv_place_popover, GTK_TYPE_POPOVER)

enum
{
  TERRITORY_CHOSEN,
  MAP_WANTED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (QvPlacePopover *self, QvItem *territory)
{
  if (territory == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[TERRITORY_CHOSEN], 0, qv_item_get_id (territory),
                 qv_item_get_text (territory, QV_TERRITORY_NAME));
}

static void
want_map (QvPlacePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[MAP_WANTED], 0);
}

static void
want_map_cb (GtkButton *button, QvPlacePopover *self)
{
  want_map (self);
}

static void
clear_cb (GtkButton *button, QvPlacePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
search_changed_cb (GtkSearchEntry *entry, QvPlacePopover *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
matches_changed_cb (QvPlacePopover *self)
{
  gboolean has_matches = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), has_matches ? "list" : "none");
}

/* The first by name that is called as it is typed now. The list follows what is typed only after a moment. */
static QvItem *
ref_first_match (QvPlacePopover *self, GtkSearchEntry *entry)
{
  GListModel *all = gtk_filter_list_model_get_model (self->filtered);
  guint n = all != NULL ? g_list_model_get_n_items (all) : 0;
  QvItem *first = NULL;

  search_changed_cb (entry, self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) territory = g_list_model_get_item (all, i);

      if (gtk_filter_match (GTK_FILTER (self->filter), territory) &&
          (first == NULL || g_utf8_collate (qv_item_get_text (territory, QV_TERRITORY_NAME),
                                            qv_item_get_text (first, QV_TERRITORY_NAME)) < 0))
        g_set_object (&first, territory);
    }
  return first;
}

static void
search_activate_cb (GtkSearchEntry *entry, QvPlacePopover *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean is_late = g_strcmp0 (typed, gtk_string_filter_get_search (self->filter)) != 0 ||
                     gtk_filter_list_model_get_pending (self->filtered) > 0;
  g_autoptr (QvItem) territory =
      is_late ? NULL
              : g_list_model_get_item (G_LIST_MODEL (self->selection),
                                       gtk_single_selection_get_selected (self->selection));

  if (territory == NULL)
    territory = ref_first_match (self, entry);
  choose (self, territory);
}

static void
row_activate_cb (GtkListView *view, guint position, QvPlacePopover *self)
{
  g_autoptr (QvItem) territory = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  choose (self, territory);
}

/* Down walks through what was found; from an empty entry, and past the last match, it goes on to the map. */
static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               QvPlacePopover *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);
  gboolean is_empty = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0';

  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    {
      if (is_empty || n == 0 || position + 1 >= n)
        want_map (self);
      else
        {
          gtk_single_selection_set_selected (self->selection, position + 1);
          gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position + 1);
        }
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up) && position != GTK_INVALID_LIST_POSITION &&
      position > 0)
    {
      gtk_single_selection_set_selected (self->selection, position - 1);
      gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position - 1);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
qv_place_popover_map (GtkWidget *widget)
{
  QvPlacePopover *self = QV_PLACE_POPOVER (widget);

  GTK_WIDGET_CLASS (qv_place_popover_parent_class)->map (widget);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_string_filter_set_search (self->filter, "");
  gtk_widget_grab_focus (self->search_entry);
}

static void
qv_place_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_PLACE_POPOVER);
  G_OBJECT_CLASS (qv_place_popover_parent_class)->dispose (object);
}

static void
qv_place_popover_class_init (QvPlacePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_place_popover_dispose;
  widget_class->map = qv_place_popover_map;

  signals[TERRITORY_CHOSEN] = g_signal_new ("territory-chosen", QV_TYPE_PLACE_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[MAP_WANTED] = g_signal_new ("map-wanted", QV_TYPE_PLACE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  signals[CLEARED] =
      g_signal_new ("cleared", QV_TYPE_PLACE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/notes/qv-place-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, QvPlacePopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, QvPlacePopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, QvPlacePopover, list_stack);
  gtk_widget_class_bind_template_child (widget_class, QvPlacePopover, selection);
  gtk_widget_class_bind_template_child (widget_class, QvPlacePopover, filtered);
  gtk_widget_class_bind_template_child (widget_class, QvPlacePopover, filter);
  gtk_widget_class_bind_template_callback (widget_class, want_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activate_cb);
}

static void
qv_place_popover_init (QvPlacePopover *self)
{
  g_type_ensure (QV_TYPE_TERRITORY);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (matches_changed_cb), self,
                           G_CONNECT_SWAPPED);
  matches_changed_cb (self);
}

/**
 * qv_place_popover_set_territories:
 * @self: a popover
 * @territories: (nullable): the #QvTerritory of the session's level
 */
void
qv_place_popover_set_territories (QvPlacePopover *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_PLACE_POPOVER (self));

  gtk_filter_list_model_set_model (self->filtered, territories);
}
