/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-commitment-row.h"

#include <glib/gi18n.h>

#include "qv-commitments.h"

struct _QvCommitmentRow
{
  GtkListBoxRow parent_instance;

  GtkCheckButton *check;
  GtkLabel *what;
  GtkLabel *who;
  GtkLabel *due;
  GtkLabel *note;
  GtkMenuButton *menu_button;

  QvId commitment;
  char *heading;
  gboolean is_showing; /* what is ticked is not the user's tick */
};

G_DEFINE_FINAL_TYPE (QvCommitmentRow, qv_commitment_row, GTK_TYPE_LIST_BOX_ROW)

static void
mark (QvCommitmentRow *self, const char *state)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "commitment.mark", "(xs)", self->commitment, state);
}

static void
toggled_cb (QvCommitmentRow *self)
{
  if (!self->is_showing)
    mark (self, gtk_check_button_get_active (self->check) ? "done" : "open");
}

static void
qv_commitment_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_COMMITMENT_ROW);
  g_clear_pointer (&QV_COMMITMENT_ROW (object)->heading, g_free);
  G_OBJECT_CLASS (qv_commitment_row_parent_class)->dispose (object);
}

static void
qv_commitment_row_class_init (QvCommitmentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_commitment_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-commitment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentRow, check);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentRow, what);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentRow, who);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentRow, due);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentRow, note);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
qv_commitment_row_init (QvCommitmentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qv_commitment_row_new (QvId commitment)
{
  QvCommitmentRow *self = g_object_new (QV_TYPE_COMMITMENT_ROW, NULL);

  self->commitment = commitment;
  return GTK_WIDGET (self);
}

QvId
qv_commitment_row_get_id (QvCommitmentRow *self)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_ROW (self), QV_ID_NONE);

  return self->commitment;
}

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
show_menu (QvCommitmentRow *self, QvCommitmentState state)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  append (menu, _ ("_Edit"), "commitment.edit", g_variant_new_int64 (self->commitment));
  if (state == QV_COMMITMENT_OPEN)
    /* Translators: a commitment that will not be kept */
    append (menu, _ ("D_ropped"), "commitment.mark", g_variant_new ("(xs)", self->commitment, "dropped"));
  else
    append (menu, _ ("_Open Again"), "commitment.mark", g_variant_new ("(xs)", self->commitment, "open"));
  append (menu, _ ("_Delete"), "commitment.delete", g_variant_new_int64 (self->commitment));
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* "30 September 2026", and how it stands where the day alone does not say it. */
static char *
describe_due (const QvRecord *commitment, gboolean is_overdue)
{
  const char *due = qv_record_get_text (commitment, QV_COMMITMENT_DUE);
  g_autofree char *day = qv_due_format (due);

  if (qv_commitment_get_state (commitment) == QV_COMMITMENT_DROPPED)
    return g_strdup (_ ("Dropped"));
  if (is_overdue)
    /* Translators: %s is a day that is over */
    return g_strdup_printf (_ ("Overdue: %s"), day);
  return due != NULL ? g_steal_pointer (&day) : g_strdup (_ ("No day"));
}

/**
 * qv_commitment_row_show:
 * @self: a row
 * @commitment: what it stands for
 * @note: (nullable): the words of the note that it comes from
 */
void
qv_commitment_row_show (QvCommitmentRow *self, const QvRecord *commitment, const char *note)
{
  QvCommitmentState state = qv_commitment_get_state (commitment);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  gboolean is_overdue = qv_commitment_is_overdue (commitment, today);
  g_autofree char *due = describe_due (commitment, is_overdue);
  const char *who = qv_record_get_text (commitment, QV_COMMITMENT_WHO);
  const char *what = qv_record_get_text (commitment, QV_COMMITMENT_WHAT);
  /* Translators: for a screen reader: who, what, by when */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s, %s"), who, what, due);
  /* Translators: for a screen reader: a box that is ticked when what follows is done */
  g_autofree char *check = g_strdup_printf (_ ("Done: %s"), what);

  self->is_showing = TRUE;
  gtk_check_button_set_active (self->check, state == QV_COMMITMENT_DONE);
  self->is_showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), state != QV_COMMITMENT_DROPPED);
  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->due, due);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  set_class (GTK_WIDGET (self->due), "overdue", is_overdue);
  set_class (GTK_WIDGET (self), "settled", state != QV_COMMITMENT_OPEN);
  show_menu (self, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, check, -1);
}

void
qv_commitment_row_set_heading (QvCommitmentRow *self, const char *heading)
{
  g_return_if_fail (QV_IS_COMMITMENT_ROW (self));

  g_free (self->heading);
  self->heading = g_strdup (heading);
}

const char *
qv_commitment_row_get_heading (QvCommitmentRow *self)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_ROW (self), NULL);

  return self->heading;
}
