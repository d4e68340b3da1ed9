/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The header of an open session: its title, the switcher of its views, what can be undone. */

#include "config.h"

#include <glib/gi18n.h>

#include "qv-digit-key.h"
#include "qv-window-private.h"

#define ROOMY 900

void
_qv_window_show_session_title_cb (QvWindow *self)
{
  QvSession *session = self->view != NULL ? qv_session_view_get_session (self->view) : NULL;
  const char *place;
  const char *table;
  g_autofree char *where = NULL;

  if (session == NULL)
    return;
  place = qv_item_get_text (QV_ITEM (session), QV_SESSION_PLACE);
  table = qv_session_view_get_table_name (self->view);
  if (table == NULL)
    table = qv_item_get_text (QV_ITEM (session), QV_SESSION_TABLE);
  where = place != NULL && table != NULL ? g_strdup_printf ("%s · %s", table, place)
                                         : g_strdup (place != NULL ? place : table);
  adw_view_switcher_title_set_title (self->session_title,
                                     qv_item_get_text (QV_ITEM (session), QV_SESSION_TITLE));
  adw_view_switcher_title_set_subtitle (self->session_title, where != NULL ? where : "");
  gtk_label_set_label (self->session_title_label, qv_item_get_text (QV_ITEM (session), QV_SESSION_TITLE));
  gtk_label_set_label (self->session_subtitle_label, where != NULL ? where : "");
  gtk_widget_set_visible (GTK_WIDGET (self->session_subtitle_label), where != NULL);
}

void
_qv_window_show_undo_labels_cb (QvWindow *self)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  g_autofree char *undo_tip = NULL;
  g_autofree char *redo_tip = NULL;

  if (self->view == NULL)
    return;
  g_object_get (self->view, "undo-label", &undo, "redo-label", &redo, NULL);
  /* Translators: %s is what was done, such as "Add note" */
  undo_tip = undo != NULL ? g_strdup_printf (_ ("Undo: %s"), undo)
                          : g_strdup (qv_session_view_undo_ends_at_vote (self->view)
                                          ? _ ("Nothing to undo: a vote was closed, which is final")
                                          : _ ("Undo"));
  /* Translators: %s is what was undone, such as "Add note" */
  redo_tip = redo != NULL ? g_strdup_printf (_ ("Redo: %s"), redo) : g_strdup (_ ("Redo"));
  gtk_widget_set_tooltip_text (self->undo_button, undo_tip);
  gtk_widget_set_tooltip_text (self->redo_button, redo_tip);
  _qv_window_update_actions (self);
}

/* Whether the switcher of views fits beside the title. Before a header has had a place it says so in any
 * case, and what it would then ask for makes a small window grow. */
static gboolean
has_room_for_switcher (QvWindow *self)
{
  return !adw_view_switcher_title_get_title_visible (self->session_title) &&
         (gtk_widget_get_width (GTK_WIDGET (self->session_title)) > 0 ||
          gtk_widget_get_width (GTK_WIDGET (self)) >= ROOMY);
}

static gboolean
move_title_cb (gpointer data)
{
  g_autoptr (QvWindow) self = data;
  gboolean has_switcher;

  if (self->session_title == NULL)
    return G_SOURCE_REMOVE;
  has_switcher = has_room_for_switcher (self);
  gtk_widget_set_visible (self->session_title_box, has_switcher);
  /* In the middle of the window, and not of what the buttons leave, only where there is room to spare. */
  adw_header_bar_set_centering_policy (self->session_header, has_switcher ? ADW_CENTERING_POLICY_STRICT
                                                                          : ADW_CENTERING_POLICY_LOOSE);
  return G_SOURCE_REMOVE;
}

/* Said while sizes are being given; what is in the header changes right afterwards. */
void
_qv_window_title_moved_cb (QvWindow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, move_title_cb, g_object_ref (self), NULL);
}

/* A switcher between one view and nothing is none. */
void
_qv_window_show_switcher (QvWindow *self)
{
  AdwViewStack *pages = qv_session_view_get_pages (self->view);
  g_autoptr (GListModel) models = G_LIST_MODEL (adw_view_stack_get_pages (pages));

  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) page = g_property_action_new ("page", pages, "visible-child-name");

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (page));
  gtk_widget_insert_action_group (GTK_WIDGET (self->session_menu_button), "views", G_ACTION_GROUP (actions));
  adw_view_switcher_title_set_stack (self->session_title, pages);
  adw_view_switcher_title_set_view_switcher_enabled (self->session_title,
                                                     g_list_model_get_n_items (models) > 1);
  _qv_window_title_moved_cb (self);
}

