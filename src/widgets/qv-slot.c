/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-widgets"

/* A place for a child that is moved from one place to another as the room changes. GTK asks a widget once
 * whether its height follows its width, and the answer of a bin that is empty then stays when a child with
 * lines of text comes: its height would be that of lines that are not wrapped. */

#include "config.h"

#include "qv-slot.h"

struct _QvSlot
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (QvSlot, qv_slot, ADW_TYPE_BIN)

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  *minimum = *natural = 0;
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
qv_slot_class_init (QvSlotClass *klass)
{
}

static void
qv_slot_init (QvSlot *self)
{
  /* What the class says of the way of asking is not heard beside a layout. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}
