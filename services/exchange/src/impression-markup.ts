import {
  type AdUrls,
  type AuctionedImp,
  type ImpView,
  INVALID_CREATIVE,
  type NonBidReason,
} from '@jianchat/auction';
import { type AdFormat, EVENT_KINDS, type EventKind } from '@jianchat/events';
import { readNativeRequest, readNativeResponse, trackNative } from '@jianchat/native';
import {
  readVast,
  renderXml,
  trackVast,
  type VastAdFacts,
  type VastDocument,
  vastVersionFor,
  writeWrapper,
} from '@jianchat/vast';

/** A bidder's markup that can be shown: read once, our reports put in when it goes out. */
export interface Markup {
  /** As it will be rendered, but for our URLs. */
  readonly adm: string;
  /** Seconds of all its ads, where every one of them says so. */
  readonly lengthSec?: number | undefined;
  render(urls: AdUrls): string;
}

export interface MarkupInput {
  /** `bid.adm` */
  readonly adm: string | undefined;
  /** `bid.nurl`: in place of VAST markup it is where the document is fetched. */
  readonly nurl: string | undefined;
  readonly format: AdFormat;
  readonly imp: ImpView;
}

/**
 * Reads a bidder's markup and holds it against the imp: VAST must be whole, of a length and a type that the player takes; native
 * must give what was asked. Our impression goes in: a pixel behind a banner, elements in VAST, trackers in native.
 */
export function readMarkup({ adm = '', nurl, format, imp }: MarkupInput): Markup | NonBidReason {
  switch (format) {
    case 'banner':
      return { adm, render: ({ impression }) => adm + pixel(impression) };
    case 'native':
      return readNative(adm, imp);
    case 'video':
    case 'audio':
      return readTimed(
        adm === '' && nurl !== undefined ? wrapperOf(nurl, format, imp.imp[format]) : adm,
        imp.imp[format],
      );
  }
}

function pixel(url: string): string {
  const src = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<img src="${src}" width="1" height="1" alt="" style="position:absolute;border:0">`;
}

function readNative(adm: string, { imp }: ImpView): Markup | NonBidReason {
  const request = imp.native?.request === undefined ? undefined : readNativeRequest(imp.native.request);
  // What was asked in a form that we can't read nobody can be held to: it goes to the client as it came.
  if (request === undefined) return adm === '' ? INVALID_CREATIVE : { adm, render: () => adm };
  const reading = readNativeResponse(adm, request);
  if (!reading.ok) return INVALID_CREATIVE;
  return {
    adm,
    render: (urls) =>
      trackNative(reading.response, {
        request,
        urls: {
          impression: urls.impression,
          viewable: urls.report('viewable'),
          clickTracking: urls.report('click'),
        },
      }),
  };
}

type Player = AuctionedImp['video'] | AuctionedImp['audio'];

function readTimed(adm: string, player: Player): Markup | NonBidReason {
  const reading = readVast(adm);
  if (!reading.ok || !reading.document.ads.every((ad) => fitsPlayer(ad, player))) return INVALID_CREATIVE;
  const { document } = reading;
  return { adm, lengthSec: lengthOf(document), render: (urls) => tracked(adm, document, urls) };
}

function lengthOf({ ads }: VastDocument): number | undefined {
  let seconds = 0;
  for (const { durationSec } of ads) {
    if (durationSec === undefined) return undefined;
    seconds += durationSec;
  }
  return Math.round(seconds);
}

/** A second more than allowed is how recordings are; more is another ad. */
const LENGTH_TOLERANCE_S = 1;

function fitsPlayer({ kind, durationSec, mimes }: VastAdFacts, player: Player): boolean {
  if (kind === 'wrapper' || player === undefined) return true;
  const { maxduration, minduration, rqddurs, mimes: taken } = player;
  if (durationSec !== undefined) {
    if (maxduration !== undefined && maxduration > 0 && durationSec > maxduration + LENGTH_TOLERANCE_S)
      return false;
    if (minduration !== undefined && durationSec < minduration - LENGTH_TOLERANCE_S) return false;
    const isAsked = (length: number) => Math.abs(durationSec - length) <= LENGTH_TOLERANCE_S;
    if (rqddurs?.length && !rqddurs.some(isAsked)) return false;
  }
  return !taken?.length || mimes.some((mime) => taken.includes(mime));
}

const KINDS: ReadonlySet<string> = new Set(EVENT_KINDS);
const isKind = (name: string): name is EventKind => KINDS.has(name);

function tracked(adm: string, document: VastDocument, urls: AdUrls): string {
  return trackVast(adm, document, (name) => {
    if (name === 'impression') return urls.impression;
    if (name === 'clickTracking') return urls.report('click');
    return isKind(name) ? urls.report(name) : '';
  });
}

/** A document of our own that leads to the bidder's: macros in its address are filled in with the rest of the markup. */
function wrapperOf(nurl: string, format: 'video' | 'audio', player: Player): string {
  const version = vastVersionFor(player?.protocols, 'wrapper') ?? '3.0';
  const adType = format === 'audio' ? format : undefined;
  return renderXml(writeWrapper({ id: 'bid', adType, url: nurl, followMore: true }, version), () => '');
}

/** Puts an impression of ours into a VAST document that is kept for somebody; what is none stays as it is. */
export function placeImpression(xml: string, impressionUrl: string): string {
  const reading = readVast(xml, { whole: false });
  if (!reading.ok) return xml;
  return trackVast(xml, reading.document, (name) => (name === 'impression' ? impressionUrl : ''));
}
