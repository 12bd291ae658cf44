import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyRing } from './key-ring.ts';
import type { SubjectStore } from './subject-store.ts';
import { createSubjects } from './subjects.ts';
import { tendSubjects } from './tend-subjects.ts';
import { identifierOf, type SampleMeans, sampleMeans, subjectOf } from './testing/sample-means.ts';

export interface SubjectStoreEngine {
  readonly name: string;
  /** A new, empty store. */
  open(): Promise<{ readonly store: SubjectStore; close(): Promise<void> }>;
}

/** What identity promises on every store of subjects; called once per engine in a test file. */
export function describeIdentity(engine: SubjectStoreEngine): void {
  describe(`identity on ${engine.name}`, () => {
    let opened: Awaited<ReturnType<SubjectStoreEngine['open']>>;
    let means: SampleMeans;
    beforeEach(async () => {
      opened = await engine.open();
      means = sampleMeans(opened.store);
    });
    afterEach(() => opened.close());

    const meet = async (...people: readonly number[]): Promise<void> => {
      for (const person of people) means.recogniser.commit(identifierOf(person), 'meeting');
      await means.recogniser.settled();
    };
    const context = (person: number) => ({ subject: subjectOf(means, person), field: 8, version: 1 });
    const pause = async () => {};

    it('K1: opens what it sealed, for this subject, field and version only', async () => {
      await meet(1, 2);
      const subjects = createSubjects(means);
      const value = Buffer.from('a device id');
      const sealed = subjects.seal(value, context(1));
      if (sealed === undefined) throw new Error('not sealed');
      expect(sealed.includes(value)).toBe(false);
      expect(subjects.open(sealed, context(1))).toEqual({ status: 'opened', value });
      for (const other of [context(2), { ...context(1), field: 9 }, { ...context(1), version: 2 }])
        expect(subjects.open(sealed, other)).toEqual({ status: 'not-sealed' });
      for (let at = 0; at < sealed.length; at += 1) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(subjects.open(changed, context(1))).toEqual({ status: 'not-sealed' });
      }
      expect(subjects.open(Buffer.alloc(0), context(1))).toEqual({ status: 'not-sealed' });
      expect(subjects.seal(value, context(1))).not.toEqual(sealed);
    });

    it('commits to the person from the first disclosure on, and to nobody else', async () => {
      const [first, second] = ['one', 'two'].map((auction) =>
        means.recogniser.commit(identifierOf(1), auction),
      );
      await means.recogniser.settled();
      const third = means.recogniser.commit(identifierOf(1), 'three');
      const subjects = createSubjects(means);
      const [subject, other] = [subjectOf(means, 1), await meet(2).then(() => subjectOf(means, 2))];
      expect(subjects.commitment(subject, 'one')).toEqual(first);
      expect(subjects.commitment(subject, 'two')).toEqual(second);
      expect(subjects.commitment(subject, 'three')).toEqual(third);
      expect(subjects.commitment(other, 'one')).not.toEqual(first);
    });

    it('R2: a destroyed subject opens nothing any more, is found by nothing and its commitments link to nobody', async () => {
      await meet(1, 2);
      const subjects = createSubjects(means);
      const [gone, left] = [context(1), context(2)];
      const sealed = subjects.seal(Buffer.from('x'), gone) ?? Buffer.alloc(0);
      const kept = subjects.seal(Buffer.from('y'), left) ?? Buffer.alloc(0);
      const before = means.recogniser.commit(identifierOf(1), 'auction');
      expect(await subjects.destroy(gone.subject)).toBe(true);
      expect(await subjects.destroy(gone.subject)).toBe(false);
      expect(subjects.open(sealed, gone)).toEqual({ status: 'no-subject' });
      expect(subjects.seal(Buffer.from('x'), gone)).toBeUndefined();
      expect(subjects.commitment(gone.subject, 'auction')).toBeUndefined();
      expect(opened.store.subjectOf(means.hash(identifierOf(1)) ?? '')).toBeUndefined();
      expect(await opened.store.list({ after: undefined, limit: 9 })).toEqual([left.subject]);
      // Met again, it is somebody else.
      await meet(1);
      expect(subjectOf(means, 1)).not.toBe(gone.subject);
      expect(means.recogniser.commit(identifierOf(1), 'auction')).not.toEqual(before);
      expect(subjects.open(sealed, context(1)).status).toBe('not-sealed');
      expect(subjects.open(kept, left).status).toBe('opened');
    });

    it('K1 R2: with a new key-encryption key all keys move under it, and a copy kept from before is worth nothing without the old', async () => {
      const people = Array.from({ length: 300 }, (_, person) => person);
      await meet(...people);
      const subjects = createSubjects(means);
      const sealed = subjects.seal(Buffer.from('x'), context(7)) ?? Buffer.alloc(0);
      const copied = opened.store.recordOf(subjectOf(means, 7));
      means.epochs.push({ id: 2, salt: randomBytes(32) });
      await meet(300);
      const tended = await tendSubjects(means, { expireBeforeS: 0, pause });
      expect(tended).toEqual({
        expired: 0,
        rewrapped: 300,
        lost: 0,
        unreadable: 0,
        kept: 301,
        keysInUse: new Set([2]),
      });
      means.epochs.shift();
      expect(subjects.open(sealed, context(7)).status).toBe('opened');
      const again = await tendSubjects(means, { expireBeforeS: 0, pause });
      expect(again).toMatchObject({ rewrapped: 0, lost: 0 });
      // Somebody puts the old record back, from a backup or from a page of the disk.
      const now = opened.store.recordOf(subjectOf(means, 7));
      if (copied === undefined || now === undefined) throw new Error('no record');
      await opened.store.replace([{ subject: subjectOf(means, 7), from: now, to: copied }]);
      expect(subjects.open(sealed, context(7))).toEqual({ status: 'no-subject' });
      expect((await tendSubjects(means, { expireBeforeS: 0, pause })).lost).toBe(1);
    });

    it('R1: ends a subject when its time is over', async () => {
      await meet(1);
      means.clock.nowMs += 10_000;
      await meet(2);
      const expireBeforeS = means.clock.nowMs / 1000 - 5;
      expect(await tendSubjects(means, { expireBeforeS, pause })).toMatchObject({ expired: 1 });
      expect(await opened.store.list({ after: undefined, limit: 9 })).toEqual([subjectOf(means, 2)]);
      expect(opened.store.subjectOf(means.hash(identifierOf(1)) ?? '')).toBeUndefined();
    });

    it('destroys nothing under a mistaken master key, and keeps what is needed to correct the mistake', async () => {
      await meet(1);
      const subject = subjectOf(means, 1);
      means.epochs.push({ id: 2, salt: randomBytes(32) });
      const ring = createKeyRing(Buffer.alloc(32, 99), () => means.epochs);
      const mistaken = await tendSubjects({ ...means, ring }, { expireBeforeS: 0, pause });
      expect(mistaken).toMatchObject({ lost: 0, unreadable: 1, rewrapped: 0, keysInUse: new Set([1]) });
      expect(await tendSubjects(means, { expireBeforeS: 0, pause })).toMatchObject({ rewrapped: 1 });
      expect(createSubjects(means).commitment(subject, 'a')).toBeDefined();
    });

    it('gives an identifier one subject, whoever meets it first', async () => {
      const other = sampleMeans(opened.store);
      const commitments = [means, other].map(({ recogniser }) => recogniser.commit(identifierOf(1), 'a'));
      await Promise.all([means.recogniser.settled(), other.recogniser.settled()]);
      const subjects = createSubjects(means);
      const subject = subjectOf(means, 1);
      const linked = commitments.filter((each) => subjects.commitment(subject, 'a')?.equals(each));
      expect(linked).toHaveLength(1);
      expect(other.recogniser.commit(identifierOf(1), 'b')).toEqual(subjects.commitment(subject, 'b'));
      expect(await opened.store.list({ after: undefined, limit: 9 })).toEqual([subject]);
    });

    it('changes no record that has changed meanwhile', async () => {
      await meet(1);
      const subject = subjectOf(means, 1);
      const from = opened.store.recordOf(subject);
      if (from === undefined) throw new Error('no record');
      const stale = Buffer.from(from);
      stale[0] = 9;
      expect(await opened.store.replace([{ subject, from: stale, to: stale }])).toEqual([false]);
      expect(await opened.store.remove([{ subject, from: stale, identifiers: [] }])).toEqual([false]);
      expect(await opened.store.remove([{ subject: 'A'.repeat(22), from, identifiers: [] }])).toEqual([
        false,
      ]);
      expect(opened.store.recordOf(subject)).toEqual(from);
    });
  });
}
