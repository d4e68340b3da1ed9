/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The edits that can be made to a note, each with the name under which it can be undone. */

#include "config.h"

#include "qv-note-commands.h"

#include <glib/gi18n.h>

#include "qv-text.h"

static const QvValue no_value = { .type = QV_VALUE_NULL };

static QvEdit *
new_edit (QvNote *note, const char *label)
{
  return qv_edit_new (label, qv_item_get_int (QV_ITEM (note), QV_NOTE_SESSION));
}

static void
set (QvEdit *edit, QvNote *note, guint field, QvValue value)
{
  qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (QV_ITEM (note)), field, value);
}

/**
 * qv_note_edit_text:
 * @note: a note
 * @text: its new words
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if @text is empty or says the same
 */
QvEdit *
qv_note_edit_text (QvNote *note, const char *text)
{
  g_autofree char *clean = qv_text_normalize (text);
  QvEdit *edit;

  if (*clean == '\0' || g_strcmp0 (clean, qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT)) == 0)
    return NULL;
  /* Translators: names what can be undone, as in "Undo Edit note". */
  edit = new_edit (note, _ ("Edit note"));
  set (edit, note, QV_NOTE_TEXT, qv_value_text (clean));
  return edit;
}

/**
 * qv_note_edit_kind:
 * @note: a note
 * @kind: what it is
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if it is that already
 */
QvEdit *
qv_note_edit_kind (QvNote *note, QvNoteKind kind)
{
  QvEdit *edit;

  if (qv_note_get_kind (note) == kind)
    return NULL;
  /* Translators: names what can be undone. */
  edit = new_edit (note, _ ("Change kind of note"));
  set (edit, note, QV_NOTE_KIND, qv_value_text (qv_note_kind_to_word (kind)));
  return edit;
}

/**
 * qv_note_edit_helix:
 * @note: a note
 * @helix: who said it
 *
 * The seat goes, because it belongs to the helix that it was attributed to before.
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if it is that already
 */
QvEdit *
qv_note_edit_helix (QvNote *note, QvHelix helix)
{
  QvEdit *edit;

  if (qv_note_get_helix (note) == helix)
    return NULL;
  /* Translators: names what can be undone. */
  edit = new_edit (note, _ ("Change speaker of note"));
  set (edit, note, QV_NOTE_HELIX, qv_value_text (qv_helix_to_word (helix)));
  set (edit, note, QV_NOTE_AUTHOR, no_value);
  return edit;
}

/**
 * qv_note_edit_place:
 * @note: a note
 * @territory: what it lies in, or %QV_ID_NONE
 * @geometry: (nullable): where it is; %NULL with no @territory takes it off the map
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_note_edit_place (QvNote *note, QvId territory, QvGeometry *geometry)
{
  gboolean is_placed = qv_note_is_placed (note);
  QvValue place = no_value;
  const char *label;
  QvEdit *edit;

  if (geometry == NULL && territory == QV_ID_NONE)
    /* Translators: names what can be undone. */
    label = _ ("Take note off the map");
  else if (is_placed)
    /* Translators: names what can be undone. */
    label = _ ("Move note");
  else
    /* Translators: names what can be undone. */
    label = _ ("Place note");
  edit = new_edit (note, label);
  if (geometry != NULL)
    place = qv_value_blob (qv_geometry_get_bytes (geometry));
  set (edit, note, QV_NOTE_GEOMETRY, place);
  set (edit, note, QV_NOTE_TERRITORY, territory != QV_ID_NONE ? qv_value_int (territory) : no_value);
  return edit;
}

/**
 * qv_note_delete:
 * @note: a note
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_note_delete (QvNote *note)
{
  /* Translators: names what can be undone. */
  QvEdit *edit = new_edit (note, _ ("Delete note"));

  qv_edit_delete (edit, QV_ENTITY_NOTE, qv_item_get_id (QV_ITEM (note)));
  return edit;
}

/**
 * qv_notes_delete:
 * @notes: (element-type QvNote): one or more notes
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_notes_delete (GPtrArray *notes)
{
  QvEdit *edit;

  g_return_val_if_fail (notes->len > 0, NULL);

  if (notes->len == 1)
    return qv_note_delete (notes->pdata[0]);
  /* Translators: names what can be undone. */
  edit = new_edit (notes->pdata[0], _ ("Delete notes"));
  for (guint i = 0; i < notes->len; i++)
    qv_edit_delete (edit, QV_ENTITY_NOTE, qv_item_get_id (notes->pdata[i]));
  return edit;
}

/**
 * qv_note_is_placed:
 * @note: a note
 *
 * Returns: whether it has a place: a point on the map or a territory
 */
gboolean
qv_note_is_placed (QvNote *note)
{
  const QvRecord *record = qv_item_get_record (QV_ITEM (note));

  return !qv_record_is_null (record, QV_NOTE_GEOMETRY) || !qv_record_is_null (record, QV_NOTE_TERRITORY);
}
