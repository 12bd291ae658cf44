/**
 * Hot state: small values the request path reads in microseconds, synchronously, from a local replica.
 *
 * Counters (money spent per line item) and bytes (subjects and their keys); caps, leases and profiles join as keys of
 * their own family.
 */
export interface HotState {
  /**
   * The value last written by any process, not older than `capabilities.stalenessMsMax`; undefined where none is.
   * Never throws: with the store gone the last known value is answered and `ready()` turns false.
   */
  readNumber(key: string): number | undefined;
  /** Writes all or nothing; resolves when durable. Absolute values, so that repeating a write changes nothing. */
  writeNumbers(entries: readonly (readonly [key: string, value: number])[]): Promise<void>;
  /**
   * The bytes last written by any process, not older than `capabilities.stalenessMsMax`; undefined where none are. Never
   * throws: with the store gone there are none, since what may have been removed must not be answered from memory.
   */
  readBytes(key: string): Uint8Array | undefined;
  /**
   * Does each group whole if everything in it is as it `was`, and leaves it undone otherwise. Resolves with what was done,
   * group by group, when durable. Groups see those before them.
   */
  change(groups: readonly HotGroup[]): Promise<readonly boolean[]>;
  /** Keys that begin with the prefix, in order of their bytes, those after the given one, at most `limit`. For work behind requests. */
  listKeys(prefix: string, page: { after: string | undefined; limit: number }): Promise<readonly string[]>;
  readonly capabilities: { readonly stalenessMsMax: number };
  ready(): boolean;
  close(): Promise<void>;
}

/** One change of bytes. */
export interface HotChange {
  readonly key: string;
  /** Undefined removes the key. */
  readonly value: Uint8Array | undefined;
  /** What must stand there before; left out where it doesn't matter. */
  readonly was?: Uint8Array | 'absent';
}

export type HotGroup = readonly HotChange[];

/** Micros spent by a line item since its start. */
export const spentTotalKey = (lineItem: string): string => `spent/${lineItem}/total`;
/** Micros spent by a line item on a UTC day, `day` as YYYY-MM-DD. */
export const spentDayKey = (lineItem: string, day: string): string => `spent/${lineItem}/${day}`;

/** How many events of a kind of a line item were counted since its start. */
/** What deals delivered is counted as that of line items is, under this name: no id holds a colon. */
export const dealDelivery = (deal: string): string => `deal:${deal}`;
export const deliveredTotalKey = (lineItem: string, kind: string): string =>
  `delivered/${lineItem}/${kind}/total`;
/** The same on a UTC day, `day` as YYYY-MM-DD. */
export const deliveredDayKey = (lineItem: string, kind: string, day: string): string =>
  `delivered/${lineItem}/${kind}/${day}`;

/** Who holds which part of a budget or goal, by its name: `line/ID`, `order/ID`, `goal/ID`. */
export const leaseKey = (purse: string): string => `lease/${purse}`;

/** The subject that an identifier means, by the identifier's keyed hash (base64url of 32 bytes). */
export const subjectOfKey = (identifierHash: string): string => `subject/of/${identifierHash}`;
/** A subject's record, by its id (base64url of 16 bytes). */
export const subjectRecordKey = (subject: string): string => `${SUBJECT_RECORDS}${subject}`;
export const SUBJECT_RECORDS = 'subject/record/';

/** What somebody chose with the platform itself, by the keyed hash of an identifier (base64url of 32 bytes). */
export const choiceKey = (identifierHash: string): string => `${CHOICES}${identifierHash}`;
export const CHOICES = 'choice/of/';

/** Markup kept for a page or player, by the hash of its id (base64url of 32 bytes). */
export const creativeKey = (name: string): string => `creative/of/${name}`;
/** The same creatives in order of when they are to go. */
export const CREATIVES_DUE = 'creative/due/';

export interface CreativeDue {
  /** Milliseconds since epoch; kept in whole seconds, rounded up. */
  readonly dueMs: number;
  /** Of the value kept. */
  readonly bytes: number;
  readonly name: string;
}

/** A key that says all: keys sort by their digits. */
export const creativeDueKey = ({ dueMs, bytes, name }: CreativeDue): string =>
  `${CREATIVES_DUE}${String(Math.ceil(dueMs / 1000)).padStart(10, '0')}/${bytes}/${name}`;

export function readCreativeDue(key: string): CreativeDue | undefined {
  const [seconds, bytes, name] = key.slice(CREATIVES_DUE.length).split('/');
  if (name === undefined) return undefined;
  return { dueMs: Number(seconds) * 1000, bytes: Number(bytes), name };
}

/** What may be kept, by the name under which the policy declares it: a key of no family is a fault of its writer. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  'spent.total': /^spent\/[^/]+\/total$/,
  'spent.day': /^spent\/[^/]+\/\d{4}-\d\d-\d\d$/,
  'delivered.total': /^delivered\/[^/]+\/[a-zA-Z]+\/total$/,
  'delivered.day': /^delivered\/[^/]+\/[a-zA-Z]+\/\d{4}-\d\d-\d\d$/,
  'cap.of': /^cap\/of\/[\w-]{22}$/,
  'household.shown': /^household\/shown\/[\w-]{43}$/,
  'person.shown': /^person\/shown\/[\w-]{43}$/,
  'cap.due': /^cap\/due\/[\w-]{22}\.\d{1,2}\.[\w.-]{1,64}$/,
  'lease.of': /^lease\/(line|order|goal)\/[^/]+$/,
  'subject.of': /^subject\/of\/[\w-]{43}$/,
  'choice.of': /^choice\/of\/[\w-]{43}$/,
  'subject.record': /^subject\/record\/[\w-]{22}$/,
  'creative.of': /^creative\/of\/[\w-]{43}$/,
  'creative.due': /^creative\/due\/\d{10}\/\d{1,9}\/[\w-]{43}$/,
};
export const hotFamilies: readonly string[] = Object.keys(FAMILIES);

/** The family of a key; undefined for a key of none. */
export const hotFamilyOf = (key: string): string | undefined =>
  hotFamilies.find((family) => FAMILIES[family]?.test(key));
