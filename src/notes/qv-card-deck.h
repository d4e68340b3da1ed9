/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-card-pile.h"
#include "qv-note-outline.h"

G_BEGIN_DECLS

/**
 * QvCardDeck:
 *
 * The notes of an outline sorted into columns, a #GListModel of #QvCardPile: first the notes that are in no cluster, then one pile for
 * each cluster, then the parking lot if there is anything in it. What came out of a note lies below it.
 */
#define QV_TYPE_CARD_DECK (qv_card_deck_get_type ())
G_DECLARE_FINAL_TYPE (QvCardDeck, qv_card_deck, QV, CARD_DECK, GObject)

QvCardDeck *qv_card_deck_new            (QvNoteOutline *outline);
void        qv_card_deck_update         (QvCardDeck *self);
GHashTable *qv_card_deck_get_chosen     (QvCardDeck *self);
void        qv_card_deck_update_chosen  (QvCardDeck *self);
gboolean    qv_card_deck_find           (QvCardDeck *self, QvId id, guint *out_pile, guint *out_position);
gboolean    qv_card_deck_find_pile      (QvCardDeck *self, QvId cluster, guint *out_pile);

G_END_DECLS
