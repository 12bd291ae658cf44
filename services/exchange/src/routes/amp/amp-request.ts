import { mergePatch } from '@jianchat/openrtb';
import type { Catalogue } from '../../catalogue.ts';
import { asObject, isObject, type JsonObject } from '../../json-object.ts';
import { hostOf } from '../../prepare/implied-members.ts';
import { quoteId, type Refusal, refuse } from '../../refusal.ts';
import { storedRequestId } from '../../uuid.ts';
import { withStoredImp } from '../stored-imp.ts';
import { withConsent } from './amp-consent.ts';
import { withAmpData } from './amp-data.ts';
import type { AmpParameters, Size } from './amp-parameters.ts';

export type AmpRequest = { readonly ok: true; readonly raw: JsonObject } | Refusal;

/** Prebid Server's time for an AMP request that names none, ms. */
const TIMEOUT_MS = 900;
/** `ext.prebid.targeting` without one: AMP pages live by keys. */
const TARGETING: JsonObject = { includewinners: true, includebidderkeys: true, pricegranularity: 'med' };

/** The stored request of an AMP page with what the page says in its URL; nothing of it has passed a gate yet. */
export function ampRequest(
  parameters: AmpParameters,
  { catalogue, newId, query }: { catalogue: Catalogue; newId: () => string; query: URLSearchParams },
): AmpRequest {
  const { tagId } = parameters;
  const stored = catalogue.storedRequests.get(tagId);
  if (stored === undefined) return refuse(`Stored Request with ID="${quoteId(tagId)}" not found.`);
  const imps = Array.isArray(stored['imp']) ? stored['imp'] : [];
  const [first] = imps;
  if (!isObject(first))
    return refuse('the stored request of this tag_id does not define the required imp array');
  if (imps.length > 1)
    return refuse(
      `the stored request of this tag_id includes ${imps.length} imp elements. Only one is allowed`,
    );
  if (stored['app'] !== undefined) return refuse('request.app must not exist in AMP stored requests.');
  if (!['', 'true', 'false'].includes(parameters.consent.gdprApplies))
    return refuse('gdpr_applies must be true or false');
  const imp = impOf(first, { parameters, catalogue });
  if (imp === undefined)
    return refuse('unable to merge imp.ext with targeting data, check targeting data is correct');
  const { id } = stored;
  const { generateRequestId = false, tmax = {} } = catalogue.rows.host;
  const { timeoutMs } = parameters;
  const raw: JsonObject = {
    ...stored,
    id: storedRequestId(id, generateRequestId) ?? newId(),
    imp: [imp],
    site: siteOf(asObject(stored['site']), parameters),
    // A page counts from when it asked: what its way here and back takes is not ours to spend. What is stored counts from here.
    tmax: timeoutMs > 0 ? Math.max(1, timeoutMs - (tmax.ampMs ?? 0)) : stored['tmax'] || TIMEOUT_MS,
    ...(parameters.debug && { test: 1 }),
    ext: extOf(asObject(stored['ext']), parameters, query),
  };
  return { ok: true, raw: withConsent(raw, parameters.consent) };
}

/** The impression in the page's sizes and with its key-values; undefined where these are no JSON object. */
function impOf(
  stored: JsonObject,
  { parameters, catalogue }: { parameters: AmpParameters; catalogue: Catalogue },
): JsonObject | undefined {
  const { slot, targeting } = parameters;
  const { banner } = withStoredImp(stored, catalogue);
  const format = isObject(banner) ? formatsOf(banner, parameters) : undefined;
  const imp: JsonObject = {
    ...stored,
    // AMP pages are served over TLS, whatever the publisher forgot.
    secure: 1,
    ...(slot !== '' && { tagid: slot }),
    ...(format && { banner: { ...asObject(stored['banner']), format } }),
  };
  if (targeting === '') return imp;
  const data = parsedObject(targeting);
  return data && { ...imp, ext: mergePatch(asObject(stored['ext']), { data }) };
}

/** Formats in the page's sizes, undefined where it says nothing: one side alone changes that side of each stored format. */
function formatsOf(
  banner: JsonObject,
  { size, override, multisize }: AmpParameters,
): readonly unknown[] | undefined {
  const w = override.w || size.w;
  const h = override.h || size.h;
  const one: Size | undefined = w > 0 && h > 0 ? { w, h } : undefined;
  if (one !== undefined || multisize.length > 0) return [...(one ? [one] : []), ...multisize];
  const formats = Array.isArray(banner['format']) ? banner['format'] : [];
  if (size.w > 0) return formats.map((format) => ({ ...asObject(format), w: size.w }));
  return size.h > 0 ? formats.map((format) => ({ ...asObject(format), h: size.h })) : undefined;
}

/** AMP's macro for the account, left as it was. */
const UNFILLED_ACCOUNT = 'ACCOUNT_ID';

function siteOf(stored: JsonObject, { canonicalUrl, account }: AmpParameters): JsonObject {
  const publisher = asObject(stored['publisher']);
  const named = account !== '' && account !== UNFILLED_ACCOUNT && !publisher['id'];
  const domain = hostOf(canonicalUrl);
  return {
    ...stored,
    ...(canonicalUrl !== '' && { page: canonicalUrl }),
    ...(domain && { domain }),
    ...(named && { publisher: { ...publisher, id: account } }),
    ext: { amp: 1, ...asObject(stored['ext']) },
  };
}

function extOf(stored: JsonObject, { debug, trace }: AmpParameters, query: URLSearchParams): JsonObject {
  const prebid = asObject(stored['prebid']);
  const cache = asObject(prebid['cache']);
  const keys = prebid['adservertargeting'];
  return {
    ...stored,
    prebid: {
      ...prebid,
      channel: prebid['channel'] ?? { name: 'amp' },
      targeting: prebid['targeting'] ?? TARGETING,
      // AMP fetches an ad by its id and takes it in no other way.
      cache: { ...cache, bids: cache['bids'] ?? {} },
      ...(Array.isArray(keys) && { adservertargeting: withAmpData(keys, query) }),
      ...(debug && { debug: true }),
      ...(trace !== '' && { trace }),
    },
  };
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
