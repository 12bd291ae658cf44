import type { Adapter } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { together } from '../../generic-adapter.ts';
import { namePublisher, type OutgoingImp } from '../../outgoing-request.ts';
import { objectAt, parsedObject, texts } from '../../raw-json.ts';

interface Params {
  readonly siteId?: string;
  readonly sid?: string;
}

const FORMATS = ['banner', 'video', 'native', 'audio'] as const;

/** All imps in one call with their parameters. The publisher is named by the site's id where all imps are of one. */
export const adapter: Adapter<Params> = {
  write(input) {
    const { request, params } = input;
    for (const [index, imp] of request.imp.entries()) {
      const own = params[index] ?? {};
      imp.ext = Object.assign(
        { ...imp.ext },
        { bidder: own, ...(own.sid !== undefined && { sid: own.sid }) },
      );
      sizeAndFormat(imp);
    }
    const sites = [...new Set(params.flatMap(({ siteId }) => (siteId ? [siteId] : [])))].sort();
    const [only, ...others] = sites;
    if (only !== undefined && others.length === 0) namePublisher(request, only);
    const version = request.ext?.prebid?.channel?.version;
    const ixdiag = {
      ...(version !== undefined && { pbjsv: version }),
      ...(others.length > 0 && { multipleSiteIds: sites.join(', ') }),
    };
    if (Object.keys(ixdiag).length > 0) request.ext = Object.assign({ ...request.ext }, { ixdiag });
    return together(input);
  },
  readBid(bid, _raw, { body }) {
    const imp = body.imp.find(({ id }) => id === bid.impid);
    const told = bid.mtype !== undefined || bid.ext?.prebid?.type !== undefined;
    const type = told ? undefined : FORMATS.find((format) => imp?.[format] !== undefined);
    const isNative = bid.mtype === 4 || bid.ext?.prebid?.type === 'native' || type === 'native';
    return withParts(isNative ? countedByPixels(bid) : bid, { type });
  },
};

/** A banner of one size says it in both places. */
function sizeAndFormat(imp: OutgoingImp): void {
  const { banner } = imp;
  if (banner === undefined) return;
  const { w, h } = banner;
  const format = banner.format?.length ? banner.format : w && h ? [{ w, h }] : undefined;
  const [one, ...more] = format ?? [];
  if (format === undefined || one === undefined) return;
  imp.banner = {
    ...banner,
    format,
    ...(more.length === 0 && one.w !== undefined && one.h !== undefined && { w: one.w, h: one.h }),
  };
}

/** Pixels that count impressions, of both places that Native 1.2 has, stand in the one that Native 1.1 reads. */
function countedByPixels<Offered extends { adm?: string }>(bid: Offered): Offered {
  const whole = parsedObject(bid.adm);
  const native = objectAt(whole, 'native') ?? whole;
  const trackers = native?.['eventtrackers'];
  if (whole === undefined || native === undefined || !Array.isArray(trackers) || trackers.length === 0)
    return bid;
  const pixels = trackers.flatMap((tracker) => {
    const known = objectAt(tracker);
    return known?.['event'] === 1 && known['method'] === 1 ? texts([known['url']]) : [];
  });
  const counted = {
    ...native,
    imptrackers: [...new Set([...texts(native['imptrackers']), ...pixels])].sort(),
  };
  return { ...bid, adm: JSON.stringify('native' in whole ? { ...whole, native: counted } : counted) };
}
