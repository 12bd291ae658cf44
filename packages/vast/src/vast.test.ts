import { describe, expect, it } from 'vitest';
import { readVast, VAST_BOUNDS } from './read-vast.ts';
import { trackVast } from './track-vast.ts';
import type { InlineAd } from './vast-ad.ts';
import { protocolOf, vastVersionFor } from './vast-version.ts';
import { clock, writeInline, writeWrapper } from './write-vast.ts';
import { renderXml } from './xml.ts';

const urls = (name: string): string => `https://ads.example/e/${name}?a=1&b=]]>`;
const ad: InlineAd = {
  id: 'v<1>',
  title: 'A & B "spot"\u0000',
  advertiser: 'shop.example',
  durationSec: 3725.5,
  skipAfterSec: 5,
  files: [
    { url: 'https://cdn.example/a.mp4?q=]]>', mime: 'video/mp4', w: 640, h: 360, bitrateKbps: 800 },
    { url: 'https://cdn.example/a.webm', mime: 'video/webm', w: 640, h: 360 },
  ],
  mezzanine: { url: 'https://cdn.example/raw.mov', mime: 'video/quicktime', w: 1920, h: 1080 },
  interactive: { url: 'https://cdn.example/simid.html', mime: 'text/html' },
  companions: [
    { id: 'c1', w: 300, h: 250, image: { url: 'https://cdn.example/c.png', mime: 'image/png' }, alt: 'x' },
  ],
  verifications: [
    { vendor: 'check.example-omid', url: 'https://check.example/omid.js', parameters: '{"a":1}' },
  ],
};
const rising = (text: string, parts: readonly string[]): void => {
  const order = parts.map((part) => text.indexOf(part));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
};

describe('a VAST document of our own', () => {
  it('has its elements in the order of the 4.2 schema', () => {
    const text = renderXml(writeInline(ad, '4.2'), urls);
    rising(text, [
      '<VAST version="4.2"><Ad id="v&lt;1&gt;"><InLine><AdSystem>',
      '<Error>',
      '<Impression>',
      '<ViewableImpression><Viewable>',
      '<AdServingId>',
      '<AdTitle>A &amp; B &quot;spot&quot;</AdTitle>',
      '<AdVerifications><Verification vendor="check.example-omid"><JavaScriptResource apiFramework="omid"',
      '<Advertiser>',
      '<Creatives>',
      '<Linear skipoffset="00:00:05">',
      '<Tracking event="start">',
      '<Tracking event="skip">',
      '<Duration>01:02:05.500</Duration>',
      '<MediaFile delivery="progressive" type="video/mp4" width="640" height="360" bitrate="800">',
      '<Mezzanine ',
      '<InteractiveCreativeFile type="text/html" apiFramework="SIMID">',
      '<VideoClicks><ClickThrough>',
      '<UniversalAdId',
      '<CompanionAds><Companion id="c1" width="300" height="250"><StaticResource',
      '</VAST>',
    ]);
    expect(text).toContain('<![CDATA[https://cdn.example/a.mp4?q=]]]]><![CDATA[>]]>');
    expect(readVast(text)).toMatchObject({
      ok: true,
      document: { ads: [{ kind: 'inline', durationSec: 3725.5 }] },
    });
  });

  it('in older versions holds no element of 4, and keeps verification in an extension', () => {
    for (const version of ['2.0', '3.0'] as const) {
      const text = renderXml(writeInline(ad, version), urls);
      for (const word of ['UniversalAdId', 'AdServingId', 'Mezzanine', 'InteractiveCreativeFile', 'Viewable'])
        expect(text).not.toContain(word);
      rising(text, [
        '<AdTitle>',
        '<Error>',
        '<Impression>',
        '<Duration>',
        '<TrackingEvents>',
        '<MediaFiles>',
      ]);
      expect(text).toContain('<Extension type="AdVerifications"><AdVerifications>');
      expect(text.includes('skipoffset')).toBe(version === '3.0');
    }
  });

  it('in 4.0 holds nothing that came with 4.1', () => {
    const sound = { ...ad, adType: 'audio' as const };
    const text = renderXml(writeInline(sound, '4.0'), urls);
    for (const word of ['AdServingId', 'adType', 'variableDuration', '<Mezzanine delivery'])
      expect(text).not.toContain(word);
    rising(text, ['<Error>', '<Extension type="AdVerifications">', '<Impression>', '<ViewableImpression>']);
    expect(text).toContain('<UniversalAdId idRegistry="unknown" idValue="v&lt;1&gt;">');
    expect(renderXml(writeInline(sound, '4.1'), urls)).toContain(
      '<AdServingId><![CDATA[https://ads.example/e/display',
    );
  });

  it('leaves out what nobody wants to hear', () => {
    const text = renderXml(writeInline(ad, '4.2'), (name) => (name === 'impression' ? urls(name) : ''));
    expect(text).not.toContain('<Tracking ');
    expect(text).not.toContain('<Error>');
    expect(readVast(text).ok).toBe(true);
  });

  it('leads to a tag of a third party with reports of our own', () => {
    const tag = { id: 't', url: 'https://third.example/tag?a=1&b=2', followMore: false };
    const text = renderXml(writeWrapper(tag, '4.2'), urls);
    expect(text).toContain('<Wrapper followAdditionalWrappers="false">');
    expect(text).toContain('<VASTAdTagURI><![CDATA[https://third.example/tag?a=1&b=2]]></VASTAdTagURI>');
    expect(readVast(text)).toMatchObject({
      ok: true,
      document: { ads: [{ kind: 'wrapper', tagUrl: tag.url }] },
    });
    expect(renderXml(writeWrapper(tag, '3.0'), urls)).not.toContain('followAdditionalWrappers');
  });

  it('is of the newest version that the player takes', () => {
    expect(vastVersionFor([2, 3, 7, 8], 'inline')).toBe('4.0');
    expect(vastVersionFor([3, 11, 12], 'inline')).toBe('4.1');
    expect(vastVersionFor([3, 15], 'inline')).toBe('4.3');
    expect(protocolOf('4.0', 'inline')).toBe(7);
    expect(protocolOf('4.1', 'wrapper')).toBe(12);
    expect(vastVersionFor([2], 'inline')).toBe('2.0');
    expect(vastVersionFor([1, 9], 'inline')).toBeUndefined();
    expect(vastVersionFor([3], 'wrapper')).toBeUndefined();
    expect(vastVersionFor(undefined, 'wrapper')).toBe('4.2');
    expect(clock(59.9999)).toBe('00:01:00');
  });
});

