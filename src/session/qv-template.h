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
  char *pinned;    /* (nullable) a start that does not move: "14:30" */
  char *indicator; /* (nullable) name of the indicator that it suggests for the map */
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
  GPtrArray *themes; /* (element-type utf8) */
  GPtrArray *indicators; /* (element-type utf8) names, in the order of the session */
  int targets[QV_N_HELICES + 1]; /* seats to be taken, by #QvHelix; -1: nothing is said */
  char *consent_text;    /* (nullable) */
  char *consent_version; /* (nullable) */
  gboolean is_starter; /* offered where there is room for few */
  gboolean is_own;     /* made by the user; can be removed */
} QvTemplate;

/* What the names in a template are looked up in. */
typedef struct
{
  GPtrArray *indicators; /* (nullable) (element-type QvRecord): those of the library */
  QvId level;            /* of the session, or QV_ID_NONE */
} QvTemplateLibrary;

GPtrArray  *qv_template_list        (const char *language);
QvTemplate *qv_template_find        (const char *id, const char *language);
const char *qv_template_pick_language (const char *language);
void        qv_template_free        (QvTemplate *self);

/* qv-template-use.c */
QvEdit     *qv_template_instantiate (const QvTemplate *self, QvRecord *session, GPtrArray *indicators, const char *label);
void        qv_template_complete    (const QvTemplate *self, QvRecord *session);
void        qv_template_add_steps   (const QvTemplate *self, QvId session, guint position, const QvTemplateLibrary *library,
                                     QvEdit *edit);
QvId        qv_template_find_indicator (const QvTemplateLibrary *library, const char *name);

/* qv-template-own.c */
char       *qv_template_save        (QvStore *store, QvId session, const char *title, GError **error);
gboolean    qv_template_remove      (const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTemplate, qv_template_free)

G_END_DECLS
