/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The wall follows the outline of the panel: it lays the same notes out for itself, with nothing folded, and
 * deals them out to its columns. Keys, menu and drags are in qv-card-wall-keys.c. */

#include "config.h"

#include "qv-card-wall-private.h"

#include <glib/gi18n.h>

#include "qv-look.h"
#include "qv-notes-panel-private.h"

#define COLUMN_WIDTH 288
#define COLUMN_GAP 10
#define MARGIN 12
#define PEEK 40 /* px of the next column where only one fits */
#define WANTED_TRIES 30

G_DEFINE_FINAL_TYPE (QvCardWall, qv_card_wall, GTK_TYPE_WIDGET)

static void wake_columns (QvCardWall *self);

static gboolean
wake_more_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  QvCardWall *self = QV_CARD_WALL (widget);

  self->wake_more_source = 0;
  wake_columns (self);
  return G_SOURCE_REMOVE;
}

/* Columns that are seen, or would be after a step to either side, have cards; one column a frame, since cards
 * take their time. */
static void
wake_columns (QvCardWall *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double margin = self->column_width + COLUMN_GAP;
  double start = gtk_adjustment_get_value (adjustment) - margin;
  double end;
  double x = 0.0;
  gboolean has_woken = FALSE;
  GtkWidget *child;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->wake_more_source != 0)
    return;
  /* Before it has its own size, that of what it will fill. */
  if (width == 0)
    width = gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (self)));
  end = start + width + 2 * margin;
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (x < end && x + self->column_width > start && !qv_card_column_is_awake (QV_CARD_COLUMN (child)))
        {
          if (has_woken)
            {
              self->wake_more_source =
                  gtk_widget_add_tick_callback (GTK_WIDGET (self), wake_more_cb, NULL, NULL);
              return;
            }
          qv_card_column_wake (QV_CARD_COLUMN (child));
          has_woken = TRUE;
        }
      x += margin;
    }
}

static gboolean
wake_cb (gpointer data)
{
  QvCardWall *self = data;

  self->wake_source = 0;
  wake_columns (self);
  return G_SOURCE_REMOVE;
}

/* Adjustments change while sizes are being given, when nothing may be added. */
static void
queue_wake (QvCardWall *self)
{
  if (self->wake_source == 0)
    self->wake_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, wake_cb, self, NULL);
}

static void
show_chosen_heads (QvCardWall *self)
{
  GHashTable *chosen = qv_card_deck_get_chosen (self->deck);
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      QvCardPile *pile = qv_card_column_get_pile (QV_CARD_COLUMN (child));
      QvId id = qv_outline_row_get_id (qv_card_pile_get_heading (pile));

      qv_card_column_set_head_chosen (QV_CARD_COLUMN (child), g_hash_table_contains (chosen, &id));
    }
}

/* A choice in the list is a choice on the wall. */
static void
selection_changed_cb (QvCardWall *self)
{
  GHashTable *chosen = qv_card_deck_get_chosen (self->deck);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->panel->selection);
  g_autoptr (GtkBitset) positions = gtk_selection_model_get_selection (selection);
  GtkBitsetIter iter;
  guint position;

  g_hash_table_remove_all (chosen);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (QvOutlineRow) row = g_list_model_get_item (G_LIST_MODEL (selection), position);
      QvId id = row != NULL ? qv_outline_row_get_id (row) : QV_ID_NONE;

      if (id != QV_ID_NONE)
        g_hash_table_add (chosen, g_memdup2 (&id, sizeof id));
    }
  qv_card_deck_update_chosen (self->deck);
  show_chosen_heads (self);
}

/* What is chosen elsewhere comes into view here. */
static void
selected_note_cb (QvCardWall *self)
{
  QvId note = qv_notes_panel_get_selected_note (self->panel);

  if (note != QV_ID_NONE && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      _qv_card_wall_get_focus_column (self, NULL) == NULL)
    _qv_card_wall_want (self, note, FALSE);
}

static void
choose_cb (QvCardPile *pile, GPtrArray *rows, int choice, QvCardWall *self)
{
  _qv_notes_panel_choose_rows (self->panel, rows, (QvCardChoice) choice);
}

