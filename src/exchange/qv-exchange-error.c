/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-exchange-error.h"

G_DEFINE_QUARK (qv - exchange - error - quark, qv_exchange_error)
