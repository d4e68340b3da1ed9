/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-session-xml.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "qv-geometry.h"

/* Stamps of the spring of 2026, whatever the clock of the computer that runs this. */
#define STAMP(n) ((G_GINT64_CONSTANT (200000000000) + (n)) << 22)
#define SAID G_GINT64_CONSTANT (1779972423123456)

/* With the address sanitizer's exact stacks every allocation takes a hundred times as long. */
#ifdef __SANITIZE_ADDRESS__
#define SLOWDOWN 20
#else
#define SLOWDOWN 1
#endif

static const char *const nasty_texts[] = {
  "plain",
  "\"quotes\" and 'apostrophes' & <b>tags</b> &amp; &#10;",
  "line\nline\n\n\ttab\tend",
  "  blank at both ends  ",
  "\n\t\n",
  " ",
  "]]> <![CDATA[ x ]]> <!-- y --> <?pi?>",
  "\xf0\x9f\x9a\x8b tram \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
  "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd8\xa7\xd9\x84\xd9\x85\xd8\xaf\xd9\x8a\xd9\x86\xd8\xa9 \xe2\x80\xae "
  "abc",
  "a  b",
  "%s %n \\ \x24{x} '; DROP TABLE note; --",
  "\xef\xbf\xbd \xef\xbb\xbf\xc2\xa0\xe2\x80\xa8",
  "",
};

static int
file_of (const char *bytes, gsize size)
{
  int fd = memfd_create ("session", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, (gssize) size);
  return fd;
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
}

static const QvRecord *
session_of (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (((QvRecord *) g_ptr_array_index (records, i))->entity == QV_ENTITY_SESSION)
      return g_ptr_array_index (records, i);
  g_assert_not_reached ();
}

static GBytes *export(GPtrArray *records, gboolean named)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvSessionXmlWriter) writer =
      qv_session_xml_writer_new (stream, session_of (records), named, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      qv_session_xml_writer_add (writer, g_ptr_array_index (records, i), &error);
      g_assert_no_error (error);
    }
  qv_session_xml_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
collect_cb (const QvRecord *record, gpointer data, GError **error)
{
  g_ptr_array_add (data, qv_record_copy (record));
  return TRUE;
}

static GPtrArray *
import (GBytes *bytes)
{
  int fd = file_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  GPtrArray *records = new_records ();
  QvId session = QV_ID_NONE;

  qv_session_xml_validate (fd, "test.xml", &session, NULL, &error);
  g_assert_no_error (error);
  qv_session_xml_read (fd, "test.xml", collect_cb, records, &error);
  g_assert_no_error (error);
  g_assert_cmpint (session, ==, session_of (records)->id);
  close (fd);
  return records;
}

/* Refused by the first pass, with a sentence that begins with the name and a line. */
static void
assert_refused (const char *bytes, gsize size, QvExchangeError code, const char *line, const char *reason)
{
  int fd = file_of (bytes, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *prefix = g_strdup_printf ("odd.xml, line %s", line);

  g_assert_false (qv_session_xml_validate (fd, "odd.xml", NULL, NULL, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, (int) code);
  if (!g_str_has_prefix (error->message, prefix) || strstr (error->message, reason) == NULL)
    g_error ("“%s” does not begin with “%s” or does not say “%s”", error->message, prefix, reason);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  close (fd);
}

static GBytes *
random_geometry (GRand *rand)
{
  QvGeometryType type = g_rand_int_range (rand, QV_GEOMETRY_POINT, QV_GEOMETRY_AREA + 1);
  guint n_parts = type == QV_GEOMETRY_AREA ? (guint) g_rand_int_range (rand, 1, 4) : 1;
  guint32 parts[3], rings[9];
  gint32 coords[2 * 9 * 6];
  guint n_rings = 0, n_points = 0;
  g_autoptr (QvGeometry) geometry = NULL;

  for (guint i = 0; i < n_parts; i++)
    {
      for (int j = type == QV_GEOMETRY_POINT ? 1 : g_rand_int_range (rand, 1, 4); j > 0; j--)
        {
          n_points += (guint) g_rand_int_range (rand, type, 7);
          rings[n_rings++] = n_points;
        }
      parts[i] = n_rings;
    }
  for (guint i = 0; i < 2 * n_points; i++)
    coords[i] = g_rand_int_range (rand, 0, 4) == 0
                    ? (g_rand_boolean (rand) ? 1 : -1) * (i % 2 ? 900000000 : 1800000000)
                    : g_rand_int_range (rand, -900000000, 900000001) / g_rand_int_range (rand, 1, 9000000);
  geometry = qv_geometry_new (type, parts, n_parts, rings, n_rings, coords, n_points, NULL);
  g_assert_nonnull (geometry);
  return g_bytes_ref (qv_geometry_get_bytes (geometry));
}

static double
random_real (GRand *rand)
{
  double value;

  do
    {
      guint64 bits = ((guint64) g_rand_int (rand) << 32) | g_rand_int (rand);

      if (g_rand_boolean (rand))
        return g_rand_int_range (rand, -1000000, 1000000) / 1000.0;
      memcpy (&value, &bits, sizeof value);
    }
  while (!isfinite (value));
  return value;
}

static char *
random_text (GRand *rand)
{
  const char *text = nasty_texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (nasty_texts) - 1)];

  if (g_rand_int_range (rand, 0, 40) == 0)
    {
      g_autoptr (GString) longest = g_string_new (NULL);

      for (int i = 0; i < 10000; i++)
        g_string_append (longest, i % 2 ? "<" : "\xf0\x9f\x9a\x8b");
      return g_string_free (g_steal_pointer (&longest), FALSE);
    }
  return g_strdup (text);
}

