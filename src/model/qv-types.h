/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * QvHelix:
 *
 * The four helices round the table, after Carayannis and Campbell 2009. The words of qv_helix_to_word() are what files,
 * scripts and the library hold.
 */
typedef enum
{
  QV_HELIX_NONE, /* not attributed */
  QV_HELIX_AUTHORITIES,
  QV_HELIX_RESEARCH,
  QV_HELIX_COMPANIES,
  QV_HELIX_RESIDENTS,
} QvHelix;

#define QV_N_HELICES 4

typedef enum
{
  QV_NOTE_KIND_OBSERVATION,
  QV_NOTE_KIND_PROBLEM,
  QV_NOTE_KIND_OPPORTUNITY,
  QV_NOTE_KIND_CHALLENGE,
  QV_NOTE_KIND_SOLUTION,
} QvNoteKind;

#define QV_N_NOTE_KINDS 5

#define QV_TYPE_HELIX (qv_helix_get_type ())
#define QV_TYPE_NOTE_KIND (qv_note_kind_get_type ())

GType       qv_helix_get_type       (void) G_GNUC_CONST;
GType       qv_note_kind_get_type   (void) G_GNUC_CONST;

const char *qv_helix_to_word        (QvHelix helix);
gboolean    qv_helix_from_word      (const char *word, QvHelix *out_helix);
const char *qv_note_kind_to_word    (QvNoteKind kind);
gboolean    qv_note_kind_from_word  (const char *word, QvNoteKind *out_kind);

G_END_DECLS
