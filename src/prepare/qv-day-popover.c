/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-day-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qv-commitments.h"
#include "qv-field.h"
#include "qv-preparing.h"
#include "qv-still-input.h"

#define WIDTH 320
#define DAY_LENGTH 10 /* "2026-05-28" */
#define DAY_MINUTES (24 * 60)

struct _QvDayPopover
{
  GtkPopover parent_instance;

  GtkWidget *question;
  GtkWidget *place;
  GtkWidget *day;
  GtkWidget *starts;
  GtkWidget *until;
  QvPrepareContext *context;
};

G_DEFINE_FINAL_TYPE (QvDayPopover, qv_day_popover, GTK_TYPE_POPOVER)

static void
set_field (QvDayPopover *self, const char *label, guint field, QvValue value)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);

  qv_prepare_context_apply (self->context, qv_preparing_set (preparation, label, QV_ENTITY_SESSION,
                                                             preparation->session->id, field, value));
}

static QvValue
text_or_null (const char *text)
{
  return *text != '\0' ? qv_value_text (text) : (QvValue){ .type = QV_VALUE_NULL };
}

static void
question_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  set_field (data, _ ("Change question"), QV_SESSION_QUESTION, text_or_null (text));
}

static void
place_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  set_field (data, _ ("Change place"), QV_SESSION_PLACE, text_or_null (text));
}

static void
refuse_day (QvDayPopover *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *example = g_date_time_format (now, "%x");
  /* Translators: %s is today, as the computer writes dates */
  g_autofree char *sentence =
      g_strdup_printf (_ ("That is no day. Write it like %s, or use the calendar."), example);

  qv_prepare_context_say (self->context, sentence);
}

/* Day and hour are one field: without a day there is no hour. */
static void
start_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvDayPopover *self = data;
  const char *written = gtk_editable_get_text (GTK_EDITABLE (self->day));
  const char *time = gtk_editable_get_text (GTK_EDITABLE (self->starts));
  g_autofree char *day = qv_due_parse (written);
  g_autofree char *hour = NULL, *value = NULL;
  int minutes = 9 * 60;

  if (*written == '\0')
    {
      set_field (self, _ ("Change day"), QV_SESSION_STARTS, (QvValue){ .type = QV_VALUE_NULL });
      return;
    }
  if (day == NULL)
    {
      refuse_day (self);
      return;
    }
  if (*time != '\0' && !qv_agenda_parse_time (time, &minutes))
    {
      qv_prepare_context_say (self->context, _ ("Write the time as hours and minutes, such as 14:30."));
      return;
    }
  hour = qv_agenda_format_time (minutes);
  value = g_strdup_printf ("%sT%s", day, hour);
  set_field (self, _ ("Change day"), QV_SESSION_STARTS, qv_value_text (value));
}

static void
until_changed_cb (GtkWidget *widget, const char *text, gpointer data)
{
  QvDayPopover *self = data;
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  int until, minutes;

  if (*text == '\0')
    {
      set_field (self, _ ("Change length"), QV_SESSION_MINUTES, (QvValue){ .type = QV_VALUE_NULL });
      return;
    }
  if (!preparation->agenda->has_start || !qv_agenda_parse_time (text, &until))
    {
      qv_prepare_context_say (self->context, preparation->agenda->has_start
                                                 ? _ ("Write the time as hours and minutes, such as 14:30.")
                                                 : _ ("Set the day and the start first."));
      return;
    }
  minutes = until - preparation->agenda->starts;
  set_field (self, _ ("Change length"), QV_SESSION_MINUTES,
             qv_value_int (minutes > 0 ? minutes : minutes + DAY_MINUTES));
}

/* The day of the calendar; with the arrows of its head it goes on to the same day of another month. */
static void
show_day_cb (GtkCalendar *calendar, QvDayPopover *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  g_autofree char *text = qv_due_format (day);

  gtk_editable_set_text (GTK_EDITABLE (self->day), text);
}

