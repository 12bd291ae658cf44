import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMER_LOG_MEMBERS, LOG_MEMBERS, memberPaths } from '@jianchat/events';
import { hotFamilies, hotFamilyOf } from '@jianchat/hot';
import { MODEL_PLACE, QUARANTINE_MEMBERS, QUARANTINE_TOPIC } from '@jianchat/pipeline';
import { OUTBOX } from '../mail/open-mail.ts';
import { PROOFS_FILE } from '../policy-versions/notice-proofs.ts';
import { leavesOf } from './allowed-fields.ts';
import type { StoredData } from './stored-data.ts';

/** Folders in the data folder that are engines' own: what they hold is asked of the engines. */
const ENGINE_FOLDERS = ['records', 'analytics', 'log', 'hot'];

/** What is there once a significant version of the policy was announced; once displays are older than the attribution window. */
const OCCASIONAL = [OUTBOX, PROOFS_FILE, MODEL_PLACE.slice('file:'.length)];

/** Every place there is, as the policy's `store` names them: the real schemas, whether anything is in them or not. */
export function realPlaces(stored: StoredData, dataFolder: string): readonly string[] {
  const members = { ...LOG_MEMBERS, [QUARANTINE_TOPIC]: QUARANTINE_MEMBERS };
  return [
    ...stored.recordsColumns.map((column) => `records:${column}`),
    ...stored.analyticsColumns.map((column) => `analytics:${column}`),
    ...[members, FORMER_LOG_MEMBERS].flatMap((each) => memberPaths(each)).map((member) => `log:${member}`),
    ...hotFamilies.map((family) => `hot:${family}`),
    ...new Set([...pathsIn(dataFolder, ENGINE_FOLDERS), ...OCCASIONAL].map((file) => `file:${file}`)),
  ];
}

/** The places in which something really stands after a run, by their values. */
export function observedPlaces(stored: StoredData): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, unknown[]>();
  const note = (place: string, value: unknown): void => {
    const values = found.get(place);
    if (values) values.push(value);
    else found.set(place, [value]);
  };
  for (const { topic, text } of stored.log)
    for (const { path, value } of leavesOf(JSON.parse(text))) note(`log:${topic}.${path}`, value);
  for (const engine of ['records', 'analytics'] as const)
    for (const { table, row } of stored[engine])
      for (const [column, value] of Object.entries(row)) note(`${engine}:${table}.${column}`, value);
  for (const key of stored.hot) note(`hot:${hotFamilyOf(key) ?? `no family of ${key.split('/')[0]}`}`, key);
  return found;
}

/** The platform's own files in its data folder, by path, as text; what engines keep is asked of the engines. */
export function filesIn(dataFolder: string): Readonly<Record<string, string>> {
  const paths = pathsIn(dataFolder, ENGINE_FOLDERS);
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(dataFolder, path), 'latin1')]));
}

/** Paths of files below a folder, its named subfolders left out at the top. */
function pathsIn(folder: string, without: readonly string[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (without.includes(entry.name)) return [];
    if (!entry.isDirectory()) return [entry.name];
    return pathsIn(join(folder, entry.name), []).map((below) => `${entry.name}/${below}`);
  });
}
