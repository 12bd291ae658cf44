import type { OpenObject } from '@jianchat/openrtb';
import { type Adapter, type AdapterInput, NO_ENDPOINT, type OutgoingCall, type Writing } from './adapter.ts';
import type { AdapterInfo } from './adapter-info.ts';
import { withParts } from './bid-parts.ts';
import { namePublisher, type OutgoingImp, type OutgoingRequest, placeOf } from './outgoing-request.ts';
import { objectAt, type RawObject } from './raw-json.ts';

/** The adapter of partners whose dialect is data: where each parameter goes and whether each imp is asked for alone. */
export function genericAdapter(
  info: Pick<AdapterInfo, 'parameters' | 'keepBidderExt' | 'imps' | 'mediaType'>,
): Adapter {
  const places = Object.entries(info.parameters);
  const keepsExt = info.keepBidderExt ?? places.length === 0;
  const typeAt = info.mediaType?.split('.');
  return {
    ...(typeAt !== undefined && {
      readBid: (bid, raw) => withParts(bid, { type: mediaTypeAt(raw, typeAt) }),
    }),
    write(input) {
      const { request, params } = input;
      for (const [index, imp] of request.imp.entries()) {
        const own = params[index] ?? {};
        for (const [name, place] of places) if (place.startsWith('imp.')) setInImp(imp, place, own[name]);
        if (keepsExt) imp.ext = { ...imp.ext, bidder: own };
      }
      if (info.imps === 'each') return eachImp(input, (alone, own) => placeInRequest(alone, { places, own }));
      placeInRequest(request, { places, own: params[0] ?? {} });
      return together(input);
    },
  };
}

const TYPES = ['banner', 'video', 'audio', 'native'] as const;

function mediaTypeAt(raw: RawObject, path: readonly string[]): (typeof TYPES)[number] {
  const told = objectAt(raw, ...path.slice(0, -1))?.[path.at(-1) ?? ''];
  return TYPES.find((type) => type === told) ?? 'banner';
}

/** All imps in one call, at the endpoint for the first imp's parameters. */
export function together<Params>({ request, params, endpoint }: AdapterInput<Params>): Writing {
  const url = endpoint(params[0]);
  return url === undefined ? NO_ENDPOINT : { ok: true, calls: [{ url, body: request }] };
}

/** A call per imp, each at the endpoint for its parameters. `finish` may change the request, which is the call's own. */
export function eachImp<Params>(
  { request, params, endpoint }: AdapterInput<Params>,
  finish: (alone: OutgoingRequest, own: Params) => void,
): Writing {
  const calls: OutgoingCall[] = [];
  for (const [index, imp] of request.imp.entries()) {
    const own = params[index];
    if (own === undefined) continue;
    const url = endpoint(own);
    if (url === undefined) return NO_ENDPOINT;
    const alone = requestOf(request, [imp]);
    finish(alone, own);
    calls.push({ url, body: alone });
  }
  return { ok: true, calls };
}

/** The same request for these imps. Site, app and ext are copied, so that one call's change is not another's. */
export function requestOf(request: OutgoingRequest, imp: OutgoingImp[]): OutgoingRequest {
  const copy: OutgoingRequest = { ...request, imp };
  if (request.site !== undefined) copy.site = { ...request.site };
  if (request.app !== undefined) copy.app = { ...request.app };
  return copy;
}

function setInImp(imp: OutgoingImp, place: string, value: unknown): void {
  if (value === undefined) return;
  const [, name = '', ...path] = place.split('.');
  if (name === 'ext') imp.ext = withMember(imp.ext, { path, value });
  else Object.assign(imp, { [name]: name === 'bidfloor' ? Number(value) : String(value) });
}

function placeInRequest(
  request: OutgoingRequest,
  { places, own }: { places: readonly (readonly [string, string])[]; own: OpenObject },
): void {
  for (const [name, place] of places) {
    const value = own[name];
    if (value === undefined) continue;
    if (place === 'publisher.id') namePublisher(request, String(value));
    else if (place.startsWith('place.'))
      Object.assign(placeOf(request) ?? {}, { [place.slice(6)]: String(value) });
    else if (place.startsWith('request.ext.'))
      request.ext = withMember(request.ext, { path: place.slice(12).split('.'), value });
  }
}

/** The object with one member set, one or two levels deep; nothing it shares with others is changed. */
function withMember<T extends object>(
  object: T | undefined,
  { path, value }: { path: readonly string[]; value: unknown },
): T {
  const [name = '', below] = path;
  const known: Readonly<Record<string, unknown>> = { ...object };
  const inner = known[name];
  const member =
    below === undefined ? value : { ...(typeof inner === 'object' ? inner : {}), [below]: value };
  // The name is of the vocabulary of `info.json`, which the partner's documentation gives; the rest is as it was.
  return { ...known, [name]: member } as T;
}
