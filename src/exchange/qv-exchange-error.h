/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_EXCHANGE_ERROR (qv_exchange_error_quark ())

typedef enum
{
  QV_EXCHANGE_ERROR_FAILED,  /* the file system said no */
  QV_EXCHANGE_ERROR_FORMAT,  /* not what it should be; the message names line and reason */
  QV_EXCHANGE_ERROR_LIMIT,   /* larger, deeper or longer than the reader accepts */
  QV_EXCHANGE_ERROR_NEWER,   /* written by a newer Quadrivio */
  QV_EXCHANGE_ERROR_HELPER,  /* the geodata helper failed, ran out of time or memory */
} QvExchangeError;

GQuark qv_exchange_error_quark (void);

G_END_DECLS