static void
piles_changed_cb (GListModel *deck, guint position, guint n_removed, guint n_added, QvCardWall *self)
{
  GtkWidget *before;

  for (guint i = 0; i < n_removed; i++)
    gtk_box_remove (self->columns, GTK_WIDGET (_qv_card_wall_get_column (self, position)));
  before = position > 0 ? GTK_WIDGET (_qv_card_wall_get_column (self, position - 1)) : NULL;
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (QvCardPile) pile = g_list_model_get_item (deck, position + i);
      GtkWidget *column = qv_card_column_new (self->panel, self->outline, pile);

      g_signal_handlers_disconnect_by_func (pile, choose_cb, self);
      g_signal_connect_object (pile, "choose", G_CALLBACK (choose_cb), self, 0);
      gtk_widget_set_size_request (column, self->column_width, -1);
      qv_card_column_share_height (QV_CARD_COLUMN (column), self->heads);
      gtk_box_insert_child_after (self->columns, column, before);
      before = column;
    }
}

static void
show_summary (QvCardWall *self)
{
  guint n_all = g_list_model_get_n_items (self->panel->all);
  guint n_clusters = g_list_model_get_n_items (self->panel->clusters);
  gboolean is_filtered = qv_note_filter_is_active (self->panel->filter);
  g_autofree char *notes = NULL;
  g_autofree char *clusters = NULL;
  g_autofree char *text = NULL;

  if (is_filtered)
    /* Translators: how many notes the filters let through: "14 of 38 notes" */
    text = g_strdup_printf (ngettext ("%u of %u note", "%u of %u notes", n_all),
                            g_list_model_get_n_items (self->panel->sorted), n_all);
  else
    {
      notes = g_strdup_printf (ngettext ("%u note", "%u notes", n_all), n_all);
      clusters = g_strdup_printf (ngettext ("%u cluster", "%u clusters", n_clusters), n_clusters);
      text = g_strdup_printf ("%s · %s", notes, clusters);
    }
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_visible (self->clear_button, is_filtered);
}

static void
show_state (QvCardWall *self)
{
  const char *page = "wall";
  GtkWidget *child;

  if (g_list_model_get_n_items (self->panel->all) == 0 &&
      g_list_model_get_n_items (self->panel->clusters) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->outline)) == 0)
    page = "no-match";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !g_str_equal (page, "empty"));
  show_summary (self);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    qv_card_column_refresh (QV_CARD_COLUMN (child));
  wake_columns (self);
}

/* What had the keyboard lies elsewhere now, or nowhere. Until it has its place the head of its column has it.
 */
static void
keep_keyboard (QvCardWall *self, QvCardColumn *column, QvId id)
{
  if (gtk_widget_get_parent (GTK_WIDGET (column)) != NULL)
    qv_card_column_focus_head (column);
  if (qv_card_deck_find (self->deck, id, NULL, NULL))
    _qv_card_wall_want (self, id, TRUE);
}

/* The keyboard stays with the card that had it, wherever that goes. */
static void
refresh (QvCardWall *self)
{
  QvNoteRow *row = _qv_card_wall_get_focus_row (self);
  QvCardColumn *column = _qv_card_wall_get_focus_column (self, NULL);
  QvNote *note = row != NULL && !qv_note_row_is_editing (row) ? qv_note_row_get_note (row) : NULL;
  QvId id = note != NULL ? qv_item_get_id (QV_ITEM (note)) : QV_ID_NONE;

  qv_note_outline_set_filtered (self->outline, qv_note_filter_is_active (self->panel->filter));
  qv_note_outline_update (self->outline);
  qv_card_deck_update (self->deck);
  show_state (self);
  selection_changed_cb (self);
  row = _qv_card_wall_get_focus_row (self);
  note = row != NULL ? qv_note_row_get_note (row) : NULL;
  if (id != QV_ID_NONE && self->wanted == QV_ID_NONE &&
      (note == NULL || qv_item_get_id (QV_ITEM (note)) != id))
    keep_keyboard (self, column, id);
}

