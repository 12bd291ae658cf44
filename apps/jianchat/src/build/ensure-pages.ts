import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEnvironment } from '../settings/read-settings.ts';
import { PAGE_BUNDLES, type PageBundle } from './page-bundles.ts';
import { sourceStamp } from './source-stamp.ts';

/** Builds the console and the demo page where their sources changed since they were last built. */
export async function ensurePages(options: {
  root: string;
  onProgress: (line: string) => void;
  /** Ends a build under way. */
  signal: AbortSignal;
}): Promise<void> {
  for (const bundle of PAGE_BUNDLES) {
    const dist = join(options.root, bundle.dist);
    const stampFile = join(dist, '.built-from');
    const stamp = sourceStamp(options.root, bundle.sources);
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    options.onProgress(`building the ${bundle.name}…`);
    const fresh = join(options.root, '.cache', `${bundle.name.replace(' ', '-')}-${process.pid}`);
    try {
      await build(bundle, { dist: fresh, signal: options.signal });
      writeFileSync(join(fresh, '.built-from'), stamp);
      putInPlace(fresh, dist);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
}

/**
 * Several starts at once may build the same pages; each puts its own whole, and who comes second leaves the first's,
 * which is the same.
 */
function putInPlace(fresh: string, dist: string): void {
  const old = `${fresh}.old`;
  try {
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } catch (error) {
    if (!existsSync(join(dist, '.built-from'))) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

function build(bundle: PageBundle, { dist, signal }: { dist: string; signal: AbortSignal }): Promise<void> {
  const program = join(import.meta.dirname, 'build-page.ts');
  // The bundler's own messages go where the platform's go: not to stdout, which holds the ready line.
  const child = spawn(process.execPath, [program, bundle.name, dist], {
    stdio: ['ignore', 2, 2],
    env: buildEnvironment(),
    signal,
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the ${bundle.name} could not be built`)),
    );
  });
}
