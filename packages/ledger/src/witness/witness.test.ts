import { beforeEach, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../log/open-ledger.ts';
import { openCheckpoint, parseCheckpoint, type TreeHead, witnessesOf } from '../notes/checkpoint.ts';
import { parseVkey, SIGNATURE, signerKey, type VerifierKey } from '../notes/vkey.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { ORIGIN, SEED, sampleBatches } from '../testing/sample-records.ts';
import { decodeAddCheckpoint, encodeAddCheckpoint, SIZE_TYPE, withCosignature } from './add-checkpoint.ts';
import { createWitness, type Witness } from './witness.ts';

const witnessKey = signerKey('witness.example/w1', Buffer.alloc(32, 2), SIGNATURE.cosignature);
const otherKey = signerKey('witness.example/w2', Buffer.alloc(32, 3), SIGNATURE.cosignature);

let ledger: Ledger;
let logKey: VerifierKey;
let witness: Witness;
let seen: TreeHead | undefined;

beforeEach(async () => {
  ledger = await openLedger({ store: memoryStore(), signingSeed: SEED, origin: ORIGIN });
  const key = parseVkey(ledger.vkey);
  if (key === undefined) throw new Error('no key');
  logKey = key;
  seen = undefined;
  witness = createWitness({
    key: witnessKey,
    logs: [logKey],
    seen: async () => seen,
    remember: async (head) => {
      seen = head;
    },
    nowS: () => 1_800_000_000,
  });
});

const grow = (to: number) => ledger.append(sampleBatches(ledger.nextOffset(), to));
async function ask(oldSize: number, changes: { proof?: readonly Buffer[]; checkpoint?: Uint8Array } = {}) {
  const { checkpoint } = ledger.published();
  const proof = await ledger.proofSince(oldSize);
  return witness.addCheckpoint(encodeAddCheckpoint({ oldSize, proof, checkpoint, ...changes }));
}

describe('a witness', () => {
  it('cosigns a log from its first tree on, each continuing the one before', async () => {
    for (const [oldSize, to] of [
      [0, 0],
      [0, 5],
      [undefined, 5],
      [undefined, 90],
      [undefined, 300],
    ] as const) {
      const old: number = oldSize ?? seen?.size ?? 0;
      if (to > ledger.nextOffset()) await grow(to);
      const answer = await ask(old);
      expect([to, answer.status]).toEqual([to, 200]);
      const { checkpoint } = ledger.published();
      const cosigned = withCosignature(checkpoint, Buffer.from(answer.body), witnessKey);
      const opened = cosigned && openCheckpoint(cosigned, logKey);
      expect(opened && witnessesOf(opened, [witnessKey, otherKey])).toEqual([witnessKey.name]);
      expect(seen?.size).toBe(ledger.published().head.size);
    }
  });

  it('says which tree it has seen when the log is mistaken', async () => {
    await grow(30);
    const { size } = ledger.published().head;
    expect((await ask(0)).status).toBe(200);
    await grow(60);
    for (const oldSize of [0, size - 1, ledger.published().head.size])
      expect(await ask(oldSize)).toEqual({ status: 409, type: SIZE_TYPE, body: `${size}\n` });
    expect((await ask(size)).status).toBe(200);
  });

  it('never cosigns two histories', async () => {
    await grow(30);
    await ask(0);
    const before = seen;
    const fork = await openLedger({ store: memoryStore(), signingSeed: SEED, origin: ORIGIN });
    await fork.append(sampleBatches(0, 60, { itemsMax: 2 }));
    const size = before?.size ?? 0;
    const proof = await fork.proofSince(size);
    const { checkpoint } = fork.published();
    expect(
      (await witness.addCheckpoint(encodeAddCheckpoint({ oldSize: size, proof, checkpoint }))).status,
    ).toBe(422);
    const same = await openLedger({ store: memoryStore(), signingSeed: SEED, origin: ORIGIN });
    await same.append(sampleBatches(0, 300, { itemsMax: 2 }).slice(0, size));
    expect(same.published().head.size).toBe(size);
    const asked = { oldSize: size, proof: [], checkpoint: same.published().checkpoint };
    expect((await witness.addCheckpoint(encodeAddCheckpoint(asked))).status).toBe(409);
    expect(seen).toEqual(before);
  });

  it('refuses what is not signed, not known, not proven or not the protocol', async () => {
    await grow(30);
    const { checkpoint } = ledger.published();
    const { note } = parseCheckpoint(checkpoint) ?? { note: undefined };
    const stranger = await openLedger({
      store: memoryStore(),
      signingSeed: SEED,
      origin: 'other.example/log',
    });
    expect((await ask(0, { checkpoint: stranger.published().checkpoint })).status).toBe(404);
    const impostor = await openLedger({
      store: memoryStore(),
      signingSeed: Buffer.alloc(32, 1),
      origin: ORIGIN,
    });
    expect((await ask(0, { checkpoint: impostor.published().checkpoint })).status).toBe(403);
    expect((await ask(0, { proof: [Buffer.alloc(32)] })).status).toBe(422);
    expect((await ask(9_999)).status).toBe(400);
    for (const body of [
      '',
      'old 0\n',
      'old 00\n\n',
      'old -1\n\n',
      'old 0\nAAAA\n\n',
      `old 0\r\n\n${note?.text}`,
    ])
      expect((await witness.addCheckpoint(Buffer.from(body))).status, JSON.stringify(body)).toBe(400);
    expect(seen).toBeUndefined();
  });

  it('answers one request after the other, so that no size is signed behind a larger one', async () => {
    await grow(30);
    const first = ask(0);
    const second = ask(0);
    expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 409]);
  });
});

describe('an answer', () => {
  it('adds nothing that does not hold under the witness’s key', async () => {
    await grow(30);
    const { checkpoint } = ledger.published();
    const answer = Buffer.from((await ask(0)).body);
    expect(withCosignature(checkpoint, answer, otherKey)).toBeUndefined();
    await grow(60);
    expect(withCosignature(ledger.published().checkpoint, answer, witnessKey)).toBeUndefined();
    for (const body of ['', 'no line\n', '— x y\n', answer.toString().slice(0, -1)])
      expect(withCosignature(checkpoint, Buffer.from(body), witnessKey), body).toBeUndefined();
  });

  it('is read as the protocol’s own example has it', () => {
    const body = [
      'old 20852014',
      'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
      'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
      '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
      '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
      '',
      'example.com/behind-the-sofa',
      '20852163',
      'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
      '',
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
      '',
    ].join('\n');
    const read = decodeAddCheckpoint(Buffer.from(body));
    expect(read).toMatchObject({ oldSize: 20852014, parsed: { size: 20852163 } });
    expect(read?.proof).toHaveLength(4);
    expect(read && encodeAddCheckpoint(read).toString()).toBe(body);
  });
});
