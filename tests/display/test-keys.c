/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each key means to the entry, with digits and with letters of one's own. */
#include "config.h"

#include "qv-capture-keys.h"
#include "qv-helix-keys-group.h"
#include "qv-settings.h"
#include "qv-shortcuts.h"
#include "qv-test-display.h"

static void
test_keys (void)
{
  const QvHelixKeys digits = QV_HELIX_KEYS_DIGITS;
  const struct
  {
    guint keyval, shifted;
    GdkModifierType modifiers;
    QvCaptureState state;
    gboolean is_empty;
    guint n_seats;
    QvCaptureCommandType type;
    int argument;
  } rules[] = {
    { '1', '!', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_AUTHORITIES },
    { '4', '$', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_RESIDENTS },
    { '5', '%', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_NONE, 0 },
    { GDK_KEY_KP_3, 0, 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_COMPANIES },
    /* A French keyboard has the digits on the shifted level. */
    { GDK_KEY_ampersand, '1', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_AUTHORITIES },
    { GDK_KEY_apostrophe, '4', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_RESIDENTS },
    { GDK_KEY_eacute, '2', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, 6, QV_CAPTURE_COMMAND_SEAT, 2 },
    { GDK_KEY_eacute, '2', 0, QV_CAPTURE_WAITS_FOR_TEXT, TRUE, 6, QV_CAPTURE_COMMAND_NONE, 0 },
    { GDK_KEY_eacute, '2', 0, QV_CAPTURE_WAITS_FOR_HELIX, FALSE, 0, QV_CAPTURE_COMMAND_NONE, 0 },
    { '6', '^', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, 6, QV_CAPTURE_COMMAND_SEAT, 6 },
    { '0', ')', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, 6, QV_CAPTURE_COMMAND_SEAT, 0 },
    { '7', '&', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, 6, QV_CAPTURE_COMMAND_NONE, 0 },
    { '2', '@', 0, QV_CAPTURE_WAITS_FOR_TEXT, TRUE, 6, QV_CAPTURE_COMMAND_NONE, 0 },
    { '2', '@', 0, QV_CAPTURE_WAITS_FOR_SEAT, FALSE, 6, QV_CAPTURE_COMMAND_NONE, 0 },
    { '!', '!', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, TRUE, 6, QV_CAPTURE_COMMAND_KIND,
      QV_NOTE_KIND_PROBLEM },
    { '>', '>', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_KIND,
      QV_NOTE_KIND_OPPORTUNITY },
    { '?', '?', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_KIND,
      QV_NOTE_KIND_CHALLENGE },
    { '=', '+', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_KIND, QV_NOTE_KIND_SOLUTION },
    { '=', '0', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, 6, QV_CAPTURE_COMMAND_KIND,
      QV_NOTE_KIND_SOLUTION },
    { '.', '>', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_KIND, QV_NOTE_KIND_OBSERVATION },
    { '!', '!', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 6, QV_CAPTURE_COMMAND_NONE, 0 },
    { '3', '#', GDK_ALT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 6, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_COMPANIES },
    { GDK_KEY_quotedbl, '3', GDK_ALT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 6, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_COMPANIES },
    { GDK_KEY_Up, GDK_KEY_Up, GDK_ALT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 0, QV_CAPTURE_COMMAND_STEP_KIND,
      -1 },
    { GDK_KEY_Right, GDK_KEY_Right, 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, 12, QV_CAPTURE_COMMAND_STEP_SEAT, 1 },
    { GDK_KEY_Right, GDK_KEY_Right, 0, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 12, QV_CAPTURE_COMMAND_NONE, 0 },
    { GDK_KEY_Return, GDK_KEY_Return, 0, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 0, QV_CAPTURE_COMMAND_SAVE, 0 },
    { GDK_KEY_Return, GDK_KEY_Return, GDK_LOCK_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 0,
      QV_CAPTURE_COMMAND_SAVE, 0 },
    { GDK_KEY_Return, GDK_KEY_Return, GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 0,
      QV_CAPTURE_COMMAND_NEW_LINE, 0 },
    { GDK_KEY_Return, GDK_KEY_Return, GDK_CONTROL_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 0,
      QV_CAPTURE_COMMAND_SAVE_KEEP, 0 },
    { GDK_KEY_Escape, GDK_KEY_Escape, 0, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, 0, QV_CAPTURE_COMMAND_EMPTY, 0 },
    { '4', '$', 0, QV_CAPTURE_ASKS_FOR_HELIX, FALSE, 0, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_RESIDENTS },
    { '!', '!', GDK_SHIFT_MASK, QV_CAPTURE_ASKS_FOR_HELIX, FALSE, 0, QV_CAPTURE_COMMAND_NONE, 0 },
    { 'l', 'L', GDK_CONTROL_MASK, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, 0, QV_CAPTURE_COMMAND_NONE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      QvCaptureCommand command =
          qv_capture_command_from_key (&digits, rules[i].keyval, rules[i].shifted, rules[i].modifiers,
                                       rules[i].state, rules[i].is_empty, rules[i].n_seats);

      if (command.type != rules[i].type || command.argument != rules[i].argument)
        g_error ("rule %u: command %u %d", i, command.type, command.argument);
    }
}

/* The home row of a French keyboard says who speaks; seats are digits, which stand with Shift there. */
static void
test_letters (void)
{
  const char *const words[] = { "q", "S", "d", "ç", "-", NULL };
  const struct
  {
    guint keyval, shifted;
    GdkModifierType modifiers;
    QvCaptureState state;
    gboolean is_empty;
    QvCaptureCommandType type;
    int argument;
  } rules[] = {
    { 'q', 'Q', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_AUTHORITIES },
    { 's', 'S', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_RESEARCH },
    { 'D', 'D', GDK_LOCK_MASK, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_COMPANIES },
    { GDK_KEY_ccedilla, '9', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_RESIDENTS },
    /* A capital is text, and so is every letter once it is known who speaks, or something is written. */
    { 'Q', 'Q', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { 'q', 'Q', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { 'q', 'Q', 0, QV_CAPTURE_WAITS_FOR_TEXT, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { 'q', 'Q', 0, QV_CAPTURE_WAITS_FOR_HELIX, FALSE, QV_CAPTURE_COMMAND_NONE, 0 },
    { 'a', 'A', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { 'q', 'Q', GDK_CONTROL_MASK, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { 's', 'S', 0, QV_CAPTURE_ASKS_FOR_HELIX, FALSE, QV_CAPTURE_COMMAND_HELIX, QV_HELIX_RESEARCH },
    /* The digits are text before, and seats afterwards, with Shift or without. */
    { '1', '!', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { GDK_KEY_ampersand, '1', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    { GDK_KEY_eacute, '2', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, QV_CAPTURE_COMMAND_SEAT, 2 },
    { '2', '2', GDK_SHIFT_MASK, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, QV_CAPTURE_COMMAND_SEAT, 2 },
    { GDK_KEY_minus, '6', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, QV_CAPTURE_COMMAND_SEAT, 0 },
    { '0', ')', 0, QV_CAPTURE_WAITS_FOR_SEAT, TRUE, QV_CAPTURE_COMMAND_NONE, 0 },
    /* At any moment the digits say who speaks, with Alt. */
    { GDK_KEY_ccedilla, '9', GDK_ALT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, QV_CAPTURE_COMMAND_NONE, 0 },
    { GDK_KEY_quotedbl, '3', GDK_ALT_MASK, QV_CAPTURE_WAITS_FOR_TEXT, FALSE, QV_CAPTURE_COMMAND_HELIX,
      QV_HELIX_COMPANIES },
    { '!', '!', 0, QV_CAPTURE_WAITS_FOR_HELIX, TRUE, QV_CAPTURE_COMMAND_KIND, QV_NOTE_KIND_PROBLEM },
  };
  g_autoptr (GError) error = NULL;
  QvHelixKeys keys;
  g_autofree char *shown = NULL;

  qv_helix_keys_parse (words, &keys, &error);
  g_assert_no_error (error);
  shown = qv_helix_keys_format (&keys);
  g_assert_cmpstr (shown, ==, "Q S D Ç");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      QvCaptureCommand command =
          qv_capture_command_from_key (&keys, rules[i].keyval, rules[i].shifted, rules[i].modifiers,
                                       rules[i].state, rules[i].is_empty, 6);

      if (command.type != rules[i].type || command.argument != rules[i].argument)
        g_error ("rule %u: command %u %d", i, command.type, command.argument);
    }
}

/* What cannot be a key is refused in a sentence of its own, and nothing changes. */
static void
test_refused_letters (void)
{
  const struct
  {
    const char *words[6];
    const char *sentence;
  } choices[] = {
    { { "1", "2", "3", "4", "0" }, NULL },
    { { "a", "s", "d", "f", "0" }, NULL },
    /* A letter and its accent are one character. */
    { { "c\xcc\xa7", "s", "d", "f", "," }, NULL },
    { { "a", "s", "d", "f" }, "Each key is one letter, digit or sign." },
    { { "a", "", "d", "f", "0" }, "Each key is one letter, digit or sign." },
    { { "a", "st", "d", "f", "0" }, "Each key is one letter, digit or sign." },
    { { "a", " ", "d", "f", "0" }, "Each key is one letter, digit or sign." },
    { { "a", "\n", "d", "f", "0" }, "Each key is one letter, digit or sign." },
    { { "a", "\xcc\xa7", "d", "f", "0" }, "Each key is one letter, digit or sign." },
    { { "a", "s", "A", "f", "0" }, "“A” is chosen twice." },
    { { "7", "8", "9", "0", "0" }, "“0” is chosen twice." },
    { { "a", "s", "?", "f", "0" }, "“?” says already of which kind a note is." },
    { { "a", "s", "d", "f", "g" },
      "The key for “not attributed” is 0 or a sign: 1 to 9 are seats, and what is said may begin with a "
      "letter." },
    { { "a", "s", "d", "f", "5" },
      "The key for “not attributed” is 0 or a sign: 1 to 9 are seats, and what is said may begin with a "
      "letter." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      QvHelixKeys keys = QV_HELIX_KEYS_DIGITS;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (qv_helix_keys_parse (choices[i].words, &keys, &error), ==,
                       choices[i].sentence == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, choices[i].sentence);
      if (choices[i].sentence != NULL)
        g_assert_true (qv_helix_keys_are_digits (&keys));
    }
}

static void
assert_kept (GSettings *settings, const char *expected)
{
  g_auto (GStrv) words = g_settings_get_strv (settings, "helix-keys");
  g_autofree char *kept = g_strjoinv ("", words);

  g_assert_cmpstr (kept, ==, expected);
}

/* What the group says is wrong, or NULL. */
static const char *
get_refusal (GtkWidget *widget)
{
  const char *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error") && gtk_widget_get_visible (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = get_refusal (child);
  return found;
}

static gboolean
has_accelerator (GtkWidget *widget, const char *accelerator)
{
  g_autofree char *own = NULL;

  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    g_object_get (widget, "accelerator", &own, NULL);
  if (g_strcmp0 (own, accelerator) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_accelerator (child, accelerator))
      return TRUE;
  return FALSE;
}

/* The window of keys names those that were chosen, and fits on a small screen. */
static void
assert_shortcuts (GtkWidget *parent, GSettings *settings)
{
  GtkWindow *shortcuts = qv_shortcuts_new (GTK_WINDOW (parent), settings, "table");
  int height;

  gtk_window_present (shortcuts);
  qv_test_spin (500);
  g_assert_true (has_accelerator (GTK_WIDGET (shortcuts), "q w e f"));
  g_assert_false (has_accelerator (GTK_WIDGET (shortcuts), "1...4"));
  gtk_widget_measure (GTK_WIDGET (shortcuts), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 768);
  gtk_window_destroy (shortcuts);
  qv_test_spin (100);
}

/* Chosen by keyboard: what can be used is kept as it is typed, the rest is refused and changes nothing. */
static void
test_preference (void)
{
  g_autoptr (GSettings) settings = qv_settings_new ();
  GtkWidget *group = g_object_new (QV_TYPE_HELIX_KEYS_GROUP, NULL);
  GtkWidget *window, *choice;

  qv_helix_keys_group_set_settings (QV_HELIX_KEYS_GROUP (group), settings);
  window = qv_test_show (group, 480, 560);
  choice = qv_test_find (group, ADW_TYPE_COMBO_ROW);
  assert_kept (settings, "12340");

  /* The home row of this keyboard is offered. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (choice), 1);
  qv_test_spin (200);
  assert_kept (settings, "ASDF0");
  qv_test_press ("q Tab w");
  assert_kept (settings, "QWDF0");
  g_assert_null (get_refusal (group));
  qv_test_press ("Tab q");
  qv_test_screenshot ("keys-refused");
  g_assert_cmpstr (get_refusal (group), ==, "“Q” is chosen twice.");
  assert_kept (settings, "QWDF0");
  qv_test_press ("e");
  g_assert_cmpstr (get_refusal (group), ==, "Each key is one letter, digit or sign.");
  qv_test_press ("BackSpace BackSpace e");
  g_assert_null (get_refusal (group));
  assert_kept (settings, "QWEF0");
  assert_shortcuts (window, settings);

  adw_combo_row_set_selected (ADW_COMBO_ROW (choice), 0);
  qv_test_spin (50);
  assert_kept (settings, "12340");
  qv_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/keys/digits", test_keys);
  g_test_add_func ("/keys/letters", test_letters);
  g_test_add_func ("/keys/refused", test_refused_letters);
  g_test_add_func ("/keys/preference", test_preference);
  return g_test_run ();
}
