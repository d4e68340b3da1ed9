/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a session and its commitments, as the facilitator handles them. */
#include "config.h"

#include "qv-capture.h"
#include "qv-commitment-row.h"
#include "qv-commitments-window.h"
#include "qv-commitments.h"
#include "qv-own-table.h"
#include "qv-session-view-private.h"
#include "qv-tables-dialog.h"
#include "qv-test-display.h"

typedef struct
{
  QvStore *store;
  QvId earlier, session, returning;
  GtkWidget *window;
  QvSessionView *view;
} Room;

static void
plan (Room *room, QvId session, const char *starts)
{
  QvEdit *edit = qv_edit_new ("Plan", session);

  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_COLLECTION, qv_value_text ("Piano Aurora"));
  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_STARTS, qv_value_text (starts));
  qv_test_apply (room->store, edit);
}

static void
open_view (Room *room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = qv_store_get_record (room->store, QV_ENTITY_SESSION, room->session, &error);
  g_autoptr (QvItem) session = NULL;

  g_assert_no_error (error);
  session = qv_item_new (record);
  room->view = QV_SESSION_VIEW (qv_session_view_new (room->store, QV_SESSION (session)));
  room->window = qv_test_show (GTK_WIDGET (room->view), 1366, 700);
  qv_test_spin (300);
}

static Room
room_new (void)
{
  const QvCommitmentWording wording = { "The mayor", "Later trams", "2026-05-20", QV_ID_NONE };
  Room room = { .store = qv_test_open_store () };

  room.earlier = qv_test_add_session (room.store, "Aurora 1", QV_ID_NONE);
  room.session = qv_test_add_session (room.store, "Aurora 2", QV_ID_NONE);
  plan (&room, room.earlier, "2026-05-12T14:00");
  plan (&room, room.session, "2026-05-28T14:00");
  qv_test_apply (room.store, qv_commitment_make (room.earlier, &wording, NULL, &room.returning));
  return room;
}

static void
room_clear (Room *room)
{
  qv_test_destroy (room->window);
  qv_test_close_store (room->store);
}

static gboolean
has_own_commitment (gpointer data)
{
  Room *room = data;
  g_autoptr (GPtrArray) own =
      qv_store_list (room->store, QV_ENTITY_COMMITMENT, QV_COMMITMENT_SESSION, room->session, NULL);

  return own->len == 1;
}

static gboolean
is_done (gpointer data)
{
  Room *room = data;
  g_autoptr (QvRecord) record =
      qv_store_get_record (room->store, QV_ENTITY_COMMITMENT, room->returning, NULL);

  return qv_commitment_get_state (record) == QV_COMMITMENT_DONE;
}

static gboolean
is_open (gpointer data)
{
  return !is_done (data);
}

static GtkWidget *
find_row (GtkWidget *widget, QvId commitment)
{
  GtkWidget *list = qv_test_find (widget, GTK_TYPE_LIST_BOX);
  GtkWidget *row = qv_test_find (widget, QV_TYPE_COMMITMENT_ROW);

  g_assert_nonnull (list);
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (QV_IS_COMMITMENT_ROW (row) && qv_commitment_row_get_id (QV_COMMITMENT_ROW (row)) == commitment)
      return row;
  g_error ("The commitment is not shown.");
}

