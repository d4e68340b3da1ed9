/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

#include "config.h"

#include "qv-card-pile.h"

struct _QvCardPile
{
  GObject parent_instance;

  QvOutlineRow *heading;
  GPtrArray *cards;   /* (element-type QvOutlineRow) */
  GHashTable *chosen; /* ids, of all piles */
  guint limit;
};

static void qv_card_pile_init_model (GListModelInterface *iface);
static void qv_card_pile_init_selection (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QvCardPile,
                               qv_card_pile,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, qv_card_pile_init_model)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          qv_card_pile_init_selection))

enum
{
  CHOOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
qv_card_pile_get_item_type (GListModel *model)
{
  return QV_TYPE_OUTLINE_ROW;
}

static guint
qv_card_pile_get_n_items (GListModel *model)
{
  QvCardPile *self = QV_CARD_PILE (model);

  return MIN (self->cards->len, self->limit);
}

static gpointer
qv_card_pile_get_item (GListModel *model, guint position)
{
  QvCardPile *self = QV_CARD_PILE (model);

  return position < qv_card_pile_get_n_items (model) ? g_object_ref (self->cards->pdata[position]) : NULL;
}

static void
qv_card_pile_init_model (GListModelInterface *iface)
{
  iface->get_item_type = qv_card_pile_get_item_type;
  iface->get_n_items = qv_card_pile_get_n_items;
  iface->get_item = qv_card_pile_get_item;
}

static gboolean
qv_card_pile_is_selected (GtkSelectionModel *model, guint position)
{
  QvCardPile *self = QV_CARD_PILE (model);
  QvId id = position < self->cards->len ? qv_outline_row_get_id (self->cards->pdata[position]) : QV_ID_NONE;

  return g_hash_table_contains (self->chosen, &id);
}

static GtkBitset *
qv_card_pile_get_selection (GtkSelectionModel *model, guint position, guint n)
{
  GtkBitset *chosen = gtk_bitset_new_empty ();

  for (guint i = position; i < position + n; i++)
    if (qv_card_pile_is_selected (model, i))
      gtk_bitset_add (chosen, i);
  return chosen;
}

static gboolean
choose (QvCardPile *self, GtkBitset *positions, QvCardChoice choice)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < self->cards->len)
      g_ptr_array_add (rows, self->cards->pdata[position]);
  if (rows->len > 0)
    g_signal_emit (self, signals[CHOOSE], 0, rows, (int) choice);
  return TRUE;
}

static gboolean
choose_range (GtkSelectionModel *model, guint position, guint n, QvCardChoice choice)
{
  g_autoptr (GtkBitset) positions = gtk_bitset_new_range (position, n);

  return choose (QV_CARD_PILE (model), positions, choice);
}

static gboolean
qv_card_pile_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return choose_range (model, position, 1, unselect_rest ? QV_CARD_CHOICE_ONLY : QV_CARD_CHOICE_ALSO);
}

static gboolean
qv_card_pile_unselect_item (GtkSelectionModel *model, guint position)
{
  return choose_range (model, position, 1, QV_CARD_CHOICE_NOT);
}

static gboolean
qv_card_pile_select_range (GtkSelectionModel *model, guint position, guint n, gboolean unselect_rest)
{
  return choose_range (model, position, n, unselect_rest ? QV_CARD_CHOICE_ONLY : QV_CARD_CHOICE_ALSO);
}

static gboolean
qv_card_pile_unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  return choose_range (model, position, n, QV_CARD_CHOICE_NOT);
}

static gboolean
qv_card_pile_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  QvCardPile *self = QV_CARD_PILE (model);
  g_autoptr (GtkBitset) off = gtk_bitset_copy (mask);
  g_autoptr (GtkBitset) on = gtk_bitset_copy (mask);

  gtk_bitset_subtract (off, selected);
  gtk_bitset_intersect (on, selected);
  return choose (self, off, QV_CARD_CHOICE_NOT) && choose (self, on, QV_CARD_CHOICE_ALSO);
}

static void
qv_card_pile_init_selection (GtkSelectionModelInterface *iface)
{
  iface->is_selected = qv_card_pile_is_selected;
  iface->get_selection_in_range = qv_card_pile_get_selection;
  iface->select_item = qv_card_pile_select_item;
  iface->unselect_item = qv_card_pile_unselect_item;
  iface->select_range = qv_card_pile_select_range;
  iface->unselect_range = qv_card_pile_unselect_range;
  iface->set_selection = qv_card_pile_set_selection;
}

