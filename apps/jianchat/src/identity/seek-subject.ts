import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type HotState, personCounter, type ShownCounter } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { SubjectId } from '@jianchat/identity';
import type { CompiledPolicy } from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';
import { readEpochs } from '../keys/key-epochs.ts';
import { openMasterKey } from '../keys/master-key.ts';
import type { Settings } from '../settings/settings.ts';
import { epochFolder, type Identity, openIdentity } from './open-identity.ts';

/** By what an operator says whom is meant: exactly one of them. */
export interface SubjectFlags {
  /** `FIELD=VALUE`, the field as the policy names it. */
  readonly identifier?: string;
  readonly identifierHash?: string;
  readonly subject?: string;
}

export interface OpenedIdentity {
  readonly identity: Identity;
  readonly hot: HotState;
  close(): Promise<void>;
}

/** Identity of a data folder, beside the platform that may be running on it. Throws a PlatformFault. */
export function openIdentityOf(settings: Settings, dataFolder: string): OpenedIdentity {
  if (!existsSync(epochFolder(dataFolder)))
    throw new PlatformFault('identity.none', 'the data folder knows nobody; start the platform once');
  const master = openMasterKey({ given: settings.JIANCHAT_MASTER_KEY, dataFolder, mayGenerate: false });
  if (!master.ok) throw new PlatformFault('key.missing', master.message);
  const epochs = readEpochs(epochFolder(dataFolder));
  const hot = openLmdbHot({ path: join(dataFolder, 'hot') });
  return {
    identity: openIdentity(hot, master.key, { epochs: () => epochs }),
    hot,
    close: () => hot.close(),
  };
}

/** The subject that is meant. Throws a PlatformFault where there is none. */
export function seekSubject(identity: Identity, flags: SubjectFlags, policy: CompiledPolicy): SubjectId {
  const subject = findSubject(identity, flags, policy);
  if (subject === undefined) throw unknownSubject();
  return subject;
}

export const unknownSubject = (): PlatformFault =>
  new PlatformFault('subject.unknown', 'nobody is known by this, or nobody is any more');

export function findSubject(
  identity: Identity,
  flags: SubjectFlags,
  policy: CompiledPolicy,
): SubjectId | undefined {
  const subject =
    flags.subject ?? identity.store.subjectOf(flags.identifierHash ?? hashOf(identity, flags, policy));
  return subject === undefined || identity.store.recordOf(subject) === undefined ? undefined : subject;
}

/**
 * Where it is counted what was shown to the person who is signed in with the identifier: `publisherUserId=ACCOUNT\\nID` or
 * `partnerIds=SOURCE\\nID`. Undefined for what means nobody so.
 */
export function countedPerson(
  identity: Identity,
  { identifier = '' }: SubjectFlags,
  policy: CompiledPolicy,
): ShownCounter | undefined {
  const { name, value: text } = readIdentifier(identifier);
  const [within = '', value] = text.split('\n', 2);
  const field = policy.fields.find((row) => row.name === name);
  if (field === undefined || value === undefined) return undefined;
  const hash = identity.countedHashes.person({ field: field.id, within, value });
  return hash && personCounter(hash);
}

/** `FIELD=VALUE` taken apart; a line feed in the value is written `\\n`. */
export function readIdentifier(text: string): { readonly name: string; readonly value: string } {
  const equals = text.indexOf('=');
  return {
    name: text.slice(0, Math.max(0, equals)),
    value: text.slice(equals + 1).replaceAll('\\n', '\n'),
  };
}

function hashOf(identity: Identity, { identifier = '' }: SubjectFlags, policy: CompiledPolicy): string {
  const { name, value } = readIdentifier(identifier);
  const field = policy.fields.find((row) => row.name === name);
  if (field === undefined)
    throw new PlatformFault(
      'subject.unnamed',
      `"${name}" is no field of the policy; write androidAdvertisingId=VALUE, for example`,
    );
  const hash = identity.hash({ field: field.id, value });
  if (hash === undefined)
    throw new PlatformFault('subject.unknown', 'this value stands for nobody in particular');
  return hash;
}
