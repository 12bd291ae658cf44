import { at, isObject, type JsonObject } from './json.ts';
import type { Rule } from './setting-map.ts';

const SECRET =
  'secrets of partners are given to the process (JIANCHAT_BIDDER_SECRETS), where nobody can read them';
const NOT_SAID = (): undefined => undefined;

const filled = (value: unknown): unknown => (value === '' ? undefined : value);
const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : filled(value));
const positive = (value: unknown): unknown => (typeof value === 'number' && value > 0 ? value : undefined);
const onlyTrue = (value: unknown): unknown => (value === true ? true : undefined);
const onlyFalse = (value: unknown): unknown => (value === false ? false : undefined);
const version = (value: unknown): unknown => {
  const text = String(value);
  return text === '2.5' || text === '2.6' ? text : undefined;
};
const gzip = (value: unknown): unknown => (String(value).toLowerCase() === 'gzip' ? true : undefined);
const single = (value: unknown): unknown => (value === false ? true : undefined);
const formats = (value: unknown): unknown => (Array.isArray(value) && value.length > 0 ? value : undefined);
/** Go writes `{{.PublisherID}}`; here as in Java the name stands alone. */
const oneMacroForm = (value: unknown): unknown =>
  typeof value === 'string' && value !== '' ? value.replaceAll('{{.', '{{') : undefined;

/** What is known of a bidder (Go: `static/bidder-info` and `adapters`; Java: `bidder-config` and `adapters`) in terms of bidders here. */
export const BIDDER_RULES: readonly Rule[] = [
  { from: 'endpoint', to: 'endpoint', as: oneMacroForm },
  { from: 'maintainer.email', to: 'maintainer.email', as: filled },
  { from: 'meta-info.maintainer-email', to: 'maintainer.email', as: filled },
  { from: 'gvlVendorID', to: 'gvlId', as: positive },
  { from: 'meta-info.vendor-id', to: 'gvlId', as: positive },
  { from: 'capabilities', to: 'capabilities', as: capabilities },
  ...['app', 'site', 'dooh'].map((channel) => ({
    from: `meta-info.${channel}-media-types`,
    to: `capabilities.${channel}.mediaTypes`,
    as: formats,
  })),
  { from: 'userSync', to: 'userSync', as: userSync },
  { from: 'openrtb.version', to: 'settings.openrtbVersion', as: version },
  { from: 'ortb-version', to: 'settings.openrtbVersion', as: version },
  { from: 'openrtb.multiformat-supported', to: 'settings.singleFormat', as: single },
  { from: 'ortb.multiformat-supported', to: 'settings.singleFormat', as: single },
  { from: 'endpointCompression', to: 'settings.gzip', as: gzip },
  { from: 'endpoint-compression', to: 'settings.gzip', as: gzip },
  { from: 'debug.allow', to: 'settings.debugAllowed', as: onlyFalse },
  { from: 'platform_id', to: 'settings.partner.platform_id', as: asText },
  { from: 'platform-id', to: 'settings.partner.platform_id', as: asText },
  { from: 'modifyingVastXmlAllowed', to: 'modifyingVastXmlAllowed', as: onlyTrue },
  { from: 'modifying-vast-xml-allowed', to: 'modifyingVastXmlAllowed', as: onlyTrue },
  // Read elsewhere, or nothing that could be otherwise here.
  ...[
    'disabled',
    'enabled',
    'aliasOf',
    'aliases',
    'geoscope',
    'openrtb.gpp-supported',
    'meta-info.supported-vendors',
    'deprecated-names',
    'pbs-enforces-gdpr',
    'pbs-enforces-ccpa',
  ].map((from) => ({ from, as: NOT_SAID })),
  ...['xapi', 'XAPI', 'app_secret'].map((from) => ({ from, why: SECRET })),
  {
    from: 'extra_info',
    why: 'adapters here read what a partner asks of the operator in the bidder’s settings.partner',
  },
  { from: 'experiment', why: 'ads.cert call signs are not written' },
];

function capabilities(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const channels = ['app', 'site', 'dooh'].flatMap((channel) => {
    const mediaTypes = formats(at(value, channel, 'mediaTypes'));
    return mediaTypes === undefined ? [] : [[channel, { mediaTypes }]];
  });
  return channels.length === 0 ? undefined : Object.fromEntries(channels);
}

function userSync(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const iframe = way(value['iframe']);
  const redirect = way(value['redirect']);
  if (iframe === undefined && redirect === undefined) return undefined;
  const key = value['key'] ?? value['cookie-family-name'];
  const both = iframe !== undefined && redirect !== undefined;
  const chosen = value['default'] === 'redirect' ? 'redirect' : 'iframe';
  const skipWhen = skips(value['skipwhen'] ?? value['skipWhen']);
  return {
    ...(typeof key === 'string' && { key }),
    ...(iframe !== undefined && { iframe }),
    ...(redirect !== undefined && { redirect }),
    ...(both && { default: chosen }),
    ...(value['enabled'] === false && { enabled: false }),
    ...(skipWhen !== undefined && { skipWhen }),
  };
}

function way(value: unknown): JsonObject | undefined {
  const url = at(value, 'url');
  if (typeof url !== 'string' || url === '') return undefined;
  const userMacro = at(value, 'userMacro') ?? at(value, 'user_macro') ?? at(value, 'uid-macro');
  return { url, ...(typeof userMacro === 'string' && { userMacro }) };
}

function skips(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const { gdpr, gpp_sid } = value;
  const gppSids = Array.isArray(gpp_sid) ? gpp_sid.map(Number).filter(Number.isSafeInteger) : [];
  if (gdpr !== true && gppSids.length === 0) return undefined;
  return { ...(gdpr === true && { gdpr }), ...(gppSids.length > 0 && { gppSids }) };
}
