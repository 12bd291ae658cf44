import { importConfiguration, policyContracts } from '@jianchat/control';
import { type Conversion, convertInstallation, type LeftOut } from '@jianchat/prebid-import';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { commandSettings } from './command-context.ts';
import { importRefusal } from './import-refusal.ts';
import { readInstallationFiles } from './installation-files.ts';
import { withRecords } from './with-records.ts';

export interface ImportPrebidFlags {
  readonly contract: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Brings an installation of Prebid Server over, and says what it could not bring. */
export async function importPrebid(folder: string, flags: ImportPrebidFlags): Promise<void> {
  const files = readInstallationFiles(folder);
  const conversion = convertInstallation(files, { contract: flags.contract });
  if (flags.dryRun) {
    process.stdout.write(`${JSON.stringify(conversion.configuration, null, 2)}\n`);
    return tellLeftOut(conversion.leftOut);
  }
  const { counts, leftOut } = await apply(conversion);
  const all = [...conversion.leftOut, ...leftOut];
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ ...counts, leftOut: all })}\n`);
    return;
  }
  process.stdout.write(
    `${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged; revision ${counts.revision}\n`,
  );
  tellLeftOut(all);
}

interface Counts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly revision: number;
}

/** So often entries that are refused are taken out before the whole is given up. */
const ATTEMPTS = 3;

/** Applies what fits: an entry that is refused is left out with the reason, and the rest tried again as a whole. */
async function apply({ configuration }: Conversion): Promise<{ counts: Counts; leftOut: LeftOut[] }> {
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  const leftOut: LeftOut[] = [];
  const rest: Record<string, unknown> = { ...configuration };
  return withRecords(settings, async ({ records }) => {
    for (let attempt = 1; ; attempt++) {
      const outcome = await importConfiguration(records.db, rest, {
        contract: policyContracts(() => policy),
      });
      if (outcome.ok) {
        const { ok: _, ...counts } = outcome;
        return { counts, leftOut };
      }
      const removed = outcome.faults.map((fault) => withoutEntry(rest, fault.path));
      if (attempt === ATTEMPTS || removed.includes(false)) throw importRefusal(outcome.faults);
      for (const { path, message } of outcome.faults) leftOut.push({ path, reason: message });
      dropMarked(rest);
    }
  });
}

const GONE = Symbol('left out');

/** Marks the entry a fault points into (`storedImps.ID…`, `bidders.3…`); false where it points at no entry. */
function withoutEntry(configuration: Record<string, unknown>, path: string): boolean {
  const [collection = '', name = ''] = path.split(/[.[\]]+/);
  const entries = configuration[collection];
  if (Array.isArray(entries)) {
    if (!(Number(name) in entries)) return false;
    entries[Number(name)] = GONE;
    return true;
  }
  if (typeof entries !== 'object' || entries === null) return false;
  // Ids may hold dots.
  const key = Object.keys(entries).find((id) => path.startsWith(`${collection}.${id}`));
  if (key === undefined) return false;
  Reflect.deleteProperty(entries, key);
  return true;
}

function dropMarked(configuration: Record<string, unknown>): void {
  for (const [collection, entries] of Object.entries(configuration))
    if (Array.isArray(entries)) configuration[collection] = entries.filter((entry) => entry !== GONE);
}

function tellLeftOut(leftOut: readonly LeftOut[]): void {
  if (leftOut.length === 0) return;
  const lines = leftOut.map(({ path, reason }) => `  ${path}: ${reason}`);
  process.stderr.write([`left out, ${leftOut.length}:`, ...lines, ''].join('\n'));
}