/* @id is what a reference names; all records of these tests have the id of their entity, times 1000, plus n.
 */
static QvValue
random_value (GRand *rand, const QvFieldInfo *field)
{
  g_autofree char *text = random_text (rand);
  guint n_words = field->words != NULL ? g_strv_length ((char **) field->words) : 0;

  switch (field->type)
    {
    case QV_FIELD_TEXT:
      return qv_value_text (text);
    case QV_FIELD_WORD:
      return qv_value_text (field->words[g_rand_int_range (rand, 0, (gint32) n_words)]);
    case QV_FIELD_INT:
      return qv_value_int ((gint32) g_rand_int (rand));
    case QV_FIELD_BOOL:
      return qv_value_int (g_rand_boolean (rand));
    case QV_FIELD_REAL:
      return qv_value_real (random_real (rand));
    case QV_FIELD_TIME:
      return qv_value_int (
          1 + (gint64) (((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) % 253402300799999999u));
    case QV_FIELD_REF:
      return qv_value_int (1000 * (field->target + 1));
    case QV_FIELD_GEOMETRY:
      {
        g_autoptr (GBytes) bytes = random_geometry (rand);

        return qv_value_blob (bytes);
      }
    default:
      g_assert_not_reached ();
    }
}

static void
add_random_history (GRand *rand, QvRecord *record)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  for (guint i = 0; i < record->n_fields; i++)
    {
      if (g_rand_int_range (rand, 0, 5) == 0)
        record->stamps[i] = STAMP (1000 + g_rand_int_range (rand, 0, 1000));
      for (int n = i + 1 < record->n_fields ? g_rand_int_range (rand, -6, 3) : 0; n > 0; n--)
        {
          g_auto (QvValue) value = random_value (rand, &info->fields[i]);

          if (g_rand_int_range (rand, 0, 4) == 0)
            qv_value_clear (&value);
          qv_record_add_past (record, i, STAMP (g_rand_int_range (rand, 0, 900)), &value);
        }
    }
}

static QvRecord *
random_record (GRand *rand, QvEntity entity, guint n)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  QvRecord *record = qv_record_new (entity, 1000 * (entity + 1) + n);

  record->stamp = STAMP (n);
  for (guint i = 0; i < record->n_fields; i++)
    {
      gboolean required = (info->fields[i].flags & QV_FIELD_FLAG_REQUIRED) != 0;
      gboolean is_parent = entity == QV_ENTITY_TERRITORY && i == QV_TERRITORY_PARENT;

      if ((required || g_rand_int_range (rand, 0, 4) > 0) && !(is_parent && n == 0))
        qv_record_take (record, i, random_value (rand, &info->fields[i]));
      if (info->fields[i].type == QV_FIELD_TEXT && !required && g_rand_int_range (rand, 0, 10) == 0)
        qv_record_set_text (record, i, "");
    }
  add_random_history (rand, record);
  return record;
}

