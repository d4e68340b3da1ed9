/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table seen from above, with its seats. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-seat-ring.h"

#include <math.h>

#include "qv-helix-mark.h"
#include "qv-look.h"
#include "qv-wording.h"

#define TARGET 38
#define SMALLEST_TARGET 22
#define MARK 22
#define SMALLEST_MARK 14
#define NATURAL 276
#define SMALLEST 200

struct _QvSeatRing
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GPtrArray *buttons; /* clockwise */
  QvId current;
  gboolean is_reorderable;
};

G_DEFINE_FINAL_TYPE (QvSeatRing, qv_seat_ring, GTK_TYPE_WIDGET)

enum
{
  SEAT_ACTIVATED,
  SEAT_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a button stands for. */
typedef struct
{
  QvId participant;
  QvHelixMark *mark;
} Place;

static Place *
get_place (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "qv-place");
}

static guint
find (QvSeatRing *self, QvId participant)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (get_place (self->buttons->pdata[i])->participant == participant)
      return i;
  return G_MAXUINT;
}

static void
clicked_cb (GtkWidget *button, QvSeatRing *self)
{
  g_signal_emit (self, signals[SEAT_ACTIVATED], 0, get_place (button)->participant);
}

/* Clockwise is to the right or down, in every language: the table is not a text. */
static int
get_step (guint key)
{
  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      return 1;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      return -1;
    default:
      return 0;
    }
}

static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, QvSeatRing *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  int step = get_step (key), n = (int) self->buttons->len;
  guint index, to;

  if (step == 0 || focus == NULL || !g_ptr_array_find (self->buttons, focus, &index))
    return FALSE;
  to = (guint) (((int) index + step + n) % n);
  if (modifiers == GDK_ALT_MASK && self->is_reorderable && n > 1)
    g_signal_emit (self, signals[SEAT_MOVED], 0, get_place (focus)->participant, to);
  else if (modifiers == 0)
    gtk_widget_grab_focus (self->buttons->pdata[to]);
  else
    return FALSE;
  return TRUE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, QvSeatRing *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) icon = NULL;

  if (!self->is_reorderable)
    return NULL;
  icon = gtk_widget_paintable_new (button);
  gtk_drag_source_set_icon (source, icon, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_INT64, get_place (button)->participant);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvSeatRing *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  QvId participant = g_value_get_int64 (value);
  guint to;

  if (!self->is_reorderable || find (self, participant) == G_MAXUINT ||
      !g_ptr_array_find (self->buttons, button, &to) || get_place (button)->participant == participant)
    return FALSE;
  g_signal_emit (self, signals[SEAT_MOVED], 0, participant, to);
  return TRUE;
}

static GtkWidget *
make_button (QvSeatRing *self, QvId participant)
{
  GtkWidget *button = gtk_button_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);
  Place *place = g_new (Place, 1);

  place->participant = participant;
  place->mark = QV_HELIX_MARK (qv_helix_mark_new (QV_HELIX_NONE, -1));
  gtk_widget_set_halign (GTK_WIDGET (place->mark), GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (place->mark));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "seat");
  g_object_set_data_full (G_OBJECT (button), "qv-place", place, g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
show_seat (GtkWidget *button, const QvSeat *seat)
{
  Place *place = get_place (button);
  g_autofree char *who = qv_wording_for_seat (seat->helix, seat->number);
  g_autofree char *name = seat->detail != NULL && *seat->detail != '\0'
                              ? g_strdup_printf ("%s, %s", who, seat->detail)
                              : g_strdup (who);

  qv_helix_mark_set_helix (place->mark, seat->helix);
  qv_helix_mark_set_outline (place->mark, seat->mark == QV_SEAT_MARK_OUTLINE);
  qv_helix_mark_set_number (place->mark, seat->mark == QV_SEAT_MARK_CHECK ? 0 : seat->number);
  qv_helix_mark_set_kind (place->mark, seat->mark == QV_SEAT_MARK_CHECK ? QV_NOTE_KIND_SOLUTION : -1);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The diameter at which the seats have room; more than thirty grow smaller instead. */
static int
get_natural_size (QvSeatRing *self)
{
  double circumference = MIN (self->buttons->len, 30) * (double) (MARK + 6);

  return MAX (NATURAL, (int) (circumference / G_PI) + TARGET);
}

static void
qv_seat_ring_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = SMALLEST;
  *natural = get_natural_size (QV_SEAT_RING (widget));
  *minimum_baseline = *natural_baseline = -1;
}

static double
get_table_radius (double size)
{
  return MAX (0.0, (size / 2.0 - TARGET) * 0.72);
}

static void
allocate_child (QvSeatRing *self, int width, int height)
{
  int child_width, child_height;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
  child_width = MIN (child_width, (int) (2.0 * get_table_radius (MIN (width, height))));
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, child_height, &child_width, NULL, NULL, NULL);
  child_width = MAX (child_width, (int) (1.7 * get_table_radius (MIN (width, height))));
  gtk_widget_size_allocate (self->child,
                            &(GtkAllocation){ (width - child_width) / 2, (height - child_height) / 2,
                                              child_width, child_height },
                            -1);
}

