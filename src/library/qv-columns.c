/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-columns.h"

#include "qv-look.h"

struct _QvColumns
{
  GtkWidget parent_instance;

  GtkWidget *main;
  GtkWidget *side;
  int side_width;
  int threshold;
  gboolean side_first;
};

G_DEFINE_FINAL_TYPE (QvColumns, qv_columns, GTK_TYPE_WIDGET)

enum
{
  PROP_MAIN = 1,
  PROP_SIDE,
  PROP_SIDE_WIDTH,
  PROP_THRESHOLD,
  PROP_SIDE_FIRST,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
qv_columns_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  QvColumns *self = QV_COLUMNS (widget);
  int side_minimum = 0;
  int side_natural = 0;

  if (self->main != NULL)
    gtk_widget_measure (self->main, orientation, -1, minimum, natural, NULL, NULL);
  if (self->side == NULL)
    return;
  gtk_widget_measure (self->side, orientation, -1, &side_minimum, &side_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double scale = qv_look_get_text_scale (widget);

      *natural = MAX (*natural + MAX ((int) (self->side_width * scale), side_minimum),
                      (int) (self->threshold * scale));
      return;
    }
  *minimum = MAX (*minimum, side_minimum);
  *natural = MAX (*natural, side_natural);
}

static void
place (GtkWidget *child, int x, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

/* There are no breakpoints in this libadwaita. The side is hidden here and not by "visible", which
   would ask for a new layout in the middle of one. */
static void
qv_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvColumns *self = QV_COLUMNS (widget);
  double scale = qv_look_get_text_scale (widget);
  int side_width = (int) (self->side_width * scale);
  gboolean is_wide = self->side != NULL && width >= self->threshold * scale;
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean is_side_left = is_rtl != self->side_first;
  int main_width = is_wide ? width - side_width : width;

  if (self->main != NULL)
    place (self->main, is_side_left ? width - main_width : 0, main_width, height);
  if (self->side == NULL)
    return;
  gtk_widget_set_child_visible (self->side, is_wide);
  if (is_wide)
    place (self->side, is_side_left ? 0 : main_width, side_width, height);
}

static void
set_child (QvColumns *self, GtkWidget **child, GtkWidget *new)
{
  if (*child != NULL)
    gtk_widget_unparent (*child);
  *child = new;
  if (new != NULL)
    gtk_widget_set_parent (new, GTK_WIDGET (self));
}

static void
qv_columns_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvColumns *self = QV_COLUMNS (object);

  if (prop_id == PROP_MAIN)
    g_value_set_object (value, self->main);
  else if (prop_id == PROP_SIDE)
    g_value_set_object (value, self->side);
  else if (prop_id == PROP_SIDE_FIRST)
    g_value_set_boolean (value, self->side_first);
  else
    g_value_set_int (value, prop_id == PROP_SIDE_WIDTH ? self->side_width : self->threshold);
}

static void
qv_columns_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvColumns *self = QV_COLUMNS (object);

  if (prop_id == PROP_MAIN)
    set_child (self, &self->main, g_value_get_object (value));
  else if (prop_id == PROP_SIDE)
    set_child (self, &self->side, g_value_get_object (value));
  else if (prop_id == PROP_SIDE_WIDTH)
    self->side_width = g_value_get_int (value);
  else if (prop_id == PROP_SIDE_FIRST)
    self->side_first = g_value_get_boolean (value);
  else
    self->threshold = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
qv_columns_dispose (GObject *object)
{
  QvColumns *self = QV_COLUMNS (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_columns_parent_class)->dispose (object);
}

static void
qv_columns_class_init (QvColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qv_columns_get_property;
  object_class->set_property = qv_columns_set_property;
  object_class->dispose = qv_columns_dispose;
  widget_class->measure = qv_columns_measure;
  widget_class->size_allocate = qv_columns_size_allocate;
  props[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SIDE_WIDTH] = g_param_spec_int ("side-width", NULL, NULL, 0, G_MAXINT, 300, flags);
  props[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 900, flags);
  props[PROP_SIDE_FIRST] = g_param_spec_boolean ("side-first", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_columns_init (QvColumns *self)
{
  self->side_width = 300;
  self->threshold = 900;
}
