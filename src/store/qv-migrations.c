/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of the library, version by version. What has been released is never edited: a change is a new
 * entry. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-migrations.h"

/* Version 1. Columns are the fields of qv_entity_get_info(). References are checked at COMMIT. Codes of
 * territories and observations of the same period are not unique here, because two libraries that each made
 * one must still merge. */
static const char version_1[] =
    "CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE organisation (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, name TEXT NOT NULL,"
    "  helix TEXT NOT NULL, url TEXT, deleted INTEGER NOT NULL) STRICT;"
    "CREATE TABLE observatory (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, name TEXT NOT NULL,"
    "  theme TEXT NOT NULL, deleted INTEGER NOT NULL) STRICT;"
    "CREATE TABLE level (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, name TEXT NOT NULL, rank "
    "INTEGER,"
    "  source TEXT, licence TEXT, deleted INTEGER NOT NULL) STRICT;"
    "CREATE TABLE territory (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  level INTEGER NOT NULL REFERENCES level (id) DEFERRABLE INITIALLY DEFERRED, code TEXT NOT NULL,"
    "  name TEXT NOT NULL, parent INTEGER REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, geometry "
    "BLOB,"
    "  deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX territory_level ON territory (level, code);"
    "CREATE INDEX territory_parent ON territory (parent) WHERE parent IS NOT NULL;"
    "CREATE TABLE indicator (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  observatory INTEGER REFERENCES observatory (id) DEFERRABLE INITIALLY DEFERRED,"
    "  level INTEGER NOT NULL REFERENCES level (id) DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL, unit "
    "TEXT,"
    "  measure TEXT NOT NULL, polarity TEXT NOT NULL, source TEXT, licence TEXT, method TEXT,"
    "  deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX indicator_level ON indicator (level);"
    "CREATE TABLE observation (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  indicator INTEGER NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,"
    "  territory INTEGER NOT NULL REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, period TEXT NOT "
    "NULL,"
    "  value REAL NOT NULL, deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX observation_indicator ON observation (indicator, period);"
    "CREATE INDEX observation_territory ON observation (territory);"
    "CREATE TABLE background (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, name TEXT NOT NULL,"
    "  kind TEXT NOT NULL, file TEXT NOT NULL, attribution TEXT, deleted INTEGER NOT NULL) STRICT;"
    "CREATE TABLE session (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, title TEXT NOT NULL, "
    "place TEXT,"
    "  \"table\" TEXT, question TEXT, collection TEXT, language TEXT, template TEXT, starts TEXT, minutes "
    "INTEGER,"
    "  level INTEGER REFERENCES level (id) DEFERRABLE INITIALLY DEFERRED,"
    "  background INTEGER REFERENCES background (id) DEFERRABLE INITIALLY DEFERRED, started INTEGER, ended "
    "INTEGER,"
    "  deleted INTEGER NOT NULL) STRICT;"
    "CREATE TABLE step (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  session INTEGER NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT "
    "NULL,"
    "  title TEXT NOT NULL, method TEXT, prompt TEXT, minutes INTEGER, deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX step_session ON step (session);"
    "CREATE TABLE participant (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  session INTEGER NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED, helix TEXT NOT NULL,"
    "  seat INTEGER, organisation INTEGER REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,"
    "  pseudonym TEXT, territory INTEGER REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED,"
    "  deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX participant_session ON participant (session);"
    "CREATE INDEX participant_territory ON participant (territory) WHERE territory IS NOT NULL;"
    "CREATE TABLE person (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  participant INTEGER NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED, name TEXT NOT "
    "NULL,"
    "  contact TEXT, deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX person_participant ON person (participant);"
    "CREATE TABLE session_indicator (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  session INTEGER NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,"
    "  indicator INTEGER NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,"
    "  position INTEGER NOT NULL, deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX session_indicator_session ON session_indicator (session);"
    "CREATE TABLE note (id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL,"
    "  session INTEGER NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL,"
    "  helix TEXT NOT NULL, text TEXT NOT NULL,"
    "  author INTEGER REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,"
    "  step INTEGER REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,"
    "  territory INTEGER REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, geometry BLOB, theme TEXT,"
    "  said INTEGER NOT NULL, deleted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX note_session ON note (session);"
    "CREATE INDEX note_author ON note (author) WHERE author IS NOT NULL;"
    "CREATE INDEX note_step ON note (step) WHERE step IS NOT NULL;"
    "CREATE INDEX note_territory ON note (territory) WHERE territory IS NOT NULL;"
    /* Stamps of the fields that changed after the row was made. */
    "CREATE TABLE field_stamp (entity TEXT NOT NULL, id INTEGER NOT NULL, field TEXT NOT NULL,"
    "  stamp INTEGER NOT NULL, PRIMARY KEY (entity, id, field)) STRICT, WITHOUT ROWID;"
    /* What lost in a merge; place counts within a row, in the order of QvRecord. */
    "CREATE TABLE past_value (entity TEXT NOT NULL, id INTEGER NOT NULL, place INTEGER NOT NULL,"
    "  field TEXT NOT NULL, stamp INTEGER NOT NULL, value ANY, PRIMARY KEY (entity, id, place)) STRICT, "
    "WITHOUT ROWID;"
    /* Ids of people who were erased and must not come back with a file. */
    "CREATE TABLE erased (id INTEGER PRIMARY KEY NOT NULL) STRICT;"
    /* kind: edit, merge, undo, redo. state: done, undone, dropped; NULL for undo and redo, whose target is
     * the entry that they turned. undone: the number of the undo. session is 0 for the library's own. */
    "CREATE TABLE journal (number INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, session INTEGER NOT "
    "NULL,"
    "  label TEXT NOT NULL, device INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT, undone INTEGER,"
    "  target INTEGER, changeset BLOB) STRICT;"
    "CREATE INDEX journal_done ON journal (session, number) WHERE state = 'done';"
    "CREATE INDEX journal_undone ON journal (session, undone) WHERE state = 'undone';"
    /* A large entry is recorded in parts, so that memory does not grow with it. */
    "CREATE TABLE journal_part (number INTEGER NOT NULL, part INTEGER NOT NULL, changeset BLOB NOT NULL,"
    "  PRIMARY KEY (number, part)) STRICT;"
    /* Maintained by the code, not by triggers. Keeps no text of its own; deleted notes are in it too. */
    "CREATE VIRTUAL TABLE note_text USING fts5 (text, content = 'note', content_rowid = 'id', columnsize = 0,"
    "  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4');";

const char *const _qv_migrations[QV_STORE_VERSION] = {
  version_1,
};
