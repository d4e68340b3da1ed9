/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-agenda-panel.h"

#include <glib/gi18n.h>

#include "qv-agenda-row.h"
#include "qv-clock-ring.h"
#include "qv-clock.h"
#include "qv-look.h"
#include "qv-pill.h"
#include "qv-run.h"

struct _QvAgendaPanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
  QvClockRing *rings[2]; /* by QvAgendaPanelForm */
  GtkListBox *lists[2];
  GtkStack *button_stacks[2]; /* start, run, reopen */
  GtkButton *toggles[2];
  GtkWidget *late_card;
  GtkImage *late_icon;
  GtkLabel *late_label;
  GtkLabel *late_end;
  GtkLabel *planned_end;
  GtkButton *remedy_button;
  QvPill *late_pill;
  GtkLabel *now_label;
  GtkWidget *tip_box;
  GtkLabel *tip;
  char *silent; /* (nullable): who has not been heard yet */
  gboolean is_low;

  QvStore *store;
  QvSession *session;
  GListModel *steps;
  GListModel *turns;
  QvId round_table; /* whose clock it is, or QV_ID_NONE */
  QvWorkshopClock *clock;
  QvClockReading reading;
  GPtrArray *rows[2]; /* (element-type QvAgendaRow), in the order of the clock */
  guint timer;
  guint rebuild_source;
  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (QvAgendaPanel, qv_agenda_panel, GTK_TYPE_WIDGET)

enum
{
  DONE,
  FAILED,
  FORM_WANTED,
  STEP_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  QvAgendaPanel *self;
  char *label;
} Applying;

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Applying *applying = data;
  QvAgendaPanel *self = applying->self;
  g_autoptr (GError) error = NULL;

  self->is_applying = FALSE;
  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else if (applying->label != NULL)
    g_signal_emit (self, signals[DONE], 0, applying->label);
  g_object_unref (self);
  g_free (applying->label);
  g_free (applying);
}

/* @tell: whether it is worth a toast, because it was perhaps not meant. */
static void
apply (QvAgendaPanel *self, QvEdit *edit, gboolean tell)
{
  Applying *applying;

  if (edit == NULL)
    return;
  applying = g_new (Applying, 1);
  applying->self = g_object_ref (self);
  applying->label = tell ? g_strdup (edit->label) : NULL;
  self->is_applying = TRUE;
  qv_store_apply_async (self->store, edit, NULL, applied_cb, applying);
}

static char *
format_time (gint64 when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

static int
get_minutes (gint64 milliseconds)
{
  return (int) (milliseconds / 60000);
}

static char *
format_detail (const QvClockReading *reading)
{
  switch (reading->state)
    {
    case QV_WORKSHOP_NOT_STARTED:
      return g_strdup (_ ("not started"));
    case QV_WORKSHOP_ENDED:
      return g_strdup (_ ("ended"));
    case QV_WORKSHOP_PAUSED:
      return g_strdup (_ ("paused"));
    case QV_WORKSHOP_RUNNING:
    default:
      if (reading->length <= 0)
        return g_strdup (_ ("so far"));
      if (reading->remaining < 0)
        /* Translators: under the time by which a step is over: "−02:10 over 30 min" */
        return g_strdup_printf (_ ("over %d min"), get_minutes (reading->length));
      /* Translators: under the time that a step has left: "12:24 left of 30 min" */
      return g_strdup_printf (_ ("left of %d min"), get_minutes (reading->length));
    }
}

static void
show_rings (QvAgendaPanel *self)
{
  const QvClockReading *reading = &self->reading;
  g_autofree char *time = qv_clock_reading_format (reading);
  g_autofree char *detail = format_detail (reading);
  double share =
      reading->length > 0 ? CLAMP ((double) reading->remaining / (double) reading->length, 0.0, 1.0) : 1.0;
  QvClockRingStyle style = reading->level == QV_CLOCK_LEVEL_RED      ? QV_CLOCK_RING_ERROR
                           : reading->level == QV_CLOCK_LEVEL_ORANGE ? QV_CLOCK_RING_WARNING
                                                                     : QV_CLOCK_RING_NORMAL;

  for (guint i = 0; i < G_N_ELEMENTS (self->rings); i++)
    qv_clock_ring_show (self->rings[i], time, detail, share, style);
}

static void
show_buttons (QvAgendaPanel *self)
{
  gboolean is_paused = self->reading.state == QV_WORKSHOP_PAUSED;
  const char *page = self->reading.state == QV_WORKSHOP_NOT_STARTED ? "start"
                     : self->reading.state == QV_WORKSHOP_ENDED     ? "reopen"
                                                                    : "run";
  const char *name = is_paused ? _ ("Go on (F8)") : _ ("Pause the clock (F8)");
  gboolean has_next = qv_workshop_clock_get_next (self->clock) != QV_ID_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (self->button_stacks); i++)
    {
      gtk_stack_set_visible_child_name (self->button_stacks[i], page);
      gtk_button_set_icon_name (self->toggles[i], is_paused ? "media-playback-start-symbolic"
                                                            : "media-playback-pause-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggles[i]), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clock.next", has_next);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clock.start",
                                 self->reading.state == QV_WORKSHOP_NOT_STARTED &&
                                     g_list_model_get_n_items (self->steps) > 0);
}

