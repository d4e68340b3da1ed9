/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* A row of the list of notes. It shows and edits; what was edited is for the panel to write. */

#include "config.h"

#include "qv-note-row.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-look.h"
#include "qv-note-commands.h"
#include "qv-wording.h"
#include "qv-wrap-layout.h"

#define MARK_SIZE 18
#define INDENT 30
#define MARK_TOP 2 /* px from the top of what the row holds */
#define PADDING 12 /* px at least, of the row and its border */

struct _QvNoteRow
{
  GtkWidget parent_instance;

  GtkWidget *mark;
  GtkWidget *column;
  GtkWidget *label;
  GtkWidget *line; /* details and pills */
  GtkWidget *details;
  GtkWidget *tick;
  GtkWidget *editor; /* (nullable) */
  GtkWidget *text_view;
  GtkWidget *extra; /* (nullable) */

  QvNoteContext *context;
  QvOutlineRow *row; /* (nullable) */
  QvNote *note;      /* (nullable): the one of @row that it listens to */
  char *shown;       /* all that the row says now */
  gboolean is_card;
  gboolean is_asleep; /* still looks like what it showed before @row */
};

G_DEFINE_FINAL_TYPE (QvNoteRow, qv_note_row, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  PLACE_CLICKED,
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Gives the list item, which GTK leaves without a name, what a screen reader should say. */
static void
name_list_item (QvNoteRow *self, QvNote *note)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = qv_note_context_format_name (self->context, note);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
add_pill (QvNoteRow *self, const char *icon_name, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *pill = label;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_add_css_class (label, "caption");
  if (icon_name != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

      pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
      gtk_box_append (GTK_BOX (pill), image);
      gtk_box_append (GTK_BOX (pill), label);
    }
  gtk_widget_add_css_class (pill, css_class);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (pill, self->line);
  return pill;
}

static GtkWidget *
add_button (QvNoteRow *self, const char *icon_name, const char *text, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "place-pill");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_widget_set_parent (button, self->line);
  return button;
}

static void
place_clicked_cb (QvNoteRow *self)
{
  g_signal_emit (self, signals[PLACE_CLICKED], 0);
}

static void
toggle_clicked_cb (QvNoteRow *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
add_evidence (QvNoteRow *self, QvId note)
{
  GPtrArray *evidence = qv_note_context_get_evidence (self->context, note);

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      g_autofree char *figure = qv_note_context_format_figure (self->context, evidence->pdata[i]);
      const char *stance = qv_item_get_text (evidence->pdata[i], QV_EVIDENCE_STANCE);
      GtkWidget *pill = add_pill (self, "qv-evidence-symbolic", figure, "evidence");

      qv_look_set_class (pill, "contradicts", g_strcmp0 (stance, "contradicts") == 0);
    }
}

static guint
count_links (QvNoteRow *self, QvId note, const char *relation)
{
  GPtrArray *links = qv_note_context_get_links (self->context, note);
  guint n = 0;

  for (guint i = 0; links != NULL && i < links->len; i++)
    n += g_strcmp0 (qv_item_get_text (links->pdata[i], QV_NOTE_LINK_RELATION), relation) == 0;
  return n;
}

static void
add_links (QvNoteRow *self, QvId note)
{
  guint n_supports = count_links (self, note, "supports");
  guint n_contradicts = count_links (self, note, "contradicts");
  g_autofree char *supports = NULL;
  g_autofree char *contradicts = NULL;

  if (n_supports > 0)
    {
      supports = g_strdup_printf (ngettext ("supports %u note", "supports %u notes", n_supports), n_supports);
      add_pill (self, NULL, supports, "theme");
    }
  if (n_contradicts > 0)
    {
      contradicts = g_strdup_printf (ngettext ("contradicts %u note", "contradicts %u notes", n_contradicts),
                                     n_contradicts);
      add_pill (self, NULL, contradicts, "theme");
    }
}

static void
add_words (QvNoteRow *self, QvItem *note)
{
  const char *theme = qv_item_get_text (note, QV_NOTE_THEME);
  const char *tags = qv_item_get_text (note, QV_NOTE_TAGS);
  g_auto (GStrv) words = tags != NULL ? g_strsplit (tags, " ", -1) : NULL;

  if (theme != NULL && *theme != '\0')
    add_pill (self, NULL, theme, "theme");
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *tag = g_strconcat ("#", words[i], NULL);

      if (*words[i] != '\0')
        add_pill (self, NULL, tag, "tag");
    }
}

