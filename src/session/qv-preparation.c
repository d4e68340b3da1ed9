/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is prepared of a session, read in one go for the view that prepares and for what it prints. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-preparation.h"

#include "qv-library.h"

static void
free_indicator (gpointer data)
{
  QvPreparedIndicator *self = data;

  qv_record_free (self->indicator);
  g_free (self->observatory);
  g_free (self->first_period);
  g_free (self->last_period);
  g_free (self->series);
  g_free (self);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) qv_record_free);
}

static void
put (GHashTable *table, QvId key, QvRecord *record)
{
  g_hash_table_insert (table, g_memdup2 (&key, sizeof key), record);
}

static int
compare_participants (gconstpointer a, gconstpointer b)
{
  const QvRecord *record_a = *(const QvRecord *const *) a, *record_b = *(const QvRecord *const *) b;
  QvHelix helix_a = QV_HELIX_NONE, helix_b = QV_HELIX_NONE;
  gint64 seat_a = qv_record_get_int (record_a, QV_PARTICIPANT_SEAT);
  gint64 seat_b = qv_record_get_int (record_b, QV_PARTICIPANT_SEAT);

  qv_helix_from_word (qv_record_get_text (record_a, QV_PARTICIPANT_HELIX), &helix_a);
  qv_helix_from_word (qv_record_get_text (record_b, QV_PARTICIPANT_HELIX), &helix_b);
  if (helix_a != helix_b)
    return helix_a < helix_b ? -1 : 1;
  if (seat_a != seat_b)
    return seat_a < seat_b ? -1 : 1;
  return (record_a->id > record_b->id) - (record_a->id < record_b->id);
}

/* Of two consents of one participant the one given last counts. */
static gboolean
read_consents (QvPreparation *self, QvStore *store, QvId session, GError **error)
{
  g_autoptr (GPtrArray) consents =
      qv_store_list (store, QV_ENTITY_CONSENT, QV_CONSENT_SESSION, session, error);

  for (guint i = 0; consents != NULL && i < consents->len; i++)
    {
      const QvRecord *consent = consents->pdata[i];
      QvId participant = qv_record_get_int (consent, QV_CONSENT_PARTICIPANT);
      const QvRecord *known = g_hash_table_lookup (self->consents, &participant);

      if (known == NULL ||
          qv_record_get_int (known, QV_CONSENT_GIVEN) <= qv_record_get_int (consent, QV_CONSENT_GIVEN))
        put (self->consents, participant, qv_record_copy (consent));
    }
  return consents != NULL;
}

/* One that is no more is none. */
static void
read_territory (QvPreparation *self, QvStore *store, QvId territory)
{
  QvRecord *record;

  if (territory == QV_ID_NONE || g_hash_table_contains (self->territories, &territory))
    return;
  record = qv_store_get_record (store, QV_ENTITY_TERRITORY, territory, NULL);
  if (record != NULL)
    put (self->territories, territory, record);
}

static gboolean
read_people (QvPreparation *self, QvStore *store, QvId session, GError **error)
{
  g_autoptr (GPtrArray) organisations = NULL;

  self->participants = qv_store_list (store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, session, error);
  if (self->participants == NULL)
    return FALSE;
  g_ptr_array_sort (self->participants, compare_participants);
  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];
      g_autoptr (GPtrArray) people =
          qv_store_list (store, QV_ENTITY_PERSON, QV_PERSON_PARTICIPANT, participant->id, error);

      if (people == NULL)
        return FALSE;
      if (people->len > 0)
        put (self->people, participant->id, qv_record_copy (people->pdata[0]));
      read_territory (self, store, qv_record_get_int (participant, QV_PARTICIPANT_TERRITORY));
    }
  organisations = qv_store_list (store, QV_ENTITY_ORGANISATION, QV_STORE_ALL, QV_ID_NONE, error);
  for (guint i = 0; organisations != NULL && i < organisations->len; i++)
    put (self->organisations, ((QvRecord *) organisations->pdata[i])->id,
         qv_record_copy (organisations->pdata[i]));
  return organisations != NULL && read_consents (self, store, session, error);
}

