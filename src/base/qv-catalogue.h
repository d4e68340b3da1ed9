/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvCatalogue:
 *
 * The program's texts in one language, whatever the language of the interface: for what others in the room read.
 */
typedef struct _QvCatalogue QvCatalogue;

void         qv_catalogue_use        (void);

QvCatalogue *qv_catalogue_new        (const char *language);
void         qv_catalogue_free       (QvCatalogue *self);
const char  *qv_catalogue_get        (const QvCatalogue *self, const char *text) G_GNUC_FORMAT (2);
const char  *qv_catalogue_get_plural (const QvCatalogue *self, const char *one, const char *many, gulong n)
  G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvCatalogue, qv_catalogue_free)

G_END_DECLS
