/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The list of notes: live list and queue → filter → order → outline → what has rows by now → selection. Its
 * rows are in qv-notes-panel-list.c, what is done to a note in qv-notes-panel-actions.c, what is made of
 * several in qv-notes-panel-weave.c.
 */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-after-frame.h"
#include "qv-look.h"
#include "qv-note-commands.h"
#include "qv-tab-stop.h"

#define ROWS_PER_FRAME 8
#define ROWS_AT_ONCE 200 /* that GTK makes, whatever the list's length */

G_DEFINE_FINAL_TYPE (QvNotesPanel, qv_notes_panel, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED_NOTE = 1,
  PROP_ORDER,
  PROP_NOTE_KIND,
  PROP_NOTE_HELIX,
  PROP_HELIX_KEYS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static int
compare_notes (gconstpointer a, gconstpointer b, gpointer data)
{
  QvNotesPanel *self = data;
  gint64 said_a = qv_item_get_int ((QvItem *) a, QV_NOTE_SAID);
  gint64 said_b = qv_item_get_int ((QvItem *) b, QV_NOTE_SAID);
  QvId id_a = qv_item_get_id ((QvItem *) a);
  QvId id_b = qv_item_get_id ((QvItem *) b);
  int order = said_a != said_b ? (said_a > said_b) - (said_a < said_b) : (id_a > id_b) - (id_a < id_b);

  return self->newest_first ? -order : order;
}

/* The empty states: nothing said, or nothing that the filters let through. */
static void
update_stack (QvNotesPanel *self)
{
  const char *page = "list";

  if (g_list_model_get_n_items (self->all) == 0 && g_list_model_get_n_items (self->clusters) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->outline)) == 0)
    page = "no-match";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static gboolean
refresh_cb (gpointer data)
{
  QvNotesPanel *self = data;

  self->refresh_source = 0;
  update_stack (self);
  _qv_notes_panel_update_actions (self);
  if (self->rename != QV_ID_NONE)
    _qv_notes_panel_begin_rename (self, self->rename);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (QvNotesPanel *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

/* Notes change in place; filters, counts and the outline have to be asked again. */
static void
notes_changed (QvNotesPanel *self)
{
  if (qv_note_filter_is_active (self->filter))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (qv_note_filter_is_searched (self->filter))
    qv_notes_panel_search (self, gtk_editable_get_text (self->search_entry));
  qv_filter_bar_recount (self->filter_bar);
  qv_note_outline_queue_update (self->outline);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE_KIND]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE_HELIX]);
  queue_refresh (self);
}

static void
store_changed_cb (QvStore *store, GArray *rows, QvNotesPanel *self)
{
  for (guint i = 0; i < rows->len; i++)
    {
      QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      if ((row->entity == QV_ENTITY_NOTE || row->entity == QV_ENTITY_CLUSTER) &&
          row->session == self->session)
        {
          notes_changed (self);
          return;
        }
    }
}

static void
filter_changed_cb (QvNotesPanel *self)
{
  qv_note_outline_set_filtered (self->outline, qv_note_filter_is_active (self->filter));
}

static void
selected_cb (QvNotesPanel *self)
{
  _qv_notes_panel_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_NOTE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE_KIND]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE_HELIX]);
}

typedef struct
{
  QvStore *store;
  QvId session;
  char *words;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_object_unref (search->store);
  g_free (search->words);
  g_free (search);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;
  GArray *ids = qv_store_search_notes (search->store, search->session, search->words, 0, &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvNotesPanel *self = QV_NOTES_PANEL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), &error);

  if (ids != NULL)
    qv_note_filter_set_found (self->filter, ids);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error->message);
}