static void
show_pills (QvNoteRow *self, QvNote *note)
{
  const QvOutlineLook *look = qv_outline_row_get_look (self->row);
  QvId id = qv_item_get_id (QV_ITEM (note));
  GtkWidget *pill;

  while ((pill = gtk_widget_get_next_sibling (self->details)) != NULL)
    gtk_widget_unparent (pill);
  add_evidence (self, id);
  if (look->relation == QV_OUTLINE_TURNED)
    /* Translators: on a note that was made out of the one above it: a problem became an opportunity */
    add_pill (self, "object-rotate-right-symbolic", _ ("turned round"), "outlined-pill");
  if (look->has_more)
    {
      g_autofree char *count =
          g_strdup_printf (ngettext ("%u note", "%u notes", look->n_notes), look->n_notes);

      add_button (self, look->is_expanded ? "pan-down-symbolic" : "pan-end-symbolic", count,
                  look->is_expanded ? _ ("Hide the notes behind it") : _ ("Show the notes behind it"),
                  G_CALLBACK (toggle_clicked_cb));
    }
  add_links (self, id);
  add_words (self, QV_ITEM (note));
  if (!qv_note_is_placed (note) && look->depth == 0)
    /* Translators: Button: set the place of a note on the map */
    add_button (self, "mark-location-symbolic", _ ("Place…"), _ ("Set its place on the map"),
                G_CALLBACK (place_clicked_cb));
}

/* Rows are told of every change around them; most say the same as before. */
static char *
describe (QvNoteRow *self, QvNote *note, const char *details, gboolean is_waiting)
{
  const QvOutlineLook *look = qv_outline_row_get_look (self->row);
  QvItem *item = QV_ITEM (note);
  QvId id = qv_item_get_id (item);
  GPtrArray *evidence = qv_note_context_get_evidence (self->context, id);
  GString *text = g_string_new (details);

  g_string_append_printf (text, "\n%d%d%d%d %u %u%u%u%u%u\n%u %u\n%s\n%s\n%s", (int) qv_note_get_kind (note),
                          (int) qv_note_get_helix (note), is_waiting, qv_note_is_placed (note), look->depth,
                          look->relation, look->has_more, look->is_expanded, look->n_notes,
                          evidence != NULL ? evidence->len : 0, count_links (self, id, "supports"),
                          count_links (self, id, "contradicts"), qv_item_get_text (item, QV_NOTE_THEME),
                          qv_item_get_text (item, QV_NOTE_TAGS), qv_note_get_shown_text (note));
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      g_autofree char *one = qv_note_context_format_evidence (self->context, evidence->pdata[i]);

      g_string_append_printf (text, "\n%s", one);
    }
  return g_string_free (text, FALSE);
}

