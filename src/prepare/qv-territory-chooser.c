/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-territory-chooser.h"

#include <glib/gi18n.h>

#include "qv-place-search.h"

#define WIDTH 300
#define HEIGHT 280
/* More than anybody reads; who looks for another types a letter more. */
#define MAX_SHOWN 200

struct _QvTerritoryChooser
{
  GtkPopover parent_instance;

  GtkWidget *search;
  GtkWidget *scrolled;
  GtkLabel *remark;
  GtkStringList *names;
  GtkSingleSelection *selection;
  QvPrepareContext *context;
  QvPlaceSearch *places; /* (nullable): until they are read */
  GPtrArray *found;      /* (element-type QvPlaceName) of places */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QvTerritoryChooser, qv_territory_chooser, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_remark (QvTerritoryChooser *self, guint n)
{
  g_autofree char *text = NULL;

  if (n == 0 && *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    text = g_strdup (_ ("The session has no territories yet"));
  else if (n == 0)
    text = g_strdup (_ ("No territory has that name or code"));
  else if (n > self->found->len)
    /* Translators: below a list that shows the first of many */
    text =
        g_strdup_printf (ngettext ("and %u more", "and %u more", n - self->found->len), n - self->found->len);
  gtk_label_set_label (self->remark, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL);
  gtk_widget_set_visible (self->scrolled, n > 0);
}

static void
search_cb (QvTerritoryChooser *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  guint n;

  if (self->places == NULL)
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found =
      qv_place_search_find (self->places, gtk_editable_get_text (GTK_EDITABLE (self->search)), MAX_SHOWN, &n);
  for (guint i = 0; i < self->found->len; i++)
    {
      const QvPlaceName *place = self->found->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s · %s", place->name, place->code);

      g_strv_builder_add (builder, line);
    }
  names = g_strv_builder_end (builder);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          (const char *const *) names);
  show_remark (self, n);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvTerritoryChooser *self = data;
  g_autoptr (GError) error = NULL;
  QvPlaceSearch *places = qv_place_search_load_finish (result, &error);

  if (places == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        qv_prepare_context_say (self->context, error->message);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->places, qv_place_search_free);
  self->places = places;
  search_cb (self);
}

static void
choose (QvTerritoryChooser *self, guint position)
{
  if (self->found == NULL || position >= self->found->len)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, ((const QvPlaceName *) self->found->pdata[position])->id);
}

static void
activate_cb (GtkListView *list, guint position, QvTerritoryChooser *self)
{
  choose (self, position);
}

/* Enter takes the one that is marked: the first that is found, or where the arrows went. */
static void
search_activate_cb (QvTerritoryChooser *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
none_clicked_cb (QvTerritoryChooser *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, (gint64) QV_ID_NONE);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, QvTerritoryChooser *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  GtkWidget *list = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scrolled));

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  if ((key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && position + 1 < n)
    position++;
  else if ((key == GDK_KEY_Up || key == GDK_KEY_KP_Up) && position > 0)
    position--;
  else
    return GDK_EVENT_PROPAGATE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  return GDK_EVENT_STOP;
}

/* Read each time: another level may have been chosen. */
static void
qv_territory_chooser_show (GtkWidget *widget)
{
  QvTerritoryChooser *self = QV_TERRITORY_CHOOSER (widget);
  QvPreparation *preparation = qv_prepare_context_get (self->context);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  qv_place_search_load_async (qv_prepare_context_get_store (self->context),
                              qv_record_get_int (preparation->session, QV_SESSION_LEVEL), self->cancellable,
                              loaded_cb, self);
  GTK_WIDGET_CLASS (qv_territory_chooser_parent_class)->show (widget);
  gtk_widget_grab_focus (self->search);
}

static void
qv_territory_chooser_dispose (GObject *object)
{
  QvTerritoryChooser *self = QV_TERRITORY_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (qv_territory_chooser_parent_class)->dispose (object);
}

static void
qv_territory_chooser_finalize (GObject *object)
{
  QvTerritoryChooser *self = QV_TERRITORY_CHOOSER (object);

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->places, qv_place_search_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (qv_territory_chooser_parent_class)->finalize (object);
}

static void
qv_territory_chooser_class_init (QvTerritoryChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_territory_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_territory_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->show = qv_territory_chooser_show;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_list (QvTerritoryChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  self->names = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->names));
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Territories"),
                                  -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, 0);
  return list;
}

static GtkWidget *
make_search (QvTerritoryChooser *self)
{
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set (search, "placeholder-text", _ ("Search territories"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search territories"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (search, keys);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  return search;
}

static void
qv_territory_chooser_init (QvTerritoryChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *none = gtk_button_new_with_mnemonic (_ ("_No Territory"));

  self->search = make_search (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), make_list (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (self->scrolled, WIDTH, HEIGHT);
  self->remark = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->remark), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "dim-label");
  gtk_widget_add_css_class (none, "flat");
  g_signal_connect_object (none, "clicked", G_CALLBACK (none_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remark));
  gtk_box_append (GTK_BOX (box), none);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * qv_territory_chooser_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
qv_territory_chooser_new (QvPrepareContext *context)
{
  QvTerritoryChooser *self = g_object_new (QV_TYPE_TERRITORY_CHOOSER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
