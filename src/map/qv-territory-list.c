/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The twin of the map that needs no map: every territory with what the map says of it, in a table. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-territory-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "qv-territory-row.h"
#include "qv-wording.h"

#define SLICE 500 /* rows that are made in one go, so that the main loop stays free */

struct _QvTerritoryList
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkColumnView *view;
  GListStore *rows; /* as in territories, as far as they are made; none before the table is seen */
  GtkSingleSelection *selection;
  GSignalGroup *territories_signals;
  GSignalGroup *notes_signals;
  GListModel *territories;
  GListModel *notes;
  QvThematic *thematic;
  guint fill_id;
  guint refresh_id;
  gboolean has_old_figures;
  gboolean has_old_notes;
  QvId selected_territory;
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (QvTerritoryList, qv_territory_list, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED_TERRITORY = 1,
  N_PROPS,
};

enum
{
  SIGNAL_TERRITORY_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static int
compare_by_value (const void *a, const void *b)
{
  double first = qv_territory_row_get_value (*(QvTerritoryRow *const *) a);
  double second = qv_territory_row_get_value (*(QvTerritoryRow *const *) b);

  return (first < second) - (first > second);
}

/* Equal figures share the better rank, as in a race. */
static void
set_ranks (GPtrArray *with_value)
{
  guint rank = 0;
  double previous = NAN;

  qsort (with_value->pdata, with_value->len, sizeof (gpointer), compare_by_value);
  for (guint i = 0; i < with_value->len; i++)
    {
      double value = qv_territory_row_get_value (with_value->pdata[i]);

      if (!(value >= previous && value <= previous))
        rank = i + 1;
      previous = value;
      qv_territory_row_set_rank (with_value->pdata[i], rank);
    }
}

static void
refresh_figures (QvTerritoryList *self)
{
  g_autoptr (GPtrArray) with_value = g_ptr_array_new ();
  const QvThematic *thematic = self->thematic;
  int decimals = thematic ? qv_wording_get_decimals (thematic->values, thematic->n_values) : 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (QvTerritoryRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      double value = NAN;

      if (thematic != NULL && qv_thematic_find (thematic, qv_territory_row_get_id (row), &value))
        g_ptr_array_add (with_value, row);
      else
        qv_territory_row_set_rank (row, 0);
      qv_territory_row_set_value (row, value, decimals, thematic ? thematic->unit : NULL,
                                  thematic ? (guint) (qv_thematic_get_class (thematic, value) + 1) : 0);
    }
  set_ranks (with_value);
}

static void
refresh_notes (QvTerritoryList *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; self->notes != NULL && i < g_list_model_get_n_items (self->notes); i++)
    {
      g_autoptr (QvItem) note = g_list_model_get_item (self->notes, i);
      QvId territory = qv_item_get_int (note, QV_NOTE_TERRITORY);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &territory));

      if (territory != QV_ID_NONE)
        g_hash_table_insert (counts, g_memdup2 (&territory, sizeof territory), GUINT_TO_POINTER (count + 1));
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (QvTerritoryRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      QvId territory = qv_territory_row_get_id (row);

      qv_territory_row_set_notes (row, GPOINTER_TO_UINT (g_hash_table_lookup (counts, &territory)));
    }
}

/* Several changes of one gesture are counted once. */
static gboolean
refresh_cb (gpointer data)
{
  QvTerritoryList *self = data;

  self->refresh_id = 0;
  if (self->has_old_figures)
    refresh_figures (self);
  if (self->has_old_notes)
    refresh_notes (self);
  self->has_old_figures = self->has_old_notes = FALSE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_filled (QvTerritoryList *self)
{
  return self->territories == NULL ||
         g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == g_list_model_get_n_items (self->territories);
}

static void
queue_refresh (QvTerritoryList *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && is_filled (self))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
refresh_page (QvTerritoryList *self)
{
  gboolean has_rows = self->territories != NULL && g_list_model_get_n_items (self->territories) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_rows ? "table" : "empty");
}

static guint
find_row (QvTerritoryList *self, QvId territory)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; territory != QV_ID_NONE && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (QvTerritoryRow) row = g_list_model_get_item (model, i);

      if (qv_territory_row_get_id (row) == territory)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* What is chosen stays chosen, whether it has a row yet or not. */
