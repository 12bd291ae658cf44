import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type HotState, subjectsInHotState } from '@jianchat/hot';
import {
  createIdentifierHash,
  createKeyRing,
  type Identifier,
  type IdentifierHash,
  type KeyEpoch,
  pooledRandom,
  type SubjectMeans,
} from '@jianchat/identity';
import type { CompiledPolicy } from '@jianchat/policy';
import type { MasterKey } from '../keys/master-key.ts';

/** Below the data folder: the salts of the keys that wrap subjects' keys. */
export const epochFolder = (dataFolder: string): string => join(dataFolder, 'keys');

export interface Identity extends SubjectMeans {
  readonly hash: (identifier: Identifier) => IdentifierHash | undefined;
}

/** Identity on hot state, under keys of the master key. */
export function openIdentity(
  hot: HotState,
  master: MasterKey,
  { epochs }: { epochs: () => readonly KeyEpoch[] },
): Identity {
  return {
    store: subjectsInHotState(hot),
    ring: createKeyRing(master.derive('key-encryption/1'), epochs),
    hash: createIdentifierHash(master.derive('identifier-hash/1')),
    randomBytes: pooledRandom(randomBytes),
  };
}

/** How long the policy lets a subject be known, days; undefined where it doesn't let it be known at all. */
export function daysKept(policy: CompiledPolicy): number | undefined {
  const fields = policy.fields.filter(
    ({ collect, store }) => collect === 'on' && store.some((place) => place.startsWith('hot:subject.')),
  );
  return fields.length === 0 ? undefined : Math.min(...fields.map(({ retention }) => retention.days));
}
