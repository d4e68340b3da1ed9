/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button on the map that is one note or a cluster of them. It draws itself, so that two hundred of them
 * cost little. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-note-pin.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "qv-look.h"
#include "qv-symbol.h"
#include "qv-wording.h"

#define PIN_BOX 36
#define PIN_SIZE 24.0
#define PIN_ROOM 28.0 /* of a pin with its edge */
#define ROOM 2        /* for edges that reach over the box */
#define PILL_HEIGHT 26
#define PILL_TEXT 15 /* pixels */
#define PILL_MARK 13.0
#define PILL_PADDING 9.0
#define PILL_GAP 5.0
#define PILL_STEP 9.0
#define DROP_MS 180
#define DROP_HEIGHT 28.0

struct _QvNotePin
{
  GtkButton parent_instance;

  QvId note;
  QvHelix helix;
  QvNoteKind kind;
  guint cluster; /* number of the cluster, when note is QV_ID_NONE */
  guint counts[QV_N_HELICES + 1];
  gboolean selected;
  gboolean is_vague; /* somewhere in its territory */
  double fallen;     /* 0 above its place, 1 on it */
  AdwAnimation *animation;
  double magnification;
  GskRenderNode *node;
};

G_DEFINE_FINAL_TYPE (QvNotePin, qv_note_pin, GTK_TYPE_BUTTON)

static void
forget_drawing (QvNotePin *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static PangoLayout *
make_count (GtkWidget *widget, double magnification, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  /* The font of the window is magnified already. */
  if (magnification != 1.0)
    pango_attr_list_insert (attributes, pango_attr_size_new_absolute (PILL_TEXT * PANGO_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static int
measure_pill (QvNotePin *self)
{
  double width = 2.0 * PILL_PADDING - PILL_STEP;

  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (self->counts[i] > 0)
      {
        g_autoptr (PangoLayout) layout = make_count (GTK_WIDGET (self), self->magnification, self->counts[i]);
        int text_width;

        pango_layout_get_pixel_size (layout, &text_width, NULL);
        width += PILL_MARK + PILL_GAP + text_width + PILL_STEP;
      }
  return (int) ceil (width);
}

static void
trace_pill (cairo_t *cr, double width, double height)
{
  double radius = height / 2.0;

  cairo_new_path (cr);
  cairo_arc (cr, radius, radius, radius, G_PI_2, 3.0 * G_PI_2);
  cairo_arc (cr, width - radius, radius, radius, -G_PI_2, G_PI_2);
  cairo_close_path (cr);
}

/* The greatest count stands first; equal ones in the order of the helices, those not attributed last. */
static guint
take_greatest (guint counts[QV_N_HELICES + 1])
{
  guint best = 1;

  for (guint i = 2; i <= QV_N_HELICES; i++)
    if (counts[i] > counts[best])
      best = i;
  if (counts[0] > counts[best])
    best = 0;
  return best;
}

static void
draw_pill (QvNotePin *self, cairo_t *cr, double width, double height)
{
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (self));
  guint counts[QV_N_HELICES + 1];
  double x = PILL_PADDING;

  memcpy (counts, self->counts, sizeof counts);
  trace_pill (cr, width, height);
  qv_palette_set_source (cr, palette->view, 1.0);
  cairo_fill_preserve (cr);
  qv_palette_set_source (cr, palette->flags & QV_PALETTE_HIGH_CONTRAST ? palette->text : palette->grid, 1.0);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  if (self->selected)
    {
      trace_pill (cr, width, height);
      qv_palette_set_source (cr, palette->ink, 1.0);
      cairo_set_line_width (cr, 4.0);
      cairo_stroke (cr);
    }
  for (guint shown = 0; shown <= QV_N_HELICES; shown++)
    {
      guint helix = take_greatest (counts);
      g_autoptr (PangoLayout) layout = NULL;
      int text_width, text_height;

      if (counts[helix] == 0)
        break;
      layout = make_count (GTK_WIDGET (self), self->magnification, counts[helix]);
      counts[helix] = 0;
      pango_layout_get_pixel_size (layout, &text_width, &text_height);
      qv_symbol_draw (cr, palette, (QvHelix) helix, QV_SYMBOL_NO_KIND, QV_SYMBOL_FILLED, x + PILL_MARK / 2.0,
                      height / 2.0, PILL_MARK);
      x += PILL_MARK + PILL_GAP;
      qv_palette_set_source (cr, palette->text, 1.0);
      cairo_move_to (cr, x, (height - text_height) / 2.0);
      pango_cairo_show_layout (cr, layout);
      x += text_width + PILL_STEP;
    }
}

static void
draw_pin (QvNotePin *self, cairo_t *cr, double width, double height)
{
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (self));
  double x = width / 2.0, y = height / 2.0;

  if (self->is_vague && !self->selected)
    qv_symbol_draw_vague (cr, palette, x, y, PIN_SIZE);
  if (self->selected)
    {
      cairo_arc (cr, x, y, PIN_BOX / 2.0 - 1.5, 0.0, 2.0 * G_PI);
      qv_palette_set_source (cr, 0xffffff, 0.75);
      cairo_fill_preserve (cr);
      qv_palette_set_source (cr, palette->flags & QV_PALETTE_DARK ? 0xffffff : 0x2e2c33, 1.0);
      cairo_set_line_width (cr, 2.5);
      cairo_stroke (cr);
    }
  qv_symbol_draw (cr, palette, self->helix, (int) self->kind, QV_SYMBOL_PIN, x, y, PIN_SIZE);
}

/* A sprite: while the map moves, copying it costs a tenth of drawing its paths and figures anew. */
static GskRenderNode *
make_node (QvNotePin *self, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *sprite = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (width + 2 * ROOM) * scale,
                                                        (height + 2 * ROOM) * scale);
  GskRenderNode *node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (-ROOM, -ROOM, (float) (width + 2 * ROOM), (float) (height + 2 * ROOM)));
  cairo_t *cr;

  cairo_surface_set_device_scale (sprite, scale, scale);
  cr = cairo_create (sprite);
  cairo_translate (cr, ROOM, ROOM);
  cairo_scale (cr, self->magnification, self->magnification);
  if (self->note != QV_ID_NONE)
    draw_pin (self, cr, width / self->magnification, height / self->magnification);
  else
    draw_pill (self, cr, width / self->magnification, height / self->magnification);
  cairo_destroy (cr);

  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, sprite, -ROOM, -ROOM);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (sprite);
  return node;
}

