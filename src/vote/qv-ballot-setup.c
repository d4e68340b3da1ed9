/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-ballot-setup.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-still-input.h"
#include "qv-symbol.h"
#include "qv-text.h"
#include "qv-wrap-layout.h"

struct _QvBallotSetup
{
  GtkWidget parent_instance;

  GtkStack *stack; /* nothing, choose */
  GtkWidget *columns;
  GtkWidget *ideas_box;
  GtkLabel *chosen_label;
  GtkLabel *many_label;
  GtkWidget *solutions_box;
  GtkWidget *solutions_button;
  GtkListView *list;
  AdwEntryRow *title_row;
  AdwComboRow *method_row;
  AdwActionRow *budget_row;
  GtkSpinButton *budget_spin;
  AdwActionRow *stacking_row;
  GtkSwitch *stacking_switch;
  GtkSwitch *veiled_switch;
  GtkButton *open_button;
  GtkWidget *cancel_button;

  QvVoteModel *model;
  GtkFilter *filter;
  GtkSingleSelection *selection;
  GHashTable *chosen; /* ids of notes and clusters, as gint64 */
  GPtrArray *bound;   /* (element-type GtkListItem), rows that are shown */
};

G_DEFINE_FINAL_TYPE (QvBallotSetup, qv_ballot_setup, GTK_TYPE_WIDGET)

enum
{
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GPtrArray *
list_records (GListModel *list)
{
  GPtrArray *records = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (list, i);

      g_ptr_array_add (records, (gpointer) qv_item_get_record (item));
    }
  return records;
}

static GPtrArray *
pick_solutions (QvBallotSetup *self)
{
  g_autoptr (GPtrArray) notes = list_records (qv_vote_model_get_notes (self->model));
  g_autoptr (GPtrArray) links = list_records (qv_vote_model_get_links (self->model));

  return qv_voting_pick_solutions (notes, links);
}

static gboolean
is_chosen (QvBallotSetup *self, QvItem *item)
{
  QvId id = qv_item_get_id (item);

  return g_hash_table_contains (self->chosen, &id);
}

/* Those chosen that are still there, in the order of the list. */
static GPtrArray *
list_chosen (QvBallotSetup *self)
{
  GPtrArray *records = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (is_chosen (self, item))
        g_ptr_array_add (records, (gpointer) qv_item_get_record (item));
    }
  return records;
}

static void
show_chosen (QvBallotSetup *self)
{
  g_autoptr (GPtrArray) records = list_chosen (self);
  g_autoptr (GPtrArray) solutions = pick_solutions (self);
  g_autofree char *sentence =
      records->len == 0 ? g_strdup (_ ("Nothing chosen yet"))
                        : g_strdup_printf (ngettext ("%d idea chosen", "%d ideas chosen", records->len),
                                           (int) records->len);
  gboolean is_too_many = records->len > QV_VOTING_MOST_IDEAS;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_label_set_label (self->chosen_label, sentence);
  gtk_widget_set_sensitive (self->solutions_button, solutions->len > 0);
  gtk_label_set_label (self->many_label, is_too_many ? qv_voting_explain_many () : "");
  gtk_widget_set_visible (GTK_WIDGET (self->many_label), is_too_many);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button), records->len > 0 && !is_too_many);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "choose" : "nothing");
}

static void
choose (QvBallotSetup *self, QvId id, gboolean is_wanted)
{
  if (is_wanted)
    g_hash_table_add (self->chosen, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->chosen, &id);
}

static void
show_tick (QvBallotSetup *self, GtkListItem *list_item)
{
  GtkWidget *tick = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), is_chosen (self, gtk_list_item_get_item (list_item)));
}

static void
show_ticks (QvBallotSetup *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_tick (self, self->bound->pdata[i]);
  show_chosen (self);
}

static void
use_solutions_cb (QvBallotSetup *self)
{
  g_autoptr (GPtrArray) solutions = pick_solutions (self);

  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; i < solutions->len; i++)
    choose (self, ((QvRecord *) solutions->pdata[i])->id, TRUE);
  show_ticks (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->open_button));
}

static QvBallotMethod
get_method (QvBallotSetup *self)
{
  return (QvBallotMethod) adw_combo_row_get_selected (self->method_row);
}