/* Written by keyboard; what returned is said at the opening and ticked in the session that it comes from. */
static void
test_commitments (void)
{
  Room room = room_new ();
  g_autofree char *said = NULL;
  g_autofree char *undo = NULL;
  g_autoptr (GPtrArray) own = NULL;
  GtkWidget *window, *check;

  open_view (&room);
  said = qv_commitment_list_describe_returning (room.view->commitments);
  g_assert_cmpstr (said, ==, "1 commitment of 12 May 2026 is open");
  g_assert_true (gtk_revealer_get_reveal_child (
      GTK_REVEALER (qv_test_find (GTK_WIDGET (room.view->commitments_notice), GTK_TYPE_REVEALER))));
  qv_test_screenshot ("commitments-notice");

  qv_test_give_keyboard (room.window);
  /* The key is the window's. */
  gtk_widget_activate_action (GTK_WIDGET (room.view), "session.commitments", NULL);
  qv_test_spin (500);
  window = qv_test_find_window (QV_TYPE_COMMITMENTS_WINDOW);
  g_assert_nonnull (window);
  qv_test_give_keyboard (window);
  qv_test_type ("City of Turin");
  qv_test_press ("Return");
  qv_test_type ("A tram stop");
  qv_test_press ("Return");
  qv_test_type ("2026-12-01");
  qv_test_press ("Return");
  g_assert_true (qv_test_wait (has_own_commitment, &room, 3000));
  own = qv_store_list (room.store, QV_ENTITY_COMMITMENT, QV_COMMITMENT_SESSION, room.session, NULL);
  g_assert_cmpstr (qv_record_get_text (own->pdata[0], QV_COMMITMENT_WHO), ==, "City of Turin");
  g_assert_cmpstr (qv_record_get_text (own->pdata[0], QV_COMMITMENT_WHAT), ==, "A tram stop");
  g_assert_cmpstr (qv_record_get_text (own->pdata[0], QV_COMMITMENT_DUE), ==, "2026-12-01");
  qv_test_spin (300);

  check = qv_test_find (find_row (window, room.returning), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (qv_test_wait (is_done, &room, 3000));
  undo = qv_store_get_undo_label (room.store, room.earlier);
  g_assert_cmpstr (undo, ==, "Commitment done");
  qv_test_spin (300);
  qv_test_screenshot ("commitments");
  g_assert_true (gtk_widget_activate_action (window, "commitment.undo", NULL));
  g_assert_true (qv_test_wait (is_open, &room, 3000));
  room_clear (&room);
}

static QvId
add_table (Room *room, const char *name, int position)
{
  QvEdit *edit = qv_edit_new ("Add table", room->session);
  QvRecord *table = qv_record_new (QV_ENTITY_ROUND_TABLE, qv_id_new ());
  QvId id = table->id;

  qv_record_set_int (table, QV_ROUND_TABLE_SESSION, room->session);
  qv_record_set_text (table, QV_ROUND_TABLE_NAME, name);
  qv_record_set_int (table, QV_ROUND_TABLE_POSITION, position);
  qv_edit_insert (edit, table);
  qv_test_apply (room->store, edit);
  return id;
}

static void
seat_at (Room *room, QvId seat, QvId table)
{
  QvEdit *edit = qv_edit_new ("Seat", room->session);

  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, seat, QV_PARTICIPANT_ROUND_TABLE, qv_value_int (table));
  qv_test_apply (room->store, edit);
}

static gboolean
has_note (gpointer data)
{
  Room *room = data;

  return g_list_model_get_n_items (room->view->notes) == 1;
}

/* A computer at a table has that table's seats and writes its notes; where it is, is nobody else's business.
 */
static void
test_table (void)
{
  Room room = room_new ();
  QvId tables[] = { add_table (&room, "Table 1", 1), add_table (&room, "Table 2", 2) };
  GtkWidget *dialog, *row, *check;
  g_autoptr (QvItem) note = NULL;

  for (int seat = 1; seat <= 4; seat++)
    seat_at (&room, qv_test_add_seat (room.store, room.session, QV_HELIX_RESIDENTS, seat), tables[seat == 4]);
  qv_test_add_seat (room.store, room.session, QV_HELIX_RESEARCH, 1);
  open_view (&room);
  g_assert_cmpuint (g_list_model_get_n_items (room.view->seats), ==, 5);
  g_assert_null (qv_session_view_get_table_name (room.view));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (room.view), "session.tables", NULL));
  qv_test_spin (300);
  dialog = qv_test_find_window (QV_TYPE_TABLES_DIALOG);
  g_assert_nonnull (dialog);
  qv_test_screenshot ("tables");
  row = qv_test_find (dialog, ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Table 1");
  check = qv_test_find (row, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  qv_test_spin (300);
  g_assert_cmpstr (qv_session_view_get_table_name (room.view), ==, "Table 1");
  g_assert_cmpuint (g_list_model_get_n_items (room.view->seats), ==, 4);
  g_assert_cmpint (qv_own_table_load (qv_store_get_path (room.store), room.session), ==, tables[0]);
  gtk_window_destroy (GTK_WINDOW (dialog));

  qv_test_give_keyboard (room.window);
  qv_capture_focus_entry (room.view->capture);
  qv_test_type ("2");
  qv_test_type ("1");
  qv_test_type ("Trams");
  qv_test_press ("Return");
  g_assert_true (qv_test_wait (has_note, &room, 3000));
  note = g_list_model_get_item (room.view->notes, 0);
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_ROUND_TABLE), ==, tables[0]);
  room_clear (&room);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/tables/commitments", test_commitments);
  g_test_add_func ("/tables/table", test_table);
  return g_test_run ();
}
