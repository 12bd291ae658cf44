import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `npm test`: every check, cheapest first; all run even after a failure, so that one run tells everything. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const node = process.execPath;

interface Check {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

const CHECKS: readonly Check[] = [
  { name: 'generated files are fresh', command: [node, join(root, 'tools/generate.ts'), '--check'] },
  { name: 'lock file', command: [node, join(root, 'tools/check-lock.ts')] },
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings'] },
  { name: 'types', command: [bin('tsc'), '-p', root] },
  { name: 'types of the console', command: [bin('tsc'), '-p', join(root, 'apps/console')] },
  { name: 'types of the demo page', command: [bin('tsc'), '-p', join(root, 'apps/demo/src/page')] },
  { name: 'direction of imports', command: [node, join(root, 'tools/check-direction.ts')] },
  { name: 'dead code', command: [bin('knip')] },
  { name: 'tidiness', command: [node, join(root, 'tools/check-tidiness.ts')] },
  { name: 'tests', command: [bin('vitest'), 'run'] },
  { name: 'tests fail without the gates', command: [node, join(root, 'tools/check-gates.ts')] },
  { name: 'promises', command: [node, join(root, 'tools/check-promises.ts')] },
];

const filters = process.argv.slice(2);
if (filters.includes('--help')) {
  process.stdout.write(
    `npm test                every check and all tests\nnpm test -- WORD…       only the tests whose path holds a word\n\nChecks: ${CHECKS.map((c) => c.name).join(', ')}\n`,
  );
  process.exit(0);
}

const checks: readonly Check[] =
  filters.length > 0 ? [{ name: 'tests', command: [bin('vitest'), 'run', ...filters] }] : CHECKS;

let stopRunning = () => false;
function stop(): never {
  stopRunning();
  process.exit(1);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
if (process.send) process.on('disconnect', stop);

const failed: string[] = [];
for (const check of checks) {
  process.stdout.write(`\n── ${check.name}\n`);
  const startedMs = performance.now();
  const ok = await run(check.command);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`── ${check.name}: ${ok ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  if (!ok) failed.push(check.name);
}
process.stdout.write(failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);

function run([program, ...args]: Check['command']): Promise<boolean> {
  if (!existsSync(program)) throw new Error(`${program} is not installed`);
  // Tools started by their launcher scripts find the pinned Node first on the path.
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` };
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    // Whoever ends the checks, be it by a signal or by ending the launcher, ends the one that runs.
    stopRunning = () => child.kill('SIGTERM');
  });
}
