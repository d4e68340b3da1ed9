/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-gdal-helper.h"

G_BEGIN_DECLS

/**
 * QvGdalRun:
 *
 * One run of quadrivio-gdal. @args ends in %NULL and leaves out the program. @n_seconds is how long it may take by the clock on the wall.
 */
typedef struct
{
  const char *const *args;
  guint n_seconds;
  QvGdalProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *cancellable; /* (nullable) */
} QvGdalRun;

gboolean _qv_gdal_run            (const QvGdalRun *run, char **out_text, GError **error);
char    *_qv_gdal_make_folder    (GError **error);
void     _qv_gdal_remove_folder  (char *folder);


G_END_DECLS
