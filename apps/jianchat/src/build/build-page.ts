import { PAGE_BUNDLES } from './page-bundles.ts';

// A process of its own: the bundler is large, and the platform that starts afterwards shall not carry it.
const [name, outDir] = process.argv.slice(2);
const bundle = PAGE_BUNDLES.find((candidate) => candidate.name === name);
if (bundle === undefined || outDir === undefined) throw new Error(`no such page bundle: ${name}`);
await bundle.build(outDir);