static const QvPreparedIndicator *
find_indicator (const QvPreparation *self, QvId indicator)
{
  for (guint i = 0; self != NULL && i < self->indicators->len; i++)
    {
      const QvPreparedIndicator *known = self->indicators->pdata[i];

      if (known->indicator->id == indicator)
        return known;
    }
  return NULL;
}

static gboolean
count_territories (QvStore *store, QvId level, guint *out_n, GError **error)
{
  *out_n = 0;
  return level == QV_ID_NONE || qv_store_count_territories (store, level, out_n, error);
}

static char *
read_observatory (QvStore *store, const QvRecord *indicator)
{
  QvId id = qv_record_get_int (indicator, QV_INDICATOR_OBSERVATORY);
  g_autoptr (QvRecord) observatory =
      id != QV_ID_NONE ? qv_store_get_record (store, QV_ENTITY_OBSERVATORY, id, NULL) : NULL;

  return observatory != NULL ? g_strdup (qv_record_get_text (observatory, QV_OBSERVATORY_NAME)) : NULL;
}

/* Counts add up; of rates the one in the middle stands for all. */
static void
take_figures (QvPreparedIndicator *prepared, GArray *periods)
{
  gboolean is_count =
      g_strcmp0 (qv_record_get_text (prepared->indicator, QV_INDICATOR_MEASURE), "count") == 0;

  if (periods->len == 0)
    return;
  prepared->first_period = g_strdup (g_array_index (periods, QvPeriodSummary, 0).period);
  prepared->last_period = g_strdup (g_array_index (periods, QvPeriodSummary, periods->len - 1).period);
  prepared->n_values = g_array_index (periods, QvPeriodSummary, periods->len - 1).n;
  prepared->n_periods = periods->len;
  prepared->series = g_new (double, periods->len);
  for (guint i = 0; i < periods->len; i++)
    {
      const QvPeriodSummary *summary = &g_array_index (periods, QvPeriodSummary, i);

      prepared->series[i] = is_count ? summary->sum : summary->median;
    }
}

/* Figures of 35,000 territories take a while to count, so what is known is not counted again. */
static gboolean
read_figures (QvPreparation *self,
              QvPreparedIndicator *prepared,
              const QvPreparation *previous,
              QvStore *store,
              GError **error)
{
  const QvPreparedIndicator *known = find_indicator (previous, prepared->indicator->id);
  QvId level = qv_record_get_int (prepared->indicator, QV_INDICATOR_LEVEL);
  g_autoptr (GArray) periods = NULL;

  if (known != NULL)
    {
      prepared->first_period = g_strdup (known->first_period);
      prepared->last_period = g_strdup (known->last_period);
      prepared->n_periods = known->n_periods;
      prepared->series = g_memdup2 (known->series, sizeof (double) * known->n_periods);
      prepared->n_values = known->n_values;
      prepared->n_territories = known->n_territories;
      return TRUE;
    }
  if (level == qv_record_get_int (self->session, QV_SESSION_LEVEL))
    prepared->n_territories = self->n_territories;
  else if (!count_territories (store, level, &prepared->n_territories, error))
    return FALSE;
  periods = qv_store_summarize_indicator (store, prepared->indicator->id, error);
  if (periods != NULL)
    take_figures (prepared, periods);
  return periods != NULL;
}

