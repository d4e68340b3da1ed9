/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-running-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-clock.h"
#include "qv-columns.h"
#include "qv-helix-counts.h"
#include "qv-look.h"
#include "qv-map-picture.h"
#include "qv-map-thumb.h"
#include "qv-pill.h"
#include "qv-run.h"
#include "qv-session-row.h"

struct _QvRunningCard
{
  GtkWidget parent_instance;

  QvMapThumb *thumb;
  QvPill *state;
  GtkLabel *place;
  GtkLabel *title;
  GtkLabel *question;
  GtkLabel *notes;
  QvHelixCounts *counts;
  GtkButton *back_button;
  GtkMenuButton *menu_button;

  QvSessionEntry *entry;
  GSignalGroup *entry_signals;
  GSignalGroup *session_signals;
  QvStore *store; /* (nullable): of the entry */
  GListModel *steps;
  guint timer;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (QvRunningCard, qv_running_card, GTK_TYPE_WIDGET)

static void
show_counts (QvRunningCard *self)
{
  const QvSessionCounts *counts = qv_session_entry_get_counts (self->entry);
  g_autofree char *notes = NULL;
  guint n = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->counts), counts != NULL);
  if (counts == NULL)
    return;
  for (guint i = 0; i <= QV_N_HELICES; i++)
    n += counts->notes[i];
  notes = g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
  gtk_label_set_label (self->notes, notes);
  qv_helix_counts_set_counts (self->counts, counts->notes + 1);
}

static const char *
find_title (QvRunningCard *self, QvId step)
{
  guint n = g_list_model_get_n_items (self->steps);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->steps, i);

      if (qv_item_get_id (item) == step)
        return qv_item_get_text (item, QV_STEP_TITLE);
    }
  return NULL;
}

static char *
format_state (const QvClockReading *reading)
{
  int minutes = ABS (reading->behind_minutes);

  if (reading->state == QV_WORKSHOP_PAUSED)
    return g_strdup (_ ("Paused"));
  if (reading->state != QV_WORKSHOP_RUNNING || minutes == 0)
    return g_strdup (_ ("Running"));
  if (reading->behind_minutes > 0)
    return g_strdup_printf (ngettext ("Running · %d min behind", "Running · %d min behind", (gulong) minutes),
                            minutes);
  return g_strdup_printf (ngettext ("Running · %d min ahead", "Running · %d min ahead", (gulong) minutes),
                          minutes);
}

/* Where the workshop is; before it has a step, its question. */
static char *
format_step (QvRunningCard *self, const QvClockReading *reading)
{
  const char *title = reading->step != QV_ID_NONE ? find_title (self, reading->step) : NULL;
  int minutes = (int) (ABS (reading->remaining) / 60000);

  if (title == NULL)
    return g_strdup (
        qv_item_get_text (QV_ITEM (qv_session_entry_get_session (self->entry)), QV_SESSION_QUESTION));
  if (reading->length <= 0)
    /* Translators: the present step of a workshop, how many there are, and its title */
    return g_strdup_printf (_ ("Step %u of %u · %s"), reading->number, reading->n_steps, title);
  if (reading->remaining < 0)
    return g_strdup_printf (_ ("Step %u of %u · %s · %d min over"), reading->number, reading->n_steps, title,
                            minutes);
  return g_strdup_printf (_ ("Step %u of %u · %s · %d min left"), reading->number, reading->n_steps, title,
                          minutes);
}

static void
show_clock (QvRunningCard *self)
{
  g_autoptr (QvWorkshopClock) clock = NULL;
  g_autofree char *state = NULL, *step = NULL;
  QvClockReading reading;

  if (self->entry == NULL || self->steps == NULL)
    return;
  clock = qv_run_make_clock (qv_session_entry_get_session (self->entry), self->steps, QV_ID_NONE);
  qv_workshop_clock_read (clock, qv_clock_steady_now (), &reading);
  state = format_state (&reading);
  step = format_step (self, &reading);
  qv_pill_set_label (self->state, state);
  gtk_label_set_label (self->question, step != NULL ? step : "");
  gtk_widget_set_visible (GTK_WIDGET (self->question), step != NULL && *step != '\0');
}

static gboolean
tick_cb (gpointer data)
{
  show_clock (data);
  return G_SOURCE_CONTINUE;
}

static void
store_changed_cb (QvStore *store, GArray *rows, QvRunningCard *self)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, QvRowChange, i).entity == QV_ENTITY_STEP)
      {
        show_clock (self);
        return;
      }
}

static void
show_entry_cb (QvRunningCard *self)
{
  QvItem *session;
  const char *place;
  const char *table;
  g_autofree char *where = NULL;

  if (self->entry == NULL)
    return;
  session = QV_ITEM (qv_session_entry_get_session (self->entry));
  place = qv_item_get_text (session, QV_SESSION_PLACE);
  table = qv_item_get_text (session, QV_SESSION_TABLE);
  where = place != NULL && table != NULL ? g_strdup_printf ("%s · %s", place, table)
                                         : g_strdup (place != NULL ? place : table);
  gtk_label_set_label (self->place, where != NULL ? where : "");
  gtk_label_set_label (self->title, qv_session_entry_get_title (self->entry));
  show_clock (self);
  show_counts (self);
}

