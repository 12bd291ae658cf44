import { parsedObject } from './json.ts';
import { BY_POLICY, either, type Rule } from './setting-map.ts';

const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
const positive = (value: unknown): unknown => (typeof value === 'number' && value <= 0 ? undefined : value);
/** "unknown" stands for none in databases of Prebid Server in Java. */
const granularity = (value: unknown): unknown => (value === 'unknown' ? undefined : value);
const seconds = (value: unknown): unknown => (typeof value === 'number' && value < 0 ? undefined : value);

const FLOORS: readonly Rule[] = ['', 'auction.'].flatMap((above) => {
  const floors = `${above}price_floors`;
  return [
    { from: `${floors}.enabled`, to: 'priceFloors.enabled' },
    { from: `${floors}.enforce_floors_rate`, to: 'priceFloors.enforceFloorsRate' },
    { from: `${floors}.adjust_for_bid_adjustment`, to: 'priceFloors.adjustForBidAdjustment' },
    { from: `${floors}.enforce_deal_floors`, to: 'priceFloors.enforceDealFloors' },
    { from: `${floors}.use_dynamic_data`, to: 'priceFloors.useDynamicData' },
    { from: `${floors}.max_rules`, to: 'priceFloors.maxRules', as: positive },
    { from: `${floors}.max_schema_dims`, to: 'priceFloors.maxSchemaDims', as: positive },
    { from: `${floors}.fetch.enabled`, to: 'priceFloors.fetch.enabled' },
    { from: `${floors}.fetch.url`, to: 'priceFloors.fetch.url' },
    { from: `${floors}.fetch.timeout_ms`, to: 'priceFloors.fetch.timeoutMs' },
    { from: `${floors}.fetch.max_file_size_kb`, to: 'priceFloors.fetch.maxFileSizeKb', as: positive },
    { from: `${floors}.fetch.max_rules`, to: 'priceFloors.fetch.maxRules', as: positive },
    { from: `${floors}.fetch.max_age_sec`, to: 'priceFloors.fetch.maxAgeSec' },
    { from: `${floors}.fetch.period_sec`, to: 'priceFloors.fetch.periodSec' },
  ];
});

/** An account's configuration (Go: `config/account.go`; Java: application settings) in terms of account settings here. */
export const ACCOUNT_RULES: readonly Rule[] = [
  { from: 'id', as: () => undefined },
  { from: 'disabled', as: () => undefined },
  { from: 'status', as: () => undefined },
  ...either('debug_allow', { to: 'debugAllowed' }),
  ...either('default_integration', { to: 'defaultIntegration', as: asText }),
  ...either('price_granularity', { to: 'priceGranularity', as: granularity }),
  { from: 'targeting_prefix', to: 'targetingPrefix', as: (value) => (value === '' ? undefined : value) },
  ...either('truncate_target_attr', { to: 'truncateTargetAttribute', as: positive }),
  ...either('default_bid_limit', { to: 'defaultBidLimit', as: positive }),
  ...either('bidadjustments', { to: 'bidAdjustments' }),
  ...either('alternatebiddercodes', { to: 'alternateBidderCodes' }),
  ...either('preferredmediatype', { to: 'preferredMediaTypes' }),
  { from: 'events_enabled', to: 'events.enabled' },
  { from: 'events.enabled', to: 'events.enabled' },
  { from: 'auction.events.enabled', to: 'events.enabled' },
  { from: 'cache_ttl.banner', to: 'cacheTtl.banner', as: seconds },
  { from: 'cache_ttl.video', to: 'cacheTtl.video', as: seconds },
  { from: 'cache_ttl.audio', to: 'cacheTtl.audio', as: seconds },
  { from: 'cache_ttl.native', to: 'cacheTtl.native', as: seconds },
  ...either('banner_cache_ttl', { to: 'cacheTtl.banner', as: seconds }),
  ...either('video_cache_ttl', { to: 'cacheTtl.video', as: seconds }),
  { from: 'validations.banner_creative_max_size', to: 'bidValidations.bannerCreativeMaxSize' },
  { from: 'validations.secure_markup', to: 'bidValidations.secureMarkup' },
  { from: 'validations.max_creative_width', to: 'bidValidations.maxCreativeWidth', as: positive },
  { from: 'validations.max_creative_height', to: 'bidValidations.maxCreativeHeight', as: positive },
  { from: 'auction.bid_validations.banner_creative_max_size', to: 'bidValidations.bannerCreativeMaxSize' },
  { from: 'cookie_sync.default_limit', to: 'cookieSync.defaultLimit', as: positive },
  { from: 'cookie_sync.max_limit', to: 'cookieSync.maxLimit', as: positive },
  { from: 'cookie_sync.default_coop_sync', to: 'cookieSync.defaultCoopSync' },
  ...FLOORS,
  {
    from: 'price_floors.fetch.max_schema_dims',
    why: 'what holds for floors of requests holds for fetched ones (priceFloors.maxSchemaDims)',
  },
  { from: 'price_floors.fetch.accountID', as: () => undefined },
  { from: 'privacy.dsa.default', to: 'defaultRequest.regs.ext.dsa', as: parsedObject },
  ...['gdpr', 'ccpa', 'enforce_ccpa', 'privacy', 'enforce_gdpr', 'tcf_config'].map((from) => ({
    from,
    why: BY_POLICY,
  })),
  ...['hooks', 'modules'].map((from) => ({ from, why: 'modules of Prebid Server are programs of its own' })),
  ...['analytics', 'analytics_config', 'analytics_sampling_factor', 'metrics'].map((from) => ({
    from,
    why: 'all auctions are recorded, and reports come from the records',
  })),
];
