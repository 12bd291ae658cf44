import { ClickHouseException } from './exception.ts';

/** `INSERT INTO table (columns) FORMAT format` with its rows apart, as the engine's raw insert takes it. */
export interface InsertStatement {
  readonly kind: 'insert';
  readonly table: string;
  readonly columns: readonly string[];
  readonly format: InsertFormat;
  readonly rows: Buffer;
}

export interface TextStatement {
  readonly kind: 'text';
  readonly text: string;
  /** From the text's own FORMAT clause. */
  readonly format: string | undefined;
}

export type Statement = InsertStatement | TextStatement;

const insertFormats = [
  'JSONEachRow',
  'JSONCompactEachRow',
  'CSV',
  'CSVWithNames',
  'TabSeparated',
  'TabSeparatedWithNames',
] as const;
type InsertFormat = (typeof insertFormats)[number];

const INSERT = /^\s*INSERT\s+INTO\s/i;
const INSERT_WITH_FORMAT =
  /^\s*INSERT\s+INTO\s+(?:TABLE\s+)?([\w.`]+)\s*(?:\(([\w\s,`]*)\))?\s*FORMAT\s+(\w+)[^\S\n]*(?:\n|$)/i;
const FORMAT_CLAUSE = /\sFORMAT\s+(\w+)\s*(?:SETTINGS\s[^']*)?;?\s*$/i;

/**
 * One statement from the `query` parameter and the body, which ClickHouse takes as one text. The engine is more
 * liberal than a server: it runs several statements in one text, and in the rows of an INSERT it takes a blank
 * line for the end of the data and **runs what follows as SQL**. Neither may get through.
 */
export function readStatement(query: string | undefined, body: Buffer): Statement {
  const head = query === undefined || query.trim() === '' ? undefined : query;
  if (INSERT.test(head ?? body.toString('utf8', 0, 64))) {
    const insert = readInsert(head, body);
    if (insert !== undefined) return insert;
  }
  const text = [head, body.toString('utf8')].filter((part) => part !== undefined && part !== '').join('\n');
  if (text.trim() === '') throw new ClickHouseException('SYNTAX_ERROR', 'Empty query.');
  refuseSecondStatement(text);
  if (INSERT.test(text) && /\n\s*\n/.test(text.trim())) {
    throw new ClickHouseException('NOT_IMPLEMENTED', 'Blank lines are not taken inside an INSERT here.');
  }
  return { kind: 'text', text, format: FORMAT_CLAUSE.exec(text)?.[1] };
}

function readInsert(head: string | undefined, body: Buffer): InsertStatement | undefined {
  // With the statement in the body, its rows begin after the line with the FORMAT clause.
  const text = head ?? body.toString('utf8', 0, Math.min(body.length, 65_536));
  const match = INSERT_WITH_FORMAT.exec(text);
  if (match === null) {
    if (/\sFORMAT\s/i.test(text) && !/\sSELECT\s/i.test(text)) {
      throw new ClickHouseException(
        'NOT_IMPLEMENTED',
        'An INSERT with data is INSERT INTO table (columns) FORMAT name; settings go into the URL.',
      );
    }
    return undefined;
  }
  const [whole, table = '', columns, name = ''] = match;
  const format = insertFormats.find((each) => each === name);
  if (format === undefined) {
    throw new ClickHouseException('UNKNOWN_FORMAT', `Format ${name} is not taken for inserts here.`);
  }
  const trailing = Buffer.from(text.slice(whole.length));
  const rows = head === undefined ? body.subarray(Buffer.byteLength(whole)) : Buffer.concat([trailing, body]);
  return {
    kind: 'insert',
    table: table.replaceAll('`', ''),
    columns: (columns ?? '')
      .split(',')
      .map((column) => column.trim().replaceAll('`', ''))
      .filter((column) => column !== ''),
    format,
    rows: withoutBlankLines(rows, format),
  };
}

/** JSON rows escape line breaks, so a blank line between them means nothing; elsewhere it may be data. */
function withoutBlankLines(rows: Buffer, format: InsertFormat): Buffer {
  if (!hasBlankLine(rows)) return rows;
  if (!format.startsWith('JSON')) {
    throw new ClickHouseException('INCORRECT_DATA', `Blank lines are not taken in ${format} here.`);
  }
  // latin1 maps every byte to one character and back, whatever the encoding of the rows.
  const text = rows.toString('latin1').replace(/\n[\s]*\n/g, '\n');
  return Buffer.from(text.replace(/^\s+/, ''), 'latin1');
}

const LINE_FEED = 0x0a;
function hasBlankLine(rows: Buffer): boolean {
  let lineIsBlank = true;
  for (let at = 0; at < rows.length; ) {
    const byte = rows[at];
    if (byte === LINE_FEED) {
      if (lineIsBlank) return true;
      lineIsBlank = true;
      at += 1;
    } else if (byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)) {
      at += 1;
    } else {
      // The rest of a line with something in it can't matter: skip it natively.
      lineIsBlank = false;
      const end = rows.indexOf(LINE_FEED, at);
      at = end === -1 ? rows.length : end;
    }
  }
  return false;
}

/** Quoted strings and identifiers, comments, heredocs: what a semicolon may stand in without ending a statement. */
const OPAQUE =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|‘[^’]*’|“[^”]*”|--[^\n]*|#[! ][^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g;

function refuseSecondStatement(text: string): void {
  // Comments vanish, the rest leaves a mark, so that «; 'x'» still counts as something after the semicolon.
  const bare = text.replace(OPAQUE, (part) => (/^(--|#|\/\*)/.test(part) ? ' ' : '_'));
  if (/;\s*[^\s;]/.test(bare)) {
    throw new ClickHouseException('SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed).');
  }
}
