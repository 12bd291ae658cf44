import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClickHouseException } from './exception.ts';
import { readStatement } from './statement.ts';

const read = (query: string | undefined, body = '') => readStatement(query, Buffer.from(body));
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof ClickHouseException ? error.exceptionCode : error;
  }
  return undefined;
};

describe('readStatement', () => {
  it('joins the query parameter and the body', () => {
    expect(read('SELECT', '1')).toEqual({ kind: 'text', text: 'SELECT\n1', format: undefined });
    expect(read(undefined, 'SELECT 1 FORMAT JSON;')).toMatchObject({ format: 'JSON' });
  });

  it('takes an insert apart, whichever way its rows come', () => {
    const insert = { kind: 'insert', table: 'd.t', columns: ['a', 'b'], format: 'JSONCompactEachRow' };
    const rows = Buffer.from('[1,2]\n');
    const statement = 'INSERT INTO d.t (a, `b`) FORMAT JSONCompactEachRow';
    expect(read(statement, '[1,2]\n')).toEqual({ ...insert, rows });
    expect(read(undefined, `${statement}\n[1,2]\n`)).toEqual({ ...insert, rows });
  });

  it('passes an insert from a select on as text', () => {
    expect(read("INSERT INTO t SELECT 1, 'FORMAT'")).toMatchObject({ kind: 'text' });
  });

  it.each([
    'SELECT 1; DROP TABLE t',
    "SELECT 'a'; SELECT 2",
    'SELECT 1; /* c */ SELECT 2',
    "SELECT 1; 'x'",
    "SELECT '\\'; SELECT 2'; SELECT 3",
    "SELECT ‘'’; SELECT 2; SELECT ‘'’",
  ])('refuses a second statement: %s', (text) => {
    expect(codeOf(() => read(text))).toBe(62);
  });

  it.each([
    'SELECT 1;',
    'SELECT 1; -- and no more',
    "SELECT ';a', \";b\", `;c`, 'it''s; fine', '\\';d'",
    'SELECT 1 /* ; x */, $$; y$$',
    'SELECT 1 -- ; z\n, 2',
  ])('knows a semicolon that ends nothing: %s', (text) => {
    expect(read(text)).toMatchObject({ kind: 'text', text });
  });

  it('refuses what it could not hand to the engine safely', () => {
    expect(codeOf(() => read('INSERT INTO t FORMAT Native', 'x'))).toBe(73);
    expect(codeOf(() => read('INSERT INTO t SETTINGS a = 1 FORMAT JSONEachRow', '{}'))).toBe(48);
    expect(codeOf(() => read("INSERT INTO t VALUES ('a\n\nDROP TABLE t')"))).toBe(48);
    expect(codeOf(() => read('INSERT INTO t FORMAT CSV', '1\n\nDROP TABLE t\n'))).toBe(117);
    expect(codeOf(() => read(undefined, ''))).toBe(62);
  });

  it('leaves no blank line in rows, where the engine would go over to reading SQL', () => {
    const piece = fc.constantFrom('[1]', '\n', ' ', '\t', '\r', '["ü"]', 'DROP TABLE t');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const statement = read('INSERT INTO t FORMAT JSONCompactEachRow', pieces.join(''));
        const rows = statement.kind === 'insert' ? statement.rows.toString() : '';
        expect(rows).not.toMatch(/(^|\n)\s*\n/);
        expect(rows.replace(/\s/g, '')).toBe(pieces.join('').replace(/\s/g, ''));
      }),
      { numRuns: 300 },
    );
  });
});
