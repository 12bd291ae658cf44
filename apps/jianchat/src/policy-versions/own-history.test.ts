import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPolicyVersions } from './policy-in-force.ts';
import { readReleased } from './released-folder.ts';

const folder = join(import.meta.dirname, '../../../../policy');

describe("V1: this project's released versions", () => {
  it('are as they were released, every byte', () => {
    expect(() => readReleased(folder)).not.toThrow();
  });

  it('are not contradicted by the working copy: it is the newest of them or a draft of the next', () => {
    expect(() =>
      openPolicyVersions({ folder, hashKey: Buffer.alloc(32), nowMs: 0, proofOf: () => undefined }),
    ).not.toThrow();
  });
});
