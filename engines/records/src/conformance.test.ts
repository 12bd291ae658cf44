import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateRecords, openRecords, type Records, tableColumns } from './index.ts';
import { migrations } from './migrations/index.ts';
import { outsidePostgres, outsidePostgresMissing, startTestRecords } from './testing/index.ts';

const STAMP = { revision: expect.any(Number), changed_at: expect.any(Date), changed_by: null };

const servers = [
  { name: 'the embedded PostgreSQL', missing: undefined, start: () => startTestRecords({ migrated: false }) },
  { name: 'PostgreSQL 15', missing: outsidePostgresMissing(), start: outsidePostgres },
];

describe.for(servers)('records on $name', ({ name, missing, start }) => {
  describe.skipIf(missing !== undefined)(missing ?? 'conforms', () => {
    let server: Awaited<ReturnType<typeof start>>;
    let records: Records;

    beforeAll(async () => {
      server = await start();
      const open = () => openRecords({ url: server.url, applicationName: 'conformance', poolMax: 5 });
      records = open();
      // Processes that start together: one of them migrates, the others find it done.
      const others = [open(), open()];
      const applied = await Promise.all([records, ...others].map((each) => migrateRecords(each.db)));
      expect(applied.map((names) => names.length).toSorted()).toEqual([0, 0, Object.keys(migrations).length]);
      await Promise.all(others.map((each) => each.close()));
    });
    afterAll(async () => {
      await records?.close();
      await server?.stop();
    });

    it('runs on the version it names', async () => {
      const { rows } = await sql<{ server_version: string }>`show server_version`.execute(records.db);
      expect(rows[0]?.server_version).toMatch(name === 'PostgreSQL 15' ? /^15\./ : /^18\./);
    });

    it('has exactly the described tables and columns', async () => {
      const { rows } = await sql<InformationSchemaColumn>`
        select table_name, column_name, udt_name, is_nullable, column_default, is_identity, table_type
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and table_name not like 'kysely\\_%'`.execute(records.db);
      const found = Object.fromEntries(
        rows.map((row) => [`${row.table_name}.${row.column_name}`, describeFound(row)]),
      );
      const described = Object.entries(tableColumns).flatMap(([table, columns]) =>
        Object.entries(columns).map(([column, { udt, nullable, origin }]) => [
          `${table}.${column}`,
          { udt, nullable, origin },
        ]),
      );
      expect(found).toEqual(Object.fromEntries(described));
    });

    it('raises the revision with each change of the configuration, and says so at commit', async () => {
      const { db } = records;
      const listener = new pg.Client(server.url);
      await listener.connect();
      await listener.query('listen config_changed');
      const heard = new Promise((resolve) => listener.on('notification', ({ payload }) => resolve(payload)));
      const revision = async () =>
        (await db.selectFrom('config_revision').select('revision').executeTakeFirstOrThrow()).revision;

      const before = await revision();
      await db.transaction().execute(async (transaction) => {
        await transaction.insertInto('accounts').values({ id: 'rev', name: 'A', currency: 'USD' }).execute();
        await transaction.updateTable('accounts').set({ enabled: false }).where('id', '=', 'rev').execute();
        await transaction.deleteFrom('accounts').where('id', '=', 'rev').execute();
      });
      expect(await revision()).toBe(before + 3);
      // Within one transaction the first notification to arrive is that of the first change.
      expect(await heard).toBe(String(before + 1));
      await listener.end();
    });

    it('takes the configuration and gives it back as the types say', async () => {
      const { db } = records;
      await db.insertInto('accounts').values({ id: 'acc', name: 'Account', currency: 'EUR' }).execute();
      await db
        .insertInto('media')
        .values({ id: 'site', account_id: 'acc', kind: 'site', domain: 'example.com' })
        .execute();
      const imp = { banner: { format: [{ w: 300, h: 250 }] } };
      await db.insertInto('placements').values({ id: 'top', media_id: 'site', imp }).execute();
      expect(await db.selectFrom('accounts').selectAll().where('id', '=', 'acc').executeTakeFirst()).toEqual({
        id: 'acc',
        name: 'Account',
        currency: 'EUR',
        revenue_share_bps: 8000,
        settings: {},
        enabled: true,
        created_at: expect.any(Date),
        closed_at: null,
        ...STAMP,
      });
      expect(await db.selectFrom('placements').selectAll().executeTakeFirst()).toEqual({
        id: 'top',
        media_id: 'site',
        name: null,
        imp,
        floor_micros: 0,
        mediation: null,
        enabled: true,
        ...STAMP,
      });
    });

    it('stamps each change of a record, and no write that changes nothing', async () => {
      const { db } = records;
      const stampOf = (enabled: boolean, by = '') =>
        db.transaction().execute(async (trx) => {
          await sql`select set_config('jianchat.changed_by', ${by}, true)`.execute(trx);
          return trx
            .insertInto('accounts')
            .values({ id: 'stamp', name: 'A', currency: 'USD', enabled })
            .onConflict((conflict) => conflict.column('id').doUpdateSet({ enabled }))
            .returning(['revision', 'changed_at', 'changed_by'])
            .executeTakeFirstOrThrow();
        });
      const made = await stampOf(true, 'user:1');
      expect(made.changed_by).toBe('user:1');
      expect(await stampOf(true, 'user:2')).toEqual(made);
      const changed = await stampOf(false, 'key:3');
      expect(changed.revision).toBeGreaterThan(made.revision);
      expect(changed.changed_by).toBe('key:3');
      await db.deleteFrom('accounts').where('id', '=', 'stamp').execute();
      const anew = await stampOf(true);
      expect(anew.revision).toBeGreaterThan(changed.revision);
      expect(anew.changed_by).toBeNull();
    });

    it.for([
      [
        'an id that is no slug',
        `insert into accounts (id, name, currency) values ('a b', '', 'USD')`,
        '23514',
      ],
      [
        'a currency that is none',
        `insert into accounts (id, name, currency) values ('x', '', 'usd')`,
        '23514',
      ],
      [
        'media of no account',
        `insert into media (id, account_id, kind, bundle) values ('m', 'no', 'app', 'b')`,
        '23503',
      ],
      [
        'a site without domain',
        `insert into media (id, account_id, kind) values ('m', 'acc', 'site')`,
        '23514',
      ],
      ['an array for an object', `insert into stored_imps (id, body) values ('s', '[]')`, '23514'],
      [
        'a bidder without contract',
        `insert into bidders (id, endpoint, contract_id) values ('b', '', 'no')`,
        '23503',
      ],
      [
        'a short hash',
        `insert into api_keys (id, role, secret_sha256, name) values ('k', 'r', '\\x00', '')`,
        '23514',
      ],
    ] as const)('refuses %s', async ([, statement, code]) => {
      await expect(sql.raw(statement).execute(records.db)).rejects.toMatchObject({ code });
    });

    it('reads int8 as a number, and throws rather than rounding', async () => {
      const read = (value: string) => sql<{ n: number }>`select ${value}::int8 as n`.execute(records.db);
      expect((await read('9007199254740991')).rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
      expect((await read('-9007199254740991')).rows).toEqual([{ n: Number.MIN_SAFE_INTEGER }]);
      await expect(read('9007199254740992')).rejects.toThrow(RangeError);
    });

    it('survives the loss of a connection in the middle of a transaction', async () => {
      const lost = records.db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(records.db);
        await expect.poll(() => backendExists(records, rows[0]?.pid)).toBe(false);
        await sql`select 1`.execute(transaction);
      });
      // The client's words, or the system's where it writes before it has read that the server has gone.
      await expect(lost).rejects.toThrow(
        /Connection terminated|terminating connection|not queryable|EPIPE|ECONNRESET/,
      );
      expect(await records.ready()).toBe(true);
    });

    it('refuses a database that a newer release has migrated', async () => {
      const { db } = records;
      await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '')`.execute(db);
      await expect(migrateRecords(db)).rejects.toMatchObject({ code: 'records.schema-newer' });
      await sql`delete from kysely_migration where name = '9999-future'`.execute(db);
      expect(await migrateRecords(db)).toEqual([]);
    });
  });
});

describe('records without a server', () => {
  it('opens, answers that it is not ready, closes', async () => {
    const url = `postgresql://nobody@localhost/none?host=${encodeURIComponent('/nowhere/to/be/found')}`;
    const records = openRecords({ url, applicationName: 'test', poolMax: 1 });
    expect(await records.ready()).toBe(false);
    await records.close();
    await records.close();
  });
});

interface InformationSchemaColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly udt_name: string;
  readonly is_nullable: 'YES' | 'NO';
  readonly column_default: string | null;
  readonly is_identity: 'YES' | 'NO';
  readonly table_type: 'BASE TABLE' | 'VIEW';
}

function describeFound(row: InformationSchemaColumn) {
  if (row.table_type === 'VIEW') return { udt: row.udt_name, nullable: false, origin: 'database' };
  const byDefault = row.column_default === null ? 'caller' : 'default';
  return {
    udt: row.udt_name,
    nullable: row.is_nullable === 'YES',
    origin: row.is_identity === 'YES' ? 'database' : byDefault,
  };
}

async function backendExists(records: Records, pid: number | undefined): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity where pid = ${pid}`.execute(records.db);
  return rows.length > 0;
}