static void
method_changed_cb (QvBallotSetup *self)
{
  QvBallotMethod method = get_method (self);
  gboolean is_ranking = method == QV_BALLOT_METHOD_RANKING;

  gtk_widget_set_visible (GTK_WIDGET (self->budget_row), method != QV_BALLOT_METHOD_GRADIENTS);
  gtk_widget_set_visible (GTK_WIDGET (self->stacking_row), method == QV_BALLOT_METHOD_DOTS);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->budget_row),
                                 is_ranking ? _ ("Ideas that a seat ranks") : _ ("Dots of a seat"));
  adw_action_row_set_subtitle (self->budget_row, is_ranking ? _ ("0: all of them") : "");
  gtk_spin_button_set_range (self->budget_spin, is_ranking ? 0.0 : 1.0, 99.0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->method_row),
                               method == QV_BALLOT_METHOD_DOTS ? _ ("Each seat shares out its dots")
                               : is_ranking ? _ ("Each seat puts ideas in order; 1 is the best")
                                            : _ ("Each seat says how far it agrees: 1 no … 5 yes"));
}

/* Votes that nobody named are told apart by their number. */
static char *
make_title (QvBallotSetup *self)
{
  guint n = g_list_model_get_n_items (qv_vote_model_get_ballots (self->model));

  /* Translators: the name of a vote that nobody named, with its number: "Vote 2" */
  return n == 0 ? g_strdup (_ ("Vote")) : g_strdup_printf (_ ("Vote %u"), n + 1);
}

static void
open_clicked_cb (QvBallotSetup *self)
{
  g_autoptr (GPtrArray) records = list_chosen (self);
  g_autofree char *title = qv_text_normalize (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  QvBallotMethod method = get_method (self);
  g_autofree char *other = make_title (self);
  QvVotingRules rules = {
    .title = *title != '\0' ? title : other,
    .method = method,
    .budget =
        method != QV_BALLOT_METHOD_GRADIENTS ? (guint) gtk_spin_button_get_value (self->budget_spin) : 0,
    .stacking = method == QV_BALLOT_METHOD_DOTS && gtk_switch_get_active (self->stacking_switch),
    .veiled = gtk_switch_get_active (self->veiled_switch),
  };

  qv_vote_model_open (self->model, &rules, records);
}

static void
cancel_clicked_cb (QvBallotSetup *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
match_note (gpointer item, gpointer data)
{
  QvBallotSetup *self = data;

  if (qv_item_get_entity (item) != QV_ENTITY_NOTE)
    return TRUE;
  return qv_item_get_int (item, QV_NOTE_PARKED) == 0 && qv_item_get_int (item, QV_NOTE_VEILED) == 0 &&
         !qv_voting_is_merged (qv_vote_model_get_links (self->model), qv_item_get_id (item));
}

/* Clusters, then solutions, then all other notes, each as they came. */
static int
get_class (QvItem *item)
{
  if (qv_item_get_entity (item) == QV_ENTITY_CLUSTER)
    return 0;
  return qv_note_get_kind (QV_NOTE (item)) == QV_NOTE_KIND_SOLUTION ? 1 : 2;
}

static int
compare_ideas (gconstpointer a, gconstpointer b, gpointer data)
{
  QvItem *x = (QvItem *) a, *y = (QvItem *) b;
  int order = get_class (x) - get_class (y);

  if (order != 0)
    return order;
  return (qv_item_get_id (x) > qv_item_get_id (y)) - (qv_item_get_id (x) < qv_item_get_id (y));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *mark = qv_helix_mark_new (QV_HELIX_NONE, QV_SYMBOL_NO_KIND);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (text), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), 3);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  /* The row is the target: it ticks by a click, by Space and by Enter. */
  gtk_widget_set_can_target (tick, FALSE);
  gtk_widget_set_can_focus (tick, FALSE);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, QvBallotSetup *self)
{
  QvItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *tick = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *mark = gtk_widget_get_next_sibling (tick);
  GtkWidget *label = gtk_widget_get_next_sibling (mark);
  gboolean is_cluster = qv_item_get_entity (item) == QV_ENTITY_CLUSTER;
  const char *text = qv_item_get_text (item, is_cluster ? QV_CLUSTER_NAME : QV_NOTE_TEXT);

  if (!is_cluster)
    {
      qv_helix_mark_set_helix (QV_HELIX_MARK (mark), qv_note_get_helix (QV_NOTE (item)));
      qv_helix_mark_set_kind (QV_HELIX_MARK (mark), (int) qv_note_get_kind (QV_NOTE (item)));
    }
  gtk_widget_set_visible (mark, !is_cluster);
  gtk_label_set_label (GTK_LABEL (label), text);
  if (is_cluster)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_widget_get_parent (gtk_list_item_get_child (list_item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_ptr_array_add (self->bound, list_item);
  show_tick (self, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, QvBallotSetup *self)
{
  g_ptr_array_remove (self->bound, list_item);
}

static void
toggle (QvBallotSetup *self, guint position)
{
  g_autoptr (QvItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  choose (self, qv_item_get_id (item), !is_chosen (self, item));
  show_ticks (self);
}

static void
activated_cb (GtkListView *list, guint position, QvBallotSetup *self)
{
  toggle (self, position);
}

static gboolean
key_pressed_cb (
    GtkEventController *controller, guint key, guint code, GdkModifierType state, QvBallotSetup *self)
{
  if (key != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  toggle (self, gtk_single_selection_get_selected (self->selection));
  return TRUE;
}

static void
model_changed_cb (QvBallotSetup *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_chosen (self);
}

static void
qv_ballot_setup_dispose (GObject *object)
{
  QvBallotSetup *self = QV_BALLOT_SETUP (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_BALLOT_SETUP);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (qv_ballot_setup_parent_class)->dispose (object);
}

static void
qv_ballot_setup_finalize (GObject *object)
{
  g_hash_table_unref (QV_BALLOT_SETUP (object)->chosen);
  g_ptr_array_unref (QV_BALLOT_SETUP (object)->bound);
  G_OBJECT_CLASS (qv_ballot_setup_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/vote/qv-ballot-setup.ui");
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, stack);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, columns);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, ideas_box);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, many_label);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, solutions_box);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, solutions_button);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, list);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, title_row);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, method_row);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, budget_row);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, budget_spin);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, stacking_row);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, stacking_switch);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, veiled_switch);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, open_button);
  gtk_widget_class_bind_template_child (widget_class, QvBallotSetup, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, use_solutions_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
qv_ballot_setup_class_init (QvBallotSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_ballot_setup_dispose;
  object_class->finalize = qv_ballot_setup_finalize;

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "ballotsetup");
}

