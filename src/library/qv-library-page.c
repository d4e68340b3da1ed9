/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-library-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-after-frame.h"
#include "qv-columns.h"
#include "qv-library-aside.h"
#include "qv-library-sidebar.h"
#include "qv-running-card.h"
#include "qv-session-row.h"

/* As many rows as a common window shows. The others are made after the first frame, some at a time, so that
 * the window answers meanwhile; the list view itself makes no more than LAST_ROWS. */
#define FIRST_ROWS 9
#define MORE_ROWS 8
#define LAST_ROWS 200
#define REFRESH_SECONDS 30

struct _QvLibraryPage
{
  GtkWidget parent_instance;

  AdwFlap *flap;
  QvLibrarySidebar *sidebar;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkScrolledWindow *aside_slot;
  AdwStatusPage *nothing_page;

  QvStore *store;
  QvSessionList *list;
  GtkSliceListModel *slice;
  QvSessionOrder order;
  guint refresh_source;
  guint fold_source;
  gboolean is_folded;
  gboolean is_painted;  /* once at least */
  gboolean is_complete; /* or will be after the next frame */
};

G_DEFINE_FINAL_TYPE (QvLibraryPage, qv_library_page, GTK_TYPE_WIDGET)

enum
{
  PROP_FOLDED = 1,
  PROP_SIDEBAR_SHOWN,
  PROP_SEARCH_MODE,
  PROP_ORDER,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
show_stack_page (QvLibraryPage *self)
{
  QvSessionFilter filter = qv_library_sidebar_get_filter (self->sidebar);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  const char *page = "list";

  if (self->list == NULL)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    page = "list";
  else if (!qv_session_list_is_loaded (self->list))
    page = "list";
  else if (*words != '\0')
    {
      page = "nothing";
      adw_status_page_set_icon_name (self->nothing_page, "edit-find-symbolic");
      adw_status_page_set_title (self->nothing_page, _ ("No session matches"));
    }
  else if (filter == QV_SESSION_FILTER_WASTEBASKET)
    {
      page = "nothing";
      adw_status_page_set_icon_name (self->nothing_page, "user-trash-symbolic");
      adw_status_page_set_title (self->nothing_page, _ ("The wastebasket is empty"));
    }
  else if (qv_session_list_count (self->list, QV_SESSION_FILTER_ALL, NULL) == 0)
    page = "empty";
  else
    {
      page = "nothing";
      adw_status_page_set_icon_name (self->nothing_page, "x-office-calendar-symbolic");
      adw_status_page_set_title (self->nothing_page, _ ("No session here"));
    }
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
make_order_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("By Date"), "win.order::date");
  g_menu_append (menu, _ ("By Title"), "win.order::title");
  g_menu_append (menu, _ ("By Place"), "win.order::place");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
make_heading (QvLibraryPage *self, QvSessionEntry *entry, gboolean has_order)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (qv_session_entry_get_title (entry));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (box, "session-heading");
  gtk_box_append (GTK_BOX (box), label);
  if (has_order)
    {
      const char *const names[] = { _ ("By date"), _ ("By title"), _ ("By place") };
      GtkWidget *button = gtk_menu_button_new ();

      gtk_menu_button_set_label (GTK_MENU_BUTTON (button), names[self->order]);
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_order_menu_cb, NULL, NULL);
      gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "order-button");
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, adw_bin_new ());
}

static void
bind_cb (QvLibraryPage *self, GtkListItem *item)
{
  AdwBin *bin = ADW_BIN (gtk_list_item_get_child (item));
  QvSessionEntry *entry = gtk_list_item_get_item (item);
  GtkWidget *child = adw_bin_get_child (bin);
  QvEntryKind kind = qv_session_entry_get_kind (entry);
  QvSession *session = qv_session_entry_get_session (entry);

  if (kind == QV_ENTRY_HEADING)
    adw_bin_set_child (bin, make_heading (self, entry, gtk_list_item_get_position (item) < 2));
  else if (kind == QV_ENTRY_CARD)
    {
      if (!QV_IS_RUNNING_CARD (child))
        adw_bin_set_child (bin, child = qv_running_card_new ());
      qv_running_card_set_entry (QV_RUNNING_CARD (child), entry, self->store);
    }
  else
    {
      if (!QV_IS_SESSION_ROW (child))
        adw_bin_set_child (bin, child = qv_session_row_new ());
      qv_session_row_set_entry (QV_SESSION_ROW (child), entry, self->store);
    }
  gtk_list_item_set_activatable (item, session != NULL &&
                                           qv_item_get_int (QV_ITEM (session), QV_SESSION_DELETED) == 0);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_widget_set_focusable (gtk_widget_get_parent (GTK_WIDGET (bin)), kind != QV_ENTRY_HEADING);
  if (session != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (bin))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, qv_session_entry_get_title (entry), -1);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (gtk_list_item_get_child (item)));

  if (QV_IS_RUNNING_CARD (child))
    qv_running_card_set_entry (QV_RUNNING_CARD (child), NULL, NULL);
  if (QV_IS_SESSION_ROW (child))
    qv_session_row_set_entry (QV_SESSION_ROW (child), NULL, NULL);
}

