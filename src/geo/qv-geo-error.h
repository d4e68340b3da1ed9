/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_GEO_ERROR (qv_geo_error_quark ())

typedef enum
{
  QV_GEO_ERROR_OPEN,      /* the file cannot be read */
  QV_GEO_ERROR_FORMAT,    /* it is not what it should be */
  QV_GEO_ERROR_DAMAGED,   /* it was once, but has been damaged */
  QV_GEO_ERROR_TOO_LARGE, /* more than can be drawn */
  QV_GEO_ERROR_SHAPE,     /* what was drawn is no line or area */
} QvGeoError;

GQuark qv_geo_error_quark (void);

G_END_DECLS
