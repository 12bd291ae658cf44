import { type AuctionRecord, EVENT_KINDS, type EventRecord } from '@jianchat/events';

/**
 * Whether a parsed log record has all that the pipeline reads, in the form that the stores take. The log holds our own
 * records, but it outlives releases and disks err: one odd record must neither stop the line nor reach a table.
 */
type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

/** Ids and names; bounded because they become keys of indexes, without NUL because PostgreSQL takes none. */
const text = (value: unknown) => typeof value === 'string' && value.length <= 512 && !value.includes('\0');
const optionalText = (value: unknown) => value === undefined || text(value);
const count = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
/** A time that a Date can hold, until the year 2200. */
const time = (value: unknown) => count(value) && Number(value) < 7_258_118_400_000;
const flag = (value: unknown) => typeof value === 'boolean';
const anyNumber = (value: unknown) => typeof value === 'number';
const oneOf = (...values: readonly string[]) => {
  const set = new Set<unknown>(values);
  return (value: unknown) => set.has(value);
};
const listOf = (shape: Shape) => (value: unknown) =>
  Array.isArray(value) && value.every((item) => fits(item, shape));

const deviceType = oneOf('phone', 'tablet', 'desktop', 'tv', 'other', 'unknown');
const demandKind = oneOf('direct', 'openrtb', 'mediation');
const format = oneOf('banner', 'video', 'native', 'audio');

const seenAs = oneOf('impression', 'viewable');
const use = oneOf('server', 'page');

const isDoubt = (value: unknown) => value === undefined || value === true;

const conversionTerms: Shape = {
  withinHours: count,
  micros: anyNumber,
  paidKind: text,
  viewHours: (value) => value === undefined || count(value),
  viewableOnly: (value) => value === undefined || flag(value),
  viewsCount: (value) => value === undefined || flag(value),
  serverOnly: (value) => value === undefined || flag(value),
};
const conversion: Shape = {
  kind: text,
  valueMicros: anyNumber,
  clickedMs: (value) => value === undefined || time(value),
  seenMs: (value) => value === undefined || time(value),
  seenAs: (value) => value === undefined || seenAs(value),
  use: (value) => value === undefined || use(value),
  order: optionalText,
  key: optionalText,
};

const claims: Shape = {
  auction: text,
  imp: count,
  atMs: time,
  account: text,
  media: text,
  placement: text,
  format,
  demandKind,
  demand: text,
  advertiser: text,
  creative: text,
  // Out of bounds they make the event invalid, which is a verdict of its own.
  priceCpmMicros: anyNumber,
  clickMicros: (value) => value === undefined || anyNumber(value),
  dayMicros: (value) => value === undefined || anyNumber(value),
  revenueShareBps: anyNumber,
  currency: text,
  deviceType,
  country: text,
  policyVersion: count,
  kinds: (value) => value === undefined || count(value),
  impressionsMilli: (value) => value === undefined || count(value),
  podAd: (value) => value === undefined || count(value),
  deal: optionalText,
  utcOffsetMin: (value) =>
    value === undefined || (Number.isSafeInteger(value) && Math.abs(Number(value)) <= 1_440),
  conversion: (value) => value === undefined || fits(value, conversionTerms),
  doubtful: isDoubt,
  size: optionalText,
  os: optionalText,
};

const event: Shape = {
  id: text,
  kind: oneOf(...EVENT_KINDS),
  atMs: time,
  declaredRobot: flag,
  errorCode: (value) => value === undefined || (count(value) && Number(value) <= 999),
  conversion: (value) => value === undefined || fits(value, conversion),
  claims: (value) => fits(value, claims),
};

const candidate: Shape = { demand: text, priceMicros: count };
const imp: Shape = { placement: text, candidates: listOf(candidate), winner: Number.isSafeInteger };
const auction: Shape = {
  id: text,
  atMs: time,
  durationUs: count,
  account: text,
  media: text,
  policyVersion: count,
  regime: count,
  grants: count,
  floors: count,
  doubtful: isDoubt,
  country: text,
  deviceType,
  imps: listOf(imp),
};

function fits(value: unknown, shape: Shape): boolean {
  if (!isObject(value)) return false;
  for (const name in shape) if (shape[name]?.(value[name]) === false) return false;
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export const isEventRecord = (value: unknown): value is EventRecord => fits(value, event);
export const isAuctionRecord = (value: unknown): value is AuctionRecord => fits(value, auction);
