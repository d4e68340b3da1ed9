/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-edit.h"

G_BEGIN_DECLS

typedef enum
{
  QV_WORKSHOP_NOT_STARTED,
  QV_WORKSHOP_RUNNING,
  QV_WORKSHOP_PAUSED,
  QV_WORKSHOP_ENDED,
} QvWorkshopState;

typedef enum
{
  QV_CLOCK_LEVEL_NORMAL,
  QV_CLOCK_LEVEL_ORANGE, /* 20 % of the step is left, or less */
  QV_CLOCK_LEVEL_RED,    /* 5 %, or less, or the step is over its time */
} QvClockLevel;

typedef enum
{
  QV_CLOCK_STEP_TO_COME,
  QV_CLOCK_STEP_PRESENT,
  QV_CLOCK_STEP_DONE,
  QV_CLOCK_STEP_SKIPPED, /* before the present one, and never begun */
} QvClockStepState;

/**
 * QvClockReading:
 *
 * What the clock shows at a moment. Times of day are microseconds since 1970 UTC, lengths milliseconds.
 */
typedef struct
{
  QvWorkshopState state;
  QvId step;    /* the present one, or QV_ID_NONE before the start */
  guint number; /* its place among @n_steps, from 1 */
  guint n_steps;
  gint64 length; /* with what was given or taken; 0: the step has no set length */
  gint64 spent;
  gint64 remaining; /* below zero: over its time; 0 where there is no length */
  QvClockLevel level;
  gint64 planned_end;
  gint64 end;         /* as things stand */
  int behind_minutes; /* against the plan, whole minutes; below zero: ahead */
  gboolean is_advance_due; /* the session advances by itself, and the time of the step is over */
  QvId remedy;             /* a break to come that could be shorter, or QV_ID_NONE */
  int remedy_minutes;      /* by how much */
} QvClockReading;

/* A line of the agenda during the workshop: when the step really began, or will as things stand. */
typedef struct
{
  QvId step;
  QvClockStepState state;
  gint64 starts;
  gint64 length; /* milliseconds, with what was given or taken */
} QvClockSlot;

/**
 * QvWorkshopClock:
 *
 * The clock of a workshop at one table: what the rows of its session and steps say. It holds no time of its own, so it stands as it
 * stood after a restart; make a new one when the rows change. Functions that return whether anything changes add the changes to an edit and
 * change nothing themselves. A moment before one that the rows know of, after the computer's clock was set back, counts as that moment.
 */
typedef struct _QvWorkshopClock QvWorkshopClock;

#define QV_CLOCK_MAX_STRETCH (12 * G_TIME_SPAN_HOUR)

QvWorkshopClock *qv_workshop_clock_new      (const QvRecord *session, GPtrArray *steps, QvId round_table);
void             qv_workshop_clock_free     (QvWorkshopClock *self);
const QvRecord  *qv_workshop_clock_get_session (const QvWorkshopClock *self);
void             qv_workshop_clock_read     (const QvWorkshopClock *self, gint64 now, QvClockReading *out_reading);
char            *qv_clock_reading_format (const QvClockReading *reading);
GArray          *qv_workshop_clock_list     (const QvWorkshopClock *self, gint64 now);
gint64           qv_workshop_clock_get_spent (const QvWorkshopClock *self, QvId step, gint64 now);
QvId             qv_workshop_clock_get_next (const QvWorkshopClock *self);
QvId             qv_workshop_clock_get_previous (const QvWorkshopClock *self);

gboolean         qv_workshop_clock_go       (const QvWorkshopClock *self, QvId step, gint64 now, QvEdit *edit);
gboolean         qv_workshop_clock_pause    (const QvWorkshopClock *self, gint64 now, QvEdit *edit);
gboolean         qv_workshop_clock_resume   (const QvWorkshopClock *self, gint64 now, QvEdit *edit);
gboolean         qv_workshop_clock_give     (const QvWorkshopClock *self, QvId step, int minutes, QvEdit *edit);
gboolean         qv_workshop_clock_end      (const QvWorkshopClock *self, gint64 now, QvEdit *edit);
gboolean         qv_workshop_clock_reopen   (const QvWorkshopClock *self, gint64 now, QvEdit *edit);
gboolean         qv_workshop_clock_mend     (const QvWorkshopClock *self, gint64 now, QvEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvWorkshopClock, qv_workshop_clock_free)

G_END_DECLS
