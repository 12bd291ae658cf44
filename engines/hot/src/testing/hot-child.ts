/*
 * Another process at the same state, started by the conformance suite: hot-child.ts ENGINE_FILE ADDRESS
 * Writes 1, 2, 3 … to ten keys at once and prints each number when its write is acknowledged.
 */
import { pathToFileURL } from 'node:url';
import type { HotEngine } from './hot-engine.ts';

const [engineFile = '', address = ''] = process.argv.slice(2);
const { engine }: { engine: HotEngine } = await import(pathToFileURL(engineFile).href);
const hot = await engine.open(address);
const keys = Array.from({ length: 10 }, (_, n) => `key-${n}`);
for (let value = (hot.readNumber('key-0') ?? 0) + 1; ; value += 1) {
  await hot.writeNumbers(keys.map((key) => [key, value] as const));
  process.stdout.write(`${value}\n`);
}