/* Behind is said with a way out; ahead is only said. */
static void
show_late (QvAgendaPanel *self)
{
  const QvClockReading *reading = &self->reading;
  gboolean is_under_way = reading->state == QV_WORKSHOP_RUNNING || reading->state == QV_WORKSHOP_PAUSED;
  gboolean is_behind = is_under_way && reading->behind_minutes > 0;
  gboolean is_ahead = is_under_way && reading->behind_minutes < 0;
  int minutes = ABS (reading->behind_minutes);
  g_autofree char *end = format_time (reading->end);
  g_autofree char *planned = format_time (reading->planned_end);
  g_autofree char *label = NULL, *ends = NULL, *was = NULL, *pill = NULL;

  gtk_widget_set_visible (self->late_card, is_behind || is_ahead);
  gtk_widget_set_visible (GTK_WIDGET (self->late_pill), is_behind || is_ahead);
  if (!is_behind && !is_ahead)
    return;
  label = is_behind ? g_strdup_printf (ngettext ("%d min behind", "%d min behind", (gulong) minutes), minutes)
                    : g_strdup_printf (ngettext ("%d min ahead", "%d min ahead", (gulong) minutes), minutes);
  /* Translators: %s is the time at which the workshop will end as things stand */
  ends = g_strdup_printf (_ ("ends %s"), end);
  was = g_strdup_printf (_ ("Planned end %s"), planned);
  pill = g_strdup_printf (is_behind ? "+%d" : "−%d", minutes);
  gtk_label_set_label (self->late_label, label);
  gtk_label_set_label (self->late_end, ends);
  gtk_label_set_label (self->planned_end, was);
  qv_pill_set_label (self->late_pill, pill);
  qv_pill_set_style (self->late_pill, is_behind ? QV_PILL_WARNING : QV_PILL_PLAIN);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->late_pill), label);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_button), is_behind && reading->remedy != QV_ID_NONE);
  if (is_behind)
    gtk_widget_add_css_class (self->late_card, "behind");
  else
    gtk_widget_remove_css_class (self->late_card, "behind");
}

static void
show_tip (QvAgendaPanel *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *text = NULL;
  const char *remark = NULL;

  for (guint i = 0; i < self->rows[0]->len; i++)
    {
      QvStep *step = qv_agenda_row_get_step (self->rows[0]->pdata[i]);

      if (qv_item_get_id (QV_ITEM (step)) == self->reading.step)
        remark = qv_item_get_text (QV_ITEM (step), QV_STEP_REMARK);
    }
  if (remark != NULL && *remark != '\0')
    g_ptr_array_add (lines, (char *) remark);
  if (self->silent != NULL && self->reading.state == QV_WORKSHOP_RUNNING)
    g_ptr_array_add (lines, self->silent);
  gtk_widget_set_visible (self->tip_box, lines->len > 0 && !self->is_low);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  gtk_label_set_label (self->tip, text);
}

static void
refresh (QvAgendaPanel *self)
{
  gint64 now = qv_clock_steady_now ();
  g_autoptr (GArray) slots = qv_workshop_clock_list (self->clock, now);
  g_autofree char *time = format_time (now);
  /* Translators: %s is the time of day */
  g_autofree char *label = g_strdup_printf (_ ("now %s"), time);

  qv_workshop_clock_read (self->clock, now, &self->reading);
  gtk_label_set_label (self->now_label, label);
  show_rings (self);
  show_buttons (self);
  show_late (self);
  for (guint form = 0; form < G_N_ELEMENTS (self->rows); form++)
    for (guint i = 0; i < MIN (slots->len, self->rows[form]->len); i++)
      qv_agenda_row_show (self->rows[form]->pdata[i], &g_array_index (slots, QvClockSlot, i), i + 1, i == 0,
                          i + 1 == slots->len);
  show_tip (self);
}

