/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void qv_whole_words_in (AdwComboRow *row);

G_END_DECLS
