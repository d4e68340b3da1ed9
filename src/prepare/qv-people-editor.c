/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-people-editor.h"

#include <glib/gi18n.h>

#include "qv-coverage.h"
#include "qv-people-dialog.h"
#include "qv-people-text.h"
#include "qv-person-row.h"
#include "qv-preparing.h"
#include "qv-seat-ring.h"
#include "qv-wording.h"
#include "qv-wrap-layout.h"

struct _QvPeopleEditor
{
  GtkBox parent_instance;

  GtkLabel *count;
  GtkWidget *coverage;
  GtkStack *stack;                       /* list, ring */
  GHashTable *ranks;                     /* (element-type gint64 guint), places of participants in the list */
  gboolean is_missing[QV_N_HELICES + 1]; /* by helix: nobody stood for it when the list was sorted */
  gboolean is_sorted;
  GtkListBox *list;
  GtkWidget *confirm_bar;
  GtkLabel *confirm_count;
  GtkWidget *confirm;
  GtkWidget *empty;
  QvSeatRing *ring;
  GtkLabel *ring_count;
  GtkWidget *mix;

  QvPrepareContext *context;
  QvId opening; /* a participant that was added here and is not in the list yet */
};

G_DEFINE_FINAL_TYPE (QvPeopleEditor, qv_people_editor, GTK_TYPE_BOX)

static QvPersonRow *
get_row (QvPeopleEditor *self, int index)
{
  return (QvPersonRow *) gtk_list_box_get_row_at_index (self->list, index);
}

static QvPersonRow *
find_row (QvPeopleEditor *self, QvId participant)
{
  QvPersonRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (qv_person_row_get_participant (row) == participant)
      return row;
  return NULL;
}

/* The place of each participant in the list: those of helices that nobody stood for come first. Who stands
 * for one meanwhile keeps the place, or the next click would meet another person. */
static void
rank_participants (QvPeopleEditor *self, const QvPreparation *preparation)
{
  const guint n = preparation->participants->len;
  guint n_seats[QV_N_HELICES + 1], n_confirmed[QV_N_HELICES + 1];

  qv_preparation_count_seats (preparation, n_seats, n_confirmed);
  for (guint helix = 0; !self->is_sorted && helix <= QV_N_HELICES; helix++)
    self->is_missing[helix] = n_confirmed[helix] == 0;
  self->is_sorted = TRUE;
  g_hash_table_remove_all (self->ranks);
  for (guint i = 0; i < n; i++)
    {
      const QvRecord *record = preparation->participants->pdata[i];
      guint rank = self->is_missing[qv_record_get_helix (record, QV_PARTICIPANT_HELIX)] ? i : i + n;

      g_hash_table_insert (self->ranks, g_memdup2 (&record->id, sizeof record->id), GUINT_TO_POINTER (rank));
    }
}

static guint
get_rank (QvPeopleEditor *self, QvId participant)
{
  gpointer rank;

  return g_hash_table_lookup_extended (self->ranks, &participant, NULL, &rank) ? GPOINTER_TO_UINT (rank)
                                                                               : G_MAXUINT;
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  guint rank_a = get_rank (data, qv_person_row_get_participant (QV_PERSON_ROW (a)));
  guint rank_b = get_rank (data, qv_person_row_get_participant (QV_PERSON_ROW (b)));

  return (rank_a > rank_b) - (rank_a < rank_b);
}

static void
open_row (QvPeopleEditor *self, QvPersonRow *chosen)
{
  QvPersonRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    qv_person_row_set_open (row, row == chosen && !qv_person_row_is_open (row));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, QvPeopleEditor *self)
{
  open_row (self, QV_PERSON_ROW (row));
}

static void
add_person (QvPeopleEditor *self, QvHelix helix)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_person_text_free);
  QvPersonText *person = g_new0 (QvPersonText, 1);

  if (preparation == NULL)
    {
      g_free (person);
      return;
    }
  person->helix = helix;
  g_ptr_array_add (people, person);
  gtk_stack_set_visible_child_name (self->stack, "list");
  qv_prepare_context_apply (self->context, qv_preparing_add_people (preparation, people, &self->opening));
}

