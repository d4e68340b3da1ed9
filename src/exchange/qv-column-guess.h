/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvColumn:
 *
 * A field with some of its values, %NULL or "" where empty, for guessing what it holds. All columns of one call have the values of the same
 * rows.
 */
typedef struct
{
  const char *name;
  const char *const *values;
} QvColumn;

/**
 * QvLayerGuess:
 *
 * Indices of columns, -1 where nothing fits. @name may be @code where a layer has one field only.
 */
typedef struct
{
  int code;
  int name;
  int parent;
} QvLayerGuess;

/**
 * QvTableGuess:
 *
 * Indices of columns, -1 where nothing fits. @values are the columns with figures, the likeliest first.
 */
typedef struct
{
  int code;
  int name;
  int period;
  GArray *values; /* (element-type int) */
} QvTableGuess;

void  qv_guess_layer        (const QvColumn *columns, guint n_columns, guint n_values, QvLayerGuess *out_guess);
void  qv_guess_table        (const QvColumn *columns, guint n_columns, guint n_values, QvTableGuess *out_guess);
void  qv_table_guess_clear  (QvTableGuess *guess);
char *qv_period_normalize   (const char *text);
char *qv_period_from_header (const char *header);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvTableGuess, qv_table_guess_clear)

G_END_DECLS
