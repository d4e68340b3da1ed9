/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A state in words on a small rounded ground. The icon and the words say it; the colour only helps. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-pill.h"

struct _QvPill
{
  GtkWidget parent_instance;

  GtkWidget *image;
  GtkWidget *label;
  QvPillStyle style;
};

G_DEFINE_FINAL_TYPE (QvPill, qv_pill, GTK_TYPE_WIDGET)

enum
{
  PROP_LABEL = 1,
  PROP_ICON_NAME,
  PROP_STYLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

GType
qv_pill_style_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { QV_PILL_PLAIN, "QV_PILL_PLAIN", "plain" },
        { QV_PILL_OUTLINED, "QV_PILL_OUTLINED", "outlined" },
        { QV_PILL_SUCCESS, "QV_PILL_SUCCESS", "success" },
        { QV_PILL_WARNING, "QV_PILL_WARNING", "warning" },
        { QV_PILL_ERROR, "QV_PILL_ERROR", "error" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("QvPillStyle", values));
    }
  return type;
}

static const char *
get_style_class (QvPillStyle style)
{
  switch (style)
    {
    case QV_PILL_OUTLINED:
      return "outlined";
    case QV_PILL_SUCCESS:
      return "success";
    case QV_PILL_WARNING:
      return "warning";
    case QV_PILL_ERROR:
      return "error";
    case QV_PILL_PLAIN:
    default:
      return "plain";
    }
}

static void
qv_pill_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvPill *self = QV_PILL (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->label)));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->image)));
      break;
    case PROP_STYLE:
      g_value_set_enum (value, self->style);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_pill_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvPill *self = QV_PILL (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      qv_pill_set_label (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      qv_pill_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_STYLE:
      qv_pill_set_style (self, (QvPillStyle) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_pill_dispose (GObject *object)
{
  QvPill *self = QV_PILL (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_pill_parent_class)->dispose (object);
}

static void
qv_pill_class_init (QvPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qv_pill_get_property;
  object_class->set_property = qv_pill_set_property;
  object_class->dispose = qv_pill_dispose;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_STYLE] = g_param_spec_enum ("style", NULL, NULL, QV_TYPE_PILL_STYLE, QV_PILL_PLAIN, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "pill");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
qv_pill_init (QvPill *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "visible",
                              FALSE, NULL);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), get_style_class (self->style));
}

/**
 * qv_pill_new:
 * @label: the state, in words
 * @icon_name: (nullable): name of a symbolic icon
 * @style: how it is drawn
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *
qv_pill_new (const char *label, const char *icon_name, QvPillStyle style)
{
  return g_object_new (QV_TYPE_PILL, "label", label, "icon-name", icon_name, "style", style, NULL);
}

/**
 * qv_pill_set_label:
 * @self: a pill
 * @label: (nullable): the state, in words
 */
void
qv_pill_set_label (QvPill *self, const char *label)
{
  g_return_if_fail (QV_IS_PILL (self));

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->label)), label ? label : "") == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->label), label ? label : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

/**
 * qv_pill_set_icon_name:
 * @self: a pill
 * @icon_name: (nullable): name of a symbolic icon
 */
void
qv_pill_set_icon_name (QvPill *self, const char *icon_name)
{
  g_return_if_fail (QV_IS_PILL (self));

  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->image)), icon_name) == 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  gtk_widget_set_visible (self->image, icon_name != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ICON_NAME]);
}

/**
 * qv_pill_set_style:
 * @self: a pill
 * @style: how it is drawn
 */
void
qv_pill_set_style (QvPill *self, QvPillStyle style)
{
  g_return_if_fail (QV_IS_PILL (self));

  if (self->style == style)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), get_style_class (self->style));
  self->style = style;
  gtk_widget_add_css_class (GTK_WIDGET (self), get_style_class (style));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STYLE]);
}
