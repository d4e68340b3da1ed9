/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the tests of the helper share. Real and hostile files are %NULL where they are not on this computer; a written file is
 * alone in a folder of its own, and removing it frees its path. */
char    *test_gdal_find_data   (const char *name);
char    *test_gdal_write_file  (const char *name, const char *text, gssize size);
void     test_gdal_remove_file (char *path);
gboolean test_gdal_has_note    (GPtrArray *notes, guint feature, const char *code);