static void
add_wanted_cb (QvPeopleEditor *self, int helix)
{
  add_person (self, (QvHelix) helix);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_person (QV_PEOPLE_EDITOR (widget), (QvHelix) g_variant_get_int32 (parameter));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvPeopleEditor *self = QV_PEOPLE_EDITOR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (qv_prepare_context_get (self->context) != NULL)
    gtk_window_present (
        GTK_WINDOW (qv_people_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->context)));
}

static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, QvPeopleEditor *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (!QV_IS_PERSON_ROW (focus) || key != GDK_KEY_Delete || modifiers != 0)
    return FALSE;
  qv_prepare_context_apply_told (
      self->context, qv_preparing_remove_participant (qv_prepare_context_get (self->context),
                                                      qv_person_row_get_participant (QV_PERSON_ROW (focus))));
  return TRUE;
}

static void
seat_activated_cb (QvSeatRing *ring, QvId participant, QvPeopleEditor *self)
{
  QvPersonRow *row = find_row (self, participant);

  if (row == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "list");
  if (!qv_person_row_is_open (row))
    open_row (self, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
seat_moved_cb (QvSeatRing *ring, QvId participant, guint to, QvPeopleEditor *self)
{
  qv_prepare_context_apply (self->context,
                            qv_preparing_move_seat (qv_prepare_context_get (self->context), participant, to));
}

static void
mix_clicked_cb (QvPeopleEditor *self)
{
  qv_prepare_context_apply_told (self->context,
                                 qv_preparing_mix_seats (qv_prepare_context_get (self->context)));
}

static void
show_ring (QvPeopleEditor *self, const QvPreparation *preparation)
{
  g_autoptr (GPtrArray) order = qv_preparing_list_seats (preparation);
  g_autofree QvSeat *seats = g_new0 (QvSeat, order->len);
  g_autofree char *count = g_strdup_printf (ngettext ("%u seat", "%u seats", order->len), order->len);

  for (guint i = 0; i < order->len; i++)
    {
      const QvRecord *record = qv_item_get_record (order->pdata[i]);
      const char *name = qv_preparation_get_name (preparation, record);
      gboolean is_coming = qv_preparation_is_coming (record);

      seats[i] = (QvSeat){ record->id, qv_record_get_helix (record, QV_PARTICIPANT_HELIX),
                           (int) qv_record_get_int (record, QV_PARTICIPANT_SEAT),
                           is_coming ? QV_SEAT_MARK_FILLED : QV_SEAT_MARK_OUTLINE,
                           name != NULL ? name : qv_preparation_get_organisation (preparation, record) };
    }
  qv_seat_ring_set_seats (self->ring, seats, order->len);
  gtk_label_set_label (self->ring_count, count);
  gtk_widget_set_sensitive (self->mix, order->len > 2);
}

static void
show_count (QvPeopleEditor *self, const QvPreparation *preparation)
{
  guint n_seats[QV_N_HELICES + 1], n_confirmed[QV_N_HELICES + 1];
  guint n_all = 0, n_target = 0;
  g_autofree char *label = NULL;

  qv_preparation_count_seats (preparation, n_seats, n_confirmed);
  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      n_all += n_confirmed[helix];
      n_target += qv_preparation_get_target (preparation, helix);
    }
  label = g_strdup_printf (ngettext ("%u of %u seat", "%u of %u seats", n_target), n_all, n_target);
  gtk_label_set_label (self->count, label);
}

/* The bar stays until the list is sorted anew, or the list would move under the pointer with the last click.
 */
static void
show_confirm (QvPeopleEditor *self, const QvPreparation *preparation, gboolean is_sorted)
{
  guint n = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < preparation->participants->len; i++)
    n += !qv_preparation_is_coming (preparation->participants->pdata[i]);
  /* Translators: participants who have not confirmed yet */
  label = g_strdup_printf (ngettext ("%u to confirm", "%u to confirm", n), n);
  gtk_label_set_label (self->confirm_count, n > 0 ? label : _ ("All are confirmed"));
  if (n == 0 && gtk_widget_has_focus (self->confirm))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_sensitive (self->confirm, n > 0);
  if (n > 0 || !is_sorted || preparation->participants->len == 0)
    gtk_widget_set_visible (self->confirm_bar, n > 0);
}

