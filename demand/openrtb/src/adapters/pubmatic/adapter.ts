import type { Adapter } from '../../adapter.ts';
import { sizeBanner, withParts } from '../../bid-parts.ts';
import { together } from '../../generic-adapter.ts';
import { namePublisher, type OutgoingImp } from '../../outgoing-request.ts';
import { asInteger, objectAt } from '../../raw-json.ts';

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
      const fault = own === undefined ? undefined : place(imp, own);
      if (fault !== undefined) return { ok: false, message: fault };
    }
    const publisher = params.find(({ publisherId }) => publisherId.trim() !== '')?.publisherId.trim();
    if (publisher !== undefined) namePublisher(request, publisher);
    const profile = params.find(({ wrapper }) => wrapper?.profile !== undefined)?.wrapper;
    if (profile !== undefined) request.ext = Object.assign({ ...request.ext }, { wrapper: profile });
    return together(input);
  },
  readBid(bid, raw) {
    const ext = objectAt(raw, 'ext');
    const typed = withParts(bid, {
      type: bid.mtype === undefined ? (TYPES[asInteger(ext?.['BidType']) ?? 0] ?? 'banner') : undefined,
      durationSec: asInteger(objectAt(ext, 'video')?.['duration']),
    });
    // The partner lists finer categories behind the one that counts.
    if (typed.cat !== undefined) typed.cat = typed.cat.slice(0, 1);
    return typed;
  },
};

function place(imp: OutgoingImp, own: Params): string | undefined {
  const slot = readSlot(own.adSlot ?? '');
  if (slot === undefined) return 'adSlot is not SLOT@WIDTHxHEIGHT';
  if (slot.name !== '') imp.tagid = slot.name;
  if (slot.size !== undefined && imp.banner !== undefined) imp.banner = { ...imp.banner, ...slot.size };
  sizeBanner(imp);
  delete imp.audio;
  const floor = own.kadfloor === undefined ? Number.NaN : Number(own.kadfloor.trim());
  if (Number.isFinite(floor) && floor > 0) imp.bidfloor = floor;
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
