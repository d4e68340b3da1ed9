/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-evidence-offer.h"

G_BEGIN_DECLS

/**
 * QvEvidencePopover:
 *
 * The indicators of a session with what they say of a place, to choose one that speaks for or against a note.
 *
 * Signals: "chosen" (pointer QvEvidenceOffer, string stance); "removed" when what was chosen before is not
 * wanted any more.
 */
#define QV_TYPE_EVIDENCE_POPOVER (qv_evidence_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvEvidencePopover, qv_evidence_popover, QV, EVIDENCE_POPOVER, GtkPopover)

GtkWidget *qv_evidence_popover_new  (void);
void       qv_evidence_popover_open (QvEvidencePopover *self, GPtrArray *offers);
void       qv_evidence_popover_set_removable (QvEvidencePopover *self, gboolean removable);

G_END_DECLS
