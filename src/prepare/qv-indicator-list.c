/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indicators that the session leans on, in their order. */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-indicator-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "qv-look.h"
#include "qv-pill.h"
#include "qv-preparing.h"
#include "qv-spark.h"

#define SPARK_WIDTH 46
#define SPARK_HEIGHT 26

struct _QvIndicatorList
{
  AdwBin parent_instance;

  GtkListBox *list;
  QvPrepareContext *context;
  QvId moving; /* the choice whose row is to have the keyboard when the rows are made anew */
};

G_DEFINE_FINAL_TYPE (QvIndicatorList, qv_indicator_list, ADW_TYPE_BIN)

static QvId
get_choice (GtkWidget *row)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (row), "qv-choice");
}

static void
move (QvIndicatorList *self, GtkWidget *row, int by)
{
  self->moving = get_choice (row);
  qv_prepare_context_apply (self->context,
                            qv_preparing_move_indicator (qv_prepare_context_get (self->context), self->moving,
                                                         by));
}

static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, QvIndicatorList *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (row == NULL || modifiers != GDK_ALT_MASK)
    return FALSE;
  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    move (self, row, -1);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    move (self, row, 1);
  else
    return FALSE;
  return TRUE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvIndicatorList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  int n = (int) qv_prepare_context_get (self->context)->indicators->len;
  int to = row != NULL ? gtk_list_box_row_get_index (row) : n - 1;

  for (int i = 0; i < n; i++)
    {
      GtkWidget *source = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i));

      if (source != NULL && get_choice (source) == g_value_get_int64 (value))
        {
          move (self, source, to - i);
          return TRUE;
        }
    }
  return FALSE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *row)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, icon, 8, 8);
  return gdk_content_provider_new_typed (G_TYPE_INT64, get_choice (row));
}

static void
remove_clicked_cb (GtkWidget *button, QvIndicatorList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_remove_indicator (qv_prepare_context_get (self->context),
                                                                get_choice (row)));
}

/* "2012–2023"; a single period stands alone. */
static char *
format_periods (const QvPreparedIndicator *indicator)
{
  if (g_strcmp0 (indicator->first_period, indicator->last_period) == 0)
    return g_strdup (indicator->last_period);
  return g_strdup_printf ("%s–%s", indicator->first_period, indicator->last_period);
}

static char *
format_indicator (const QvPreparedIndicator *indicator)
{
  guint n_missing = indicator->n_territories - MIN (indicator->n_values, indicator->n_territories);
  g_autofree char *periods = indicator->last_period != NULL ? format_periods (indicator) : NULL;
  g_autofree char *source = indicator->observatory != NULL && periods != NULL
                                ? g_strdup_printf ("%s · %s", indicator->observatory, periods)
                                : g_strdup (periods);

  if (source == NULL)
    return g_strdup (_ ("No figures yet"));
  if (n_missing > 0)
    /* Translators: periods, and how many territories have no figure: "2018–2023 · 1 territory without
     * figures" */
    return g_strdup_printf (ngettext ("%s · %u territory without figures",
                                      "%s · %u territories without figures", n_missing),
                            source, n_missing);
  return g_strdup_printf (ngettext ("%s · %u territory", "%s · %u territories", indicator->n_values), source,
                          indicator->n_values);
}

typedef struct
{
  guint n;
  double values[];
} Series;

static void
draw_spark (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Series *series = data;

  qv_spark_draw (cr, qv_look_get_palette (), series->values, NULL, series->n, width, height);
}

/* The course of the figures: their sum where they are counts, the one in the middle where they are rates. */
static GtkWidget *
make_spark (const QvPreparedIndicator *indicator)
{
  GtkWidget *spark = gtk_drawing_area_new ();
  Series *series = g_malloc (sizeof (Series) + sizeof (double) * indicator->n_periods);
  double first = indicator->series[0], last = indicator->series[indicator->n_periods - 1];
  g_autofree char *periods = format_periods (indicator);
  /* Translators: what a small line shows: "2012–2023: falling" */
  g_autofree char *name = g_strdup_printf (last > first   ? _ ("%s: rising")
                                           : last < first ? _ ("%s: falling")
                                                          : _ ("%s: as at the start"),
                                           periods);

  series->n = indicator->n_periods;
  memcpy (series->values, indicator->series, sizeof (double) * series->n);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (spark), SPARK_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (spark), SPARK_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (spark), draw_spark, series, g_free);
  gtk_widget_set_valign (spark, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spark, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spark), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  qv_look_watch (spark, NULL);
  return spark;
}

static GtkWidget *
make_indicator_row (QvIndicatorList *self, const QvPreparedIndicator *indicator)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  g_autofree char *detail = format_indicator (indicator);
  const char *title = qv_record_get_text (indicator->indicator, QV_INDICATOR_NAME);
  /* Translators: %s is an indicator */
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), title);

  g_object_set_data_full (G_OBJECT (row), "qv-choice", g_memdup2 (&indicator->choice, sizeof (QvId)), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), handle);
  if (indicator->n_values < indicator->n_territories)
    {
      /* Translators: on an indicator that lacks figures of some territories */
      GtkWidget *gap = qv_pill_new (_ ("gap"), NULL, QV_PILL_OUTLINED);

      gtk_widget_set_valign (gap, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gap);
    }
  else if (indicator->n_periods > 1)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_spark (indicator));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  gtk_widget_add_css_class (handle, "drag-handle");
  gtk_widget_set_tooltip_text (handle, _ ("Drag, or Alt+↑ and Alt+↓, to move the indicator"));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), row, 0);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  return row;
}

static void
changed_cb (QvIndicatorList *self)
{
  GPtrArray *indicators = qv_prepare_context_get (self->context)->indicators;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < indicators->len; i++)
    {
      const QvPreparedIndicator *indicator = indicators->pdata[i];
      GtkWidget *made = make_indicator_row (self, indicator);

      gtk_list_box_append (self->list, made);
      if (indicator->choice == self->moving)
        gtk_widget_grab_focus (made);
    }
  self->moving = QV_ID_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), indicators->len > 0);
}

static void
qv_indicator_list_finalize (GObject *object)
{
  g_clear_object (&QV_INDICATOR_LIST (object)->context);
  G_OBJECT_CLASS (qv_indicator_list_parent_class)->finalize (object);
}

static void
qv_indicator_list_class_init (QvIndicatorListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_indicator_list_finalize;
}

static void
qv_indicator_list_init (QvIndicatorList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Indicators"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_margin_top (GTK_WIDGET (self), 8);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * qv_indicator_list_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): the list, which is hidden while there are none
 */
GtkWidget *
qv_indicator_list_new (QvPrepareContext *context)
{
  QvIndicatorList *self = g_object_new (QV_TYPE_INDICATOR_LIST, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
