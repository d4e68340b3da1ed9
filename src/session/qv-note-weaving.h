/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-edit.h"
#include "qv-item.h"

G_BEGIN_DECLS

/* What is made of notes together: each function returns the edit of one gesture, with the name under which it can be undone. */

QvEdit *qv_cluster_make     (GPtrArray *notes, const char *name, guint position, QvId *out_cluster);
QvEdit *qv_cluster_join     (QvCluster *cluster, GPtrArray *notes);
QvEdit *qv_cluster_leave    (GPtrArray *notes);
QvEdit *qv_cluster_rename   (QvCluster *cluster, const char *name);
QvEdit *qv_cluster_merge    (QvCluster *into, QvCluster *from, GPtrArray *notes);
QvEdit *qv_cluster_dissolve (QvCluster *cluster, GPtrArray *notes);

gboolean qv_note_can_turn   (QvNoteKind kind, QvNoteKind *out_kind);
QvEdit *qv_note_turn        (QvNote *note, const char *text, QvHelix helix, QvId author, QvId *out_note);
QvEdit *qv_note_merge       (GPtrArray *notes, const char *text, QvId *out_note);
QvEdit *qv_note_split       (QvNote *note, GPtrArray *links);
QvEdit *qv_note_link_make   (QvNote *source, QvNote *target, const char *relation);
QvEdit *qv_note_link_remove (QvNoteLink *link);
QvEdit *qv_note_park        (GPtrArray *notes, gboolean is_parked);
QvEdit *qv_note_reveal      (GPtrArray *notes);
QvRecord *qv_evidence_make  (QvId session, QvId note, QvId indicator, QvId territory, const char *period, double value,
                             const char *stance);
QvEdit *qv_note_back        (QvNote *note, QvId indicator, QvId territory, const char *period, double value,
                             const char *stance);

G_END_DECLS
