/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-note-weaving.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-text.h"

static const QvValue no_value = { .type = QV_VALUE_NULL };

static QvId
session_of (QvItem *item)
{
  QvEntity entity = qv_item_get_entity (item);

  return qv_item_get_int (item, (guint) qv_entity_get_info (entity)->session_field);
}

static void
set_all (QvEdit *edit, GPtrArray *notes, guint field, QvValue value)
{
  for (guint i = 0; i < notes->len; i++)
    qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (g_ptr_array_index (notes, i)), field,
                 qv_value_copy (&value));
}

/* What is put into a cluster, or taken to the notes of none, is wanted now. */
static void
take_out_of_parking (QvEdit *edit, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    if (qv_item_get_int (g_ptr_array_index (notes, i), QV_NOTE_PARKED) != 0)
      qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (g_ptr_array_index (notes, i)), QV_NOTE_PARKED,
                   no_value);
}

/**
 * qv_cluster_make:
 * @notes: (element-type QvNote): one or more notes of one session; they leave the clusters in which they are,
 * and the parking lot
 * @name: what they have in common; white space around it goes
 * @position: its place among the clusters, from 1
 * @out_cluster: (out) (optional): the new cluster
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if @name is empty
 */
QvEdit *
qv_cluster_make (GPtrArray *notes, const char *name, guint position, QvId *out_cluster)
{
  g_autofree char *clean = qv_text_normalize (name);
  QvRecord *cluster;
  QvEdit *edit;
  QvId session, id;

  g_return_val_if_fail (notes->len > 0, NULL);

  if (*clean == '\0')
    return NULL;
  session = session_of (g_ptr_array_index (notes, 0));
  cluster = qv_record_new (QV_ENTITY_CLUSTER, qv_id_new ());
  id = cluster->id;
  qv_record_set_int (cluster, QV_CLUSTER_SESSION, session);
  qv_record_set_text (cluster, QV_CLUSTER_NAME, clean);
  qv_record_set_int (cluster, QV_CLUSTER_POSITION, position);
  /* Translators: names what can be undone, as in "Undo Group notes". */
  edit = qv_edit_new (_ ("Group notes"), session);
  qv_edit_insert (edit, cluster);
  set_all (edit, notes, QV_NOTE_CLUSTER, qv_value_int (id));
  take_out_of_parking (edit, notes);
  if (out_cluster != NULL)
    *out_cluster = id;
  return edit;
}

/**
 * qv_cluster_join:
 * @cluster: a cluster
 * @notes: (element-type QvNote): notes that go into it, also from the parking lot
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_cluster_join (QvCluster *cluster, GPtrArray *notes)
{
  QvId id = qv_item_get_id (QV_ITEM (cluster));
  g_autofree char *label = NULL;
  QvEdit *edit;

  /* Translators: names what can be undone. %s is the name of a cluster of notes. */
  label = g_strdup_printf (_ ("Move note to “%s”"), qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME));
  edit = qv_edit_new (label, session_of (QV_ITEM (cluster)));
  set_all (edit, notes, QV_NOTE_CLUSTER, qv_value_int (id));
  take_out_of_parking (edit, notes);
  return edit;
}

/**
 * qv_cluster_leave:
 * @notes: (element-type QvNote): one or more notes
 *
 * Returns: (transfer full): the edit that takes them out of their clusters
 */
QvEdit *
qv_cluster_leave (GPtrArray *notes)
{
  QvEdit *edit;

  g_return_val_if_fail (notes->len > 0, NULL);

  /* Translators: names what can be undone. */
  edit = qv_edit_new (_ ("Take note out of its cluster"), session_of (g_ptr_array_index (notes, 0)));
  set_all (edit, notes, QV_NOTE_CLUSTER, no_value);
  return edit;
}

/**
 * qv_cluster_rename:
 * @cluster: a cluster
 * @name: its new name
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if @name is empty or the same
 */
