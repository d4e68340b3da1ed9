/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-session-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-columns.h"
#include "qv-helix-counts.h"
#include "qv-pill.h"

struct _QvSessionRow
{
  GtkWidget parent_instance;

  GtkLabel *weekday;
  GtkLabel *day;
  GtkLabel *month;
  GtkLabel *title;
  GtkLabel *subtitle;
  QvHelixCounts *counts;
  QvPill *pill;
  GtkButton *restore_button;
  GtkMenuButton *menu_button;
  GtkWidget *chevron;

  QvSessionEntry *entry;
  GSignalGroup *entry_signals;
  GSignalGroup *session_signals;
};

G_DEFINE_FINAL_TYPE (QvSessionRow, qv_session_row, GTK_TYPE_WIDGET)

static guint
sum (const guint counts[QV_N_HELICES + 1])
{
  guint n = 0;

  for (guint i = 0; i <= QV_N_HELICES; i++)
    n += counts[i];
  return n;
}

static void
append (GString *line, char *part /* transfer full */)
{
  g_autofree char *owned = part;

  if (owned == NULL || *owned == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, owned);
}

static char *
describe_times (QvSession *session)
{
  g_autoptr (GDateTime) start = qv_session_get_planned (session);
  const char *text = qv_item_get_text (QV_ITEM (session), QV_SESSION_STARTS);
  gint64 minutes = qv_item_get_int (QV_ITEM (session), QV_SESSION_MINUTES);
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (start == NULL)
    return g_strdup (_ ("No date"));
  if (strchr (text, 'T') == NULL)
    return NULL;
  /* Translators: the time of day at which a session starts or ends */
  from = g_date_time_format (start, C_ ("time of day", "%H:%M"));
  if (minutes <= 0)
    return g_steal_pointer (&from);
  end = g_date_time_add_minutes (start, (int) MIN (minutes, 100000));
  to = g_date_time_format (end, C_ ("time of day", "%H:%M"));
  /* Translators: from one time of day to another */
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

/**
 * qv_session_row_describe:
 * @entry: a session
 *
 * Returns: (transfer full): the line below its title: when, where, how much there is in it
 */
char *
qv_session_row_describe (QvSessionEntry *entry)
{
  QvSession *session = qv_session_entry_get_session (entry);
  const QvSessionCounts *counts = qv_session_entry_get_counts (entry);
  const char *place = qv_item_get_text (QV_ITEM (session), QV_SESSION_PLACE);
  GString *line = g_string_new (NULL);
  guint n_notes = counts != NULL ? sum (counts->notes) : 0;

  if (qv_session_entry_get_state (entry) != QV_SESSION_STATE_PAST)
    append (line, describe_times (session));
  else if (n_notes > 0)
    append (line, g_strdup_printf (ngettext ("%u note", "%u notes", n_notes), n_notes));
  append (line, g_strdup (place));
  if (counts != NULL && counts->n_steps > 0)
    append (line, g_strdup_printf (ngettext ("%u step", "%u steps", counts->n_steps), counts->n_steps));
  return g_string_free (line, FALSE);
}

static GMenuItem *
make_item (const char *label, const char *action, QvId id)
{
  GMenuItem *item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", (gint64) id);
  return item;
}

static void
add_item (GMenu *menu, const char *label, const char *action, QvId id)
{
  g_autoptr (GMenuItem) item = make_item (label, action, id);

  g_menu_append_item (menu, item);
}

static GMenu *
make_export_menu (QvId id)
{
  static const struct
  {
    const char *label;
    const char *kind;
  } items[] = {
    { N_ ("_Session, for Another Quadrivio…"), "session" },
    { N_ ("_Page for Reading (HTML)…"), "page" },
    { N_ ("Map _Image…"), "map" },
    { N_ ("_Layers and Tables (GeoPackage)…"), "layers" },
    { N_ ("_Notes on the Map (GeoJSON)…"), "features" },
    { N_ ("_Tables (CSV)…"), "table" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, "win.export", "(xs)", (gint64) id, items[i].kind);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/**
 * qv_session_row_make_menu:
 * @session: a session
 * @state: where it stands
 *
 * Returns: (transfer full): what can be done with it
 */
GMenuModel *
qv_session_row_make_menu (QvSession *session, QvSessionState state)
{
  QvId id = qv_item_get_id (QV_ITEM (session));
  gboolean is_started = qv_item_get_int (QV_ITEM (session), QV_SESSION_STARTED) > 0;
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) third = g_menu_new ();
  g_autoptr (GMenu) export = make_export_menu (id);

  if (state != QV_SESSION_STATE_PAST && !is_started)
    add_item (first, _ ("_Start Now"), "win.start-session", id);
  if (state == QV_SESSION_STATE_RUNNING)
    add_item (first, _ ("_End"), "win.end-session", id);
  add_item (second, _ ("_Properties…"), "win.edit-session", id);
  add_item (second, _ ("D_uplicate"), "win.duplicate-session", id);
  add_item (second, _ ("Save as _Template"), "win.save-template", id);
  g_menu_append_submenu (second, _ ("E_xport"), G_MENU_MODEL (export));
  add_item (third, _ ("Move to _Wastebasket"), "win.delete-session", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (third));
  return G_MENU_MODEL (menu);
}

static void
show_date (QvSessionRow *self, QvSession *session)
{
  g_autoptr (GDateTime) date = qv_session_get_planned (session);
  gint64 started = qv_item_get_int (QV_ITEM (session), QV_SESSION_STARTED);
  g_autofree char *weekday = NULL;
  g_autofree char *day = NULL;
  g_autofree char *month = NULL;

  if (date == NULL && started > 0)
    date = g_date_time_new_from_unix_local (started / G_USEC_PER_SEC);
  if (date == NULL)
    {
      /* Translators: stands where a session has its date: not planned yet */
      gtk_label_set_label (self->weekday, _ ("Draft"));
      gtk_label_set_label (self->day, "–");
      gtk_label_set_label (self->month, "");
      return;
    }
  weekday = g_date_time_format (date, "%a");
  day = g_date_time_format (date, "%-d");
  month = g_date_time_format (date, "%b");
  gtk_label_set_label (self->weekday, weekday);
  gtk_label_set_label (self->day, day);
  gtk_label_set_label (self->month, month);
}

static const char *
name_absent (const guint counts[QV_N_HELICES + 1])
{
  const char *const sentences[] = { NULL, N_ ("No authority yet"), N_ ("No research yet"),
                                    N_ ("No company yet"), N_ ("No resident yet") };

  for (guint i = 1; i <= QV_N_HELICES; i++)
    if (counts[i] == 0)
      return _ (sentences[i]);
  return NULL;
}

static void
show_state (QvSessionRow *self)
{
  const QvSessionCounts *counts = qv_session_entry_get_counts (self->entry);
  QvSessionState state = qv_session_entry_get_state (self->entry);
  gboolean has_people = counts != NULL && sum (counts->participants) > 0;
  const char *absent = has_people ? name_absent (counts->participants) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->pill), TRUE);
  if (state == QV_SESSION_STATE_DRAFT)
    {
      qv_pill_set_style (self->pill, QV_PILL_PLAIN);
      qv_pill_set_icon_name (self->pill, "document-edit-symbolic");
      qv_pill_set_label (self->pill, _ ("Draft"));
    }
  else if (state == QV_SESSION_STATE_UPCOMING && absent != NULL)
    {
      qv_pill_set_style (self->pill, QV_PILL_WARNING);
      qv_pill_set_icon_name (self->pill, "dialog-warning-symbolic");
      qv_pill_set_label (self->pill, absent);
    }
  else if (state == QV_SESSION_STATE_UPCOMING && has_people)
    {
      qv_pill_set_style (self->pill, QV_PILL_SUCCESS);
      qv_pill_set_icon_name (self->pill, "object-select-symbolic");
      /* Translators: people of all four helices are expected at the session */
      qv_pill_set_label (self->pill, _ ("All four"));
    }
  else
    gtk_widget_set_visible (GTK_WIDGET (self->pill), FALSE);
}

