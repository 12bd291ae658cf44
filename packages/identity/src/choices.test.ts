import { describe, expect, it } from 'vitest';
import { createChoices, tendChoices } from './choices.ts';
import { createIdentifierHash } from './identifier-hash.ts';
import { memoryChoiceStore } from './testing/memory-choice-store.ts';
import { identifierOf } from './testing/sample-means.ts';

const pause = async () => {};
const hash = createIdentifierHash(Buffer.alloc(32, 6));
const open = () => {
  const store = memoryChoiceStore();
  return { store, choices: createChoices(store, hash) };
};

describe('what people told the platform itself', () => {
  it('V3: is found by any of their identifiers, and about nobody else', async () => {
    const { choices } = open();
    const chosen = { choices: ['optOut'], atS: 1_000 } as const;
    expect(await choices.choose([identifierOf(1), identifierOf(2)], chosen)).toBe(2);
    expect(choices.of([identifierOf(1)])).toEqual(['optOut']);
    expect(choices.of([identifierOf(9), identifierOf(2)])).toEqual(['optOut']);
    expect(choices.of([identifierOf(3)])).toEqual([]);
    expect(choices.of([identifierOf(1, 44)])).toEqual([]);
    expect(choices.of([])).toEqual([]);
  });

  it('is all that was chosen under several, and what was chosen last under one', async () => {
    const { choices } = open();
    await choices.choose([identifierOf(1)], { choices: ['deletion'], atS: 1 });
    await choices.choose([identifierOf(2)], { choices: ['optOut'], atS: 1 });
    expect(choices.of([identifierOf(1), identifierOf(2)])).toEqual(['optOut', 'deletion']);
    await choices.choose([identifierOf(1)], { choices: [], atS: 2 });
    expect(choices.of([identifierOf(1)])).toEqual([]);
  });

  it('V3: added by a browser never weakens what stands, and is taken back by it alone and only as it was', async () => {
    const { choices } = open();
    await choices.choose([identifierOf(1)], { choices: ['deletion'], atS: 1 });
    const added = await choices.add([identifierOf(1), identifierOf(2), identifierOf(3)], 7);
    expect(added.hashes).toHaveLength(2);
    expect(choices.of([identifierOf(1)])).toEqual(['deletion']);
    expect(choices.of([identifierOf(2)])).toEqual(['optOut']);
    await choices.choose([identifierOf(3)], { choices: ['optOut'], atS: 8 });
    await choices.takeBack({ ...added, atS: 6 });
    expect(choices.of([identifierOf(2)])).toEqual(['optOut']);
    await choices.takeBack(added);
    expect(choices.of([identifierOf(2)])).toEqual([]);
    expect(choices.of([identifierOf(3)])).toEqual(['optOut']);
    const again = await choices.add([identifierOf(2)], 9);
    await choices.takeBack({ atS: 9, hashes: [hash(identifierOf(1)) ?? '', ...again.hashes] });
    expect(choices.of([identifierOf(1), identifierOf(2)])).toEqual(['deletion']);
  });

  it('is kept for nobody under what many people share', async () => {
    const { choices, store } = open();
    const shared = { field: 8, value: '00000000-0000-0000-0000-000000000000' };
    expect(await choices.choose([shared], { choices: ['optOut'], atS: 1 })).toBe(0);
    expect(store.records.size).toBe(0);
  });

  it('V3: counts as a refusal where it cannot be read', async () => {
    const { choices, store } = open();
    store.lost = true;
    expect(choices.of([identifierOf(1)])).toEqual(['unreadable']);
    store.lost = false;
    for (const record of [Buffer.of(), Buffer.of(2, 1, 0, 0, 0, 1), Buffer.alloc(7, 1)]) {
      store.records.set(hash(identifierOf(1)) ?? '', record);
      expect(choices.of([identifierOf(1)])).toEqual(['unreadable']);
    }
  });

  it('R1: ends when its time is over, and not before', async () => {
    const { choices, store } = open();
    for (let person = 0; person < 600; person += 1)
      await choices.choose([identifierOf(person)], { choices: ['optOut'], atS: person });
    store.records.set('unknown-format', Buffer.of(9));
    expect(await tendChoices(store, { expireBeforeS: 400, pause })).toBe(400);
    expect(choices.of([identifierOf(399)])).toEqual([]);
    expect(choices.of([identifierOf(400)])).toEqual(['optOut']);
    expect(store.records.size).toBe(201);
    store.lost = true;
    expect(await tendChoices(store, { expireBeforeS: 1_000, pause })).toBe(0);
  });
});