QvEdit *
qv_cluster_rename (QvCluster *cluster, const char *name)
{
  g_autofree char *clean = qv_text_normalize (name);
  QvEdit *edit;

  if (*clean == '\0' || g_str_equal (clean, qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME)))
    return NULL;
  /* Translators: names what can be undone. */
  edit = qv_edit_new (_ ("Rename cluster"), session_of (QV_ITEM (cluster)));
  qv_edit_set (edit, QV_ENTITY_CLUSTER, qv_item_get_id (QV_ITEM (cluster)), QV_CLUSTER_NAME,
               qv_value_text (clean));
  return edit;
}

/**
 * qv_cluster_merge:
 * @into: the cluster that stays
 * @from: the one that goes
 * @notes: (element-type QvNote): the notes of @from
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_cluster_merge (QvCluster *into, QvCluster *from, GPtrArray *notes)
{
  /* Translators: names what can be undone. */
  QvEdit *edit = qv_edit_new (_ ("Merge clusters"), session_of (QV_ITEM (into)));

  set_all (edit, notes, QV_NOTE_CLUSTER, qv_value_int (qv_item_get_id (QV_ITEM (into))));
  qv_edit_delete (edit, QV_ENTITY_CLUSTER, qv_item_get_id (QV_ITEM (from)));
  return edit;
}

/**
 * qv_cluster_dissolve:
 * @cluster: the cluster that goes
 * @notes: (element-type QvNote): its notes, which stay
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_cluster_dissolve (QvCluster *cluster, GPtrArray *notes)
{
  /* Translators: names what can be undone. */
  QvEdit *edit = qv_edit_new (_ ("Dissolve cluster"), session_of (QV_ITEM (cluster)));

  set_all (edit, notes, QV_NOTE_CLUSTER, no_value);
  qv_edit_delete (edit, QV_ENTITY_CLUSTER, qv_item_get_id (QV_ITEM (cluster)));
  return edit;
}

/**
 * qv_note_can_turn:
 * @kind: what a note is
 * @out_kind: (out) (optional): what it becomes
 *
 * Returns: whether it can be turned round: a problem into an opportunity, a challenge into a solution
 */
gboolean
qv_note_can_turn (QvNoteKind kind, QvNoteKind *out_kind)
{
  if (out_kind != NULL)
    *out_kind = kind == QV_NOTE_KIND_PROBLEM ? QV_NOTE_KIND_OPPORTUNITY : QV_NOTE_KIND_SOLUTION;
  return kind == QV_NOTE_KIND_PROBLEM || kind == QV_NOTE_KIND_CHALLENGE;
}

/* A note that lies where @note lies. */
static QvRecord *
make_beside (QvNote *note, QvNoteKind kind, const char *text)
{
  const guint kept[] = { QV_NOTE_SESSION, QV_NOTE_STEP,    QV_NOTE_TERRITORY,  QV_NOTE_GEOMETRY,
                         QV_NOTE_THEME,   QV_NOTE_CLUSTER, QV_NOTE_ROUND_TABLE };
  const QvRecord *old = qv_item_get_record (QV_ITEM (note));
  QvRecord *record = qv_record_new (QV_ENTITY_NOTE, qv_id_new ());

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    qv_record_take (record, kept[i], qv_value_copy (&old->values[kept[i]]));
  qv_record_set_text (record, QV_NOTE_KIND, qv_note_kind_to_word (kind));
  qv_record_set_text (record, QV_NOTE_TEXT, text);
  qv_record_set_int (record, QV_NOTE_SAID, g_get_real_time ());
  return record;
}

static void
add_link (QvEdit *edit, QvId session, QvId source, QvId target, const char *relation)
{
  QvRecord *link = qv_record_new (QV_ENTITY_NOTE_LINK, qv_id_new ());

  qv_record_set_int (link, QV_NOTE_LINK_SESSION, session);
  qv_record_set_int (link, QV_NOTE_LINK_SOURCE, source);
  qv_record_set_int (link, QV_NOTE_LINK_TARGET, target);
  qv_record_set_text (link, QV_NOTE_LINK_RELATION, relation);
  qv_edit_insert (edit, link);
}

