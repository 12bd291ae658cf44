import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import { LINEAR_EVENTS } from './vast-ad.ts';
import { element, sequence, urlElement, type Xml } from './xml.ts';

/** What somebody else's document says, as far as it decides anything here. */
export interface VastDocument {
  readonly version: string;
  readonly ads: readonly VastAdFacts[];
  /** Attributes of `<VAST>`. */
  readonly root: Readonly<Record<string, string>>;
  /** Where our own elements go, in the order of the text. */
  readonly places: readonly Place[];
}

export interface VastAdFacts {
  readonly kind: 'inline' | 'wrapper';
  /** Position in a pod; undefined for an ad that stands alone. */
  readonly sequence: number | undefined;
  readonly hasLinear: boolean;
  /** Seconds; undefined where no duration is said (wrappers). */
  readonly durationSec: number | undefined;
  /** MIME types of its media files. */
  readonly mimes: readonly string[];
  /** `apiFramework` of its media files and interactive files. */
  readonly apis: readonly string[];
  /** Where a wrapper leads. */
  readonly tagUrl: string | undefined;
  /** Its `<Ad>` in the text: where it begins, where its opening tag ends, and where it ends. */
  readonly span: AdSpan;
}

export interface AdSpan {
  readonly start: number;
  readonly opened: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A piece of ours at a position of the text; `drop` characters that stood there go. */
export interface Place {
  readonly at: number;
  readonly drop: number;
  readonly insert: Xml;
}

export type VastFault =
  | 'vast.tooLarge'
  | 'vast.malformed'
  | 'vast.notVast'
  | 'vast.version'
  | 'vast.noAd'
  | 'vast.noMedia'
  | 'vast.url';

export type VastReading =
  | { readonly ok: true; readonly document: VastDocument }
  | { readonly ok: false; readonly fault: VastFault };

/** Bounds of what is read: larger than any document seen in the field, small enough to be read while an auction waits. */
export const VAST_BOUNDS = { charsMax: 262_144, elementsMax: 4_000, depthMax: 32, adsMax: 20 } as const;

/**
 * Reads a VAST document of somebody else: XML by a strict parser, without DTDs and entities of its own, within bounds. An
 * ad must be one that a player can show: an InLine with a linear creative and media, or a Wrapper that leads somewhere.
 * @param whole false where nothing is shown: an ad may lack its creative
 */
export function readVast(text: string, { whole = true }: { readonly whole?: boolean } = {}): VastReading {
  if (text.length > VAST_BOUNDS.charsMax) return { ok: false, fault: 'vast.tooLarge' };
  const walk = createWalk(text);
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => walk.fail('vast.malformed'));
  parser.on('doctype', () => walk.fail('vast.malformed'));
  parser.on('opentag', ({ name, attributes, isSelfClosing }) =>
    walk.open(localName(name), { attributes, isSelfClosing, end: parser.position }),
  );
  parser.on('text', (piece) => walk.text(piece));
  parser.on('cdata', (piece) => walk.text(piece));
  parser.on('closetag', ({ isSelfClosing }) => walk.close(isSelfClosing ? -1 : parser.position));
  try {
    parser.write(text).close();
  } catch (stop) {
    if (!(stop instanceof Stopped)) throw stop;
    return { ok: false, fault: stop.fault };
  }
  return walk.result(whole);
}

/** Ends the parser's work at once: it offers no other way. */
class Stopped extends Error {
  readonly fault: VastFault;
  constructor(fault: VastFault) {
    super(fault);
    this.fault = fault;
  }
}

interface AdUnderWay {
  kind: VastAdFacts['kind'] | undefined;
  sequence: number | undefined;
  hasLinear: boolean;
  durationSec: number | undefined;
  mimes: string[];
  apis: string[];
  tagUrl: string | undefined;
  span: { -readonly [Name in keyof AdSpan]: AdSpan[Name] };
  media: number;
  /** Where our impression goes; -1 until known. */
  impressionAt: number;
  bodyStart: number;
}

