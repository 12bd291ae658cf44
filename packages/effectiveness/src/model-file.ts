import { createHash } from 'node:crypto';
import { CALIBRATION_NUMBERS } from './calibration.ts';
import { GOALS, type Goal } from './goals.ts';
import { emptyModel, emptyProvenance, type GoalModel, type Model, type Provenance } from './model.ts';
import { ALL_TEMPLATES, LAYOUT_HASH, READABLE_LAYOUTS, SLOTS } from './templates.ts';
import type { Weights } from './weights.ts';

/**
 * A model as bytes (little-endian):
 *
 *     "JCEM" | format u32 | layout hash u32 | length of header u32 | header, JSON |
 *     per goal: used slots u32, their numbers u32[], then z, n, precision f64[] each, outcomes f64[] |
 *     SHA-256 of everything before
 *
 * At most `MODEL_BYTES_MAX`; an install that has shown little has a file of a few kilobytes.
 */
const MAGIC = 0x4d45434a;
const FORMAT = 3;
/** Goals of each format that can be read: one from before has learned nothing of what came later. */
const GOALS_OF_FORMAT: ReadonlyMap<number, readonly Goal[]> = new Map<number, readonly Goal[]>([
  [2, ['click', 'conversion']],
  [FORMAT, GOALS],
]);
const HEAD_BYTES = 16;
const DIGEST_BYTES = 32;
const HEADER_BYTES_MAX = 4_096;
const SLOT_BYTES = 4 + 3 * 8;

export const MODEL_BYTES_MAX =
  HEAD_BYTES +
  HEADER_BYTES_MAX +
  GOALS.length * (4 + SLOTS * SLOT_BYTES + CALIBRATION_NUMBERS * 8) +
  DIGEST_BYTES;

/**
 * - `model.damaged`: not what was written. `model.format`: of another release of the format.
 * - `model.layout`: of other features: its slots mean something else.
 */
export type ModelFault = 'model.damaged' | 'model.format' | 'model.layout';

export type ModelReading =
  | { readonly ok: true; readonly model: Model }
  | { readonly ok: false; readonly fault: ModelFault };

export function encodeModel({ goals, provenance }: Model): Buffer {
  const header = Buffer.from(JSON.stringify(provenance));
  const head = Buffer.alloc(HEAD_BYTES);
  [MAGIC, FORMAT, LAYOUT_HASH >>> 0, header.length].forEach((word, at) => {
    head.writeUInt32LE(word, at * 4);
  });
  const body = [head, header, ...GOALS.flatMap((goal) => goalBytes(goals[goal]))];
  const digest = createHash('sha256');
  for (const part of body) digest.update(part);
  return Buffer.concat([...body, digest.digest()]);
}

function goalBytes({ weights, outcomes }: GoalModel): Buffer[] {
  const used: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++)
    if (weights.n[slot] !== 0 || weights.precision[slot] !== 0 || weights.z[slot] !== 0) used.push(slot);
  const numbers = Buffer.alloc(4 + used.length * SLOT_BYTES);
  numbers.writeUInt32LE(used.length, 0);
  let at = 4;
  for (const slot of used) at = numbers.writeUInt32LE(slot, at);
  for (const column of columnsOf(weights))
    for (const slot of used) at = numbers.writeDoubleLE(column[slot] ?? 0, at);
  const sums = Buffer.alloc(outcomes.length * 8);
  outcomes.forEach((sum, place) => {
    sums.writeDoubleLE(sum, place * 8);
  });
  return [numbers, sums];
}

const columnsOf = ({ z, n, precision }: Weights): readonly Float64Array[] => [z, n, precision];

