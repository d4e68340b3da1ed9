/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-balance-strip.h"

#include <glib/gi18n.h>

#include "qv-balance-cell.h"
#include "qv-look.h"
#include "qv-wording.h"

#define REFRESH_S 20
#define MAX_SILENT 5
#define MAX_SILENT_COMPACT 3
/* When a helix deserves attention: silent for so long, or with less than half of its share. */
#define SILENT_FOR (10 * G_TIME_SPAN_MINUTE)
#define MIN_NOTES 8

struct _QvBalanceStrip
{
  GtkWidget parent_instance;

  GtkWidget *cells[QV_N_HELICES];
  GtkWidget *silent_box;
  GtkLabel *silent_label;
  GtkWidget *silent_seats;

  QvStore *store;
  QvSession *session;
  GListModel *participants;
  GListModel *notes;
  GListModel *links;
  GListModel *turns;
  QvBalanceStripForm form;
  guint refresh_source;
  guint timer;
};

G_DEFINE_FINAL_TYPE (QvBalanceStrip, qv_balance_strip, GTK_TYPE_WIDGET)

enum
{
  SEAT_CHOSEN,
  SILENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
sum (const guint counts[QV_N_HELICES + 1])
{
  return counts[1] + counts[2] + counts[3] + counts[4];
}

static gboolean
is_running (QvBalanceStrip *self)
{
  return qv_item_get_int (QV_ITEM (self->session), QV_SESSION_STARTED) != 0 &&
         qv_item_get_int (QV_ITEM (self->session), QV_SESSION_ENDED) == 0;
}

/* Only while it can still be mended, and once enough has been said to tell. In a silence of all nobody is
 * behind. */
static gboolean
is_behind (QvBalanceStrip *self, const QvHearing *hearing, QvHelix helix)
{
  gint64 newest = MAX (MAX (hearing->last[1], hearing->last[2]), MAX (hearing->last[3], hearing->last[4]));
  guint n_notes = sum (hearing->n_notes);
  guint n_seats = sum (hearing->n_seats);

  if (!is_running (self) || hearing->n_seats[helix] == 0 || n_notes < MIN_NOTES)
    return FALSE;
  if (hearing->last[helix] == 0 || newest - hearing->last[helix] >= SILENT_FOR)
    return TRUE;
  return 2 * hearing->n_notes[helix] * n_seats < hearing->n_seats[helix] * n_notes;
}

static void
seat_clicked_cb (GtkButton *button, QvBalanceStrip *self)
{
  QvParticipant *participant = g_object_get_data (G_OBJECT (button), "qv-participant");

  g_signal_emit (self, signals[SEAT_CHOSEN], 0, (int) qv_participant_get_helix (participant),
                 (int) qv_item_get_int (QV_ITEM (participant), QV_PARTICIPANT_SEAT),
                 qv_item_get_id (QV_ITEM (participant)));
}

static GtkWidget *
make_seat (QvBalanceStrip *self, QvParticipant *participant)
{
  QvHelix helix = qv_participant_get_helix (participant);
  gint64 seat = qv_item_get_int (QV_ITEM (participant), QV_PARTICIPANT_SEAT);
  g_autofree char *number = seat > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, seat) : g_strdup ("–");
  g_autofree char *who = qv_wording_for_seat (helix, seat);
  /* Translators: %s is a seat: "Companies, seat 2" */
  g_autofree char *name = g_strdup_printf (_ ("Give the floor to %s"), who);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = gtk_button_new ();

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (qv_helix_get_icon (helix)));
  gtk_box_append (GTK_BOX (box), gtk_label_new (number));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "seat-pill");
  gtk_widget_add_css_class (button, qv_helix_to_word (helix));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "qv-participant", g_object_ref (participant), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (seat_clicked_cb), self);
  return button;
}

