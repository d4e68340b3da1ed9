/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * QvHelixKeysGroup:
 *
 * The preference which keys say who speaks: the digits, or keys of one's own. A choice that can be used is kept at once; of another it
 * says what is wrong, and nothing changes.
 */
#define QV_TYPE_HELIX_KEYS_GROUP (qv_helix_keys_group_get_type ())
G_DECLARE_FINAL_TYPE (QvHelixKeysGroup, qv_helix_keys_group, QV, HELIX_KEYS_GROUP, AdwPreferencesGroup)

void qv_helix_keys_group_set_settings (QvHelixKeysGroup *self, GSettings *settings);

G_END_DECLS
