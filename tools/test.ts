import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';

/** `npm test`: every check, cheap ones first; all run even after a failure, so that one run tells everything. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const node = process.execPath;

interface Check {
  readonly name: string;
  /** Leaves the cores to what runs at the same time. */
  readonly isPatient?: true;
  readonly command: readonly [program: string, ...args: string[]];
}

const TESTS: Check = { name: 'tests', command: [bin('vitest'), 'run'] };

/** Checks of one row run at the same time, as many as there are cores, and what is in the next row waits for all of them. */
const ROWS: readonly (readonly Check[])[] = [
  [
    { name: 'types of the console', command: [bin('tsc'), '-p', join(root, 'apps/console')] },
    { name: 'types', command: [bin('tsc'), '-p', root] },
    { name: 'generated files are fresh', command: [node, join(root, 'tools/generate.ts'), '--check'] },
    { name: 'lock file', command: [node, join(root, 'tools/check-lock.ts')] },
    { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings'] },
    { name: 'types of the demo page', command: [bin('tsc'), '-p', join(root, 'apps/demo/src/page')] },
    { name: 'direction of imports', command: [node, join(root, 'tools/check-direction.ts')] },
    { name: 'dead code', command: [bin('knip')] },
    { name: 'tidiness', command: [node, join(root, 'tools/check-tidiness.ts')] },
  ],
  // Tests wait for engines and for pages a good part of their time.
  [
    TESTS,
    {
      name: 'tests fail without the gates',
      command: [node, join(root, 'tools/check-gates.ts')],
      isPatient: true,
    },
  ],
  [{ name: 'promises', command: [node, join(root, 'tools/check-promises.ts')] }],
];

const filters = process.argv.slice(2);
if (filters.includes('--help')) {
  process.stdout.write(
    `npm test                every check and all tests\nnpm test -- WORD…       only the tests whose path holds a word\n\nChecks: ${ROWS.flat()
      .map((check) => check.name)
      .join(', ')}\n`,
  );
  process.exit(0);
}

const rows =
  filters.length > 0 ? [[{ ...TESTS, command: [bin('vitest'), 'run', ...filters] as const }]] : ROWS;

/** Whoever ends the checks, be it by a signal or by ending the launcher, ends those that run. */
const running = new Set<ChildProcess>();
function stop(): never {
  for (const child of running) child.kill('SIGTERM');
  process.exit(1);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
if (process.send) process.on('disconnect', stop);

const failed: string[] = [];
for (const row of rows) {
  const waiting = [...row];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await runCheck(check);
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane));
}
process.stdout.write(failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);

/** Tests are heard as they go on; what the other checks say is printed in one piece when they have ended. */
async function runCheck({ name, command, isPatient }: Check): Promise<void> {
  const startedMs = performance.now();
  const isHeard = name === TESTS.name;
  if (isHeard) process.stdout.write(`\n── ${name}\n`);
  const { ok, said } = await run(command, { output: isHeard ? 'inherit' : 'pipe', nice: isPatient ? 5 : 0 });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (!ok) failed.push(name);
  const heading = isHeard ? '' : `\n── ${name}\n`;
  process.stdout.write(`${heading}${said}── ${name}: ${ok ? 'passed' : 'FAILED'} in ${seconds} s\n`);
}

function run(
  [program, ...args]: Check['command'],
  { output, nice }: { readonly output: 'inherit' | 'pipe'; readonly nice: number },
): Promise<{ ok: boolean; said: string }> {
  if (!existsSync(program)) return Promise.resolve({ ok: false, said: `${program} is not installed\n` });
  // Tools started by their launcher scripts find the pinned Node first on the path.
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` };
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', output, output], env });
    running.add(child);
    if (nice > 0 && child.pid !== undefined) setPriority(child.pid, nice);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const end = (ok: boolean) => {
      running.delete(child);
      resolve({ ok, said });
    };
    child.on('error', (error) => {
      said += `${error.message}\n`;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
