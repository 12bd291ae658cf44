import type { Companion, InlineAd, MediaFile, Verification, WrappedTag } from './vast-ad.ts';
import { LINEAR_EVENTS } from './vast-ad.ts';
import { isFour, isFourOne, type VastVersion } from './vast-version.ts';
import { type Child, cdataElement, element, sequence, textElement, urlElement, type Xml } from './xml.ts';

const SYSTEM = 'jianchat';

/** A document with one whole ad; elements in the order of the version's schema. */
export function writeInline(ad: InlineAd, version: VastVersion): Xml {
  const four = isFour(version);
  const title = textElement('AdTitle', ad.title);
  const system = textElement('AdSystem', SYSTEM);
  const advertiser = ad.advertiser !== undefined && textElement('Advertiser', ad.advertiser);
  const error = urlElement('Error', 'error');
  const impression = urlElement('Impression', 'impression');
  const creatives = element('Creatives', {}, linearCreative(ad, version), companionCreative(ad, version));
  const latest = isFourOne(version);
  const body = four
    ? [
        system,
        error,
        !latest && inExtension(ad.verifications),
        impression,
        viewable(),
        latest && urlElement('AdServingId', 'display'),
        title,
        latest && verifications(ad.verifications),
        advertiser,
        creatives,
      ]
    : [
        system,
        title,
        version === '3.0' && advertiser,
        error,
        impression,
        creatives,
        inExtension(ad.verifications),
      ];
  return document(version, ad, element('InLine', {}, ...body));
}

/** A document that leads to a third party's tag and reports to us besides. */
export function writeWrapper(tag: WrappedTag, version: VastVersion): Xml {
  const four = isFour(version);
  const system = textElement('AdSystem', SYSTEM);
  const uri = cdataElement('VASTAdTagURI', tag.url);
  const error = urlElement('Error', 'error');
  const impression = urlElement('Impression', 'impression');
  const linear = element(
    'Linear',
    {},
    tracking(),
    element('VideoClicks', {}, urlElement('ClickTracking', 'click')),
  );
  const creatives = element('Creatives', {}, element('Creative', {}, linear));
  const latest = isFourOne(version);
  const body = four
    ? [
        system,
        error,
        !latest && inExtension(tag.verifications),
        impression,
        viewable(),
        latest && verifications(tag.verifications),
        creatives,
        uri,
      ]
    : [system, uri, error, impression, creatives, inExtension(tag.verifications)];
  const attributes = four ? { followAdditionalWrappers: tag.followMore } : {};
  return document(version, tag, element('Wrapper', attributes, ...body));
}

function document(version: VastVersion, { id, adType }: Pick<InlineAd, 'id' | 'adType'>, body: Xml): Xml {
  return element(
    'VAST',
    { version },
    element('Ad', { id, adType: isFourOne(version) ? adType : undefined }, body),
  );
}

const viewable = (): Xml => element('ViewableImpression', {}, urlElement('Viewable', 'viewable'));

const tracking = (): Xml =>
  element('TrackingEvents', {}, ...LINEAR_EVENTS.map((event) => urlElement('Tracking', event, { event })));

function linearCreative(ad: InlineAd, version: VastVersion): Xml {
  const four = isFour(version);
  const duration = textElement('Duration', clock(ad.durationSec));
  const clicks = element('VideoClicks', {}, urlElement('ClickThrough', 'click'));
  const skipoffset = version === '2.0' || ad.skipAfterSec === undefined ? undefined : clock(ad.skipAfterSec);
  const files = element(
    'MediaFiles',
    {},
    ...ad.files.map(mediaFile),
    ...(four ? [mezzanine(ad.mezzanine, version), interactive(ad, version)] : []),
  );
  const body = four ? [tracking(), duration, files, clicks] : [duration, tracking(), clicks, files];
  return element(
    'Creative',
    { id: ad.id },
    element('Linear', { skipoffset }, ...body),
    four && universalId(ad.id, version),
  );
}

/** 4.0 wants the id twice. */
const universalId = (id: string, version: VastVersion): Xml =>
  textElement('UniversalAdId', id, {
    idRegistry: 'unknown',
    idValue: isFourOne(version) ? undefined : id,
  });

/** The schemas ask for a size of every file; a sound has none, so it gets 0. */
function mediaFile({ url, mime, w = 0, h = 0, bitrateKbps }: MediaFile): Xml {
  return cdataElement('MediaFile', url, {
    delivery: 'progressive',
    type: mime,
    width: w,
    height: h,
    bitrate: bitrateKbps,
  });
}

function mezzanine(file: MediaFile | undefined, version: VastVersion): Child {
  if (file === undefined) return undefined;
  const { url, mime, w = 0, h = 0 } = file;
  if (!isFourOne(version)) return cdataElement('Mezzanine', url);
  return cdataElement('Mezzanine', url, { delivery: 'progressive', type: mime, width: w, height: h });
}

function interactive({ interactive: file }: InlineAd, version: VastVersion): Child {
  if (file === undefined) return undefined;
  return cdataElement('InteractiveCreativeFile', file.url, {
    type: file.mime,
    apiFramework: 'SIMID',
    variableDuration: isFourOne(version) ? file.variableDuration : undefined,
  });
}

function verifications(list: readonly Verification[] | undefined): Child {
  if (list === undefined || list.length === 0) return undefined;
  return element(
    'AdVerifications',
    {},
    ...list.map(({ vendor, url, parameters }) =>
      element(
        'Verification',
        { vendor },
        cdataElement('JavaScriptResource', url, { apiFramework: 'omid', browserOptional: true }),
        parameters !== undefined && cdataElement('VerificationParameters', parameters),
      ),
    ),
  );
}

/** Before 4.1 verification stands in an extension, as the Open Measurement specification has it. */
function inExtension(list: readonly Verification[] | undefined): Child {
  const inside = verifications(list);
  return inside && element('Extensions', {}, element('Extension', { type: 'AdVerifications' }, inside));
}

function companionCreative(ad: InlineAd, version: VastVersion): Child {
  const { companions = [] } = ad;
  if (companions.length === 0) return undefined;
  const id = `${ad.id}-companions`;
  return element(
    'Creative',
    { id },
    element('CompanionAds', {}, ...companions.map((each) => companion(each, version))),
    isFour(version) && universalId(id, version),
  );
}

function companion({ id, w, h, image, html, alt }: Companion, version: VastVersion): Xml {
  const resource = sequence(
    html !== undefined && cdataElement('HTMLResource', html),
    image !== undefined && cdataElement('StaticResource', image.url, { creativeType: image.mime }),
  );
  const altText = alt !== undefined && textElement('AltText', alt);
  const click = urlElement('CompanionClickThrough', 'click');
  const views = element(
    'TrackingEvents',
    {},
    urlElement('Tracking', 'companionView', { event: 'creativeView' }),
  );
  const body = isFour(version) ? [resource, altText, click, views] : [resource, views, click, altText];
  return element('Companion', { id, width: w, height: h }, ...body);
}

/** HH:MM:SS, with milliseconds where there are some. */
export function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const ms = Math.round(seconds * 1000);
  const whole = Math.floor(ms / 1000);
  const time = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return ms % 1000 === 0 ? time : `${time}.${String(ms % 1000).padStart(3, '0')}`;
}
