/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "qv-record.h"

G_BEGIN_DECLS

/* No time of day was chosen for the paper notes. */
#define QV_PAPER_NO_TIME (-1)

gint64 qv_paper_note_get_said (const QvRecord *step, int minutes, gint64 now);

G_END_DECLS
