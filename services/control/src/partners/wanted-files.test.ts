import { expect, it } from 'vitest';
import type { Supply } from '../configuration/read-configuration.ts';
import { wantedFiles } from './wanted-files.ts';

const supply = (domain: string) =>
  ({
    host: undefined,
    media: [],
    bidders: [{ id: 'b', enabled: true, settings: { seller: { domain, id: '1', relationship: 'DIRECT' } } }],
  }) as unknown as Supply;

it('K2: of systems that clients name, a bounded number is wanted, and ours stand before them', () => {
  const made = Array.from({ length: 5_000 }, (_, at) => [`made-up-${at}.example`, new Set(['x'])] as const);
  const chainSellers = new Map([...made, ['ours.example', new Set(['2'])] as const]);
  const wanted = wantedFiles(supply('ours.example'), { vendors: new Set(), chainSellers, files: new Map() });
  expect(wanted).toHaveLength(1_001);
  expect(wanted[0]?.url).toBe('https://ours.example/sellers.json');
  // Whoever is looked for in a file of ours is looked for, however many others are named.
  expect(wanted[0]?.answers?.({ asked: ['1', '2'], sellers: {} })).toBe(true);
  expect(wanted[0]?.answers?.({ asked: ['1'], sellers: {} })).toBe(false);
});
