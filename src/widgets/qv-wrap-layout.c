/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-widgets"

/* Puts children one after the other in lines, as words in a text. GtkFlowBox would align them in columns. */

#include "config.h"

#include "qv-wrap-layout.h"

#define LINE_KEY "qv-begins-line"

struct _QvWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  gboolean shrinks;
};

G_DEFINE_FINAL_TYPE (QvWrapLayout, qv_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
qv_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What a child needs to stand in a line: all that it asks for, or as little as it can do with. */
static int
get_needed (QvWrapLayout *self, GtkWidget *child, int width)
{
  GtkRequisition least, size;

  gtk_widget_get_preferred_size (child, &least, &size);
  return self->shrinks ? least.width : MIN (size.width, width);
}

/* The width of each child of one line, from @first to before @end. */
static GArray *
share_line (QvWrapLayout *self, GtkWidget *first, GtkWidget *end, int width)
{
  GArray *sizes = g_array_new (FALSE, TRUE, sizeof (GtkRequestedSize));
  int rest = width;
  guint i = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize requested = { 0 };
      GtkRequisition size;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_get_preferred_size (child, NULL, &size);
      requested.minimum_size = MIN (get_needed (self, child, width), width);
      requested.natural_size = MIN (size.width, width);
      rest -= requested.minimum_size + (sizes->len > 0 ? self->spacing : 0);
      g_array_append_val (sizes, requested);
    }
  rest = gtk_distribute_natural_allocation (MAX (rest, 0), sizes->len,
                                            (GtkRequestedSize *) (void *) sizes->data);
  for (GtkWidget *child = first; self->shrinks && child != end; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          g_array_index (sizes, GtkRequestedSize, i).minimum_size += rest;
          rest = 0;
        }
      i++;
    }
  return sizes;
}

/* A child that gives way may need more lines of text. */
static int
get_height (QvWrapLayout *self, GtkWidget *child, int width)
{
  GtkRequisition least, size;
  int height;

  gtk_widget_get_preferred_size (child, &least, &size);
  if (!self->shrinks)
    return size.height;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MAX (width, least.width), NULL, &height, NULL, NULL);
  return height;
}

/* Gives the children of one line, from @first to before @end, their places; returns the line's height. */
static int
lay_line (QvWrapLayout *self,
          GtkWidget *widget,
          GtkWidget *first,
          GtkWidget *end,
          int y,
          int width,
          gboolean allocate)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) sizes = share_line (self, first, end, width);
  int height = 0, x = 0;
  guint i = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_height = get_height (self, child, g_array_index (sizes, GtkRequestedSize, i++).minimum_size);
      height = MAX (height, child_height);
    }
  i = 0;
  for (GtkWidget *child = first; allocate && child != end; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = g_array_index (sizes, GtkRequestedSize, i++).minimum_size;
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ is_rtl ? width - x - child_width : x, y, child_width,
                                                  self->shrinks ? height
                                                                : get_height (self, child, child_width) },
                                -1);
      x += child_width + self->spacing;
    }
  return height;
}

static gboolean
begins_line (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), LINE_KEY) != NULL;
}

/* Lays the children out in @width from @y on and returns where they end; allocates them if @allocate. */
static int
flow (QvWrapLayout *self, GtkWidget *widget, int y, int width, gboolean allocate)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  gboolean is_new_line = FALSE;
  int x = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int needed;

      is_new_line = is_new_line || begins_line (child);
      if (!gtk_widget_should_layout (child))
        continue;
      needed = get_needed (self, child, width);
      if (x > 0 && (x + needed > width || is_new_line))
        {
          y += lay_line (self, widget, first, child, y, width, allocate) + self->spacing;
          first = child;
          x = 0;
        }
      x += needed + self->spacing;
      is_new_line = FALSE;
    }
  return y + lay_line (self, widget, first, NULL, y, width, allocate);
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
    *minimum = *natural = flow (self, widget, 0, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static void
qv_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  QvWrapLayout *self = QV_WRAP_LAYOUT (manager);
  int spare = self->shrinks ? MAX (height - flow (self, widget, 0, width, FALSE), 0) : 0;

  flow (self, widget, spare / 2, width, TRUE);
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

/**
 * qv_wrap_layout_set_shrinks:
 * @self: a layout manager
 * @shrinks: whether children give way before a new line begins, and one that expands takes what is left
 */
void
qv_wrap_layout_set_shrinks (QvWrapLayout *self, gboolean shrinks)
{
  g_return_if_fail (QV_IS_WRAP_LAYOUT (self));

  self->shrinks = shrinks;
}

/**
 * qv_wrap_layout_begin_line:
 * @child: a child of a widget that is laid out in lines
 *
 * Makes it, or what follows where it is hidden, the first of a line even where the line before has room.
 */
void
qv_wrap_layout_begin_line (GtkWidget *child)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_object_set_data (G_OBJECT (child), LINE_KEY, GINT_TO_POINTER (TRUE));
}

/**
 * qv_wrap_box_new:
 * @spacing: pixels between children and between lines
 * @shrinks: as for qv_wrap_layout_set_shrinks()
 *
 * Returns: (transfer floating): a #GtkBox whose children stand in lines
 */
GtkWidget *
qv_wrap_box_new (int spacing, gboolean shrinks)
{
  GtkLayoutManager *layout = qv_wrap_layout_new (spacing);

  qv_wrap_layout_set_shrinks (QV_WRAP_LAYOUT (layout), shrinks);
  return g_object_new (GTK_TYPE_BOX, "layout-manager", layout, NULL);
}