static gboolean
read_indicators (
    QvPreparation *self, const QvPreparation *previous, QvStore *store, QvId session, GError **error)
{
  g_autoptr (GPtrArray) choices =
      qv_store_list (store, QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION, session, error);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const QvRecord *choice = choices->pdata[i];
      QvRecord *indicator =
          qv_store_get_record (store, QV_ENTITY_INDICATOR,
                               qv_record_get_int (choice, QV_SESSION_INDICATOR_INDICATOR), NULL);
      QvPreparedIndicator *prepared;

      if (indicator == NULL)
        continue;
      prepared = g_new0 (QvPreparedIndicator, 1);
      prepared->indicator = indicator;
      prepared->choice = choice->id;
      prepared->observatory = read_observatory (store, indicator);
      g_ptr_array_add (self->indicators, prepared);
      if (!read_figures (self, prepared, previous, store, error))
        return FALSE;
    }
  return choices != NULL;
}

static gint64
get_file_size (QvStore *store, const QvRecord *background)
{
  g_autofree char *folder = qv_library_get_backgrounds_folder (qv_store_get_path (store));
  /* The name is data of the library and must not lead out of the folder. */
  g_autofree char *name = g_path_get_basename (qv_record_get_text (background, QV_BACKGROUND_FILE));
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                         G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR ? g_file_info_get_size (info)
                                                                                 : -1;
}

static gboolean
read_map (QvPreparation *self, const QvPreparation *previous, QvStore *store, GError **error)
{
  QvId level = qv_record_get_int (self->session, QV_SESSION_LEVEL);
  QvId background = qv_record_get_int (self->session, QV_SESSION_BACKGROUND);
  const QvRecord *picture;

  self->levels = qv_store_list (store, QV_ENTITY_LEVEL, QV_STORE_ALL, QV_ID_NONE, error);
  if (self->levels == NULL)
    return FALSE;
  self->backgrounds = qv_store_list (store, QV_ENTITY_BACKGROUND, QV_STORE_ALL, QV_ID_NONE, error);
  if (self->backgrounds == NULL)
    return FALSE;
  self->background_size = -1;
  picture = qv_record_find (self->backgrounds, background, NULL);
  if (picture != NULL)
    self->background_size = get_file_size (store, picture);
  if (previous != NULL && qv_record_get_int (previous->session, QV_SESSION_LEVEL) == level)
    self->n_territories = previous->n_territories;
  else if (!count_territories (store, level, &self->n_territories, error))
    return FALSE;
  return TRUE;
}

static gint64
get_free_bytes (QvStore *store)
{
  g_autofree char *folder = g_path_get_dirname (qv_store_get_path (store));
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return -1;
  return (gint64) MIN (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE),
                       (guint64) G_MAXINT64);
}

static gboolean
read_agenda (QvPreparation *self, QvStore *store, QvId session, GError **error)
{
  g_autoptr (GPtrArray) steps = qv_store_list (store, QV_ENTITY_STEP, QV_STEP_SESSION, session, error);
  g_autoptr (GPtrArray) sorted = NULL;

  if (steps == NULL)
    return FALSE;
  self->agenda = qv_agenda_new (self->session, steps);
  sorted = qv_agenda_sort (steps);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (self->steps, qv_record_copy (sorted->pdata[i]));
  self->tables = qv_store_list (store, QV_ENTITY_ROUND_TABLE, QV_ROUND_TABLE_SESSION, session, error);
  return self->tables != NULL;
}

static gboolean
read_saved (QvPreparation *self, QvStore *store, QvId session, GError **error)
{
  g_autoptr (GPtrArray) entries = qv_store_list_journal (store, session, 1, error);

  if (entries != NULL && entries->len > 0)
    self->saved = qv_stamp_get_time (((const QvJournalEntry *) entries->pdata[0])->stamp);
  return entries != NULL;
}

/**
 * qv_preparation_read:
 * @store: the library
 * @session: which session
 * @previous: (nullable): what was read before, if neither territories nor figures have changed since: they
 * are not counted again
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Waits for the disk.
 *
 * Returns: (transfer full): the session as it is prepared now
 */
