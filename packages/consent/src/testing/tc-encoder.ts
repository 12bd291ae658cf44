/** Writes TC strings bit by bit for tests, in either encoding of vendor sets. It is independent of the reader. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A TC string's content. Purposes, features and vendors count from 1. */
export interface TcContent {
  readonly policyVersion?: number;
  readonly purposeConsents?: readonly number[];
  readonly purposeInterests?: readonly number[];
  readonly features?: readonly number[];
  readonly vendorConsents?: readonly number[];
  readonly vendorInterests?: readonly number[];
  readonly restrictions?: readonly { purpose: number; type: number; vendors: readonly number[] }[];
  readonly disclosed?: readonly number[];
  readonly encoding?: 'bitfield' | 'range';
  /** Milliseconds since epoch. */
  readonly createdMs?: number;
  readonly updatedMs?: number;
  readonly cmp?: number;
}

/** Before the day from which strings without disclosed vendors don't count. */
const WRITTEN_MS = Date.UTC(2026, 0, 15);
/** When tests read: strings of `WRITTEN_MS` are still valid. */
export const READ_MS = Date.UTC(2026, 10, 23);

const number = (value: number, width: number): string => value.toString(2).padStart(width, '0');
const flags = (ids: readonly number[], count: number): string =>
  Array.from({ length: count }, (_, index) => (ids.includes(index + 1) ? '1' : '0')).join('');

function ranges(ids: readonly number[]): string {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const entries: [number, number][] = [];
  for (const id of sorted) {
    const last = entries.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else entries.push([id, id]);
  }
  const written = entries.map(([first, last]) =>
    first === last ? `0${number(first, 16)}` : `1${number(first, 16)}${number(last, 16)}`,
  );
  return number(entries.length, 12) + written.join('');
}

function vendors(ids: readonly number[], encoding: 'bitfield' | 'range'): string {
  const max = Math.max(0, ...ids);
  return number(max, 16) + (encoding === 'range' ? `1${ranges(ids)}` : `0${flags(ids, max)}`);
}

function toText(bits: string): string {
  const padded = bits.padEnd(Math.ceil(bits.length / 24) * 24, '0');
  return padded.replace(/.{6}/g, (sextet) => ALPHABET[Number.parseInt(sextet, 2)] ?? '');
}

/** The string. */
export function encodeTc(content: TcContent): string {
  const encoding = content.encoding ?? 'bitfield';
  const restrictions = content.restrictions ?? [];
  const core = [
    number(2, 6),
    number((content.createdMs ?? content.updatedMs ?? WRITTEN_MS) / 100, 36),
    number((content.updatedMs ?? WRITTEN_MS) / 100, 36),
    number(content.cmp ?? 7, 12) + number(1, 12) + number(0, 6) + number(0, 12) + number(100, 12),
    `${number(content.policyVersion ?? 4, 6)}10`,
    flags(content.features ?? [], 12) +
      flags(content.purposeConsents ?? [], 24) +
      flags(content.purposeInterests ?? [], 24),
    `0${number(0, 12)}`,
    vendors(content.vendorConsents ?? [], encoding),
    vendors(content.vendorInterests ?? [], encoding),
    number(restrictions.length, 12),
    ...restrictions.map(
      ({ purpose, type, vendors: ids }) => number(purpose, 6) + number(type, 2) + ranges(ids),
    ),
  ].join('');
  if (content.disclosed === undefined) return toText(core);
  return `${toText(core)}.${toText(number(1, 3) + vendors(content.disclosed, encoding))}`;
}
