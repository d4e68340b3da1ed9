/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-prepare-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-agenda-editor.h"
#include "qv-consent-dialog.h"
#include "qv-look.h"
#include "qv-map-choices.h"
#include "qv-people-editor.h"
#include "qv-prepare-context.h"
#include "qv-print-menu.h"
#include "qv-readiness-list.h"
#include "qv-record-consents.h"
#include "qv-slot.h"

#define THREE_COLUMNS 1200
#define TWO_COLUMNS 900
/* A safety copy is made elsewhere, and the library does not tell when it is there. */
#define COPY_CHECK_S 3

typedef enum
{
  FORM_NONE,
  FORM_ONE,
  FORM_TWO,
  FORM_THREE,
} Form;

struct _QvPrepareView
{
  GtkWidget parent_instance;

  GtkStack *forms;
  GtkStack *tabs;
  GtkWidget *switcher;
  GtkStackPage *day_tab;
  GtkWidget *day_window;
  AdwBin *agenda_column;
  AdwBin *people_column;
  AdwBin *day_column;
  AdwBin *day_tab_bin;
  AdwBin *agenda_single;
  AdwBin *people_single;
  AdwBin *day_single;

  GtkWidget *agenda;
  GtkWidget *people;
  GtkWidget *day; /* readiness and map */
  GtkWidget *map;
  GtkWidget *print;
  GtkWidget *header; /* of the window, while this is shown */
  GtkWidget *saved;
  GtkWidget *start;
  GtkWidget *start_label;

  QvPrepareContext *context;
  QvSession *session;
  Form form;
  int width;
  guint form_source;
  guint copy_source;
};

G_DEFINE_FINAL_TYPE (QvPrepareView, qv_prepare_view, GTK_TYPE_WIDGET)

enum
{
  DONE,
  FAILED,
  START,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
put (GtkWidget *section, AdwBin *bin)
{
  GtkWidget *parent = gtk_widget_get_parent (section);

  if (parent == GTK_WIDGET (bin))
    return;
  if (parent != NULL)
    adw_bin_set_child (ADW_BIN (parent), NULL);
  adw_bin_set_child (bin, section);
}

static void
set_form (QvPrepareView *self, Form form)
{
  gboolean is_single = form == FORM_ONE;

  if (self->form == form)
    return;
  self->form = form;
  put (self->agenda, is_single ? self->agenda_single : self->agenda_column);
  put (self->people, is_single ? self->people_single : self->people_column);
  put (self->day, is_single ? self->day_single : form == FORM_TWO ? self->day_tab_bin : self->day_column);
  gtk_widget_set_visible (self->day_window, form == FORM_THREE);
  gtk_widget_set_visible (self->switcher, form == FORM_TWO);
  gtk_stack_page_set_visible (self->day_tab, form == FORM_TWO);
  if (form != FORM_TWO)
    gtk_stack_set_visible_child_name (self->tabs, "people");
  gtk_stack_set_visible_child_name (self->forms, is_single ? "single" : "columns");
}

/* Words in the header make the least width of the window larger, so they come only once the room is known. */
static void
show_header_words (QvPrepareView *self)
{
  gtk_widget_set_visible (self->saved, self->form == FORM_THREE);
  gtk_widget_set_visible (self->start_label, self->form != FORM_ONE);
}

static gboolean
needs_more (QvPrepareView *self)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (self->forms), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum > self->width;
}

static gboolean
form_cb (gpointer data)
{
  QvPrepareView *self = data;
  double width = self->width / qv_look_get_text_scale (GTK_WIDGET (self));

  self->form_source = 0;
  set_form (self, width >= THREE_COLUMNS ? FORM_THREE : width >= TWO_COLUMNS ? FORM_TWO : FORM_ONE);
  /* Some languages need more room than others. */
  while (self->form != FORM_ONE && needs_more (self))
    set_form (self, self->form == FORM_THREE ? FORM_TWO : FORM_ONE);
  show_header_words (self);
  return G_SOURCE_REMOVE;
}

static void
qv_prepare_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvPrepareView *self = QV_PREPARE_VIEW (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->forms), &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->width == width)
    return;
  self->width = width;
  /* Widgets must not change their parents while sizes are given. */
  if (self->form_source == 0)
    self->form_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, form_cb, self, NULL);
}

/* In every width the same, or a form that needs more room would keep the window from becoming narrower. */
static void
qv_prepare_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  QvPrepareView *self = QV_PREPARE_VIEW (widget);

  gtk_widget_measure (GTK_WIDGET (self->forms), orientation, for_size, minimum, natural, NULL, NULL);
  *minimum = MIN (*minimum, orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 200);
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
copy_cb (gpointer data)
{
  QvPrepareView *self = data;

  self->copy_source = 0;
  qv_prepare_context_read (self->context);
  return G_SOURCE_REMOVE;
}

