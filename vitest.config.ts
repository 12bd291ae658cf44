import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { createPromiseReporter } from './conformance/evidence/promise-reporter.ts';
import { TEST_FILES } from './conformance/tests/test-files.ts';
import { LongestFirst } from './tools/longest-first.ts';

/** Tests run in forked processes: the embedded engines crash inside worker threads. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Files share a process, and with it what they import: loading it anew for each would be half of all the work.
    isolate: false,
    // Half as many again as there are cores: tests wait for engines, pages and time. Vitest itself would leave one core free, of two where CI runs.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongestFirst },
    // The pages that tests look at are built once, before any of them starts the platform.
    globalSetup: ['./tools/build-pages.ts'],
    // Beside what is printed: `jianchat promises` reads from it which promise's tests have passed.
    reporters: ['default', createPromiseReporter(import.meta.dirname)],
    include: [TEST_FILES],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Generous: a busy machine is slow, and no test is there to measure time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
