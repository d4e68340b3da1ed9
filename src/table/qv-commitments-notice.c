/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-commitments-notice.h"

struct _QvCommitmentsNotice
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;

  QvCommitmentList *list;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (QvCommitmentsNotice, qv_commitments_notice, GTK_TYPE_WIDGET)

static void
refresh (QvCommitmentsNotice *self)
{
  g_autofree char *sentence = qv_commitment_list_describe_returning (self->list);

  if (sentence != NULL)
    gtk_label_set_label (self->label, sentence);
  gtk_revealer_set_reveal_child (self->revealer, sentence != NULL && !self->is_closed);
}

static void
close_cb (QvCommitmentsNotice *self)
{
  self->is_closed = TRUE;
  refresh (self);
}

static void
show_cb (QvCommitmentsNotice *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "session.commitments", NULL);
  close_cb (self);
}

static void
qv_commitments_notice_dispose (GObject *object)
{
  QvCommitmentsNotice *self = QV_COMMITMENTS_NOTICE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_COMMITMENTS_NOTICE);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (qv_commitments_notice_parent_class)->dispose (object);
}

static void
qv_commitments_notice_class_init (QvCommitmentsNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_commitments_notice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-commitments-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, QvCommitmentsNotice, label);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
qv_commitments_notice_init (QvCommitmentsNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_commitments_notice_set_list:
 * @self: a notice
 * @list: what it speaks of; set once
 */
void
qv_commitments_notice_set_list (QvCommitmentsNotice *self, QvCommitmentList *list)
{
  g_return_if_fail (QV_IS_COMMITMENTS_NOTICE (self) && self->list == NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