static void
back_up (QvPrepareView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.backup", NULL);
  if (self->copy_source == 0)
    self->copy_source = g_timeout_add_seconds (COPY_CHECK_S, copy_cb, self);
}

static void
open_folder (QvPrepareView *self)
{
  g_autofree char *folder =
      g_path_get_dirname (qv_store_get_path (qv_prepare_context_get_store (self->context)));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (uri != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
write_consent (QvPrepareView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (
      GTK_WINDOW (qv_consent_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->context)));
}

static void
wanted_cb (QvPrepareView *self, const char *action)
{
  const char *const of_agenda[] = { "use-template", "set-day", "write-question", "show-agenda", NULL };
  const char *const of_people[] = { "show-people", "add-people", "confirm-all", NULL };

  if (g_strv_contains (of_agenda, action))
    qv_agenda_editor_do (QV_AGENDA_EDITOR (self->agenda), action);
  else if (g_strv_contains (of_people, action))
    {
      gtk_stack_set_visible_child_name (self->tabs, "people");
      qv_people_editor_do (QV_PEOPLE_EDITOR (self->people), action);
    }
  else if (g_str_equal (action, "back-up"))
    back_up (self);
  else if (g_str_equal (action, "open-folder"))
    open_folder (self);
  else if (g_str_equal (action, "write-consent"))
    write_consent (self);
  else if (g_str_equal (action, "record-consents"))
    qv_record_consents (GTK_WIDGET (self), self->context);
  else if (g_str_equal (action, "print-consent"))
    gtk_widget_activate_action (GTK_WIDGET (self), "print.paper", "s", "consent");
  else if (g_str_equal (action, "try-projector"))
    gtk_widget_activate_action (GTK_WIDGET (self), "session.try-projector", NULL);
  else
    qv_map_choices_do (QV_MAP_CHOICES (self->map), action);
}

static void
consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvPrepareView *self = QV_PREPARE_VIEW (widget);

  if (qv_prepare_context_get (self->context) != NULL)
    write_consent (self);
}

static void
paste_people_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_widget_get_mapped (widget))
    gtk_widget_activate_action (QV_PREPARE_VIEW (widget)->people, "people.paste", NULL);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvPrepareView *self = QV_PREPARE_VIEW (widget);

  if (qv_prepare_context_get (self->context) != NULL)
    qv_print_sheet (widget, self->context, g_variant_get_string (parameter, NULL), NULL);
}

static void
print_to_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvPrepareView *self = QV_PREPARE_VIEW (widget);

  if (qv_prepare_context_get (self->context) != NULL)
    qv_print_sheet_to_file (widget, self->context, g_variant_get_string (parameter, NULL));
}

static void
done_cb (QvPrepareView *self, const char *label)
{
  g_signal_emit (self, signals[DONE], 0, label);
}

static void
failed_cb (QvPrepareView *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
start_clicked_cb (QvPrepareView *self)
{
  g_signal_emit (self, signals[START], 0);
}

static void
show_saved (QvPrepareView *self, gint64 saved)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (saved / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = saved > 0 && utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean is_today = local != NULL && g_date_time_get_year (local) == g_date_time_get_year (now) &&
                      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now);
  g_autofree char *when = local != NULL ? g_date_time_format (local, is_today ? "%H:%M" : "%x") : NULL;
  g_autofree char *label = NULL;

  if (when != NULL && is_today)
    /* Translators: %s is a time of day: when something was last written to the disk */
    label = g_strdup_printf (_ ("Saved %s"), when);
  else if (when != NULL)
    /* Translators: %s is a day: when something was last written to the disk */
    label = g_strdup_printf (_ ("Saved on %s"), when);
  gtk_label_set_label (GTK_LABEL (self->saved), label != NULL ? label : "");
}

static void
changed_cb (QvPrepareView *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);

  show_saved (self, preparation->saved);
  gtk_widget_set_visible (self->start, qv_record_is_null (preparation->session, QV_SESSION_STARTED) &&
                                           preparation->steps->len > 0);
}

static GtkWidget *
make_print_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = qv_print_menu_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "printer-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _ ("Print (Ctrl+P)"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Print"), -1);
  return button;
}

/* What stands in the header of the window while this view is shown. */
static void
make_header (QvPrepareView *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->header = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  self->saved = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->saved, "small");
  gtk_widget_add_css_class (self->saved, "dim-label");
  self->start = gtk_button_new ();
  self->start_label = gtk_label_new_with_mnemonic (_ ("_Start Session"));
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->start_label), self->start);
  gtk_widget_set_visible (self->saved, FALSE);
  gtk_widget_set_visible (self->start_label, FALSE);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("media-playback-start-symbolic"));
  gtk_box_append (GTK_BOX (content), self->start_label);
  gtk_button_set_child (GTK_BUTTON (self->start), content);
  gtk_widget_set_tooltip_text (self->start, _ ("Start Session"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->start), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Start Session"), -1);
  gtk_widget_add_css_class (self->start, "suggested-action");
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (start_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->header), self->saved);
  gtk_box_append (GTK_BOX (self->header), self->start);
}