static void
show_counts (QvSessionRow *self)
{
  const QvSessionCounts *counts = qv_session_entry_get_counts (self->entry);
  gboolean has_people = counts != NULL && sum (counts->participants) > 0;
  const guint *shown = counts == NULL ? NULL : has_people ? counts->participants : counts->notes;
  gboolean is_shown = shown != NULL && sum (shown) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->counts), is_shown);
  if (is_shown)
    {
      qv_helix_counts_set_counts (self->counts, shown + 1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->counts),
                                   has_people ? _ ("People expected, by helix") : _ ("Notes, by helix"));
    }
}

static void
show_entry_cb (QvSessionRow *self)
{
  QvSession *session;
  g_autofree char *subtitle = NULL;
  g_autofree char *name = NULL;

  if (self->entry == NULL)
    return;
  session = qv_session_entry_get_session (self->entry);
  subtitle = qv_session_row_describe (self->entry);
  show_date (self, session);
  show_state (self);
  show_counts (self);
  gtk_label_set_label (self->title, qv_session_entry_get_title (self->entry));
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *subtitle != '\0');
  name = g_strdup_printf ("%s, %s", qv_session_entry_get_title (self->entry), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_edge_cb (QvSessionRow *self)
{
  guint edge = qv_session_entry_get_edge (self->entry);

  if (edge & QV_ENTRY_EDGE_FIRST)
    gtk_widget_add_css_class (GTK_WIDGET (self), "first");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "first");
  if (edge & QV_ENTRY_EDGE_LAST)
    gtk_widget_add_css_class (GTK_WIDGET (self), "last");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "last");
}

