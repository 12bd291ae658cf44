import type { Adapter } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { eachImp } from '../../generic-adapter.ts';
import { type OutgoingImp, type OutgoingRequest, placeOf } from '../../outgoing-request.ts';
import { SIZE_IDS } from './size-ids.ts';

interface Params {
  readonly accountId: number | string;
  readonly siteId: number | string;
  readonly zoneId: number | string;
  /** First-party data of page and visitor, keys to lists of values. */
  readonly inventory?: Readonly<Record<string, unknown>>;
  readonly visitor?: Readonly<Record<string, unknown>>;
  readonly bidonmultiformat?: boolean;
  readonly video?: {
    readonly language?: string;
    readonly size_id?: number;
    readonly skip?: number;
    readonly skipdelay?: number;
  };
}

/** The sizes that Magnite asks to be named first, if they are among an imp's: 300x250, 728x90, 160x600. */
const PREFERRED = [15, 2, 9];

/** One imp a call, the account's numbers in `ext.rp` of imp, place and publisher, name and password in the head. */
export const adapter: Adapter<Params> = {
  write(input) {
    const { user, password } = input.settings;
    if (user === undefined || password === undefined)
      return { ok: false, message: 'user and password of the account with the partner are not set' };
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const written = eachImp(input, (request, own) => {
      for (const imp of request.imp) placeInImp(imp, own);
      placeInRequest(request, own);
    });
    if (!written.ok) return written;
    const calls = written.calls
      .filter(({ body }) => body.imp.some(({ banner, video, native }) => banner ?? video ?? native))
      .map((call) => ({ ...call, headers: { authorization } }));
    return { ok: true, calls };
  },
  readBid(bid, _raw, { body }) {
    if (bid.price <= 0) return undefined;
    const imp = body.imp.find(({ id }) => id === bid.impid);
    const type = imp?.video ? 'video' : imp?.native && !imp.banner ? 'native' : 'banner';
    return withParts(bid, { type: bid.mtype === undefined ? type : undefined });
  },
};

function placeInImp(imp: OutgoingImp, own: Params): void {
  // The partner bids on one format: video goes before banner.
  if (imp.video !== undefined && own.bidonmultiformat !== true) delete imp.banner;
  const rp = {
    zone_id: Number(own.zoneId),
    ...(own.inventory !== undefined && { target: own.inventory }),
    track: { mint: '', mint_version: '' },
  };
  imp.ext = Object.assign({ ...imp.ext }, { rp });
  const { banner, video } = imp;
  if (banner !== undefined) imp.banner = Object.assign({ ...banner }, { ext: { rp: bannerSizes(banner) } });
  if (video !== undefined) {
    const { size_id, skip, skipdelay } = own.video ?? {};
    const ext = {
      ...(skip !== undefined && { skip }),
      ...(skipdelay !== undefined && { skipdelay }),
      ...(size_id !== undefined && { rp: { size_id } }),
    };
    imp.video = Object.assign({ ...video }, Object.keys(ext).length === 0 ? {} : { ext });
  }
}

function bannerSizes({ format = [], w, h }: NonNullable<OutgoingImp['banner']>): object {
  const sizes = [...format, { w, h }].map((size) => SIZE_IDS.get(`${size.w}x${size.h}`));
  const ids = [...new Set(sizes.filter((id) => id !== undefined))].sort((a, b) => rank(a) - rank(b) || a - b);
  const [first, ...more] = ids;
  return {
    ...(first !== undefined && { size_id: first }),
    ...(more.length > 0 && { alt_size_ids: more }),
    mime: 'text/html',
  };
}

const rank = (id: number): number => (PREFERRED.includes(id) ? PREFERRED.indexOf(id) : PREFERRED.length);

function placeInRequest(request: OutgoingRequest, own: Params): void {
  const place = placeOf(request);
  if (place !== undefined) {
    place.publisher = Object.assign(
      { ...place.publisher },
      { ext: { rp: { account_id: Number(own.accountId) } } },
    );
    Object.assign(place, { ext: { ...place.ext, rp: { site_id: Number(own.siteId) } } });
    const language = own.video?.language;
    if (language !== undefined) place.content = { language, ...place.content };
  }
  if (own.visitor !== undefined) {
    const { ext, ...user } = request.user ?? {};
    request.user = { ...user, ext: Object.assign({ ...ext }, { rp: { target: own.visitor } }) };
  }
}