static void
select_row (QvTerritoryList *self)
{
  gboolean was_changing = self->is_changing;

  self->is_changing = TRUE;
  gtk_single_selection_set_selected (self->selection, find_row (self, self->selected_territory));
  self->is_changing = was_changing;
}

static void
make_rows (QvTerritoryList *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (QvItem) territory = g_list_model_get_item (self->territories, position + i);

      g_ptr_array_add (rows, qv_territory_row_new (territory));
    }
  /* The rows may all go and come again; what is chosen stays chosen. */
  self->is_changing = TRUE;
  g_list_store_splice (self->rows, position, removed, rows->pdata, rows->len);
  if (is_filled (self))
    select_row (self);
  self->is_changing = FALSE;
  self->has_old_figures = self->has_old_notes = TRUE;
  queue_refresh (self);
}

static gboolean
fill_cb (gpointer data)
{
  QvTerritoryList *self = data;
  guint n_made = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n = self->territories != NULL ? g_list_model_get_n_items (self->territories) : 0;

  if (n_made < n)
    make_rows (self, n_made, 0, MIN (SLICE, n - n_made));
  if (!is_filled (self))
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/* Few look at the table of tens of thousands; its rows are made when somebody does. */
static void
queue_fill (QvTerritoryList *self)
{
  if (self->fill_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && !is_filled (self))
    self->fill_id = g_idle_add (fill_cb, self);
}

static void
territories_changed_cb (GListModel *model, guint position, guint removed, guint added, QvTerritoryList *self)
{
  guint n_made = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (position + removed <= n_made && added <= SLICE && (position < n_made || added == 0))
    make_rows (self, position, removed, added);
  else if (position < n_made)
    make_rows (self, position, n_made - position, 0);
  queue_fill (self);
  refresh_page (self);
}

static void
notes_changed_cb (QvTerritoryList *self)
{
  self->has_old_notes = TRUE;
  queue_refresh (self);
}

static void
qv_territory_list_map (GtkWidget *widget)
{
  QvTerritoryList *self = QV_TERRITORY_LIST (widget);

  GTK_WIDGET_CLASS (qv_territory_list_parent_class)->map (widget);
  queue_fill (self);
  queue_refresh (self);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, QvTerritoryList *self)
{
  QvTerritoryRow *row = gtk_single_selection_get_selected_item (selection);
  QvId territory = row != NULL ? qv_territory_row_get_id (row) : QV_ID_NONE;

  if (self->is_changing || territory == self->selected_territory)
    return;
  self->selected_territory = territory;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_TERRITORY]);
}

static void
activate_cb (GtkColumnView *view, guint position, QvTerritoryList *self)
{
  g_autoptr (QvTerritoryRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[SIGNAL_TERRITORY_ACTIVATED], 0, qv_territory_row_get_id (row));
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer is_number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (is_number) ? 1.0f : 0.0f);
  if (GPOINTER_TO_INT (is_number))
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, const char *property)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  GBinding *binding =
      g_object_bind_property (gtk_list_item_get_item (item), property, label, "label", G_BINDING_SYNC_CREATE);

  g_object_set_data (G_OBJECT (item), "binding", binding);
}

static void
unbind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GBinding *binding = g_object_steal_data (G_OBJECT (item), "binding");

  g_binding_unbind (binding);
}

static GtkSorter *
make_sorter (const char *property, gboolean is_number)
{
  GtkExpression *expression = gtk_property_expression_new (QV_TYPE_TERRITORY_ROW, NULL, property);

  if (is_number)
    return GTK_SORTER (gtk_numeric_sorter_new (expression));
  return GTK_SORTER (gtk_string_sorter_new (expression));
}

static GtkColumnViewColumn *
add_column (
    QvTerritoryList *self, const char *title, const char *shown, const char *sorted, gboolean is_number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = make_sorter (sorted, is_number);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GINT_TO_POINTER (is_number));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), (gpointer) shown);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  return column;
}

