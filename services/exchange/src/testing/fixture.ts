import { readdir, readFile } from 'node:fs/promises';

/** One case: a request, what the bidders do, and what must come of it. */
export interface Fixture {
  readonly name: string;
  readonly description: string;
  readonly request: {
    readonly headers: Record<string, string>;
    readonly query: string;
    readonly body: unknown;
  };
  /** Settings of host and accounts in force for this case; not checked, as a snapshot of another build would not be. */
  readonly settings: {
    readonly host: Record<string, unknown>;
    readonly accounts: Readonly<Record<string, Record<string, unknown>>>;
  };
  readonly upstream: readonly UpstreamFixture[];
  readonly expect: ExpectFixture;
}

export interface UpstreamFixture {
  /** Id of a bidder of `inventory.json`. */
  readonly bidder: string;
  readonly status: number;
  readonly delayMs: number;
  /** JSON to answer with. */
  readonly body: unknown;
  /** How often it must be asked. */
  readonly calls: number;
  /** What the request it gets must contain (as `toMatchObject`). */
  readonly receives: unknown;
  /** Words that must not be anywhere in what it gets. */
  readonly lacks: readonly string[];
}

export interface ExpectFixture {
  readonly status: number;
  /** The whole body of a refusal. */
  readonly text: string | undefined;
  /** A part of the JSON answer (as `toMatchObject`). */
  readonly body: unknown;
  /** Words that must be, or not be, anywhere in the answer. */
  readonly contains: readonly string[];
  readonly lacks: readonly string[];
  /** A part of the auction's record; null where no auction is held. */
  readonly record: unknown;
  /** Recipients in the disclosure record, in order. */
  readonly disclosedTo: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;

/** Reads every case of the two folders. An unknown key, a wrong type, an unknown folder or an empty folder is an error. */
export async function readFixtures(root: URL): Promise<readonly Fixture[]> {
  const fixtures: Fixture[] = [];
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    if (entry.name !== 'exemplary' && entry.name !== 'supplemental')
      throw new Error(`${entry.name}: no such kind of fixture`);
    const folder = new URL(`${entry.name}/`, root);
    const files = await readdir(folder);
    if (files.length === 0) throw new Error(`${entry.name}: no fixtures`);
    for (const file of files.sort()) {
      const name = `${entry.name}/${file}`;
      fixtures.push(readFixture(name, JSON.parse(await readFile(new URL(file, folder), 'utf8'))));
    }
  }
  if (fixtures.length === 0) throw new Error('no fixtures');
  return fixtures;
}

function readFixture(name: string, json: unknown): Fixture {
  const raw = withKeys(name, json, ['description', 'request', 'settings', 'upstream', 'expect']);
  const request = withKeys(`${name} request`, raw['request'], ['headers', 'query', 'body']);
  const settings = withKeys(`${name} settings`, raw['settings'] ?? {}, ['host', 'accounts']);
  const expected = withKeys(`${name} expect`, raw['expect'], [
    'status',
    'text',
    'body',
    'contains',
    'lacks',
    'record',
    'disclosedTo',
  ]);
  if (typeof raw['description'] !== 'string' || typeof expected['status'] !== 'number')
    throw new Error(`${name}: description or status is missing`);
  if (!Array.isArray(raw['upstream'])) throw new Error(`${name}: upstream is missing`);
  return {
    name,
    description: raw['description'],
    request: {
      headers: (request['headers'] ?? {}) as Record<string, string>,
      query: String(request['query'] ?? ''),
      body: request['body'],
    },
    settings: {
      host: Object(settings['host']),
      accounts: Object(settings['accounts']),
    },
    upstream: raw['upstream'].map((upstream: unknown) => readUpstream(name, upstream)),
    expect: {
      status: expected['status'],
      text: expected['text'] as string | undefined,
      body: expected['body'],
      contains: words(expected['contains']),
      lacks: words(expected['lacks']),
      record: expected['record'],
      disclosedTo: words(expected['disclosedTo']),
    },
  };
}

function readUpstream(name: string, json: unknown): UpstreamFixture {
  const raw = withKeys(`${name} upstream`, json, [
    'bidder',
    'status',
    'delayMs',
    'body',
    'calls',
    'receives',
    'lacks',
  ]);
  return {
    bidder: String(raw['bidder']),
    status: Number(raw['status'] ?? 200),
    delayMs: Number(raw['delayMs'] ?? 0),
    body: raw['body'],
    calls: Number(raw['calls'] ?? 1),
    receives: raw['receives'],
    lacks: words(raw['lacks']),
  };
}

function withKeys(where: string, json: unknown, keys: readonly string[]): Raw {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error(`${where}: not an object`);
  for (const key of Object.keys(json))
    if (!keys.includes(key)) throw new Error(`${where}: unknown key ${key}`);
  return json as Raw;
}

function words(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((word) => typeof word === 'string'))
    throw new Error('not a list of words');
  return value;
}
