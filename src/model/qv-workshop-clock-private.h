/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-agenda.h"
#include "qv-workshop-clock.h"

G_BEGIN_DECLS

struct _QvWorkshopClock
{
  QvRecord *session;
  GPtrArray *steps; /* (element-type QvRecord), of this table, in order */
  GArray *line;     /* (element-type guint) indices into @steps of those that the clock goes through */
  QvAgenda *agenda;
  gint64 planned_start; /* microseconds since 1970 UTC, 0: none */
  int present;          /* index into @steps, -1: none */
};

gint64 _qv_workshop_clock_spent   (const QvWorkshopClock *self, guint index, gint64 now);
gint64 _qv_workshop_clock_length  (const QvRecord *step);
gboolean _qv_workshop_clock_is_ended (const QvWorkshopClock *self);

G_END_DECLS