static void
search_changed_cb (GtkSearchEntry *entry, QvNotesPanel *self)
{
  qv_notes_panel_search (self, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
search_toggled_cb (GtkToggleButton *button, QvNotesPanel *self)
{
  if (gtk_toggle_button_get_active (button))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    gtk_editable_set_text (self->search_entry, "");
}

static void
stop_search_cb (QvNotesPanel *self)
{
  gtk_toggle_button_set_active (self->search_button, FALSE);
}

static QvNote *
ref_selected (QvNotesPanel *self)
{
  QvOutlineRow *row = _qv_notes_panel_get_first (self);
  QvNote *note = row != NULL ? qv_outline_row_get_note (row) : NULL;

  return note != NULL ? g_object_ref (note) : NULL;
}

static void
set_order (QvNotesPanel *self, const char *order)
{
  gboolean newest_first = g_strcmp0 (order, "newest") == 0;

  if (self->newest_first == newest_first)
    return;
  self->newest_first = newest_first;
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_INVERTED);
  queue_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
}

/* What an empty list says: which keys begin a note. */
static void
show_keys (QvNotesPanel *self)
{
  g_autofree char *keys = qv_helix_keys_format (&self->keys);
  /* Translators: %s is the four keys: "1–4", or "Q S D F" */
  g_autofree char *sentence = g_strdup_printf (_ ("Press %s when someone speaks."), keys);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->empty_page, escaped);
}

static void
qv_notes_panel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvNotesPanel *self = QV_NOTES_PANEL (object);
  g_autoptr (QvNote) note = ref_selected (self);

  switch (prop_id)
    {
    case PROP_SELECTED_NOTE:
      g_value_set_int64 (value, qv_notes_panel_get_selected_note (self));
      break;
    case PROP_ORDER:
      g_value_set_string (value, self->newest_first ? "newest" : "oldest");
      break;
    case PROP_NOTE_KIND:
      g_value_set_enum (value, note != NULL ? qv_note_get_kind (note) : QV_NOTE_KIND_OBSERVATION);
      break;
    case PROP_NOTE_HELIX:
      g_value_set_enum (value, note != NULL ? qv_note_get_helix (note) : QV_HELIX_NONE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_notes_panel_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvNotesPanel *self = QV_NOTES_PANEL (object);
  g_autoptr (QvNote) note = ref_selected (self);

  switch (prop_id)
    {
    case PROP_SELECTED_NOTE:
      qv_notes_panel_set_selected_note (self, g_value_get_int64 (value));
      break;
    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;
    case PROP_NOTE_KIND:
      if (note != NULL)
        _qv_notes_panel_apply (self, qv_note_edit_kind (note, g_value_get_enum (value)),
                               _ ("Kind of note changed"));
      break;
    case PROP_NOTE_HELIX:
      if (note != NULL)
        _qv_notes_panel_apply (self, qv_note_edit_helix (note, g_value_get_enum (value)),
                               _ ("Speaker of note changed"));
      break;
    case PROP_HELIX_KEYS:
      if (g_value_get_boxed (value) != NULL &&
          qv_helix_keys_parse (g_value_get_boxed (value), &self->keys, NULL))
        show_keys (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_notes_panel_dispose (GObject *object)
{
  QvNotesPanel *self = QV_NOTES_PANEL (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->rename_source, g_source_remove);
  _qv_notes_panel_end_composing (self);
  if (self->grow_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->grow_source);
  self->grow_source = 0;
  _qv_notes_panel_stop_waking (self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->evidence_popover, gtk_widget_unparent);
  g_clear_object (&self->backed);
  _qv_notes_panel_drop_words (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_NOTES_PANEL);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->outline);
  g_clear_object (&self->sorted);
  g_clear_weak_pointer (&self->wall);
  g_clear_object (&self->links);
  g_clear_object (&self->clusters);
  g_clear_object (&self->participants);
  g_clear_object (&self->themes);
  g_clear_object (&self->all);
  g_clear_object (&self->sorter);
  g_clear_object (&self->filter);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_notes_panel_parent_class)->dispose (object);
}

static void
qv_notes_panel_finalize (GObject *object)
{
  QvNotesPanel *self = QV_NOTES_PANEL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  G_OBJECT_CLASS (qv_notes_panel_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_SELECTED_NOTE] = g_param_spec_int64 ("selected-note", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "oldest", flags);
  props[PROP_NOTE_KIND] =
      g_param_spec_enum ("note-kind", NULL, NULL, QV_TYPE_NOTE_KIND, QV_NOTE_KIND_OBSERVATION, flags);
  props[PROP_NOTE_HELIX] = g_param_spec_enum ("note-helix", NULL, NULL, QV_TYPE_HELIX, QV_HELIX_NONE, flags);
  props[PROP_HELIX_KEYS] =
      g_param_spec_boxed ("helix-keys", NULL, NULL, G_TYPE_STRV, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_notes_panel_class_init (QvNotesPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_notes_panel_get_property;
  object_class->set_property = qv_notes_panel_set_property;
  object_class->dispose = qv_notes_panel_dispose;
  object_class->finalize = qv_notes_panel_finalize;
  install_properties (object_class);

  g_signal_new ("place-note", QV_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT64);
  g_signal_new ("project-note", QV_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT64);
  g_signal_new ("list-wanted", QV_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("done", QV_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("failed", QV_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);

  g_type_ensure (QV_TYPE_FILTER_BAR);
  g_type_ensure (QV_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/notes/qv-notes-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, box);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, search_button);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, search_entry);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, empty_page);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, list_view);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, menu);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, link_bar);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, link_label);
  gtk_widget_class_bind_template_child (widget_class, QvNotesPanel, reveal_button);
  _qv_notes_panel_bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notespanel");
  _qv_notes_panel_install_actions (widget_class);
  _qv_notes_panel_install_weaving (widget_class);
  _qv_notes_panel_install_composing (widget_class);
  _qv_notes_panel_install_evidence (widget_class);
  _qv_notes_panel_install_words (widget_class);
}