/**
 * qv_note_turn:
 * @note: a problem or a challenge, which stays as it is
 * @text: what people made of it, in their words
 * @helix: who said that
 * @author: the seat it came from, or %QV_ID_NONE
 * @out_note: (out) (optional): the new note
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if @text is empty or @note cannot be turned round
 */
QvEdit *
qv_note_turn (QvNote *note, const char *text, QvHelix helix, QvId author, QvId *out_note)
{
  g_autofree char *clean = qv_text_normalize (text);
  QvId session = session_of (QV_ITEM (note));
  QvNoteKind kind;
  QvRecord *record;
  QvEdit *edit;
  QvId id;

  if (*clean == '\0' || !qv_note_can_turn (qv_note_get_kind (note), &kind))
    return NULL;
  record = make_beside (note, kind, clean);
  id = record->id;
  qv_record_set_text (record, QV_NOTE_HELIX, qv_helix_to_word (helix));
  if (author != QV_ID_NONE)
    qv_record_set_int (record, QV_NOTE_AUTHOR, author);
  /* Translators: names what can be undone: a problem became an opportunity, a challenge a solution. */
  edit = qv_edit_new (_ ("Turn note round"), session);
  qv_edit_insert (edit, record);
  add_link (edit, session, qv_item_get_id (QV_ITEM (note)), id, "turned-into");
  if (out_note != NULL)
    *out_note = id;
  return edit;
}

/**
 * qv_note_merge:
 * @notes: (element-type QvNote): two or more notes of one session, which stay as they are
 * @text: what they say together
 * @out_note: (out) (optional): the new note
 *
 * The new note is of the kind and place of the first. It is attributed to no helix, because each of the notes
 * behind it keeps its own.
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if @text is empty
 */
QvEdit *
qv_note_merge (GPtrArray *notes, const char *text, QvId *out_note)
{
  g_autofree char *clean = qv_text_normalize (text);
  QvNote *first = g_ptr_array_index (notes, 0);
  QvId session = session_of (QV_ITEM (first));
  QvRecord *record;
  QvEdit *edit;
  QvId id;

  g_return_val_if_fail (notes->len >= 2, NULL);

  if (*clean == '\0')
    return NULL;
  record = make_beside (first, qv_note_get_kind (first), clean);
  id = record->id;
  /* Translators: names what can be undone. */
  edit = qv_edit_new (_ ("Merge notes"), session);
  qv_edit_insert (edit, record);
  for (guint i = 0; i < notes->len; i++)
    add_link (edit, session, qv_item_get_id (g_ptr_array_index (notes, i)), id, "merged-into");
  if (out_note != NULL)
    *out_note = id;
  return edit;
}

/**
 * qv_note_split:
 * @note: a note that others were merged into
 * @links: (element-type QvNoteLink): all links from and to it
 *
 * Returns: (transfer full): the edit after which the notes behind it stand alone, as they were
 */
QvEdit *
qv_note_split (QvNote *note, GPtrArray *links)
{
  /* Translators: names what can be undone. */
  QvEdit *edit = qv_edit_new (_ ("Split note"), session_of (QV_ITEM (note)));

  for (guint i = 0; i < links->len; i++)
    qv_edit_delete (edit, QV_ENTITY_NOTE_LINK, qv_item_get_id (g_ptr_array_index (links, i)));
  qv_edit_delete (edit, QV_ENTITY_NOTE, qv_item_get_id (QV_ITEM (note)));
  return edit;
}

/**
 * qv_note_link_make:
 * @source: a note
 * @target: another
 * @relation: "supports" or "contradicts"
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if both are the same note
 */
QvEdit *
qv_note_link_make (QvNote *source, QvNote *target, const char *relation)
{
  QvEdit *edit;

  if (source == target)
    return NULL;
  /* Translators: names what can be undone: one note supports or contradicts another. */
  edit = qv_edit_new (_ ("Link notes"), session_of (QV_ITEM (source)));
  add_link (edit, session_of (QV_ITEM (source)), qv_item_get_id (QV_ITEM (source)),
            qv_item_get_id (QV_ITEM (target)), relation);
  return edit;
}

