/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-clock.h"
#include "qv-id.h"
#include "qv-text.h"

static void
test_ids_increase (void)
{
  QvId previous = QV_ID_NONE;

  for (int i = 0; i < 100000; i++)
    {
      QvId id = qv_id_new ();

      g_assert_cmpint (id, >, previous);
      previous = id;
    }
  g_assert_cmpint (ABS (qv_id_get_time (previous) - g_get_real_time ()), <, G_USEC_PER_SEC);
}

static void
test_id_parse (void)
{
  const char *bad[] = { "", "0", "-1", "+1", " 1", "1 ", "01", "0x1", "9223372036854775808", "1.0", NULL };
  QvId id;

  for (int i = 0; bad[i] != NULL; i++)
    g_assert_false (qv_id_parse (bad[i], &id));
  g_assert_true (qv_id_parse ("9223372036854775807", &id));
  g_assert_cmpint (id, ==, G_MAXINT64);
}

static void
test_clock (void)
{
  QvClock a, b;
  QvStamp first, ahead;

  qv_clock_init (&a, 1, 0);
  qv_clock_init (&b, 2, 0);
  first = qv_clock_tick (&a);
  g_assert_cmpint (qv_clock_tick (&a), >, first);
  for (int i = 0; i < 5000; i++)
    ahead = qv_clock_tick (&a);
  g_assert_true (qv_clock_observe (&b, ahead));
  g_assert_cmpint (qv_clock_tick (&b), >, ahead);
  g_assert_false (qv_clock_observe (&b, G_MAXINT64));
  g_assert_false (qv_clock_observe (&b, -1));
  g_assert_cmpint (ABS (qv_stamp_get_time (first) - g_get_real_time ()), <, G_USEC_PER_SEC);
}

static void
test_text (void)
{
  g_autofree char *clean = qv_text_normalize ("  e\xcc\x81t\xc3\xa9\r\nligne\rdeux\x01\xff ");
  g_autofree char *huge = g_strnfill (QV_TEXT_MAX_CHARS + 5, 'x');
  g_autofree char *cut = qv_text_normalize (huge);
  g_autofree char *blank =
      qv_text_normalize (" \xe2\x80\x8b\xe2\x80\x8d\n\xc2\xa0\xef\xbb\xbf\xe2\x81\xa0\xe3\x80\x80\xc2\xad");
  g_autofree char *family =
      qv_text_normalize ("\xe2\x80\x8b\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 \xef\xb8\x8f\xc2\xa0");

  g_assert_cmpstr (clean, ==, "\xc3\xa9t\xc3\xa9\nligne\ndeux\xef\xbf\xbd");
  g_assert_true (qv_text_is_clean (clean));
  /* Nothing that can be seen is nothing, and a family keeps the joiners inside it. */
  g_assert_cmpstr (blank, ==, "");
  g_assert_cmpstr (family, ==, "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 \xef\xb8\x8f");
  g_assert_false (qv_text_is_clean (huge));
  g_assert_false (qv_text_is_clean ("\x1b[31m"));
  g_assert_cmpuint (strlen (cut), ==, QV_TEXT_MAX_CHARS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/increase", test_ids_increase);
  g_test_add_func ("/base/id/parse", test_id_parse);
  g_test_add_func ("/base/clock", test_clock);
  g_test_add_func ("/base/text", test_text);
  return g_test_run ();
}