static GPtrArray *
random_session (GRand *rand, guint n_each)
{
  GPtrArray *records = new_records ();

  for (QvEntity entity = 0; entity < QV_N_ENTITIES; entity++)
    for (guint n = 0; n < (entity == QV_ENTITY_SESSION ? 1 : n_each); n++)
      g_ptr_array_add (records, random_record (rand, entity, n));
  return records;
}

static void
assert_same (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      QvRecord *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (!qv_record_equal (x, y))
        g_error ("%s %" G_GINT64_FORMAT " came back different", qv_entity_get_info (x->entity)->name, x->id);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260528);

  for (int round = 0; round < 150 / SLOWDOWN; round++)
    {
      g_autoptr (GPtrArray) records = random_session (rand, (guint) g_rand_int_range (rand, 1, 6));
      g_autoptr (GBytes) first = export(records, TRUE);
      g_autoptr (GPtrArray) again = import (first);
      g_autoptr (GBytes) second = export(again, TRUE);

      assert_same (records, again);
      g_assert_true (g_bytes_equal (first, second));
    }
}

static GPtrArray *
make_session (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  return random_session (rand, 3);
}

/* Each nasty text in each text field of its own, so that none hides behind another. */
static void
test_texts (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (nasty_texts); t++)
    {
      g_autoptr (GPtrArray) records = make_session ();
      g_autoptr (GPtrArray) again = NULL;
      g_autoptr (GBytes) bytes = NULL;

      for (guint i = 0; i < records->len; i++)
        {
          QvRecord *record = g_ptr_array_index (records, i);
          const QvEntityInfo *info = qv_entity_get_info (record->entity);

          for (guint f = 0; f < record->n_fields; f++)
            if (info->fields[f].type == QV_FIELD_TEXT &&
                (nasty_texts[t][0] != '\0' || !(info->fields[f].flags & QV_FIELD_FLAG_REQUIRED)))
              qv_record_set_text (record, f, nasty_texts[t]);
        }
      bytes = export(records, TRUE);
      again = import (bytes);
      assert_same (records, again);
    }
}

static void
test_names (void)
{
  g_autoptr (GPtrArray) records = make_session ();
  g_autoptr (GBytes) without = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      QvRecord *record = g_ptr_array_index (records, i);

      if (record->entity == QV_ENTITY_PERSON)
        qv_record_set_text (record, QV_PERSON_NAME, "Ersilia Quaranta");
    }
  without = export(records, FALSE);
  g_assert_null (
      g_strstr_len (g_bytes_get_data (without, NULL), (gssize) g_bytes_get_size (without), "Quaranta"));
  g_assert_null (
      g_strstr_len (g_bytes_get_data (without, NULL), (gssize) g_bytes_get_size (without), "<person"));
  g_ptr_array_unref (import (without));
}

#define HEAD                                                                                                 \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                             \
  "<workshop xmlns=\"https://quadrivio.org/ns/session/1\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "    \
  "version=\"1\">\n"                                                                                         \
  "<header><dc:title>T</dc:title><dc:identifier>urn:quadrivio:session:8</dc:identifier></header>\n"
#define LEVELS                                                                                               \
  "<level id=\"1\" stamp=\"9\"><name>L</name></level>\n<level id=\"2\" stamp=\"9\"><name>M</name></level>\n"
#define SESSION "<session id=\"8\" stamp=\"9\"><title>T</title></session>\n"
#define NOTE(attributes, inside)                                                                             \
  "<note id=\"9\" stamp=\"9\" session=\"8\" kind=\"problem\" helix=\"residents\" "                           \
  "said=\"2026-05-28T14:00:00Z\" " attributes "><text>x</text>" inside "</note>\n"
#define TAIL "</workshop>\n"