/** Any bytes are safe to pass. */
export function decodeModel(bytes: Uint8Array): ModelReading {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const faulty = (fault: ModelFault): ModelReading => ({ ok: false, fault });
  if (buffer.length < HEAD_BYTES + DIGEST_BYTES || buffer.length > MODEL_BYTES_MAX)
    return faulty('model.damaged');
  const body = buffer.subarray(0, -DIGEST_BYTES);
  const digest = createHash('sha256').update(body).digest();
  if (!digest.equals(buffer.subarray(-DIGEST_BYTES)) || buffer.readUInt32LE(0) !== MAGIC)
    return faulty('model.damaged');
  const goals = GOALS_OF_FORMAT.get(buffer.readUInt32LE(4));
  if (goals === undefined) return faulty('model.format');
  if (!READABLE_LAYOUTS.has(buffer.readInt32LE(8))) return faulty('model.layout');
  const headerEnd = HEAD_BYTES + buffer.readUInt32LE(12);
  if (headerEnd > body.length) return faulty('model.damaged');
  const provenance = readProvenance(body.subarray(HEAD_BYTES, headerEnd));
  if (provenance === undefined) return faulty('model.damaged');
  const model: Model = { ...emptyModel({ version: 0, hash: '' }), provenance };
  let at = headerEnd;
  for (const goal of goals) {
    const end = readGoal(body, at, model.goals[goal]);
    if (end === undefined) return faulty('model.damaged');
    at = end;
  }
  return at === body.length ? { ok: true, model } : faulty('model.damaged');
}

/** Fills a goal's model from `at` on; where it ends, or undefined for what can't be one. */
function readGoal(body: Buffer, at: number, { weights, outcomes }: GoalModel): number | undefined {
  if (at + 4 > body.length) return undefined;
  const used = body.readUInt32LE(at);
  const columnsAt = at + 4 + used * 4;
  const outcomesAt = columnsAt + used * 3 * 8;
  const end = outcomesAt + outcomes.length * 8;
  if (used > SLOTS || end > body.length) return undefined;
  const columns = columnsOf(weights);
  for (let place = 0; place < used; place++) {
    const slot = body.readUInt32LE(at + 4 + place * 4);
    if (slot >= SLOTS) return undefined;
    for (const [number, column] of columns.entries()) {
      const value = body.readDoubleLE(columnsAt + (number * used + place) * 8);
      if (!Number.isFinite(value) || (number > 0 && value < 0)) return undefined;
      column[slot] = value;
    }
  }
  for (let place = 0; place < outcomes.length; place++) {
    const sum = body.readDoubleLE(outcomesAt + place * 8);
    if (!(sum >= 0) || sum === Number.POSITIVE_INFINITY) return undefined;
    outcomes[place] = sum;
  }
  return end;
}

const COUNTS = [
  'policyVersion',
  'templates',
  'conversionTemplates',
  'nextOffset',
  'conversionOffset',
  'trainedToMs',
  'impressions',
  'clicks',
  'followedClicks',
  'conversions',
] as const satisfies readonly (keyof Provenance)[];
/** Not in a file of format 2. */
const LATER_COUNTS = [
  'viewTemplates',
  'followedViews',
  'viewConversions',
] as const satisfies readonly (keyof Provenance)[];

function readProvenance(bytes: Buffer): Provenance | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { policyHash, ...given } = value as Readonly<Record<string, unknown>>;
  if (typeof policyHash !== 'string') return undefined;
  const counts = { ...emptyProvenance({ version: 0, hash: '' }) };
  for (const name of [...COUNTS, ...LATER_COUNTS]) {
    const count = given[name] ?? (isLater(name) ? 0 : undefined);
    if (!isCount(count)) return undefined;
    Object.assign(counts, { [name]: count });
  }
  const masks = [counts.templates, counts.conversionTemplates, counts.viewTemplates];
  if (masks.some((mask) => mask > ALL_TEMPLATES)) return undefined;
  return { ...counts, policyHash };
}

function isLater(name: keyof Provenance): boolean {
  const later: readonly (keyof Provenance)[] = LATER_COUNTS;
  return later.includes(name);
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