static void
make_sections (QvPrepareView *self)
{
  self->agenda = g_object_ref_sink (qv_agenda_editor_new (self->context));
  self->people = g_object_ref_sink (qv_people_editor_new (self->context));
  self->day = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->map = qv_map_choices_new (self->context);
  gtk_widget_add_css_class (self->day, "prepare-column");
  self->print = make_print_button ();
  gtk_box_append (GTK_BOX (self->day), qv_readiness_list_new (self->context, self->print));
  gtk_box_append (GTK_BOX (self->day), self->map);
}

/* What the library does not tell may have changed while another view was shown. */
static void
qv_prepare_view_map (GtkWidget *widget)
{
  QvPrepareView *self = QV_PREPARE_VIEW (widget);

  GTK_WIDGET_CLASS (qv_prepare_view_parent_class)->map (widget);
  if (self->context == NULL)
    return;
  qv_people_editor_sort (QV_PEOPLE_EDITOR (self->people));
  qv_prepare_context_read (self->context);
}

static void
qv_prepare_view_dispose (GObject *object)
{
  QvPrepareView *self = QV_PREPARE_VIEW (object);

  g_clear_handle_id (&self->form_source, g_source_remove);
  g_clear_handle_id (&self->copy_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_PREPARE_VIEW);
  g_clear_object (&self->agenda);
  g_clear_object (&self->people);
  g_clear_object (&self->day);
  g_clear_object (&self->header);
  g_clear_object (&self->context);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qv_prepare_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, forms);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, tabs);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, switcher);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, day_tab);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, day_window);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, agenda_column);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, people_column);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, day_column);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, day_tab_bin);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, agenda_single);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, people_single);
  gtk_widget_class_bind_template_child (widget_class, QvPrepareView, day_single);
}

static void
qv_prepare_view_class_init (QvPrepareViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = qv_prepare_view_dispose;
  widget_class->measure = qv_prepare_view_measure;
  widget_class->size_allocate = qv_prepare_view_size_allocate;
  widget_class->map = qv_prepare_view_map;

  signals[DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[START] = g_signal_new ("start", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (QV_TYPE_SLOT);
  qv_look_load_style ("/org/quadrivio/Quadrivio/prepare/prepare.css");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/prepare/qv-prepare-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "print.paper", "s", print_action);
  gtk_widget_class_install_action (widget_class, "print.sheet", "s", print_to_file_action);
  gtk_widget_class_install_action (widget_class, "prepare.consent", NULL, consent_action);
  gtk_widget_class_install_action (widget_class, "prepare.paste-people", NULL, paste_people_action);
  gtk_widget_class_set_css_name (widget_class, "prepareview");
}

static void
qv_prepare_view_init (QvPrepareView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Wherever the keyboard is. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                        gtk_named_action_new ("prepare.paste-people")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * qv_prepare_view_new:
 * @store: the library
 * @session: what is prepared
 *
 * Returns: (transfer floating): the Prepare view of @session
 */
GtkWidget *
qv_prepare_view_new (QvStore *store, QvSession *session)
{
  QvPrepareView *self = g_object_new (QV_TYPE_PREPARE_VIEW, NULL);

  self->session = g_object_ref (session);
  self->context = qv_prepare_context_new (store, session);
  make_header (self);
  make_sections (self);
  set_form (self, FORM_THREE);
  g_signal_connect_object (self->context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * qv_prepare_view_get_header:
 * @self: a view
 *
 * Returns: (transfer none): what belongs in the header of the window while the view is shown
 */
GtkWidget *
qv_prepare_view_get_header (QvPrepareView *self)
{
  g_return_val_if_fail (QV_IS_PREPARE_VIEW (self), NULL);

  return self->header;
}

/**
 * qv_prepare_view_read:
 * @self: a view
 *
 * To be called when something changed that the library does not tell.
 */
void
qv_prepare_view_read (QvPrepareView *self)
{
  g_return_if_fail (QV_IS_PREPARE_VIEW (self));

  qv_prepare_context_read (self->context);
}

/**
 * qv_prepare_view_print:
 * @self: a view
 *
 * Opens the menu of what can be printed.
 */
void
qv_prepare_view_print (QvPrepareView *self)
{
  g_return_if_fail (QV_IS_PREPARE_VIEW (self));

  if (self->form == FORM_TWO)
    gtk_stack_set_visible_child_name (self->tabs, "day");
  gtk_widget_grab_focus (self->print);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->print));
}
