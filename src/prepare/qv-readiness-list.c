/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-readiness-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-pill.h"
#include "qv-readiness.h"
#include "qv-wrap-layout.h"

/* Of what is done, so many are shown unasked. */
#define MAX_DONE 2

struct _QvReadinessList
{
  GtkBox parent_instance;

  GtkWidget *header;
  QvPill *pill;
  GtkListBox *list;
  GHashTable *rows; /* topic → AdwActionRow */
  GtkWidget *more;  /* shows what else is done */
  GtkLabel *more_label;
  GtkImage *more_icon;
  guint n_done;
  gboolean shows_all;
  QvPrepareContext *context;
};

G_DEFINE_FINAL_TYPE (QvReadinessList, qv_readiness_list, GTK_TYPE_BOX)

static void
clicked_cb (GtkWidget *button, QvReadinessList *self)
{
  qv_prepare_context_want (self->context, g_object_get_data (G_OBJECT (button), "qv-action"));
}

static GtkWidget *
make_row (QvReadinessList *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "qv-icon", icon);
  g_object_set_data (G_OBJECT (row), "qv-button", button);
  return row;
}

/* The icon says it without colour: a triangle, an empty ring, a check. */
static void
show_icon (GtkWidget *icon, QvReadinessState state)
{
  const char *const names[] = { "dialog-warning-symbolic", "radio-symbolic", "emblem-ok-symbolic" };
  const char *const classes[] = { "warning", "to-do", "done" };
  const char *const words[] = { _ ("Important"), _ ("To do"), _ ("Done") };

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), names[state]);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == state)
      gtk_widget_add_css_class (icon, classes[i]);
    else
      gtk_widget_remove_css_class (icon, classes[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words[state], -1);
}

static void
show_row (GtkWidget *row, const QvReadinessRow *check)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "qv-button");
  g_autofree char *name = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), check->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), check->detail != NULL ? check->detail : "");
  show_icon (g_object_get_data (G_OBJECT (row), "qv-icon"), check->state);
  gtk_widget_set_visible (button, check->action != NULL);
  if (check->state == QV_READINESS_DONE)
    gtk_widget_remove_css_class (row, "unmet");
  else
    gtk_widget_add_css_class (row, "unmet");
  if (check->action == NULL)
    return;
  name = g_strdup_printf ("%s: %s", check->title, check->button);
  gtk_button_set_label (GTK_BUTTON (button), check->button);
  g_object_set_data (G_OBJECT (button), "qv-action", (gpointer) check->action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  int rank_a = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (a), "qv-rank"));
  int rank_b = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (b), "qv-rank"));

  return (rank_a > rank_b) - (rank_a < rank_b);
}

/* What is done needs no attention, but for a little praise. */
static void
show_more (QvReadinessList *self)
{
  guint n_hidden = self->n_done - MIN (self->n_done, MAX_DONE), n_seen = 0;
  /* Translators: below a list of things that are done: how many more there are */
  g_autofree char *label =
      g_strdup_printf (ngettext ("%u more is done", "%u more are done", n_hidden), n_hidden);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      gboolean is_done = !gtk_widget_has_css_class (GTK_WIDGET (row), "unmet");

      gtk_widget_set_visible (GTK_WIDGET (row), !is_done || self->shows_all || n_seen < MAX_DONE);
      n_seen += is_done;
    }
  gtk_widget_set_visible (self->more, n_hidden > 0);
  gtk_label_set_label (self->more_label, self->shows_all ? _ ("Show less") : label);
  gtk_image_set_from_icon_name (self->more_icon, self->shows_all ? "pan-up-symbolic" : "pan-down-symbolic");
}

static void
more_clicked_cb (QvReadinessList *self)
{
  self->shows_all = !self->shows_all;
  show_more (self);
}

static void
changed_cb (QvReadinessList *self)
{
  g_autoptr (GPtrArray) checks =
      qv_readiness_check (qv_prepare_context_get (self->context), g_get_real_time ());
  guint n_to_do = qv_readiness_count_to_do (checks);
  /* Translators: things that are still to do */
  g_autofree char *label = g_strdup_printf (ngettext ("%u to do", "%u to do", n_to_do), n_to_do);

  for (guint i = 0; i < checks->len; i++)
    {
      const QvReadinessRow *check = checks->pdata[i];
      GtkWidget *row = g_hash_table_lookup (self->rows, GINT_TO_POINTER (check->topic));

      if (row == NULL)
        {
          row = make_row (self);
          g_hash_table_insert (self->rows, GINT_TO_POINTER (check->topic), row);
          gtk_list_box_append (self->list, row);
        }
      g_object_set_data (G_OBJECT (row), "qv-rank", GUINT_TO_POINTER (i));
      show_row (row, check);
    }
  gtk_list_box_invalidate_sort (self->list);
  self->n_done = checks->len - n_to_do;
  show_more (self);
  qv_pill_set_label (self->pill, n_to_do > 0 ? label : _ ("Ready"));
  qv_pill_set_style (self->pill, n_to_do > 0 ? QV_PILL_WARNING : QV_PILL_SUCCESS);
}

static GtkWidget *
make_more (QvReadinessList *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->more = gtk_button_new ();
  self->more_label = GTK_LABEL (gtk_label_new (NULL));
  self->more_icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->more_icon));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->more_label));
  gtk_button_set_child (GTK_BUTTON (self->more), content);
  gtk_widget_set_halign (self->more, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more-done");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  return self->more;
}

static void
qv_readiness_list_finalize (GObject *object)
{
  QvReadinessList *self = QV_READINESS_LIST (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (qv_readiness_list_parent_class)->finalize (object);
}

static void
qv_readiness_list_class_init (QvReadinessListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_readiness_list_finalize;
}

static void
qv_readiness_list_init (QvReadinessList *self)
{
  GtkWidget *title = gtk_label_new (_ ("Ready for the day?"));

  self->header = qv_wrap_box_new (8, TRUE);
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->pill = QV_PILL (qv_pill_new ("", NULL, QV_PILL_PLAIN));
  gtk_widget_set_valign (GTK_WIDGET (self->pill), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->header, "column-header");
  gtk_box_append (GTK_BOX (self->header), title);
  gtk_box_append (GTK_BOX (self->header), GTK_WIDGET (self->pill));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "readiness");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ready for the day?"), -1);
  gtk_box_append (GTK_BOX (self), self->header);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), make_more (self));
}

/**
 * qv_readiness_list_new:
 * @context: what is prepared
 * @button: (transfer floating): what stands above the list
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
qv_readiness_list_new (QvPrepareContext *context, GtkWidget *button)
{
  QvReadinessList *self = g_object_new (QV_TYPE_READINESS_LIST, NULL);

  self->context = g_object_ref (context);
  gtk_box_insert_child_after (GTK_BOX (self->header), button, gtk_widget_get_first_child (self->header));
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
