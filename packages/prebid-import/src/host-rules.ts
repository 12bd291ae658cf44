import { isObject } from './json.ts';
import { BY_POLICY, type Rule } from './setting-map.ts';

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

const texts = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(String).filter((text) => text !== '') : value;

/** The host's own configuration (Go: `pbs.yaml`; Java: `application.yaml`) in terms of host settings here. */
export const HOST_RULES: readonly Rule[] = [
  { from: 'account_required', to: 'accountRequired' },
  { from: 'settings.enforce_valid_account', to: 'accountRequired' },
  { from: 'blocked_apps', to: 'blockedApps', as: texts },
  { from: 'blacklisted_apps', to: 'blockedApps', as: texts },
  { from: 'auction.blocklisted_apps', to: 'blockedApps', as: texts },
  { from: 'datacenter', to: 'datacenter' },
  { from: 'datacenter_region', to: 'datacenter' },
  { from: 'host_schain_node', to: 'schainNode', as: schainNode },
  { from: 'status_response', to: 'statusText' },
  { from: 'generate_bid_id', to: 'generateBidId' },
  { from: 'auction.generate_bid_id', to: 'generateBidId' },
  { from: 'currency_converter.fetch_url', to: 'currency.url' },
  { from: 'currency_converter.fetch_interval_seconds', to: 'currency.refreshSec' },
  { from: 'currency_converter.stale_rates_seconds', to: 'currency.staleSec' },
  { from: 'host_cookie.domain', to: 'userSync.cookieDomain' },
  { from: 'host_cookie.opt_out_url', to: 'userSync.optOutUrl' },
  { from: 'host_cookie.opt_in_url', to: 'userSync.optInUrl' },
  { from: 'user_sync.priority_groups', to: 'userSync.priorityGroups' },
  // Read by its own rules.
  { from: 'account_defaults', to: 'accountDefaults', as: () => undefined },
  { from: 'adapters', to: 'adapters', as: () => undefined },
  { from: 'default_request', to: 'defaultRequest', as: () => undefined },
  { from: 'stored_requests.filesystem', to: 'storedRequests', as: () => undefined },
  { from: 'settings.filesystem', to: 'storedRequests', as: () => undefined },
  ...['gdpr', 'ccpa', 'lmt', 'coppa', 'privacy'].map((from) => ({ from, why: BY_POLICY })),
  ...['cache', 'vtrack', 'metrics', 'analytics', 'external_cache'].map((from) => ({ from, why: BUILT_IN })),
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
    'max_request_size',
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