QvPreparation *
qv_preparation_read (QvStore *store, QvId session, const QvPreparation *previous, GError **error)
{
  g_autoptr (QvPreparation) self = g_new0 (QvPreparation, 1);

  self->n_refs = 1;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  self->indicators = g_ptr_array_new_with_free_func (free_indicator);
  self->people = new_table ();
  self->consents = new_table ();
  self->organisations = new_table ();
  self->territories = new_table ();
  self->session = qv_store_get_record (store, QV_ENTITY_SESSION, session, error);
  if (self->session == NULL || !read_agenda (self, store, session, error) ||
      !read_people (self, store, session, error) || !read_map (self, previous, store, error) ||
      !read_indicators (self, previous, store, session, error))
    return NULL;
  self->known_indicators = qv_store_list (store, QV_ENTITY_INDICATOR, QV_STORE_ALL, QV_ID_NONE, error);
  if (self->known_indicators == NULL)
    return NULL;
  self->themes = qv_store_list (store, QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, session, error);
  if (self->themes == NULL)
    return NULL;
  self->last_backup = qv_store_get_last_backup (store);
  qv_projector_trial_load (qv_store_get_path (store), &self->projector);
  if (!read_saved (self, store, session, error))
    return NULL;
  self->free_bytes = get_free_bytes (store);
  return g_steal_pointer (&self);
}

typedef struct
{
  QvStore *store;
  QvId session;
  QvPreparation *previous;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_clear_pointer (&request->previous, qv_preparation_unref);
  g_free (request);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  QvPreparation *self = qv_preparation_read (request->store, request->session, request->previous, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) qv_preparation_unref);
  else
    g_task_return_error (task, error);
}

/**
 * qv_preparation_read_async:
 * @store: the library
 * @session: which session
 * @previous: (nullable): see qv_preparation_read()
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
qv_preparation_read_async (QvStore *store,
                           QvId session,
                           QvPreparation *previous,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Request *request = g_new (Request, 1);

  request->store = g_object_ref (store);
  request->session = session;
  request->previous = previous != NULL ? qv_preparation_ref (previous) : NULL;
  g_task_set_source_tag (task, qv_preparation_read_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, read_in_thread);
}

QvPreparation *
qv_preparation_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

QvPreparation *
qv_preparation_ref (QvPreparation *self)
{
  g_atomic_int_inc (&self->n_refs);
  return self;
}

void
qv_preparation_unref (QvPreparation *self)
{
  if (!g_atomic_int_dec_and_test (&self->n_refs))
    return;
  g_clear_pointer (&self->session, qv_record_free);
  g_clear_pointer (&self->agenda, qv_agenda_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->participants, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->consents, g_hash_table_unref);
  g_clear_pointer (&self->organisations, g_hash_table_unref);
  g_clear_pointer (&self->territories, g_hash_table_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->known_indicators, g_ptr_array_unref);
  g_clear_pointer (&self->themes, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  g_clear_pointer (&self->backgrounds, g_ptr_array_unref);
  g_free (self);
}

/**
 * qv_preparation_get_name:
 * @self: a preparation
 * @participant: one of its participants
 *
 * Returns: (nullable): the person's name
 */
const char *
qv_preparation_get_name (const QvPreparation *self, const QvRecord *participant)
{
  const QvRecord *person = g_hash_table_lookup (self->people, &participant->id);

  return person != NULL ? qv_record_get_text (person, QV_PERSON_NAME) : NULL;
}

/**
 * qv_preparation_get_organisation:
 * @self: a preparation
 * @participant: one of its participants
 *
 * Returns: (nullable): the name of the organisation that the person comes from
 */
const char *
qv_preparation_get_organisation (const QvPreparation *self, const QvRecord *participant)
{
  QvId id = qv_record_get_int (participant, QV_PARTICIPANT_ORGANISATION);
  const QvRecord *organisation = g_hash_table_lookup (self->organisations, &id);

  return organisation != NULL ? qv_record_get_text (organisation, QV_ORGANISATION_NAME) : NULL;
}

/**
 * qv_preparation_has_consent:
 * @self: a preparation
 * @participant: id of a participant
 *
 * Returns: whether consent to the present version of the text is recorded and not withdrawn
 */