static void
show_note (QvNoteRow *self)
{
  QvNote *note = qv_outline_row_get_note (self->row);
  gboolean is_waiting = qv_note_context_is_waiting (self->context, qv_item_get_id (QV_ITEM (note)));
  g_autofree char *details = qv_note_context_format_details (self->context, note);
  g_autofree char *shown = describe (self, note, details, is_waiting);

  if (g_strcmp0 (self->shown, shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  qv_helix_mark_set_helix (QV_HELIX_MARK (self->mark), qv_note_get_helix (note));
  qv_helix_mark_set_kind (QV_HELIX_MARK (self->mark), (int) qv_note_get_kind (note));
  gtk_label_set_text (GTK_LABEL (self->label), qv_note_get_shown_text (note));
  gtk_label_set_text (GTK_LABEL (self->details), details);
  gtk_widget_set_visible (self->tick, is_waiting);
  show_pills (self, note);
  name_list_item (self, note);
}

static void
refresh (QvNoteRow *self)
{
  const QvOutlineLook *look;

  if (self->row == NULL || self->is_asleep)
    return;
  look = qv_outline_row_get_look (self->row);
  qv_look_set_class (GTK_WIDGET (self), "first", self->is_card ? look->depth == 0 : look->is_first);
  qv_look_set_class (GTK_WIDGET (self), "last", self->is_card ? look->lines == 0 : look->is_last);
  qv_look_set_class (GTK_WIDGET (self), "below", look->depth > 0);
  if (gtk_widget_get_margin_start (self->mark) != (int) look->depth * INDENT)
    gtk_widget_set_margin_start (self->mark, (int) look->depth * INDENT);
  show_note (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Listens to the note of the row, or to none. */
static void
watch_note (QvNoteRow *self, QvNote *note)
{
  if (self->note == note)
    return;
  if (self->note != NULL)
    g_signal_handlers_disconnect_by_data (self->note, self);
  g_set_object (&self->note, note);
  if (note != NULL)
    g_signal_connect_object (note, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

static void
row_changed_cb (QvNoteRow *self)
{
  watch_note (self, qv_outline_row_get_note (self->row));
  refresh (self);
}

static void
note_saved_cb (QvNoteContext *context, QvId note, QvNoteRow *self)
{
  if (self->note != NULL && qv_item_get_id (QV_ITEM (self->note)) == note)
    refresh (self);
}

static gboolean
edit_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType modifiers,
             QvNoteRow *self)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (is_enter && (modifiers & GDK_SHIFT_MASK) == 0)
    qv_note_row_end_edit (self, TRUE);
  else if (keyval == GDK_KEY_Escape)
    qv_note_row_end_edit (self, FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
edit_focus_left_cb (QvNoteRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* The window may only have lost the keyboard for a moment, to a menu or another program. */
  if (root != NULL && gtk_root_get_focus (root) != self->text_view)
    qv_note_row_end_edit (self, TRUE);
}

/* A click into an entry in the row is the entry's: the list would take the keyboard to the row. */
static void
update_clicks (QvNoteRow *self)
{
  GtkWidget *list_item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (list_item != NULL)
    gtk_widget_set_focus_on_click (list_item, self->editor == NULL && self->extra == NULL);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, QvNoteRow *self)
{
  if (self->row == NULL || self->editor != NULL || self->extra != NULL)
    return NULL;
  return gdk_content_provider_new_typed (QV_TYPE_NOTE, qv_outline_row_get_note (self->row));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, QvNoteRow *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (self->mark);

  gtk_drag_source_set_icon (source, paintable, 8, 8);
}

static gboolean
is_over (QvNoteRow *self, GtkWidget *part, int x, int y)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (part, GTK_WIDGET (self), &bounds) &&
         graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static gboolean
qv_note_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  QvNoteRow *self = QV_NOTE_ROW (widget);
  QvNote *note = qv_note_row_get_note (self);
  GPtrArray *evidence;
  g_autoptr (GString) text = NULL;

  if (note == NULL)
    return FALSE;
  text = g_string_new (NULL);
  evidence = qv_note_context_get_evidence (self->context, qv_item_get_id (QV_ITEM (note)));
  if (is_over (self, self->mark, x, y))
    {
      g_autofree char *kind =
          qv_wording_for_note (qv_note_get_kind (note), qv_note_get_helix (note), 0, NULL);

      g_string_append (text, kind);
    }
  else if (is_over (self, self->tick, x, y))
    g_string_append (text, _ ("Not saved yet"));
  else if (is_over (self, self->line, x, y))
    for (guint i = 0; evidence != NULL && i < evidence->len; i++)
      {
        g_autofree char *one = qv_note_context_format_evidence (self->context, evidence->pdata[i]);

        g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
      }
  gtk_tooltip_set_text (tooltip, text->str);
  return text->len > 0;
}

/* The lines from a note to what came out of it run through the rows between them. */
static void
draw_lines (QvNoteRow *self, cairo_t *cr, double height)
{
  const QvOutlineLook *look = qv_outline_row_get_look (self->row);
  double middle = MARK_TOP + MARK_SIZE / 2.0;

  for (guint i = 0; i <= look->depth; i++)
    {
      double x = i * INDENT + MARK_SIZE / 2.0;
      gboolean goes_on = (look->lines & (1u << i)) != 0;

      if (i == look->depth && goes_on)
        {
          cairo_move_to (cr, x, MARK_TOP + MARK_SIZE + 4);
          cairo_line_to (cr, x, height + PADDING);
        }
      else if (i + 1 == look->depth)
        {
          cairo_move_to (cr, x, -PADDING);
          cairo_line_to (cr, x, middle - 6);
          cairo_curve_to (cr, x, middle, x, middle, x + 6, middle);
          cairo_line_to (cr, x + INDENT - MARK_SIZE / 2.0 - 5, middle);
          if (goes_on)
            {
              cairo_move_to (cr, x, middle - 6);
              cairo_line_to (cr, x, height + PADDING);
            }
        }
      else if (goes_on)
        {
          cairo_move_to (cr, x, -PADDING);
          cairo_line_to (cr, x, height + PADDING);
        }
    }
}

static void
qv_note_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvNoteRow *self = QV_NOTE_ROW (widget);
  const QvOutlineLook *look = self->row != NULL ? qv_outline_row_get_look (self->row) : NULL;
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);

  if (look != NULL && (look->lines != 0 || look->depth > 0))
    {
      cairo_t *cr;
      GdkRGBA colour;

      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, -PADDING, (float) width,
                                                                     (float) height + 2 * PADDING));
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
      colour.alpha *= 0.45f;
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_width (cr, 1.5);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        {
          cairo_translate (cr, width, 0);
          cairo_scale (cr, -1, 1);
        }
      draw_lines (self, cr, height);
      cairo_stroke (cr);
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (qv_note_row_parent_class)->snapshot (widget, snapshot);
}

static void
qv_note_row_dispose (GObject *object)
{
  QvNoteRow *self = QV_NOTE_ROW (object);

  watch_note (self, NULL);
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  g_clear_object (&self->context);
  if (self->line != NULL)
    while (gtk_widget_get_first_child (self->line) != NULL)
      gtk_widget_unparent (gtk_widget_get_first_child (self->line));
  self->line = NULL;
  g_clear_pointer (&self->mark, gtk_widget_unparent);
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_pointer (&self->tick, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_note_row_parent_class)->dispose (object);
}

static void
qv_note_row_finalize (GObject *object)
{
  g_free (QV_NOTE_ROW (object)->shown);
  G_OBJECT_CLASS (qv_note_row_parent_class)->finalize (object);
}

static void
qv_note_row_class_init (QvNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_note_row_dispose;
  object_class->finalize = qv_note_row_finalize;
  widget_class->snapshot = qv_note_row_snapshot;
  widget_class->query_tooltip = qv_note_row_query_tooltip;

  signals[EDITED] = g_signal_new ("edited", QV_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PLACE_CLICKED] = g_signal_new ("place-clicked", QV_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[TOGGLED] =
      g_signal_new ("toggled", QV_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "noterow");
}

static void
make_column (QvNoteRow *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* What somebody said has no hyphens that nobody said. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "lines", 6, "ellipsize", PANGO_ELLIPSIZE_END, "natural-wrap-mode",
                              GTK_NATURAL_WRAP_NONE, "attributes", attributes, NULL);
  self->line = g_object_new (GTK_TYPE_BOX, "layout-manager", qv_wrap_layout_new (8), NULL);
  self->details = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->details, "caption");
  gtk_widget_add_css_class (self->details, "dim-label");
  gtk_widget_set_parent (self->details, self->line);
  gtk_widget_set_hexpand (self->column, TRUE);
  gtk_box_append (GTK_BOX (self->column), self->label);
  gtk_box_append (GTK_BOX (self->column), self->line);
}

static void
qv_note_row_init (QvNoteRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  self->mark = qv_helix_mark_new (QV_HELIX_NONE, QV_NOTE_KIND_OBSERVATION);
  qv_helix_mark_set_pixel_size (QV_HELIX_MARK (self->mark), MARK_SIZE);
  gtk_widget_set_valign (self->mark, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->mark, 2);
  make_column (self);
  self->tick = g_object_new (GTK_TYPE_IMAGE, "icon-name", "content-loading-symbolic", "valign",
                             GTK_ALIGN_START, "margin-top", 3, "pixel-size", 14, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->tick, "tick");
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_widget_set_parent (self->tick, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/**
 * qv_note_row_new:
 * @context: where the row looks up seats and places
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
qv_note_row_new (QvNoteContext *context)
{
  QvNoteRow *self = g_object_new (QV_TYPE_NOTE_ROW, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "note-saved", G_CALLBACK (note_saved_cb), self, 0);
  return GTK_WIDGET (self);
}

/**
 * qv_note_row_set_card:
 * @self: a row
 *
 * Makes it a card of its own, together only with what came out of it.
 */
void
qv_note_row_set_card (QvNoteRow *self)
{
  g_return_if_fail (QV_IS_NOTE_ROW (self));

  self->is_card = TRUE;
}

QvNote *
qv_note_row_get_note (QvNoteRow *self)
{
  g_return_val_if_fail (QV_IS_NOTE_ROW (self), NULL);

  return self->row != NULL ? qv_outline_row_get_note (self->row) : NULL;
}

QvOutlineRow *
qv_note_row_get_row (QvNoteRow *self)
{
  g_return_val_if_fail (QV_IS_NOTE_ROW (self), NULL);

  return self->row;
}

/**
 * qv_note_row_set_row:
 * @self: a row
 * @row: (nullable): what it shows, a row of a note
 *
 * Ends editing of the note that it showed before, and keeps its words.
 */
void
qv_note_row_set_row (QvNoteRow *self, QvOutlineRow *row)
{
  qv_note_row_set_row_asleep (self, row);
  qv_note_row_wake (self);
}

/**
 * qv_note_row_set_row_asleep:
 * @self: a row that nobody sees yet
 * @row: (nullable): what it is to show
 *
 * As qv_note_row_set_row(), but the row looks as before, words and size, until it is woken: a list that jumps
 * binds two hundred rows at once, and a text that was never drawn takes long to measure.
 */
void
qv_note_row_set_row_asleep (QvNoteRow *self, QvOutlineRow *row)
{
  g_return_if_fail (QV_IS_NOTE_ROW (self));
  g_return_if_fail (row == NULL || qv_outline_row_get_note (row) != NULL);

  qv_note_row_end_edit (self, TRUE);
  if (self->row == row)
    return;
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);
  watch_note (self, row != NULL ? qv_outline_row_get_note (row) : NULL);
  if (row != NULL)
    g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  self->is_asleep = row != NULL;
}

gboolean
qv_note_row_is_asleep (QvNoteRow *self)
{
  g_return_val_if_fail (QV_IS_NOTE_ROW (self), FALSE);

  return self->is_asleep;
}

void
qv_note_row_wake (QvNoteRow *self)
{
  g_return_if_fail (QV_IS_NOTE_ROW (self));

  if (!self->is_asleep)
    return;
  self->is_asleep = FALSE;
  refresh (self);
}

static GtkWidget *
make_editor (QvNoteRow *self)
{
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", 220, NULL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text_view =
      g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "left-margin",
                    8, "right-margin", 8, "top-margin", 6, "bottom-margin", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Words of the note"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (edit_key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (edit_focus_left_cb), self);
  gtk_widget_add_controller (self->text_view, key);
  gtk_widget_add_controller (self->text_view, focus);
  gtk_widget_add_css_class (scrolled, "capture-entry");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->text_view);
  return scrolled;
}

/**
 * qv_note_row_begin_edit:
 * @self: a row that shows a note
 *
 * Lets the words be changed in their place. Enter keeps, Escape gives up.
 */
void
qv_note_row_begin_edit (QvNoteRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter end;
  QvNote *note;

  g_return_if_fail (QV_IS_NOTE_ROW (self));

  note = qv_note_row_get_note (self);
  if (note == NULL || self->editor != NULL || qv_note_is_veiled (note))
    return;
  qv_note_row_wake (self);
  self->editor = make_editor (self);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT), -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_set_visible (self->label, FALSE);
  gtk_box_prepend (GTK_BOX (self->column), self->editor);
  update_clicks (self);
  gtk_widget_grab_focus (self->text_view);
}

