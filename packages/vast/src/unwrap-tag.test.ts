import { expect, it } from 'vitest';
import { type FetchVast, unwrapTag } from './unwrap-tag.ts';

const inline = `<VAST version="4.2"><Ad id="a"><InLine><AdSystem>x</AdSystem><AdTitle>t</AdTitle><Impression/><Creatives><Creative><Linear><Duration>00:00:15</Duration><MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1" height="1">https://cdn.example/a.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>`;
const wrapper = (...urls: string[]) =>
  `<VAST version="4.2">${urls.map((url) => `<Ad><Wrapper><AdSystem>x</AdSystem><Impression/><VASTAdTagURI><![CDATA[${url}]]></VASTAdTagURI></Wrapper></Ad>`).join('')}</VAST>`;
const asked: string[] = [];
const serve =
  (documents: Readonly<Record<string, string>>): FetchVast =>
  async (url) => {
    asked.push(url);
    const text = documents[url];
    return text === undefined ? { ok: false, fault: 'tag.unreachable' } : { ok: true, text };
  };
const steps = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count + 1 }, (_, at) => [
      `https://s${at}.example/`,
      at === count ? inline : wrapper(`https://s${at + 1}.example/`),
    ]),
  );

it('finds the ad behind wrappers, and who was on the way', async () => {
  const found = await unwrapTag('https://s0.example/', { fetchVast: serve(steps(2)), wrappersMax: 4 });
  expect(found).toEqual({
    fault: undefined,
    wrappers: 2,
    hosts: ['s0.example', 's1.example', 's2.example'],
    mimes: ['video/mp4'],
    durationsSec: [15],
  });
});

it.each([
  [undefined, 4],
  ['tag.tooDeep', 5],
])('says %s of %i wrappers where four may stand', async (fault, count) => {
  const found = await unwrapTag('https://s0.example/', { fetchVast: serve(steps(count)), wrappersMax: 4 });
  expect(found).toMatchObject({ fault, wrappers: count });
});

it.each([
  [
    'tag.circular',
    { 'https://a.example/': wrapper('//b.example/'), 'https://b.example/': wrapper('https://a.example/') },
  ],
  ['tag.circular', { 'https://a.example/': wrapper('https://a.example/#again', 'https://a.example/') }],
  ['tag.unreachable', { 'https://a.example/': wrapper('https://nowhere.example/') }],
  ['vast.notVast', { 'https://a.example/': '<html></html>' }],
  ['vast.url', { 'https://a.example/': wrapper('https://[') }],
])('says %s', async (fault, documents) => {
  expect(
    await unwrapTag('https://a.example/', { fetchVast: serve(documents), wrappersMax: 4 }),
  ).toMatchObject({ fault });
});

it('follows every ad of a pod, and no more documents than a bound', async () => {
  const many = Array.from({ length: 19 }, (_, at) => `https://p${at}.example/`);
  const documents = {
    'https://a.example/': wrapper(...many),
    ...Object.fromEntries(many.map((url) => [url, inline])),
  };
  asked.length = 0;
  const found = await unwrapTag('https://a.example/', { fetchVast: serve(documents), wrappersMax: 4 });
  expect(found.fault).toBe('tag.tooMany');
  expect(asked).toHaveLength(12);
});

it('fills in macros as one who knows nothing', async () => {
  asked.length = 0;
  await unwrapTag('https://a.example/?c=[CACHEBUSTING]&d=%5BIFA%5D&e=[1]', {
    fetchVast: serve({}),
    wrappersMax: 4,
  });
  expect(asked).toEqual(['https://a.example/?c=-1&d=-1&e=[1]']);
});
