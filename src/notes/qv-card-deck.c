/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

#include "config.h"

#include "qv-card-deck.h"

struct _QvCardDeck
{
  GObject parent_instance;

  QvNoteOutline *outline;
  QvOutlineRow *apart; /* the heading of what is in no cluster */
  GPtrArray *piles;    /* (element-type QvCardPile) */
  GHashTable *chosen;  /* ids */
};

static void qv_card_deck_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QvCardDeck,
                               qv_card_deck,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, qv_card_deck_init_model))

/* While the notes are dealt out. */
typedef struct
{
  QvOutlineRow *heading;
  GPtrArray *cards;
} Heap;

static void
free_heap (gpointer data)
{
  Heap *heap = data;

  g_ptr_array_unref (heap->cards);
  g_free (heap);
}

static Heap *
add_heap (GPtrArray *heaps, QvOutlineRow *heading)
{
  Heap *heap = g_new (Heap, 1);

  *heap = (Heap){ heading, g_ptr_array_new_with_free_func (g_object_unref) };
  g_ptr_array_add (heaps, heap);
  return heap;
}

/* Notes of a cluster come right after its heading, those of the parking lot last. */
static gboolean
is_of (Heap *heap, QvOutlineRow *row)
{
  QvItem *note = qv_outline_row_get_item (row);

  if (qv_outline_row_get_kind (heap->heading) == QV_OUTLINE_PARKED)
    return TRUE;
  return qv_outline_row_get_kind (heap->heading) == QV_OUTLINE_CLUSTER &&
         qv_item_get_int (note, QV_NOTE_PARKED) == 0 &&
         qv_item_get_int (note, QV_NOTE_CLUSTER) == qv_outline_row_get_id (heap->heading);
}

/* (transfer full) (element-type Heap) */
static GPtrArray *
deal (QvCardDeck *self)
{
  GPtrArray *heaps = g_ptr_array_new_with_free_func (free_heap);
  GListModel *outline = G_LIST_MODEL (self->outline);
  Heap *apart = add_heap (heaps, self->apart);
  Heap *last = apart;
  Heap *heap = apart;

  for (guint i = 0; i < g_list_model_get_n_items (outline); i++)
    {
      g_autoptr (QvOutlineRow) row = g_list_model_get_item (outline, i);
      QvOutlineType type = qv_outline_row_get_kind (row);

      if (type == QV_OUTLINE_CLUSTER || type == QV_OUTLINE_PARKED)
        last = add_heap (heaps, row);
      if (type != QV_OUTLINE_NOTE)
        continue;
      if (qv_outline_row_get_look (row)->depth == 0)
        heap = is_of (last, row) ? last : apart;
      g_ptr_array_add (heap->cards, g_steal_pointer (&row));
    }
  return heaps;
}

static void
count_apart (QvCardDeck *self, GPtrArray *cards)
{
  QvOutlineLook sum = { .is_first = TRUE };

  for (guint i = 0; i < cards->len; i++)
    {
      const QvOutlineLook *look = qv_outline_row_get_look (cards->pdata[i]);

      sum.n_notes++;
      sum.counts[qv_note_get_helix (qv_outline_row_get_note (cards->pdata[i]))]++;
      if (!look->has_more || look->is_expanded)
        continue;
      sum.n_notes += look->n_notes;
      for (guint j = 0; j < G_N_ELEMENTS (sum.counts); j++)
        sum.counts[j] += look->counts[j];
    }
  qv_outline_row_set_look (self->apart, &sum);
}

/* (transfer full): the pile below @heading, the same as before if there was one */
static QvCardPile *
take_pile (QvCardDeck *self, QvOutlineRow *heading)
{
  for (guint i = 0; i < self->piles->len; i++)
    if (qv_card_pile_get_heading (self->piles->pdata[i]) == heading)
      return g_object_ref (self->piles->pdata[i]);
  return qv_card_pile_new (heading, self->chosen);
}

static void
replace_piles (QvCardDeck *self, GPtrArray *piles)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->piles);
  guint start = 0, end = 0;

  while (start < old->len && start < piles->len && old->pdata[start] == piles->pdata[start])
    start++;
  while (end < old->len - start && end < piles->len - start &&
         old->pdata[old->len - 1 - end] == piles->pdata[piles->len - 1 - end])
    end++;
  self->piles = g_ptr_array_ref (piles);
  if (old->len - start - end > 0 || piles->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, piles->len - start - end);
}

static GType
qv_card_deck_get_item_type (GListModel *model)
{
  return QV_TYPE_CARD_PILE;
}

static guint
qv_card_deck_get_n_items (GListModel *model)
{
  return QV_CARD_DECK (model)->piles->len;
}

