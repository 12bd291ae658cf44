import type { Adapter, AdapterInput, OutgoingCall } from '../../adapter.ts';
import { NO_ENDPOINT } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { requestOf } from '../../generic-adapter.ts';
import { type OutgoingImp, type OutgoingRequest, placeOf } from '../../outgoing-request.ts';
import { objectAt, parsedObject } from '../../raw-json.ts';

interface Params {
  readonly accountId: number | string;
  readonly siteId: number | string;
  readonly zoneId: number | string;
  /** First-party data of the page, keys to lists of values; those of the visitor (`visitor`) are not told as parameters, of which nothing is about a person. */
  readonly inventory?: Readonly<Record<string, unknown>>;
  /** Whether an imp of several formats is offered in each of them. */
  readonly bidonmultiformat?: boolean;
  readonly video?: { readonly size_id?: number; readonly skip?: number; readonly skipdelay?: number };
}

const FORMATS = ['banner', 'video', 'native'] as const;
type Format = (typeof FORMATS)[number];

const BLOCKED_ADVERTISERS_MAX = 50;

/** One imp of one format a call, the account's numbers in `ext.rp` of imp, place and publisher, name and password in the head. */
export const adapter: Adapter<Params> = {
  write(input) {
    const { user, password } = input.settings;
    if (user === undefined || password === undefined)
      return { ok: false, message: 'user and password of the account with the partner are not set' };
    const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
    const calls: OutgoingCall[] = [];
    for (const [index, imp] of input.request.imp.entries()) {
      const own = input.params[index];
      if (own === undefined) continue;
      const url = input.endpoint(own);
      if (url === undefined) return NO_ENDPOINT;
      for (const format of formatsOf(imp, own)) {
        const alone = impOf(imp, { format, own });
        if (alone !== undefined) calls.push({ url, headers, body: bodyOf(input, { imp: alone, own }) });
      }
    }
    return { ok: true, calls };
  },
  readBid(bid, raw, { body }) {
    if (bid.price <= 0) return undefined;
    const imp = body.imp.find(({ id }) => id === bid.impid);
    const native = bid.adm === undefined ? objectAt(raw, 'adm_native') : undefined;
    return withParts(native === undefined ? bid : { ...bid, adm: JSON.stringify(native) }, {
      type: imp === undefined ? undefined : FORMATS.find((format) => imp[format] !== undefined),
    });
  },
};

function formatsOf(imp: OutgoingImp, own: Params): readonly Format[] {
  const offered = FORMATS.filter((format) => imp[format] !== undefined);
  if (own.bidonmultiformat === true || offered.length < 2) return offered;
  if (imp.video !== undefined && (imp.banner === undefined || isWhole(imp.video))) return ['video'];
  return offered.slice(0, 1);
}

/** Beside a banner only a video that says all of this is taken for one. */
const isWhole = (video: NonNullable<OutgoingImp['video']>): boolean =>
  video.mimes !== undefined && video.protocols !== undefined && Boolean(video.maxduration && video.linearity);

function impOf(imp: OutgoingImp, { format, own }: { format: Format; own: Params }): OutgoingImp | undefined {
  const { ext, rwdd, banner, video, native, audio: _audio, ...rest } = imp;
  const { gpid, skadn, tid } = ext ?? {};
  const rp = {
    zone_id: Number(own.zoneId),
    ...(own.inventory !== undefined && { target: own.inventory }),
    track: { mint: '', mint_version: '' },
  };
  const told = {
    rp,
    ...(gpid !== undefined && { gpid }),
    ...(skadn !== undefined && { skadn }),
    ...(tid !== undefined && { tid }),
  };
  const one: OutgoingImp = Object.assign({ ...rest, secure: 1 as const }, { ext: told });
  if (format === 'banner') return { ...one, banner: Object.assign({ ...banner }, BANNER_EXT) };
  if (format === 'video') return { ...one, video: Object.assign({ ...video }, videoExt(own, rwdd === 1)) };
  const asked = parsedObject(native?.request);
  if (asked === undefined) return undefined;
  return {
    ...one,
    native: Object.assign({ ...native }, { request: native?.request ?? '' }, { request_native: asked }),
  };
}

const BANNER_EXT = { ext: { rp: { mime: 'text/html' } } };

function videoExt({ video = {} }: Params, isRewarded: boolean): object {
  const { size_id, skip, skipdelay } = video;
  return {
    ext: {
      ...(skip ? { skip } : {}),
      ...(skipdelay ? { skipdelay } : {}),
      ...(isRewarded && { videotype: 'rewarded' }),
      rp: size_id === undefined ? {} : { size_id },
    },
  };
}

/** What is told of everything but the imp. Currencies and extensions stay here; so do birth, gender and place of the person. */
function bodyOf(
  { request }: AdapterInput<Params>,
  { imp, own }: { imp: OutgoingImp; own: Params },
): OutgoingRequest {
  const body = requestOf(request, [imp]);
  delete body.cur;
  delete body.ext;
  if (body.badv !== undefined) body.badv = body.badv.slice(0, BLOCKED_ADVERTISERS_MAX);
  const place = placeOf(body);
  if (place !== undefined) {
    const publisher = { ext: { rp: { account_id: Number(own.accountId) } } };
    Object.assign(place, { publisher, ext: { rp: { site_id: Number(own.siteId) } } });
  }
  tellPerson(body);
  tellSignals(body);
  const ratio = body.device?.pxratio;
  if (ratio !== undefined)
    body.device = Object.assign({ ...body.device }, { ext: { rp: { pixelratio: ratio } } });
  return body;
}

function tellPerson(body: OutgoingRequest): void {
  if (body.user === undefined) return;
  const { geo: _geo, yob: _yob, gender: _gender, eids, consent, ext: _ext, ...user } = body.user;
  const ext = {
    ...(eids !== undefined && { eids }),
    rp: {},
    ...(consent !== undefined && { consent }),
  };
  body.user = Object.assign(user, { ext });
}

/** Chain, GDPR and US privacy are read where OpenRTB 2.5 had them. */
function tellSignals(body: OutgoingRequest): void {
  if (body.source?.schain !== undefined) {
    const { schain, ...source } = body.source;
    body.source = { ...source, ext: { ...source.ext, schain } };
  }
  const { gdpr, us_privacy, ...regs } = body.regs ?? {};
  if (gdpr === undefined && us_privacy === undefined) return;
  const ext = {
    ...regs.ext,
    ...(gdpr !== undefined && { gdpr }),
    ...(us_privacy !== undefined && { us_privacy }),
  };
  body.regs = { ...regs, ext };
}