static const struct
{
  const char *xml;
  QvExchangeError code;
  const char *line;
  const char *reason;
} refused[] = {
  { "", QV_EXCHANGE_ERROR_FORMAT, "1:", "empty" },
  { "SQLite format 3", QV_EXCHANGE_ERROR_FORMAT, "1:", "not XML" },
  { "\n\n<!DOCTYPE a><a/>", QV_EXCHANGE_ERROR_FORMAT, "3:", "document type declaration" },
  { "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", QV_EXCHANGE_ERROR_FORMAT, "1:", "not in UTF-8" },
  { "<a/>", QV_EXCHANGE_ERROR_FORMAT, "1:", "not a session file" },
  { "<workshop xmlns='https://quadrivio.org/ns/session/2'/>", QV_EXCHANGE_ERROR_NEWER, "1:", "newer" },
  { "<workshop xmlns='https://quadrivio.org/ns/session/1' version='2'/>", QV_EXCHANGE_ERROR_NEWER,
    "1:", "newer" },
  { HEAD TAIL, QV_EXCHANGE_ERROR_FORMAT, "4:", "" },
  { HEAD SESSION SESSION TAIL, QV_EXCHANGE_ERROR_FORMAT, "5:", "" },
  { HEAD SESSION NOTE ("", "") "\n<note", QV_EXCHANGE_ERROR_FORMAT, "7:", "" },
  { HEAD SESSION NOTE ("", "") NOTE ("", "") TAIL, QV_EXCHANGE_ERROR_FORMAT, "6:", "twice" },
  { HEAD SESSION NOTE ("territory=\"5\"", "") TAIL, QV_EXCHANGE_ERROR_FORMAT, "5:", "territory 5" },
  { HEAD SESSION NOTE ("colour=\"red\"", "") TAIL, QV_EXCHANGE_ERROR_FORMAT, "5:", "colour" },
  { HEAD SESSION NOTE ("", "<text>again</text>") TAIL, QV_EXCHANGE_ERROR_FORMAT, "5:", "text" },
  { HEAD SESSION NOTE ("", "<geometry><point>7.1 95</point></geometry>") TAIL, QV_EXCHANGE_ERROR_FORMAT,
    "5:", "longitude" },
  { HEAD SESSION NOTE ("", "<geometry><point>NaN 45</point></geometry>") TAIL, QV_EXCHANGE_ERROR_FORMAT,
    "5:", "NaN" },
  { HEAD SESSION NOTE ("", "<geometry><area><outline>0 0 1 1</outline></area></geometry>") TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "5:", "too few points" },
  { HEAD SESSION NOTE ("", "<changed field=\"text\" stamp=\"8888888888888888888\"/>") TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "5:", "future" },
  { HEAD SESSION NOTE ("", "<changed field=\"wish\" stamp=\"9\"/>") TAIL, QV_EXCHANGE_ERROR_FORMAT,
    "5:", "no field" },
  { HEAD SESSION NOTE ("", "&undeclared;") TAIL, QV_EXCHANGE_ERROR_FORMAT, "5:", "undeclared" },
  { HEAD SESSION "<note id=\"9\" stamp=\"9\" session=\"8\" kind=\"wish\" helix=\"none\" "
                 "said=\"2026-05-28T14:00:00Z\"><text>x</text></note>" TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "5:", "wish" },
  { HEAD SESSION "<note id=\"9\" stamp=\"9\" session=\"8\" kind=\"problem\" helix=\"none\" "
                 "said=\"2026-02-30T14:00:00Z\"><text>x</text></note>" TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "5:", "2026-02-30" },
  { HEAD SESSION "<note id=\"9\" stamp=\"9\" session=\"8\" kind=\"problem\" helix=\"none\" "
                 "said=\"2026-05-28T14:00:00Z\"><text>&#127;</text></note>" TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "5:", "cannot be kept" },
  { HEAD LEVELS
    "<territory id=\"1\" stamp=\"9\" level=\"1\" code=\"a\" parent=\"2\"><name>A</name></territory>\n"
    "<territory id=\"2\" stamp=\"9\" level=\"1\" code=\"b\" parent=\"1\"><name>B</name></territory>\n" SESSION
        TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "6:", "its own parents" },
  { HEAD LEVELS "<territory id=\"1\" stamp=\"9\" level=\"1\" code=\"a\"><name>A</name></territory>\n"
                "<indicator id=\"1\" stamp=\"9\" level=\"2\" measure=\"rate\" "
                "polarity=\"neutral\"><name>I</name></indicator>\n"
                "<observation id=\"1\" stamp=\"9\" indicator=\"1\" territory=\"1\" period=\"2026\" "
                "value=\"1\"/>\n" SESSION TAIL,
    QV_EXCHANGE_ERROR_FORMAT, "8:", "level" },
  { "<?xml version=\"1.0\"?><xéééééééééééééééééééééééééééééééééééééééé/>", QV_EXCHANGE_ERROR_FORMAT,
    "1:", "not a session file" },
  { HEAD "<session id=\"7\" stamp=\"9\"><title>T</title></session>" TAIL, QV_EXCHANGE_ERROR_FORMAT,
    "4:", "another session" },
};

