import { ProblemError, problemOf } from './problem-error.ts';
import type { Answer, Body, CollectionName, Item, Query, RouteName } from './routes.ts';
import { ROUTES } from './routes.ts';

interface CallOptions<K extends RouteName> {
  /** Values of the `:name` parts of the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Query<K>;
  readonly body?: Body<K>;
  readonly seen?: Revision;
  readonly signal?: AbortSignal;
}

/** What a change is made on: the revision that was read, or that there was no such record. */
export type Revision = number | 'nothing';

interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly seen?: Revision | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls one route of the control API and gives its answer, which is trusted to have the contract's form: it comes from
 * the same origin and the same repository. Throws {@link ProblemError} and nothing else, but for an aborted call.
 */
export async function call<K extends RouteName>(name: K, options: CallOptions<K> = {}): Promise<Answer<K>> {
  const { method, path } = ROUTES[name];
  return send<Answer<K>>({
    method,
    url: urlOf(path, options.params, options.query),
    signal: options.signal,
    seen: options.seen,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
}

/** All records of a collection. */
export async function listItems<N extends CollectionName>(
  collection: N,
  signal?: AbortSignal,
): Promise<readonly Item<N>[]> {
  const answer = await send<{ items: readonly Item<N>[] }>({
    method: 'GET',
    url: `/api/${collection}`,
    signal,
  });
  return answer.items;
}

export const getItem = <N extends CollectionName>(collection: N, id: string): Promise<Item<N>> =>
  send<Item<N>>({ method: 'GET', url: itemUrl(collection, id) });

/**
 * Creates a record, or replaces what was seen of it. The form makes no promise about it: the server validates and names each
 * fault, and refuses where somebody else was quicker.
 */
export async function putItem<N extends CollectionName>(
  collection: N,
  id: string,
  { record, seen }: { readonly record: Readonly<Record<string, unknown>>; readonly seen: Revision },
): Promise<Item<N>> {
  return send<Item<N>>({
    method: 'PUT',
    url: itemUrl(collection, id),
    body: JSON.stringify(record),
    seen,
  });
}

/** Removes what was seen of a record; refused by the server while others refer to it. */
export async function removeItem(collection: CollectionName, id: string, seen: Revision): Promise<void> {
  await send({ method: 'DELETE', url: itemUrl(collection, id), seen });
}

const itemUrl = (collection: CollectionName, id: string): string =>
  `/api/${collection}/${encodeURIComponent(id)}`;

/** Applies a configuration file as it is; the server reads JSON and YAML. */
export async function importText(text: string): Promise<Answer<'importConfiguration'>> {
  const contentType = text.trimStart().startsWith('{') ? 'application/json' : 'application/yaml';
  return send({
    ...ROUTES.importConfiguration,
    url: ROUTES.importConfiguration.path,
    body: text,
    contentType,
  });
}

/** Path with its parameters filled and the query behind it; undefined and empty values are left out. */
export function urlOf(path: string, params: Readonly<Record<string, string>> = {}, query?: unknown): string {
  const filled = path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  const entries = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  for (const [key, value] of entries) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

async function send<T>(request: RawRequest): Promise<T> {
  const { method, url, body, signal, seen } = request;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(seen === undefined
          ? {}
          : seen === 'nothing'
            ? { 'if-none-match': '*' }
            : { 'if-match': `"${seen}"` }),
        ...(body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError('network.unreachable', 0);
  }
  if (!response.ok) throw await problemOf(response);
  try {
    return await response.json();
  } catch {
    throw new ProblemError('answer.unexpected', response.status);
  }
}
