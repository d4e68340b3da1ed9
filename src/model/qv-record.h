/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-clock.h"
#include "qv-entity.h"
#include "qv-id.h"
#include "qv-types.h"

G_BEGIN_DECLS

#define QV_RECORD_ERROR (qv_record_error_quark ())

typedef enum
{
  QV_RECORD_ERROR_MISSING, /* a required field is NULL or empty */
  QV_RECORD_ERROR_TYPE,    /* a value of the wrong type, or a word that is not one of its words */
  QV_RECORD_ERROR_RANGE,   /* a number that is not finite, an id or a time below zero, a geometry that is broken */
  QV_RECORD_ERROR_TEXT,    /* text that cannot be stored, see qv_text_is_clean() */
} QvRecordError;

typedef enum
{
  QV_VALUE_NULL,
  QV_VALUE_INT,  /* INT, BOOL, TIME, REF */
  QV_VALUE_REAL,
  QV_VALUE_TEXT, /* TEXT, WORD */
  QV_VALUE_BLOB, /* GEOMETRY */
} QvValueType;

typedef struct
{
  QvValueType type;
  union
  {
    gint64 integer;
    double real;
    char *text;
    GBytes *blob;
  };
} QvValue;

/**
 * QvPastValue:
 *
 * What a field held on one computer when a merge let a newer value from another win. Kept so that what lost stays visible.
 */
typedef struct
{
  guint field;
  QvStamp stamp;
  QvValue value;
} QvPastValue;

/**
 * QvRecord:
 *
 * One row as the store, the exchange and the items see it: the fields of its entity in order, each with the stamp of its
 * last change. @stamp is that of the row's making; stamps[i] is 0 where field i is unchanged since then.
 */
typedef struct
{
  QvEntity entity;
  QvId id;
  QvStamp stamp;
  guint n_fields;
  QvValue *values;
  QvStamp *stamps;
  GArray *past; /* (nullable) (element-type QvPastValue), sorted by field and value, each once */
} QvRecord;

/**
 * QvRecordFunc:
 *
 * Receives one record of a stream. @record belongs to the caller and is good until the function returns.
 *
 * Returns: %FALSE with @error set to end the stream
 */
typedef gboolean (*QvRecordFunc) (const QvRecord *record, gpointer data, GError **error);

GQuark      qv_record_error_quark   (void);

QvValue     qv_value_int            (gint64 integer);
QvValue     qv_value_real           (double real);
QvValue     qv_value_text           (const char *text);
QvValue     qv_value_blob           (GBytes *blob);
QvValue     qv_value_copy           (const QvValue *value);
void        qv_value_clear          (QvValue *value);
int         qv_value_compare        (const QvValue *a, const QvValue *b);

QvRecord   *qv_record_new           (QvEntity entity, QvId id);
QvRecord   *qv_record_copy          (const QvRecord *record);
void        qv_record_free          (QvRecord *record);
gboolean    qv_record_validate      (const QvRecord *record, GError **error);

gboolean    qv_record_is_null       (const QvRecord *record, guint field);
gboolean    qv_record_is_deleted    (const QvRecord *record);
gint64      qv_record_get_int       (const QvRecord *record, guint field);
double      qv_record_get_real      (const QvRecord *record, guint field);
const char *qv_record_get_text      (const QvRecord *record, guint field);
GBytes     *qv_record_get_blob      (const QvRecord *record, guint field);
QvHelix     qv_record_get_helix     (const QvRecord *record, guint field);
QvStamp     qv_record_get_stamp     (const QvRecord *record, guint field);
QvRecord   *qv_record_find          (GPtrArray *records, QvId id, guint *out_index);

void        qv_record_take          (QvRecord *record, guint field, QvValue value);
void        qv_record_set_int       (QvRecord *record, guint field, gint64 integer);
void        qv_record_set_real      (QvRecord *record, guint field, double real);
void        qv_record_set_text      (QvRecord *record, guint field, const char *text);
void        qv_record_set_blob      (QvRecord *record, guint field, GBytes *blob);
void        qv_record_add_past      (QvRecord *record, guint field, QvStamp stamp, const QvValue *value);
gboolean    qv_record_equal         (const QvRecord *a, const QvRecord *b);
gboolean    qv_record_merge         (QvRecord *into, const QvRecord *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvRecord, qv_record_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvValue, qv_value_clear)

G_END_DECLS