QvEdit *
qv_note_link_remove (QvNoteLink *link)
{
  /* Translators: names what can be undone. */
  QvEdit *edit = qv_edit_new (_ ("Remove link"), session_of (QV_ITEM (link)));

  qv_edit_delete (edit, QV_ENTITY_NOTE_LINK, qv_item_get_id (QV_ITEM (link)));
  return edit;
}

/**
 * qv_note_park:
 * @notes: (element-type QvNote): one or more notes
 * @is_parked: whether they go to the parking lot, or come back from it
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_note_park (GPtrArray *notes, gboolean is_parked)
{
  QvEdit *edit;

  g_return_val_if_fail (notes->len > 0, NULL);

  /* Translators: names what can be undone. The parking lot holds notes for later. */
  edit = qv_edit_new (is_parked ? _ ("Park note") : _ ("Take note out of the parking lot"),
                      session_of (g_ptr_array_index (notes, 0)));
  set_all (edit, notes, QV_NOTE_PARKED, is_parked ? qv_value_int (1) : no_value);
  return edit;
}

/**
 * qv_note_reveal:
 * @notes: (element-type QvNote): one or more notes that were written in silence
 *
 * Returns: (transfer full): the edit after which everybody sees them
 */
QvEdit *
qv_note_reveal (GPtrArray *notes)
{
  QvEdit *edit;

  g_return_val_if_fail (notes->len > 0, NULL);

  /* Translators: names what can be undone. */
  edit = qv_edit_new (_ ("Reveal notes"), session_of (g_ptr_array_index (notes, 0)));
  set_all (edit, notes, QV_NOTE_VEILED, no_value);
  return edit;
}

/**
 * qv_evidence_make:
 * @session: whose note it is
 * @note: what the figure is held against
 * @indicator: whose figure it is
 * @territory: where, or %QV_ID_NONE
 * @period: (nullable): of the figure
 * @value: the figure as it is now, in the indicator's unit, or NAN if there is none
 * @stance: "supports", "contradicts", or "asks" for data
 *
 * Returns: (transfer full): a new row, in which the figure stays as it is
 */
QvRecord *
qv_evidence_make (QvId session,
                  QvId note,
                  QvId indicator,
                  QvId territory,
                  const char *period,
                  double value,
                  const char *stance)
{
  QvRecord *evidence = qv_record_new (QV_ENTITY_EVIDENCE, qv_id_new ());

  qv_record_set_int (evidence, QV_EVIDENCE_SESSION, session);
  qv_record_set_int (evidence, QV_EVIDENCE_NOTE, note);
  qv_record_set_int (evidence, QV_EVIDENCE_INDICATOR, indicator);
  if (territory != QV_ID_NONE)
    qv_record_set_int (evidence, QV_EVIDENCE_TERRITORY, territory);
  if (period != NULL)
    qv_record_set_text (evidence, QV_EVIDENCE_PERIOD, period);
  if (isfinite (value))
    qv_record_set_real (evidence, QV_EVIDENCE_VALUE, value);
  qv_record_set_text (evidence, QV_EVIDENCE_STANCE, stance);
  return evidence;
}

/**
 * qv_note_back:
 * @note: a note
 * @indicator: what it is held against
 * @territory: where, or %QV_ID_NONE
 * @period: (nullable): of the figure
 * @value: the figure as it is now, in the indicator's unit, or NAN if there is none
 * @stance: "supports", "contradicts", or "asks" for data
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_note_back (
    QvNote *note, QvId indicator, QvId territory, const char *period, double value, const char *stance)
{
  QvId session = session_of (QV_ITEM (note));
  QvRecord *evidence = qv_evidence_make (session, qv_item_get_id (QV_ITEM (note)), indicator, territory,
                                         period, value, stance);
  /* Translators: names what can be undone: a figure is shown with a note. */
  QvEdit *edit = qv_edit_new (_ ("Link evidence"), session);

  qv_edit_insert (edit, evidence);
  return edit;
}
