import { join } from 'node:path';
import { Session } from 'chdb';
import { ClickHouseException } from './exception.ts';
import { forgetLostBlocks } from './forget-lost-blocks.ts';
import type { Statement } from './statement.ts';

export interface EngineOptions {
  readonly dataDir: string;
  readonly memoryBytesMax: number;
  readonly statementsMax: number;
}

export interface EngineRequest {
  readonly statement: Statement;
  readonly database: string | undefined;
  readonly settings: ReadonlyMap<string, string>;
  /** In ClickHouse's escaped form, as `param_…` carries it over HTTP. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Where the statement has no FORMAT clause. */
  readonly defaultFormat: string;
  readonly readOnly: boolean;
}

export interface EngineAnswer {
  readonly bytes: Uint8Array;
  readonly resultRows: number;
  readonly resultBytes: number;
  readonly writtenRows: number;
  readonly writtenBytes: number;
  readonly elapsedSeconds: number;
}

export interface Engine {
  run(request: EngineRequest): Promise<EngineAnswer>;
  /** Waits for running statements. */
  close(): Promise<void>;
}

const WAITING_MAX = 1_000;
/** The engine's default for `max_query_size`. */
const STATEMENT_BYTES = 256 * 1024;

/**
 * The engine on one data directory. Every request gets a session of its own, because SET, USE and parameters
 * belong to the session and must not reach the next request; opening one costs less than a statement does.
 */
export function openEngine({ dataDir, memoryBytesMax, statementsMax }: EngineOptions): Engine {
  const path = join(dataDir, 'clickhouse');
  forgetLostBlocks(path);
  // The first session carries the server settings and keeps the engine open while no request runs.
  const keeper = new Session(path, {
    connectionArgs: [
      `--max_server_memory_usage=${memoryBytesMax}`,
      `--mark_cache_size=${Math.floor(memoryBytesMax / 8)}`,
    ],
  });
  const slots = openSlots(statementsMax);
  return {
    async run(request) {
      const release = await slots.take();
      try {
        return await runInSession(path, request);
      } finally {
        release();
      }
    },
    async close() {
      await slots.drained();
      keeper.close();
    },
  };
}

async function runInSession(path: string, request: EngineRequest): Promise<EngineAnswer> {
  const { statement } = request;
  const session = new Session(path);
  try {
    const settings = prelude(request);
    // Long parameters don't count towards the size of a statement on a server; here they arrive as one.
    if (settings.length > STATEMENT_BYTES / 2)
      await session.queryAsync(`SET max_query_size = ${settings.length * 4}`);
    await session.queryAsync(settings);
    if (statement.kind === 'text') {
      const result = await session.queryAsync(statement.text, { format: request.defaultFormat });
      return {
        bytes: result.bytes(),
        resultRows: result.rowsRead,
        resultBytes: result.bytesRead,
        writtenRows: 0,
        writtenBytes: 0,
        elapsedSeconds: result.elapsed,
      };
    }
    const { table, columns, format, rows } = statement;
    const summary = await session.insert({
      table,
      values: rows,
      format,
      ...(columns.length > 0 && { columns }),
    });
    return {
      bytes: new Uint8Array(0),
      resultRows: 0,
      resultBytes: 0,
      writtenRows: summary.rowsWritten,
      writtenBytes: summary.bytesWritten,
      elapsedSeconds: summary.elapsed,
    };
  } finally {
    session.close();
  }
}

/** Where the engine's local mode differs from a server's defaults. */
const serverDefaults = { implicit_select: '0', allow_introspection_functions: '0' };

function prelude({ database, settings, parameters, readOnly }: EngineRequest): string {
  const assignments = Object.entries(serverDefaults).map(([name, value]) => assign(name, value));
  for (const [name, value] of settings) assignments.push(assign(name, value));
  for (const [name, value] of parameters) assignments.push(assign(`param_${name}`, value));
  const statements = [`SET ${assignments.join(', ')}`];
  if (database !== undefined) statements.unshift(`USE \`${database.replace(/[\\`]/g, '\\$&')}\``);
  // Last, because nothing can be set any more after it.
  if (readOnly) statements.push('SET readonly = 2');
  return statements.join(';');
}

function assign(name: string, value: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new ClickHouseException('BAD_ARGUMENTS', 'Bad name of a setting.');
  if (value.includes('\0')) throw new ClickHouseException('BAD_ARGUMENTS', `NUL byte in ${name}.`);
  const quoted = value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n');
  return `${name} = '${quoted}'`;
}

/** At most `max` holders; the rest wait in order, and beyond {@link WAITING_MAX} waiting the engine refuses. */
function openSlots(max: number) {
  const waiting: (() => void)[] = [];
  const onDrained: (() => void)[] = [];
  let taken = 0;
  const release = () => {
    const next = waiting.shift();
    if (next !== undefined) return next();
    taken -= 1;
    if (taken === 0) for (const done of onDrained.splice(0)) done();
  };
  return {
    async take(): Promise<() => void> {
      if (taken < max) taken += 1;
      else if (waiting.length >= WAITING_MAX) {
        throw new ClickHouseException('TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many simultaneous queries.');
      } else await new Promise<void>((resolve) => waiting.push(resolve));
      return release;
    },
    drained: () =>
      taken === 0 ? Promise.resolve() : new Promise<void>((resolve) => onDrained.push(resolve)),
  };
}
