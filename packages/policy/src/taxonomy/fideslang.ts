/**
 * Keys of Fideslang 3.2, the taxonomy of IAB Tech Lab and Ethyca (`data_files/data_categories.csv`, `data_uses.csv`), without the
 * deprecated ones.
 */

/** Data categories that a field may have. */
export const FIDES_CATEGORIES: readonly string[] = [
  ...[
    'system',
    'system.authentication',
    'system.operations',
    'user',
    'user.account',
    'user.account.username',
  ],
  ...under('user.authorization', '', 'credentials', 'biometrics', 'password'),
  ...under(
    'user.behavior',
    '',
    'browsing_history',
    'media_consumption',
    'purchase_history',
    'search_history',
  ),
  ...under('user.biometrics', '', 'fingerprint', 'retinal', 'voice'),
  ...under('user.children', '', 'children_under_thirteen', 'thirteen_to_sixteen'),
  ...under('user.contact', '', 'address', 'email', 'phone_number', 'social_url', 'fax_number'),
  ...under('user.contact.address', 'city', 'country', 'postal_code', 'state', 'street', 'mailing_address'),
  ...under('user.content', '', 'private', 'public', 'self_image'),
  ...under('user.demographic', '', 'age_range', 'date_of_birth', 'gender', 'language', 'marital_status'),
  ...under('user.demographic', 'political_opinion', 'profile', 'race_ethnicity', 'religious_belief'),
  ...under('user.demographic', 'sexual_orientation', 'citizenship_or_immigration_status'),
  ...under('user.demographic', 'philosophical_belief', 'protected_classifications', 'union_membership'),
  ...under('user.device', '', 'cookie', 'cookie_id', 'device_id', 'ip_address', 'sensor', 'telemetry'),
  ...under('user.financial', '', 'bank_account', 'credit_card'),
  ...[
    'user.government_id',
    'user.health',
    'user.payment',
    'user.privacy_preferences',
    'user.criminal_history',
  ],
  ...under('user.location', '', 'coarse', 'precise'),
  ...under('user.name', '', 'first', 'last'),
  ...under('user.professional_information', '', 'job_title', 'workplace'),
  ...['user.sensor', 'user.settings', 'user.social_activity'],
  ...under('user.unique_id', '', 'deterministic', 'probablistic'),
];

/** Data uses that a purpose may map to. */
export const FIDES_USES: readonly string[] = [
  ...under('analytics', '', 'reporting', 'reporting.ad_performance', 'reporting.content_performance'),
  ...under('analytics.reporting', 'campaign_insights', 'system', 'system.performance'),
  ...['collect', 'employment', 'employment.recruitment', 'finance', 'operations', 'sales', 'train_ai_system'],
  ...under('essential', '', 'fraud_detection', 'legal_obligation', 'service', 'service.authentication'),
  ...under('essential.service', 'notifications', 'notifications.email', 'notifications.sms', 'upgrades'),
  ...under('essential.service', 'operations', 'operations.support', 'operations.improve'),
  ...under('essential.service', 'payment_processing', 'security'),
  ...under('functional', '', 'storage', 'storage.privacy_preferences', 'service', 'service.improve'),
  ...under('marketing', '', 'advertising', 'communications', 'communications.email', 'communications.sms'),
  ...under('marketing.advertising', 'first_party', 'first_party.contextual', 'first_party.targeted'),
  ...under('marketing.advertising', 'frequency_capping', 'negative_targeting', 'profiling', 'serving'),
  ...under('marketing.advertising', 'third_party', 'third_party.targeted'),
  ...under(
    'personalize',
    '',
    'content',
    'content.limited',
    'content.profiling',
    'content.profiled',
    'system',
  ),
  ...under('third_party_sharing', '', 'legal_obligation'),
];

function under(parent: string, ...names: readonly string[]): string[] {
  return names.map((name) => (name === '' ? parent : `${parent}.${name}`));
}
