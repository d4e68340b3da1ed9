/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The seats of the helix that speaks, taken from the session's participants. */

#include "config.h"

#include "qv-seat-switch.h"

#include "qv-item.h"
#include "qv-wording.h"
#include "qv-wrap-layout.h"

struct _QvSeatSwitch
{
  GtkWidget parent_instance;

  GListModel *participants;
  GArray *seats;      /* Seat, by number */
  GPtrArray *buttons; /* one for each */
  QvHelix helix;
  int seat;
  gboolean is_updating;
};

typedef struct
{
  int number;
  QvId participant;
} Seat;

G_DEFINE_FINAL_TYPE (QvSeatSwitch, qv_seat_switch, GTK_TYPE_WIDGET)

enum
{
  PROP_SEAT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static int
compare_seats (gconstpointer a, gconstpointer b)
{
  const Seat *seat_a = a, *seat_b = b;

  return (seat_a->number > seat_b->number) - (seat_a->number < seat_b->number);
}

static void
update (QvSeatSwitch *self)
{
  self->is_updating = TRUE;
  for (guint i = 0; i < self->seats->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i),
                                  g_array_index (self->seats, Seat, i).number == self->seat);
  self->is_updating = FALSE;
}

static void
toggled_cb (GtkToggleButton *button, QvSeatSwitch *self)
{
  guint index;

  if (self->is_updating || !g_ptr_array_find (self->buttons, button, &index))
    return;
  if (gtk_toggle_button_get_active (button))
    qv_seat_switch_set_seat (self, g_array_index (self->seats, Seat, index).number);
  else
    qv_seat_switch_set_seat (self, QV_SEAT_NOT_CHOSEN);
}

static GtkWidget *
make_button (QvSeatSwitch *self, int number)
{
  g_autofree char *label = g_strdup_printf ("%d", number);
  g_autofree char *name = qv_wording_for_seat (self->helix, number);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (qv_helix_get_icon (self->helix)));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "seat-pill");
  gtk_widget_add_css_class (button, qv_helix_to_word (self->helix));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static void
collect_seats (QvSeatSwitch *self)
{
  guint n = self->participants != NULL ? g_list_model_get_n_items (self->participants) : 0;

  g_array_set_size (self->seats, 0);
  for (guint i = 0; i < n && self->helix != QV_HELIX_NONE; i++)
    {
      g_autoptr (QvParticipant) participant = g_list_model_get_item (self->participants, i);
      Seat seat = { (int) qv_item_get_int (QV_ITEM (participant), QV_PARTICIPANT_SEAT),
                    qv_item_get_id (QV_ITEM (participant)) };

      if (qv_participant_get_helix (participant) == self->helix && seat.number > 0)
        g_array_append_val (self->seats, seat);
    }
  g_array_sort (self->seats, compare_seats);
}

static void
rebuild (QvSeatSwitch *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->buttons, i));
  g_ptr_array_set_size (self->buttons, 0);

  collect_seats (self);
  for (guint i = 0; i < self->seats->len; i++)
    {
      GtkWidget *button = make_button (self, g_array_index (self->seats, Seat, i).number);

      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_ptr_array_add (self->buttons, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->seats->len > 0);
  update (self);
}

static void
participants_changed_cb (QvSeatSwitch *self)
{
  rebuild (self);
}

static void
qv_seat_switch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvSeatSwitch *self = QV_SEAT_SWITCH (object);

  switch (prop_id)
    {
    case PROP_SEAT:
      g_value_set_int (value, self->seat);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_seat_switch_dispose (GObject *object)
{
  QvSeatSwitch *self = QV_SEAT_SWITCH (object);

  if (self->participants != NULL)
    g_signal_handlers_disconnect_by_func (self->participants, participants_changed_cb, self);
  g_clear_object (&self->participants);
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->buttons, i));
  g_ptr_array_set_size (self->buttons, 0);
  G_OBJECT_CLASS (qv_seat_switch_parent_class)->dispose (object);
}

