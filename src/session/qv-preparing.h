/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-method.h"
#include "qv-preparation.h"
#include "qv-template.h"

G_BEGIN_DECLS

/* What is done while a session is prepared, each gesture one edit: (transfer full), and (nullable) where nothing would change. */
QvEdit *qv_preparing_set             (const QvPreparation *self, const char *label, QvEntity entity, QvId id, guint field,
                                      QvValue value);

QvEdit *qv_preparing_add_step        (const QvPreparation *self, const QvMethod *method, QvId *out_step);
QvEdit *qv_preparing_use_template    (const QvPreparation *self, const QvTemplate *template, gboolean replace);
QvEdit *qv_preparing_move_step       (const QvPreparation *self, QvId step, int by);
QvEdit *qv_preparing_remove_step     (const QvPreparation *self, QvId step);

QvEdit *qv_preparing_add_people      (const QvPreparation *self, GPtrArray *people, QvId *out_participant);
QvEdit *qv_preparing_name_person     (const QvPreparation *self, QvId participant, guint field, const char *text);
QvEdit *qv_preparing_set_organisation (const QvPreparation *self, QvId participant, const char *name);
QvEdit *qv_preparing_set_helix       (const QvPreparation *self, QvId participant, QvHelix helix);
QvEdit *qv_preparing_remove_participant (const QvPreparation *self, QvId participant);
QvEdit *qv_preparing_confirm_all    (const QvPreparation *self);
QvEdit *qv_preparing_move_seat       (const QvPreparation *self, QvId participant, guint to);
QvEdit *qv_preparing_mix_seats       (const QvPreparation *self);
QvEdit *qv_preparing_record_consent  (const QvPreparation *self, QvId participant, const char *scope);
QvEdit *qv_preparing_record_consents (const QvPreparation *self, const char *scope, gboolean only_present);
QvEdit *qv_preparing_withdraw_consent (const QvPreparation *self, QvId participant);

QvEdit *qv_preparing_add_indicator   (const QvPreparation *self, QvId indicator);
QvEdit *qv_preparing_move_indicator  (const QvPreparation *self, QvId choice, int by);
QvEdit *qv_preparing_remove_indicator (const QvPreparation *self, QvId choice);
QvEdit *qv_preparing_add_theme       (const QvPreparation *self, const char *name);
QvEdit *qv_preparing_remove_theme    (const QvPreparation *self, QvId theme);

GPtrArray *qv_preparing_list_seats   (const QvPreparation *self);

G_END_DECLS
