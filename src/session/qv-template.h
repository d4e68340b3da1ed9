/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-edit.h"
#include "qv-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *prompt;    /* (nullable) what the facilitator asks */
  char *method;    /* (nullable) id of a #QvMethod, or a word of the user's own */
  char *goal;      /* (nullable) */
  char *materials; /* (nullable) */
  char *remark;    /* (nullable) for the facilitator's eyes */
  char *kinds;     /* (nullable) as QV_STEP_KINDS */
  guint minutes;
  guint table;     /* which of the template's tables it is for, from 1; 0: for all */
} QvTemplateStep;

/**
 * QvTemplate:
 *
 * An agenda that a session can start from, in one language. Most come with the program; others the user has made of sessions. @id is a word
 * that scripts rely on.
 */
typedef struct
{
  char *id;       /* "territorial-diagnosis" */
  char *icon;     /* name of a symbolic icon */
  char *title;
  char *summary;  /* (nullable) a few words: "problems on the map" */
  char *question; /* (nullable) that the session is to answer */
  guint minutes;  /* from the first step's start to the last one's end */
  GPtrArray *steps;  /* (element-type QvTemplateStep) */
  GPtrArray *tables; /* (element-type utf8) names of tables that steps are for */
  gboolean is_starter; /* offered where there is room for few */
  gboolean is_own;     /* made by the user; can be removed */
} QvTemplate;

GPtrArray  *qv_template_list        (const char *language);
QvTemplate *qv_template_find        (const char *id, const char *language);
QvEdit     *qv_template_instantiate (const QvTemplate *self, QvRecord *session, const char *label);
void        qv_template_add_steps   (const QvTemplate *self, QvId session, guint position, QvEdit *edit);
const char *qv_template_pick_language (const char *language);
void        qv_template_free        (QvTemplate *self);

/* qv-template-own.c */
char       *qv_template_save        (QvStore *store, QvId session, const char *title, GError **error);
gboolean    qv_template_remove      (const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTemplate, qv_template_free)

G_END_DECLS
