/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-template-popover.h"

#include <glib/gi18n.h>

#include "qv-preparing.h"

#define WIDTH 340
#define HEIGHT 380

struct _QvTemplatePopover
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GtkWidget *replace;
  QvPrepareContext *context;
  GPtrArray *templates; /* (element-type QvTemplate) */
};

G_DEFINE_FINAL_TYPE (QvTemplatePopover, qv_template_popover, GTK_TYPE_POPOVER)

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
append_template (QvTemplatePopover *self, const QvTemplate *template)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *minutes =
      g_strdup_printf (ngettext ("%u minute", "%u minutes", template->minutes), template->minutes);
  g_autofree char *detail = template->summary != NULL
                                ? g_strdup_printf ("%s · %s", minutes, template->summary)
                                : g_strdup (minutes);
  GtkWidget *label = make_label (detail);

  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (row, "method-row");
  gtk_box_append (GTK_BOX (box), make_label (template->title));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
}

/* The user may have made one since. */
static void
fill (QvTemplatePopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = qv_template_list (qv_prepare_context_get_language (self->context));
  for (guint i = 0; i < self->templates->len; i++)
    append_template (self, self->templates->pdata[i]);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, QvTemplatePopover *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (preparation == NULL)
    return;
  qv_prepare_context_apply_told (
      self->context,
      qv_preparing_use_template (preparation, self->templates->pdata[gtk_list_box_row_get_index (row)],
                                 gtk_check_button_get_active (GTK_CHECK_BUTTON (self->replace))));
}

static void
qv_template_popover_show (GtkWidget *widget)
{
  QvTemplatePopover *self = QV_TEMPLATE_POPOVER (widget);
  QvPreparation *preparation = qv_prepare_context_get (self->context);

  fill (self);
  gtk_widget_set_visible (self->replace, preparation != NULL && preparation->steps->len > 0);
  GTK_WIDGET_CLASS (qv_template_popover_parent_class)->show (widget);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
qv_template_popover_finalize (GObject *object)
{
  QvTemplatePopover *self = QV_TEMPLATE_POPOVER (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (qv_template_popover_parent_class)->finalize (object);
}

static void
qv_template_popover_class_init (QvTemplatePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_template_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = qv_template_popover_show;
}

static void
qv_template_popover_init (QvTemplatePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Templates"),
                                  -1);
  self->replace = gtk_check_button_new_with_mnemonic (_ ("_Replace the steps that are there"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->replace), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->replace);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
}

/**
 * qv_template_popover_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
qv_template_popover_new (QvPrepareContext *context)
{
  QvTemplatePopover *self = g_object_new (QV_TYPE_TEMPLATE_POPOVER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