static void
qv_notes_panel_init (QvNotesPanel *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  qv_look_load_style ("/org/quadrivio/Quadrivio/notes/notes.css");
  self->rows = g_ptr_array_new ();
  self->keys = QV_HELIX_KEYS_DIGITS;
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_keys (self);
  builder = gtk_builder_new_from_resource ("/org/quadrivio/Quadrivio/notes/note-menu.ui");
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu),
                                   G_MENU_MODEL (gtk_builder_get_object (builder, "note_menu")));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  _qv_notes_panel_set_up_list (self);
  _qv_notes_panel_begin_waking (self);
  _qv_notes_panel_update_actions (self);
}

/* A session that is opened goes on where it stood: at what was said last, unless something is chosen or hides
 * it.
 */
static void
show_newest (QvNotesPanel *self)
{
  guint position, n = g_list_model_get_n_items (self->sorted);
  g_autoptr (QvItem) newest = n > 0 ? g_list_model_get_item (self->sorted, n - 1) : NULL;

  if (newest != NULL && !self->newest_first && _qv_notes_panel_get_first (self) == NULL &&
      qv_note_outline_find (self->outline, qv_item_get_id (newest), &position))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/* A list view makes a row for each of the first two hundred items at once; they come a few a frame instead.
 */
static gboolean
grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  guint size = gtk_slice_list_model_get_size (self->slice) + ROWS_PER_FRAME;

  if (size < ROWS_AT_ONCE && size < g_list_model_get_n_items (G_LIST_MODEL (self->outline)))
    {
      gtk_slice_list_model_set_size (self->slice, size);
      return G_SOURCE_CONTINUE;
    }
  self->grow_source = 0;
  _qv_notes_panel_show_all (self);
  show_newest (self);
  return G_SOURCE_REMOVE;
}

void
_qv_notes_panel_show_all (QvNotesPanel *self)
{
  if (self->grow_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->grow_source);
  self->grow_source = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

static void
begin_growing (GtkWidget *widget)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  if (self->grow_source == 0 && gtk_slice_list_model_get_size (self->slice) == 0)
    self->grow_source = gtk_widget_add_tick_callback (widget, grow_cb, NULL, NULL);
}

/* A note is for a moment both in the queue and in the live list; QvNoteQueue lets go of it in the same turn.
 */
