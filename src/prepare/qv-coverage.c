/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-coverage.h"

#include <glib/gi18n.h>

#include "qv-coverage-meter.h"
#include "qv-helix-mark.h"
#include "qv-preparing.h"
#include "qv-still-input.h"
#include "qv-wording.h"
#include "qv-wrap-layout.h"

#define MAX_TARGET 99
#define SETTLE_MS 500

typedef struct
{
  QvHelixMark *mark;
  QvCoverageMeter *meter;
  GtkLabel *count;
  GtkSpinButton *target;
  guint source;
} Line;

struct _QvCoverage
{
  GtkBox parent_instance;

  Line lines[QV_N_HELICES];
  GtkWidget *warning;
  GtkLabel *warning_label;
  QvPrepareContext *context;
  QvHelix missing;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvCoverage, qv_coverage, GTK_TYPE_BOX)

enum
{
  ADD_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
write_targets (QvCoverage *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);

  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      int target = gtk_spin_button_get_value_as_int (self->lines[i].target);

      if (self->lines[i].source == 0)
        continue;
      g_clear_handle_id (&self->lines[i].source, g_source_remove);
      if (preparation == NULL || (guint) target == qv_preparation_get_target (preparation, (QvHelix) (i + 1)))
        continue;
      qv_prepare_context_apply (self->context,
                                qv_preparing_set (preparation, _ ("Change seats wanted"), QV_ENTITY_SESSION,
                                                  preparation->session->id, QV_SESSION_TARGET_AUTHORITIES + i,
                                                  qv_value_int (target)));
    }
}

static gboolean
settle_cb (gpointer data)
{
  write_targets (data);
  return G_SOURCE_REMOVE;
}

static void
target_changed_cb (GtkSpinButton *spin, QvCoverage *self)
{
  if (self->is_showing)
    return;
  for (guint i = 0; i < QV_N_HELICES; i++)
    if (self->lines[i].target == spin)
      {
        g_clear_handle_id (&self->lines[i].source, g_source_remove);
        self->lines[i].source = g_timeout_add (SETTLE_MS, settle_cb, self);
      }
}

static const char *
get_warning (QvHelix helix)
{
  switch (helix)
    {
    case QV_HELIX_AUTHORITIES:
      return _ ("No authority has confirmed yet");
    case QV_HELIX_RESEARCH:
      return _ ("Nobody from research has confirmed yet");
    case QV_HELIX_COMPANIES:
      return _ ("No company has confirmed yet");
    case QV_HELIX_RESIDENTS:
    case QV_HELIX_NONE:
    default:
      return _ ("No resident has confirmed yet");
    }
}

static void
show_line (QvCoverage *self, guint index, guint n_confirmed, guint target)
{
  Line *line = &self->lines[index];
  /* Translators: seats that are taken, of those that are wanted: "3 of 4" */
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), n_confirmed, target);

  qv_helix_mark_set_outline (line->mark, n_confirmed == 0);
  qv_coverage_meter_show (line->meter, n_confirmed, target);
  gtk_label_set_label (line->count, count);
  if (n_confirmed == 0)
    gtk_widget_add_css_class (GTK_WIDGET (line->count), "missing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (line->count), "missing");
  if (line->source == 0)
    gtk_spin_button_set_value (line->target, target);
}

static void
changed_cb (QvCoverage *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  guint n_seats[QV_N_HELICES + 1], n_confirmed[QV_N_HELICES + 1];

  qv_preparation_count_seats (preparation, n_seats, n_confirmed);
  self->missing = QV_HELIX_NONE;
  self->is_showing = TRUE;
  for (guint i = QV_N_HELICES; i-- > 0;)
    {
      show_line (self, i, n_confirmed[i + 1], qv_preparation_get_target (preparation, (QvHelix) (i + 1)));
      if (n_confirmed[i + 1] == 0)
        self->missing = (QvHelix) (i + 1);
    }
  self->is_showing = FALSE;
  gtk_widget_set_visible (self->warning, self->missing != QV_HELIX_NONE);
  gtk_label_set_label (self->warning_label, get_warning (self->missing));
}

static void
add_clicked_cb (QvCoverage *self)
{
  g_signal_emit (self, signals[ADD_WANTED], 0, (int) self->missing);
}

