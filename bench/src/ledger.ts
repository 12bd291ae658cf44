import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CORE = 0;

/** The measurement runs in a process of its own with all its threads on one core. */
export function measureLedger(): Promise<void> {
  const child = spawn(
    'taskset',
    ['-c', String(CORE), process.execPath, join(import.meta.dirname, 'ledger-core.ts')],
    { stdio: 'inherit' },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the measurement ended with ${code}`)),
    );
  });
}
