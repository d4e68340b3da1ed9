/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "qv-store.h"

G_BEGIN_DECLS

enum
{
  QV_CLI_DONE = 0,
  QV_CLI_FAILED = 1,
  QV_CLI_USAGE = 2,
};

/**
 * QvCli:
 *
 * One run of the command line: the library it works on and whether it answers as JSON.
 */
typedef struct
{
  char *library; /* --library, or NULL for the user's own */
  gboolean json; /* --json */
  QvStore *store; /* opened when first asked for */
} QvCli;

/**
 * QvCommand:
 *
 * A subcommand. @run gets its own name and arguments as a string array that it may shorten.
 */
typedef struct
{
  const char *name;
  const char *arguments; /* synopsis, as in the help */
  const char *summary;   /* marked with N_() */
  int (*run) (QvCli *cli, char ***args);
} QvCommand;

extern const QvCommand qv_cmd_backup;
extern const QvCommand qv_cmd_check;
extern const QvCommand qv_cmd_classify;
extern const QvCommand qv_cmd_erase_person;
extern const QvCommand qv_cmd_export;
extern const QvCommand qv_cmd_import;
extern const QvCommand qv_cmd_log;
extern const QvCommand qv_cmd_merge;
extern const QvCommand qv_cmd_new;
extern const QvCommand qv_cmd_note;
extern const QvCommand qv_cmd_redo;
extern const QvCommand qv_cmd_render;
extern const QvCommand qv_cmd_restore;
extern const QvCommand qv_cmd_sessions;
extern const QvCommand qv_cmd_show;
extern const QvCommand qv_cmd_stats;
extern const QvCommand qv_cmd_undo;
extern const QvCommand qv_cmd_validate;

/* qv-cli.c */
gboolean    qv_cli_parse         (QvCli *cli, const QvCommand *command, const GOptionEntry *entries, char ***args);
int         qv_cli_usage         (const QvCommand *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
int         qv_cli_fail          (const GError *error);
QvStore    *qv_cli_open          (QvCli *cli, GError **error);
gboolean    qv_cli_parse_session (QvCli *cli, const char *text, QvId *out_session, GError **error);
gboolean    qv_cli_find_named    (QvCli *cli, QvEntity entity, guint name_field, const char *text, QvId *out_id, GError **error);

/* qv-cli-print.c */
void        qv_cli_print         (const char *format, ...) G_GNUC_PRINTF (1, 2);
void        qv_cli_print_error   (const char *format, ...) G_GNUC_PRINTF (1, 2);
char       *qv_cli_one_line      (const char *text);
char       *qv_cli_format_time   (gint64 microseconds);
void        qv_cli_print_json    (JsonBuilder *builder);
void        qv_cli_add_id        (JsonBuilder *builder, const char *name, QvId id);
void        qv_cli_add_text      (JsonBuilder *builder, const char *name, const char *text);
void        qv_cli_add_int       (JsonBuilder *builder, const char *name, gint64 integer);
void        qv_cli_add_record    (JsonBuilder *builder, const QvRecord *record);

G_END_DECLS
