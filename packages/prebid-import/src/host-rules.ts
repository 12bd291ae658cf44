import { isObject } from './json.ts';
import { BY_POLICY, either, type Rule } from './setting-map.ts';

const BUILT_IN = 'it is part of the platform and needs no address';
const BY_ENVIRONMENT = 'settings of the process are environment variables (npm start -- --help)';
const FILES_ONLY = 'only what lies in files is read; export other sources to files first';

/** Go: `host_schain_node`; the parts that the specification names. */
function schainNode(value: unknown): unknown {
  if (!isObject(value) || typeof value['asi'] !== 'string' || value['asi'] === '') return undefined;
  const { asi, sid, rid, name, domain, hp } = value;
  const given = { asi, sid, rid, name, domain, hp };
  return Object.fromEntries(Object.entries(given).filter(([, part]) => part !== undefined && part !== ''));
}

const positive = (value: unknown): unknown => (typeof value === 'number' && value > 0 ? value : undefined);
const onlyTrue = (value: unknown): unknown => (value === true ? true : undefined);
/** 0 stands for no bound there; browsers have theirs. */
const cookieBytes = (value: unknown): unknown =>
  typeof value === 'number' && value > 0 ? Math.min(Math.max(value, 500), 4_000) : undefined;

/** Within what holds here; 0 stands for no bound there. */
const requestBytes = (value: unknown): unknown =>
  typeof value === 'number' && value > 0 ? Math.min(Math.max(value, 16_384), 4_194_304) : undefined;

/** Go: `external_cache`, where browsers reach the cache. */
function cacheUrl(value: unknown): unknown {
  if (!isObject(value) || typeof value['host'] !== 'string' || value['host'] === '') return undefined;
  const { scheme = 'https', host, path = '' } = value;
  return `${scheme || 'https'}://${host}${path}`;
}

/** A list, or as Java also takes it a text with commas. */
function texts(value: unknown): unknown {
  const list = typeof value === 'string' ? value.split(',') : value;
  return Array.isArray(list) ? list.map((text) => String(text).trim()).filter((text) => text !== '') : value;
}

/** Java: `currency-converter.external-rates`, whose times are ms. */
function externalRates(value: unknown): unknown {
  if (!isObject(value) || value['enabled'] !== true) return undefined;
  const seconds = (ms: unknown): unknown => (typeof ms === 'number' && ms > 0 ? ms / 1000 : undefined);
  const { url, refresh_period_ms, stale_after_ms } = value;
  const given = { url, refreshSec: seconds(refresh_period_ms), staleSec: seconds(stale_after_ms) };
  return Object.fromEntries(Object.entries(given).filter(([, part]) => part !== undefined));
}

/** Java names one group. */
function oneGroup(value: unknown): unknown {
  const names = texts(value);
  return Array.isArray(names) && names.length > 0 ? [names] : undefined;
}