static void
show_opening (QvPeopleEditor *self)
{
  QvPersonRow *row = self->opening != QV_ID_NONE ? find_row (self, self->opening) : NULL;

  if (row == NULL)
    return;
  self->opening = QV_ID_NONE;
  if (!qv_person_row_is_open (row))
    open_row (self, row);
  /* The first field is the organisation. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (QvPeopleEditor *self)
{
  QvPreparation *preparation = qv_prepare_context_get (self->context);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const gboolean was_sorted = self->is_sorted;
  QvPersonRow *row;

  rank_participants (self, preparation);
  for (int i = 0; (row = get_row (self, i)) != NULL;)
    {
      const QvId participant = qv_person_row_get_participant (row);

      if (get_rank (self, participant) == G_MAXUINT)
        {
          gtk_list_box_remove (self->list, GTK_WIDGET (row));
          continue;
        }
      g_hash_table_add (shown, g_memdup2 (&participant, sizeof participant));
      i++;
    }
  for (guint i = 0; i < preparation->participants->len; i++)
    {
      const QvRecord *record = preparation->participants->pdata[i];

      if (!g_hash_table_contains (shown, &record->id))
        gtk_list_box_append (self->list, qv_person_row_new (self->context, record->id));
    }
  gtk_list_box_invalidate_sort (self->list);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    qv_person_row_show (row);
  gtk_widget_set_visible (self->empty, preparation->participants->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), preparation->participants->len > 0);
  show_ring (self, preparation);
  show_count (self, preparation);
  show_confirm (self, preparation, was_sorted);
  show_opening (self);
}

static GtkWidget *
make_header (QvPeopleEditor *self)
{
  GtkWidget *header = qv_wrap_box_new (8, TRUE);
  GtkWidget *title = gtk_label_new (_ ("Round the table"));
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_add_css_class (switcher, "compact");
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (header), switcher);
  gtk_widget_add_css_class (header, "column-header");
  return header;
}

static void
confirm_all (QvPeopleEditor *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);

  if (preparation != NULL)
    qv_prepare_context_apply_told (self->context, qv_preparing_confirm_all (preparation));
}

static GtkWidget *
make_confirm_bar (QvPeopleEditor *self)
{
  self->confirm_bar = qv_wrap_box_new (8, TRUE);
  self->confirm_count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->confirm_count, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->confirm_count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->confirm_count), "dim-label");
  self->confirm = gtk_button_new_with_mnemonic (_ ("C_onfirm All"));
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_all), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->confirm_bar), GTK_WIDGET (self->confirm_count));
  gtk_box_append (GTK_BOX (self->confirm_bar), self->confirm);
  gtk_widget_set_margin_bottom (self->confirm_bar, 8);
  gtk_widget_set_visible (self->confirm_bar, FALSE);
  return self->confirm_bar;
}

static GtkWidget *
make_list (QvPeopleEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Participants"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  self->empty = gtk_label_new (_ ("Nobody is invited yet."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_margin_top (self->empty, 12);
  gtk_widget_set_margin_bottom (self->empty, 12);
  gtk_box_append (GTK_BOX (box), make_confirm_bar (self));
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  return box;
}

static GtkWidget *
make_ring (QvPeopleEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->ring = QV_SEAT_RING (qv_seat_ring_new ());
  self->ring_count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->ring_count), "title-4");
  qv_seat_ring_set_child (self->ring, GTK_WIDGET (self->ring_count));
  qv_seat_ring_set_reorderable (self->ring, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ring), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Seats round the table"), -1);
  g_signal_connect_object (self->ring, "seat-activated", G_CALLBACK (seat_activated_cb), self, 0);
  g_signal_connect_object (self->ring, "seat-moved", G_CALLBACK (seat_moved_cb), self, 0);
  self->mix = gtk_button_new_with_mnemonic (_ ("_Mix the Helices"));
  gtk_widget_set_halign (self->mix, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->mix, _ ("Spreads each helix evenly round the table"));
  g_signal_connect_object (self->mix, "clicked", G_CALLBACK (mix_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->ring));
  gtk_box_append (GTK_BOX (box), self->mix);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "ring-card");
  return box;
}

static GtkWidget *
make_buttons (void)
{
  GtkWidget *box = qv_wrap_box_new (8, FALSE);
  GtkWidget *add = gtk_menu_button_new (), *many = gtk_menu_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GMenu) helices = g_menu_new (), menu = g_menu_new ();
  g_autoptr (GMenuItem) paste = NULL;

  for (int helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (qv_helix_get_title ((QvHelix) helix), NULL);

      g_menu_item_set_action_and_target (item, "people.add", "i", helix);
      g_menu_append_item (helices, item);
    }
  paste = g_menu_item_new (_ ("_Paste a List…"), "people.paste");
  g_menu_item_set_attribute (paste, "accel", "s", "<Control><Shift>v");
  g_menu_append_item (menu, paste);
  g_menu_append (menu, _ ("_Import a File…"), "win.import");
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Add")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (add), content);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), G_MENU_MODEL (helices));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add Participant"),
                                  -1);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (many), _ ("From list"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (many), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (many, "flat");
  gtk_box_append (GTK_BOX (box), add);
  gtk_box_append (GTK_BOX (box), many);
  gtk_widget_add_css_class (box, "column-buttons");
  return box;
}

static void
qv_people_editor_finalize (GObject *object)
{
  g_clear_object (&QV_PEOPLE_EDITOR (object)->context);
  g_hash_table_unref (QV_PEOPLE_EDITOR (object)->ranks);
  G_OBJECT_CLASS (qv_people_editor_parent_class)->finalize (object);
}

static void
qv_people_editor_class_init (QvPeopleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qv_people_editor_finalize;
  gtk_widget_class_install_action (widget_class, "people.add", "i", add_action);
  gtk_widget_class_install_action (widget_class, "people.paste", NULL, paste_action);
}

static void
qv_people_editor_init (QvPeopleEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "prepare-column");
  self->ranks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_titled (self->stack, make_list (self), "list", _ ("List"));
  /* Translators: the seats drawn round the table */
  gtk_stack_add_titled (self->stack, make_ring (self), "ring", _ ("Seats"));
  gtk_box_append (GTK_BOX (self), make_header (self));
}

