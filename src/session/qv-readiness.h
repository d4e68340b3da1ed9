/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-preparation.h"

G_BEGIN_DECLS

/* What is looked at, in the order in which it is shown within what is to do and what is done. */
typedef enum
{
  QV_READINESS_HELICES,
  QV_READINESS_AGENDA,
  QV_READINESS_QUESTION,
  QV_READINESS_TERRITORIES,
  QV_READINESS_BACKGROUND,
  QV_READINESS_INDICATORS,
  QV_READINESS_PROJECTOR,
  QV_READINESS_CONSENT,
  QV_READINESS_BACKUP,
  QV_READINESS_DISK,
} QvReadinessTopic;

typedef enum
{
  QV_READINESS_WARNING, /* the day would suffer */
  QV_READINESS_TO_DO,
  QV_READINESS_DONE,
} QvReadinessState;

/**
 * QvReadinessRow:
 *
 * One thing that a room with no network needs. @action is what the button of a row that is not done fixes or opens, one of "confirm-all",
 * "add-people", "show-people",
 * "use-template", "show-agenda", "set-day", "write-question", "choose-level", "choose-background", "add-indicator",
 * "show-indicators", "try-projector", "write-consent", "record-consents", "back-up", "open-folder".
 */
typedef struct
{
  QvReadinessTopic topic;
  QvReadinessState state;
  char *title;
  char *detail;       /* (nullable) */
  const char *action; /* (nullable): of a row that is done */
  const char *button; /* (nullable) */
} QvReadinessRow;

GPtrArray *qv_readiness_check    (const QvPreparation *preparation, gint64 now);
void       qv_readiness_row_free (QvReadinessRow *self);
guint      qv_readiness_count_to_do (GPtrArray *rows);

G_END_DECLS
