/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Looks up what the rows of the list and the card on the map say beside the words of a note. */

#include "config.h"

#include "qv-note-context.h"

#include <glib/gi18n.h>

#include "qv-wording.h"

struct _QvNoteContext
{
  GObject parent_instance;

  GListModel *participants;
  GListModel *territories;
  GHashTable *seats; /* (nullable) QvId → QvParticipant; made when asked for */
  GHashTable *names; /* (nullable) QvId → QvTerritory */
  guint names_source;
  QvNoteQueue *queue;
  GListModel *evidence;
  GListModel *indicators;
  GListModel *links;
  GHashTable *figures; /* (nullable) QvId of a note → GPtrArray of QvEvidence */
  GHashTable *units;   /* (nullable) QvId → QvIndicator */
  GHashTable *linked;  /* (nullable) QvId of a note → GPtrArray of QvNoteLink */
};

G_DEFINE_FINAL_TYPE (QvNoteContext, qv_note_context, G_TYPE_OBJECT)

enum
{
  CHANGED,
  NOTE_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
participants_changed_cb (QvNoteContext *self)
{
  g_clear_pointer (&self->seats, g_hash_table_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

static QvItem *
look_up (GListModel *model, GHashTable **items, QvId id)
{
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  if (*items == NULL)
    {
      *items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
      for (guint i = 0; i < n; i++)
        {
          QvItem *item = g_list_model_get_item (model, i);
          QvId key = qv_item_get_id (item);

          g_hash_table_insert (*items, g_memdup2 (&key, sizeof key), item);
        }
    }
  return g_hash_table_lookup (*items, &id);
}

/* Thirty-five thousand territories take too long for the moment in which somebody writes the first note with
 * a place. */
static gboolean
list_names_cb (gpointer data)
{
  QvNoteContext *self = data;

  self->names_source = 0;
  look_up (self->territories, &self->names, QV_ID_NONE);
  return G_SOURCE_REMOVE;
}

static void
territories_changed_cb (QvNoteContext *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  if (self->names_source == 0)
    self->names_source = g_idle_add_full (G_PRIORITY_LOW, list_names_cb, self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
saved_cb (QvNoteContext *self, QvId note)
{
  g_signal_emit (self, signals[NOTE_SAVED], 0, note);
}

static void
evidence_changed_cb (QvNoteContext *self)
{
  g_clear_pointer (&self->figures, g_hash_table_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
indicators_changed_cb (QvNoteContext *self)
{
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
links_changed_cb (QvNoteContext *self)
{
  g_clear_pointer (&self->linked, g_hash_table_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The items of @model by the note that @field names. */
static GPtrArray *
look_up_many (GListModel *model, GHashTable **items, guint field, QvId note)
{
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  if (*items == NULL)
    {
      *items =
          g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
      for (guint i = 0; i < n; i++)
        {
          QvItem *item = g_list_model_get_item (model, i);
          QvId key = qv_item_get_int (item, field);
          GPtrArray *list = g_hash_table_lookup (*items, &key);

          if (list == NULL)
            {
              list = g_ptr_array_new_with_free_func (g_object_unref);
              g_hash_table_insert (*items, g_memdup2 (&key, sizeof key), list);
            }
          g_ptr_array_add (list, item);
        }
    }
  return g_hash_table_lookup (*items, &note);
}

static void
watch (QvNoteContext *self, GListModel **slot, GListModel *model, GCallback callback)
{
  if (*slot == model)
    return;
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, callback, self);
  g_set_object (slot, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", callback, self, G_CONNECT_SWAPPED);
}

static void
qv_note_context_finalize (GObject *object)
{
  QvNoteContext *self = QV_NOTE_CONTEXT (object);

  g_clear_handle_id (&self->names_source, g_source_remove);
  g_clear_object (&self->participants);
  g_clear_object (&self->territories);
  g_clear_object (&self->queue);
  g_clear_object (&self->evidence);
  g_clear_object (&self->indicators);
  g_clear_object (&self->links);
  g_clear_pointer (&self->figures, g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->linked, g_hash_table_unref);
  g_clear_pointer (&self->seats, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  G_OBJECT_CLASS (qv_note_context_parent_class)->finalize (object);
}

static void
qv_note_context_class_init (QvNoteContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_note_context_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", QV_TYPE_NOTE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NOTE_SAVED] = g_signal_new ("note-saved", QV_TYPE_NOTE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
qv_note_context_init (QvNoteContext *self)
{
}

QvNoteContext *
qv_note_context_new (void)
{
  return g_object_new (QV_TYPE_NOTE_CONTEXT, NULL);
}

void
qv_note_context_set_participants (QvNoteContext *self, GListModel *participants)
{
  g_return_if_fail (QV_IS_NOTE_CONTEXT (self));

  watch (self, &self->participants, participants, G_CALLBACK (participants_changed_cb));
  participants_changed_cb (self);
}

void
qv_note_context_set_territories (QvNoteContext *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_NOTE_CONTEXT (self));

  watch (self, &self->territories, territories, G_CALLBACK (territories_changed_cb));
  territories_changed_cb (self);
}

void
qv_note_context_set_queue (QvNoteContext *self, QvNoteQueue *queue)
{
  g_return_if_fail (QV_IS_NOTE_CONTEXT (self));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * qv_note_context_set_evidence:
 * @self: a context
 * @evidence: the live list of the session's #QvEvidence
 * @indicators: (nullable): the #QvIndicator that it may name
 */
void
qv_note_context_set_evidence (QvNoteContext *self, GListModel *evidence, GListModel *indicators)
{
  g_return_if_fail (QV_IS_NOTE_CONTEXT (self));

  watch (self, &self->evidence, evidence, G_CALLBACK (evidence_changed_cb));
  watch (self, &self->indicators, indicators, G_CALLBACK (indicators_changed_cb));
  g_clear_pointer (&self->units, g_hash_table_unref);
  evidence_changed_cb (self);
}

/**
 * qv_note_context_set_links:
 * @self: a context
 * @links: the live list of the session's #QvNoteLink
 */
void
qv_note_context_set_links (QvNoteContext *self, GListModel *links)
{
  g_return_if_fail (QV_IS_NOTE_CONTEXT (self));

  watch (self, &self->links, links, G_CALLBACK (links_changed_cb));
  links_changed_cb (self);
}

/**
 * qv_note_context_get_evidence:
 * @self: a context
 * @note: a note
 *
 * Returns: (transfer none) (nullable) (element-type QvEvidence): what backs it
 */
GPtrArray *
qv_note_context_get_evidence (QvNoteContext *self, QvId note)
{
  return look_up_many (self->evidence, &self->figures, QV_EVIDENCE_NOTE, note);
}

/**
 * qv_note_context_get_links:
 * @self: a context
 * @note: a note
 *
 * Returns: (transfer none) (nullable) (element-type QvNoteLink): the links that go out from it
 */
GPtrArray *
qv_note_context_get_links (QvNoteContext *self, QvId note)
{
  return look_up_many (self->links, &self->linked, QV_NOTE_LINK_SOURCE, note);
}

/**
 * qv_note_context_format_figure:
 * @self: a context
 * @evidence: a #QvEvidence
 *
 * Returns: (transfer full): the figure as it was when it was linked: "35.6 %"; what is asked for: "data?"
 */
char *
qv_note_context_format_figure (QvNoteContext *self, QvItem *evidence)
{
  QvItem *indicator =
      look_up (self->indicators, &self->units, qv_item_get_int (evidence, QV_EVIDENCE_INDICATOR));
  const char *unit = indicator != NULL ? qv_item_get_text (indicator, QV_INDICATOR_UNIT) : NULL;
  double value = qv_item_get_real (evidence, QV_EVIDENCE_VALUE);
  g_autofree char *number = NULL;

  if (qv_record_is_null (qv_item_get_record (evidence), QV_EVIDENCE_VALUE))
    /* Translators: on a note that asks for figures that nobody has yet */
    return g_strdup (_ ("data?"));
  number = qv_wording_for_number (value, qv_wording_get_decimals (&value, 1));
  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

/**
 * qv_note_context_format_evidence:
 * @self: a context
 * @evidence: a #QvEvidence
 *
 * Returns: (transfer full): all that it says: "Rent burden · Aurora · 2023: 35.6 % (supports)"
 */
char *
qv_note_context_format_evidence (QvNoteContext *self, QvItem *evidence)
{
  QvItem *indicator =
      look_up (self->indicators, &self->units, qv_item_get_int (evidence, QV_EVIDENCE_INDICATOR));
  const char *place = qv_note_context_get_place (self, qv_item_get_int (evidence, QV_EVIDENCE_TERRITORY));
  const char *period = qv_item_get_text (evidence, QV_EVIDENCE_PERIOD);
  const char *stance = qv_item_get_text (evidence, QV_EVIDENCE_STANCE);
  g_autofree char *figure = qv_note_context_format_figure (self, evidence);
  GString *text =
      g_string_new (indicator != NULL ? qv_item_get_text (indicator, QV_INDICATOR_NAME) : _ ("Indicator"));

  if (place != NULL)
    g_string_append_printf (text, " · %s", place);
  if (period != NULL)
    g_string_append_printf (text, " · %s", period);
  g_string_append_printf (text, ": %s", figure);
  if (g_strcmp0 (stance, "contradicts") == 0)
    /* Translators: a figure that speaks against what a note says */
    g_string_append_printf (text, " (%s)", _ ("contradicts"));
  else if (g_strcmp0 (stance, "asks") == 0)
    /* Translators: a note that asks for figures */
    g_string_append_printf (text, " (%s)", _ ("asks for data"));
  return g_string_free (text, FALSE);
}

/**
 * qv_note_is_veiled:
 * @note: a note
 *
 * Returns: whether it was written in silence and is not yet to be read
 */
gboolean
qv_note_is_veiled (QvNote *note)
{
  return qv_item_get_int (QV_ITEM (note), QV_NOTE_VEILED) != 0;
}

/**
 * qv_note_get_shown_text:
 * @note: a note
 *
 * Returns: its words, or dots while they are not to be read
 */
const char *
qv_note_get_shown_text (QvNote *note)
{
  return qv_note_is_veiled (note) ? "•••" : qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT);
}

/**
 * qv_note_context_get_seat:
 * @self: a context
 * @participant: an author, or %QV_ID_NONE
 *
 * Returns: the number of the seat, or 0
 */
gint64
qv_note_context_get_seat (QvNoteContext *self, QvId participant)
{
  QvItem *item = look_up (self->participants, &self->seats, participant);

  return item != NULL ? qv_item_get_int (item, QV_PARTICIPANT_SEAT) : 0;
}

/**
 * qv_note_context_get_place:
 * @self: a context
 * @territory: a territory, or %QV_ID_NONE
 *
 * Returns: (nullable): its name
 */
const char *
qv_note_context_get_place (QvNoteContext *self, QvId territory)
{
  QvItem *item = territory != QV_ID_NONE ? look_up (self->territories, &self->names, territory) : NULL;

  return item != NULL ? qv_item_get_text (item, QV_TERRITORY_NAME) : NULL;
}

gboolean
qv_note_context_is_waiting (QvNoteContext *self, QvId note)
{
  return self->queue != NULL && qv_note_queue_is_waiting (self->queue, note);
}

/**
 * qv_note_format_time:
 * @note: a note
 *
 * Returns: (transfer full): when it was said, at this computer's place: "14:47"
 */
char *
qv_note_format_time (QvNote *note)
{
  gint64 said = qv_item_get_int (QV_ITEM (note), QV_NOTE_SAID);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (said / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: a time of day, hours and minutes, as strftime has it. */
  return local != NULL ? g_date_time_format (local, _ ("%H:%M")) : g_strdup ("");
}

/* "Aurora", "line, 1.2 km" or "Aurora · area, 3.4 ha"; NULL for nothing that words could say. */
static char *
format_place (QvNoteContext *self, QvNote *note)
{
  const char *territory =
      qv_note_context_get_place (self, qv_item_get_int (QV_ITEM (note), QV_NOTE_TERRITORY));
  g_autoptr (QvGeometry) geometry = NULL;
  g_autofree char *shape = NULL;

  g_object_get (note, "geometry", &geometry, NULL);
  if (geometry != NULL)
    shape = qv_wording_for_shape (geometry);
  if (shape == NULL)
    return g_strdup (territory);
  return territory != NULL ? g_strdup_printf ("%s · %s", territory, shape) : g_steal_pointer (&shape);
}

/**
 * qv_note_context_format_details:
 * @self: a context
 * @note: a note
 *
 * Returns: (transfer full): "14:47 · seat 4 · Aurora", and of a drawn place how long or large it is
 */
char *
qv_note_context_format_details (QvNoteContext *self, QvNote *note)
{
  gint64 seat = qv_note_context_get_seat (self, qv_item_get_int (QV_ITEM (note), QV_NOTE_AUTHOR));
  g_autofree char *place = format_place (self, note);
  g_autofree char *time = qv_note_format_time (note);
  GString *details = g_string_new (time);

  if (seat > 0)
    {
      g_string_append (details, " · ");
      /* Translators: number of a seat at the table */
      g_string_append_printf (details, _ ("seat %d"), (int) seat);
    }
  if (place != NULL)
    g_string_append_printf (details, " · %s", place);
  return g_string_free (details, FALSE);
}

/**
 * qv_note_context_format_name:
 * @self: a context
 * @note: a note
 *
 * Returns: (transfer full): what a screen reader says for the note, its words included
 */
char *
qv_note_context_format_name (QvNoteContext *self, QvNote *note)
{
  QvItem *item = QV_ITEM (note);
  gint64 seat = qv_note_context_get_seat (self, qv_item_get_int (item, QV_NOTE_AUTHOR));
  g_autofree char *place = format_place (self, note);
  g_autofree char *who = qv_wording_for_note (qv_note_get_kind (note), qv_note_get_helix (note), seat, place);
  const char *state =
      qv_note_context_is_waiting (self, qv_item_get_id (item)) ? _ ("not saved yet") : _ ("saved");

  return g_strdup_printf ("%s: %s (%s)", who, qv_note_get_shown_text (note), state);
}
