import { migrateRecords, openRecords, type Records } from '@jianchat/records';
import { outsidePostgres, outsidePostgresMissing, startTestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importConfiguration } from './import-configuration.ts';
import { type Put, putRecord } from './put-record.ts';
import { readRevisedRow } from './read-configuration.ts';
import { removeRecord } from './remove-record.ts';

const servers = [
  { name: 'the embedded PostgreSQL', missing: undefined, start: () => startTestRecords({ migrated: false }) },
  { name: 'PostgreSQL 15', missing: outsidePostgresMissing(), start: outsidePostgres },
];

const contract = () => undefined;
const place = { table: 'advertisers', id: 'shoes' } as const;

describe.for(servers)('two at a time on $name', ({ missing, start }) => {
  describe.skipIf(missing !== undefined)(missing ?? 'one wins', () => {
    let server: Awaited<ReturnType<typeof start>>;
    let records: Records;

    beforeAll(async () => {
      server = await start();
      records = openRecords({ url: server.url, applicationName: 'race', poolMax: 8 });
      await migrateRecords(records.db);
      await importConfiguration(records.db, { advertisers: [{ id: 'shoes', name: 'Shoes' }] }, { contract });
    });
    afterAll(async () => {
      await records?.close();
      await server?.stop();
    });

    const revision = async () => (await readRevisedRow(records.db, place))?.revision ?? 0;
    const put = (name: string, condition: Put['condition']) =>
      putRecord(records.db, {
        file: { advertisers: [{ id: 'shoes', name }] },
        place,
        condition,
        by: { kind: 'key', id: name },
        contract,
      });

    it('of several who read the same revision exactly one changes it, and the others learn of it', async () => {
      for (let round = 0; round < 8; round++) {
        const read = { match: [await revision()], path: 'revision' };
        const names = [0, 1, 2, 3].map((each) => `name-${round}-${each}`);
        const outcomes = await Promise.all(names.map((name) => put(name, read)));
        const [winner, ...more] = names.filter((_, at) => outcomes[at]?.ok);
        expect(more).toEqual([]);
        const stored = await readRevisedRow(records.db, place);
        expect(stored).toMatchObject({ name: winner, changed_by: `key:${winner}` });
        for (const outcome of outcomes)
          if (!outcome.ok)
            expect(outcome).toMatchObject({
              conflict: { code: 'record.changed', current: { revision: stored?.revision } },
            });
      }
    });

    it('a removal and a change of the same revision never both happen', async () => {
      for (let round = 0; round < 8; round++) {
        const read = { match: [await revision()], path: 'revision' };
        const [changed, removed] = await Promise.all([
          put(`kept-${round}`, read),
          removeRecord(records.db, place, { condition: read, by: undefined }),
        ]);
        expect([changed.ok, removed === 'removed'].filter(Boolean)).toHaveLength(1);
        // Made anew under the same id: what was read before the removal does not fit it.
        if (removed === 'removed') {
          await put('anew', { absent: true, path: 'headers.if-none-match' });
          expect(await put('late', read)).toMatchObject({ conflict: { code: 'record.changed' } });
        }
      }
    });
  });
});