gboolean
qv_preparation_has_consent (const QvPreparation *self, QvId participant)
{
  const QvRecord *consent = g_hash_table_lookup (self->consents, &participant);

  return consent != NULL && qv_record_is_null (consent, QV_CONSENT_WITHDRAWN) &&
         g_strcmp0 (qv_record_get_text (consent, QV_CONSENT_VERSION),
                    qv_preparation_get_consent_version (self)) == 0;
}

/**
 * qv_preparation_lacks_consent:
 * @self: a preparation
 * @participant: one of its participants
 *
 * Returns: whether the consent of @participant is still to be recorded; who has withdrawn it has answered
 */
gboolean
qv_preparation_lacks_consent (const QvPreparation *self, const QvRecord *participant)
{
  const QvRecord *consent = g_hash_table_lookup (self->consents, &participant->id);

  return !qv_preparation_has_consent (self, participant->id) &&
         (consent == NULL || qv_record_is_null (consent, QV_CONSENT_WITHDRAWN));
}

/**
 * qv_preparation_count_lacking_consents:
 * @self: a preparation
 * @only_present: whether to look only at those who are there
 *
 * Returns: of how many participants the consent is still to be recorded
 */
guint
qv_preparation_count_lacking_consents (const QvPreparation *self, gboolean only_present)
{
  guint n = 0;

  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];

      n += (!only_present || qv_record_get_int (participant, QV_PARTICIPANT_PRESENT) != 0) &&
           qv_preparation_lacks_consent (self, participant);
    }
  return n;
}

/**
 * qv_preparation_get_consent_version:
 * @self: a preparation
 *
 * Returns: (transfer none): which version of the text of consent is asked for
 */
const char *
qv_preparation_get_consent_version (const QvPreparation *self)
{
  const char *version = qv_record_get_text (self->session, QV_SESSION_CONSENT_VERSION);

  return version != NULL && *version != '\0' ? version : "1";
}

/**
 * qv_preparation_is_coming:
 * @participant: a participant
 *
 * Returns: whether @participant has confirmed or is there
 */
gboolean
qv_preparation_is_coming (const QvRecord *participant)
{
  return qv_record_get_int (participant, QV_PARTICIPANT_CONFIRMED) != 0 ||
         qv_record_get_int (participant, QV_PARTICIPANT_PRESENT) != 0;
}

/**
 * qv_preparation_count_seats:
 * @self: a preparation
 * @n_seats: (out): participants by helix
 * @n_confirmed: (out): of them, those who have confirmed or are there
 */
void
qv_preparation_count_seats (const QvPreparation *self,
                            guint n_seats[QV_N_HELICES + 1],
                            guint n_confirmed[QV_N_HELICES + 1])
{
  for (guint helix = 0; helix <= QV_N_HELICES; helix++)
    n_seats[helix] = n_confirmed[helix] = 0;
  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];
      QvHelix helix = QV_HELIX_NONE;

      qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
      n_seats[helix]++;
      if (qv_preparation_is_coming (participant))
        n_confirmed[helix]++;
    }
}

/**
 * qv_preparation_get_target:
 * @self: a preparation
 * @helix: one of the four
 *
 * Returns: the seats that the session aims at; without a target as many as are invited
 */
guint
qv_preparation_get_target (const QvPreparation *self, QvHelix helix)
{
  guint field = QV_SESSION_TARGET_AUTHORITIES + (helix - QV_HELIX_AUTHORITIES);
  guint n_seats[QV_N_HELICES + 1], n_confirmed[QV_N_HELICES + 1];

  g_return_val_if_fail (helix >= QV_HELIX_AUTHORITIES && helix <= QV_HELIX_RESIDENTS, 0);

  if (!qv_record_is_null (self->session, field))
    return (guint) CLAMP (qv_record_get_int (self->session, field), 0, 999);
  qv_preparation_count_seats (self, n_seats, n_confirmed);
  return n_seats[helix];
}