/** The host's own configuration (Go: `pbs.yaml`; Java: `application.yaml`) in terms of host settings here. */
export const HOST_RULES: readonly Rule[] = [
  { from: 'account_required', to: 'accountRequired' },
  { from: 'settings.enforce_valid_account', to: 'accountRequired' },
  { from: 'blocked_apps', to: 'blockedApps', as: texts },
  { from: 'blacklisted_apps', to: 'blockedApps', as: texts },
  { from: 'auction.blocklisted_apps', to: 'blockedApps', as: texts },
  { from: 'datacenter', to: 'datacenter' },
  { from: 'datacenter_region', to: 'datacenter' },
  ...either('host_schain_node', { to: 'schainNode', as: schainNode }),
  { from: 'status_response', to: 'statusText' },
  { from: 'generate_bid_id', to: 'generateBidId' },
  { from: 'auction.generate_bid_id', to: 'generateBidId' },
  { from: 'currency_converter.external_rates', to: 'currency', as: externalRates },
  { from: 'currency_converter.fetch_url', to: 'currency.url' },
  { from: 'currency_converter.fetch_interval_seconds', to: 'currency.refreshSec' },
  { from: 'currency_converter.stale_rates_seconds', to: 'currency.staleSec' },
  { from: 'host_cookie.domain', to: 'userSync.cookieDomain' },
  { from: 'host_cookie.opt_out_url', to: 'userSync.optOutUrl' },
  { from: 'host_cookie.opt_in_url', to: 'userSync.optInUrl' },
  { from: 'host_cookie.ttl_days', to: 'userSync.cookieDays', as: positive },
  { from: 'host_cookie.max_cookie_size_bytes', to: 'userSync.cookieBytesMax', as: cookieBytes },
  ...['family', 'cookie_name', 'opt_out_cookie'].map((name) => ({
    from: `host_cookie.${name}`,
    why: 'no other cookie than uids is read',
  })),
  { from: 'user_sync.priority_groups', to: 'userSync.priorityGroups' },
  { from: 'user_sync.coop_sync.default', to: 'accountDefaults.cookieSync.defaultCoopSync' },
  { from: 'cookie_sync.coop_sync.pri', to: 'userSync.priorityGroups', as: oneGroup },
  { from: 'cookie_sync.coop_sync.default', to: 'accountDefaults.cookieSync.defaultCoopSync' },
  { from: 'cookie_sync.default_limit', to: 'accountDefaults.cookieSync.defaultLimit', as: positive },
  { from: 'cookie_sync.max_limit', to: 'accountDefaults.cookieSync.maxLimit', as: positive },
  ...['external_url', 'redirect_url'].map((name) => ({ from: `user_sync.${name}`, why: BY_ENVIRONMENT })),
  { from: 'auction_timeouts_ms.default', to: 'tmax.defaultMs', as: positive },
  { from: 'auction_timeouts_ms.max', to: 'tmax.maxMs', as: positive },
  { from: 'tmax_default', to: 'tmax.defaultMs', as: positive },
  { from: 'auction.biddertmax.max', to: 'tmax.maxMs', as: positive },
  { from: 'tmax_adjustments.bidder_network_latency_buffer_ms', to: 'tmax.networkMs' },
  { from: 'tmax_adjustments.bidder_response_duration_min_ms', to: 'tmax.bidderMinMs', as: positive },
  { from: 'tmax_adjustments.pbs_response_preparation_duration_ms', to: 'tmax.answerMs' },
  { from: 'tmax_adjustments.enabled', as: () => undefined },
  { from: 'auto_gen_source_tid', to: 'generateTransactionId', as: onlyTrue },
  { from: 'video_stored_request_required', to: 'videoStoredRequestRequired', as: onlyTrue },
  { from: 'video.stored_request_required', to: 'videoStoredRequestRequired', as: onlyTrue },
  { from: 'external_cache', to: 'cacheUrl', as: cacheUrl },
  { from: 'price_floors.enabled', to: 'accountDefaults.priceFloors.enabled' },
  {
    from: 'price_floors.fetcher',
    why: 'documents of floors are fetched one at a time per account, with bounds of the account’s own',
  },
  ...either('validations.banner_creative_max_size', {
    to: 'accountDefaults.bidValidations.bannerCreativeMaxSize',
  }),
  ...either('validations.secure_markup', { to: 'accountDefaults.bidValidations.secureMarkup' }),
  ...either('validations.max_creative_width', {
    to: 'accountDefaults.bidValidations.maxCreativeWidth',
    as: positive,
  }),
  ...either('validations.max_creative_height', {
    to: 'accountDefaults.bidValidations.maxCreativeHeight',
    as: positive,
  }),
  { from: 'generate_request_id', to: 'generateRequestId', as: onlyTrue },
  { from: 'amp_timeout_adjustment_ms', to: 'tmax.ampMs', as: positive },
  ...either('max_request_size', { to: 'requestBytesMax', as: requestBytes }),
  ...['banner', 'video', 'audio', 'native'].map((format) => ({
    from: `cache.default_ttl_seconds.${format}`,
    to: `accountDefaults.cacheTtl.${format}`,
    as: positive,
  })),
  {
    from: 'debug',
    why: 'debug data go by the account and the bidder (debugAllowed); nothing overrides them',
  },
  { from: 'recaptcha_secret', why: 'the page of opting out asks nobody outside' },
  { from: 'request_validation', why: 'addresses that are not of the internet say no country' },
  { from: 'event', why: BUILT_IN },
  // Read by its own rules.
  { from: 'account_defaults', as: () => undefined },
  { from: 'adapters', as: () => undefined },
  { from: 'default_request', as: () => undefined },
  { from: 'stored_requests.filesystem', as: () => undefined },
  { from: 'settings.filesystem', as: () => undefined },
  { from: 'settings.default_account_config', as: () => undefined },
  ...['gdpr', 'ccpa', 'lmt', 'coppa', 'privacy'].map((from) => ({ from, why: BY_POLICY })),
  ...['cache', 'vtrack', 'metrics', 'analytics'].map((from) => ({ from, why: BUILT_IN })),
  ...[
    'port',
    'admin_port',
    'host',
    'external_url',
    'http',
    'server',
    'unix_socket_enable',
    'unix_socket_name',
    'http_client',
    'http_client_cache',
    'garbage_collector_threshold',
    'compression',
    'certificates_file',
    'request_timeout_headers',
    'stored_requests_timeout_ms',
    'logging',
    'admin',
  ].map((from) => ({ from, why: BY_ENVIRONMENT })),
  ...[
    'stored_requests',
    'stored_amp_req',
    'stored_video_req',
    'stored_responses',
    'accounts',
    'category_mapping',
    'settings',
  ].map((from) => ({ from, why: FILES_ONLY })),
  ...['hooks', 'experiment'].map((from) => ({
    from,
    why: 'modules of Prebid Server are programs of its own',
  })),
];
