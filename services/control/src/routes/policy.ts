import { createHash } from 'node:crypto';
import type { CompiledPolicy, Locale } from '@jianchat/policy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TEXT_PAGE_CSP } from '../api/security-headers.ts';
import { policyDocument } from '../policy/policy-document.ts';
import { policyLocale } from '../policy/policy-locale.ts';

/** A policy that was, is or will be in force. */
export interface PolicyVersion {
  readonly version: number;
  /** SHA-256 of tables and texts, hexadecimal. */
  readonly hash: string;
  /** ISO date. */
  readonly effective: string;
}

interface PolicyDeps {
  readonly policy: CompiledPolicy;
  readonly renderPolicyPage: (policy: CompiledPolicy, locale: Locale) => string;
  /** Every released version, oldest first. */
  readonly versions: readonly PolicyVersion[];
}

/** The policy for people, for programs, and its history; public, the same for everybody, cached by its content. */
export function servePolicy(app: FastifyInstance, deps: PolicyDeps): void {
  const { policy } = deps;
  const pages = { en: page(deps, 'en'), zh: page(deps, 'zh') };
  const document = content(JSON.stringify(policyDocument(policy)));
  const history = content(JSON.stringify({ current: policy.version, versions: deps.versions }));

  app.get<{ Querystring: { lang?: unknown } }>('/policy', async (request, reply) => {
    const locale = policyLocale(request.query.lang, request.headers['accept-language']);
    reply
      .header('content-security-policy', TEXT_PAGE_CSP)
      .header('content-language', locale)
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8');
    return send(request, reply, pages[locale]);
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

const page = ({ policy, renderPolicyPage }: PolicyDeps, locale: Locale) =>
  content(renderPolicyPage(policy, locale));

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
