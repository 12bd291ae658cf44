import { expect, it } from 'vitest';
import { ownDepth } from './own-depth.ts';

const wrapper = (url: string) =>
  `<VAST version="4.2"><Ad><Wrapper><AdSystem>x</AdSystem><Impression/><VASTAdTagURI><![CDATA[${url}]]></VASTAdTagURI></Wrapper></Ad></VAST>`;
const inline =
  '<VAST version="4.2"><Ad><InLine><AdSystem>x</AdSystem><AdTitle>t</AdTitle><Impression/><Creatives><Creative><Linear><Duration>00:00:15</Duration><MediaFiles><MediaFile type="video/mp4">https://cdn.example/#.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>';

it('counts the wrapper that a document is, and names where it leads', () => {
  expect(ownDepth(inline)).toEqual({
    fault: undefined,
    wrappers: 0,
    hosts: [],
    mimes: ['video/mp4'],
    durationsSec: [15],
  });
  expect(ownDepth(wrapper('https://#.Tags.example/vast?'))).toMatchObject({
    fault: undefined,
    wrappers: 1,
    hosts: ['#.tags.example'],
  });
  expect(ownDepth(wrapper('//tags.example:8443/x')).hosts).toEqual(['tags.example']);
});

it.each(['https://10.0.0.1/x', 'http://localhost:80/', 'https://[::1]/x', 'https://me@127.0.0.1/'])(
  'refuses what leads to %s',
  (url) => {
    expect(ownDepth(wrapper(url))).toMatchObject({ fault: 'tag.forbidden', wrappers: 1 });
  },
);

it.each([
  ['vast.url', wrapper('tags.example')],
  ['vast.malformed', inline.slice(0, 200)],
  ['vast.notVast', '<html></html>'],
])('says %s of what nobody could play', (fault, markup) => {
  expect(ownDepth(markup).fault).toBe(fault);
});
