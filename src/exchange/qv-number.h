/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvNumberFormat:
 *
 * How a column writes numbers: @decimal is ',' or '.'; @group is the character between thousands ('.', ',', '\'', or ' ' for any
 * kind of space) or 0 for none. @is_ambiguous says that the column could be read in two ways ("1.234" and nothing else) and the
 * format is the likelier one.
 */
typedef struct
{
  char decimal;
  char group;
  gboolean is_ambiguous;
} QvNumberFormat;

typedef enum
{
  QV_NUMBER_VALUE,
  QV_NUMBER_MISSING, /* empty, ":", "n.d.", "s" and the like: no figure, which is not zero */
  QV_NUMBER_BAD,     /* anything else */
} QvNumberResult;

gboolean       qv_number_format_detect (const char *const *values, guint n_values, gboolean is_typed,
                                        QvNumberFormat *out_format);
QvNumberResult qv_number_parse         (const char *text, const QvNumberFormat *format, double *out_value);

G_END_DECLS