/* The calendar opens at the day that is written. */
static void
calendar_shown_cb (GtkWidget *popover, QvDayPopover *self)
{
  g_autofree char *day = qv_due_parse (gtk_editable_get_text (GTK_EDITABLE (self->day)));
  g_autofree char *time = day != NULL ? g_strconcat (day, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) date = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;

  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (GTK_POPOVER (popover))), date);
}

static void
calendar_closed_cb (GtkWidget *popover, QvDayPopover *self)
{
  _qv_field_finish (self->day);
}

static GtkWidget *
make_day (QvDayPopover *self)
{
  const char *const moves[] = { "day-selected", "next-month", "prev-month", "next-year", "prev-year" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  self->day = _qv_field_new_line (_ ("Day"), start_changed_cb, self);
  qv_still_input_wheel (calendar);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose a day"),
                                  -1);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->day);
  gtk_box_append (GTK_BOX (box), button);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (calendar, moves[i], G_CALLBACK (show_day_cb), self, 0);
  g_signal_connect_object (popover, "show", G_CALLBACK (calendar_shown_cb), self, 0);
  g_signal_connect_object (popover, "closed", G_CALLBACK (calendar_closed_cb), self, 0);
  return box;
}

static void
qv_day_popover_finalize (GObject *object)
{
  g_clear_object (&QV_DAY_POPOVER (object)->context);
  G_OBJECT_CLASS (qv_day_popover_parent_class)->finalize (object);
}

static void
qv_day_popover_class_init (QvDayPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_day_popover_finalize;
}

static void
qv_day_popover_init (QvDayPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *hours = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->question = _qv_field_new_text (_ ("Question"), question_changed_cb, self);
  gtk_widget_set_size_request (self->question, -1, 56);
  self->place = _qv_field_new_line (_ ("Place"), place_changed_cb, self);
  self->starts = _qv_field_new_line (_ ("Starts"), start_changed_cb, self);
  self->until = _qv_field_new_line (_ ("Room free until"), until_changed_cb, self);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->starts), 5);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->until), 5);
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Question"), self->question));
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Place"), self->place));
  gtk_box_append (GTK_BOX (box), _qv_field_add_label (_ ("Day"), make_day (self)));
  gtk_box_append (GTK_BOX (hours), _qv_field_add_label (_ ("Starts"), self->starts));
  gtk_box_append (GTK_BOX (hours), _qv_field_add_label (_ ("Room free until"), self->until));
  gtk_box_append (GTK_BOX (box), hours);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
qv_day_popover_new (QvPrepareContext *context)
{
  QvDayPopover *self = g_object_new (QV_TYPE_DAY_POPOVER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

/**
 * qv_day_popover_show:
 * @self: a popover
 *
 * Shows the session as it is now.
 */
void
qv_day_popover_show (QvDayPopover *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);
  const QvAgenda *agenda = preparation->agenda;
  const char *starts = qv_record_get_text (preparation->session, QV_SESSION_STARTS);
  gboolean has_day = starts != NULL && strlen (starts) > DAY_LENGTH;
  g_autofree char *day = qv_due_format (has_day ? starts : NULL);
  g_autofree char *until =
      agenda->has_length && agenda->has_start
          ? qv_agenda_format_time (
                (agenda->starts + (int) qv_record_get_int (preparation->session, QV_SESSION_MINUTES)) %
                DAY_MINUTES)
          : g_strdup ("");

  _qv_field_show (self->question, qv_record_get_text (preparation->session, QV_SESSION_QUESTION));
  _qv_field_show (self->place, qv_record_get_text (preparation->session, QV_SESSION_PLACE));
  _qv_field_show (self->day, day);
  _qv_field_show (self->starts, has_day ? starts + DAY_LENGTH + 1 : "");
  _qv_field_show (self->until, until);
}