static QvStep *
find_step (QvAgendaPanel *self, QvId id)
{
  guint n = g_list_model_get_n_items (self->steps);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvStep) step = g_list_model_get_item (self->steps, i);

      if (qv_item_get_id (QV_ITEM (step)) == id)
        return g_steal_pointer (&step);
    }
  return NULL;
}

static gboolean
rows_agree (QvAgendaPanel *self, GArray *slots)
{
  if (self->rows[0]->len != slots->len)
    return FALSE;
  for (guint i = 0; i < slots->len; i++)
    if (qv_item_get_id (QV_ITEM (qv_agenda_row_get_step (self->rows[0]->pdata[i]))) !=
        g_array_index (slots, QvClockSlot, i).step)
      return FALSE;
  return TRUE;
}

static void
fill_list (QvAgendaPanel *self, guint form, GArray *slots)
{
  for (guint i = 0; i < self->rows[form]->len; i++)
    gtk_list_box_remove (self->lists[form], self->rows[form]->pdata[i]);
  g_ptr_array_set_size (self->rows[form], 0);
  for (guint i = 0; i < slots->len; i++)
    {
      g_autoptr (QvStep) step = find_step (self, g_array_index (slots, QvClockSlot, i).step);
      GtkWidget *row = qv_agenda_row_new (step, form == QV_AGENDA_PANEL_RAIL);

      gtk_list_box_append (self->lists[form], row);
      g_ptr_array_add (self->rows[form], row);
    }
}

/* The clock is made of rows; when they change it is another clock. */
static void
rebuild (QvAgendaPanel *self)
{
  QvId step = self->reading.step;
  g_autoptr (GArray) slots = NULL;

  g_clear_pointer (&self->clock, qv_workshop_clock_free);
  self->clock = qv_run_make_clock (self->session, self->steps, self->round_table);
  slots = qv_workshop_clock_list (self->clock, qv_clock_steady_now ());
  if (!rows_agree (self, slots))
    for (guint form = 0; form < G_N_ELEMENTS (self->rows); form++)
      fill_list (self, form, slots);
  refresh (self);
  if (self->reading.step != step)
    g_signal_emit (self, signals[STEP_CHANGED], 0, self->reading.step);
}

static gboolean
rebuild_cb (gpointer data)
{
  QvAgendaPanel *self = data;

  self->rebuild_source = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (QvAgendaPanel *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rebuild_cb, self, NULL);
}

static void
store_changed_cb (QvStore *store, GArray *rows, QvAgendaPanel *self)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      if (row->session == qv_item_get_id (QV_ITEM (self->session)) &&
          (row->entity == QV_ENTITY_STEP || row->entity == QV_ENTITY_SESSION))
        {
          queue_rebuild (self);
          return;
        }
    }
}

static gboolean
tick_cb (gpointer data)
{
  QvAgendaPanel *self = data;

  refresh (self);
  if (self->reading.is_advance_due && !self->is_applying)
    apply (self, qv_run_next (self->clock, qv_clock_steady_now ()), TRUE);
  return G_SOURCE_CONTINUE;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, QvAgendaPanel *self)
{
  QvStep *step = qv_agenda_row_get_step (QV_AGENDA_ROW (row));

  apply (self, qv_run_go (self->clock, qv_item_get_id (QV_ITEM (step)), qv_clock_steady_now ()), TRUE);
}

static void
fold_clicked_cb (QvAgendaPanel *self)
{
  g_signal_emit (self, signals[FORM_WANTED], 0, QV_AGENDA_PANEL_FULL);
}

/**
 * qv_agenda_panel_do:
 * @self: a panel
 * @action: "start", "toggle", "next", "previous", "give", "shorten", "end" or "reopen"
 * @minutes: for "give"
 *
 * What a button or a key asks for.
 */
void
qv_agenda_panel_do (QvAgendaPanel *self, const char *action, int minutes)
{
  gint64 now = qv_clock_steady_now ();
  QvId step;

  g_return_if_fail (QV_IS_AGENDA_PANEL (self));

  step = self->reading.step;
  if (g_str_equal (action, "start"))
    apply (self, qv_run_start (self->clock, now), FALSE);
  else if (g_str_equal (action, "toggle"))
    apply (self, qv_run_toggle (self->clock, now), FALSE);
  else if (g_str_equal (action, "next"))
    apply (self, qv_run_next (self->clock, now), TRUE);
  else if (g_str_equal (action, "previous"))
    apply (self, qv_run_previous (self->clock, now), TRUE);
  else if (g_str_equal (action, "give") && step != QV_ID_NONE)
    apply (self, qv_run_give (self->clock, step, minutes), FALSE);
  else if (g_str_equal (action, "shorten") && self->reading.remedy != QV_ID_NONE)
    apply (self, qv_run_give (self->clock, self->reading.remedy, -self->reading.remedy_minutes), TRUE);
  else if (g_str_equal (action, "end"))
    apply (self, qv_run_end (self->clock, self->turns, now), TRUE);
  else if (g_str_equal (action, "reopen"))
    apply (self, qv_run_reopen (self->clock, now), TRUE);
}

