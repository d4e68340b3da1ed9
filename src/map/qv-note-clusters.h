/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-id.h"
#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvPlacedNote:
 *
 * A note's place and looks. Places are on the Mercator square: 0..1 from west to east and from north to south.
 */
typedef struct
{
  QvId id;
  double x, y; /* NaN: not on the map */
  QvHelix helix;
  QvNoteKind kind;
} QvPlacedNote;

/**
 * QvNoteCluster:
 *
 * One note, or several that are near each other. Its members are members[first]…members[first + n_members - 1] of the set,
 * as indices into the notes that it was made from.
 */
typedef struct
{
  double x, y;
  guint first;
  guint n_members;
  guint counts[QV_N_HELICES + 1];
} QvNoteCluster;

typedef struct
{
  GArray *clusters; /* (element-type QvNoteCluster) */
  guint *members;
} QvNoteClusters;

QvNoteClusters *qv_note_clusters_new  (const QvPlacedNote *notes, guint n_notes, double distance);
void            qv_note_clusters_free (QvNoteClusters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvNoteClusters, qv_note_clusters_free)

G_END_DECLS
