import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedFixture, startEmbedded } from '../../testing/embedded-fixture.ts';

let fixture: EmbeddedFixture;
beforeAll(async () => {
  fixture = await startEmbedded({ bodyBytesMax: 1024 * 1024, executionSecondsMax: 1 });
});
afterAll(() => fixture.end());

function send(search: Record<string, string>, init: RequestInit = {}): Promise<Response> {
  const { url, username, password } = fixture.endpoint;
  const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password, ...init.headers };
  return fetch(`${url}/?${new URLSearchParams(search)}`, { method: 'POST', ...init, headers });
}
const text = async (query: string, search: Record<string, string> = {}) =>
  (await (await send(search, { body: query })).text()).trim();

describe('gateway', () => {
  it('answers a ping without credentials and nothing else', async () => {
    const { url } = fixture.endpoint;
    expect(await (await fetch(`${url}/ping`)).text()).toBe('Ok.\n');
    expect((await fetch(`${url}/play`)).status).toBe(404);
    expect((await fetch(`${url}/?query=SELECT+1`)).status).toBe(403);
  });

  it('refuses a wrong password, user or header', async () => {
    const { username, password } = fixture.endpoint;
    for (const headers of [
      { 'x-clickhouse-key': 'wrong' },
      { 'x-clickhouse-user': 'default', 'x-clickhouse-key': password },
      { 'x-clickhouse-user': `${username}${password}`, 'x-clickhouse-key': '' },
    ]) {
      const answer = await send({}, { body: 'SELECT 1', headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('x-clickhouse-exception-code')).toBe('516');
      expect(await answer.text()).toMatch(/^Code: 516\. .*\(AUTHENTICATION_FAILED\)\n$/);
    }
  });

  it('describes its answer in headers', async () => {
    const answer = await send({ query_id: 'q-1' }, { body: 'SELECT 1 AS n FORMAT JSONEachRow' });
    expect(await answer.json()).toEqual({ n: 1 });
    expect(answer.headers.get('x-clickhouse-query-id')).toBe('q-1');
    expect(answer.headers.get('x-clickhouse-format')).toBe('JSONEachRow');
    expect(JSON.parse(answer.headers.get('x-clickhouse-summary') ?? '')).toMatchObject({ result_rows: '1' });
  });

  it.each([
    ['SELEC 1', 400, '62', 'SYNTAX_ERROR'],
    ['SELECT * FROM nowhere', 404, '60', 'UNKNOWN_TABLE'],
    ['SELECT sleep(3)', 408, '159', 'TIMEOUT_EXCEEDED'],
    [
      'SELECT length(groupArray(number)) FROM numbers(1e9) SETTINGS max_memory_usage = 10000000',
      500,
      '241',
      'MEMORY_LIMIT_EXCEEDED',
    ],
    ['SELECT 1; SELECT 2', 400, '62', 'SYNTAX_ERROR'],
    ['SELECT * FROM numbers(1e6) SETTINGS max_result_bytes = 1000', 500, '396', 'TOO_MANY_ROWS_OR_BYTES'],
  ])('reports the fault of %s as ClickHouse does, and lives on', async (query, status, code, name) => {
    const answer = await send({ max_execution_time: '60' }, { body: query });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-clickhouse-exception-code')).toBe(code);
    expect(await answer.text()).toContain(`(${name})`);
    expect(await text('SELECT 1')).toBe('1');
  });

  it('stays within its memory', async () => {
    const answer = await send({}, { body: 'SELECT length(groupArray(number)) FROM numbers(1000000000)' });
    expect(['241', '159']).toContain(answer.headers.get('x-clickhouse-exception-code'));
    expect(
      await text("SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'"),
    ).toBe(String(1024 ** 3));
    expect(await text("SELECT getSetting('max_result_bytes')")).toBe(String(256 * 1024 ** 2));
  });

  it('keeps settings, parameters and database to their request', async () => {
    await text('CREATE DATABASE IF NOT EXISTS other');
    const query = "SELECT {x:String}, currentDatabase(), getSetting('max_threads') = 7";
    expect(await text(query, { param_x: "it's \\\\ \\t ü", database: 'other', max_threads: '7' })).toBe(
      "it\\'s \\\\ \\t ü\tother\t1",
    );
    expect(await text("SELECT currentDatabase(), getSetting('max_threads') = 7")).toBe('default\t0');
    expect((await send({}, { body: 'SELECT {x:String}' })).headers.get('x-clickhouse-exception-code')).toBe(
      '456',
    );
  });

  it('takes parameters out of a form, and long ones out of the URL', async () => {
    const form = new FormData();
    form.set('query', 'SELECT {x:String}');
    form.set('param_x', 'y');
    expect(await (await send({}, { body: form })).text()).toBe('y\n');
    const long = 'z'.repeat(400_000);
    expect(await text('SELECT length({x:String})', { param_x: long })).toBe('400000');
  });

  it('does not let a GET write', async () => {
    expect(await (await send({ query: 'SELECT 1' }, { method: 'GET' })).text()).toBe('1\n');
    const answer = await send({ query: 'CREATE DATABASE written' }, { method: 'GET' });
    expect(answer.headers.get('x-clickhouse-exception-code')).toBe('164');
  });

  it('takes and sends gzip, and bounds what comes out of it', async () => {
    const headers = { 'content-encoding': 'gzip', 'accept-encoding': 'gzip' };
    const answer = await send(
      { enable_http_compression: '1' },
      { body: new Uint8Array(gzipSync("SELECT repeat('a', 10000)")), headers },
    );
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.text()).toBe(`${'a'.repeat(10_000)}\n`);
    const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024, ' '));
    expect(gunzipSync(bomb).length).toBeGreaterThan(1024 * 1024);
    expect((await send({}, { body: new Uint8Array(bomb), headers })).status).toBe(413);
    expect((await send({}, { body: ' '.repeat(2 * 1024 * 1024) })).status).toBe(413);
    expect((await send({}, { body: 'no gzip', headers })).status).toBe(400);
  });

  it('never runs what stands in rows', async () => {
    await text('CREATE TABLE kept (a UInt32, s String) ENGINE = MergeTree ORDER BY a');
    const query = 'INSERT INTO kept (a, s) FORMAT JSONCompactEachRow';
    const rows = '[1, "x"]\n\n[2, "\\n\\nDROP TABLE kept"]\n';
    const answer = await send({ query }, { body: rows });
    expect(JSON.parse(answer.headers.get('x-clickhouse-summary') ?? '')).toMatchObject({ written_rows: '2' });
    await send({ query }, { body: '[3, "y"]\n\nDROP TABLE kept\n' });
    await send({ query: 'INSERT INTO kept FORMAT CSV' }, { body: '4,"z"\n\nDROP TABLE kept\n' });
    expect(await text('SELECT count() FROM kept WHERE a < 3')).toBe('2');
  });
});
