/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter.h"

#include "qv-presenter-view.h"
#include "qv-presenter-window.h"

struct _QvPresenter
{
  GObject parent_instance;

  QvStore *store;
  QvSession *session;
  QvPresenterLists lists;
  QvMapView *map; /* (not owned) of the facilitator */
  GSimpleActionGroup *actions;
  QvPresenterWindow *window; /* (nullable): while the projector is on */
  QvPresenterState state;
  gboolean is_frozen;
};

G_DEFINE_FINAL_TYPE (QvPresenter, qv_presenter, G_TYPE_OBJECT)

enum
{
  PROP_SHOWN = 1,
  PROP_BLANK,
  PROP_PAGE,
  PROP_LARGE,
  PROP_DARK,
  PROP_FROZEN,
  PROP_NOTE,
  PROP_BALLOT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *const page_names[QV_PRESENTER_N_PAGES] = { "workshop", "note",  "vote",
                                                              "balance",  "break", "closing" };

static void
update (QvPresenter *self)
{
  if (self->window != NULL)
    qv_presenter_view_set_state (qv_presenter_window_get_view (self->window), &self->state);
}

static void
follow (QvPresenter *self)
{
  if (self->window != NULL)
    qv_map_view_follow (qv_presenter_view_get_map (qv_presenter_window_get_view (self->window)),
                        self->is_frozen ? NULL : self->map);
}

static gboolean
close_request_cb (QvPresenter *self)
{
  g_object_set (self, "shown", FALSE, NULL);
  return TRUE;
}

static void
open_window (QvPresenter *self)
{
  g_autoptr (QvPresenterSource) source = qv_presenter_source_new (self->store, self->session, &self->lists);
  GtkRoot *root = self->map != NULL ? gtk_widget_get_root (GTK_WIDGET (self->map)) : NULL;

  self->window = QV_PRESENTER_WINDOW (qv_presenter_window_new (source, G_ACTION_GROUP (self->actions)));
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (close_request_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->map != NULL)
    qv_map_view_follow (qv_presenter_view_get_map (qv_presenter_window_get_view (self->window)), self->map);
  update (self);
  qv_presenter_window_show (self->window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
}

/* A projector that is turned on again is not blank, and its map follows. */
static void
set_shown (QvPresenter *self, gboolean is_shown)
{
  GtkWindow *window = GTK_WINDOW (self->window);

  if (is_shown == (window != NULL))
    return;
  self->state.is_blank = FALSE;
  self->is_frozen = FALSE;
  if (is_shown)
    open_window (self);
  else
    {
      self->window = NULL;
      gtk_window_destroy (window);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BLANK]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FROZEN]);
}

static void
set_flag (QvPresenter *self, gboolean *flag, gboolean value, guint prop_id)
{
  if (*flag == value)
    return;
  *flag = value;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
set_page (QvPresenter *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_names); i++)
    if (g_strcmp0 (name, page_names[i]) == 0 && self->state.page != (QvPresenterPage) i)
      {
        self->state.page = (QvPresenterPage) i;
        update (self);
        g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
      }
}

static void
set_frozen (QvPresenter *self, gboolean is_frozen)
{
  if (self->is_frozen == is_frozen)
    return;
  self->is_frozen = is_frozen;
  follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FROZEN]);
}

static void
set_note (QvPresenter *self, QvId note)
{
  if (self->state.note == note)
    return;
  self->state.note = note;
  if (self->state.page == QV_PRESENTER_SHOWS_NOTE)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE]);
}

static void
set_ballot (QvPresenter *self, QvId ballot)
{
  if (self->state.ballot == ballot)
    return;
  self->state.ballot = ballot;
  if (self->state.page == QV_PRESENTER_SHOWS_VOTE)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BALLOT]);
}