static gboolean
shows_same (QvBalanceStrip *self, GPtrArray *silent, guint n_shown)
{
  GtkWidget *child = gtk_widget_get_first_child (self->silent_seats);
  guint i = 0;

  for (; child != NULL && GTK_IS_BUTTON (child); child = gtk_widget_get_next_sibling (child), i++)
    if (i >= n_shown || g_object_get_data (G_OBJECT (child), "qv-participant") != silent->pdata[i])
      return FALSE;
  return child == NULL && i == silent->len;
}

static void
show_silent (QvBalanceStrip *self, GPtrArray *silent)
{
  guint most = self->form == QV_BALANCE_STRIP_COMPACT ? MAX_SILENT_COMPACT : MAX_SILENT;
  guint n_shown = MIN (silent->len, most);
  GtkWidget *child;

  gtk_widget_set_visible (self->silent_box, silent->len > 0);
  /* A button that stays is not taken from under the finger. */
  if (shows_same (self, silent, n_shown))
    return;
  while ((child = gtk_widget_get_first_child (self->silent_seats)) != NULL)
    gtk_box_remove (GTK_BOX (self->silent_seats), child);
  for (guint i = 0; i < n_shown; i++)
    gtk_box_append (GTK_BOX (self->silent_seats), make_seat (self, silent->pdata[i]));
  if (silent->len > n_shown)
    {
      g_autofree char *more = g_strdup_printf ("+%u", silent->len - n_shown);

      gtk_box_append (GTK_BOX (self->silent_seats), gtk_label_new (more));
    }
}

/* At the beginning nobody has been heard, which says nothing of anybody. */
static char *
format_silent (QvBalanceStrip *self, const QvHearing *hearing)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (!is_running (self) || sum (hearing->n_notes) < MIN_NOTES || hearing->silent->len == 0)
    return NULL;
  for (guint helix = 1; helix <= QV_N_HELICES; helix++)
    {
      guint n = hearing->n_seats[helix] - hearing->n_heard[helix];

      if (n > 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s\u00a0%u", qv_helix_get_title ((QvHelix) helix), n));
    }
  g_ptr_array_add (parts, NULL);
  list = g_strjoinv (", ", (char **) parts->pdata);
  /* Translators: then come helices with how many of their seats: "Companies 2, Residents 1" */
  return g_strdup_printf (_ ("Seats not heard yet: %s."), list);
}

static void
refresh (QvBalanceStrip *self)
{
  g_auto (QvHearing) hearing = { 0 };
  gint64 now = g_get_real_time ();
  g_autofree char *silent = NULL;

  qv_hearing_init (&hearing, self->participants, self->notes, self->links, self->turns);
  for (guint i = 0; i < QV_N_HELICES; i++)
    qv_balance_cell_show (QV_BALANCE_CELL (self->cells[i]), &hearing,
                          is_behind (self, &hearing, (QvHelix) (i + 1)), now);
  show_silent (self, hearing.silent);
  silent = format_silent (self, &hearing);
  g_signal_emit (self, signals[SILENT], 0, silent);
}

static gboolean
refresh_cb (gpointer data)
{
  QvBalanceStrip *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (QvBalanceStrip *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

static gboolean
timer_cb (gpointer data)
{
  queue_refresh (data);
  return G_SOURCE_CONTINUE;
}

/* Items change in place. */
static void
store_changed_cb (QvStore *store, GArray *rows, QvBalanceStrip *self)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      if (row->session == qv_item_get_id (QV_ITEM (self->session)) &&
          (row->entity == QV_ENTITY_NOTE || row->entity == QV_ENTITY_PARTICIPANT ||
           row->entity == QV_ENTITY_SPEAKING_TURN || row->entity == QV_ENTITY_SESSION))
        {
          queue_refresh (self);
          return;
        }
    }
}

static void
qv_balance_strip_map (GtkWidget *widget)
{
  QvBalanceStrip *self = QV_BALANCE_STRIP (widget);

  GTK_WIDGET_CLASS (qv_balance_strip_parent_class)->map (widget);
  if (self->timer == 0 && self->store != NULL)
    self->timer = g_timeout_add_seconds (REFRESH_S, timer_cb, self);
}

