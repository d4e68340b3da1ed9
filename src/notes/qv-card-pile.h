/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-outline-row.h"

G_BEGIN_DECLS

typedef enum
{
  QV_CARD_CHOICE_ONLY, /* these and no others */
  QV_CARD_CHOICE_ALSO,
  QV_CARD_CHOICE_NOT,
} QvCardChoice;

/**
 * QvCardPile:
 *
 * The cards of one column, a #GtkSelectionModel of #QvOutlineRow under a heading. A list makes widgets for all that it is given at
 * first, so that only as many are there as have been let in. What is chosen is not kept here but in one set for all piles.
 *
 * Signals: "choose" (#GPtrArray of #QvOutlineRow, #QvCardChoice as int) when cards are to be chosen.
 */
#define QV_TYPE_CARD_PILE (qv_card_pile_get_type ())
G_DECLARE_FINAL_TYPE (QvCardPile, qv_card_pile, QV, CARD_PILE, GObject)

QvCardPile   *qv_card_pile_new            (QvOutlineRow *heading, GHashTable *chosen);
QvOutlineRow *qv_card_pile_get_heading    (QvCardPile *self);
void          qv_card_pile_set_cards      (QvCardPile *self, GPtrArray *cards);
guint         qv_card_pile_get_n_cards    (QvCardPile *self);
guint         qv_card_pile_get_limit      (QvCardPile *self);
void          qv_card_pile_set_limit      (QvCardPile *self, guint limit);
gboolean      qv_card_pile_find           (QvCardPile *self, QvId id, guint *out_position);
void          qv_card_pile_update_chosen  (QvCardPile *self);

G_END_DECLS
