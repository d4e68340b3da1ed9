/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * QvBlankSource:
 *
 * A map source without tiles. A viewport measures by its reference source, and every layer complains when there is none, so paper
 * needs one too. Tiles are 256 pixels, Mercator.
 */
#define QV_TYPE_BLANK_SOURCE (qv_blank_source_get_type ())
G_DECLARE_FINAL_TYPE (QvBlankSource, qv_blank_source, QV, BLANK_SOURCE, ShumateMapSource)

#define QV_MAP_MAX_ZOOM 19

ShumateMapSource *qv_blank_source_new (void);

G_END_DECLS