static gboolean
speaks_already (QvAgendaPanel *self, QvId turn, QvHelix helix, QvId participant)
{
  guint n = g_list_model_get_n_items (self->turns);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->turns, i);

      if (qv_item_get_id (item) == turn)
        return g_strcmp0 (qv_item_get_text (item, QV_SPEAKING_TURN_HELIX), qv_helix_to_word (helix)) == 0 &&
               qv_item_get_int (item, QV_SPEAKING_TURN_PARTICIPANT) == participant;
    }
  return FALSE;
}

/**
 * qv_agenda_panel_speak:
 * @self: a panel
 * @helix: who has the floor, or %QV_HELIX_NONE
 * @participant: from which seat, or %QV_ID_NONE
 *
 * Begins a speaking turn, which ends the one before. The turn of the same speaker ends; so does any with
 * %QV_HELIX_NONE.
 *
 * Returns: whether somebody has the floor now
 */
gboolean
qv_agenda_panel_speak (QvAgendaPanel *self, QvHelix helix, QvId participant)
{
  gint64 now = qv_clock_steady_now ();
  QvId turn;

  g_return_val_if_fail (QV_IS_AGENDA_PANEL (self) && self->clock != NULL, FALSE);

  turn = qv_run_get_turn (self->turns);
  if (helix == QV_HELIX_NONE || (turn != QV_ID_NONE && speaks_already (self, turn, helix, participant)))
    {
      if (turn != QV_ID_NONE)
        apply (self, qv_run_hush (self->clock, self->turns, now), FALSE);
      return FALSE;
    }
  apply (self, qv_run_speak (self->clock, self->turns, helix, participant, now), FALSE);
  return TRUE;
}

static void
clock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qv_agenda_panel_do (QV_AGENDA_PANEL (widget), name + strlen ("clock."),
                      parameter != NULL ? g_variant_get_int32 (parameter) : 0);
}

static void
qv_agenda_panel_map (GtkWidget *widget)
{
  QvAgendaPanel *self = QV_AGENDA_PANEL (widget);

  GTK_WIDGET_CLASS (qv_agenda_panel_parent_class)->map (widget);
  if (self->store == NULL)
    return;
  refresh (self);
  if (self->timer == 0)
    self->timer = g_timeout_add (1000, tick_cb, self);
}

static void
qv_agenda_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&QV_AGENDA_PANEL (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (qv_agenda_panel_parent_class)->unmap (widget);
}

static void
qv_agenda_panel_dispose (GObject *object)
{
  QvAgendaPanel *self = QV_AGENDA_PANEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_AGENDA_PANEL);
  g_clear_pointer (&self->clock, qv_workshop_clock_free);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->steps);
  g_clear_object (&self->turns);
  G_OBJECT_CLASS (qv_agenda_panel_parent_class)->dispose (object);
}

static void
qv_agenda_panel_finalize (GObject *object)
{
  QvAgendaPanel *self = QV_AGENDA_PANEL (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    g_ptr_array_unref (self->rows[i]);
  g_free (self->silent);
  G_OBJECT_CLASS (qv_agenda_panel_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, QvAgendaPanel, name)
#define BIND_AS(id, member)                                                                                  \
  gtk_widget_class_bind_template_child_full (widget_class, id, FALSE, G_STRUCT_OFFSET (QvAgendaPanel, member))

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-agenda-panel.ui");
  BIND (stack);
  BIND (late_card);
  BIND (late_icon);
  BIND (late_label);
  BIND (late_end);
  BIND (planned_end);
  BIND (remedy_button);
  BIND (late_pill);
  BIND (now_label);
  BIND (tip_box);
  BIND (tip);
  BIND_AS ("full_ring", rings[0]);
  BIND_AS ("rail_ring", rings[1]);
  BIND_AS ("full_list", lists[0]);
  BIND_AS ("rail_list", lists[1]);
  BIND_AS ("full_buttons", button_stacks[0]);
  BIND_AS ("rail_buttons", button_stacks[1]);
  BIND_AS ("full_toggle", toggles[0]);
  BIND_AS ("rail_toggle", toggles[1]);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, fold_clicked_cb);
}

