/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double balance_evenness (const guint counts[4]);
double balance_parity   (const guint counts[4], const guint seats[4]);

G_END_DECLS
