/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-preparing.h"

G_BEGIN_DECLS

QvEdit *_qv_preparing_begin  (const QvPreparation *self, const char *label);
QvEdit *_qv_preparing_finish (QvEdit *edit);

G_END_DECLS
