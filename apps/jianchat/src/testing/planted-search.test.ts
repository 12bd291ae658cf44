import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { findPlanted } from './planted-search.ts';

const VALUES = ['cnryd17z', 'cnryuheader.example', '203.0.113.77'];
const PLAIN = `{"page":"https://a.example/${VALUES[0]}","referer":"${VALUES[1]}","ip":"${VALUES[2]}"}`;

it.each([
  ['as it is', PLAIN],
  ['in base64', Buffer.from(PLAIN).toString('base64')],
  ['in base64url behind a letter', `/e/i${Buffer.from(PLAIN).toString('base64url')}.sig`],
  ['in hexadecimal', Buffer.from(PLAIN).toString('hex')],
  ['percent-encoded', encodeURIComponent(PLAIN)],
  ['packed', gzipSync(PLAIN).toString('base64')],
  ['packed in hexadecimal in base64', Buffer.from(gzipSync(PLAIN).toString('hex')).toString('base64')],
])('finds planted values %s', (_, text) => {
  expect(findPlanted(`before ${text} after`)).toEqual(expect.arrayContaining(['cnryd17z', '203.0.113.77']));
});

it('finds nothing where nothing was planted', () => {
  const noise = Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7_919) % 256));
  expect(findPlanted(`${noise.toString('base64')} ${noise.toString('hex')} 198.51.100.7`)).toEqual([]);
});
