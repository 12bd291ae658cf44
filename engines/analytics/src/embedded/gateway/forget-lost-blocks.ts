import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows of blocks `min` to `max` of one partition; a merged part holds those of several inserts. */
interface Part {
  readonly name: string;
  readonly partition: string;
  readonly min: number;
  readonly max: number;
}

/**
 * The engine records that it has a block just before it gives the block's part its name. A kill in between leaves a record of
 * rows that are nowhere, and the retry, which the sender owes, would be taken for a repetition and dropped. So records without a
 * part are taken back before the engine starts, in the engine's own form (`MergeTreeDeduplicationLog` of ClickHouse).
 *
 * @param folder the engine's, which must not run
 * @returns how many records were taken back
 */
export function forgetLostBlocks(folder: string): number {
  let forgotten = 0;
  for (const table of tableFolders(join(folder, 'store'))) {
    const logs = logFiles(join(table, 'deduplication_logs'));
    const last = logs.at(-1);
    if (last === undefined) continue;
    const present = Map.groupBy(readdirSync(table).flatMap(partsNamed), ({ partition }) => partition);
    const lost = [...recordedBlocks(logs)].filter(
      ([, part]) => !(present.get(part.partition) ?? []).some((each) => holds(each, part)),
    );
    if (lost.length === 0) continue;
    appendFileSync(last, lost.map(([block, { name }]) => `${DROPPED}\t${name}\t${block}\n`).join(''), {
      flush: true,
    });
    forgotten += lost.length;
  }
  return forgotten;
}

const ADDED = '1';
const DROPPED = '2';

function recordedBlocks(logs: readonly string[]): Map<string, Part> {
  const blocks = new Map<string, Part>();
  for (const line of logs.flatMap((log) => readFileSync(log, 'utf8').split('\n'))) {
    const [operation, name = '', block = ''] = line.split('\t');
    const [part] = partsNamed(name);
    if (operation === DROPPED) blocks.delete(block);
    else if (operation === ADDED && part !== undefined) blocks.set(block, part);
  }
  return blocks;
}

/** `PARTITION_MIN_MAX_LEVEL`, and a number more after a mutation. Parts under way have other names. */
function partsNamed(name: string): Part[] {
  const [, partition, min, max] = /^(\w+?)_(\d+)_(\d+)_\d+(?:_\d+)?$/.exec(name) ?? [];
  return partition === undefined ? [] : [{ name, partition, min: Number(min), max: Number(max) }];
}

const holds = (part: Part, { min, max }: Part): boolean => part.min <= min && part.max >= max;

/** The engine keeps a table's files under `store/ABC/ABC…`, by the table's own id. */
function tableFolders(store: string): string[] {
  if (!existsSync(store)) return [];
  return readdirSync(store).flatMap((prefix) =>
    readdirSync(join(store, prefix)).map((id) => join(store, prefix, id)),
  );
}

function logFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const numbered = readdirSync(folder).map((file) => ({
    file: join(folder, file),
    number: Number(/^deduplication_log_(\d+)\.txt$/.exec(file)?.[1]),
  }));
  return numbered
    .filter(({ number }) => !Number.isNaN(number))
    .sort((one, other) => one.number - other.number)
    .map(({ file }) => file);
}
