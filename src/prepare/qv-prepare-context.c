/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what is prepared whenever the library says that it has changed, off the main thread. */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-prepare-context.h"

struct _QvPrepareContext
{
  GObject parent_instance;

  QvStore *store;
  QvSession *session;
  QvPreparation *preparation; /* NULL until it is read */
  GCancellable *cancellable;
  guint n_applying;
  gboolean is_reading;
  gboolean is_stale; /* to be read again */
  gboolean has_new_figures;
};

G_DEFINE_FINAL_TYPE (QvPrepareContext, qv_prepare_context, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DONE,
  FAILED,
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_reading (QvPrepareContext *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvPrepareContext) self = data;
  g_autoptr (GError) error = NULL;
  QvPreparation *preparation = qv_preparation_read_finish (result, &error);

  self->is_reading = FALSE;
  if (preparation == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND))
        g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  /* What is older than a change under way would put a field back under the user's hand. */
  if (self->is_stale || self->n_applying > 0)
    {
      qv_preparation_unref (preparation);
      start_reading (self);
      return;
    }
  g_clear_pointer (&self->preparation, qv_preparation_unref);
  self->preparation = preparation;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
start_reading (QvPrepareContext *self)
{
  self->is_stale = TRUE;
  if (self->is_reading || self->n_applying > 0 || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->is_stale = FALSE;
  self->is_reading = TRUE;
  qv_preparation_read_async (self->store, qv_item_get_id (QV_ITEM (self->session)),
                             self->has_new_figures ? NULL : self->preparation, self->cancellable, read_cb,
                             g_object_ref (self));
  self->has_new_figures = FALSE;
}

static gboolean
concerns (QvPrepareContext *self, const QvRowChange *row)
{
  switch ((int) row->entity)
    {
    case QV_ENTITY_TERRITORY:
    case QV_ENTITY_INDICATOR:
    case QV_ENTITY_OBSERVATION:
    case QV_ENTITY_LEVEL:
      self->has_new_figures = TRUE;
      return TRUE;
    case QV_ENTITY_ORGANISATION:
    case QV_ENTITY_BACKGROUND:
    case QV_ENTITY_PERSON:
      return TRUE;
    case QV_ENTITY_SESSION:
    case QV_ENTITY_ROUND_TABLE:
    case QV_ENTITY_STEP:
    case QV_ENTITY_PARTICIPANT:
    case QV_ENTITY_CONSENT:
    case QV_ENTITY_SESSION_INDICATOR:
    case QV_ENTITY_SESSION_THEME:
      return row->session == qv_item_get_id (QV_ITEM (self->session));
    default:
      return FALSE;
    }
}

static void
store_changed_cb (QvStore *store, GArray *rows, QvPrepareContext *self)
{
  gboolean is_concerned = FALSE;

  for (guint i = 0; i < rows->len; i++)
    is_concerned |= concerns (self, &g_array_index (rows, QvRowChange, i));
  if (is_concerned)
    start_reading (self);
}

static void
qv_prepare_context_dispose (GObject *object)
{
  QvPrepareContext *self = QV_PREPARE_CONTEXT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qv_prepare_context_parent_class)->dispose (object);
}

static void
qv_prepare_context_finalize (GObject *object)
{
  QvPrepareContext *self = QV_PREPARE_CONTEXT (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->preparation, qv_preparation_unref);
  G_OBJECT_CLASS (qv_prepare_context_parent_class)->finalize (object);
}

static void
qv_prepare_context_class_init (QvPrepareContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = qv_prepare_context_dispose;
  object_class->finalize = qv_prepare_context_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WANTED] =
      g_signal_new ("wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qv_prepare_context_init (QvPrepareContext *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * qv_prepare_context_new:
 * @store: the library
 * @session: what is prepared
 *
 * Returns: (transfer full): a context that begins to read
 */
QvPrepareContext *
qv_prepare_context_new (QvStore *store, QvSession *session)
{
  QvPrepareContext *self = g_object_new (QV_TYPE_PREPARE_CONTEXT, NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  start_reading (self);
  return self;
}

QvStore *
qv_prepare_context_get_store (QvPrepareContext *self)
{
  return self->store;
}

QvId
qv_prepare_context_get_session (QvPrepareContext *self)
{
  return qv_item_get_id (QV_ITEM (self->session));
}

/**
 * qv_prepare_context_get:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): what is prepared, or %NULL before it is read
 */
QvPreparation *
qv_prepare_context_get (QvPrepareContext *self)
{
  g_return_val_if_fail (QV_IS_PREPARE_CONTEXT (self), NULL);

  return self->preparation;
}

/**
 * qv_prepare_context_get_language:
 * @self: a context
 *
 * Returns: (nullable): that of the session, in which its people work
 */
const char *
qv_prepare_context_get_language (QvPrepareContext *self)
{
  return qv_item_get_text (QV_ITEM (self->session), QV_SESSION_LANGUAGE);
}

/**
 * qv_prepare_context_read:
 * @self: a context
 *
 * Looks again at what the library does not tell of: files, copies, space.
 */
void
qv_prepare_context_read (QvPrepareContext *self)
{
  g_return_if_fail (QV_IS_PREPARE_CONTEXT (self));

  start_reading (self);
}

typedef struct
{
  QvPrepareContext *self;
  char *label; /* NULL: nothing is told */
} Applying;

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Applying *applying = data;
  QvPrepareContext *self = applying->self;
  g_autoptr (GError) error = NULL;

  self->n_applying--;
  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else if (applying->label != NULL)
    g_signal_emit (self, signals[DONE], 0, applying->label);
  /* After a failure too, so that what is shown is what is. */
  if (self->store != NULL)
    start_reading (self);
  g_object_unref (self);
  g_free (applying->label);
  g_free (applying);
}

static void
apply (QvPrepareContext *self, QvEdit *edit, gboolean tell)
{
  Applying *applying;

  if (edit == NULL)
    return;
  applying = g_new (Applying, 1);
  applying->self = g_object_ref (self);
  applying->label = tell ? g_strdup (edit->label) : NULL;
  self->n_applying++;
  qv_store_apply_async (self->store, edit, NULL, applied_cb, applying);
}

/**
 * qv_prepare_context_apply:
 * @self: a context
 * @edit: (transfer full) (nullable): what is to change
 */
void
qv_prepare_context_apply (QvPrepareContext *self, QvEdit *edit)
{
  g_return_if_fail (QV_IS_PREPARE_CONTEXT (self));

  apply (self, edit, FALSE);
}

/**
 * qv_prepare_context_apply_told:
 * @self: a context
 * @edit: (transfer full) (nullable): what is to change
 *
 * The same with a toast, because it takes something away or changes much.
 */
void
qv_prepare_context_apply_told (QvPrepareContext *self, QvEdit *edit)
{
  g_return_if_fail (QV_IS_PREPARE_CONTEXT (self));

  apply (self, edit, TRUE);
}

void
qv_prepare_context_want (QvPrepareContext *self, const char *action)
{
  g_return_if_fail (QV_IS_PREPARE_CONTEXT (self));

  g_signal_emit (self, signals[WANTED], 0, action);
}

/**
 * qv_prepare_context_say:
 * @self: a context
 * @sentence: for the user
 *
 * A field that holds what could not be taken gets back what the library has.
 */
void
qv_prepare_context_say (QvPrepareContext *self, const char *sentence)
{
  g_return_if_fail (QV_IS_PREPARE_CONTEXT (self));

  g_signal_emit (self, signals[FAILED], 0, sentence);
  start_reading (self);
}
