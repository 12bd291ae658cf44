import { describe, expect, it } from 'vitest';
import { serverFlags } from './server-flags.mjs';

const GIB = 1024 ** 3;

describe('the young generation', () => {
  it.each([
    [1 * GIB, 32],
    [4 * GIB, 64],
    [64 * GIB, 256],
  ])('of a process with %d bytes of memory has %d MiB to each half', (memory, size) => {
    expect(serverFlags(memory)).toEqual([`--min-semi-space-size=${size}`, `--max-semi-space-size=${size}`]);
  });
});