/**
 * qv_note_row_end_edit:
 * @self: a row
 * @keep: whether to emit "edited" with what was written
 */
void
qv_note_row_end_edit (QvNoteRow *self, gboolean keep)
{
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  GtkWidget *editor;
  GtkWidget *list_item;

  g_return_if_fail (QV_IS_NOTE_ROW (self));

  if (self->editor == NULL)
    return;
  editor = g_steal_pointer (&self->editor);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  list_item = gtk_widget_get_parent (GTK_WIDGET (self));
  if (list_item != NULL && gtk_widget_has_focus (self->text_view))
    gtk_widget_grab_focus (list_item);
  self->text_view = NULL;
  gtk_box_remove (GTK_BOX (self->column), editor);
  gtk_widget_set_visible (self->label, TRUE);
  update_clicks (self);
  if (keep)
    g_signal_emit (self, signals[EDITED], 0, text);
}

gboolean
qv_note_row_is_editing (QvNoteRow *self)
{
  g_return_val_if_fail (QV_IS_NOTE_ROW (self), FALSE);

  return self->editor != NULL;
}

/**
 * qv_note_row_set_extra:
 * @self: a row
 * @extra: (nullable) (transfer none): what stands below the note, such as an entry for what comes out of it
 */
void
qv_note_row_set_extra (QvNoteRow *self, GtkWidget *extra)
{
  g_return_if_fail (QV_IS_NOTE_ROW (self));

  if (self->extra == extra)
    return;
  if (self->extra != NULL)
    gtk_box_remove (GTK_BOX (self->column), self->extra);
  self->extra = extra;
  if (extra != NULL)
    gtk_box_append (GTK_BOX (self->column), extra);
  update_clicks (self);
}
