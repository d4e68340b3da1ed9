/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-geo-error.h"

G_DEFINE_QUARK (qv - geo - error - quark, qv_geo_error)