static void
add_columns (QvTerritoryList *self)
{
  GtkColumnViewColumn *name;

  /* Translators: heading of the column with the official code of a territory. */
  add_column (self, _ ("Code"), "code", "code", FALSE);
  name = add_column (self, _ ("Name"), "name", "name", FALSE);
  gtk_column_view_column_set_expand (name, TRUE);
  /* Translators: heading of the column with the indicator's figure. */
  add_column (self, _ ("Value"), "value-text", "value", TRUE);
  /* Translators: heading of the column with the class of the map's legend, from 1. */
  add_column (self, _ ("Class"), "class-text", "class", TRUE);
  /* Translators: heading of the column with the place in the order from the greatest figure. */
  add_column (self, _ ("Rank"), "rank-text", "rank", TRUE);
  add_column (self, _ ("Notes"), "notes-text", "notes", TRUE);
  gtk_column_view_sort_by_column (self->view, name, GTK_SORT_ASCENDING);
}

static void
qv_territory_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SELECTED_TERRITORY)
    g_value_set_int64 (value, QV_TERRITORY_LIST (object)->selected_territory);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qv_territory_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SELECTED_TERRITORY)
    qv_territory_list_set_selected_territory (QV_TERRITORY_LIST (object), g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qv_territory_list_dispose (GObject *object)
{
  QvTerritoryList *self = QV_TERRITORY_LIST (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->territories_signals);
  g_clear_object (&self->notes_signals);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->territories);
  g_clear_object (&self->notes);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  G_OBJECT_CLASS (qv_territory_list_parent_class)->dispose (object);
}

static void
qv_territory_list_class_init (QvTerritoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_territory_list_get_property;
  object_class->set_property = qv_territory_list_set_property;
  object_class->dispose = qv_territory_list_dispose;
  widget_class->map = qv_territory_list_map;
  props[PROP_SELECTED_TERRITORY] =
      g_param_spec_int64 ("selected-territory", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_TERRITORY_ACTIVATED] =
      g_signal_new ("territory-activated", QV_TYPE_TERRITORY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "territorylist");
}

static void
build_stack (QvTerritoryList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "mark-location-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No territories"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _ ("This session has no level of territories yet."));
  gtk_widget_add_css_class (empty, "compact");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "table");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

static void
qv_territory_list_init (QvTerritoryList *self)
{
  GtkSortListModel *sorted;

  self->rows = g_list_store_new (QV_TYPE_TERRITORY_ROW);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Territories, as a table"), -1);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  add_columns (self);
  build_stack (self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);

  self->territories_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect (self->territories_signals, "items-changed", G_CALLBACK (territories_changed_cb),
                          self);
  self->notes_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->notes_signals, "items-changed", G_CALLBACK (notes_changed_cb), self);
}

/**
 * qv_territory_list_set_territories:
 * @self: a table
 * @territories: (nullable): a list of #QvTerritory, watched from now on
 */
void
qv_territory_list_set_territories (QvTerritoryList *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_TERRITORY_LIST (self));

  if (!g_set_object (&self->territories, territories))
    return;
  g_list_store_remove_all (self->rows);
  g_signal_group_set_target (self->territories_signals, territories);
  queue_fill (self);
  refresh_page (self);
}

/**
 * qv_territory_list_set_thematic:
 * @self: a table
 * @thematic: (nullable): the figures to show
 */
void
qv_territory_list_set_thematic (QvTerritoryList *self, QvThematic *thematic)
{
  g_return_if_fail (QV_IS_TERRITORY_LIST (self));

  if (thematic != NULL)
    qv_thematic_ref (thematic);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  self->has_old_figures = TRUE;
  queue_refresh (self);
}

/**
 * qv_territory_list_set_notes:
 * @self: a table
 * @notes: (nullable): a list of #QvNote, watched from now on
 */
void
qv_territory_list_set_notes (QvTerritoryList *self, GListModel *notes)
{
  g_return_if_fail (QV_IS_TERRITORY_LIST (self));

  if (!g_set_object (&self->notes, notes))
    return;
  g_signal_group_set_target (self->notes_signals, notes);
  notes_changed_cb (self);
}

/**
 * qv_territory_list_set_selected_territory:
 * @self: a table
 * @territory: the id of a territory, or %QV_ID_NONE
 */
void
qv_territory_list_set_selected_territory (QvTerritoryList *self, QvId territory)
{
  g_return_if_fail (QV_IS_TERRITORY_LIST (self));

  if (self->selected_territory == territory)
    return;
  self->selected_territory = territory;
  select_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_TERRITORY]);
}
