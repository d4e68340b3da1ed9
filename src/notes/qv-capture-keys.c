/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What a key means to the capture entry, apart from any widget, so that it can be tested key by key. */

#include "config.h"

#include "qv-capture-keys.h"

#include "qv-digit-key.h"

#define MODIFIERS (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

static gboolean
get_kind (guint keyval, QvNoteKind *out_kind)
{
  switch (keyval)
    {
    case GDK_KEY_exclam:
      *out_kind = QV_NOTE_KIND_PROBLEM;
      return TRUE;
    case GDK_KEY_greater:
      *out_kind = QV_NOTE_KIND_OPPORTUNITY;
      return TRUE;
    case GDK_KEY_question:
      *out_kind = QV_NOTE_KIND_CHALLENGE;
      return TRUE;
    case GDK_KEY_equal:
    case GDK_KEY_KP_Equal:
      *out_kind = QV_NOTE_KIND_SOLUTION;
      return TRUE;
    case GDK_KEY_period:
    case GDK_KEY_KP_Decimal:
      *out_kind = QV_NOTE_KIND_OBSERVATION;
      return TRUE;
    default:
      return FALSE;
    }
}

static QvCaptureCommand
command (QvCaptureCommandType type, int argument)
{
  return (QvCaptureCommand){ type, argument };
}

static QvCaptureCommand
from_alt_key (guint keyval, int digit)
{
  if (digit >= 1 && digit <= QV_N_HELICES)
    return command (QV_CAPTURE_COMMAND_HELIX, digit);
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    return command (QV_CAPTURE_COMMAND_STEP_KIND, -1);
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    return command (QV_CAPTURE_COMMAND_STEP_KIND, 1);
  return command (QV_CAPTURE_COMMAND_NONE, 0);
}

static QvCaptureCommand
from_enter (GdkModifierType modifiers)
{
  if (modifiers == 0)
    return command (QV_CAPTURE_COMMAND_SAVE, 0);
  if (modifiers == GDK_CONTROL_MASK)
    return command (QV_CAPTURE_COMMAND_SAVE_KEEP, 0);
  if (modifiers == GDK_SHIFT_MASK)
    return command (QV_CAPTURE_COMMAND_NEW_LINE, 0);
  return command (QV_CAPTURE_COMMAND_NONE, 0);
}

static QvCaptureCommand
from_key_while_empty (guint keyval, int digit, int helix, QvCaptureState state, guint n_seats)
{
  QvNoteKind kind;

  if (get_kind (keyval, &kind))
    return command (QV_CAPTURE_COMMAND_KIND, (int) kind);
  if (state == QV_CAPTURE_WAITS_FOR_HELIX && helix > QV_HELIX_NONE)
    return command (QV_CAPTURE_COMMAND_HELIX, helix);
  if (state == QV_CAPTURE_WAITS_FOR_SEAT && helix == QV_HELIX_NONE)
    return command (QV_CAPTURE_COMMAND_SEAT, 0);
  if (state == QV_CAPTURE_WAITS_FOR_SEAT && digit >= 1 && (guint) digit <= n_seats)
    return command (QV_CAPTURE_COMMAND_SEAT, digit);
  if (state != QV_CAPTURE_WAITS_FOR_HELIX && n_seats > 0)
    {
      if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
        return command (QV_CAPTURE_COMMAND_STEP_SEAT, -1);
      if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
        return command (QV_CAPTURE_COMMAND_STEP_SEAT, 1);
    }
  return command (QV_CAPTURE_COMMAND_NONE, 0);
}

/**
 * qv_capture_command_from_key:
 * @keys: those that say who speaks
 * @keyval: the key as typed
 * @shifted_keyval: what the same key gives with Shift; on French keyboards the digits stand there
 * @modifiers: those held
 * @state: what the entry waits for
 * @is_empty: whether nothing is written in the entry, nor being composed
 * @n_seats: the highest seat of the chosen helix
 *
 * Returns: what the key does
 */
QvCaptureCommand
qv_capture_command_from_key (const QvHelixKeys *keys,
                             guint keyval,
                             guint shifted_keyval,
                             GdkModifierType modifiers,
                             QvCaptureState state,
                             gboolean is_empty,
                             guint n_seats)
{
  GdkModifierType held = modifiers & MODIFIERS;
  QvNoteKind kind;
  int digit = qv_digit_key_get (keyval);
  int helix = qv_helix_keys_find (keys, keyval, held);

  if (digit < 0 && (held & GDK_SHIFT_MASK) == 0 && !get_kind (keyval, &kind))
    {
      digit = qv_digit_key_get (shifted_keyval);
      if (digit >= 0 && helix < 0)
        helix = qv_helix_keys_find (keys, shifted_keyval, held);
    }

  if ((held & ~GDK_SHIFT_MASK) == GDK_ALT_MASK)
    return from_alt_key (keyval, digit);
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return from_enter (held);
  if (keyval == GDK_KEY_Escape && held == 0)
    return command (QV_CAPTURE_COMMAND_EMPTY, 0);
  if (state == QV_CAPTURE_ASKS_FOR_HELIX && helix > QV_HELIX_NONE && (held & ~GDK_SHIFT_MASK) == 0)
    return command (QV_CAPTURE_COMMAND_HELIX, helix);
  if (is_empty && (held & ~GDK_SHIFT_MASK) == 0)
    return from_key_while_empty (keyval, digit, helix, state, n_seats);
  return command (QV_CAPTURE_COMMAND_NONE, 0);
}
