/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Puts children one after the other in lines, as words in a text. GtkFlowBox would align them in columns. */

#include "config.h"

#include "qv-wrap-layout.h"

struct _QvWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (QvWrapLayout, qv_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
qv_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Lays the children out in @width and returns the height; allocates them if @allocate. */
static int
flow (QvWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_get_preferred_size (child, NULL, &size);
      child_width = MIN (size.width, width);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line_height + self->spacing;
          line_height = 0;
        }
      if (allocate)
        {
          GtkAllocation place = { is_rtl ? width - x - child_width : x, y, child_width, size.height };

          gtk_widget_size_allocate (child, &place, -1);
        }
      x += child_width + self->spacing;
      line_height = MAX (line_height, size.height);
    }
  return y + line_height;
}

static void
measure_width (QvWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition least, size;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_get_preferred_size (child, &least, &size);
      *minimum = MAX (*minimum, least.width);
      *natural += size.width + (*natural > 0 ? self->spacing : 0);
    }
}

static void
qv_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  QvWrapLayout *self = QV_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = flow (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static void
qv_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  flow (QV_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
qv_wrap_layout_class_init (QvWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = qv_wrap_layout_get_request_mode;
  manager_class->measure = qv_wrap_layout_measure;
  manager_class->allocate = qv_wrap_layout_allocate;
}

static void
qv_wrap_layout_init (QvWrapLayout *self)
{
  self->spacing = 6;
}

/**
 * qv_wrap_layout_new:
 * @spacing: pixels between children and between lines
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
qv_wrap_layout_new (int spacing)
{
  QvWrapLayout *self = g_object_new (QV_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
