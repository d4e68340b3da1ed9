/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "qv-helix-keys.h"
#include "qv-types.h"

G_BEGIN_DECLS

typedef enum
{
  QV_CAPTURE_COMMAND_NONE,      /* the key is text, or none of ours */
  QV_CAPTURE_COMMAND_HELIX,     /* .argument: QvHelix */
  QV_CAPTURE_COMMAND_SEAT,      /* .argument: seat, 0 for not attributed */
  QV_CAPTURE_COMMAND_STEP_SEAT, /* .argument: -1 or 1 */
  QV_CAPTURE_COMMAND_KIND,      /* .argument: QvNoteKind */
  QV_CAPTURE_COMMAND_STEP_KIND, /* .argument: -1 or 1 */
  QV_CAPTURE_COMMAND_SAVE,
  QV_CAPTURE_COMMAND_SAVE_KEEP, /* and keep the speaker */
  QV_CAPTURE_COMMAND_NEW_LINE,
  QV_CAPTURE_COMMAND_EMPTY,
} QvCaptureCommandType;

typedef struct
{
  QvCaptureCommandType type;
  int argument;
} QvCaptureCommand;

typedef enum
{
  QV_CAPTURE_WAITS_FOR_HELIX,
  QV_CAPTURE_ASKS_FOR_HELIX, /* after Enter without one */
  QV_CAPTURE_WAITS_FOR_SEAT,
  QV_CAPTURE_WAITS_FOR_TEXT,
} QvCaptureState;

QvCaptureCommand qv_capture_command_from_key (const QvHelixKeys *keys, guint keyval, guint shifted_keyval, GdkModifierType modifiers,
                                              QvCaptureState state, gboolean is_empty, guint n_seats);

G_END_DECLS
