import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ADAPTERS, adapterFolders } from './adapter-registry.ts';

/** What an operator must know of an adapter to enter a bidder or its placements' parameters. */
interface AdapterFacts {
  readonly endpoint: unknown;
  readonly settings: unknown;
  /** Its `params.schema.json`, each parameter with its words. */
  readonly params: unknown;
}

const Text = z.strictObject({ en: z.string().min(1).max(120), zh: z.string().min(1).max(120) });

/** `words.json` of an adapter's folder: what its parameters are called and mean, by their names; `wrapper.profile` stands in `wrapper`. */
const Words = z.record(z.string(), z.strictObject({ label: Text, hint: Text.optional() }));
type Words = z.infer<typeof Words>;

/** An alias has what it leaves out from the adapter it shares. */
export function adapterFacts(root: string): Readonly<Record<string, AdapterFacts>> {
  const all = adapterFolders(root);
  return Object.fromEntries(
    all.map(({ name, info, hasParams }) => {
      const alias = info['aliasOf'];
      const base = all.find((folder) => folder.name === alias);
      const { endpoint = '', settings = [] } = { ...base?.info, ...info };
      const params = paramsOf(root, base !== undefined && !hasParams ? base.name : name);
      return [name, { endpoint, settings, params }];
    }),
  );
}

function paramsOf(root: string, name: string): unknown {
  const read = (file: string): unknown => {
    const path = join(root, ADAPTERS, name, file);
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  };
  const words = Words.parse(read('words.json'));
  const used = new Set<string>();
  const params = withWords(read('params.schema.json'), { words, used, at: '' });
  const unused = Object.keys(words).filter((path) => !used.has(path));
  if (unused.length > 0) throw new Error(`${ADAPTERS}/${name}/words.json: no parameter ${unused.join(', ')}`);
  return params;
}

interface Worded {
  readonly words: Words;
  /** Filled with the names that have words. */
  readonly used: Set<string>;
  readonly at: string;
}

/** The schema with the words of each member beside it, however deep it stands. Throws for one without. */
function withWords(schema: unknown, means: Worded): unknown {
  if (Array.isArray(schema)) return schema.map((part) => withWords(part, means));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      keyword === 'properties' ? members(value, means) : withWords(value, means),
    ]),
  );
}

const members = (properties: object, { words, used, at }: Worded): object =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const path = `${at}${name}`;
      const own = words[path];
      if (own === undefined) throw new Error(`${ADAPTERS}: parameter ${path} has no words in words.json`);
      used.add(path);
      const inside = withWords(schema, { words, used, at: `${path}.` });
      return [name, { ...Object(inside), words: own }];
    }),
  );
