import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HotState } from './hot-state.ts';
import type { HotEngine } from './testing/hot-engine.ts';

const KILLS = 5;
const childFile = fileURLToPath(new URL('./testing/hot-child.ts', import.meta.url));

/** What every engine of the hot state must do; called once per engine in a test file. */
export function describeHotState(engine: HotEngine): void {
  describe(`the hot state on ${engine.name}`, () => {
    let place: Awaited<ReturnType<HotEngine['create']>>;
    let hot: HotState;

    beforeEach(async () => {
      place = await engine.create();
      hot = await engine.open(place.address);
    });
    afterEach(async () => {
      await hot.close();
      await place.remove();
    });
    /** As soon as promised; the turns of the loop between are part of the promise. */
    const seenBy = (reader: HotState, key: string, value: number | undefined) =>
      vi.waitFor(() => expect(reader.readNumber(key)).toBe(value), { timeout: 10_000, interval: 5 });

    it('knows nothing at first', () => {
      expect(hot.readNumber('a')).toBeUndefined();
      expect(hot.ready()).toBe(true);
      expect(hot.capabilities.stalenessMsMax).toBeGreaterThanOrEqual(0);
    });

    it('gives back what was written, to the last bit', async () => {
      const values = [0, -1, 0.1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1e300];
      await hot.writeNumbers(values.map((value, n) => [`spent/ключ ${n}/total`, value] as const));
      for (const [n, value] of values.entries()) await seenBy(hot, `spent/ключ ${n}/total`, value);
      await hot.writeNumbers([]);
    });

    it('shows the last of several writes', async () => {
      await Promise.all([1, 2, 3].map((value) => hot.writeNumbers([['a', value]])));
      await seenBy(hot, 'a', 3);
      await hot.writeNumbers([
        ['a', 4],
        ['a', 5],
      ]);
      await seenBy(hot, 'a', 5);
    });

    it('shows other openings what was written', async () => {
      const other = await engine.open(place.address);
      expect(other.readNumber('a')).toBeUndefined();
      await hot.writeNumbers([['a', 7]]);
      await seenBy(other, 'a', 7);
      await other.writeNumbers([['a', 8]]);
      await seenBy(hot, 'a', 8);
      await other.close();
    });

    it('keeps everything over a restart, and the last known number when closed', async () => {
      await hot.writeNumbers([['a', 1]]);
      await seenBy(hot, 'a', 1);
      await hot.close();
      expect(hot.readNumber('a')).toBe(1);
      expect(hot.ready()).toBe(false);
      await expect(hot.writeNumbers([['a', 2]])).rejects.toThrow();
      hot = await engine.open(place.address);
      await seenBy(hot, 'a', 1);
    });

    it('does what a map does, whatever is done to it', async () => {
      const writes = fc.array(fc.tuple(fc.nat(9), fc.integer()), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(fc.array(writes, { maxLength: 8 }), fc.uuid(), async (batches, family) => {
          const model = new Map<string, number>();
          for (const batch of batches) {
            const entries = batch.map(([key, value]) => [`${family}/${key}`, value] as const);
            for (const [key, value] of entries) model.set(key, value);
            await hot.writeNumbers(entries);
          }
          for (let key = 0; key < 10; key += 1)
            await seenBy(hot, `${family}/${key}`, model.get(`${family}/${key}`));
        }),
        { numRuns: 30 },
      );
    });

    it('gives bytes back, removes them, and does no group whose state is another', async () => {
      const [one, two] = [Buffer.from('one'), Buffer.from([0, 255, 1])];
      expect(hot.readBytes('b/1')).toBeUndefined();
      expect(await hot.change([[{ key: 'b/1', value: one, was: 'absent' }]])).toEqual([true]);
      await vi.waitFor(() => expect(hot.readBytes('b/1')).toEqual(one));
      const outcome = await hot.change([
        [{ key: 'b/1', value: two, was: 'absent' }],
        [
          { key: 'b/2', value: one },
          { key: 'b/1', value: two, was: two },
        ],
        [
          { key: 'b/2', value: two, was: 'absent' },
          { key: 'b/1', value: two, was: one },
        ],
        [{ key: 'b/1', value: undefined, was: two }],
      ]);
      expect(outcome).toEqual([false, false, true, true]);
      await vi.waitFor(() => expect(hot.readBytes('b/1')).toBeUndefined());
      expect(hot.readBytes('b/2')).toEqual(two);
      expect(await hot.change([])).toEqual([]);
    });

    it('lets one of two win that write a key which must be absent', async () => {
      const other = await engine.open(place.address);
      const outcomes = await Promise.all(
        [hot, other].map((each, at) => each.change([[{ key: 'b', value: Buffer.of(at), was: 'absent' }]])),
      );
      const winner = outcomes.findIndex(([done]) => done);
      expect(outcomes.flat().filter(Boolean)).toHaveLength(1);
      for (const each of [hot, other])
        await vi.waitFor(() => expect(each.readBytes('b')).toEqual(Buffer.of(winner)));
      await other.close();
    });

    it('never answers bytes from memory, and writes none when closed', async () => {
      await hot.change([[{ key: 'b', value: Buffer.of(1) }]]);
      await vi.waitFor(() => expect(hot.readBytes('b')).toBeDefined());
      await hot.close();
      expect(hot.readBytes('b')).toBeUndefined();
      await expect(hot.change([[{ key: 'b', value: Buffer.of(2) }]])).rejects.toThrow();
      hot = await engine.open(place.address);
      await vi.waitFor(() => expect(hot.readBytes('b')).toEqual(Buffer.of(1)));
    });

    it('lists the keys of a prefix page by page, and no others', async () => {
      const keys = Array.from({ length: 25 }, (_, n) => `list/${String(n).padStart(2, '0')}`);
      await hot.change([['lisa', 'list', 'lisu', ...keys].map((key) => ({ key, value: Buffer.of(1) }))]);
      const found: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await hot.listKeys('list/', { after, limit: 10 });
        if (page.length === 0) break;
        found.push(...page);
        after = page.at(-1);
      }
      expect(found).toEqual(keys);
    });

    it(`loses nothing acknowledged and tears no write over ${KILLS} kills`, { timeout: 60_000 }, async () => {
      for (let round = 0; round < KILLS; round += 1) {
        const child = spawn(process.execPath, [childFile, engine.file, place.address], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let output = '';
        const closed = once(child, 'close');
        await new Promise<void>((resolve) => {
          child.stdout.setEncoding('utf8').on('data', (text: string) => {
            output += text;
            if (output.split('\n').length > 20 + round * 17) resolve();
          });
          void closed.then(() => resolve());
        });
        child.kill('SIGKILL');
        await closed;
        const acknowledged = Number(output.split('\n').at(-2));
        const after = await engine.open(place.address);
        await vi.waitFor(() => expect(after.readNumber('key-0')).toBeGreaterThanOrEqual(acknowledged));
        const values = Array.from({ length: 10 }, (_, n) => after.readNumber(`key-${n}`));
        expect(new Set(values).size).toBe(1);
        await after.close();
      }
    });
  });
}