const theirs = `<?xml version="1.0"?>
<VAST version="3.0"><Ad id="1"><InLine><AdSystem>x</AdSystem><AdTitle>t</AdTitle><Error>https://dsp.example/err</Error>
<Impression><![CDATA[https://dsp.example/i?p=\${AUCTION_PRICE}]]></Impression><Creatives><Creative><Linear>
<Duration>00:00:15</Duration><TrackingEvents/><VideoClicks><ClickThrough>https://shop.example/</ClickThrough></VideoClicks>
<MediaFiles><MediaFile type="video/mp4" delivery="progressive" width="1" height="1">https://cdn.example/v.mp4</MediaFile></MediaFiles>
</Linear></Creative></Creatives></InLine></Ad></VAST>`;

describe("somebody else's VAST document", () => {
  it('gets our reports and stays as it was otherwise', () => {
    const reading = readVast(theirs);
    if (!reading.ok) throw new Error(reading.fault);
    const text = trackVast(theirs, reading.document, urls);
    rising(text, [
      '<AdTitle>',
      'ads.example/e/error',
      'ads.example/e/impression',
      'dsp.example/err',
      'ads.example/e/start',
    ]);
    expect(text).toContain('<VideoClicks><ClickTracking><![CDATA[https://ads.example/e/clickTracking');
    expect(readVast(text)).toMatchObject({ ok: true });
    expect(trackVast(theirs, reading.document, () => '')).toBe(theirs);
  });

  it('may be less than whole where nobody shows it', () => {
    const empty = '<VAST version="3.0"><Ad><InLine></InLine></Ad></VAST>';
    expect(readVast(empty)).toEqual({ ok: false, fault: 'vast.noMedia' });
    expect(readVast(empty, { whole: false }).ok).toBe(true);
  });

  it.each([
    ['vast.malformed', theirs.replace('</Linear>', '')],
    ['vast.malformed', theirs.replace('</VAST>', '&nbsp;</VAST>')],
    ['vast.malformed', theirs.replace('<VAST', '<!DOCTYPE VAST [<!ENTITY a "b">]><VAST')],
    ['vast.malformed', 'no markup at all'],
    ['vast.notVast', '<html></html>'],
    ['vast.version', theirs.replace('3.0', '1.0')],
    ['vast.noAd', '<VAST version="4.2"></VAST>'],
    ['vast.noAd', '<VAST version="4.2"><Ad/></VAST>'],
    ['vast.noMedia', theirs.replace(/<MediaFile .*<\/MediaFile>/, '')],
    ['vast.url', theirs.replace('https://cdn.example/v.mp4', 'javascript:alert(1)')],
    ['vast.url', theirs.replace('https://shop.example/', 'data:text/html,x')],
    ['vast.tooLarge', theirs + ' '.repeat(VAST_BOUNDS.charsMax)],
    ['vast.tooLarge', `<VAST version="3.0">${'<a>'.repeat(50)}${'</a>'.repeat(50)}</VAST>`],
    ['vast.tooLarge', `<VAST version="3.0">${'<a/>'.repeat(5_000)}</VAST>`],
  ])('is refused with %s', (fault, text) => {
    expect(readVast(text)).toEqual({ ok: false, fault });
  });
});
