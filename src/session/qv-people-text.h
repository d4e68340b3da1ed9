/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-types.h"

#include <glib.h>

G_BEGIN_DECLS

/* A person as written in one line. What is not said is NULL. */
typedef struct
{
  char *name;
  QvHelix helix;
  char *organisation;
  char *contact;
} QvPersonText;

GPtrArray *qv_people_text_parse      (const char *text);
void       qv_person_text_free       (QvPersonText *self);
QvHelix    qv_people_text_find_helix (const char *text);

G_END_DECLS
