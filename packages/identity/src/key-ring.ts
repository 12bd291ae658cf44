import { hkdfSync } from 'node:crypto';
import { KEY_BYTES } from './aes-gcm.ts';

/** A key that wraps subjects' keys. Its id stands beside what it has wrapped. */
export interface KeyEncryptionKey {
  /** 1, 2, 3 …; never reused. */
  readonly id: number;
  readonly key: Uint8Array;
}

/**
 * What distinguishes one key-encryption key from the next. The salt is random and kept apart from what the key wraps:
 * with it gone the key can't be derived again, whoever has the master key.
 */
export interface KeyEpoch {
  readonly id: number;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
}

/** The key-encryption keys there are. New keys are wrapped under the newest. */
export interface KeyRing {
  newest(): KeyEncryptionKey;
  /** Undefined once the epoch is destroyed. */
  byId(id: number): KeyEncryptionKey | undefined;
}

/**
 * HKDF-SHA-256 (RFC 5869) of the master key under each epoch's salt.
 * @param epochs read at every call, so that a rotation shows at once; at least one
 */
export function createKeyRing(master: Uint8Array, epochs: () => readonly KeyEpoch[]): KeyRing {
  const derived = new WeakMap<KeyEpoch, KeyEncryptionKey>();
  const keyOf = (epoch: KeyEpoch): KeyEncryptionKey => {
    const known = derived.get(epoch);
    if (known !== undefined) return known;
    const info = `jianchat/key-encryption/1\n${epoch.id}`;
    const made = {
      id: epoch.id,
      key: new Uint8Array(hkdfSync('sha256', master, epoch.salt, info, KEY_BYTES)),
    };
    derived.set(epoch, made);
    return made;
  };
  return {
    newest() {
      const newest = epochs().reduce<KeyEpoch | undefined>(
        (best, one) => (best === undefined || one.id > best.id ? one : best),
        undefined,
      );
      if (newest === undefined) throw new RangeError('there must be an epoch to wrap keys under');
      return keyOf(newest);
    },
    byId(id) {
      const epoch = epochs().find((one) => one.id === id);
      return epoch && keyOf(epoch);
    },
  };
}
