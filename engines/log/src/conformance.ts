import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EventLog, LogFault } from './event-log.ts';
import { conformsUnderCrashes } from './testing/crash-conformance.ts';
import type { LogEngine } from './testing/log-engine.ts';
import { conformsToModel } from './testing/model-conformance.ts';

/** What every engine of the event log must do; called once per engine in a test file. */
export function describeEventLog(engine: LogEngine): void {
  describe(`the event log on ${engine.name}`, () => {
    let place: Awaited<ReturnType<LogEngine['create']>>;
    let log: EventLog;
    const nowMs = 1_800_000_000_000;
    const { signal } = new AbortController();
    const append = (key: string, value: Uint8Array = Buffer.from(key), topic = 'topic') =>
      log.append(topic, { key, value }, { nowMs });
    const keys = async (from = 0, limit = 1000) =>
      (await log.read('topic', { from, limit })).map((entry) => entry.key);

    beforeEach(async () => {
      place = await engine.create();
      log = await engine.open(place.address);
    });
    afterEach(async () => {
      await log.close();
      await place.remove();
    });

    it('numbers the records of each topic from 0, without gaps', async () => {
      expect(await log.end('topic')).toBe(0);
      expect(await append('a')).toEqual({ status: 'appended', offset: 0 });
      expect(await append('b')).toEqual({ status: 'appended', offset: 1 });
      expect(await append('a', Buffer.from('x'), 'other')).toEqual({ status: 'appended', offset: 0 });
      expect(await log.end('topic')).toBe(2);
      expect(await keys()).toEqual(['a', 'b']);
    });

    it('keeps the order of appends made at once', async () => {
      const wanted = Array.from({ length: 500 }, (_, n) => `k${n}`);
      const outcomes = await Promise.all(wanted.map((key) => append(key)));
      expect(outcomes).toEqual(wanted.map((_, offset) => ({ status: 'appended', offset })));
      expect(await keys()).toEqual(wanted);
    });

    it('lets a record linger until another starts a commit, the log is flushed or closed', async () => {
      const linger = (key: string) =>
        log.append('topic', { key, value: Buffer.from(key) }, { nowMs, lingerMs: 3_600_000 });
      const first = linger('a');
      expect(await log.end('topic')).toBe(0);
      expect(await append('b')).toEqual({ status: 'appended', offset: 1 });
      expect(await first).toEqual({ status: 'appended', offset: 0 });
      const flushed = linger('c');
      await log.flush();
      expect(await flushed).toEqual({ status: 'appended', offset: 2 });
      const closed = linger('d');
      await log.close();
      expect(await closed).toEqual({ status: 'appended', offset: 3 });
      log = await engine.open(place.address);
      expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
      expect(
        await log.append('topic', { key: 'e', value: Buffer.from('e') }, { nowMs, lingerMs: 1 }),
      ).toEqual({ status: 'appended', offset: 4 });
    });

    it('takes a key once', async () => {
      await append('a');
      const at = nowMs + engine.dedupeWindowMs - 1;
      const again = await log.append('topic', { key: 'a', value: Buffer.from('x') }, { nowMs: at });
      expect(again).toEqual({ status: 'duplicate' });
      const atOnce = await Promise.all(Array.from({ length: 20 }, () => append('b')));
      expect(atOnce.filter((outcome) => outcome.status === 'appended')).toHaveLength(1);
      expect(await log.end('topic')).toBe(2);
    });

    it('never compares the empty key', async () => {
      await Promise.all([append(''), append('')]);
      expect(await append('')).toEqual({ status: 'appended', offset: 2 });
    });

    it('gives back keys and values to the byte', async () => {
      const messages = [
        ['empty', Buffer.alloc(0)],
        ['all bytes', Buffer.from(Array.from({ length: 256 }, (_, n) => n))],
        ['large', Buffer.alloc(1_000_000, 'large')],
        ['ключ 钥匙 🔑', Buffer.from('x')],
        ['long '.repeat(100), Buffer.from('y')],
      ] as const;
      await Promise.all(messages.map(([key, value]) => append(key, value)));
      const entries = await log.read('topic', { from: 0, limit: 10 });
      expect(entries.map(({ key, value }) => [key, Buffer.from(value)])).toEqual(messages);
      expect(await append('long '.repeat(100))).toEqual({ status: 'duplicate' });
    });

    it('reads from anywhere, as much as is wanted', async () => {
      await Promise.all(['a', 'b', 'c', 'd'].map((key) => append(key)));
      expect(await keys(1, 2)).toEqual(['b', 'c']);
      expect(await keys(3, 100)).toEqual(['d']);
      expect(await keys(4)).toEqual([]);
      expect(await keys(1000)).toEqual([]);
      expect(await keys(0, 0)).toEqual([]);
      expect(await log.read('never-written', { from: 0, limit: 10 })).toEqual([]);
    });

    it('wakes those who wait, also through another opening', async () => {
      const other = await engine.open(place.address);
      const waits = [log, other].map((each) => each.wait('topic', { from: 1, maxWaitMs: 20_000, signal }));
      await append('a');
      await append('b');
      expect(await Promise.all(waits)).toEqual([true, true]);
      expect(await log.wait('topic', { from: 0, maxWaitMs: 0, signal })).toBe(true);
      await other.close();
    });

    it('lets those go who waited in vain', async () => {
      expect(await log.wait('topic', { from: 0, maxWaitMs: 10, signal })).toBe(false);
      const abort = new AbortController();
      const wait = log.wait('topic', { from: 0, maxWaitMs: 60_000, signal: abort.signal });
      abort.abort();
      expect(await wait).toBe(false);
      expect(await log.wait('topic', { from: 0, maxWaitMs: 60_000, signal: abort.signal })).toBe(false);
    });

    it('forgets what is trimmed, and nothing else', async () => {
      await Promise.all(['a', 'b', 'c'].map((key) => append(key)));
      await log.trim('topic', { before: 2, nowMs });
      expect(await keys()).toEqual(['c']);
      expect(await log.end('topic')).toBe(3);
      expect(await append('a')).toEqual({ status: 'duplicate' });
      await log.trim('topic', { before: 1000, nowMs });
      expect(await keys()).toEqual([]);
      expect(await append('d')).toEqual({ status: 'appended', offset: 3 });
      await log.trim('never-written', { before: 5, nowMs });
      expect(await log.end('never-written')).toBe(0);
    });

    it('forgets keys long after their window', async () => {
      await append('a');
      const later = nowMs + 3 * engine.dedupeWindowMs;
      await log.trim('topic', { before: 0, nowMs: later });
      const again = await log.append('topic', { key: 'a', value: Buffer.from('x') }, { nowMs: later });
      expect(again).toEqual({ status: 'appended', offset: 1 });
    });

    it('is the same after it was closed and opened again', async () => {
      await Promise.all(['a', 'b'].map((key) => append(key)));
      await log.close();
      log = await engine.open(place.address);
      expect(await keys()).toEqual(['a', 'b']);
      expect(await append('b')).toEqual({ status: 'duplicate' });
      expect(await append('c')).toEqual({ status: 'appended', offset: 2 });
    });

    it('says so when it is closed', async () => {
      expect(log.ready()).toBe(true);
      const wait = log.wait('topic', { from: 0, maxWaitMs: 60_000, signal });
      const under = append('under way');
      await log.close();
      expect(await wait).toBe(false);
      expect(await under).toEqual({ status: 'appended', offset: 0 });
      expect(log.ready()).toBe(false);
      await expect(append('a')).rejects.toThrow(LogFault);
      await expect(append('a')).rejects.toMatchObject({ code: 'log.closed' });
      await expect(log.read('topic', { from: 0, limit: 1 })).rejects.toMatchObject({ code: 'log.closed' });
    });

    conformsToModel(engine);
    conformsUnderCrashes(engine);
  });
}