static gpointer
qv_card_deck_get_item (GListModel *model, guint position)
{
  QvCardDeck *self = QV_CARD_DECK (model);

  return position < self->piles->len ? g_object_ref (self->piles->pdata[position]) : NULL;
}

static void
qv_card_deck_init_model (GListModelInterface *iface)
{
  iface->get_item_type = qv_card_deck_get_item_type;
  iface->get_n_items = qv_card_deck_get_n_items;
  iface->get_item = qv_card_deck_get_item;
}

static void
qv_card_deck_finalize (GObject *object)
{
  QvCardDeck *self = QV_CARD_DECK (object);

  g_clear_object (&self->outline);
  g_clear_object (&self->apart);
  g_ptr_array_unref (self->piles);
  g_hash_table_unref (self->chosen);
  G_OBJECT_CLASS (qv_card_deck_parent_class)->finalize (object);
}

static void
qv_card_deck_class_init (QvCardDeckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_card_deck_finalize;
}

static void
qv_card_deck_init (QvCardDeck *self)
{
  self->apart = qv_outline_row_new (QV_OUTLINE_APART, NULL);
  self->piles = g_ptr_array_new_with_free_func (g_object_unref);
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * qv_card_deck_new:
 * @outline: notes, laid out
 *
 * Returns: (transfer full): a deck that has to be told when @outline was updated
 */
QvCardDeck *
qv_card_deck_new (QvNoteOutline *outline)
{
  QvCardDeck *self = g_object_new (QV_TYPE_CARD_DECK, NULL);

  self->outline = g_object_ref (outline);
  return self;
}

/**
 * qv_card_deck_update:
 * @self: a deck
 *
 * Deals out the notes of the outline anew. What lies where it lay is not touched.
 */
void
qv_card_deck_update (QvCardDeck *self)
{
  g_autoptr (GPtrArray) heaps = NULL;
  g_autoptr (GPtrArray) piles = NULL;

  g_return_if_fail (QV_IS_CARD_DECK (self));

  heaps = deal (self);
  piles = g_ptr_array_new_with_free_func (g_object_unref);
  count_apart (self, ((Heap *) heaps->pdata[0])->cards);
  for (guint i = 0; i < heaps->len; i++)
    {
      Heap *heap = heaps->pdata[i];
      QvCardPile *pile = take_pile (self, heap->heading);

      qv_card_pile_set_cards (pile, heap->cards);
      g_ptr_array_add (piles, pile);
    }
  replace_piles (self, piles);
}

/**
 * qv_card_deck_get_chosen:
 * @self: a deck
 *
 * Returns: (transfer none) (element-type QvId): the set of what is chosen, for its owner to change
 */
GHashTable *
qv_card_deck_get_chosen (QvCardDeck *self)
{
  g_return_val_if_fail (QV_IS_CARD_DECK (self), NULL);

  return self->chosen;
}

/**
 * qv_card_deck_update_chosen:
 * @self: a deck
 *
 * To be called when the set of what is chosen has changed.
 */
void
qv_card_deck_update_chosen (QvCardDeck *self)
{
  g_return_if_fail (QV_IS_CARD_DECK (self));

  for (guint i = 0; i < self->piles->len; i++)
    qv_card_pile_update_chosen (self->piles->pdata[i]);
}

/**
 * qv_card_deck_find:
 * @self: a deck
 * @id: a note
 * @out_pile: (out) (optional): in which pile it lies
 * @out_position: (out) (optional): and where in it
 *
 * Returns: whether it has a card
 */
gboolean
qv_card_deck_find (QvCardDeck *self, QvId id, guint *out_pile, guint *out_position)
{
  g_return_val_if_fail (QV_IS_CARD_DECK (self), FALSE);

  for (guint i = 0; i < self->piles->len; i++)
    if (qv_card_pile_find (self->piles->pdata[i], id, out_position))
      {
        if (out_pile != NULL)
          *out_pile = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * qv_card_deck_find_pile:
 * @self: a deck
 * @cluster: a cluster
 * @out_pile: (out): which pile is its own
 *
 * Returns: whether it has one
 */
gboolean
qv_card_deck_find_pile (QvCardDeck *self, QvId cluster, guint *out_pile)
{
  g_return_val_if_fail (QV_IS_CARD_DECK (self), FALSE);

  for (guint i = 0; i < self->piles->len; i++)
    if (cluster != QV_ID_NONE &&
        qv_outline_row_get_id (qv_card_pile_get_heading (self->piles->pdata[i])) == cluster)
      {
        *out_pile = i;
        return TRUE;
      }
  return FALSE;
}
