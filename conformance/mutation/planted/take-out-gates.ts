import { runMutants } from '../run-mutants.ts';
import { gate as cellar } from './conformance/gates/cellar.ts';
import { gate as door } from './conformance/gates/door.ts';
import { gate as roof } from './conformance/gates/roof.ts';
import { gate as window } from './conformance/gates/window.ts';

// A process of its own: Vitest starts no second Vitest inside itself.
const verdicts = await runMutants(import.meta.dirname, { cellar, door, roof, window });
process.stdout.write(JSON.stringify(verdicts));
