/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"

G_BEGIN_DECLS

double qv_geodesy_measure_distance (double longitude_1, double latitude_1, double longitude_2, double latitude_2);
double qv_geodesy_measure_length   (QvGeometry *geometry);
double qv_geodesy_measure_area     (QvGeometry *geometry);

G_END_DECLS