static void
qv_seat_switch_finalize (GObject *object)
{
  QvSeatSwitch *self = QV_SEAT_SWITCH (object);

  g_clear_pointer (&self->seats, g_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (qv_seat_switch_parent_class)->finalize (object);
}

static void
qv_seat_switch_class_init (QvSeatSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_seat_switch_get_property;
  object_class->dispose = qv_seat_switch_dispose;
  object_class->finalize = qv_seat_switch_finalize;

  props[PROP_SEAT] = g_param_spec_int ("seat", NULL, NULL, QV_SEAT_NOT_CHOSEN, G_MAXINT, QV_SEAT_NOT_CHOSEN,
                                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "seatswitch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
qv_seat_switch_init (QvSeatSwitch *self)
{
  self->seats = g_array_new (FALSE, FALSE, sizeof (Seat));
  self->buttons = g_ptr_array_new ();
  self->seat = QV_SEAT_NOT_CHOSEN;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), qv_wrap_layout_new (6));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
qv_seat_switch_new (void)
{
  return g_object_new (QV_TYPE_SEAT_SWITCH, NULL);
}

/**
 * qv_seat_switch_set_participants:
 * @self: a switch
 * @participants: (nullable): the session's #QvParticipant
 */
void
qv_seat_switch_set_participants (QvSeatSwitch *self, GListModel *participants)
{
  g_return_if_fail (QV_IS_SEAT_SWITCH (self));

  if (self->participants == participants)
    return;
  if (self->participants != NULL)
    g_signal_handlers_disconnect_by_func (self->participants, participants_changed_cb, self);
  g_set_object (&self->participants, participants);
  if (participants != NULL)
    g_signal_connect_swapped (participants, "items-changed", G_CALLBACK (participants_changed_cb), self);
  rebuild (self);
}

/**
 * qv_seat_switch_set_helix:
 * @self: a switch
 * @helix: who speaks; %QV_HELIX_NONE hides the seats
 *
 * Unsets the seat.
 */
void
qv_seat_switch_set_helix (QvSeatSwitch *self, QvHelix helix)
{
  g_return_if_fail (QV_IS_SEAT_SWITCH (self));

  if (self->helix == helix)
    return;
  self->helix = helix;
  rebuild (self);
  qv_seat_switch_set_seat (self, QV_SEAT_NOT_CHOSEN);
}

int
qv_seat_switch_get_seat (QvSeatSwitch *self)
{
  g_return_val_if_fail (QV_IS_SEAT_SWITCH (self), QV_SEAT_NOT_CHOSEN);

  return self->seat;
}

void
qv_seat_switch_set_seat (QvSeatSwitch *self, int seat)
{
  g_return_if_fail (QV_IS_SEAT_SWITCH (self));
  g_return_if_fail (seat <= QV_SEAT_NONE || qv_seat_switch_has_seat (self, seat));

  if (self->seat == seat)
    return;
  self->seat = seat;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEAT]);
}

/**
 * qv_seat_switch_step:
 * @self: a switch
 * @step: 1 for the next seat, -1 for the one before
 */
void
qv_seat_switch_step (QvSeatSwitch *self, int step)
{
  int n = (int) self->seats->len;
  int index = step > 0 ? -1 : n;

  g_return_if_fail (QV_IS_SEAT_SWITCH (self));

  if (n == 0)
    return;
  for (int i = 0; i < n; i++)
    if (g_array_index (self->seats, Seat, i).number == self->seat)
      index = i;
  index = CLAMP (index + step, 0, n - 1);
  qv_seat_switch_set_seat (self, g_array_index (self->seats, Seat, index).number);
}

gboolean
qv_seat_switch_has_seat (QvSeatSwitch *self, int seat)
{
  for (guint i = 0; i < self->seats->len; i++)
    if (g_array_index (self->seats, Seat, i).number == seat)
      return TRUE;
  return FALSE;
}

guint
qv_seat_switch_get_n_seats (QvSeatSwitch *self)
{
  return self->seats->len;
}

/**
 * qv_seat_switch_get_participant:
 * @self: a switch
 *
 * Returns: who sits on the chosen seat, or %QV_ID_NONE
 */
QvId
qv_seat_switch_get_participant (QvSeatSwitch *self)
{
  for (guint i = 0; i < self->seats->len; i++)
    if (g_array_index (self->seats, Seat, i).number == self->seat)
      return g_array_index (self->seats, Seat, i).participant;
  return QV_ID_NONE;
}
