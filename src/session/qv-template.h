/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-edit.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *prompt; /* (nullable) what the facilitator asks */
  char *method; /* (nullable) "round", "map", "cards", "vote", "plenary", "break" */
  guint minutes;
} QvTemplateStep;

/**
 * QvTemplate:
 *
 * An agenda that a session can start from, in one language. The templates come with the program; @id is a word that scripts rely on.
 */
typedef struct
{
  char *id;       /* "territorial-diagnosis" */
  char *icon;     /* name of a symbolic icon */
  char *title;
  char *summary;  /* a few words: "problems on the map" */
  char *question; /* (nullable) that the session is to answer */
  guint minutes;  /* sum of the steps */
  GPtrArray *steps; /* (element-type QvTemplateStep) */
} QvTemplate;

GPtrArray  *qv_template_list        (const char *language);
QvTemplate *qv_template_find        (const char *id, const char *language);
QvEdit     *qv_template_instantiate (const QvTemplate *self, QvRecord *session, const char *label);
const char *qv_template_pick_language (const char *language);
void        qv_template_free        (QvTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTemplate, qv_template_free)

G_END_DECLS