interface LinearUnderWay {
  readonly start: number;
  afterDuration: number;
  tracked: boolean;
  clicks: boolean;
}

interface OpenTag {
  readonly attributes: Record<string, SaxesAttributePlain | string>;
  readonly isSelfClosing: boolean;
  /** One past the tag's last character. */
  readonly end: number;
}

function createWalk(source: string) {
  const path: string[] = [];
  const ads: AdUnderWay[] = [];
  const places: Place[] = [];
  let version = '';
  let root: Readonly<Record<string, string>> = {};
  let elements = 0;
  let words = '';
  let ad: AdUnderWay | undefined;
  let linear: LinearUnderWay | undefined;

  const fail = (fault: VastFault): never => {
    throw new Stopped(fault);
  };
  const put = (at: number, insert: Xml, drop = 0): void => {
    places.push({ at, drop, insert });
  };

  const openInAd = (name: string, tag: OpenTag): void => {
    const start = source.lastIndexOf('<', tag.end - 1);
    const parent = path.at(-2);
    if (ad === undefined) return;
    if (parent === 'Ad' && (name === 'InLine' || name === 'Wrapper')) {
      ad.kind = name === 'InLine' ? 'inline' : 'wrapper';
      ad.bodyStart = tag.isSelfClosing ? -1 : tag.end;
    } else if ((parent === 'InLine' || parent === 'Wrapper') && ad.impressionAt < 0) {
      if (name === 'Impression' || name === 'Error') ad.impressionAt = start;
    } else if (name === 'Linear' && parent === 'Creative') {
      ad.hasLinear = true;
      linear = tag.isSelfClosing
        ? undefined
        : { start: tag.end, afterDuration: -1, tracked: false, clicks: false };
    } else if (name === 'TrackingEvents' && parent === 'Linear' && linear !== undefined && !linear.tracked) {
      linear.tracked = true;
      if (tag.isSelfClosing) put(start, LINEAR_TRACKING, tag.end - start);
      else put(tag.end, LINEAR_TRACKERS);
    } else if (name === 'VideoClicks' && parent === 'Linear' && linear !== undefined && !linear.clicks) {
      linear.clicks = true;
      if (tag.isSelfClosing) put(start, VIDEO_CLICKS, tag.end - start);
      else put(tag.end, CLICK_TRACKING);
    } else if (name === 'MediaFile' || name === 'InteractiveCreativeFile') {
      const api = attributeText(tag.attributes['apiFramework']);
      if (api !== '') ad.apis.push(api);
      if (name === 'MediaFile') {
        ad.media++;
        ad.mimes.push(attributeText(tag.attributes['type']));
      }
    }
  };

  return {
    fail,
    open(name: string, tag: OpenTag): void {
      path.push(name);
      if (++elements > VAST_BOUNDS.elementsMax || path.length > VAST_BOUNDS.depthMax) fail('vast.tooLarge');
      words = '';
      if (path.length === 1) {
        if (name !== 'VAST') fail('vast.notVast');
        root = attributesOf(tag);
        version = attributeText(tag.attributes['version']);
        if (!/^[234](\.\d){0,2}$/.test(version)) fail('vast.version');
      } else if (path.length === 2 && name === 'Ad') {
        if (ads.length >= VAST_BOUNDS.adsMax) fail('vast.tooLarge');
        const start = source.lastIndexOf('<', tag.end - 1);
        ad = newAd({ start, opened: tag.end, end: tag.end, attributes: attributesOf(tag) });
        ads.push(ad);
      } else openInAd(name, tag);
    },
    text(piece: string): void {
      words += piece;
    },
    /** @param end one past the tag's last character; -1 where the element closed itself. */
    close(end: number): void {
      const name = path.pop();
      const parent = path.at(-1);
      const said = words.trim();
      words = '';
      if (ad === undefined) return;
      if (name === 'Duration' && parent === 'Linear') {
        ad.durationSec = secondsOf(said);
        if (linear !== undefined) linear.afterDuration = end;
      } else if (name === 'VASTAdTagURI' && parent === 'Wrapper') {
        ad.tagUrl = said;
      } else if ((name === 'MediaFile' || name === 'ClickThrough') && !isWebUrl(said)) {
        fail('vast.url');
      } else if (name === 'Linear' && linear !== undefined && end >= 0) {
        const closeStart = source.lastIndexOf('<', end - 1);
        if (!linear.tracked) {
          const early = version.startsWith('4') || linear.afterDuration < 0;
          put(early ? linear.start : linear.afterDuration, LINEAR_TRACKING);
        }
        if (!linear.clicks && ad.kind === 'wrapper') put(closeStart, VIDEO_CLICKS);
        linear = undefined;
      } else if ((name === 'InLine' || name === 'Wrapper') && parent === 'Ad' && ad.bodyStart >= 0) {
        put(ad.impressionAt >= 0 ? ad.impressionAt : ad.bodyStart, OWN_IMPRESSION);
      }
      if (path.length === 1) {
        if (end >= 0) ad.span.end = end;
        ad = undefined;
      }
    },
    result(whole: boolean): VastReading {
      if (ads.length === 0) return { ok: false, fault: 'vast.noAd' };
      const facts: VastAdFacts[] = [];
      for (const each of ads) {
        const { kind, media, impressionAt: _i, bodyStart: _b, ...rest } = each;
        if (kind === undefined) return { ok: false, fault: 'vast.noAd' };
        if (whole && kind === 'inline' && (!each.hasLinear || media === 0))
          return { ok: false, fault: 'vast.noMedia' };
        if (whole && kind === 'wrapper' && !isWebUrl(each.tagUrl ?? ''))
          return { ok: false, fault: 'vast.url' };
        facts.push({ kind, ...rest });
      }
      places.sort((a, b) => a.at - b.at);
      return { ok: true, document: { version, root, ads: facts, places } };
    },
  };
}

