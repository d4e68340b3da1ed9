/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-edit.h"

G_BEGIN_DECLS

/**
 * QvAgendaSlot:
 *
 * When a step is planned. Times are minutes since midnight of the session's day; past midnight they go on beyond 1440.
 */
typedef struct
{
  QvId step;
  QvId round_table; /* that it is for, or QV_ID_NONE: for all */
  int starts;
  int minutes;
  gboolean is_pinned;
  int gap;          /* minutes of nothing before a pinned start */
  int clash;        /* minutes by which what goes before runs into a pinned start */
  int wait;         /* minutes that this table waits after it until the others are ready too */
  gboolean is_main; /* for all, or of the table whose parallel track takes longest */
} QvAgendaSlot;

/**
 * QvAgenda:
 *
 * The steps of a session in order with the times that follow from its start, their lengths and the pinned starts. Steps of single
 * tables that stand together run in parallel, each table's one after the other; the next step for all begins when the last table is ready.
 */
typedef struct
{
  GArray *slots;       /* (element-type QvAgendaSlot) in order */
  gboolean has_start;  /* otherwise times count from 0 */
  int starts;
  int ends;
  gboolean has_length; /* the session says how long it is */
  int spare;           /* minutes in hand before the session's planned end; below zero: too long */
} QvAgenda;

QvAgenda           *qv_agenda_new         (const QvRecord *session, GPtrArray *steps);
void                qv_agenda_free        (QvAgenda *self);
const QvAgendaSlot *qv_agenda_find        (const QvAgenda *self, QvId step);
GPtrArray          *qv_agenda_sort        (GPtrArray *steps);
gboolean            qv_agenda_move        (GPtrArray *steps, guint from, guint to, QvEdit *edit);
gboolean            qv_agenda_parse_time  (const char *text, int *out_minutes);
char               *qv_agenda_format_time (int minutes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvAgenda, qv_agenda_free)

G_END_DECLS