/**
 * qv_people_editor_new:
 * @context: what is prepared
 *
 * Returns: (transfer floating): the column of the people
 */
GtkWidget *
qv_people_editor_new (QvPrepareContext *context)
{
  QvPeopleEditor *self = g_object_new (QV_TYPE_PEOPLE_EDITOR, NULL);

  self->context = g_object_ref (context);
  self->coverage = qv_coverage_new (context);
  g_signal_connect_object (self->coverage, "add-wanted", G_CALLBACK (add_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_bottom (self->coverage, 12);
  gtk_box_append (GTK_BOX (self), self->coverage);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self), make_buttons ());
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * qv_people_editor_sort:
 * @self: an editor
 *
 * The page is shown anew: those who are missing come first at the next reading, and not while somebody works
 * in the list.
 */
void
qv_people_editor_sort (QvPeopleEditor *self)
{
  g_return_if_fail (QV_IS_PEOPLE_EDITOR (self));

  self->is_sorted = FALSE;
}

/* Who is to confirm, first of a helix that nobody has confirmed for. */
static QvPersonRow *
find_to_confirm (QvPeopleEditor *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);
  guint n_seats[QV_N_HELICES + 1], n_confirmed[QV_N_HELICES + 1];
  QvPersonRow *row, *other = NULL;

  if (preparation == NULL)
    return NULL;
  qv_preparation_count_seats (preparation, n_seats, n_confirmed);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      const QvRecord *record =
          qv_record_find (preparation->participants, qv_person_row_get_participant (row), NULL);

      if (record == NULL || qv_preparation_is_coming (record))
        continue;
      if (n_confirmed[qv_record_get_helix (record, QV_PARTICIPANT_HELIX)] == 0)
        return row;
      other = other != NULL ? other : row;
    }
  return other;
}

/**
 * qv_people_editor_do:
 * @self: an editor
 * @action: "confirm-all", "show-people" or "add-people"
 *
 * Confirms all, or puts the keyboard to the first who is missing, or to where such are added.
 */
void
qv_people_editor_do (QvPeopleEditor *self, const char *action)
{
  QvPersonRow *row;
  GtkRoot *root;

  g_return_if_fail (QV_IS_PEOPLE_EDITOR (self));

  gtk_stack_set_visible_child_name (self->stack, "list");
  if (g_str_equal (action, "confirm-all"))
    {
      confirm_all (self);
      return;
    }
  row = g_str_equal (action, "show-people") ? find_to_confirm (self) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    gtk_widget_child_focus (self->coverage, GTK_DIR_TAB_FORWARD);
  /* After a click of the mouse it would not be seen where the keyboard is. */
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
}
