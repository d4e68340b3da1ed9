/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-method.h"

G_BEGIN_DECLS

/**
 * QvMethodPopover:
 *
 * The library of methods, to be searched, each with how it works. Signal "chosen" (string id): a method's id, or "" for an empty step.
 */
#define QV_TYPE_METHOD_POPOVER (qv_method_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvMethodPopover, qv_method_popover, QV, METHOD_POPOVER, GtkPopover)

GtkWidget *qv_method_popover_new (const char *language);

G_END_DECLS
