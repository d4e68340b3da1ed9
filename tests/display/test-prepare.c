/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is prepared before the day. */
#include "config.h"

#include "qv-seat-ring.h"
#include "qv-test-display.h"

typedef struct
{
  QvId activated;
  QvId moved;
  guint to;
} Ring;

static void
activated_cb (QvSeatRing *ring, QvId participant, Ring *heard)
{
  heard->activated = participant;
}

static void
moved_cb (QvSeatRing *ring, QvId participant, guint to, Ring *heard)
{
  heard->moved = participant;
  heard->to = to;
}

static void
test_ring (void)
{
  QvSeat seats[16];
  GtkWidget *ring = qv_seat_ring_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;
  Ring heard = { 0 };

  for (int i = 0; i < 16; i++)
    seats[i] = (QvSeat){ 100 + i, (QvHelix) (i % 4 + 1), i / 4 + 1,
                         i < 5    ? QV_SEAT_MARK_CHECK
                         : i < 11 ? QV_SEAT_MARK_FILLED
                                  : QV_SEAT_MARK_OUTLINE,
                         NULL };
  qv_seat_ring_set_seats (QV_SEAT_RING (ring), seats, 16);
  qv_seat_ring_set_current (QV_SEAT_RING (ring), 103);
  qv_seat_ring_set_child (QV_SEAT_RING (ring), gtk_label_new ("11 of 16"));
  qv_seat_ring_set_reorderable (QV_SEAT_RING (ring), TRUE);
  g_signal_connect (ring, "seat-activated", G_CALLBACK (activated_cb), &heard);
  g_signal_connect (ring, "seat-moved", G_CALLBACK (moved_cb), &heard);
  gtk_box_append (GTK_BOX (box), ring);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("After"));
  window = qv_test_show (box, 300, 400);

  /* Tab comes to the current seat; arrows go round and over the top; Tab leaves. */
  gtk_widget_grab_focus (ring);
  qv_test_press ("Return");
  g_assert_cmpint (heard.activated, ==, 103);
  qv_test_press ("Left Left Left Left space");
  g_assert_cmpint (heard.activated, ==, 115);
  qv_test_press ("alt+Right");
  g_assert_cmpint (heard.moved, ==, 115);
  g_assert_cmpuint (heard.to, ==, 0);
  qv_test_screenshot ("ring");

  /* Who stays keeps the keyboard. */
  qv_seat_ring_set_seats (QV_SEAT_RING (ring), seats + 8, 8);
  heard.activated = QV_ID_NONE;
  qv_test_press ("space");
  g_assert_cmpint (heard.activated, ==, 115);
  qv_test_press ("Tab");
  g_assert_null (gtk_widget_get_focus_child (ring));
  qv_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/prepare/ring", test_ring);
  return g_test_run ();
}
