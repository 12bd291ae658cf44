import { ROUTES, type Route } from '@jianchat/api-contract';

/** Pages and files that anybody may ask for. */
const PUBLIC = [
  '/policy?lang=en',
  '/policy?lang=zh',
  '/policy.json',
  '/dsrdelete.json',
  '/api/openapi.json',
  '/demo',
  '/metrics',
  '/readyz',
  '/ledger/checkpoint',
  '/ledger/key',
  '/ledger/tile/0/000.p/1',
];

export interface Told {
  /** Method and path, as it was asked. */
  readonly path: string;
  readonly text: string;
  /** Whether the answer has members beyond those that its route declares. */
  readonly undeclared: boolean;
}

/** A program with an auditor's key, and an operator who signed in. */
export interface Readers {
  readonly key: string;
  readonly cookie: string;
}

/** Takes a sign-in link; resolves to the cookies of the session. */
export async function signIn(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/**
 * Everything the platform tells whoever reads: each route of the control API that only reads, as JSON and as a file where there
 * is one, and each public page. @param ids what stands for `:id`, by the name before it
 */
export async function askAll(
  url: string,
  { key, cookie }: Readers,
  ids: Readonly<Record<string, string>>,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  const ask = async (path: string, route?: Route): Promise<void> => {
    let answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
    // Some things are for people, not for programs.
    if (answer.status === 403) answer = await fetch(url + path, { headers: { cookie } });
    const text = await answer.text();
    // What a person is told of themself needs a person; the refusal is searched like any other answer.
    if (answer.status === 403 && text.includes('"auth.notPerson"')) {
      told.push({ path, text, undeclared: false });
      return;
    }
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`);
    told.push({ path, text, undeclared: route !== undefined && hasMore(route, JSON.parse(text)) });
  };
  const given = { ...ids, 'creative-reviews': await someReview(url, key) };
  for (const path of PUBLIC) await ask(path);
  for (const route of ROUTES as readonly Route[]) {
    if (route.method !== 'GET' || route.answerTypes?.includes('text/event-stream')) continue;
    if (!isForAuditor(route)) continue;
    const path = route.path.replace(
      /([a-z-]+)\/:(?:id|hash)$/,
      (_, name: string) => `${name}/${new Map(Object.entries(given)).get(name) ?? ''}`,
    );
    if (path.includes('/demo/')) continue;
    const query = queryOf(route, ids);
    await ask(path + query, route);
    if (route.answerTypes?.includes('text/csv')) await ask(`${path}${query}&format=csv`);
  }
  return told;
}

const isForAuditor = ({ roles }: Route): boolean => typeof roles === 'string' || roles.includes('auditor');

function queryOf({ path, query }: Route, ids: Readonly<Record<string, string>>): string {
  if (query?.safeParse({}).success !== false) return '';
  if (path.endsWith('/mediation/prices')) return `?placement=${ids['placements'] ?? ''}`;
  const day = 86_400_000;
  const [from, to] = [Date.now() - day, Date.now() + day].map((ms) => new Date(ms).toISOString());
  // An advertiser's report knows its line items, and no places inside of media.
  const own = path.endsWith('/campaigns')
    ? `lineItem,creative&advertiser=${ids['advertisers'] ?? ''}`
    : 'placement,demand';
  return `?from=${from}&to=${to}&groupBy=country,device_type,${own}`;
}

/** A schema leaves out what it does not name, so an answer that is more than its schema comes back smaller. */
function hasMore({ answer }: Route, json: unknown): boolean {
  const named: unknown = answer.parse(json);
  return JSON.stringify(sorted(named)) !== JSON.stringify(sorted(json));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** A creative that waits for review or was decided about: its name is its hash, which nobody knows beforehand. */
async function someReview(url: string, key: string): Promise<string> {
  const answer = await fetch(`${url}/api/creative-reviews`, { headers: { authorization: `Bearer ${key}` } });
  const { items } = (await answer.json()) as { items: readonly { hash: string }[] };
  return items[0]?.hash ?? '';
}
