/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that is the shape of a helix. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-helix-mark.h"

#include "qv-look.h"
#include "qv-symbol.h"
#include "qv-wording.h"

struct _QvHelixMark
{
  GtkWidget parent_instance;

  QvHelix helix;
  int kind;
  int number; /* 0: none */
  gboolean outline;
  int pixel_size;
};

G_DEFINE_FINAL_TYPE (QvHelixMark, qv_helix_mark, GTK_TYPE_WIDGET)

enum
{
  PROP_HELIX = 1,
  PROP_KIND,
  PROP_OUTLINE,
  PROP_PIXEL_SIZE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
update_name (QvHelixMark *self)
{
  g_autofree char *name = NULL;

  if (self->kind == QV_SYMBOL_NO_KIND)
    name = qv_wording_for_seat (self->helix, self->number);
  else
    name = qv_wording_for_note ((QvNoteKind) self->kind, self->helix, 0, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
qv_helix_mark_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = QV_HELIX_MARK (widget)->pixel_size;
}

/* The number of a seat, in the colour of the glyph, or of the helix if the shape is an outline. */
static void
draw_number (QvHelixMark *self, cairo_t *cr, double x, double y)
{
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf ("%d", self->number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  double share = self->helix == QV_HELIX_RESEARCH ? 0.46 : 0.54;
  PangoRectangle ink;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, (self->number > 9 ? share * 0.85 : share) *
                                                      self->pixel_size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  if (self->helix == QV_HELIX_RESEARCH)
    y += 0.14 * self->pixel_size;
  qv_palette_set_source (cr, self->outline ? palette->helix_text[self->helix] : palette->glyph, 1.0);
  cairo_move_to (cr, x - ink.x - ink.width / 2.0, y - ink.y - ink.height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
qv_helix_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvHelixMark *self = QV_HELIX_MARK (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height));

  qv_symbol_draw (cr, qv_look_get_palette_for (widget), self->helix, self->kind,
                  self->outline ? QV_SYMBOL_OUTLINE : QV_SYMBOL_FILLED, width / 2.0, height / 2.0,
                  self->pixel_size * 0.94);
  if (self->number > 0 && self->kind == QV_SYMBOL_NO_KIND)
    draw_number (self, cr, width / 2.0, height / 2.0);
  cairo_destroy (cr);
}

static void
qv_helix_mark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvHelixMark *self = QV_HELIX_MARK (object);

  switch (prop_id)
    {
    case PROP_HELIX:
      g_value_set_enum (value, self->helix);
      break;
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_OUTLINE:
      g_value_set_boolean (value, self->outline);
      break;
    case PROP_PIXEL_SIZE:
      g_value_set_int (value, self->pixel_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_helix_mark_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvHelixMark *self = QV_HELIX_MARK (object);

  switch (prop_id)
    {
    case PROP_HELIX:
      qv_helix_mark_set_helix (self, (QvHelix) g_value_get_enum (value));
      break;
    case PROP_KIND:
      qv_helix_mark_set_kind (self, g_value_get_int (value));
      break;
    case PROP_OUTLINE:
      qv_helix_mark_set_outline (self, g_value_get_boolean (value));
      break;
    case PROP_PIXEL_SIZE:
      qv_helix_mark_set_pixel_size (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_helix_mark_class_init (QvHelixMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qv_helix_mark_get_property;
  object_class->set_property = qv_helix_mark_set_property;
  widget_class->measure = qv_helix_mark_measure;
  widget_class->snapshot = qv_helix_mark_snapshot;

  props[PROP_HELIX] = g_param_spec_enum ("helix", NULL, NULL, QV_TYPE_HELIX, QV_HELIX_NONE, flags);
  props[PROP_KIND] =
      g_param_spec_int ("kind", NULL, NULL, QV_SYMBOL_NO_KIND, QV_N_NOTE_KINDS - 1, QV_SYMBOL_NO_KIND, flags);
  props[PROP_OUTLINE] = g_param_spec_boolean ("outline", NULL, NULL, FALSE, flags);
  props[PROP_PIXEL_SIZE] = g_param_spec_int ("pixel-size", NULL, NULL, 4, 512, 16, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "helixmark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qv_helix_mark_init (QvHelixMark *self)
{
  self->kind = QV_SYMBOL_NO_KIND;
  self->pixel_size = 16;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  qv_look_watch (GTK_WIDGET (self), NULL);
  update_name (self);
}

/**
 * qv_helix_mark_new:
 * @helix: whose shape
 * @kind: a #QvNoteKind whose glyph is in it, or -1
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *
qv_helix_mark_new (QvHelix helix, int kind)
{
  return g_object_new (QV_TYPE_HELIX_MARK, "helix", helix, "kind", kind, NULL);
}

/**
 * qv_helix_mark_set_helix:
 * @self: a mark
 * @helix: whose shape it is
 */
void
qv_helix_mark_set_helix (QvHelixMark *self, QvHelix helix)
{
  g_return_if_fail (QV_IS_HELIX_MARK (self));

  if (self->helix == helix)
    return;
  self->helix = helix;
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HELIX]);
}

/**
 * qv_helix_mark_set_kind:
 * @self: a mark
 * @kind: a #QvNoteKind, or -1
 */
void
qv_helix_mark_set_kind (QvHelixMark *self, int kind)
{
  g_return_if_fail (QV_IS_HELIX_MARK (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
}

/**
 * qv_helix_mark_set_outline:
 * @self: a mark
 * @outline: whether only the outline is drawn: absent, or not confirmed
 */
void
qv_helix_mark_set_outline (QvHelixMark *self, gboolean outline)
{
  g_return_if_fail (QV_IS_HELIX_MARK (self));

  if (self->outline == outline)
    return;
  self->outline = outline;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OUTLINE]);
}

/**
 * qv_helix_mark_set_pixel_size:
 * @self: a mark
 * @pixel_size: its width and height
 */
void
qv_helix_mark_set_pixel_size (QvHelixMark *self, int pixel_size)
{
  g_return_if_fail (QV_IS_HELIX_MARK (self));

  if (self->pixel_size == pixel_size)
    return;
  self->pixel_size = pixel_size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PIXEL_SIZE]);
}

/**
 * qv_helix_mark_set_number:
 * @self: a mark
 * @number: of a seat, written in the shape if there is no kind, or 0
 */
void
qv_helix_mark_set_number (QvHelixMark *self, int number)
{
  g_return_if_fail (QV_IS_HELIX_MARK (self));

  if (self->number == number)
    return;
  self->number = number;
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
