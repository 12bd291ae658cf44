import { createHash } from 'node:crypto';
import { type CompiledPolicy, type Locale, policyJson } from '@jianchat/policy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TEXT_PAGE_CSP } from '../api/security-headers.ts';
import { policyLocale } from '../policy/policy-locale.ts';

/** A policy that was, is or will be in force. */
export interface PolicyVersion {
  readonly version: number;
  /** SHA-256 of tables and texts, hexadecimal. */
  readonly hash: string;
  /** ISO date. */
  readonly effective: string;
}

/** `nowMs` decides whether the page says that the policy is not in force yet. */
export type RenderPolicyPage = (policy: CompiledPolicy, locale: Locale, nowMs: number) => string;

interface PolicyDeps {
  readonly policy: CompiledPolicy;
  readonly renderPolicyPage: RenderPolicyPage;
  /** Every released version, oldest first. */
  readonly versions: readonly PolicyVersion[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The policy for people, for programs, and its history; public, the same for everybody, cached by its content. */
export function servePolicy(app: FastifyInstance, deps: PolicyDeps): void {
  const { policy } = deps;
  const pageOf = dailyPages(deps);
  const document = content(JSON.stringify(policyJson(policy)));
  const history = content(JSON.stringify({ current: policy.version, versions: deps.versions }));

  app.get<{ Querystring: { lang?: unknown } }>('/policy', async (request, reply) => {
    const locale = policyLocale(request.query.lang, request.headers['accept-language']);
    reply
      .header('content-security-policy', TEXT_PAGE_CSP)
      .header('content-language', locale)
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8');
    return send(request, reply, pageOf(locale));
  });
  app.get('/policy.json', async (request, reply) => send(request, reply.type('application/json'), document));
  app.get('/policy/versions', async (request, reply) =>
    send(request, reply.type('application/json'), history),
  );
}

interface Content {
  readonly text: string;
  readonly etag: string;
}

/** Rendered once a day and language: a policy comes into force at the beginning of a day (UTC). */
function dailyPages({ policy, renderPolicyPage, now }: PolicyDeps): (locale: Locale) => Content {
  const pages = new Map<Locale, Content>();
  let day = Number.NaN;
  return (locale) => {
    const nowMs = now();
    const today = Math.floor(nowMs / 86_400_000);
    if (today !== day) pages.clear();
    day = today;
    const page = pages.get(locale) ?? content(renderPolicyPage(policy, locale, nowMs));
    pages.set(locale, page);
    return page;
  };
}

const content = (text: string): Content => ({
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
});

function send(request: FastifyRequest, reply: FastifyReply, { text, etag }: Content): FastifyReply {
  // Nobody may be shown yesterday's policy: caches keep it and ask each time.
  reply.header('etag', etag).header('cache-control', 'public, no-cache');
  const known = request.headers['if-none-match']
    ?.split(',')
    .some((each) => each.trim().replace(/^W\//, '') === etag);
  return known ? reply.code(304).send() : reply.send(text);
}
