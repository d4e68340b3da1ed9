/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvHelixKeys:
 * @keys: the character that says who speaks, by #QvHelix; that of %QV_HELIX_NONE says that no seat is named
 *
 * Which keys say who speaks, while the entry is empty. In the settings they are an array of strings: the four helices in their order, then
 * the key for "not attributed".
 */
typedef struct
{
  gunichar keys[QV_N_HELICES + 1];
} QvHelixKeys;

#define QV_HELIX_KEYS_DIGITS ((QvHelixKeys){ { '0', '1', '2', '3', '4' } })

gboolean qv_helix_keys_parse      (const char *const *words, QvHelixKeys *out_keys, GError **error);
gboolean qv_helix_keys_are_digits (const QvHelixKeys *self);
int      qv_helix_keys_find       (const QvHelixKeys *self, guint keyval, GdkModifierType modifiers);
char    *qv_helix_keys_format     (const QvHelixKeys *self);
char    *qv_helix_keys_ask        (const QvHelixKeys *self);
char    *qv_helix_keys_format_key (const QvHelixKeys *self, QvHelix helix);
char    *qv_helix_keys_make_accelerator (const QvHelixKeys *self);

G_END_DECLS
