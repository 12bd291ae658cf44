import { describe, expect, it } from 'vitest';
import { createRecogniser } from './recogniser.ts';
import { createSubjects } from './subjects.ts';
import { memorySubjectStore } from './testing/memory-subject-store.ts';
import { identifierOf, sampleMeans, subjectOf } from './testing/sample-means.ts';

describe('recognition', () => {
  it('S2: leaves nobody and somebody alike: 32 bytes that never repeat', async () => {
    const means = sampleMeans(memorySubjectStore());
    const nobody = Array.from({ length: 500 }, (_, n) => means.recogniser.commit(undefined, `a${n}`));
    const one = Array.from({ length: 500 }, (_, n) => means.recogniser.commit(identifierOf(1), `a${n}`));
    const shared = means.recogniser.commit({ field: 8, value: '0'.repeat(32) }, 'a');
    const all = [...nobody, ...one, shared];
    expect(new Set(all.map((each) => each.toString('hex'))).size).toBe(1001);
    expect(all.every((each) => each.length === 32)).toBe(true);
    await means.recogniser.settled();
    expect([...(await means.store.list({ after: undefined, limit: 9 }))]).toEqual([subjectOf(means, 1)]);
    // Each bit is set about as often with a subject as without one: 500 throws, seven standard deviations.
    for (const group of [nobody, one])
      for (let bit = 0; bit < 256; bit += 1) {
        const set = group.filter((each) => (((each[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1).length;
        expect(Math.abs(set - 250)).toBeLessThan(7 * Math.sqrt(125));
      }
  });

  it('goes on without subjects while they cannot be kept, and says so', async () => {
    const store = memorySubjectStore();
    const means = sampleMeans({ ...store, create: () => Promise.reject(new Error('full')) });
    expect(means.recogniser.commit(identifierOf(1), 'a')).toHaveLength(32);
    await means.recogniser.settled();
    expect(means.faults).toHaveLength(1);
    expect(store.records.size).toBe(0);
  });

  it('takes up only so many strangers at once', async () => {
    const means = sampleMeans(memorySubjectStore());
    for (let person = 0; person < 10_000; person += 1) means.recogniser.commit(identifierOf(person), 'a');
    await means.recogniser.settled();
    const { store } = means;
    expect(await store.list({ after: undefined, limit: 20_000 })).toHaveLength(4_096);
  });

  it('knows again whom it knows, and meets nobody new, where there is no room for more', async () => {
    const store = memorySubjectStore();
    const means = sampleMeans(store);
    means.recogniser.commit(identifierOf(1), 'a');
    await means.recogniser.settled();
    const { hash, clock, faults, recogniser: _, ...rest } = means;
    const full = createRecogniser({
      ...rest,
      hash,
      now: () => clock.nowMs,
      later: setImmediate,
      mayMeet: () => false,
      onFault: (fault) => faults.push(fault),
    });
    expect(full.commit(identifierOf(1), 'b')).toEqual(means.recogniser.commit(identifierOf(1), 'b'));
    expect(full.commit(identifierOf(2), 'b')).toHaveLength(32);
    await full.settled();
    expect(store.records.size).toBe(1);
  });

  it('forgets an unwrapped key soon, so that one destroyed elsewhere is used no longer', async () => {
    const store = memorySubjectStore();
    const means = sampleMeans(store);
    means.recogniser.commit(identifierOf(1), 'a');
    await means.recogniser.settled();
    const subject = subjectOf(means, 1);
    const known = means.recogniser.commit(identifierOf(1), 'b');
    expect(createSubjects(means).commitment(subject, 'b')).toEqual(known);
    store.records.delete(subject);
    means.clock.nowMs += 60_001;
    expect(means.recogniser.commit(identifierOf(1), 'b')).not.toEqual(known);
  });
});
