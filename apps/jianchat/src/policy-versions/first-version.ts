import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceDurably } from '../keys/write-durably.ts';
import { RECORD_FILE, releasedFolder, releasedNumbers } from './released-folder.ts';

const First = z.strictObject({ version: z.int().min(1), sinceMs: z.number() });
const Announced = z.object({ announced: z.iso.date() });

/** The version of the policy an installation began under, and when (ms since epoch). */
export type FirstVersion = z.infer<typeof First>;

/** Below the data folder. */
const FIRST_VERSION_FILE = 'first-version.json';
/** What the platform makes where it keeps anything: with one of these a data folder was used. A stray file of somebody else's is no use. */
const MADE_BY_USE = new Set([
  'records',
  'analytics',
  'log',
  'hot',
  'keys',
  'master.key',
  'snapshot',
  'ledger',
  'policy',
  'outbox',
]);

/**
 * Notes, where the data folder was never used, that this installation begins under the newest version announced by now: nobody
 * here was promised an earlier one, so nobody is owed notice of the change. An installation that has begun keeps what it began under.
 */
export function beginUnderNewest(
  dataFolder: string,
  { policyFolder, nowMs }: { readonly policyFolder: string; readonly nowMs: number },
): void {
  if (readdirSync(dataFolder).some((name) => MADE_BY_USE.has(name) || name === FIRST_VERSION_FILE)) return;
  const version = newestAnnounced(policyFolder, nowMs);
  if (version === undefined) return;
  const first: FirstVersion = { version, sinceMs: nowMs };
  replaceDurably(join(dataFolder, FIRST_VERSION_FILE), `${JSON.stringify(first)}\n`, 0o600);
}

/** What the installation over this data folder began under; undefined where it began before anything was released, or is older. */
export function firstVersionOf(dataFolder: string): FirstVersion | undefined {
  const file = join(dataFolder, FIRST_VERSION_FILE);
  return existsSync(file) ? First.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Only the day is read here: whether the versions are as they were released is looked at where they are opened. */
function newestAnnounced(policyFolder: string, nowMs: number): number | undefined {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  return releasedNumbers(policyFolder).findLast((version) => {
    const file = join(releasedFolder(policyFolder), String(version), RECORD_FILE);
    const record = existsSync(file) ? Announced.safeParse(jsonOf(readFileSync(file, 'utf8'))) : undefined;
    return record?.success === true && record.data.announced <= today;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
