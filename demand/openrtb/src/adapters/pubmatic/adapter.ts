import type { Bid } from '@jianchat/openrtb';
import type { Adapter } from '../../adapter.ts';
import { sizeBanner, withParts } from '../../bid-parts.ts';
import { together } from '../../generic-adapter.ts';
import { namePublisher, type OutgoingImp } from '../../outgoing-request.ts';
import { asInteger, objectAt, parsedObject, type RawObject } from '../../raw-json.ts';

interface Params {
  readonly publisherId: string;
  /** `SLOT` or `SLOT@WIDTHxHEIGHT`, with `:INDEX` behind it at will. */
  readonly adSlot?: string;
  readonly kadfloor?: string;
  readonly pmzoneid?: string;
  readonly dctr?: string;
  readonly wrapper?: { readonly profile?: number; readonly version?: number };
  readonly keywords?: readonly { readonly key: string; readonly value?: readonly string[] }[];
}

const TYPES = ['banner', 'video', 'native'] as const;

/** The slot's name goes into `imp.tagid`, its size into the banner, publisher and wrapper into the request. */
export const adapter: Adapter<Params> = {
  write(input) {
    const { request, params } = input;
    for (const [index, imp] of request.imp.entries()) {
      const own = params[index];
      const fault = own === undefined ? undefined : place(imp, { own, sdk: request.app?.ext?.prebid });
      if (fault !== undefined) return { ok: false, message: fault };
    }
    const publisher = params.find(({ publisherId }) => publisherId.trim() !== '')?.publisherId.trim();
    if (publisher !== undefined) namePublisher(request, publisher);
    const wrapper = {
      ...firstOf(params, 'profile'),
      ...firstOf(params, 'version'),
    };
    if (Object.keys(wrapper).length > 0) request.ext = Object.assign({ ...request.ext }, { wrapper });
    return together(input);
  },
  readBid(bid, raw) {
    const ext = objectAt(raw, 'ext');
    const type = mediaTypeOf(bid, ext);
    const priority = asInteger(ext?.['prebiddealpriority']);
    const typed = withParts(type === 'native' ? unwrapped(bid) : bid, {
      type: bid.mtype === undefined ? type : undefined,
      ...(ext?.['ibv'] === true && { meta: { mediaType: 'video' } }),
      ...(priority !== undefined && { dealPriority: priority }),
      durationSec: asInteger(objectAt(ext, 'video')?.['duration']),
    });
    // The partner lists finer categories behind the one that counts.
    if (typed.cat !== undefined) typed.cat = typed.cat.slice(0, 1);
    return typed;
  },
};

/** Profile and version of the wrapper, each of the first imp that says it. */
function firstOf(params: readonly Params[], name: 'profile' | 'version'): object {
  const value = params.find(({ wrapper }) => wrapper?.[name] !== undefined)?.wrapper?.[name];
  return value === undefined ? {} : { [name]: value };
}

function mediaTypeOf(bid: Bid, ext: RawObject | undefined): (typeof TYPES)[number] {
  if (bid.mtype !== undefined) return bid.mtype === 4 ? 'native' : bid.mtype === 2 ? 'video' : 'banner';
  return TYPES[asInteger(ext?.['BidType']) ?? 0] ?? 'banner';
}

/** Native markup may come as the only member of another object. */
function unwrapped(bid: Bid): Bid {
  const native = objectAt(parsedObject(bid.adm), 'native');
  return native === undefined ? bid : { ...bid, adm: JSON.stringify(native) };
}

interface Sdk {
  readonly source?: string;
  readonly version?: string;
}

function place(imp: OutgoingImp, { own, sdk }: { own: Params; sdk: Sdk | undefined }): string | undefined {
  const slot = readSlot(own.adSlot ?? '');
  if (slot === undefined) return 'adSlot is not SLOT@WIDTHxHEIGHT';
  if (slot.name !== '') imp.tagid = slot.name;
  if (slot.size !== undefined && imp.banner !== undefined) imp.banner = { ...imp.banner, ...slot.size };
  sizeBanner(imp);
  delete imp.audio;
  if (!imp.displaymanager && !imp.displaymanagerver && sdk?.source && sdk.version) {
    imp.displaymanager = sdk.source;
    imp.displaymanagerver = sdk.version;
  }
  const floor = own.kadfloor === undefined ? Number.NaN : Number(own.kadfloor.trim());
  if (Number.isFinite(floor) && floor > (imp.bidfloor ?? 0)) imp.bidfloor = floor;
  const data = objectAt(imp.ext, 'data');
  const server = objectAt(data, 'adserver');
  const unit = server?.['name'] === 'gam' && server['adslot'] ? server['adslot'] : data?.['pbadslot'];
  const ext = {
    ...Object.fromEntries(
      (own.keywords ?? []).map(({ key, value = [] }) => [
        key === 'pmZoneID' ? 'pmZoneId' : key,
        value.join(','),
      ]),
    ),
    ...(own.dctr !== undefined && { key_val: own.dctr }),
    ...(own.pmzoneid !== undefined && { pmZoneId: own.pmzoneid }),
    ...(unit !== undefined && { dfp_ad_unit_code: unit }),
    ...(imp.ext?.gpid !== undefined && { gpid: imp.ext.gpid }),
    ...(imp.ext?.skadn !== undefined && { skadn: imp.ext.skadn }),
  };
  if (Object.keys(ext).length === 0) delete imp.ext;
  else imp.ext = Object.assign({}, ext);
  return undefined;
}

interface Slot {
  readonly name: string;
  readonly size?: { readonly w: number; readonly h: number };
}

/** Undefined for a text that is no slot. */
function readSlot(text: string): Slot | undefined {
  const [name = '', size, ...more] = text.trim().split('@');
  if (more.length > 0) return undefined;
  if (size === undefined) return { name };
  const [w, h, ...rest] = (size.split(':')[0] ?? '')
    .toLowerCase()
    .split('x')
    .map((part) => Number(part.trim()));
  if (name === '' || rest.length > 0 || !isPixels(w) || !isPixels(h)) return undefined;
  return { name: name.trim(), size: { w, h } };
}

const isPixels = (value: number | undefined): value is number =>
  Number.isInteger(value) && Number(value) >= 0;
