/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-record.h"

G_BEGIN_DECLS

typedef enum
{
  QV_CHANGE_INSERT, /* a new row; .record */
  QV_CHANGE_SET,    /* one field gets a new value; .field, .value */
} QvChangeType;

typedef struct
{
  QvChangeType type;
  QvEntity entity;
  QvId id;
  QvRecord *record;
  guint field;
  QvValue value;
} QvChange;

/**
 * QvEdit:
 *
 * What one gesture of the user changes, to be applied by the store as one transaction, one journal entry, one undo.
 * Deleting is setting the field "deleted".
 */
typedef struct
{
  char *label;      /* in the user's words and language: "Move note" */
  QvId session;     /* whose undo it belongs to, or QV_ID_NONE for the library's own */
  GArray *changes;  /* (element-type QvChange) */
} QvEdit;

QvEdit *qv_edit_new      (const char *label, QvId session);
void    qv_edit_free     (QvEdit *edit);
void    qv_edit_insert   (QvEdit *edit, QvRecord *record);
void    qv_edit_set      (QvEdit *edit, QvEntity entity, QvId id, guint field, QvValue value);
void    qv_edit_delete   (QvEdit *edit, QvEntity entity, QvId id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvEdit, qv_edit_free)

G_END_DECLS