static void
make_projector_menu_cb (GtkMenuButton *button, gpointer data)
{
  QvWindow *self = data;

  gtk_menu_button_set_menu_model (button, self->projector_menu);
}

/* The buttons of the projector work on the session that is open. */
void
_qv_window_show_projector (QvWindow *self)
{
  GActionGroup *actions = self->view != NULL ? qv_session_view_get_projector (self->view) : NULL;

  gtk_widget_insert_action_group (self->projector_box, "projector", actions);
  gtk_widget_insert_action_group (GTK_WIDGET (self->session_menu_button), "projector", actions);
  gtk_menu_button_set_create_popup_func (self->projector_menu_button, make_projector_menu_cb, self, NULL);
  /* A page that is not shown must not ask for room. */
  gtk_widget_set_visible (self->projector_box, FALSE);
  if (self->view != NULL)
    g_object_bind_property (self->view, "compact", self->projector_label, "visible",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static gboolean
is_on (QvWindow *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (qv_session_view_get_pages (self->view)), page) ==
         0;
}

/* The notes are the table's; before the day the projector has no place in the header until it is on. */
static void
show_page_buttons_cb (QvWindow *self)
{
  gboolean is_narrow, is_projecting = FALSE;
  GVariant *state;

  if (self->view == NULL)
    return;
  g_object_get (self->view, "narrow", &is_narrow, NULL);
  state = g_action_group_get_action_state (qv_session_view_get_projector (self->view), "shown");
  is_projecting = state != NULL && g_variant_get_boolean (state);
  g_clear_pointer (&state, g_variant_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_button), !is_narrow && is_on (self, "table"));
  gtk_widget_set_visible (self->projector_box, !is_narrow && (is_projecting || !is_on (self, "prepare")));
}

void
_qv_window_watch_page_buttons (QvWindow *self)
{
  g_signal_connect_object (self->view, "notify::narrow", G_CALLBACK (show_page_buttons_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (qv_session_view_get_pages (self->view), "notify::visible-child",
                           G_CALLBACK (show_page_buttons_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (qv_session_view_get_projector (self->view), "action-state-changed::shown",
                           G_CALLBACK (show_page_buttons_cb), self, G_CONNECT_SWAPPED);
  show_page_buttons_cb (self);
}

/* The page that is shown may have a button beside the others. A seat that votes alone has no header at all.
 */
void
_qv_window_show_page_header (QvWindow *self)
{
  adw_bin_set_child (self->page_bin, self->view != NULL ? qv_session_view_get_header (self->view) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->session_header), TRUE);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  if (self->view == NULL)
    return;
  g_object_bind_property (self->view, "handed-over", self->session_header, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (self->view, "handed-over", self->leaflet, "can-navigate-back",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

/* What has no room in a narrow header is in the menu: the views and the projector. */
GMenuModel *
_qv_window_make_narrow_menu (QvWindow *self)
{
  GMenu *menu = g_menu_new ();
  gboolean is_narrow = FALSE;
  g_autoptr (GListModel) pages = NULL;

  g_object_get (self->view, "narrow", &is_narrow, NULL);
  if (!is_narrow)
    return G_MENU_MODEL (menu);
  pages = G_LIST_MODEL (adw_view_stack_get_pages (qv_session_view_get_pages (self->view)));
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (pages, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (adw_view_stack_page_get_title (page), NULL);

      g_menu_item_set_action_and_target (item, "views.page", "s", adw_view_stack_page_get_name (page));
      g_menu_append_item (menu, item);
    }
  g_menu_append_submenu (menu, _ ("_Projector"), self->projector_menu);
  return G_MENU_MODEL (menu);
}

/* Ctrl and a digit: the first view, the second… */
static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, QvWindow *self)
{
  GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();
  int digit =
      (held & ~GDK_SHIFT_MASK) == GDK_CONTROL_MASK ? qv_digit_key_read (controller, keyval, keycode) : -1;

  return digit >= 1 && self->view != NULL && qv_session_view_show_page (self->view, (guint) digit - 1);
}

/* Before what has the keyboard, so that no entry takes them for its own. */
void
_qv_window_watch_keys (QvWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