static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  QvRunningCard *self = user_data;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->entry == NULL)
    return;
  menu = qv_session_row_make_menu (qv_session_entry_get_session (self->entry),
                                   qv_session_entry_get_state (self->entry));
  gtk_menu_button_set_menu_model (button, menu);
}

static void
stop_loading (QvRunningCard *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, store_changed_cb, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->steps);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
thematic_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvRunningCard) self = data;
  g_autoptr (GListModel) territories = NULL;
  g_autoptr (GError) error = NULL;
  QvId level;
  g_autoptr (QvThematic) thematic = qv_map_picture_load_thematic_finish (result, &level, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  /* A picture without figures is still a picture. */
  if (error != NULL)
    g_message ("The running session's figures cannot be read: %s", error->message);
  if (level != QV_ID_NONE)
    territories = qv_store_watch (self->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, level);
  qv_map_thumb_set_thematic (self->thumb, thematic);
  qv_map_thumb_set_territories (self->thumb, territories);
}

static void
show_map (QvRunningCard *self)
{
  QvMapPicture picture = QV_MAP_PICTURE_INIT;
  QvItem *session = QV_ITEM (qv_session_entry_get_session (self->entry));
  g_autoptr (GListModel) notes = NULL;

  picture.session = qv_item_get_id (session);
  picture.n_classes = qv_palette_get_n_classes (qv_look_get_palette ());
  self->steps = qv_store_watch (self->store, QV_ENTITY_STEP, QV_STEP_SESSION, picture.session);
  g_signal_connect_object (self->steps, "items-changed", G_CALLBACK (show_clock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_AFTER);
  self->timer = g_timeout_add_seconds (20, tick_cb, self);
  notes = qv_store_watch (self->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, picture.session);
  qv_map_thumb_set_notes (self->thumb, notes);
  self->loading = g_cancellable_new ();
  qv_map_picture_load_thematic_async (self->store, &picture, self->loading, thematic_loaded_cb,
                                      g_object_ref (self));
}

static void
qv_running_card_dispose (GObject *object)
{
  QvRunningCard *self = QV_RUNNING_CARD (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_RUNNING_CARD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  stop_loading (self);
  g_clear_object (&self->store);
  g_clear_object (&self->entry);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->session_signals);
  G_OBJECT_CLASS (qv_running_card_parent_class)->dispose (object);
}

static void
qv_running_card_class_init (QvRunningCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_running_card_dispose;
  g_type_ensure (QV_TYPE_COLUMNS);
  g_type_ensure (QV_TYPE_HELIX_COUNTS);
  g_type_ensure (QV_TYPE_MAP_THUMB);
  g_type_ensure (QV_TYPE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/library/qv-running-card.ui");
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, thumb);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, state);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, place);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, title);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, question);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, notes);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, counts);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, back_button);
  gtk_widget_class_bind_template_child (widget_class, QvRunningCard, menu_button);
}

static void
qv_running_card_init (QvRunningCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry_signals = g_signal_group_new (QV_TYPE_SESSION_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::counts-loaded", G_CALLBACK (show_entry_cb),
                                  self);
  self->session_signals = g_signal_group_new (QV_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify", G_CALLBACK (show_entry_cb), self);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self, NULL);
}

GtkWidget *
qv_running_card_new (void)
{
  return g_object_new (QV_TYPE_RUNNING_CARD, NULL);
}

/**
 * qv_running_card_set_entry:
 * @self: a card
 * @entry: (nullable): the session to show
 * @store: (nullable): the library that it is in
 */
void
qv_running_card_set_entry (QvRunningCard *self, QvSessionEntry *entry, QvStore *store)
{
  QvSession *session;

  g_return_if_fail (QV_IS_RUNNING_CARD (self));

  session = entry != NULL ? qv_session_entry_get_session (entry) : NULL;
  stop_loading (self);
  g_set_object (&self->entry, entry);
  g_set_object (&self->store, store);
  g_signal_group_set_target (self->entry_signals, entry);
  g_signal_group_set_target (self->session_signals, session);
  if (entry == NULL)
    {
      qv_map_thumb_set_thematic (self->thumb, NULL);
      qv_map_thumb_set_territories (self->thumb, NULL);
      qv_map_thumb_set_notes (self->thumb, NULL);
      return;
    }
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->back_button), "x",
                                    (gint64) qv_item_get_id (QV_ITEM (session)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "win.open-session");
  show_entry_cb (self);
  qv_session_entry_load_counts (entry, store);
  if (store != NULL)
    show_map (self);
}
