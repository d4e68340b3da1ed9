/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The background file, which src/geo reads and the map draws: an SQLite database of its own kind.
 *
 *   PRAGMA application_id = 0x51564247 ("QVBG"), user_version = 1
 *   shape (id INTEGER PRIMARY KEY, role TEXT NOT NULL, name TEXT, geometry BLOB NOT NULL,
 *          west INTEGER NOT NULL, south INTEGER NOT NULL, east INTEGER NOT NULL, north INTEGER NOT NULL)
 *   metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL)
 *
 * geometry is a blob of QvGeometry, lines or areas; the box is that of the geometry, in units of 1e-7 degree; ids
 * follow the order of drawing: areas first, and among each role the larger ones first. Roles are the words of
 * qv_background_role_words. metadata has "attribution" ("© OpenStreetMap contributors" for an extract, else what the
 * user gave or ""), "name", and "west", "south", "east", "north" of everything as decimal integers of the same units. */
#pragma once

#include <gio/gio.h>

#include "qv-gdal-helper.h"

G_BEGIN_DECLS

#define QV_BACKGROUND_APPLICATION_ID 0x51564247
#define QV_BACKGROUND_VERSION 1

/* "water" "stream" "green" "built-up" "road-major" "road-middle" "road-minor" "rail" "tram" "boundary", then NULL */
extern const char *const qv_background_role_words[];

/**
 * QvBackgroundSource:
 *
 * A file that goes into a background. An OpenStreetMap extract says itself what is what, so @role is %NULL and @layer is ignored; any
 * other layer needs a role.
 */
typedef struct
{
  const char *path;
  const char *layer; /* or NULL for the first */
  const char *role;
} QvBackgroundSource;

gboolean qv_background_make        (const QvBackgroundSource *sources, guint n_sources, const char *name, const char *attribution,
                                    const char *path, QvGdalProgressFunc progress, gpointer progress_data,
                                    GCancellable *cancellable, GError **error);

G_END_DECLS
