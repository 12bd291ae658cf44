import { mergePatch } from '@jianchat/openrtb';
import type { Catalogue } from '../../catalogue.ts';
import { asObject, isNothing, isObject, isSilent, type JsonObject } from '../../json-object.ts';
import { USER_AGENT_CHARS_MAX } from '../../prepare/complete-from-http.ts';
import { quoteId, type Refusal, refuse } from '../../refusal.ts';
import { type PodFault, readPods } from './pod-request.ts';

export type VideoRequest =
  | { readonly ok: true; readonly raw: JsonObject; readonly faults: readonly PodFault[] }
  | Refusal;

/** Prebid Server's time for a video request that names none, ms. */
const TIMEOUT_MS = 5_000;

interface VideoMeans {
  readonly catalogue: Catalogue;
  readonly newId: () => string;
  readonly debug: boolean;
  /** Of the HTTP request. */
  readonly userAgent: string | undefined;
}

/** Prebid Server's simplified request for long-form video as an OpenRTB request; nothing of it has passed a gate yet. */
export function videoRequest(body: Buffer, { catalogue, newId, debug, userAgent }: VideoMeans): VideoRequest {
  const resolved = resolve(body, catalogue);
  if (typeof resolved === 'string') return refuse(resolved);
  const pods = readPods(resolved['podconfig'], { video: videoOf(resolved['video']), catalogue });
  const faults = [
    ...(pods.ok ? [] : pods.messages),
    ...placeFaults(resolved),
    ...videoFaults(resolved['video']),
  ];
  if (!pods.ok || faults.length > 0) return { ok: false, status: 400, messages: faults };
  const { site, app, content, bcat, badv, tmax, test } = resolved;
  const device = deviceOf(resolved['device'], userAgent);
  const place = (value: unknown) =>
    isObject(value) && isObject(content)
      ? { ...value, content: { ...asObject(value['content']), ...content } }
      : value;
  const raw: JsonObject = {
    id: newId(),
    imp: pods.imps,
    ...(site !== undefined && { site: place(site) }),
    ...(app !== undefined && { app: place(app) }),
    ...(device !== undefined && { device }),
    ...personOf(resolved),
    ...(bcat !== undefined && { bcat }),
    ...(badv !== undefined && { badv }),
    ...(debug ? { test: 1 } : test !== undefined && { test }),
    tmax: tmax || TIMEOUT_MS,
    ext: { prebid: prebidOf(resolved, debug) },
  };
  return { ok: true, raw, faults: pods.faults };
}

/** Televisions send their name percent-encoded, as no header needs to be. */
function deviceOf(device: unknown, userAgent: string | undefined): unknown {
  const isOpen = isNothing(device) || (isObject(device) && isSilent(device['ua']));
  const isEncoded =
    userAgent !== undefined && userAgent.length <= USER_AGENT_CHARS_MAX && userAgent.includes('%');
  return isOpen && isEncoded ? { ...asObject(device), ua: unescaped(userAgent) } : device;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Without the types that say nothing. */
function videoOf(video: unknown): JsonObject {
  const { mimes, ...others } = asObject(video);
  return { ...others, ...(Array.isArray(mimes) && { mimes: mimes.filter((mime) => mime !== '') }) };
}

function resolve(body: Buffer, catalogue: Catalogue): JsonObject | string {
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    return 'the body is not valid JSON';
  }
  if (!isObject(json)) return 'the body is not a JSON object';
  const id = json['storedrequestid'];
  if (id === undefined || id === '')
    return catalogue.rows.host.videoStoredRequestRequired === true
      ? 'request missing required field: storedrequestid'
      : json;
  if (typeof id !== 'string') return 'request.storedrequestid must be a string';
  const stored = catalogue.storedRequests.get(id);
  if (stored === undefined) return `Stored Request with ID="${quoteId(id)}" not found.`;
  return asObject(mergePatch(stored, json));
}

function placeFaults({ site, app }: JsonObject): readonly string[] {
  if (site === undefined && app === undefined) return ['request missing required field: site or app'];
  if (site !== undefined && app !== undefined)
    return ['request.site or request.app must be defined, but not both'];
  if (isObject(site) && !site['id'] && !site['page'])
    return ['request.site missing required field: id or page'];
  return isObject(app) && !app['id'] && !app['bundle']
    ? ['request.app missing required field: id or bundle']
    : [];
}

function videoFaults(video: unknown): readonly string[] {
  if (!isObject(video)) return ['request missing required field: Video'];
  const { mimes, protocols } = video;
  const faults: string[] = [];
  if (!Array.isArray(mimes) || mimes.length === 0) faults.push('request missing required field: Video.Mimes');
  else if (mimes.every((mime) => mime === ''))
    faults.push('request missing required field: Video.Mimes, mime types contains empty strings only');
  if (!Array.isArray(protocols) || protocols.length === 0)
    faults.push('request missing required field: Video.Protocols');
  return faults;
}

/** `user` as OpenRTB has it, and `user.gdpr` and `user.buyeruids` as the older, simplified form does. */
function personOf({ user: given, regs }: JsonObject): JsonObject {
  if (given !== undefined && !isObject(given)) return { user: given, ...(regs !== undefined && { regs }) };
  const { gdpr, buyeruids, ...user } = asObject(given);
  const { consentrequired, consentstring } = asObject(gdpr);
  const ext = asObject(user['ext']);
  const prebid = asObject(ext['prebid']);
  return {
    user: {
      ...user,
      ...(typeof consentstring === 'string' && { consent: consentstring }),
      ...(buyeruids !== undefined && { ext: { ...ext, prebid: { ...prebid, buyeruids } } }),
    },
    regs: {
      ...asObject(regs),
      ...(typeof consentrequired === 'boolean' && { gdpr: consentrequired ? 1 : 0 }),
    },
  };
}

function prebidOf(request: JsonObject, debug: boolean): JsonObject {
  const { includebrandcategory, pricegranularity, appendbiddernames, supportdeals, podconfig, cacheconfig } =
    request;
  const { durationrangesec, requireexactduration } = asObject(podconfig);
  const { ttl } = asObject(cacheconfig);
  return {
    targeting: {
      pricegranularity: isObject(pricegranularity) ? pricegranularity : 'med',
      includebrandcategory: isObject(includebrandcategory)
        ? { translatecategories: true, ...includebrandcategory, withcategory: true }
        : { withcategory: false },
      ...(requireexactduration !== true && { durationrangesec }),
      // Each bidder's bid stands for itself: the ad server fills the pod.
      includewinners: false,
      includebidderkeys: true,
      appendbiddernames: appendbiddernames === true,
    },
    cache: { vastxml: { ...(typeof ttl === 'number' && { ttlseconds: ttl }) } },
    ...(supportdeals !== undefined && { supportdeals }),
    ...(debug && { debug: true }),
  };
}
