/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-side.h"

#include <glib/gi18n.h>

#include "qv-clock.h"
#include "qv-presenter-parts.h"

#define MARK_SIZE 40.0
#define LOGO_SIZE 18.0
#define COUNT_WIDTH 94.0
#define MANY_LETTERS 5 /* of the clock: more than "12:24" need smaller figures */

struct _QvPresenterSide
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkGrid *logo;
  GtkLabel *title;
  GtkLabel *step;
  GtkLabel *time;
  GtkProgressBar *bar;
  GtkLabel *detail;
  GtkLabel *notes;
  GtkWidget *rows[QV_N_HELICES + 1]; /* by #QvHelix */
  GtkLabel *counts[QV_N_HELICES + 1];
  GtkLabel *names[QV_N_HELICES + 1];
  GtkWidget *list;
  int width;
};

G_DEFINE_FINAL_TYPE (QvPresenterSide, qv_presenter_side, GTK_TYPE_WIDGET)

static void
qv_presenter_side_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_PRESENTER_SIDE);
  G_OBJECT_CLASS (qv_presenter_side_parent_class)->dispose (object);
}

/* Long titles wrap; they do not make the column wider. */
static void
qv_presenter_side_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  QvPresenterSide *self = QV_PRESENTER_SIDE (widget);
  int width;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  width = MAX (width, self->width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = width;
  else
    gtk_widget_measure (self->box, orientation, width, minimum, natural, NULL, NULL);
}

static void
qv_presenter_side_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (QV_PRESENTER_SIDE (widget)->box, width, height, baseline, NULL);
}

static void
qv_presenter_side_class_init (QvPresenterSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_side_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/presenter/qv-presenter-side.ui");
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, box);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, logo);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, title);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, step);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, time);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, bar);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, detail);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, notes);
  gtk_widget_class_bind_template_child (widget_class, QvPresenterSide, list);
  widget_class->measure = qv_presenter_side_measure;
  widget_class->size_allocate = qv_presenter_side_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "presenterside");
}

static void
add_row (QvPresenterSide *self, QvHelix helix)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *count = qv_presenter_make_label (NULL, "count", FALSE);
  GtkWidget *name = qv_presenter_make_label (NULL, "name", FALSE);

  gtk_label_set_ellipsize (GTK_LABEL (count), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (row), qv_presenter_make_mark (helix, -1, MARK_SIZE));
  gtk_box_append (GTK_BOX (row), count);
  gtk_box_append (GTK_BOX (row), name);
  gtk_widget_add_css_class (row, "helix-row");
  gtk_box_append (GTK_BOX (self->list), row);
  self->rows[helix] = row;
  self->counts[helix] = GTK_LABEL (count);
  self->names[helix] = GTK_LABEL (name);
}

static void
qv_presenter_side_init (QvPresenterSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      gtk_grid_attach (self->logo, qv_presenter_make_mark ((QvHelix) (i + 1), -1, LOGO_SIZE), (int) i % 2,
                       (int) i / 2, 1, 1);
      add_row (self, (QvHelix) (i + 1));
    }
  add_row (self, QV_HELIX_NONE);
}

/**
 * qv_presenter_side_set_width:
 * @self: a column
 * @width: of what is in it, in pixels of the screen
 */
