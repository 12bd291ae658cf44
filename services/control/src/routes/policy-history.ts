import {
  type CompiledPolicy,
  consequenceOf,
  diffPolicies,
  type Locale,
  type ReleaseRecord,
  renderHistoryPage,
  type VersionEntry,
} from '@jianchat/policy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TEXT_PAGE_CSP } from '../api/security-headers.ts';
import { type Content, contentOf, sendContent } from '../policy/content.ts';
import { policyLocale } from '../policy/policy-locale.ts';
import { effectiveHere, type PolicyVersions } from '../policy/policy-versions.ts';

interface HistoryDeps {
  readonly inForce: PolicyVersions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface HistoryQuery {
  readonly Querystring: { readonly lang?: unknown; readonly from?: unknown; readonly to?: unknown };
}

interface Between {
  readonly from: CompiledPolicy;
  readonly to: CompiledPolicy;
}

/**
 * Every version and what changed between them: for people at `/policy/versions`, for programs there and at `/policy/versions.json`.
 * `?from=1&to=3` compares any two.
 */
export function servePolicyHistory(app: FastifyInstance, deps: HistoryDeps): void {
  const pages = createPages(deps);
  const asJson = async (
    request: FastifyRequest<HistoryQuery>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const between = betweenOf(deps, request.query);
    if (between === 'unknown') return unknownVersion(reply);
    const document = between === undefined ? historyOf(deps) : comparisonOf(between);
    return sendContent(request, reply.type('application/json'), contentOf(JSON.stringify(document)));
  };
  app.get<HistoryQuery>('/policy/versions.json', asJson);
  app.get<HistoryQuery>('/policy/versions', async (request, reply) => {
    reply.header('vary', 'accept, accept-language');
    if (!wantsPage(request.headers.accept)) return asJson(request, reply);
    const between = betweenOf(deps, request.query);
    if (between === 'unknown') return unknownVersion(reply);
    const locale = policyLocale(request.query.lang, request.headers['accept-language']);
    reply
      .header('content-security-policy', TEXT_PAGE_CSP)
      .header('content-language', locale)
      .type('text/html; charset=utf-8');
    return sendContent(request, reply, pages(locale, between));
  });
}

/** Browsers name HTML; programs name JSON, anything or nothing. */
const wantsPage = (accept = ''): boolean => /\btext\/html\b/.test(accept);

/** The two versions asked for; undefined when the whole history is. */
function betweenOf(
  { inForce }: HistoryDeps,
  { from, to }: HistoryQuery['Querystring'],
): Between | undefined | 'unknown' {
  if (from === undefined && to === undefined) return undefined;
  const [older, newer] = [inForce.ofVersion(Number(from)), inForce.ofVersion(Number(to))];
  return older === undefined || newer === undefined ? 'unknown' : { from: older, to: newer };
}

function comparisonOf({ from, to }: Between): Record<string, unknown> {
  const diff = diffPolicies(from, to);
  return { ...diff, consequence: consequenceOf(diff, from, to) };
}

/** Rendered anew each day and when the schedule is another; a page per language and pair of versions. */
function createPages(deps: HistoryDeps): (locale: Locale, between: Between | undefined) => Content {
  const pages = new Map<string, Content>();
  let stateShown = '';
  return (locale, between) => {
    const versions = entriesOf(deps);
    const state = JSON.stringify(
      versions.map((entry) => [entry.policy.hash, entry.state, entry.takesEffect]),
    );
    if (state !== stateShown) pages.clear();
    stateShown = state;
    const pair = between && { from: between.from.version, to: between.to.version };
    const key = `${locale} ${pair?.from} ${pair?.to}`;
    const page =
      pages.get(key) ?? contentOf(renderHistoryPage(versions, { locale, ...(pair && { between: pair }) }));
    pages.set(key, page);
    return page;
  };
}

/** Every version with its place in time, oldest first. */
function entriesOf({ inForce, now }: HistoryDeps): readonly VersionEntry[] {
  const current = inForce.at(now()).policy.version;
  return inForce.schedule().map(({ policy, fromMs }): VersionEntry => {
    const { version } = policy;
    const later = Number.isFinite(fromMs) ? 'scheduled' : 'held';
    return {
      policy,
      state: version === current ? 'inForce' : version < current ? 'past' : later,
      takesEffect: effectiveHere({ policy, fromMs }),
    };
  });
}

function historyOf(deps: HistoryDeps): Record<string, unknown> {
  const records = new Map(deps.inForce.released().map(({ record }) => [record.version, record]));
  return {
    current: deps.inForce.at(deps.now()).policy.version,
    versions: entriesOf(deps).map(({ policy: { version, hash, effective }, state, takesEffect }) => ({
      version,
      hash,
      effective,
      state,
      takesEffect,
      // Null for a working copy that was never released.
      release: releaseFacts(records.get(version)),
    })),
  };
}

function releaseFacts(record: ReleaseRecord | undefined) {
  if (record === undefined) return null;
  const { files: _files, version: _version, hash: _hash, effective: _effective, ...facts } = record;
  return facts;
}

/** The answer where a version is asked for that never was, is or will be in force. */
export const unknownVersion = (reply: FastifyReply): FastifyReply =>
  reply.code(404).type('text/plain; charset=utf-8').send('No such version; /policy/versions lists them.\n');
