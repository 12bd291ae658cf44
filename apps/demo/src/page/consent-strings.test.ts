import { describe, expect, it } from 'vitest';
import { gppUsNational, tcString, usPrivacy } from './consent-strings.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const unpack = (segment: string) =>
  [...segment].map((character) => alphabet.indexOf(character).toString(2).padStart(6, '0')).join('');
/** Reads `width` bits at `offset`, the offsets being those of the specification's field tables. */
const at = (bits: string, offset: number, width: number) =>
  Number.parseInt(bits.slice(offset, offset + width), 2);

const noon = Date.UTC(2026, 10, 23, 12, 34, 56);
const midnight = Date.UTC(2026, 10, 23);

describe('tcString', () => {
  it('puts each core field at its place', () => {
    const [core = ''] = tcString({ accepted: true, nowMs: noon }).split('.').map(unpack);
    expect(at(core, 0, 6)).toBe(2);
    expect([at(core, 6, 36), at(core, 42, 36)]).toEqual([midnight / 100, midnight / 100]);
    expect(at(core, 120, 12)).toBeGreaterThan(0);
    expect(at(core, 132, 6)).toBe(5);
    expect(core.slice(152, 176)).toBe('111111111110000000000000');
    expect(core.slice(176, 200)).toBe('0'.repeat(24));
    expect([at(core, 201, 6), at(core, 207, 6)]).toEqual([3, 4]);
    expect([at(core, 213, 16), core[229], at(core, 230, 12)]).toEqual([1002, '1', 2]);
    expect([core[242], at(core, 243, 16), core[259], at(core, 260, 16)]).toEqual(['0', 1001, '0', 1002]);
    expect([at(core, 276, 16), core[292], at(core, 293, 12)]).toEqual([0, '0', 0]);
  });

  it('sets no permission at all when rejected, and still says who was disclosed', () => {
    const [core = '', disclosed = ''] = tcString({ accepted: false, nowMs: noon }).split('.').map(unpack);
    expect(core.slice(140, 201)).toBe('0'.repeat(61));
    expect([at(core, 213, 16), core[229], at(core, 230, 16), core[246], at(core, 247, 12)]).toEqual([
      0,
      '0',
      0,
      '0',
      0,
    ]);
    expect([at(disclosed, 0, 3), at(disclosed, 3, 16), disclosed[19], at(disclosed, 20, 12)]).toEqual([
      1,
      1002,
      '1',
      2,
    ]);
  });
});

it('fills segments up to whole bytes', () => {
  expect(gppUsNational({ optedOut: true }).split('.')[1]).toBe('YA');
  for (const accepted of [true, false]) {
    const lengths = tcString({ accepted, nowMs: noon })
      .split('.')
      .map((segment) => segment.length % 4);
    expect(lengths).not.toContain(1);
  }
});

describe('US strings', () => {
  it.each([
    [true, 1, '1YYN'],
    [false, 2, '1YNN'],
  ] as const)('say opted out: %s', (optedOut, value, usp) => {
    const [header, section = ''] = gppUsNational({ optedOut }).split('~');
    const [core = '', gpc = ''] = section.split('.').map(unpack);
    expect(header).toBe('DBABLA');
    expect(at(core, 0, 6)).toBe(1);
    expect([18, 20, 22].map((offset) => at(core, offset, 2))).toEqual([value, value, value]);
    expect(at(core, 54, 2)).toBe(2);
    expect([at(gpc, 0, 2), gpc[2]]).toEqual([1, optedOut ? '1' : '0']);
    expect(usPrivacy({ optedOut })).toBe(usp);
  });
});