void
qv_presenter_side_set_width (QvPresenterSide *self, int width)
{
  g_return_if_fail (QV_IS_PRESENTER_SIDE (self));

  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * qv_presenter_format_time:
 * @when: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the time of the day: "15:14"
 */
char *
qv_presenter_format_time (gint64 when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

static gboolean
is_under_way (const QvClockReading *reading)
{
  return reading->state == QV_WORKSHOP_RUNNING || reading->state == QV_WORKSHOP_PAUSED;
}

/**
 * qv_presenter_format_clock:
 * @reading: what the clock shows
 *
 * Returns: (transfer full): what is left of the step, or the time of the day before the start and after the
 * end
 */
char *
qv_presenter_format_clock (const QvClockReading *reading)
{
  return is_under_way (reading) ? qv_clock_reading_format (reading)
                                : qv_presenter_format_time (qv_clock_steady_now ());
}

static const char *
describe (const QvClockReading *reading, const QvCatalogue *words)
{
  switch (reading->state)
    {
    case QV_WORKSHOP_NOT_STARTED:
      /* Translators: under the time of the day, before a workshop */
      return qv_catalogue_get (words, "We are about to begin");
    case QV_WORKSHOP_ENDED:
      /* Translators: under the time of the day, after a workshop */
      return qv_catalogue_get (words, "The workshop is over");
    case QV_WORKSHOP_PAUSED:
      return qv_catalogue_get (words, "paused");
    case QV_WORKSHOP_RUNNING:
    default:
      break;
    }
  if (reading->length <= 0)
    return qv_catalogue_get (words, "so far");
  if (reading->remaining < 0)
    /* Translators: on the projector under the clock, by which a step is over: "−02:10 over time" */
    return qv_catalogue_get (words, "over time");
  /* Translators: on the projector under the clock: "12:24 minutes left" */
  return qv_catalogue_get (words, "minutes left");
}

static void
set_class (gpointer widget, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (widget), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (widget), name);
}

/**
 * qv_presenter_side_show_clock:
 * @self: a column
 * @source: what is shown
 *
 * To be called each second.
 */
void
qv_presenter_side_show_clock (QvPresenterSide *self, QvPresenterSource *source)
{
  QvClockReading reading;
  g_autofree char *time = NULL;
  double left;

  qv_presenter_source_read_clock (source, &reading);
  time = qv_presenter_format_clock (&reading);
  gtk_label_set_label (self->time, time);
  set_class (self->time, "long", g_utf8_strlen (time, -1) > MANY_LETTERS);
  set_class (self, "orange", reading.level == QV_CLOCK_LEVEL_ORANGE);
  set_class (self, "red", reading.level == QV_CLOCK_LEVEL_RED);
  gtk_label_set_label (self->detail, describe (&reading, qv_presenter_source_get_words (source)));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_under_way (&reading) && reading.length > 0);
  left = reading.length > 0 ? (double) reading.remaining / (double) reading.length : 0.0;
  gtk_progress_bar_set_fraction (self->bar, 1.0 - CLAMP (left, 0.0, 1.0));
}

/* Large letters leave room for shapes and numbers only. */
static void
set_form (QvPresenterSide *self, gboolean is_large)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->list),
                                  is_large ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (GTK_BOX (self->list), is_large);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->names[i]), !is_large);
      gtk_label_set_xalign (self->counts[i], is_large ? 0.0f : 1.0f);
      qv_presenter_set_size (GTK_WIDGET (self->counts[i]), is_large ? -1.0 : COUNT_WIDTH, -1.0);
    }
}

/**
 * qv_presenter_side_show:
 * @self: a column
 * @source: what is shown
 * @is_large: whether letters are large, and there is room for less
 */
void
qv_presenter_side_show (QvPresenterSide *self, QvPresenterSource *source, gboolean is_large)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);
  g_auto (QvHearing) hearing = { 0 };
  g_autofree char *total = NULL;
  guint n = 0;

  qv_presenter_source_hear (source, &hearing);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    {
      g_autofree char *count = g_strdup_printf ("%u", hearing.n_notes[i]);

      n += hearing.n_notes[i];
      gtk_label_set_label (self->counts[i], count);
      gtk_label_set_label (self->names[i], qv_presenter_source_get_helix_title (source, (QvHelix) i));
    }
  set_form (self, is_large);
  gtk_widget_set_visible (self->rows[QV_HELIX_NONE], hearing.n_notes[QV_HELIX_NONE] > 0 && !is_large);
  total =
      g_strdup_printf (qv_catalogue_get_plural (words, "%u note at the table", "%u notes at the table", n),
                       n);
  gtk_label_set_label (self->notes, total);
  gtk_label_set_label (self->title, qv_presenter_source_get_title (source));
  gtk_label_set_label (self->step, qv_presenter_source_get_step (source));
  qv_presenter_side_show_clock (self, source);
}
