/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-source.h"

#include <glib/gi18n.h>

#include "qv-clock.h"
#include "qv-run.h"
#include "qv-wording.h"

#define TICK_LATE_MS                                                                                         \
  8 /* after the second has changed, or it would be shown twice and the next one not at all */

struct _QvPresenterSource
{
  GObject parent_instance;

  QvStore *store;
  QvSession *session;
  GListModel *steps;
  GListModel *notes;
  GListModel *links;
  GListModel *participants;
  GListModel *turns;
  GListModel *ballots;
  GListModel *options;
  GListModel *votes;
  GListModel *totals;
  GListModel *commitments;

  GtkFilter *filter;
  GListModel *public_notes;
  QvCatalogue *words;
  QvWorkshopClock *clock;
  guint changed_id;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (QvPresenterSource, qv_presenter_source, G_TYPE_OBJECT)

enum
{
  CHANGED,
  TICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_public (gpointer note, gpointer data)
{
  return qv_item_get_int (note, QV_NOTE_VEILED) == 0 && qv_item_get_int (note, QV_NOTE_PARKED) == 0;
}

static QvItem *
find_item (GListModel *list, QvId id)
{
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (list, i);

      if (qv_item_get_id (item) == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static gboolean tick_cb (gpointer data);

/* At the next second that the clock shows. */
static void
queue_tick (QvPresenterSource *self)
{
  QvClockReading reading;
  gint64 shown;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  qv_presenter_source_read_clock (self, &reading);
  shown = reading.length > 0 ? reading.remaining : -reading.spent;
  shown = ((shown % 1000) + 1000) % 1000;
  self->tick_id = g_timeout_add ((guint) (shown > 0 ? shown : 1000) + TICK_LATE_MS, tick_cb, self);
}

static gboolean
tick_cb (gpointer data)
{
  QvPresenterSource *self = data;

  self->tick_id = 0;
  queue_tick (self);
  g_signal_emit (self, signals[TICKED], 0);
  return G_SOURCE_REMOVE;
}

static void
choose_words (QvPresenterSource *self)
{
  const char *language = qv_item_get_text (QV_ITEM (self->session), QV_SESSION_LANGUAGE);

  g_clear_pointer (&self->words, qv_catalogue_free);
  if (language != NULL && *language != '\0')
    self->words = qv_catalogue_new (language);
}

static gboolean
changed_cb (gpointer data)
{
  QvPresenterSource *self = data;

  self->changed_id = 0;
  g_clear_pointer (&self->clock, qv_workshop_clock_free);
  self->clock = qv_run_make_clock (self->session, self->steps, QV_ID_NONE);
  choose_words (self);
  queue_tick (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_changed (QvPresenterSource *self)
{
  if (self->changed_id == 0)
    self->changed_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, changed_cb, self, NULL);
}

/* Items change in place. */
static void
store_changed_cb (QvStore *store, GArray *rows, QvPresenterSource *self)
{
  QvId session = qv_item_get_id (QV_ITEM (self->session));

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, QvRowChange, i).session == session)
      {
        queue_changed (self);
        return;
      }
}

/* At once, not when there is time: what is veiled again must not be seen for a moment longer. */
static void
note_changed_cb (QvPresenterSource *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  queue_changed (self);
}

static void
notes_changed_cb (GListModel *notes, guint position, guint removed, guint added, QvPresenterSource *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (QvItem) note = g_list_model_get_item (notes, i);

      g_signal_handlers_disconnect_by_func (note, note_changed_cb, self);
      g_signal_connect_object (note, "notify::veiled", G_CALLBACK (note_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (note, "notify::parked", G_CALLBACK (note_changed_cb), self, G_CONNECT_SWAPPED);
    }
  queue_changed (self);
}

static void
qv_presenter_source_dispose (GObject *object)
{
  QvPresenterSource *self = QV_PRESENTER_SOURCE (object);
  GListModel **lists[] = { &self->steps, &self->links,   &self->participants,
                           &self->turns, &self->ballots, &self->options,
                           &self->votes, &self->totals,  &self->commitments };

  g_clear_handle_id (&self->changed_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->public_notes);
  g_clear_object (&self->filter);
  g_clear_object (&self->notes);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_clear_object (lists[i]);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_presenter_source_parent_class)->dispose (object);
}

static void
qv_presenter_source_finalize (GObject *object)
{
  QvPresenterSource *self = QV_PRESENTER_SOURCE (object);

  g_clear_pointer (&self->clock, qv_workshop_clock_free);
  g_clear_pointer (&self->words, qv_catalogue_free);
  G_OBJECT_CLASS (qv_presenter_source_parent_class)->finalize (object);
}

static void
qv_presenter_source_class_init (QvPresenterSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_presenter_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_presenter_source_finalize;
  signals[CHANGED] = g_signal_new ("changed", QV_TYPE_PRESENTER_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[TICKED] = g_signal_new ("ticked", QV_TYPE_PRESENTER_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
qv_presenter_source_init (QvPresenterSource *self)
{
}

static void
watch_ballots (QvPresenterSource *self)
{
  QvId id = qv_item_get_id (QV_ITEM (self->session));

  self->ballots = qv_store_watch (self->store, QV_ENTITY_BALLOT, QV_BALLOT_SESSION, id);
  self->options = qv_store_watch (self->store, QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_SESSION, id);
  self->votes = qv_store_watch (self->store, QV_ENTITY_VOTE, QV_VOTE_SESSION, id);
  self->totals = qv_store_watch (self->store, QV_ENTITY_BALLOT_TOTAL, QV_BALLOT_TOTAL_SESSION, id);
  self->commitments = qv_store_watch (self->store, QV_ENTITY_COMMITMENT, QV_COMMITMENT_SESSION, id);
}

static void
connect_all (QvPresenterSource *self)
{
  GListModel *lists[] = { self->steps,   self->links, self->participants, self->turns,      self->ballots,
                          self->options, self->votes, self->totals,       self->commitments };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (queue_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notes, "items-changed", G_CALLBACK (notes_changed_cb), self, 0);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  g_signal_connect_object (self->session, "notify", G_CALLBACK (queue_changed), self, G_CONNECT_SWAPPED);
}

/**
 * qv_presenter_source_new:
 * @store: the library
 * @session: the session
 * @lists: what has been read of it
 *
 * Returns: (transfer full): what a room may see of @session
 */
QvPresenterSource *
qv_presenter_source_new (QvStore *store, QvSession *session, const QvPresenterLists *lists)
{
  QvPresenterSource *self = g_object_new (QV_TYPE_PRESENTER_SOURCE, NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  self->steps = g_object_ref (lists->steps);
  self->notes = g_object_ref (lists->notes);
  self->links = g_object_ref (lists->links);
  self->participants = g_object_ref (lists->participants);
  self->turns = g_object_ref (lists->turns);
  watch_ballots (self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_public, NULL, NULL));
  self->public_notes =
      G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (self->notes), g_object_ref (self->filter)));
  self->clock = qv_run_make_clock (self->session, self->steps, QV_ID_NONE);
  choose_words (self);
  connect_all (self);
  notes_changed_cb (self->notes, 0, 0, g_list_model_get_n_items (self->notes), self);
  queue_tick (self);
  return self;
}

/**
 * qv_presenter_source_get_words:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): texts in the language of the session; %NULL for that of the interface
 */
const QvCatalogue *
qv_presenter_source_get_words (QvPresenterSource *self)
{
  g_return_val_if_fail (QV_IS_PRESENTER_SOURCE (self), NULL);

  return self->words;
}

/**
 * qv_presenter_source_get_helix_title:
 * @self: a source
 * @helix: a helix
 *
 * Returns: (transfer none): its name in the language of the session
 */
const char *
qv_presenter_source_get_helix_title (QvPresenterSource *self, QvHelix helix)
{
  switch (helix)
    {
    case QV_HELIX_AUTHORITIES:
      return qv_catalogue_get (self->words, "Authorities");
    case QV_HELIX_RESEARCH:
      return qv_catalogue_get (self->words, "Research");
    case QV_HELIX_COMPANIES:
      return qv_catalogue_get (self->words, "Companies");
    case QV_HELIX_RESIDENTS:
      return qv_catalogue_get (self->words, "Residents");
    case QV_HELIX_NONE:
    default:
      return qv_catalogue_get (self->words, "Not attributed");
    }
}

static const char *
get_text (gpointer item, guint field)
{
  const char *text = item != NULL ? qv_item_get_text (item, field) : NULL;

  return text != NULL ? text : "";
}

const char *
qv_presenter_source_get_title (QvPresenterSource *self)
{
  return get_text (self->session, QV_SESSION_TITLE);
}

static QvItem *
find_present_step (QvPresenterSource *self)
{
  QvClockReading reading;

  qv_presenter_source_read_clock (self, &reading);
  return reading.step != QV_ID_NONE ? find_item (self->steps, reading.step) : NULL;
}

/**
 * qv_presenter_source_get_question:
 * @self: a source
 *
 * Returns: (transfer none): what the present step asks, or else the session; may be empty
 */
const char *
qv_presenter_source_get_question (QvPresenterSource *self)
{
  g_autoptr (QvItem) step = find_present_step (self);
  const char *prompt = get_text (step, QV_STEP_PROMPT);

  return *prompt != '\0' ? prompt : get_text (self->session, QV_SESSION_QUESTION);
}

/**
 * qv_presenter_source_get_step:
 * @self: a source
 *
 * Returns: (transfer none): the title of the present step; empty before the start
 */
const char *
qv_presenter_source_get_step (QvPresenterSource *self)
{
  g_autoptr (QvItem) step = find_present_step (self);

  return get_text (step, QV_STEP_TITLE);
}

/**
 * qv_presenter_source_get_next_step:
 * @self: a source
 *
 * Returns: (transfer none): the title of the step that comes next; may be empty
 */
const char *
qv_presenter_source_get_next_step (QvPresenterSource *self)
{
  QvId next = qv_workshop_clock_get_next (self->clock);
  g_autoptr (QvItem) step = next != QV_ID_NONE ? find_item (self->steps, next) : NULL;

  return get_text (step, QV_STEP_TITLE);
}

/**
 * qv_presenter_source_is_break:
 * @self: a source
 *
 * Returns: whether the present step is a break, whose clock says when it is over
 */
gboolean
qv_presenter_source_is_break (QvPresenterSource *self)
{
  g_autoptr (QvItem) step = find_present_step (self);

  return g_str_equal (get_text (step, QV_STEP_METHOD), "break");
}

void
qv_presenter_source_read_clock (QvPresenterSource *self, QvClockReading *out_reading)
{
  qv_workshop_clock_read (self->clock, qv_clock_steady_now (), out_reading);
}

/**
 * qv_presenter_source_get_notes:
 * @self: a source
 *
 * Returns: (transfer none): the notes that may be seen, a list of #QvNote
 */
GListModel *
qv_presenter_source_get_notes (QvPresenterSource *self)
{
  g_return_val_if_fail (QV_IS_PRESENTER_SOURCE (self), NULL);

  return self->public_notes;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  QvItem *x = *(QvItem *const *) a, *y = *(QvItem *const *) b;
  gint64 said_x = qv_item_get_int (x, QV_NOTE_SAID), said_y = qv_item_get_int (y, QV_NOTE_SAID);

  if (said_x != said_y)
    return said_x > said_y ? -1 : 1;
  return (qv_item_get_id (x) < qv_item_get_id (y)) - (qv_item_get_id (x) > qv_item_get_id (y));
}

/**
 * qv_presenter_source_list_newest:
 * @self: a source
 * @n: how many at most
 *
 * Returns: (transfer full) (element-type QvNote): the notes that were said last and may be seen, newest first
 */
GPtrArray *
qv_presenter_source_list_newest (QvPresenterSource *self, guint n)
{
  GPtrArray *newest = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_notes = g_list_model_get_n_items (self->public_notes);

  for (guint i = 0; i < n_notes; i++)
    {
      g_ptr_array_add (newest, g_list_model_get_item (self->public_notes, i));
      if (newest->len <= n)
        continue;
      g_ptr_array_sort (newest, compare_newest);
      g_ptr_array_set_size (newest, (int) n);
    }
  g_ptr_array_sort (newest, compare_newest);
  return newest;
}

/**
 * qv_presenter_source_find_note:
 * @self: a source
 * @note: a note, or %QV_ID_NONE
 *
 * Returns: (transfer full) (nullable): the note if it may be seen, or else the newest one that may
 */
QvNote *
qv_presenter_source_find_note (QvPresenterSource *self, QvId note)
{
  QvItem *found = note != QV_ID_NONE ? find_item (self->public_notes, note) : NULL;
  g_autoptr (GPtrArray) newest = NULL;

  if (found != NULL)
    return QV_NOTE (found);
  newest = qv_presenter_source_list_newest (self, 1);
  return newest->len > 0 ? g_object_ref (newest->pdata[0]) : NULL;
}

/**
 * qv_presenter_source_hear:
 * @self: a source
 * @out_hearing: (out): contributions and seats, as numbers; to be cleared
 */
void
qv_presenter_source_hear (QvPresenterSource *self, QvHearing *out_hearing)
{
  qv_hearing_init (out_hearing, self->participants, self->notes, self->links, self->turns);
  g_ptr_array_set_size (out_hearing->silent, 0);
}

static void
add_records (QvPoll *poll, GListModel *list, guint field, QvId id)
{
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (list, i);

      if (qv_item_get_int (item, field) == id)
        qv_poll_add (poll, qv_item_get_record (item));
    }
}

static gboolean
is_released (QvItem *ballot)
{
  return qv_item_get_int (ballot, QV_BALLOT_RELEASED) != 0 &&
         (qv_item_get_int (ballot, QV_BALLOT_CLOSED) != 0 || qv_item_get_int (ballot, QV_BALLOT_VEILED) == 0);
}

static QvItem *
find_newest_ballot (QvPresenterSource *self)
{
  QvItem *newest = NULL;
  guint n = g_list_model_get_n_items (self->ballots);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) ballot = g_list_model_get_item (self->ballots, i);

      if (newest == NULL ||
          qv_item_get_int (ballot, QV_BALLOT_OPENED) > qv_item_get_int (newest, QV_BALLOT_OPENED))
        g_set_object (&newest, ballot);
    }
  return newest;
}

/**
 * qv_presenter_source_make_poll:
 * @self: a source
 * @ballot: a ballot of the session; the one that was opened last if it is not there
 * @out_is_released: (out): whether its results may be seen; if not, @self gives no votes
 *
 * Returns: (transfer full) (nullable): the ballot
 */
QvPoll *
qv_presenter_source_make_poll (QvPresenterSource *self, QvId ballot, gboolean *out_is_released)
{
  g_autoptr (QvItem) item = ballot != QV_ID_NONE ? find_item (self->ballots, ballot) : NULL;
  QvId session = qv_item_get_id (QV_ITEM (self->session));
  QvPoll *poll;
  QvId id;

  *out_is_released = FALSE;
  if (item == NULL)
    item = find_newest_ballot (self);
  if (item == NULL)
    return NULL;
  id = qv_item_get_id (item);
  poll = qv_poll_new (qv_item_get_record (item));
  add_records (poll, self->options, QV_BALLOT_OPTION_BALLOT, id);
  add_records (poll, self->links, QV_NOTE_LINK_SESSION, session);
  *out_is_released = is_released (item);
  if (*out_is_released)
    {
      add_records (poll, self->votes, QV_VOTE_BALLOT, id);
      add_records (poll, self->totals, QV_BALLOT_TOTAL_BALLOT, id);
      add_records (poll, self->participants, QV_PARTICIPANT_SESSION, session);
    }
  return poll;
}

/**
 * qv_presenter_source_may_show:
 * @self: a source
 * @option: an idea of a ballot
 *
 * Returns: whether it may be seen: it does not stand for a note that may not
 */
gboolean
qv_presenter_source_may_show (QvPresenterSource *self, const QvRecord *option)
{
  QvId id = qv_record_get_int (option, QV_BALLOT_OPTION_NOTE);
  g_autoptr (QvItem) note = id != QV_ID_NONE ? find_item (self->notes, id) : NULL;

  return note == NULL || is_public (note, NULL);
}

/* Those without a day come last. */
static int
compare_due (gconstpointer a, gconstpointer b)
{
  const char *x = get_text (*(QvItem *const *) a, QV_COMMITMENT_DUE);
  const char *y = get_text (*(QvItem *const *) b, QV_COMMITMENT_DUE);

  if ((*x == '\0') != (*y == '\0'))
    return *x == '\0' ? 1 : -1;
  return strcmp (x, y);
}

/**
 * qv_presenter_source_list_commitments:
 * @self: a source
 *
 * Returns: (transfer full) (element-type QvCommitment): those that are open, in the order in which they are
 * due
 */
GPtrArray *
qv_presenter_source_list_commitments (QvPresenterSource *self)
{
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (self->commitments);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) commitment = g_list_model_get_item (self->commitments, i);
      const char *state = qv_item_get_text (commitment, QV_COMMITMENT_STATE);

      if (state == NULL || g_str_equal (state, "open"))
        g_ptr_array_add (open, g_steal_pointer (&commitment));
    }
  g_ptr_array_sort (open, compare_due);
  return open;
}
