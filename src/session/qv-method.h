/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-record.h"

G_BEGIN_DECLS

/**
 * QvMethod:
 *
 * A way of working that a step can use, in one language. The methods come with the program; @id is what QV_STEP_METHOD holds. Other words there
 * are the user's own.
 */
typedef struct
{
  char *id;        /* "one-two-four-all" */
  char *icon;      /* name of a symbolic icon */
  char *name;
  char *goal;
  char *prompt;    /* what the facilitator asks */
  char *materials;
  char *kinds;     /* (nullable) kinds of note that it suggests, as QV_STEP_KINDS */
  char *source;    /* (nullable) whose method it is */
  GPtrArray *how;  /* (element-type utf8) what to do, in order */
  guint minutes;
  gboolean is_vote; /* at the ballot rather than at the table */
} QvMethod;

GPtrArray  *qv_method_list          (const char *language);
QvMethod   *qv_method_find          (const char *id, const char *language);
void        qv_method_free          (QvMethod *self);
QvRecord   *qv_method_make_step     (const QvMethod *self, QvId session, guint position);
guint       qv_method_parse_kinds   (const char *kinds);
char       *qv_method_format_kinds  (guint kinds);
const char *qv_method_pick_language (const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvMethod, qv_method_free)

G_END_DECLS