static gboolean
refresh_cb (gpointer data)
{
  QvCardWall *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Many changes come together; and nothing is made while nobody looks. */
static void
queue_refresh (QvCardWall *self)
{
  if (self->refresh_source == 0 && self->deck != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

/* Scrolls to a column, and to the margin beside it. */
void
_qv_card_wall_show_column (QvCardWall *self, guint index)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  double x = index * (double) (self->column_width + COLUMN_GAP);

  gtk_adjustment_clamp_page (adjustment, x, x + self->column_width + 2 * MARGIN);
}

/* The column of a note, or whose head a cluster is; NULL while it has no place. */
static QvCardColumn *
find_wanted (QvCardWall *self, guint *out_index, guint *out_position)
{
  QvCardColumn *column;

  *out_position = GTK_INVALID_LIST_POSITION;
  if (!qv_card_deck_find (self->deck, self->wanted, out_index, out_position) &&
      !qv_card_deck_find_pile (self->deck, self->wanted, out_index))
    return NULL;
  column = _qv_card_wall_get_column (self, *out_index);
  /* A new column is given its place with the next layout. */
  return gtk_widget_get_width (GTK_WIDGET (column)) > 0 ? column : NULL;
}

static gboolean
go_to_wanted (QvCardWall *self)
{
  guint index, position;
  QvCardColumn *column = find_wanted (self, &index, &position);

  if (column == NULL)
    return FALSE;
  _qv_card_wall_show_column (self, index);
  if (position == GTK_INVALID_LIST_POSITION)
    return qv_card_column_begin_rename (column);
  return self->wants_focus ? qv_card_column_focus_card (column, position, FALSE)
                           : qv_card_column_reveal (column, position);
}

static gboolean
wanted_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  QvCardWall *self = QV_CARD_WALL (widget);

  if (!go_to_wanted (self) && self->wanted_tries++ < WANTED_TRIES)
    return G_SOURCE_CONTINUE;
  self->wanted_source = 0;
  self->wanted = QV_ID_NONE;
  return G_SOURCE_REMOVE;
}

/* Goes to a note, or to a cluster whose name is to be edited, as soon as it is there. */
void
_qv_card_wall_want (QvCardWall *self, QvId id, gboolean wants_focus)
{
  self->wanted = id;
  self->wants_focus = wants_focus;
  self->wanted_tries = 0;
  if (self->wanted_source == 0)
    self->wanted_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), wanted_cb, NULL, NULL);
}

static void
start (QvCardWall *self)
{
  self->outline = qv_note_outline_new (self->panel->sorted, self->panel->clusters, self->panel->links);
  self->deck = qv_card_deck_new (self->outline);
  g_signal_connect_object (self->deck, "items-changed", G_CALLBACK (piles_changed_cb), self, 0);
  g_signal_connect_object (self->panel->outline, "updated", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "items-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "notify::selected-note", G_CALLBACK (selected_note_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qv_card_wall_map (GtkWidget *widget)
{
  QvCardWall *self = QV_CARD_WALL (widget);

  GTK_WIDGET_CLASS (qv_card_wall_parent_class)->map (widget);
  if (self->panel == NULL)
    return;
  if (self->deck == NULL)
    start (self);
  refresh (self);
  selected_note_cb (self);
}

static gboolean
change_form_cb (gpointer data)
{
  QvCardWall *self = data;
  GtkWidget *child;

  self->form_source = 0;
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_size_request (child, self->column_width, -1);
  wake_columns (self);
  return G_SOURCE_REMOVE;
}

static void
qv_card_wall_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvCardWall *self = QV_CARD_WALL (widget);
  int wanted = (int) (COLUMN_WIDTH * qv_look_get_text_scale (widget));

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  wanted = CLAMP (width - PEEK - 2 * COLUMN_GAP, 200, wanted);
  if (wanted == self->column_width)
    return;
  self->column_width = wanted;
  if (self->form_source == 0)
    self->form_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_form_cb, self, NULL);
}

static void
qv_card_wall_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (QV_CARD_WALL (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

/* The wall is one stop of Tab; arrows go about in it. */
static gboolean
qv_card_wall_focus (GtkWidget *widget, GtkDirectionType direction)
{
  QvCardWall *self = QV_CARD_WALL (widget);
  gboolean is_inside = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;
  gboolean is_wall = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "wall") == 0;
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD;

  if (!is_wall || (direction != GTK_DIR_TAB_FORWARD && !is_back))
    return GTK_WIDGET_CLASS (qv_card_wall_parent_class)->focus (widget, direction);
  if (gtk_widget_has_focus (self->clear_button))
    return is_back ? FALSE : gtk_widget_grab_focus (widget);
  if (gtk_widget_get_visible (self->clear_button) && is_inside == is_back)
    return gtk_widget_grab_focus (self->clear_button);
  return is_inside ? FALSE : gtk_widget_grab_focus (widget);
}

/* To the card that is chosen, else to the first column. */
static gboolean
qv_card_wall_grab_focus (GtkWidget *widget)
{
  QvCardWall *self = QV_CARD_WALL (widget);
  QvId note = self->panel != NULL ? qv_notes_panel_get_selected_note (self->panel) : QV_ID_NONE;
  QvCardColumn *column;
  guint pile, position;

  if (self->deck == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->deck)) == 0)
    return FALSE;
  if (qv_card_deck_find (self->deck, note, &pile, &position) &&
      qv_card_column_focus_card (_qv_card_wall_get_column (self, pile), position, FALSE))
    {
      _qv_card_wall_show_column (self, pile);
      return TRUE;
    }
  _qv_card_wall_show_column (self, 0);
  column = _qv_card_wall_get_column (self, 0);
  if (!qv_card_column_focus_card (column, 0, FALSE))
    qv_card_column_focus_head (column);
  return TRUE;
}