static void
build_models (QvNotesPanel *self, GListModel *written, GListModel *waiting)
{
  g_autoptr (GtkFilterListModel) filtered = NULL;
  g_autoptr (GtkSortListModel) sorted = NULL;
  GListStore *both = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (both, written);
  g_list_store_append (both, waiting);
  self->all = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both)));
  filtered = gtk_filter_list_model_new (g_object_ref (self->all), g_object_ref (GTK_FILTER (self->filter)));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_notes, self, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (filtered)), g_object_ref (self->sorter));
  self->sorted = g_object_ref (G_LIST_MODEL (sorted));
  self->outline = qv_note_outline_new (self->sorted, self->clusters, self->links);
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->outline)), 0, 0);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->slice)));
}

/**
 * qv_notes_panel_set_session:
 * @self: a panel
 * @store: the library
 * @session: whose notes they are
 * @lists: the live lists of the session
 * @queue: where new notes wait for the disk
 * @context: where rows look up seats and places
 *
 * To be called once.
 */
void
qv_notes_panel_set_session (QvNotesPanel *self,
                            QvStore *store,
                            QvId session,
                            const QvNoteLists *lists,
                            QvNoteQueue *queue,
                            QvNoteContext *context)
{
  g_return_if_fail (QV_IS_NOTES_PANEL (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  self->session = session;
  self->context = g_object_ref (context);
  self->clusters = g_object_ref (lists->clusters);
  self->links = g_object_ref (lists->links);
  self->participants = g_object_ref (lists->participants);
  g_set_object (&self->themes, lists->themes);
  self->filter = qv_note_filter_new ();
  build_models (self, lists->notes, qv_note_queue_get_waiting (queue));
  qv_filter_bar_set (self->filter_bar, self->filter, self->all);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "items-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all, "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "note-saved", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_AFTER);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  update_stack (self);
  qv_after_frame (GTK_WIDGET (self), begin_growing);
}

/**
 * qv_notes_panel_get_shown:
 * @self: a panel
 *
 * Returns: (transfer none): what the list shows, in its order: #QvOutlineRow
 */
GListModel *
qv_notes_panel_get_shown (QvNotesPanel *self)
{
  g_return_val_if_fail (QV_IS_NOTES_PANEL (self), NULL);

  return G_LIST_MODEL (self->outline);
}

QvId
qv_notes_panel_get_selected_note (QvNotesPanel *self)
{
  g_autoptr (QvNote) note = NULL;

  g_return_val_if_fail (QV_IS_NOTES_PANEL (self), QV_ID_NONE);

  note = ref_selected (self);
  return note != NULL ? qv_item_get_id (QV_ITEM (note)) : QV_ID_NONE;
}

/**
 * qv_notes_panel_set_selected_note:
 * @self: a panel
 * @note: a note, or %QV_ID_NONE
 *
 * Selects the note if the filters let it through, and scrolls to it.
 */
void
qv_notes_panel_set_selected_note (QvNotesPanel *self, QvId note)
{
  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  if (self->selection == NULL || qv_notes_panel_get_selected_note (self) == note)
    return;
  _qv_notes_panel_choose (self, note);
  if (note != QV_ID_NONE)
    qv_notes_panel_reveal_note (self, note);
}

/**
 * qv_notes_panel_search:
 * @self: a panel
 * @words: what to look for; empty ends the search
 *
 * Asks the library in a thread; the list follows when the answer is there.
 */
void
qv_notes_panel_search (QvNotesPanel *self, const char *words)
{
  g_autofree char *stripped = g_strstrip (g_strdup (words));
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (QV_IS_NOTES_PANEL (self) && self->store != NULL);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (*stripped == '\0')
    {
      qv_note_filter_set_found (self->filter, NULL);
      return;
    }
  search = g_new (Search, 1);
  search->store = g_object_ref (self->store);
  search->session = self->session;
  search->words = g_steal_pointer (&stripped);
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, search_cb, NULL);
  g_task_set_source_tag (task, qv_notes_panel_search);
  g_task_set_task_data (task, search, free_search);
  g_task_run_in_thread (task, search_in_thread);
}