static void
qv_balance_strip_unmap (GtkWidget *widget)
{
  QvBalanceStrip *self = QV_BALANCE_STRIP (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (qv_balance_strip_parent_class)->unmap (widget);
}

static void
qv_balance_strip_dispose (GObject *object)
{
  QvBalanceStrip *self = QV_BALANCE_STRIP (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  for (guint i = 0; i < QV_N_HELICES; i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_pointer (&self->silent_box, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->participants);
  g_clear_object (&self->notes);
  g_clear_object (&self->links);
  g_clear_object (&self->turns);
  G_OBJECT_CLASS (qv_balance_strip_parent_class)->dispose (object);
}

static void
qv_balance_strip_class_init (QvBalanceStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_balance_strip_dispose;
  widget_class->map = qv_balance_strip_map;
  widget_class->unmap = qv_balance_strip_unmap;

  signals[SEAT_CHOSEN] = g_signal_new ("seat-chosen", QV_TYPE_BALANCE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT64);
  signals[SILENT] = g_signal_new ("silent", QV_TYPE_BALANCE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  qv_look_load_style ("/org/quadrivio/Quadrivio/table/table.css");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "balancestrip");
}

static void
qv_balance_strip_init (QvBalanceStrip *self)
{
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      self->cells[i] = qv_balance_cell_new ((QvHelix) (i + 1));
      gtk_widget_set_hexpand (self->cells[i], TRUE);
      gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
    }
  self->silent_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->silent_label = GTK_LABEL (gtk_label_new (NULL));
  self->silent_seats = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_label_set_xalign (self->silent_label, 0.0f);
  gtk_label_set_ellipsize (self->silent_label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->silent_label), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->silent_label), "dim-label");
  gtk_widget_add_css_class (self->silent_box, "silent");
  gtk_widget_set_valign (self->silent_box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->silent_box), GTK_WIDGET (self->silent_label));
  gtk_box_append (GTK_BOX (self->silent_box), self->silent_seats);
  gtk_widget_set_parent (self->silent_box, GTK_WIDGET (self));
  qv_balance_strip_set_form (self, QV_BALANCE_STRIP_FULL);
}

/**
 * qv_balance_strip_set_session:
 * @self: a strip
 * @store: the library
 * @session: the session
 * @participants: its #QvParticipant
 * @notes: its #QvNote
 * @links: its #QvNoteLink
 * @turns: its #QvSpeakingTurn
 *
 * To be called once.
 */
void
qv_balance_strip_set_session (QvBalanceStrip *self,
                              QvStore *store,
                              QvSession *session,
                              GListModel *participants,
                              GListModel *notes,
                              GListModel *links,
                              GListModel *turns)
{
  GListModel *models[] = { participants, notes, links, turns };

  g_return_if_fail (QV_IS_BALANCE_STRIP (self) && self->store == NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  self->participants = g_object_ref (participants);
  self->notes = g_object_ref (notes);
  self->links = g_object_ref (links);
  self->turns = g_object_ref (turns);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_signal_connect_object (models[i], "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  refresh (self);
}

/**
 * qv_balance_strip_set_form:
 * @self: a strip
 * @form: how much room it has
 */
void
qv_balance_strip_set_form (QvBalanceStrip *self, QvBalanceStripForm form)
{
  gboolean is_compact = form == QV_BALANCE_STRIP_COMPACT;

  g_return_if_fail (QV_IS_BALANCE_STRIP (self));

  self->form = form;
  for (guint i = 0; i < QV_N_HELICES; i++)
    qv_balance_cell_set_compact (QV_BALANCE_CELL (self->cells[i]), is_compact);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->silent_box),
                                  is_compact ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->silent_box), is_compact ? 8 : 4);
  /* Translators: seats that have not said anything yet. The short form has less room. */
  gtk_label_set_label (self->silent_label, is_compact ? _ ("Not heard") : _ ("Not heard yet"));
  if (is_compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  if (self->store != NULL)
    queue_refresh (self);
}