static void
test_refused (void)
{
  int fd = file_of (HEAD SESSION NOTE ("", "") TAIL, strlen (HEAD SESSION NOTE ("", "") TAIL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  /* The sound file that the others are variations of. */
  qv_session_xml_validate (fd, "sound.xml", NULL, cancellable, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (qv_session_xml_validate (fd, "sound.xml", NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i].xml, strlen (refused[i].xml), refused[i].code, refused[i].line,
                    refused[i].reason);
}

/* The example of the documentation is a file that we would accept, byte for byte as we would write it. */
static void
test_documentation (void)
{
  g_autofree char *path = g_build_filename (SOURCE_ROOT, "docs", "session-format.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) example = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) again = NULL;
  char *from, *to;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  from = strstr (text, "```xml\n") + strlen ("```xml\n");
  to = strstr (from, "```");
  example = g_bytes_new (from, (gsize) (to - from));
  records = import (example);
  again = export(records, TRUE);
  g_assert_true (g_bytes_equal (example, again));
}

/* What other programs may add, and what must not make us open another file. */
static void
test_accepted (void)
{
  static const char *const files[] = {
    "\xef\xbb\xbf" HEAD SESSION TAIL,
    HEAD "<!-- a --><?b c?>" SESSION "<!-- <!DOCTYPE x> -->" NOTE ("", "<!-- d -->") TAIL "\n<!-- e -->\n",
    "<workshop xmlns='https://quadrivio.org/ns/session/1' xmlns:d='http://purl.org/dc/elements/1.1/' "
    "version='1' "
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
    "xsi:schemaLocation='https://quadrivio.org/ns/session/1 /etc/passwd http://example.org "
    "file:///etc/passwd'>"
    "<header><d:identifier>urn:quadrivio:session:8</d:identifier></header>" SESSION TAIL,
    HEAD "<session stamp='9' id='8'><title><![CDATA[T]]><!-- f -->&#116;</title></session>" TAIL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (GPtrArray) records = import (bytes);

      g_assert_cmpstr (qv_record_get_text (session_of (records), QV_SESSION_TITLE), ==, i == 3 ? "Tt" : "T");
    }
}

/* Well-formed, but made to cost time or memory. */
static void
test_costly (void)
{
  g_autoptr (GString) xml = g_string_new (HEAD "<session id=\"8\" stamp=\"9\"");
  g_autoptr (GString) text = g_string_new (HEAD "<session id=\"8\" stamp=\"9\"><title>");
  g_autoptr (GString) deep = g_string_new (HEAD);
  g_autoptr (GString) comments = g_string_new (HEAD);
  g_autoptr (GString) pieces = g_string_new (HEAD "<session id=\"8\" stamp=\"9\"><title>");
  g_autoptr (GString) past = g_string_new (HEAD "<session id=\"8\" stamp=\"9\"><title>T</title>");
  gint64 began = g_get_monotonic_time ();

  for (int i = 0; i < 200000 / SLOWDOWN; i++)
    {
      g_string_append_printf (xml, " a%d=\"\"", i);
      g_string_append (text, "0123456789012345678901234567890123456789");
      g_string_append (deep, "<a>");
      g_string_append (comments, "<!---->");
      g_string_append (pieces, "<![CDATA[]]>x<!---->");
      g_string_append_printf (past, "<earlier field=\"place\" stamp=\"9\">%d</earlier>", i);
    }
  assert_refused (xml->str, xml->len, QV_EXCHANGE_ERROR_FORMAT, "4:", "attributes");
  assert_refused (text->str, text->len, QV_EXCHANGE_ERROR_FORMAT, "4:", "");
  assert_refused (deep->str, deep->len, QV_EXCHANGE_ERROR_FORMAT, "4:", "");
  assert_refused (comments->str, comments->len, QV_EXCHANGE_ERROR_FORMAT, "4:", "comments");
  assert_refused (pieces->str, pieces->len, QV_EXCHANGE_ERROR_FORMAT, "4:", "comments");
  assert_refused (past->str, past->len, QV_EXCHANGE_ERROR_LIMIT, "4:", "past values");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * SLOWDOWN * G_USEC_PER_SEC);
}

static void
test_truncated (void)
{
  g_autoptr (GPtrArray) records = make_session ();
  g_autoptr (GBytes) bytes = export(records, TRUE);
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize size = g_bytes_get_size (bytes);

  g_assert_cmpuint (size, >, 5000);
  for (gsize n = 0; n < size - 1; n += 997 * SLOWDOWN)
    assert_refused (data, n, QV_EXCHANGE_ERROR_FORMAT, "", "");
}

/* One byte changed: refused, or read to something that exports to what reads the same again. */
static void
test_mutated (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  g_autoptr (GPtrArray) records = make_session ();
  g_autoptr (GBytes) bytes = export(records, TRUE);
  gsize size = g_bytes_get_size (bytes);
  guint n_refused = 0;

  for (int round = 0; round < 400 / SLOWDOWN; round++)
    {
      g_autofree char *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GPtrArray) again = NULL;
      g_autoptr (GError) error = NULL;
      int fd;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        data[g_rand_int_range (rand, 0, (gint32) size)] =
            "<>&\"'/=!? \n\t09azAZ-\x00\xc3\xff"[g_rand_int_range (rand, 0, 23)];
      fd = file_of (data, size);
      if (!qv_session_xml_validate (fd, "odd.xml", NULL, NULL, &error))
        {
          g_assert_cmpint (error->domain, ==, QV_EXCHANGE_ERROR);
          g_assert_true (g_str_has_prefix (error->message, "odd.xml, line "));
          n_refused++;
        }
      else
        {
          g_autoptr (GBytes) changed = g_bytes_new (data, size);
          g_autoptr (GBytes) first = NULL;
          g_autoptr (GBytes) second = NULL;
          g_autoptr (GPtrArray) twice = NULL;

          again = import (changed);
          first = export(again, TRUE);
          twice = import (first);
          second = export(twice, TRUE);
          assert_same (again, twice);
          g_assert_true (g_bytes_equal (first, second));
        }
      close (fd);
    }
  g_assert_cmpuint (n_refused, >, 100 / SLOWDOWN);
}

static char *
find_data (const char *folder)
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");

  if (root != NULL)
    return g_build_filename (root, folder, NULL);
  return g_build_filename (SOURCE_ROOT, "..", "shared", "data", folder, NULL);
}

static void
test_hostile (void)
{
  g_autofree char *path = find_data ("hostile/xml");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no hostile files");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);

      g_assert_cmpint (fd, >=, 0);
      g_assert_false (qv_session_xml_validate (fd, name, NULL, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
      g_assert_true (strstr (error->message, "document type declaration") != NULL ||
                     strstr (error->message, "not a session file") != NULL);
      g_assert_cmpint (g_get_monotonic_time () - began, <, SLOWDOWN * G_USEC_PER_SEC);
      close (fd);
    }
}

/* xmllint is another reader of the schema's language than our own code is. */
static void
test_xmllint (void)
{
  g_autofree char *program = g_find_program_in_path ("xmllint");
  g_autoptr (GPtrArray) records = make_session ();
  g_autoptr (GBytes) bytes = export(records, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *schema = g_build_filename (SOURCE_ROOT, "data", "quadrivio-session.xsd", NULL);
  const char *argv[] = { "xmllint", "--nonet", "--noout", "--schema", schema, NULL, NULL };
  int fd = g_file_open_tmp ("session-XXXXXX.xml", &path, &error);
  int status;

  g_assert_no_error (error);
  close (fd);
  if (program == NULL)
    {
      g_test_skip ("no xmllint");
      return;
    }
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      char *word = strstr (text, "<note id=");

      if (i == 1)
        memcpy (word, "<nope", 5);
      g_assert_true (g_file_set_contents (path, text, -1, &error));
      argv[5] = path;
      g_spawn_sync (NULL, (char **) argv, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                    NULL, NULL, &status, &error);
      g_assert_no_error (error);
      g_assert_true ((status == 0) == (i == 0));
    }
  g_unlink (path);
}

static char *
page_of (GPtrArray *records)
{
  g_autoptr (GBytes) bytes = export(records, TRUE);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  int fd = file_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;

  qv_session_xml_to_html (fd, "test.xml", stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  close (fd);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_html (void)
{
  static const char *const languages[] = { "it", "fr", "en", "pt", NULL };
  static const char *const words[] = { "Programma", "Déroulé", "Agenda", "Agenda" };

  for (guint l = 0; languages[l] != NULL; l++)
    {
      g_autoptr (GPtrArray) records = make_session ();
      g_autofree char *page = NULL;

      for (guint i = 0; i < records->len; i++)
        {
          QvRecord *record = g_ptr_array_index (records, i);

          qv_record_set_int (record, record->n_fields - 1, 0);
          if (record->entity == QV_ENTITY_SESSION)
            qv_record_set_text (record, QV_SESSION_LANGUAGE, languages[l]);
          if (record->entity == QV_ENTITY_PERSON)
            qv_record_set_text (record, QV_PERSON_NAME, "Ersilia Quaranta");
          if (record->entity == QV_ENTITY_NOTE)
            qv_record_set_text (record, QV_NOTE_TEXT, "<script>alert (1)</script> & \"so\"\n\ton");
        }
      page = page_of (records);
      g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html"));
      g_assert_nonnull (strstr (page, words[l]));
      g_assert_null (strstr (page, "<script"));
      g_assert_nonnull (strstr (page, "&lt;script&gt;alert (1)&lt;/script&gt; &amp; \"so\"\n\ton"));
      g_assert_null (strstr (page, "Quaranta"));
      g_assert_null (strstr (page, "http://www.w3.org/1999"));
    }
}

static QvRecord *
find_record (GPtrArray *records, QvEntity entity)
{
  for (guint i = 0; i < records->len; i++)
    if (((QvRecord *) g_ptr_array_index (records, i))->entity == entity)
      return g_ptr_array_index (records, i);
  g_assert_not_reached ();
}

static void
test_writer_refuses (void)
{
  g_autoptr (GPtrArray) records = make_session ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvSessionXmlWriter) writer =
      qv_session_xml_writer_new (stream, session_of (records), FALSE, &error);
  QvRecord *note = find_record (records, QV_ENTITY_NOTE);

  g_assert_no_error (error);
  g_assert_false (qv_session_xml_writer_finish (writer, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_true (qv_session_xml_writer_add (writer, note, &error));
  g_assert_false (qv_session_xml_writer_add (writer, note, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
  g_clear_error (&error);
  note->id++;
  qv_record_set_int (note, QV_NOTE_SAID, G_MAXINT64);
  g_assert_false (qv_session_xml_writer_add (writer, note, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
}

/* The disk is full: the error is that of the stream. */
static void
test_stream_fails (void)
{
  static char small[8000];
  g_autoptr (GPtrArray) records = make_session ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (small, sizeof small, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvSessionXmlWriter) writer =
      qv_session_xml_writer_new (stream, session_of (records), TRUE, &error);
  gboolean ok = TRUE;

  g_assert_no_error (error);
  for (guint i = 0; ok && i < records->len; i++)
    ok = qv_session_xml_writer_add (writer, g_ptr_array_index (records, i), &error);
  g_assert_false (ok && qv_session_xml_writer_finish (writer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-xml/round-trip", test_round_trip);
  g_test_add_func ("/session-xml/texts", test_texts);
  g_test_add_func ("/session-xml/names", test_names);
  g_test_add_func ("/session-xml/refused", test_refused);
  g_test_add_func ("/session-xml/documentation", test_documentation);
  g_test_add_func ("/session-xml/accepted", test_accepted);
  g_test_add_func ("/session-xml/costly", test_costly);
  g_test_add_func ("/session-xml/truncated", test_truncated);
  g_test_add_func ("/session-xml/mutated", test_mutated);
  g_test_add_func ("/session-xml/hostile", test_hostile);
  g_test_add_func ("/session-xml/xmllint", test_xmllint);
  g_test_add_func ("/session-xml/html", test_html);
  g_test_add_func ("/session-xml/writer-refuses", test_writer_refuses);
  g_test_add_func ("/session-xml/stream-fails", test_stream_fails);
  return g_test_run ();
}