static void
row_activated_cb (QvLibraryPage *self, guint position)
{
  g_autoptr (QvSessionEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->slice), position);
  QvSession *session = entry != NULL ? qv_session_entry_get_session (entry) : NULL;

  if (session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-session", "x",
                                (gint64) qv_item_get_id (QV_ITEM (session)));
}

static QvSessionRow *
get_focused_row (QvLibraryPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *bin;

  if (focus == NULL || gtk_widget_get_parent (focus) != GTK_WIDGET (self->list_view))
    return NULL;
  bin = gtk_widget_get_first_child (focus);
  if (!ADW_IS_BIN (bin) || !QV_IS_SESSION_ROW (adw_bin_get_child (ADW_BIN (bin))))
    return NULL;
  return QV_SESSION_ROW (adw_bin_get_child (ADW_BIN (bin)));
}

static gboolean
key_pressed_cb (QvLibraryPage *self, guint key, guint code, GdkModifierType state)
{
  QvSessionRow *row = get_focused_row (self);
  gboolean is_plain = (state & gtk_accelerator_get_default_mod_mask ()) == 0;
  QvSession *session = row != NULL ? qv_session_entry_get_session (qv_session_row_get_entry (row)) : NULL;
  QvId id;

  if (session == NULL || qv_item_get_int (QV_ITEM (session), QV_SESSION_DELETED) != 0)
    return GDK_EVENT_PROPAGATE;
  id = qv_item_get_id (QV_ITEM (session));
  if (key == GDK_KEY_Delete && is_plain)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-session", "x", (gint64) id);
  else if (key == GDK_KEY_F2 && is_plain)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-session", "x", (gint64) id);
  else if ((key == GDK_KEY_Menu && is_plain) ||
           (key == GDK_KEY_F10 && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_SHIFT_MASK))
    qv_session_row_popup (row);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
chosen_cb (QvLibraryPage *self)
{
  if (self->list != NULL)
    qv_session_list_set_filter (self->list, qv_library_sidebar_get_filter (self->sidebar),
                                qv_library_sidebar_get_collection (self->sidebar));
  show_stack_page (self);
}

static void
activated_cb (QvLibraryPage *self)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
search_changed_cb (QvLibraryPage *self)
{
  if (self->list != NULL)
    qv_session_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  show_stack_page (self);
}

static void
search_mode_cb (QvLibraryPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCH_MODE]);
}

static gboolean
show_folded_cb (gpointer user_data)
{
  QvLibraryPage *self = user_data;

  self->fold_source = 0;
  if (self->is_folded == adw_flap_get_folded (self->flap))
    return G_SOURCE_REMOVE;
  self->is_folded = adw_flap_get_folded (self->flap);
  if (self->is_folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

/* The flap folds while it is being laid out, when nothing else may ask for a new layout. */
static void
folded_cb (QvLibraryPage *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_DEFAULT, show_folded_cb, self, NULL);
}

static void
reveal_cb (QvLibraryPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR_SHOWN]);
}

static gboolean
refresh_cb (gpointer user_data)
{
  QvLibraryPage *self = user_data;

  if (self->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    qv_session_list_refresh (self->list, g_get_real_time ());
  return G_SOURCE_CONTINUE;
}

static void
grow_cb (GtkWidget *widget)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (widget);
  guint n_rows;

  if (self->slice == NULL)
    return;
  n_rows = gtk_slice_list_model_get_size (self->slice) + MORE_ROWS;
  gtk_slice_list_model_set_size (self->slice, n_rows < LAST_ROWS ? n_rows : G_MAXUINT);
  if (n_rows < LAST_ROWS)
    qv_after_frame (widget, grow_cb);
}

static gboolean
is_window_painted (QvLibraryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GdkFrameClock *clock = root != NULL ? gtk_widget_get_frame_clock (GTK_WIDGET (root)) : NULL;

  return clock != NULL && gdk_frame_clock_get_frame_counter (clock) >= 0;
}

static void
complete_cb (GtkWidget *widget)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (widget);

  if (gtk_scrolled_window_get_child (self->aside_slot) == NULL)
    gtk_scrolled_window_set_child (self->aside_slot, qv_library_aside_new ());
  qv_after_frame (widget, grow_cb);
}

static void
counted_cb (QvLibraryPage *self)
{
  show_stack_page (self);
  if (self->is_complete || !self->is_painted || !qv_session_list_is_loaded (self->list))
    return;
  self->is_complete = TRUE;
  qv_after_frame (GTK_WIDGET (self), complete_cb);
}

