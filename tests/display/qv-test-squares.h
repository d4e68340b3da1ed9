/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"

G_BEGIN_DECLS

/* A made-up layer as large as the municipalities of France: 35,000 territories of 80 vertices, tight. */
#define QV_TEST_SQUARE_COLUMNS 200
#define QV_TEST_SQUARE_ROWS    175
#define QV_TEST_N_SQUARES      (QV_TEST_SQUARE_COLUMNS * QV_TEST_SQUARE_ROWS)

QvGeometry *qv_test_make_square (int index);

G_END_DECLS