static void
qv_note_pin_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvNotePin *self = QV_NOTE_PIN (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->node == NULL)
    self->node = make_node (self, width, height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (0.0f, (float) (DROP_HEIGHT * (self->fallen - 1.0))));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
}

static void
qv_note_pin_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  QvNotePin *self = QV_NOTE_PIN (widget);

  if (self->note != QV_ID_NONE)
    *minimum = PIN_BOX;
  else
    *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? measure_pill (self) : PILL_HEIGHT;
  *minimum = (int) ceil (*minimum * self->magnification);
  *natural = *minimum;
}

static void
qv_note_pin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_pointer (&QV_NOTE_PIN (widget)->node, gsk_render_node_unref);
}

static void
qv_note_pin_dispose (GObject *object)
{
  QvNotePin *self = QV_NOTE_PIN (object);

  g_clear_object (&self->animation);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (qv_note_pin_parent_class)->dispose (object);
}

static void
qv_note_pin_class_init (QvNotePinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_note_pin_dispose;
  widget_class->measure = qv_note_pin_measure;
  widget_class->snapshot = qv_note_pin_snapshot;
  widget_class->size_allocate = qv_note_pin_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "notepin");
}

static void
qv_note_pin_init (QvNotePin *self)
{
  self->fallen = 1.0;
  self->magnification = 1.0;
  /* A button's layout manager would measure a child, and a pin has none. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  qv_look_watch (GTK_WIDGET (self), G_CALLBACK (forget_drawing));
}

/**
 * qv_note_pin_new:
 *
 * Returns: (transfer floating): a pin of nothing yet
 */
GtkWidget *
qv_note_pin_new (void)
{
  return g_object_new (QV_TYPE_NOTE_PIN, NULL);
}

static void
set_name (QvNotePin *self, const char *name)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * qv_note_pin_get_sizes:
 * @widget: on which pins are
 * @magnification: how many times as large they are
 * @sizes: (out): what pins and pills take on @widget, in pixels before the magnification
 */
void
qv_note_pin_get_sizes (GtkWidget *widget, double magnification, QvPinSizes *sizes)
{
  /* The figures of a pill are all as wide as this one. */
  g_autoptr (PangoLayout) layout = make_count (widget, magnification, 0);
  int digit;

  pango_layout_get_pixel_size (layout, &digit, NULL);
  *sizes = (QvPinSizes){ .pin = PIN_ROOM,
                         .pill = PILL_HEIGHT,
                         .ends = 2.0 * PILL_PADDING - PILL_STEP,
                         .entry = PILL_MARK + PILL_GAP + PILL_STEP,
                         .digit = digit };
}

/**
 * qv_note_pin_set_note:
 * @self: a pin
 * @note: id of the note that it is
 * @helix: whose shape
 * @kind: whose glyph
 * @name: what is said of it
 */
void
qv_note_pin_set_note (QvNotePin *self, QvId note, QvHelix helix, QvNoteKind kind, const char *name)
{
  g_return_if_fail (QV_IS_NOTE_PIN (self));
  g_return_if_fail (note != QV_ID_NONE);

  self->note = note;
  self->helix = helix;
  self->kind = kind;
  set_name (self, name);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "cluster");
  forget_drawing (self);
}