static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  QvSessionRow *self = user_data;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->entry == NULL)
    return;
  menu = qv_session_row_make_menu (qv_session_entry_get_session (self->entry),
                                   qv_session_entry_get_state (self->entry));
  gtk_menu_button_set_menu_model (button, menu);
}

static void
popup_cb (QvSessionRow *self)
{
  qv_session_row_popup (self);
}

static void
qv_session_row_dispose (GObject *object)
{
  QvSessionRow *self = QV_SESSION_ROW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_SESSION_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->entry);
  g_clear_object (&self->entry_signals);
  g_clear_object (&self->session_signals);
  G_OBJECT_CLASS (qv_session_row_parent_class)->dispose (object);
}

static void
qv_session_row_class_init (QvSessionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_session_row_dispose;
  g_type_ensure (QV_TYPE_COLUMNS);
  g_type_ensure (QV_TYPE_HELIX_COUNTS);
  g_type_ensure (QV_TYPE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/library/qv-session-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, weekday);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, day);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, month);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, title);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, counts);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, pill);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, QvSessionRow, chevron);
}

static void
qv_session_row_init (QvSessionRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry_signals = g_signal_group_new (QV_TYPE_SESSION_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::counts-loaded", G_CALLBACK (show_entry_cb),
                                  self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::edge", G_CALLBACK (show_edge_cb), self);
  self->session_signals = g_signal_group_new (QV_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify", G_CALLBACK (show_entry_cb), self);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self, NULL);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (popup_cb), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (popup_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

GtkWidget *
qv_session_row_new (void)
{
  return g_object_new (QV_TYPE_SESSION_ROW, NULL);
}

/**
 * qv_session_row_set_entry:
 * @self: a row
 * @entry: (nullable): the session to show
 * @store: (nullable): where to count
 */
void
qv_session_row_set_entry (QvSessionRow *self, QvSessionEntry *entry, QvStore *store)
{
  QvSession *session;
  gboolean is_deleted;

  g_return_if_fail (QV_IS_SESSION_ROW (self));

  session = entry != NULL ? qv_session_entry_get_session (entry) : NULL;
  g_set_object (&self->entry, entry);
  g_signal_group_set_target (self->entry_signals, entry);
  g_signal_group_set_target (self->session_signals, session);
  if (entry == NULL)
    return;
  is_deleted = qv_item_get_int (QV_ITEM (session), QV_SESSION_DELETED) != 0;
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->restore_button), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->restore_button), "x",
                                    (gint64) qv_item_get_id (QV_ITEM (session)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->restore_button), "win.restore-session");
  gtk_widget_set_visible (GTK_WIDGET (self->restore_button), is_deleted);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !is_deleted);
  gtk_widget_set_visible (self->chevron, !is_deleted);
  show_edge_cb (self);
  show_entry_cb (self);
  qv_session_entry_load_counts (entry, store);
}

/**
 * qv_session_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the session that it shows
 */
QvSessionEntry *
qv_session_row_get_entry (QvSessionRow *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ROW (self), NULL);

  return self->entry;
}

/**
 * qv_session_row_popup:
 * @self: a row
 *
 * Opens its menu.
 */
void
qv_session_row_popup (QvSessionRow *self)
{
  g_return_if_fail (QV_IS_SESSION_ROW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->menu_button)))
    gtk_menu_button_popup (self->menu_button);
}