/* The figures that are aimed at, changed where they stand. */
static GtkWidget *
make_targets (QvCoverage *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      const char *title = qv_helix_get_title ((QvHelix) (i + 1));
      GtkWidget *label = gtk_label_new (title);
      GtkWidget *spin = gtk_spin_button_new_with_range (0.0, MAX_TARGET, 1.0);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      g_signal_connect_object (spin, "value-changed", G_CALLBACK (target_changed_cb), self, 0);
      gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i, 1, 1);
      qv_still_input_wheel (spin);
      qv_still_input_undo (spin);
      gtk_grid_attach (GTK_GRID (grid), spin, 1, (int) i, 1, 1);
      self->lines[i].target = GTK_SPIN_BUTTON (spin);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Seats wanted"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Seats wanted"),
                                  -1);
  return button;
}

/* In columns while there is room; a meter that has none goes below its title. */
static GtkWidget *
make_lines (QvCoverage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) counts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_widget_set_hexpand (lines, TRUE);
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      Line *line = &self->lines[i];
      GtkWidget *row = qv_wrap_box_new (12, TRUE);
      GtkWidget *title_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *title = gtk_label_new (qv_helix_get_title ((QvHelix) (i + 1)));

      line->mark = QV_HELIX_MARK (qv_helix_mark_new ((QvHelix) (i + 1), -1));
      line->meter = QV_COVERAGE_METER (qv_coverage_meter_new ((QvHelix) (i + 1)));
      line->count = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
      gtk_label_set_xalign (line->count, 1.0f);
      gtk_widget_add_css_class (title, "title");
      gtk_widget_add_css_class (GTK_WIDGET (line->count), "numeric");
      gtk_widget_add_css_class (GTK_WIDGET (line->count), "count");
      gtk_size_group_add_widget (titles, title);
      gtk_size_group_add_widget (counts, GTK_WIDGET (line->count));
      gtk_box_append (GTK_BOX (title_box), GTK_WIDGET (line->mark));
      gtk_box_append (GTK_BOX (title_box), title);
      gtk_box_append (GTK_BOX (row), title_box);
      gtk_box_append (GTK_BOX (row), GTK_WIDGET (line->meter));
      gtk_box_append (GTK_BOX (row), GTK_WIDGET (line->count));
      gtk_box_append (GTK_BOX (lines), row);
    }
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), make_targets (self));
  return box;
}

static GtkWidget *
make_warning (QvCoverage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->warning = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->warning_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->warning_label, TRUE);
  gtk_label_set_xalign (self->warning_label, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->warning_label), TRUE);
  gtk_widget_add_css_class (self->warning, "warning-box");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->warning), icon);
  gtk_box_append (GTK_BOX (self->warning), GTK_WIDGET (self->warning_label));
  gtk_box_append (GTK_BOX (self->warning), button);
  return self->warning;
}

static void
qv_coverage_unmap (GtkWidget *widget)
{
  write_targets (QV_COVERAGE (widget));
  GTK_WIDGET_CLASS (qv_coverage_parent_class)->unmap (widget);
}

static void
qv_coverage_dispose (GObject *object)
{
  QvCoverage *self = QV_COVERAGE (object);

  for (guint i = 0; i < QV_N_HELICES; i++)
    g_clear_handle_id (&self->lines[i].source, g_source_remove);
  G_OBJECT_CLASS (qv_coverage_parent_class)->dispose (object);
}

static void
qv_coverage_finalize (GObject *object)
{
  g_clear_object (&QV_COVERAGE (object)->context);
  G_OBJECT_CLASS (qv_coverage_parent_class)->finalize (object);
}

static void
qv_coverage_class_init (QvCoverageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_coverage_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_coverage_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = qv_coverage_unmap;

  signals[ADD_WANTED] = g_signal_new ("add-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
qv_coverage_init (QvCoverage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "coverage");
  gtk_box_append (GTK_BOX (self), make_lines (self));
  gtk_box_append (GTK_BOX (self), make_warning (self));
}

/**
 * qv_coverage_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): the meter
 */
GtkWidget *
qv_coverage_new (QvPrepareContext *context)
{
  QvCoverage *self = g_object_new (QV_TYPE_COVERAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