/**
 * qv_note_pin_set_cluster:
 * @self: a pin
 * @counts: (array fixed-size=5): how many notes of each helix, by #QvHelix, those not attributed first
 * @cluster: the caller's number of the cluster
 */
void
qv_note_pin_set_cluster (QvNotePin *self, const guint counts[QV_N_HELICES + 1], guint cluster)
{
  g_autoptr (GString) name = g_string_new (NULL);
  guint total = 0;

  g_return_if_fail (QV_IS_NOTE_PIN (self));

  for (guint i = 0; i <= QV_N_HELICES; i++)
    total += counts[i];
  g_string_append_printf (name, ngettext ("%u note", "%u notes", total), total);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (counts[i] > 0)
      g_string_append_printf (name, ", %s %u", qv_helix_get_title ((QvHelix) i), counts[i]);

  self->note = QV_ID_NONE;
  self->cluster = cluster;
  set_name (self, name->str);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cluster");
  if (memcmp (self->counts, counts, sizeof self->counts) != 0)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  memcpy (self->counts, counts, sizeof self->counts);
  forget_drawing (self);
}

/**
 * qv_note_pin_set_vague:
 * @self: a pin
 * @is_vague: whether its note is somewhere in the territory and not at this very point
 */
void
qv_note_pin_set_vague (QvNotePin *self, gboolean is_vague)
{
  g_return_if_fail (QV_IS_NOTE_PIN (self));

  if (self->is_vague == is_vague)
    return;
  self->is_vague = is_vague;
  forget_drawing (self);
}

/**
 * qv_note_pin_set_selected:
 * @self: a pin
 * @selected: whether it is, or holds, the chosen note
 */
void
qv_note_pin_set_selected (QvNotePin *self, gboolean selected)
{
  g_return_if_fail (QV_IS_NOTE_PIN (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  forget_drawing (self);
}

/**
 * qv_note_pin_set_magnification:
 * @self: a pin
 * @magnification: how many times as large it is
 */
void
qv_note_pin_set_magnification (QvNotePin *self, double magnification)
{
  g_return_if_fail (QV_IS_NOTE_PIN (self));

  if (self->magnification == magnification)
    return;
  self->magnification = magnification;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  forget_drawing (self);
}

/**
 * qv_note_pin_get_note:
 * @self: a pin
 *
 * Returns: the id of its note, or %QV_ID_NONE for a cluster
 */
QvId
qv_note_pin_get_note (QvNotePin *self)
{
  g_return_val_if_fail (QV_IS_NOTE_PIN (self), QV_ID_NONE);

  return self->note;
}

/**
 * qv_note_pin_get_cluster:
 * @self: a pin that is a cluster
 *
 * Returns: the caller's number of the cluster
 */
guint
qv_note_pin_get_cluster (QvNotePin *self)
{
  g_return_val_if_fail (QV_IS_NOTE_PIN (self), 0);

  return self->cluster;
}

static void
fall_cb (double value, QvNotePin *self)
{
  self->fallen = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * qv_note_pin_drop:
 * @self: a pin
 *
 * Lets the pin fall on its place, unless the user wants no animations.
 */
void
qv_note_pin_drop (QvNotePin *self)
{
  g_return_if_fail (QV_IS_NOTE_PIN (self));

  if (self->animation == NULL)
    self->animation = g_object_ref_sink (
        adw_timed_animation_new (GTK_WIDGET (self), 0.0, 1.0, DROP_MS,
                                 adw_callback_animation_target_new ((AdwAnimationTargetFunc) fall_cb, self,
                                                                    NULL)));
  adw_animation_play (self->animation);
}