static void
qv_card_pile_finalize (GObject *object)
{
  QvCardPile *self = QV_CARD_PILE (object);

  g_clear_object (&self->heading);
  g_ptr_array_unref (self->cards);
  g_hash_table_unref (self->chosen);
  G_OBJECT_CLASS (qv_card_pile_parent_class)->finalize (object);
}

static void
qv_card_pile_class_init (QvCardPileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_card_pile_finalize;

  signals[CHOOSE] = g_signal_new ("choose", QV_TYPE_CARD_PILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_INT);
}

static void
qv_card_pile_init (QvCardPile *self)
{
  self->cards = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * qv_card_pile_new:
 * @heading: what stands above it: a cluster or a section
 * @chosen: (element-type QvId): the set of ids that are chosen, which others change
 *
 * Returns: (transfer full): a pile without cards, that lets none in
 */
QvCardPile *
qv_card_pile_new (QvOutlineRow *heading, GHashTable *chosen)
{
  QvCardPile *self = g_object_new (QV_TYPE_CARD_PILE, NULL);

  self->heading = g_object_ref (heading);
  self->chosen = g_hash_table_ref (chosen);
  return self;
}

QvOutlineRow *
qv_card_pile_get_heading (QvCardPile *self)
{
  g_return_val_if_fail (QV_IS_CARD_PILE (self), NULL);

  return self->heading;
}

/**
 * qv_card_pile_set_cards:
 * @self: a pile
 * @cards: (element-type QvOutlineRow): all its cards
 *
 * What is the same at both ends is not told to the list.
 */
void
qv_card_pile_set_cards (QvCardPile *self, GPtrArray *cards)
{
  g_autoptr (GPtrArray) old = NULL;
  guint start = 0, end = 0, n_old, n_new;

  g_return_if_fail (QV_IS_CARD_PILE (self));

  old = g_steal_pointer (&self->cards);
  self->cards = g_ptr_array_ref (cards);
  n_old = MIN (old->len, self->limit);
  n_new = MIN (cards->len, self->limit);
  while (start < n_old && start < n_new && old->pdata[start] == cards->pdata[start])
    start++;
  while (end < n_old - start && end < n_new - start &&
         old->pdata[n_old - 1 - end] == cards->pdata[n_new - 1 - end])
    end++;
  if (n_old - start - end > 0 || n_new - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_old - start - end, n_new - start - end);
}

/**
 * qv_card_pile_get_n_cards:
 * @self: a pile
 *
 * Returns: how many there are, let in or not
 */
guint
qv_card_pile_get_n_cards (QvCardPile *self)
{
  g_return_val_if_fail (QV_IS_CARD_PILE (self), 0);

  return self->cards->len;
}

guint
qv_card_pile_get_limit (QvCardPile *self)
{
  g_return_val_if_fail (QV_IS_CARD_PILE (self), 0);

  return self->limit;
}

/**
 * qv_card_pile_set_limit:
 * @self: a pile
 * @limit: how many cards, from the first, are let in; not fewer than before
 */
void
qv_card_pile_set_limit (QvCardPile *self, guint limit)
{
  guint n_old, n_new;

  g_return_if_fail (QV_IS_CARD_PILE (self));

  if (limit <= self->limit)
    return;
  n_old = MIN (self->cards->len, self->limit);
  n_new = MIN (self->cards->len, limit);
  self->limit = limit;
  if (n_new > n_old)
    g_list_model_items_changed (G_LIST_MODEL (self), n_old, 0, n_new - n_old);
}

/**
 * qv_card_pile_find:
 * @self: a pile
 * @id: a note
 * @out_position: (out) (optional): where it is, let in or not
 *
 * Returns: whether it has a card here
 */
gboolean
qv_card_pile_find (QvCardPile *self, QvId id, guint *out_position)
{
  g_return_val_if_fail (QV_IS_CARD_PILE (self), FALSE);

  for (guint i = 0; i < self->cards->len; i++)
    if (id != QV_ID_NONE && qv_outline_row_get_id (self->cards->pdata[i]) == id)
      {
        if (out_position != NULL)
          *out_position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * qv_card_pile_update_chosen:
 * @self: a pile
 *
 * To be called when the set of what is chosen has changed.
 */
void
qv_card_pile_update_chosen (QvCardPile *self)
{
  guint n;

  g_return_if_fail (QV_IS_CARD_PILE (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self));
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}
