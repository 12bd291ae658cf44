import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { demoPageDir } from './build.ts';

export interface DemoAsset {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webm': 'video/webm',
};

/**
 * Reads a built demo page into memory, keyed by URL path: `/demo`, `/demo/`, `/demo/landing`, `/demo/assets/…`.
 *
 * Serving from this table needs no path handling: a path that is not a key does not exist. Rejects when nothing was built.
 */
export async function loadDemoAssets(dir: string = demoPageDir): Promise<ReadonlyMap<string, DemoAsset>> {
  const assets = new Map<string, DemoAsset>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/demo/${file
      .slice(dir.length + 1)
      .split(sep)
      .join('/')}`;
    // Names under assets/ carry a hash of their content, so they never change.
    const cacheControl = path.startsWith('/demo/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache';
    const asset = { body: await readFile(file), contentType, cacheControl };
    for (const alias of aliasesOf(path)) assets.set(alias, asset);
  }
  if (!assets.has('/demo')) throw new Error('the demo page was not built: run buildDemoPage() first');
  return assets;
}

function aliasesOf(path: string): readonly string[] {
  if (path === '/demo/index.html') return [path, '/demo/', '/demo'];
  if (path.endsWith('.html'))
    return [path, path.slice(0, -'.html'.length), `${path.slice(0, -'.html'.length)}/`];
  return [path];
}
