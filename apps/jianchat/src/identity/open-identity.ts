import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { choicesInHotState, type HotState, subjectsInHotState } from '@jianchat/hot';
import {
  type ChoiceStore,
  type Choices,
  createChoices,
  createIdentifierHash,
  createKeyRing,
  createNetworkHash,
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
  /** Of persons and of the networks of households, for counting what is shown to them: under keys for nothing else. */
  readonly countedHashes: {
    person(identifier: Identifier): IdentifierHash | undefined;
    household(network: string): IdentifierHash;
  };
  /** What people told the platform itself. */
  readonly choices: Choices;
  readonly choiceStore: ChoiceStore;
}

/** Identity on hot state, under keys of the master key. */
export function openIdentity(
  hot: HotState,
  master: MasterKey,
  { epochs }: { epochs: () => readonly KeyEpoch[] },
): Identity {
  const choiceStore = choicesInHotState(hot);
  return {
    choiceStore,
    choices: createChoices(choiceStore, createIdentifierHash(master.derive('choice-hash/1'))),
    store: subjectsInHotState(hot),
    ring: createKeyRing(master.derive('key-encryption/1'), epochs),
    countedHashes: {
      person: createIdentifierHash(master.derive('person-hash/1')),
      household: createNetworkHash(master.derive('household-hash/1')),
    },
    hash: createIdentifierHash(master.derive('identifier-hash/1')),
    randomBytes: pooledRandom(randomBytes),
  };
}

/** How long the policy lets a subject be known, days; undefined where it doesn't let it be known at all. */
export const daysKept = (policy: CompiledPolicy): number | undefined => daysIn(policy, 'hot:subject.');

/** How long the policy keeps what somebody told the platform itself, days; undefined where it keeps no such thing. */
export const choiceDaysKept = (policy: CompiledPolicy): number | undefined => daysIn(policy, 'hot:choice.');

function daysIn(policy: CompiledPolicy, family: string): number | undefined {
  const fields = policy.fields.filter(
    ({ collect, store }) => collect === 'on' && store.some((place) => place.startsWith(family)),
  );
  return fields.length === 0 ? undefined : Math.min(...fields.map(({ retention }) => retention.days));
}
