import type { DisclosureEntry, DisclosureRecord, DisclosureRecordV1 } from '@jianchat/events';
import { sha256 } from '../merkle/hashing.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * One recipient told of one auction: names of fields and purposes, no values. Kept by the operator and handed out as
 * part of a proof; in the public tree only the root over a batch of them stands.
 */
interface DisclosureFacts {
  /** Offset of the record in the event log. */
  readonly offset: number;
  readonly auction: string;
  readonly policyVersion: number;
  readonly policyHash: string;
  /** Index of the regime in that policy. */
  readonly regime: number;
  /** `signalDigest` of what the gates decided by, hex. */
  readonly signals: string;
  readonly recipient: string;
  readonly contract: string;
  /** Bit mask of the policy's purposes. */
  readonly purposes: number;
  /** Field mask as hex. */
  readonly fields: string;
  /** 16 bytes, hex: without them nobody can find a disclosure by trying what it may say. */
  readonly salt: string;
}

export interface DisclosureV2 extends DisclosureFacts {
  readonly v: 2;
  /** POSIX seconds of the beginning of the minute. */
  readonly timeS: number;
  /** The record's commitment to the subject, hex: see `DisclosureRecord`. */
  readonly subject: string;
}

/** As records of version 1 gave it. */
export interface DisclosureV1 extends DisclosureFacts {
  readonly v: 1;
  /** Milliseconds since epoch. */
  readonly timeMs: number;
}

export type Disclosure = DisclosureV1 | DisclosureV2;

/** A record that could not be understood: it is accounted for by its hash instead of being passed over. */
export interface UnreadableRecord {
  readonly v: 1;
  readonly offset: number;
  /** SHA-256 of the record's bytes, hex. */
  readonly unreadable: string;
  readonly salt: string;
}

export type BatchItem = Disclosure | UnreadableRecord;

/** SHA-256 of `jianchat/signals/1`, newline, and the JSON array `[regime,grants,floors]` of integers; hex. */
export function signalDigest({ regime, grants, floors }: SignalIntegers): string {
  return sha256(Buffer.from(`jianchat/signals/1\n[${regime},${grants},${floors}]`)).toString('hex');
}

export type SignalIntegers = Pick<DisclosureRecord, 'regime' | 'grants' | 'floors'>;

/** The minute, in POSIX seconds: finer time says no more about a disclosure and more about a person. */
export const minuteOf = (atMs: number): number => Math.floor(atMs / 60_000) * 60;

/** When it happened, as exactly as it says, milliseconds since epoch. */
export const disclosedAtMs = (item: Disclosure): number => (item.v === 1 ? item.timeMs : item.timeS * 1000);

/** Members stand by name, so that writing the object out gives canonical JSON without sorting it. */
export function disclosureOf(
  record: DisclosureRecord | DisclosureRecordV1,
  entry: DisclosureEntry,
  rest: { offset: number; signals: string; salt: string },
): Disclosure {
  const facts = {
    auction: record.auction,
    contract: entry.contract,
    fields: entry.fields,
    offset: rest.offset,
    policyHash: record.policyHash,
    policyVersion: record.policyVersion,
    purposes: entry.purposes,
    recipient: entry.recipient,
    regime: record.regime,
    salt: rest.salt,
    signals: rest.signals,
  };
  return record.v === 1
    ? { ...facts, timeMs: record.atMs, v: 1 }
    : { ...facts, subject: record.subject, timeS: minuteOf(record.atMs), v: 2 };
}

/** The bytes of what `disclosureOf` made, those that `encodeItem` gives; a test holds the two together. */
export const encodeOrdered = (disclosure: Disclosure): Buffer => Buffer.from(JSON.stringify(disclosure));

/** The item's bytes: canonical JSON (RFC 8785). */
export const encodeItem = (item: BatchItem): Buffer => Buffer.from(canonicalJson(item));

const count = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const mask = (value: unknown): boolean => Number.isSafeInteger(value);
const text = (value: unknown): boolean => typeof value === 'string';
const hex = (digits: number) => (value: unknown) =>
  typeof value === 'string' && value.length === digits && /^[0-9a-f]*$/.test(value);
const version = (wanted: number) => (value: unknown) => value === wanted;

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const FACTS_SHAPE: Shape = {
  offset: count,
  auction: text,
  policyVersion: count,
  policyHash: text,
  regime: count,
  signals: hex(64),
  recipient: text,
  contract: text,
  purposes: mask,
  fields: text,
  salt: hex(32),
};
const SHAPES: readonly Shape[] = [
  { ...FACTS_SHAPE, v: version(2), timeS: count, subject: hex(64) },
  { ...FACTS_SHAPE, v: version(1), timeMs: count },
  { v: version(1), offset: count, unreadable: hex(64), salt: hex(32) },
];

/** Exactly the members of one kind of item, each of its form. */
export function isBatchItem(value: unknown): value is BatchItem {
  return SHAPES.some((shape) => fits(value, shape));
}

export const isDisclosure = (item: BatchItem): item is Disclosure => 'auction' in item;

function fits(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  return (
    members.size === Object.keys(shape).length &&
    Object.entries(shape).every(([name, isRight]) => isRight(members.get(name)))
  );
}

export type ItemReading = { readonly ok: true; readonly item: BatchItem } | { readonly ok: false };

/** Parses an item's bytes; refused unless they are the canonical ones. */
export function decodeItem(bytes: Uint8Array): ItemReading {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const item: unknown = JSON.parse(buffer.toString());
    return isBatchItem(item) && encodeItem(item).equals(buffer) ? { ok: true, item } : { ok: false };
  } catch {
    return { ok: false };
  }
}
