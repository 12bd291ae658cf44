import type { Identifier, IdentifierHash } from './identifier-hash.ts';

/** What a person can choose with the platform itself, each a bit of the record: position 0, 1, … */
export const CHOICES = ['optOut', 'deletion'] as const;
export type Choice = (typeof CHOICES)[number];

/** Where choices are kept, by identifier. Reads are synchronous, since requests wait for them. */
export interface ChoiceStore {
  /** `unreadable` where the store can't be asked: a refusal that can't be read must not be taken for none. */
  read(identifier: IdentifierHash): Uint8Array | undefined | 'unreadable';
  /** All or nothing; durable when resolved. Undefined removes. */
  write(records: readonly (readonly [IdentifierHash, Uint8Array | undefined])[]): Promise<void>;
  /** Removes records that are still as they were read; false where one has changed. */
  remove(records: readonly (readonly [IdentifierHash, Uint8Array])[]): Promise<readonly boolean[]>;
  /** Identifiers in a fixed order, those after the given one, at most `limit`. */
  list(page: { after: IdentifierHash | undefined; limit: number }): Promise<readonly IdentifierHash[]>;
}

/** What people told the platform itself, whatever a request says. */
export interface Choices {
  /** What was chosen under any of the identifiers; `unreadable` where that can't be told. */
  of(identifiers: readonly Identifier[]): readonly (Choice | 'unreadable')[];
  /**
   * Keeps the choices under each identifier, in place of earlier ones; none takes them back. Resolves with how many identifiers mean
   * somebody, when durable: every request that is read from then on finds them.
   */
  choose(
    identifiers: readonly Identifier[],
    chosen: { readonly choices: readonly Choice[]; readonly atS: number },
  ): Promise<number>;
  /** Keeps a refusal under each identifier about which nothing stands yet: what was chosen before is never weakened. Durable when resolved. */
  add(identifiers: readonly Identifier[], atS: number): Promise<AddedChoices>;
  /** Takes back what was added, where it still stands as it was made. */
  takeBack(added: AddedChoices): Promise<void>;
}

/** Choices that somebody added at one time, each by the hash of its identifier: enough to take them back, and to know nobody by. */
export interface AddedChoices {
  readonly atS: number;
  readonly hashes: readonly IdentifierHash[];
}

/**
 * @param hash under a key of its own: what is kept of a choice must not lead to the subject that the same identifier means
 */
export function createChoices(
  store: ChoiceStore,
  hash: (identifier: Identifier) => IdentifierHash | undefined,
): Choices {
  return {
    of(identifiers) {
      let found = 0;
      for (const identifier of identifiers) {
        const hashed = hash(identifier);
        if (hashed === undefined) continue;
        const bytes = store.read(hashed);
        if (bytes === undefined) continue;
        const record = bytes === 'unreadable' ? undefined : decodeChoice(bytes);
        if (record === undefined) return UNREADABLE;
        found |= record.bits;
      }
      return found === 0 ? NONE : CHOICES.filter((_choice, bit) => (found & (1 << bit)) !== 0);
    },
    async choose(identifiers, { choices, atS }) {
      const bits = choices.reduce((sum, choice) => sum | (1 << CHOICES.indexOf(choice)), 0);
      const record = bits === 0 ? undefined : encodeChoice({ bits, atS });
      const hashes = identifiers.flatMap((identifier) => hash(identifier) ?? []);
      await store.write(hashes.map((hashed) => [hashed, record]));
      return hashes.length;
    },
    async add(identifiers, atS) {
      const hashes = identifiers
        .flatMap((identifier) => hash(identifier) ?? [])
        .filter((hashed) => store.read(hashed) === undefined);
      const record = encodeChoice({ bits: REFUSED, atS });
      await store.write(hashes.map((hashed) => [hashed, record]));
      return { atS, hashes };
    },
    async takeBack({ atS, hashes }) {
      const record = encodeChoice({ bits: REFUSED, atS });
      await store.remove(hashes.map((hashed) => [hashed, record]));
    },
  };
}

const REFUSED = 1 << CHOICES.indexOf('optOut');
const NONE: readonly Choice[] = [];
const UNREADABLE = ['unreadable'] as const;

/** Format 1: its byte, the choices' bits, POSIX seconds. */
const FORMAT = 1;
const LENGTH = 6;

interface ChoiceRecord {
  readonly bits: number;
  readonly atS: number;
}

function encodeChoice({ bits, atS }: ChoiceRecord): Uint8Array {
  const bytes = Buffer.alloc(LENGTH);
  bytes.writeUInt8(FORMAT, 0);
  bytes.writeUInt8(bits, 1);
  bytes.writeUInt32BE(atS, 2);
  return bytes;
}

function decodeChoice(bytes: Uint8Array): ChoiceRecord | undefined {
  if (bytes.length !== LENGTH || bytes[0] !== FORMAT) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH);
  return { bits: view.getUint8(1), atS: view.getUint32(2) };
}

const PAGE = 256;

/** Goes through all choices once and removes those made before a moment, POSIX seconds; tells how many went. */
export async function tendChoices(
  store: ChoiceStore,
  { expireBeforeS, pause }: { readonly expireBeforeS: number; readonly pause: () => Promise<void> },
): Promise<number> {
  let after: IdentifierHash | undefined;
  let removed = 0;
  for (;;) {
    const page = await store.list({ after, limit: PAGE });
    after = page.at(-1);
    if (after === undefined) return removed;
    const past = page.flatMap((identifier): [IdentifierHash, Uint8Array][] => {
      const bytes = store.read(identifier);
      if (bytes === undefined || bytes === 'unreadable') return [];
      const madeS = decodeChoice(bytes)?.atS;
      // What can't be read counts as a refusal and stays: only somebody who knows its format can tell its time.
      return madeS !== undefined && madeS < expireBeforeS ? [[identifier, bytes]] : [];
    });
    removed += (await store.remove(past)).filter(Boolean).length;
    await pause();
  }
}