static void
qv_agenda_panel_class_init (QvAgendaPanelClass *klass)
{
  const char *const actions[] = { "clock.start", "clock.toggle",  "clock.next",  "clock.previous",
                                  "clock.end",   "clock.shorten", "clock.reopen" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_agenda_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_agenda_panel_finalize;
  widget_class->map = qv_agenda_panel_map;
  widget_class->unmap = qv_agenda_panel_unmap;

  signals[DONE] = g_signal_new ("done", QV_TYPE_AGENDA_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", QV_TYPE_AGENDA_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FORM_WANTED] = g_signal_new ("form-wanted", QV_TYPE_AGENDA_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[STEP_CHANGED] = g_signal_new ("step-changed", QV_TYPE_AGENDA_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, clock_action);
  gtk_widget_class_install_action (widget_class, "clock.give", "i", clock_action);
  g_type_ensure (QV_TYPE_CLOCK_RING);
  g_type_ensure (QV_TYPE_PILL);
  qv_look_load_style ("/org/quadrivio/Quadrivio/table/table.css");
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "agendapanel");
}

static void
qv_agenda_panel_init (QvAgendaPanel *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  qv_clock_ring_set_compact (self->rings[QV_AGENDA_PANEL_RAIL], TRUE);
}

/**
 * qv_agenda_panel_set_session:
 * @self: a panel
 * @store: the library
 * @session: the session
 * @steps: its #QvStep
 * @turns: its #QvSpeakingTurn
 *
 * To be called once. Puts the clock right if the computer's had gone wrong.
 */
void
qv_agenda_panel_set_session (
    QvAgendaPanel *self, QvStore *store, QvSession *session, GListModel *steps, GListModel *turns)
{
  g_return_if_fail (QV_IS_AGENDA_PANEL (self) && self->store == NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  self->steps = g_object_ref (steps);
  self->turns = g_object_ref (turns);
  g_signal_connect_object (steps, "items-changed", G_CALLBACK (queue_rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify", G_CALLBACK (queue_rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  rebuild (self);
  apply (self, qv_run_mend (self->clock, qv_clock_steady_now ()), FALSE);
}

/**
 * qv_agenda_panel_set_round_table:
 * @self: a panel
 * @round_table: the table whose clock and steps are shown, or %QV_ID_NONE
 */
void
qv_agenda_panel_set_round_table (QvAgendaPanel *self, QvId round_table)
{
  g_return_if_fail (QV_IS_AGENDA_PANEL (self));

  if (self->round_table == round_table)
    return;
  self->round_table = round_table;
  queue_rebuild (self);
}

/**
 * qv_agenda_panel_set_silent:
 * @self: a panel
 * @silent: (nullable): which helices have seats that have not been heard yet, for the facilitator's eyes
 */
void
qv_agenda_panel_set_silent (QvAgendaPanel *self, const char *silent)
{
  g_return_if_fail (QV_IS_AGENDA_PANEL (self));

  if (g_strcmp0 (self->silent, silent) == 0)
    return;
  g_free (self->silent);
  self->silent = g_strdup (silent);
  show_tip (self);
}

/**
 * qv_agenda_panel_set_low:
 * @self: a panel
 * @is_low: whether there is no room for more than the clock and the agenda
 */
void
qv_agenda_panel_set_low (QvAgendaPanel *self, gboolean is_low)
{
  g_return_if_fail (QV_IS_AGENDA_PANEL (self));

  self->is_low = is_low;
  show_tip (self);
}

/**
 * qv_agenda_panel_set_form:
 * @self: a panel
 * @form: how much room it has
 */
void
qv_agenda_panel_set_form (QvAgendaPanel *self, QvAgendaPanelForm form)
{
  g_return_if_fail (QV_IS_AGENDA_PANEL (self));

  gtk_stack_set_visible_child_name (self->stack, form == QV_AGENDA_PANEL_RAIL ? "rail" : "full");
}

QvAgendaPanelForm
qv_agenda_panel_get_form (QvAgendaPanel *self)
{
  g_return_val_if_fail (QV_IS_AGENDA_PANEL (self), QV_AGENDA_PANEL_FULL);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "rail") ? QV_AGENDA_PANEL_RAIL
                                                                              : QV_AGENDA_PANEL_FULL;
}