static void
qv_ballot_setup_init (QvBallotSetup *self)
{
  const char *const methods[] = { _ ("Dots"), _ ("Ranking"), _ ("Gradients of agreement"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (methods);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkLayoutManager *lines = qv_wrap_layout_new (12);

  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  qv_still_input_wheel (GTK_WIDGET (self->budget_spin));
  qv_wrap_layout_set_shrinks (QV_WRAP_LAYOUT (lines), TRUE);
  gtk_widget_set_layout_manager (self->solutions_box, lines);
  adw_combo_row_set_model (self->method_row, G_LIST_MODEL (names));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  method_changed_cb (self);
}

static GListModel *
make_ideas (QvBallotSetup *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  GListModel *ideas;

  g_list_store_append (models, qv_vote_model_get_clusters (self->model));
  g_list_store_append (models, qv_vote_model_get_notes (self->model));
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_note, self, NULL));
  ideas = G_LIST_MODEL (
      gtk_filter_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models))),
                                 g_object_ref (self->filter)));
  return G_LIST_MODEL (
      gtk_sort_list_model_new (ideas, GTK_SORTER (gtk_custom_sorter_new (compare_ideas, NULL, NULL))));
}

/**
 * qv_ballot_setup_set_model:
 * @self: a form
 * @model: what can be voted on; to be set once
 */
void
qv_ballot_setup_set_model (QvBallotSetup *self, QvVoteModel *model)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (QV_IS_BALLOT_SETUP (self) && self->model == NULL);

  self->model = g_object_ref (model);
  self->selection = gtk_single_selection_new (make_ideas (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * qv_ballot_setup_begin:
 * @self: a form
 * @can_cancel: whether there is a vote to go back to
 *
 * Empties the form.
 */
void
qv_ballot_setup_begin (QvBallotSetup *self, gboolean can_cancel)
{
  g_return_if_fail (QV_IS_BALLOT_SETUP (self));

  g_hash_table_remove_all (self->chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), "");
  gtk_widget_set_visible (self->cancel_button, can_cancel);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_ticks (self);
}

/**
 * qv_ballot_setup_set_compact:
 * @self: a form
 * @compact: whether there is room for one column only
 */
void
qv_ballot_setup_set_compact (QvBallotSetup *self, gboolean compact)
{
  g_return_if_fail (QV_IS_BALLOT_SETUP (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), !compact);
}
