import { expect, it } from 'vitest';
import { joinPod } from './join-pod.ts';
import { readVast } from './read-vast.ts';
import { writeInline } from './write-vast.ts';
import { renderXml } from './xml.ts';

const own = renderXml(
  writeInline(
    {
      id: 'own',
      title: 't',
      durationSec: 15,
      files: [{ url: 'https://cdn.example/a.mp4', mime: 'video/mp4' }],
    },
    '4.2',
  ),
  (name) => `https://ads.example/${name}`,
);
const theirs = (attributes: string, root = '') =>
  `<?xml version="1.0"?>\n<VAST version="3.0"${root}><Ad ${attributes}><Wrapper><AdSystem>x</AdSystem><VASTAdTagURI>https://dsp.example/t?a=1&amp;b=2</VASTAdTagURI><Impression/></Wrapper></Ad></VAST>`;

it('holds the ads of all documents in their order, each as it was', () => {
  const joined = joinPod([theirs('id="a&amp;b" sequence="7"', ' xmlns:xs="urn:x"'), own]) ?? '';
  expect(readVast(joined)).toMatchObject({
    ok: true,
    document: {
      version: '4.2',
      root: { 'xmlns:xs': 'urn:x' },
      ads: [
        {
          kind: 'wrapper',
          sequence: 1,
          tagUrl: 'https://dsp.example/t?a=1&b=2',
          span: { attributes: { id: 'a&b' } },
        },
        { kind: 'inline', sequence: 2, durationSec: 15 },
      ],
    },
  });
  expect(joined).toContain(own.slice(own.indexOf('<InLine>'), own.indexOf('</VAST>')));
});

it.each([
  ['what is no VAST', ['<b>ad</b>', own]],
  ['one name for two namespaces', [theirs('', ' xmlns:xs="urn:x"'), theirs('', ' xmlns:xs="urn:y"')]],
  ['elements with a prefix', ['<v:VAST version="3.0"><v:Ad><v:Wrapper/></v:Ad></v:VAST>']],
  ['nothing', []],
])('joins no %s', (_what, texts) => {
  expect(joinPod(texts)).toBeUndefined();
});
