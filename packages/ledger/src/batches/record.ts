import type { DisclosureRecord, DisclosureRecordV1 } from '@jianchat/events';

export type RecordReading =
  | { readonly status: 'read'; readonly record: DisclosureRecord | DisclosureRecordV1 }
  | { readonly status: 'newer' }
  | { readonly status: 'unreadable' };

/** The newest version that is understood. */
const VERSION = 2;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a disclosure record; the log outlives releases and disks err, so nothing about it is taken for granted. */
export function parseRecord(bytes: Uint8Array): RecordReading {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    return { status: 'unreadable' };
  }
  if (isDisclosureRecord(value)) return { status: 'read', record: value };
  const version = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined;
  return Number.isSafeInteger(version) && Number(version) > VERSION
    ? { status: 'newer' }
    : { status: 'unreadable' };
}

const count = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const text = (value: unknown): boolean => typeof value === 'string' && value.length <= 512;
/** Masks of 32 bits may be negative numbers. */
const mask = (value: unknown): boolean => Number.isSafeInteger(value);

const commitment = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

function isDisclosureRecord(value: unknown): value is DisclosureRecord | DisclosureRecordV1 {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof DisclosureRecord, unknown>>;
  const counts = [record.atMs, record.policyVersion, record.regime];
  return (
    (record.v === 1 ? record.subject === undefined : record.v === 2 && commitment(record.subject)) &&
    text(record.auction) &&
    text(record.policyHash) &&
    counts.every(count) &&
    mask(record.grants) &&
    mask(record.floors) &&
    Array.isArray(record.entries) &&
    record.entries.every(isEntry)
  );
}

function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<Record<keyof DisclosureRecord['entries'][number], unknown>>;
  return text(entry.recipient) && text(entry.contract) && text(entry.fields) && mask(entry.purposes);
}
