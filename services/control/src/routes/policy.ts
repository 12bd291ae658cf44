import {
  type CompiledPolicy,
  type Locale,
  type PolicyCounters,
  policyJson,
  type UpcomingVersion,
} from '@jianchat/policy';
import type { FastifyInstance } from 'fastify';
import { TEXT_PAGE_CSP } from '../api/security-headers.ts';
import { type Content, contentOf, sendContent } from '../policy/content.ts';
import { policyLocale } from '../policy/policy-locale.ts';
import { effectiveHere, type PolicyVersions } from '../policy/policy-versions.ts';
import { servePolicyHistory, unknownVersion } from './policy-history.ts';

/** `now` and `ruling` decide whether the page says that the policy is not in force yet, or no more. */
export type RenderPolicyPage = (
  policy: CompiledPolicy,
  options: {
    readonly locale: Locale;
    readonly now: number;
    readonly ruling?: number;
    readonly counters?: PolicyCounters;
    readonly upcoming?: UpcomingVersion;
    readonly takesEffect?: string;
  },
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
    return sendContent(
      request,
      reply,
      pageOf(policy, { locale, byNumber: request.query.version !== undefined }),
    );
  });
  app.get<PolicyQuery>('/policy.json', async (request, reply) => {
    const policy = asked(request.query.version);
    if (policy === undefined) return unknownVersion(reply);
    return sendContent(request, reply.type('application/json'), documentOf(policy));
  });
  app.get('/policy/counters.json', async (request, reply) =>
    sendContent(request, reply.type('application/json'), contentOf(JSON.stringify(deps.counters() ?? null))),
  );
  servePolicyHistory(app, deps);
}

interface Asked {
  readonly locale: Locale;
  /** By its number, not as the one in force. */
  readonly byNumber: boolean;
}

/**
 * Rendered once a day, version and language, as a policy comes into force at the beginning of a day (UTC), and when a counter moved.
 * What was counted stands on the page of the version in force only.
 */
function dailyPages(deps: PolicyDeps): (policy: CompiledPolicy, asked: Asked) => Content {
  const pages = new Map<string, Content>();
  let shown = '';
  let counted: PolicyCounters | undefined;
  return (policy, { locale, byNumber }) => {
    const now = deps.now();
    const { version } = deps.inForce.at(now).policy;
    const counters = deps.counters();
    const today = `${Math.floor(now / 86_400_000)} ${version}`;
    if (today !== shown || counters !== counted) pages.clear();
    shown = today;
    counted = counters;
    const upcoming = byNumber ? undefined : upcomingOf(deps.inForce, { policy, nowMs: now });
    const place = deps.inForce.schedule().find((each) => each.policy === policy);
    const takesEffect = place && effectiveHere(place);
    const key = `${policy.hash} ${locale} ${byNumber} ${upcoming?.version} ${upcoming?.takesEffect} ${takesEffect}`;
    const options = {
      ...(byNumber && { ruling: version }),
      ...(counters && policy.version === version && { counters }),
      ...(upcoming && { upcoming }),
      ...(takesEffect && { takesEffect }),
    };
    const page = pages.get(key) ?? contentOf(deps.renderPolicyPage(policy, { locale, now, ...options }));
    pages.set(key, page);
    return page;
  };
}

/** The next version, once it is announced: whoever reads the one in force must learn of it (promise V2). */
function upcomingOf(
  inForce: PolicyVersions,
  { policy, nowMs }: { readonly policy: CompiledPolicy; readonly nowMs: number },
): UpcomingVersion | undefined {
  const announced = inForce
    .released()
    .find(
      ({ record }) => record.version > policy.version && Date.parse(`${record.announced}T00:00:00Z`) <= nowMs,
    );
  if (announced === undefined) return undefined;
  const { version } = announced.record;
  const place = inForce.schedule().find((each) => each.policy.version === version);
  return { version, takesEffect: place === undefined ? null : effectiveHere(place) };
}

function remembered<T extends object, R>(make: (key: T) => R): (key: T) => R {
  const made = new WeakMap<T, R>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
