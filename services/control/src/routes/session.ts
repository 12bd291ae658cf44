import { createKey, listKeys, me, requestSignInLink, revokeKey, signOut } from '@jianchat/api-contract';
import type { FastifyInstance } from 'fastify';
import { isRefusal, refuse, sendRefusal } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import type { ApiKeys } from '../auth/api-keys.ts';
import { boundTo } from '../auth/caller.ts';
import { passOn } from '../auth/pass-on.ts';
import type { Sessions } from '../auth/sessions.ts';

interface SessionDeps {
  readonly keys: ApiKeys;
  readonly sessions: Sessions;
  readonly publicUrl: string;
  /** Whether this installation can mail sign-in links. */
  readonly sendsMail: boolean;
}

/** Who one is, signing in and out, and API keys. */
export function serveSession(serve: Serve, app: FastifyInstance, deps: SessionDeps): void {
  const { keys, sendsMail } = deps;

  serve(me, async ({ caller }) => {
    const { kind, name, role } = caller;
    return { kind, name, role, ...boundTo(caller) };
  });

  serve(requestSignInLink, async ({ body, request, reply }) => {
    if (!sendsMail) return refuse('mail.unconfigured');
    const answer = await passOn(
      { method: 'POST', path: requestSignInLink.path, body: { email: body.email, callbackURL: '/' } },
      { request, reply },
      deps,
    );
    return isRefusal(answer) ? answer : { status: true };
  });

  serve(signOut, async ({ request, reply }) => {
    const answer = await passOn({ method: 'POST', path: signOut.path }, { request, reply }, deps);
    return isRefusal(answer) ? answer : { success: true };
  });

  // Not part of the contract: a browser is sent here by the link itself, and on to the console.
  app.get<{ Querystring: { token?: unknown } }>(
    '/api/auth/magic-link/verify',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { token } = request.query;
      if (typeof token !== 'string') return sendRefusal(reply, refuse('request.invalid'));
      const query = new URLSearchParams({ token, callbackURL: '/', errorCallbackURL: '/' });
      const answer = await passOn(
        { method: 'GET', path: `/api/auth/magic-link/verify?${query}` },
        { request, reply },
        deps,
      );
      if (isRefusal(answer)) return sendRefusal(reply, answer);
      return reply.header('cache-control', 'no-store').redirect(answer.headers.get('location') ?? '/', 302);
    },
  );

  serve(listKeys, async () => ({ keys: [...(await keys.list())] }));

  serve(createKey, async ({ body }) => {
    const outcome = await keys.create(body);
    if (outcome.ok) return outcome;
    const [path = '', why] = outcome.fault.split('.');
    const message = why === 'unknown' ? `there is no such ${path}` : 'does not fit the role';
    return refuse('record.invalid', { faults: [{ path, code: outcome.fault, message }] });
  });

  serve(revokeKey, async ({ params }) => (await keys.revoke(params.id)) ?? refuse('record.unknown'));
}
