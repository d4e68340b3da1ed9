/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a map that waits for a place. It says what the next key or tap does, and how long or how large
 * what is drawn has become. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-place-card.h"

#include <glib/gi18n.h>

#include "qv-wording.h"

struct _QvPlaceCard
{
  GtkWidget parent_instance;

  GtkWidget *point_button;
  GtkWidget *line_button;
  GtkWidget *area_button;
  GtkWidget *freehand_button;
  GtkWidget *drawing_row;
  GtkWidget *hint;
};

G_DEFINE_FINAL_TYPE (QvPlaceCard, qv_place_card, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
get_button (QvPlaceCard *self, QvGeometryType kind)
{
  return kind == QV_GEOMETRY_AREA   ? self->area_button
         : kind == QV_GEOMETRY_LINE ? self->line_button
                                    : self->point_button;
}

static void
kind_toggled_cb (GtkToggleButton *button, QvPlaceCard *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_widget_set_visible (self->drawing_row, qv_place_card_get_kind (self) != QV_GEOMETRY_POINT);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
freehand_toggled_cb (GtkToggleButton *button, QvPlaceCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
qv_place_card_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_PLACE_CARD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (qv_place_card_parent_class)->dispose (object);
}

static void
qv_place_card_class_init (QvPlaceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_place_card_dispose;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", QV_TYPE_PLACE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "placecard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/map/qv-place-card.ui");
  gtk_widget_class_bind_template_child (widget_class, QvPlaceCard, point_button);
  gtk_widget_class_bind_template_child (widget_class, QvPlaceCard, line_button);
  gtk_widget_class_bind_template_child (widget_class, QvPlaceCard, area_button);
  gtk_widget_class_bind_template_child (widget_class, QvPlaceCard, freehand_button);
  gtk_widget_class_bind_template_child (widget_class, QvPlaceCard, drawing_row);
  gtk_widget_class_bind_template_child (widget_class, QvPlaceCard, hint);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, freehand_toggled_cb);
}

static void
qv_place_card_init (QvPlaceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_place_card_reset:
 * @self: a card
 *
 * Asks for a point.
 */
void
qv_place_card_reset (QvPlaceCard *self)
{
  g_return_if_fail (QV_IS_PLACE_CARD (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->freehand_button), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->point_button), TRUE);
}

QvGeometryType
qv_place_card_get_kind (QvPlaceCard *self)
{
  g_return_val_if_fail (QV_IS_PLACE_CARD (self), QV_GEOMETRY_POINT);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->area_button)))
    return QV_GEOMETRY_AREA;
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->line_button)) ? QV_GEOMETRY_LINE
                                                                              : QV_GEOMETRY_POINT;
}

/**
 * qv_place_card_is_freehand:
 * @self: a card
 *
 * Returns: whether dragging draws
 */
gboolean
qv_place_card_is_freehand (QvPlaceCard *self)
{
  g_return_val_if_fail (QV_IS_PLACE_CARD (self), FALSE);

  return qv_place_card_get_kind (self) != QV_GEOMETRY_POINT &&
         gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->freehand_button));
}

/* As the underlined letter of the button says, which each language has its own of. */
static gboolean
has_letter (GtkWidget *button, guint keyval)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (button));
  const char *mark = label != NULL ? strchr (label, '_') : NULL;

  return mark != NULL && gdk_keyval_to_lower (keyval) ==
                             gdk_keyval_to_lower (gdk_unicode_to_keyval (g_utf8_get_char (mark + 1)));
}

/**
 * qv_place_card_handle_key:
 * @self: a card
 * @keyval: a key without modifiers
 *
 * Returns: whether it chose a kind
 */
gboolean
qv_place_card_handle_key (QvPlaceCard *self, guint keyval)
{
  g_return_val_if_fail (QV_IS_PLACE_CARD (self), FALSE);

  for (int kind = QV_GEOMETRY_POINT; kind <= QV_GEOMETRY_AREA; kind++)
    if (has_letter (get_button (self, (QvGeometryType) kind), keyval))
      {
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_button (self, (QvGeometryType) kind)), TRUE);
        return TRUE;
      }
  return FALSE;
}

static void
say (QvPlaceCard *self, const char *sentence, gboolean is_refused)
{
  gtk_label_set_text (GTK_LABEL (self->hint), sentence);
  if (is_refused)
    gtk_widget_add_css_class (self->hint, "error");
  else
    gtk_widget_remove_css_class (self->hint, "error");
}

/**
 * qv_place_card_show:
 * @self: a card
 * @sketch: what has been drawn so far
 */
void
qv_place_card_show (QvPlaceCard *self, const QvSketch *sketch)
{
  g_autoptr (QvGeometry) geometry = NULL;
  g_autofree char *size = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (QV_IS_PLACE_CARD (self));

  if (qv_sketch_get_kind (sketch) == QV_GEOMETRY_POINT)
    {
      say (self, _ ("Click the place, or move the cross-hair with the arrows and press Enter."), FALSE);
      return;
    }
  if (!qv_sketch_is_enough (sketch))
    {
      say (self,
           qv_place_card_is_freehand (self)
               ? _ ("Drag along it, or click each corner.")
               : _ ("Click each corner, or move the cross-hair with the arrows and press Space."),
           FALSE);
      return;
    }
  geometry = qv_sketch_finish (sketch, NULL);
  if (geometry == NULL)
    {
      say (self, _ ("So far the outline crosses itself."), FALSE);
      return;
    }
  size = qv_wording_for_shape (geometry);
  /* Translators: %s is what has been drawn so far: "line, 1.2 km" */
  sentence = g_strdup_printf (_ ("So far: %s. Enter or a double click ends it."), size);
  say (self, sentence, FALSE);
}

/**
 * qv_place_card_refuse:
 * @self: a card
 * @sentence: why what has been drawn is not taken
 */
void
qv_place_card_refuse (QvPlaceCard *self, const char *sentence)
{
  g_return_if_fail (QV_IS_PLACE_CARD (self));

  say (self, sentence, TRUE);
}
