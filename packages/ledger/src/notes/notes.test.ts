import { describe, expect, it } from 'vitest';
import { EMPTY_ROOT } from '../merkle/hashing.ts';
import { cosign, openCheckpoint, parseCheckpoint, signCheckpoint, witnessesOf } from './checkpoint.ts';
import { parseNote, verifyNote } from './signed-note.ts';
import { formatVkey, parseVkey, SIGNATURE, signerKey } from './vkey.ts';

const log = signerKey('log.example/ledger', Buffer.alloc(32, 1));
const witness = signerKey('witness.example/w1', Buffer.alloc(32, 2), SIGNATURE.cosignature);
const head = { origin: log.name, size: 0, root: EMPTY_ROOT };

describe('signed notes', () => {
  it('verifies the published example of the Go project, signed by another implementation', () => {
    const key = parseVkey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const note = parseNote(
      Buffer.from(
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
          '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
      ),
    );
    expect(key && note && verifyNote(note, key)).toBe(true);
  });

  it('reads a verifier key back, and no text that differs from it', () => {
    const text = formatVkey(log);
    expect(parseVkey(text)?.publicKey).toEqual(log.publicKey);
    for (let at = 0; at < text.length; at += 1)
      for (const bit of [1, 2, 4, 8, 16, 32, 64])
        expect(parseVkey(flipped(Buffer.from(text), { at, bit }).toString('latin1'))).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  const bytes = signCheckpoint(head, log);

  it('opens under its key only', () => {
    expect(openCheckpoint(bytes, log)).toMatchObject(head);
    expect(openCheckpoint(bytes, signerKey(log.name, Buffer.alloc(32, 9)))).toBeUndefined();
    expect(openCheckpoint(bytes, signerKey('another.example', Buffer.alloc(32, 1)))).toBeUndefined();
  });

  it('does not open with any bit of it flipped', () => {
    for (let at = 0; at < bytes.length; at += 1)
      for (let bit = 1; bit < 256; bit *= 2)
        expect(openCheckpoint(flipped(bytes, { at, bit }), log), `byte ${at}, bit ${bit}`).toBeUndefined();
  });

  it('tells who cosigned it, and refuses a wrong cosignature', () => {
    const plain = parseCheckpoint(bytes);
    const cosigned = plain && parseCheckpoint(cosign(plain, witness, { timeS: 1_800_000_000 }));
    expect(cosigned && witnessesOf(cosigned, [witness])).toEqual([witness.name]);
    expect(plain && witnessesOf(plain, [witness])).toEqual([]);
    const other = cosigned && {
      ...cosigned,
      note: { ...cosigned.note, text: cosigned.note.text.replace('\n0\n', '\n1\n') },
    };
    expect(other && witnessesOf(other, [witness])).toBeUndefined();
  });
});

function flipped(bytes: Buffer, { at, bit }: { at: number; bit: number }): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ bit;
  return copy;
}
