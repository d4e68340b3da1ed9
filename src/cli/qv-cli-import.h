/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "qv-import.h"

G_BEGIN_DECLS

void qv_cli_import_print (const char *path, QvImportKind kind, QvImport *import);
void qv_cli_import_add   (JsonBuilder *builder, const char *path, QvImportKind kind, QvImport *import);

G_END_DECLS