/* What the library holds is most of the work of starting: the window comes first, and this in the frame
 * after. */
static void
show_list_cb (GtkWidget *widget)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (widget);

  self->is_painted = TRUE;
  if (self->slice == NULL || gtk_list_view_get_model (self->list_view) != NULL)
    return;
  qv_library_sidebar_set_list (self->sidebar, self->list);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                                g_object_ref (G_LIST_MODEL (self->slice)))));
  counted_cb (self);
}

static void
qv_library_page_map (GtkWidget *widget)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (widget);

  GTK_WIDGET_CLASS (qv_library_page_parent_class)->map (widget);
  if (self->list != NULL)
    qv_session_list_refresh (self->list, g_get_real_time ());
}

static void
qv_library_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;
    case PROP_SIDEBAR_SHOWN:
      g_value_set_boolean (value, adw_flap_get_reveal_flap (self->flap));
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
      break;
    case PROP_ORDER:
      g_value_set_int (value, self->order);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_order (QvLibraryPage *self, QvSessionOrder order)
{
  if (self->order == order)
    return;
  self->order = order;
  if (self->list != NULL)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

      qv_session_list_set_order (self->list, order);
      /* The heading says the order. */
      g_list_model_items_changed (G_LIST_MODEL (self->list), 0, n, n);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
}

static void
qv_library_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR_SHOWN:
      adw_flap_set_reveal_flap (self->flap, g_value_get_boolean (value));
      break;
    case PROP_SEARCH_MODE:
      gtk_search_bar_set_search_mode (self->search_bar, g_value_get_boolean (value));
      break;
    case PROP_ORDER:
      set_order (self, (QvSessionOrder) g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_library_page_dispose (GObject *object)
{
  QvLibraryPage *self = QV_LIBRARY_PAGE (object);
  GtkWidget *child;

  if (self->flap != NULL)
    qv_library_page_set_store (self, NULL);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_LIBRARY_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (qv_library_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags | (GParamFlags) G_PARAM_READABLE);
  props[PROP_SIDEBAR_SHOWN] =
      g_param_spec_boolean ("sidebar-shown", NULL, NULL, TRUE, flags | (GParamFlags) G_PARAM_READWRITE);
  props[PROP_SEARCH_MODE] =
      g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags | (GParamFlags) G_PARAM_READWRITE);
  props[PROP_ORDER] = g_param_spec_int ("order", NULL, NULL, QV_SESSION_ORDER_DATE, QV_SESSION_ORDER_PLACE,
                                        QV_SESSION_ORDER_DATE, flags | (GParamFlags) G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_library_page_class_init (QvLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_library_page_get_property;
  object_class->set_property = qv_library_page_set_property;
  object_class->dispose = qv_library_page_dispose;
  widget_class->map = qv_library_page_map;
  install_properties (object_class);
  g_type_ensure (QV_TYPE_COLUMNS);
  g_type_ensure (QV_TYPE_LIBRARY_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/library/qv-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, flap);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, aside_slot);
  gtk_widget_class_bind_template_child (widget_class, QvLibraryPage, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
}

static void
qv_library_page_init (QvLibraryPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
  self->refresh_source = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}

/**
 * qv_library_page_set_store:
 * @self: the page
 * @store: (nullable): the library to show
 */
void
qv_library_page_set_store (QvLibraryPage *self, QvStore *store)
{
  g_return_if_fail (QV_IS_LIBRARY_PAGE (self));

  if (self->store == store)
    return;
  g_set_object (&self->store, store);
  gtk_list_view_set_model (self->list_view, NULL);
  qv_library_sidebar_set_list (self->sidebar, NULL);
  g_clear_object (&self->slice);
  g_clear_object (&self->list);
  if (store == NULL)
    return;
  self->list = qv_session_list_new (store);
  qv_session_list_set_order (self->list, self->order);
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->list)), 0, FIRST_ROWS);
  self->is_complete = FALSE;
  g_signal_connect_object (self->list, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  chosen_cb (self);
  if (self->is_painted || is_window_painted (self))
    show_list_cb (GTK_WIDGET (self));
  else
    qv_after_frame (GTK_WIDGET (self), show_list_cb);
}

/**
 * qv_library_page_get_list:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the sessions that it shows
 */
QvSessionList *
qv_library_page_get_list (QvLibraryPage *self)
{
  g_return_val_if_fail (QV_IS_LIBRARY_PAGE (self), NULL);

  return self->list;
}

void
qv_library_page_set_last_copy (QvLibraryPage *self, gint64 time)
{
  g_return_if_fail (QV_IS_LIBRARY_PAGE (self));

  qv_library_sidebar_set_last_copy (self->sidebar, time);
}