const newAd = (span: AdSpan): AdUnderWay => ({
  kind: undefined,
  sequence: sequenceOf(span),
  span: { ...span },
  hasLinear: false,
  durationSec: undefined,
  mimes: [],
  apis: [],
  tagUrl: undefined,
  media: 0,
  impressionAt: -1,
  bodyStart: -1,
});

const LINEAR_TRACKERS = sequence(...LINEAR_EVENTS.map((event) => urlElement('Tracking', event, { event })));
const LINEAR_TRACKING = element('TrackingEvents', {}, LINEAR_TRACKERS);
const CLICK_TRACKING = urlElement('ClickTracking', 'clickTracking');
const VIDEO_CLICKS = element('VideoClicks', {}, CLICK_TRACKING);
const OWN_IMPRESSION = sequence(urlElement('Error', 'error'), urlElement('Impression', 'impression'));

function sequenceOf({ attributes }: AdSpan): number | undefined {
  const sequence = Number.parseInt(attributes['sequence'] ?? '', 10);
  return Number.isNaN(sequence) ? undefined : sequence;
}

const attributesOf = ({ attributes }: OpenTag): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeText(value)]));

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const attributeText = (attribute: SaxesAttributePlain | string | undefined): string =>
  typeof attribute === 'string' ? attribute : (attribute?.value ?? '');

/** `HH:MM:SS` or `HH:MM:SS.mmm`; undefined for anything else. */
function secondsOf(text: string): number | undefined {
  const parts = text.length <= 16 ? /^(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,3})?)$/.exec(text) : null;
  return parts === null ? undefined : Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}

/** A price macro in a URL is filled in later and must not make it unreadable; players resolve what has no scheme. */
function isWebUrl(text: string): boolean {
  const start = text.slice(0, 8).toLowerCase();
  return (
    text.length <= 8_192 &&
    (start.startsWith('http://') || start.startsWith('https://') || start.startsWith('//'))
  );
}
