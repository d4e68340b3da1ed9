/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a session file: refused with a sentence, or read to records that come back the same from what
 * is written of them. */
#include "qv-session-xml.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define VALIDATE_EVERY 16 /* the schema is compiled each time, which is slow in an instrumented build */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
file_of (const void *data, gsize size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  return fd;
}

static gboolean
collect_cb (const QvRecord *record, gpointer data, GError **error)
{
  g_assert_true (qv_record_validate (record, NULL));
  g_ptr_array_add (data, qv_record_copy (record));
  return TRUE;
}

static GBytes *export(GPtrArray *records)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (QvSessionXmlWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < records->len && writer == NULL; i++)
    if (((QvRecord *) g_ptr_array_index (records, i))->entity == QV_ENTITY_SESSION)
      writer = qv_session_xml_writer_new (stream, g_ptr_array_index (records, i), TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (writer);
  for (guint i = 0; i < records->len; i++)
    qv_session_xml_writer_add (writer, g_ptr_array_index (records, i), &error);
  qv_session_xml_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
come_back (GBytes *bytes, GPtrArray *expected)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  int fd = file_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;

  qv_session_xml_validate (fd, "again", NULL, NULL, &error);
  g_assert_no_error (error);
  qv_session_xml_read (fd, "again", collect_cb, records, &error);
  g_assert_no_error (error);
  close (fd);
  g_assert_cmpuint (records->len, ==, expected->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (qv_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (expected, i)));
  return export(records);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  int fd = file_of (data, size);
  g_autoptr (GError) error = NULL;
  gboolean is_read = qv_session_xml_read (fd, "fuzz", collect_cb, records, &error);

  g_assert_true (is_read == (error == NULL));
  if (is_read || (size > 0 && data[size / 2] % VALIDATE_EVERY == 0))
    {
      g_autoptr (GError) refusal = NULL;

      if (qv_session_xml_validate (fd, "fuzz", NULL, NULL, &refusal))
        {
          g_autoptr (GBytes) first = export(records);
          g_autoptr (GBytes) second = come_back (first, records);

          g_assert_true (is_read);
          g_assert_true (g_bytes_equal (first, second));
        }
      else
        g_assert_true (g_str_has_prefix (refusal->message, "fuzz, line ") &&
                       strchr (refusal->message, '\n') == NULL);
    }
  close (fd);
  return 0;
}
