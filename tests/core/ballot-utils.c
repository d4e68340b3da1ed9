/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of votes share. */
#include "ballot-utils.h"

void
table_clear (Table *self)
{
  g_clear_pointer (&self->f, fixture_free);
}

static void
add_seats (Table *self)
{
  QvEdit *edit = qv_edit_new ("Add seats", self->session);

  for (guint i = 0; i < N_SEATS; i++)
    {
      QvRecord *seat = qv_record_new (QV_ENTITY_PARTICIPANT, QV_ID_NONE);

      qv_record_set_int (seat, QV_PARTICIPANT_SESSION, self->session);
      qv_record_set_text (seat, QV_PARTICIPANT_HELIX, qv_helix_to_word ((QvHelix) (1 + i / 4)));
      qv_record_set_int (seat, QV_PARTICIPANT_SEAT, 1 + i % 4);
      self->seats[i] = seat->id;
      qv_edit_insert (edit, seat);
    }
  fixture_apply (self->f, edit);
}

Table
table_new (QvBallotMethod method, guint budget, gboolean stacking)
{
  Table self = { .f = fixture_new () };
  const QvVotingRules rules = { "What first?", method, budget, stacking, FALSE };
  g_autoptr (GPtrArray) notes = NULL, links = NULL, solutions = NULL, options = NULL;
  g_autoptr (GError) error = NULL;
  QvEdit *edit;

  self.session = fixture_add_session (self.f, "Vote");
  add_seats (&self);
  for (guint i = 0; i < N_IDEAS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Idea %u", i);

      edit = qv_edit_new ("Kind", self.session);
      self.notes[i] = fixture_add_note (self.f, self.session, text);
      qv_edit_set (edit, QV_ENTITY_NOTE, self.notes[i], QV_NOTE_KIND, qv_value_text ("solution"));
      fixture_apply (self.f, edit);
    }
  fixture_add_note (self.f, self.session, "Not a solution");
  notes = qv_store_list (self.f->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, self.session, NULL);
  solutions = qv_voting_pick_solutions (notes, NULL);
  edit = qv_voting_open (self.session, QV_ID_NONE, &rules, solutions, &self.ballot, &error);
  g_assert_no_error (error);
  fixture_apply (self.f, edit);
  options =
      qv_store_list (self.f->store, QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_BALLOT, self.ballot, NULL);
  g_assert_cmpuint (options->len, ==, N_IDEAS);
  for (guint i = 0; i < N_IDEAS; i++)
    self.options[i] = ((QvRecord *) options->pdata[i])->id;
  return self;
}

QvPoll *
table_load (Table *self)
{
  g_autoptr (GError) error = NULL;
  QvPoll *poll = qv_poll_load (self->f->store, self->ballot, &error);

  g_assert_no_error (error);
  return poll;
}

/* Returns the code of QvVotingError, or -1 where it was done. */
int
table_act (Table *self, Act what, guint seat, guint idea, guint value)
{
  g_autoptr (QvPoll) poll = table_load (self);
  g_autoptr (GError) error = NULL;
  QvEdit *edit = NULL;

  if (what == GIVE)
    edit = qv_voting_give_dot (poll, self->seats[seat], self->options[idea], &error);
  else if (what == TAKE)
    edit = qv_voting_retract_dot (poll, self->seats[seat], self->options[idea], &error);
  else if (what == RANK)
    edit = qv_voting_set_rank (poll, self->seats[seat], self->options[idea], value, &error);
  else
    edit = qv_voting_set_grade (poll, self->seats[seat], self->options[idea], value, &error);
  if (edit == NULL)
    return error->code;
  fixture_apply (self->f, edit);
  return -1;
}

void
table_give_all (
    Table *self, guint idea, guint n_authorities, guint n_research, guint n_companies, guint n_residents)
{
  const guint n[] = { n_authorities, n_research, n_companies, n_residents };

  for (guint helix = 0; helix < 4; helix++)
    for (guint i = 0; i < n[helix]; i++)
      g_assert_cmpint (table_act (self, GIVE, helix * 4 + i, idea, 0), ==, -1);
}

static void
append_figures (GString *out, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, " %.9g", values[i]);
}

/* Everything of a result, as text. */
char *
table_describe (Table *self)
{
  g_autoptr (QvPoll) poll = table_load (self);
  g_autoptr (QvTally) tally = qv_tally_new (poll);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "seats %u amount %" G_GINT64_FORMAT " W %.9g", tally->n_seats, tally->amount,
                          tally->kendall_w);
  for (guint i = 0; i < tally->rows->len; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];
      g_autofree char *letter = qv_tally_letter (row->at);

      g_string_append_printf (out, "\n%u%s %s%s %s", row->rank, row->is_tied ? "=" : "", letter,
                              row->with->len > 0 ? "+" : "", qv_support_to_word (row->support));
      for (guint j = 0; j <= QV_N_HELICES; j++)
        {
          g_string_append_printf (out, " %u/%" G_GINT64_FORMAT "/%u", row->votes[j], row->amounts[j],
                                  tally->seats[j]);
          for (guint k = 0; k < QV_POLL_N_GRADES; k++)
            g_string_append_printf (out, ".%u", row->grades[j][k]);
        }
      append_figures (out, (double[]){ row->mean, row->group_informed, row->consensus }, 3);
    }
  return g_string_free (out, FALSE);
}

const QvTallyRow *
table_find_row (const QvTally *tally, guint at)
{
  for (guint i = 0; i < tally->rows->len; i++)
    if (((QvTallyRow *) tally->rows->pdata[i])->at == at)
      return tally->rows->pdata[i];
  g_error ("Option %u is not in the result.", at);
}

void
table_close_vote (Table *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qv_store_close_ballot (self->f->store, self->ballot, &error));
  g_assert_no_error (error);
}

QvId
table_merge_notes (Table *self, guint a, guint b)
{
  QvRecord *link = qv_record_new (QV_ENTITY_NOTE_LINK, QV_ID_NONE);
  QvEdit *edit = qv_edit_new ("Merge notes", self->session);
  QvId id = link->id;

  qv_record_set_int (link, QV_NOTE_LINK_SESSION, self->session);
  qv_record_set_int (link, QV_NOTE_LINK_SOURCE, self->notes[a]);
  qv_record_set_int (link, QV_NOTE_LINK_TARGET, self->notes[b]);
  qv_record_set_text (link, QV_NOTE_LINK_RELATION, "merged-into");
  qv_edit_insert (edit, link);
  fixture_apply (self->f, edit);
  return id;
}

void
table_split_notes (Table *self, QvId link)
{
  QvEdit *edit = qv_edit_new ("Split notes", self->session);

  qv_edit_delete (edit, QV_ENTITY_NOTE_LINK, link);
  fixture_apply (self->f, edit);
}
