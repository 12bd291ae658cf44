import {
  type CompiledPolicy,
  type Locale,
  type PolicyCounters,
  policyJson,
  type ReleaseRecord,
} from '@jianchat/policy';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { TEXT_PAGE_CSP } from '../api/security-headers.ts';
import { type Content, contentOf, sendContent } from '../policy/content.ts';
import { policyLocale } from '../policy/policy-locale.ts';
import type { PolicyVersions } from '../policy/policy-versions.ts';

/** `now` decides whether the page says that the policy is not in force yet. */
export type RenderPolicyPage = (
  policy: CompiledPolicy,
  options: { readonly locale: Locale; readonly now: number; readonly counters?: PolicyCounters },
) => string;

interface PolicyDeps {
  readonly inForce: PolicyVersions;
  readonly renderPolicyPage: RenderPolicyPage;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The same object as long as no number in it changes; undefined before anything happened. */
  readonly counters: () => PolicyCounters | undefined;
}

/** What a query may ask for: `?version=N` is one of the versions that were, are or will be in force. */
interface PolicyQuery {
  readonly Querystring: { readonly lang?: unknown; readonly version?: unknown };
}

/** The policy for people, for programs, and its history; public, the same for everybody, cached by its content. */
export function servePolicy(app: FastifyInstance, deps: PolicyDeps): void {
  const pageOf = dailyPages(deps);
  const documentOf = remembered((policy: CompiledPolicy) => contentOf(JSON.stringify(policyJson(policy))));
  const asked = (version: unknown): CompiledPolicy | undefined =>
    version === undefined ? deps.inForce.at(deps.now()).policy : deps.inForce.ofVersion(Number(version));

  app.get<PolicyQuery>('/policy', async (request, reply) => {
    const policy = asked(request.query.version);
    if (policy === undefined) return unknownVersion(reply);
    const locale = policyLocale(request.query.lang, request.headers['accept-language']);
    reply
      .header('content-security-policy', TEXT_PAGE_CSP)
      .header('content-language', locale)
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8');
    return sendContent(request, reply, pageOf(policy, locale));
  });
  app.get<PolicyQuery>('/policy.json', async (request, reply) => {
    const policy = asked(request.query.version);
    if (policy === undefined) return unknownVersion(reply);
    return sendContent(request, reply.type('application/json'), documentOf(policy));
  });
  app.get('/policy/counters.json', async (request, reply) =>
    sendContent(request, reply.type('application/json'), contentOf(JSON.stringify(deps.counters() ?? null))),
  );
  app.get('/policy/versions', async (request, reply) =>
    sendContent(request, reply.type('application/json'), contentOf(JSON.stringify(historyOf(deps)))),
  );
}

/** Every version with its place in time: `scheduled` will take over by itself, `held` waits for its conditions. */
function historyOf({ inForce, now }: PolicyDeps): Record<string, unknown> {
  const nowMs = now();
  const current = inForce.at(nowMs).policy.version;
  const stateOf = (version: number, fromMs: number): string => {
    if (version === current) return 'inForce';
    if (version < current) return 'past';
    return Number.isFinite(fromMs) ? 'scheduled' : 'held';
  };
  const records = new Map(inForce.released().map(({ record }) => [record.version, record]));
  return {
    current,
    versions: inForce.schedule().map(({ policy: { version, hash, effective }, fromMs }) => ({
      version,
      hash,
      effective,
      state: stateOf(version, fromMs),
      /** First day on which it applies; later than `effective` where notice went out late, null while it has not. */
      takesEffect: fromMs <= Date.parse(`${effective}T00:00:00Z`) ? effective : dayOf(fromMs),
      // Null for a working copy that was never released.
      release: releaseFacts(records.get(version)),
    })),
  };
}

const dayOf = (ms: number): string | null =>
  Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : null;

function releaseFacts(record: ReleaseRecord | undefined) {
  if (record === undefined) return null;
  const { files: _files, version: _version, hash: _hash, effective: _effective, ...facts } = record;
  return facts;
}

/** Rendered once a day, version and language, as a policy comes into force at the beginning of a day (UTC), and when a counter moved. */
function dailyPages({
  renderPolicyPage,
  now,
  counters: readCounters,
}: PolicyDeps): (policy: CompiledPolicy, locale: Locale) => Content {
  const pages = new Map<string, Content>();
  let day = Number.NaN;
  let counted: PolicyCounters | undefined;
  return (policy, locale) => {
    const nowMs = now();
    const today = Math.floor(nowMs / 86_400_000);
    const counters = readCounters();
    if (today !== day || counters !== counted) pages.clear();
    day = today;
    counted = counters;
    const key = `${policy.hash} ${locale}`;
    const page =
      pages.get(key) ??
      contentOf(renderPolicyPage(policy, { locale, now: nowMs, ...(counters && { counters }) }));
    pages.set(key, page);
    return page;
  };
}

function remembered<T extends object, R>(make: (key: T) => R): (key: T) => R {
  const made = new WeakMap<T, R>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

const unknownVersion = (reply: FastifyReply): FastifyReply =>
  reply.code(404).type('text/plain; charset=utf-8').send('No such version; /policy/versions lists them.\n');