static void
qv_seat_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvSeatRing *self = QV_SEAT_RING (widget);
  guint n = self->buttons->len;
  double radius = (MIN (width, height) - TARGET) / 2.0;
  double chord = n > 1 ? 2.0 * radius * sin (G_PI / n) : TARGET;
  int target = CLAMP ((int) chord, SMALLEST_TARGET, TARGET);
  int mark = CLAMP ((int) chord - 4, SMALLEST_MARK, MARK);

  for (guint i = 0; i < n; i++)
    {
      double angle = 2.0 * G_PI * i / n;
      int x = (int) lround (width / 2.0 + radius * sin (angle) - target / 2.0);
      int y = (int) lround (height / 2.0 - radius * cos (angle) - target / 2.0);
      GtkWidget *button = self->buttons->pdata[i];

      qv_helix_mark_set_pixel_size (get_place (button)->mark, mark);
      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (button, &(GtkAllocation){ x, y, target, target }, -1);
    }
  if (self->child != NULL)
    allocate_child (self, width, height);
}

static void
qv_seat_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const QvPalette *palette = qv_look_get_palette ();
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  double radius = get_table_radius (MIN (width, height));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height));

  qv_palette_set_source (cr, palette->view, 1.0);
  cairo_arc (cr, width / 2.0, height / 2.0, radius, 0.0, 2.0 * G_PI);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.0);
  qv_palette_set_source (cr, palette->grid, 1.0);
  cairo_stroke (cr);
  cairo_arc (cr, width / 2.0, height / 2.0, MAX (radius - 6.0, 0.0), 0.0, 2.0 * G_PI);
  cairo_stroke (cr);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (qv_seat_ring_parent_class)->snapshot (widget, snapshot);
}

/* Tab comes in at the current seat and goes out again. */
static gboolean
qv_seat_ring_focus (GtkWidget *widget, GtkDirectionType direction)
{
  QvSeatRing *self = QV_SEAT_RING (widget);
  guint index = find (self, self->current);

  if (gtk_widget_get_focus_child (widget) != NULL || self->buttons->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (self->buttons->pdata[index != G_MAXUINT ? index : 0]);
}

static void
qv_seat_ring_dispose (GObject *object)
{
  QvSeatRing *self = QV_SEAT_RING (object);

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_unparent (self->buttons->pdata[i]);
  g_ptr_array_set_size (self->buttons, 0);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_seat_ring_parent_class)->dispose (object);
}

static void
qv_seat_ring_finalize (GObject *object)
{
  g_clear_pointer (&QV_SEAT_RING (object)->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (qv_seat_ring_parent_class)->finalize (object);
}

static void
qv_seat_ring_class_init (QvSeatRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_seat_ring_dispose;
  object_class->finalize = qv_seat_ring_finalize;
  widget_class->measure = qv_seat_ring_measure;
  widget_class->size_allocate = qv_seat_ring_size_allocate;
  widget_class->snapshot = qv_seat_ring_snapshot;
  widget_class->focus = qv_seat_ring_focus;

  signals[SEAT_ACTIVATED] = g_signal_new ("seat-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SEAT_MOVED] = g_signal_new ("seat-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "seatring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
qv_seat_ring_init (QvSeatRing *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buttons = g_ptr_array_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  qv_look_watch (GTK_WIDGET (self), NULL);
}

/**
 * qv_seat_ring_new:
 *
 * Returns: (transfer floating): a table without seats
 */
GtkWidget *
qv_seat_ring_new (void)
{
  return g_object_new (QV_TYPE_SEAT_RING, NULL);
}

/**
 * qv_seat_ring_set_seats:
 * @self: a ring
 * @seats: (array length=n_seats): clockwise from the top; what they point to is copied
 * @n_seats: how many
 *
 * Who stays keeps the button, and the focus with it.
 */
void
qv_seat_ring_set_seats (QvSeatRing *self, const QvSeat *seats, guint n_seats)
{
  g_autoptr (GPtrArray) old = NULL;
  GtkWidget *before = NULL;

  g_return_if_fail (QV_IS_SEAT_RING (self));

  old = g_steal_pointer (&self->buttons);
  self->buttons = g_ptr_array_new ();
  for (guint i = 0; i < n_seats; i++)
    {
      GtkWidget *button = NULL;

      for (guint j = 0; j < old->len && button == NULL; j++)
        if (get_place (old->pdata[j])->participant == seats[i].participant)
          button = g_ptr_array_steal_index (old, j);
      if (button == NULL)
        button = make_button (self, seats[i].participant);
      show_seat (button, &seats[i]);
      /* So that those who walk from widget to widget go round the table too. */
      gtk_widget_insert_after (button, GTK_WIDGET (self), before);
      before = button;
      g_ptr_array_add (self->buttons, button);
    }
  for (guint i = 0; i < old->len; i++)
    gtk_widget_unparent (old->pdata[i]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * qv_seat_ring_set_current:
 * @self: a ring
 * @participant: whose seat has the ring round it, or %QV_ID_NONE
 */
void
qv_seat_ring_set_current (QvSeatRing *self, QvId participant)
{
  g_return_if_fail (QV_IS_SEAT_RING (self));

  self->current = participant;
  for (guint i = 0; i < self->buttons->len; i++)
    if (get_place (self->buttons->pdata[i])->participant == participant)
      gtk_widget_add_css_class (self->buttons->pdata[i], "current");
    else
      gtk_widget_remove_css_class (self->buttons->pdata[i], "current");
}

/**
 * qv_seat_ring_set_child:
 * @self: a ring
 * @child: (nullable): what stands in the middle of the table
 */
void
qv_seat_ring_set_child (QvSeatRing *self, GtkWidget *child)
{
  g_return_if_fail (QV_IS_SEAT_RING (self));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * qv_seat_ring_set_reorderable:
 * @self: a ring
 * @reorderable: whether seats can be moved
 */
void
qv_seat_ring_set_reorderable (QvSeatRing *self, gboolean reorderable)
{
  g_return_if_fail (QV_IS_SEAT_RING (self));

  self->is_reorderable = reorderable;
}
