import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceDurably } from '../keys/write-durably.ts';

/** What a command run beside the platform needs to know of it; readable by the platform's own user only. */
const RunningProcess = z.object({
  pid: z.int(),
  /** How browsers reach it. */
  publicUrl: z.string(),
  /** The records store it uses. */
  recordsUrl: z.string(),
});
export type RunningProcess = z.infer<typeof RunningProcess>;

const fileIn = (dataFolder: string) => join(dataFolder, 'run', 'process.json');

export function tellRunningProcess(dataFolder: string, running: RunningProcess): void {
  replaceDurably(fileIn(dataFolder), `${JSON.stringify(running)}\n`, 0o600);
}

/** Only meaningful while the data folder is locked by another process: a kill −9 leaves the file behind. */
export function readRunningProcess(dataFolder: string): RunningProcess | undefined {
  const file = fileIn(dataFolder);
  if (!existsSync(file)) return undefined;
  const parsed = RunningProcess.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}
