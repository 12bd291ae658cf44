import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NoticeProof } from '@jianchat/policy';
import { z } from 'zod';
import { replaceDurably } from '../keys/write-durably.ts';
import type { PolicyVersionsOfHost } from './policy-in-force.ts';

const Proofs = z.array(
  z.strictObject({ version: z.int().min(1), hash: z.string(), completedMs: z.number() }),
);

/** Below the data folder. */
export const PROOFS_FILE = 'policy/notice-proofs.json';

/**
 * The proofs of notice as a file of the data folder: control writes it, every role of this host reads it. The exchange holds no credentials
 * of the store where each notice is recorded.
 */
export interface NoticeProofs {
  of(version: number): NoticeProof | undefined;
  /** Once per version; a later proof of the same version and text changes nothing. */
  put(proof: NoticeProof): void;
}

export function openNoticeProofs(dataFolder: string): NoticeProofs {
  const file = join(dataFolder, PROOFS_FILE);
  // Read each time: another process may have written it, and it is asked for seldom.
  const read = (): NoticeProof[] =>
    existsSync(file) ? Proofs.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  return {
    of: (version) => read().find((proof) => proof.version === version),
    put(proof) {
      const others = read().filter(({ version }) => version !== proof.version);
      const known = read().find(({ version, hash }) => version === proof.version && hash === proof.hash);
      if (known !== undefined) return;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      replaceDurably(file, `${JSON.stringify([...others, proof])}\n`, 0o600);
    },
  };
}

/** The versions of the policy, and the proofs that they may take effect. */
export interface ProvenVersions extends PolicyVersionsOfHost {
  readonly proofs: NoticeProofs;
}