static void
qv_card_wall_dispose (GObject *object)
{
  QvCardWall *self = QV_CARD_WALL (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->form_source, g_source_remove);
  g_clear_handle_id (&self->wake_source, g_source_remove);
  if (self->wanted_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->wanted_source);
  if (self->scroll_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_source);
  if (self->wake_more_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->wake_more_source);
  self->wanted_source = self->scroll_source = self->wake_more_source = 0;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_CARD_WALL);
  g_clear_object (&self->deck);
  g_clear_object (&self->outline);
  g_clear_object (&self->heads);
  if (self->panel != NULL)
    _qv_notes_panel_take_back_actions (self->panel);
  g_clear_object (&self->panel);
  G_OBJECT_CLASS (qv_card_wall_parent_class)->dispose (object);
}

static void
qv_card_wall_class_init (QvCardWallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_card_wall_dispose;
  widget_class->map = qv_card_wall_map;
  widget_class->measure = qv_card_wall_measure;
  widget_class->size_allocate = qv_card_wall_size_allocate;
  widget_class->focus = qv_card_wall_focus;
  widget_class->grab_focus = qv_card_wall_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/notes/qv-card-wall.ui");
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, box);
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, summary);
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, clear_button);
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, stack);
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, scroller);
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, columns);
  gtk_widget_class_bind_template_child (widget_class, QvCardWall, menu);
  gtk_widget_class_set_css_name (widget_class, "cardwall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  _qv_card_wall_install_actions (widget_class);
}

static void
qv_card_wall_init (QvCardWall *self)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkAdjustment *adjustment;

  qv_look_load_style ("/org/quadrivio/Quadrivio/notes/notes.css");
  self->column_width = COLUMN_WIDTH;
  self->heads = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  builder = gtk_builder_new_from_resource ("/org/quadrivio/Quadrivio/notes/note-menu.ui");
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu),
                                   G_MENU_MODEL (gtk_builder_get_object (builder, "note_menu")));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_wake), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_wake), self, G_CONNECT_SWAPPED);
  _qv_card_wall_watch_keys (self);
  _qv_card_wall_watch_pointer (self);
}

/**
 * qv_card_wall_set_panel:
 * @self: a wall
 * @panel: the panel of the notes, that has got its session
 *
 * To be called once. Nothing is laid out before the wall is first shown.
 */
void
qv_card_wall_set_panel (QvCardWall *self, QvNotesPanel *panel)
{
  g_return_if_fail (QV_IS_CARD_WALL (self));
  g_return_if_fail (self->panel == NULL);

  self->panel = g_object_ref (panel);
  g_set_weak_pointer (&panel->wall, GTK_WIDGET (self));
  _qv_notes_panel_lend_actions (panel, GTK_WIDGET (self));
}

/**
 * qv_card_wall_is_used:
 * @self: a wall
 *
 * Returns: whether the keyboard is on it
 */
gboolean
qv_card_wall_is_used (QvCardWall *self)
{
  g_return_val_if_fail (QV_IS_CARD_WALL (self), FALSE);

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && _qv_card_wall_get_focus_column (self, NULL) != NULL;
}

/**
 * qv_card_wall_begin_rename:
 * @self: a wall
 * @cluster: a cluster, which may not be there yet
 *
 * Lets its name be edited as soon as it has a column.
 */
void
qv_card_wall_begin_rename (QvCardWall *self, QvId cluster)
{
  g_return_if_fail (QV_IS_CARD_WALL (self));

  _qv_card_wall_want (self, cluster, TRUE);
}
