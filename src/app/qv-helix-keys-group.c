/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-helix-keys-group.h"

#include <glib/gi18n.h>

#include "qv-helix-keys.h"
#include "qv-helix-mark.h"
#include "qv-wording.h"

#define HOME_ROW 38 /* code of its first key, under X11 and Wayland */
#define N_KEYS (QV_N_HELICES + 1)

struct _QvHelixKeysGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *choice_row;
  GtkWidget *rows[N_KEYS]; /* in the order of the settings */
  GtkEditable *entries[N_KEYS];
  GtkLabel *refusal;

  GSettings *settings;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvHelixKeysGroup, qv_helix_keys_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHOICE_DIGITS,
  CHOICE_OWN,
};

static QvHelix
get_helix (guint at)
{
  return (QvHelix) ((at + 1) % N_KEYS);
}

static void
refuse (QvHelixKeysGroup *self, const char *sentence)
{
  gtk_label_set_label (self->refusal, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), sentence != NULL);
}

static void
show_entries (QvHelixKeysGroup *self, const QvHelixKeys *keys)
{
  self->is_showing = TRUE;
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *key = qv_helix_keys_format_key (keys, get_helix (i));

      gtk_editable_set_text (self->entries[i], key);
    }
  self->is_showing = FALSE;
}

static void
show_rows (QvHelixKeysGroup *self)
{
  for (guint i = 0; i < N_KEYS; i++)
    gtk_widget_set_visible (self->rows[i], adw_combo_row_get_selected (self->choice_row) == CHOICE_OWN);
}

/* Keeps what is written in the entries, if it can be used. */
static void
keep (QvHelixKeysGroup *self)
{
  const char *words[N_KEYS + 1] = { NULL };
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;
  QvHelixKeys keys;

  for (guint i = 0; i < N_KEYS; i++)
    words[i] = gtk_editable_get_text (self->entries[i]);
  if (!qv_helix_keys_parse (words, &keys, &error))
    {
      refuse (self, error->message);
      return;
    }
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *key = qv_helix_keys_format_key (&keys, get_helix (i));

      g_strv_builder_add (kept, key);
    }
  list = g_strv_builder_end (kept);
  g_settings_set_strv (self->settings, "helix-keys", (const char *const *) list);
  refuse (self, NULL);
}

static void
entry_changed_cb (QvHelixKeysGroup *self)
{
  if (!self->is_showing && self->settings != NULL)
    keep (self);
}

/* The first four letters under the left hand on this keyboard: A S D F, or Q S D F in France. */
static void
suggest (QvHelixKeysGroup *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  char words[N_KEYS][7] = { "a", "s", "d", "f", "0" };
  const char *list[N_KEYS + 1] = { NULL };
  QvHelixKeys keys;

  for (guint i = 0; i < N_KEYS; i++)
    list[i] = words[i];
  qv_helix_keys_parse (list, &keys, NULL);
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      guint keyval = 0;
      gunichar key;

      if (!gdk_display_translate_key (display, HOME_ROW + i, 0, 0, &keyval, NULL, NULL, NULL))
        continue;
      key = gdk_keyval_to_unicode (keyval);
      if (key != 0)
        words[i][g_unichar_to_utf8 (key, words[i])] = '\0';
    }
  /* What the keyboard has there may be no letters. */
  qv_helix_keys_parse (list, &keys, NULL);
  show_entries (self, &keys);
}

static void
choice_changed_cb (QvHelixKeysGroup *self)
{
  if (self->is_showing || self->settings == NULL)
    return;
  refuse (self, NULL);
  show_rows (self);
  if (adw_combo_row_get_selected (self->choice_row) == CHOICE_DIGITS)
    {
      g_settings_reset (self->settings, "helix-keys");
      return;
    }
  suggest (self);
  keep (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[0]));
}

static void
qv_helix_keys_group_dispose (GObject *object)
{
  g_clear_object (&QV_HELIX_KEYS_GROUP (object)->settings);
  G_OBJECT_CLASS (qv_helix_keys_group_parent_class)->dispose (object);
}

static void
qv_helix_keys_group_class_init (QvHelixKeysGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qv_helix_keys_group_dispose;
}

static void
add_row (QvHelixKeysGroup *self, guint at)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  const char *title = qv_helix_get_title (get_helix (at));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), qv_helix_mark_new (get_helix (at), -1));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 3);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 3);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 0.5f);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  /* Tab goes from entry to entry. */
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->rows[at] = row;
  self->entries[at] = GTK_EDITABLE (entry);
}

static void
qv_helix_keys_group_init (QvHelixKeysGroup *self)
{
  const char *const names[] = { _ ("Digits 1 2 3 4"), _ ("Keys of your own"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Capture"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("In the empty entry one key says who speaks. Alt and a digit say it at any moment."));
  self->choice_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice_row), _ ("Who is speaking"));
  adw_combo_row_set_model (self->choice_row, G_LIST_MODEL (model));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->choice_row));
  for (guint i = 0; i < N_KEYS; i++)
    add_row (self, i);
  self->refusal =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, "margin-top", 8,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->refusal), "error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->refusal));
  g_signal_connect_object (self->choice_row, "notify::selected", G_CALLBACK (choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * qv_helix_keys_group_set_settings:
 * @self: a group
 * @settings: those of the program; to be set once
 */
void
qv_helix_keys_group_set_settings (QvHelixKeysGroup *self, GSettings *settings)
{
  g_auto (GStrv) words = NULL;
  QvHelixKeys keys = QV_HELIX_KEYS_DIGITS;

  g_return_if_fail (QV_IS_HELIX_KEYS_GROUP (self) && self->settings == NULL);

  words = g_settings_get_strv (settings, "helix-keys");
  qv_helix_keys_parse ((const char *const *) words, &keys, NULL);
  self->is_showing = TRUE;
  adw_combo_row_set_selected (self->choice_row,
                              qv_helix_keys_are_digits (&keys) ? CHOICE_DIGITS : CHOICE_OWN);
  self->is_showing = FALSE;
  show_entries (self, &keys);
  show_rows (self);
  self->settings = g_object_ref (settings);
}
