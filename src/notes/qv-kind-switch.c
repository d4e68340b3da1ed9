/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The five kinds of a note as toggles: words where there is room, else the glyph alone except for the one
 * that is chosen. */

#include "config.h"

#include "qv-kind-switch.h"

#include <glib/gi18n.h>

#include "qv-wording.h"

#define SPACING 4

struct _QvKindSwitch
{
  GtkWidget parent_instance;

  GtkWidget *buttons[QV_N_NOTE_KINDS]; /* by QvNoteKind */
  GtkWidget *labels[QV_N_NOTE_KINDS];
  QvNoteKind kind;
  int full_width; /* what all words need */
  guint form_source;
  gboolean is_short;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (QvKindSwitch, qv_kind_switch, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* As on the screen; also the order of Alt+Up and Alt+Down. */
static const QvNoteKind order[QV_N_NOTE_KINDS] = {
  QV_NOTE_KIND_PROBLEM,  QV_NOTE_KIND_OPPORTUNITY, QV_NOTE_KIND_CHALLENGE,
  QV_NOTE_KIND_SOLUTION, QV_NOTE_KIND_OBSERVATION,
};

/* What is typed in the empty entry for each kind, by QvNoteKind. */
static const char *const keys[QV_N_NOTE_KINDS] = { ".", "!", ">", "?", "=" };

static void
update (QvKindSwitch *self)
{
  self->is_updating = TRUE;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      gboolean is_chosen = (guint) self->kind == i;

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), is_chosen);
      gtk_widget_set_visible (self->labels[i], is_chosen || !self->is_short);
    }
  self->is_updating = FALSE;
}

static void
toggled_cb (GtkToggleButton *button, QvKindSwitch *self)
{
  if (self->is_updating)
    return;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      {
        qv_kind_switch_set_kind (self, (QvNoteKind) i);
        update (self);
      }
}

static void
add_button (QvKindSwitch *self, QvNoteKind kind)
{
  const char *title = qv_note_kind_get_title (kind);
  g_autofree char *tooltip = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name (qv_note_kind_get_icon (kind));
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  /* Translators: "Problem (type ! in the empty entry)" */
  tooltip = g_strdup_printf (_ ("%s (type %s in the empty entry)"), title, keys[kind]);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "kind-pill");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  self->buttons[kind] = button;
  self->labels[kind] = label;
}

static void
sum_widths (QvKindSwitch *self, int *minimum, int *natural)
{
  *minimum = *natural = SPACING * (QV_N_NOTE_KINDS - 1);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      int button_minimum, button_natural;

      gtk_widget_measure (self->buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, &button_minimum, &button_natural,
                          NULL, NULL);
      *minimum += button_minimum;
      *natural += button_natural;
    }
}

static gboolean
change_form_cb (gpointer data)
{
  QvKindSwitch *self = data;

  self->form_source = 0;
  self->is_short = !self->is_short;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
qv_kind_switch_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  QvKindSwitch *self = QV_KIND_SWITCH (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      sum_widths (self, minimum, natural);
      *natural = MAX (*natural, self->full_width);
      return;
    }
  *minimum = *natural = 0;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      int height;

      gtk_widget_measure (self->buttons[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      *minimum = *natural = MAX (*natural, height);
    }
}

/* Shares what is left over between the buttons; where room lacks, each gives what it can. */
static void
allocate_buttons (QvKindSwitch *self, int width, int height)
{
  GtkRequestedSize sizes[QV_N_NOTE_KINDS];
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int rest = width - SPACING * (QV_N_NOTE_KINDS - 1);
  int x = 0;

  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      gtk_widget_measure (self->buttons[order[i]], GTK_ORIENTATION_HORIZONTAL, -1, &sizes[i].minimum_size,
                          &sizes[i].natural_size, NULL, NULL);
      rest -= sizes[i].minimum_size;
    }
  rest = gtk_distribute_natural_allocation (MAX (rest, 0), QV_N_NOTE_KINDS, sizes);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      int share = rest / (int) (QV_N_NOTE_KINDS - i);
      int button_width = sizes[i].minimum_size + share;
      GtkAllocation place = { is_rtl ? width - x - button_width : x, 0, button_width, height };

      rest -= share;
      gtk_widget_size_allocate (self->buttons[order[i]], &place, -1);
      x += button_width + SPACING;
    }
}

static void
qv_kind_switch_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvKindSwitch *self = QV_KIND_SWITCH (widget);
  int minimum;

  if (!self->is_short)
    sum_widths (self, &minimum, &self->full_width);
  /* Labels must not change while sizes are being given. */
  if (self->is_short != (width < self->full_width) && self->form_source == 0)
    self->form_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_form_cb, self, NULL);

  allocate_buttons (self, width, height);
}

static void
qv_kind_switch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvKindSwitch *self = QV_KIND_SWITCH (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_kind_switch_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvKindSwitch *self = QV_KIND_SWITCH (object);

  switch (prop_id)
    {
    case PROP_KIND:
      qv_kind_switch_set_kind (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_kind_switch_dispose (GObject *object)
{
  QvKindSwitch *self = QV_KIND_SWITCH (object);

  g_clear_handle_id (&self->form_source, g_source_remove);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  G_OBJECT_CLASS (qv_kind_switch_parent_class)->dispose (object);
}

static void
qv_kind_switch_class_init (QvKindSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_kind_switch_get_property;
  object_class->set_property = qv_kind_switch_set_property;
  object_class->dispose = qv_kind_switch_dispose;
  widget_class->measure = qv_kind_switch_measure;
  widget_class->size_allocate = qv_kind_switch_size_allocate;

  props[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, QV_TYPE_NOTE_KIND, QV_NOTE_KIND_OBSERVATION,
                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "kindswitch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
qv_kind_switch_init (QvKindSwitch *self)
{
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    add_button (self, order[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Kind of note"),
                                  -1);
  update (self);
}

QvNoteKind
qv_kind_switch_get_kind (QvKindSwitch *self)
{
  g_return_val_if_fail (QV_IS_KIND_SWITCH (self), QV_NOTE_KIND_OBSERVATION);

  return self->kind;
}

void
qv_kind_switch_set_kind (QvKindSwitch *self, QvNoteKind kind)
{
  g_return_if_fail (QV_IS_KIND_SWITCH (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
}

/**
 * qv_kind_switch_step:
 * @self: a switch
 * @step: 1 for the kind to the right, -1 for that to the left; round the ends
 */
void
qv_kind_switch_step (QvKindSwitch *self, int step)
{
  g_return_if_fail (QV_IS_KIND_SWITCH (self));

  for (int i = 0; i < QV_N_NOTE_KINDS; i++)
    if (order[i] == self->kind)
      {
        qv_kind_switch_set_kind (self, order[(i + step + QV_N_NOTE_KINDS) % QV_N_NOTE_KINDS]);
        return;
      }
}