static void
qv_presenter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvPresenter *self = QV_PRESENTER (object);

  switch (prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, self->window != NULL);
      break;
    case PROP_BLANK:
      g_value_set_boolean (value, self->state.is_blank);
      break;
    case PROP_PAGE:
      g_value_set_static_string (value, page_names[self->state.page]);
      break;
    case PROP_LARGE:
      g_value_set_boolean (value, self->state.is_large);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->state.is_dark);
      break;
    case PROP_FROZEN:
      g_value_set_boolean (value, self->is_frozen);
      break;
    case PROP_NOTE:
      g_value_set_int64 (value, self->state.note);
      break;
    case PROP_BALLOT:
      g_value_set_int64 (value, self->state.ballot);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_presenter_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvPresenter *self = QV_PRESENTER (object);

  switch (prop_id)
    {
    case PROP_SHOWN:
      set_shown (self, g_value_get_boolean (value));
      break;
    case PROP_BLANK:
      set_flag (self, &self->state.is_blank, g_value_get_boolean (value), PROP_BLANK);
      break;
    case PROP_PAGE:
      set_page (self, g_value_get_string (value));
      break;
    case PROP_LARGE:
      set_flag (self, &self->state.is_large, g_value_get_boolean (value), PROP_LARGE);
      break;
    case PROP_DARK:
      set_flag (self, &self->state.is_dark, g_value_get_boolean (value), PROP_DARK);
      break;
    case PROP_FROZEN:
      set_frozen (self, g_value_get_boolean (value));
      break;
    case PROP_NOTE:
      set_note (self, g_value_get_int64 (value));
      break;
    case PROP_BALLOT:
      set_ballot (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_presenter_dispose (GObject *object)
{
  QvPresenter *self = QV_PRESENTER (object);
  GtkWindow *window = GTK_WINDOW (g_steal_pointer (&self->window));

  if (window != NULL)
    gtk_window_destroy (window);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->actions);
  g_clear_object (&self->lists.steps);
  g_clear_object (&self->lists.notes);
  g_clear_object (&self->lists.links);
  g_clear_object (&self->lists.participants);
  g_clear_object (&self->lists.turns);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_presenter_parent_class)->dispose (object);
}

static void
qv_presenter_class_init (QvPresenterClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qv_presenter_get_property;
  object_class->set_property = qv_presenter_set_property;
  object_class->dispose = qv_presenter_dispose;
  props[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE, flags);
  props[PROP_BLANK] = g_param_spec_boolean ("blank", NULL, NULL, FALSE, flags);
  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "workshop", flags);
  props[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE, flags);
  props[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  props[PROP_FROZEN] = g_param_spec_boolean ("frozen", NULL, NULL, FALSE, flags);
  props[PROP_NOTE] = g_param_spec_int64 ("note", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_BALLOT] = g_param_spec_int64 ("ballot", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_presenter_init (QvPresenter *self)
{
  self->actions = g_simple_action_group_new ();
  for (guint i = PROP_SHOWN; i <= PROP_FROZEN; i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (props[i]->name, self, props[i]->name);

      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

/**
 * qv_presenter_new:
 * @store: the library
 * @session: the session
 * @lists: what has been read of it
 * @map: the facilitator's map
 *
 * Returns: (transfer full): a projector that is off
 */
QvPresenter *
qv_presenter_new (QvStore *store, QvSession *session, const QvPresenterLists *lists, QvMapView *map)
{
  QvPresenter *self = g_object_new (QV_TYPE_PRESENTER, NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  self->lists.steps = g_object_ref (lists->steps);
  self->lists.notes = g_object_ref (lists->notes);
  self->lists.links = g_object_ref (lists->links);
  self->lists.participants = g_object_ref (lists->participants);
  self->lists.turns = g_object_ref (lists->turns);
  g_set_weak_pointer (&self->map, map);
  return self;
}

/**
 * qv_presenter_close:
 * @self: a presenter
 *
 * Takes the window away and the actions, which hold @self. To be called before @self is let go.
 */
void
qv_presenter_close (QvPresenter *self)
{
  g_return_if_fail (QV_IS_PRESENTER (self));

  set_shown (self, FALSE);
  for (guint i = PROP_SHOWN; i <= PROP_FROZEN; i++)
    g_action_map_remove_action (G_ACTION_MAP (self->actions), props[i]->name);
}

/**
 * qv_presenter_get_actions:
 * @self: a presenter
 *
 * Returns: (transfer none): its actions, to be inserted as "projector"
 */
GActionGroup *
qv_presenter_get_actions (QvPresenter *self)
{
  g_return_val_if_fail (QV_IS_PRESENTER (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * qv_presenter_get_window:
 * @self: a presenter
 *
 * Returns: (transfer none) (nullable): the window of the projector while it is on
 */
GtkWindow *
qv_presenter_get_window (QvPresenter *self)
{
  g_return_val_if_fail (QV_IS_PRESENTER (self), NULL);

  return (GtkWindow *) self->window;
}
