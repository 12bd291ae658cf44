import { expect, it } from 'vitest';
import { mayFetch } from './robots.ts';

const ROBOTS = `
User-agent: *
Disallow: /ads
Allow: /ads.txt

User-agent: other
User-agent: Jianchat # we
Disallow: /sellers.json
Disallow: /*.txt$
Allow: /app-ads.txt
`;

it.each([
  ['somebody', '/ads.txt', true],
  ['somebody', '/ads/x', false],
  ['somebody', '/sellers.json', true],
  ['jianchat', '/sellers.json', false],
  ['other', '/sellers.json', false],
  ['jianchat', '/app-ads.txt', true],
  ['jianchat', '/ads.txt', false],
])('S8: a crawler %s at %s: %s', (agent, path, allowed) => {
  expect(mayFetch(ROBOTS, { agent, path })).toBe(allowed);
});

it('may fetch where nothing forbids it', () => {
  for (const robots of ['', '<html>', 'Disallow: /', 'User-agent: *\nDisallow:'])
    expect(mayFetch(robots, { agent: 'jianchat', path: '/ads.txt' })).toBe(true);
});

it('K2: is read in no time, however many agents and rules it names', () => {
  const agents = Array.from({ length: 5_000 }, (_, at) => `user-agent: a${at}`);
  const rules = Array.from({ length: 4_990 }, (_, at) => `disallow: /${at}`);
  const before = process.cpuUsage();
  expect(mayFetch([...agents, ...rules].join('\n'), { agent: 'jianchat', path: '/sellers.json' })).toBe(true);
  expect(process.cpuUsage(before).user).toBeLessThan(200_000);
});
