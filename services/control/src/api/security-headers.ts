import type { FastifyInstance } from 'fastify';

/** The console: its own scripts only; styles may be inline, as its component library sets them from script. */
const CONSOLE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Data is nothing to be shown as a page. */
const DATA_CSP = "default-src 'none'; frame-ancestors 'none'";

/** A page of text and style without any script. */
export const TEXT_PAGE_CSP =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of every answer. There is no CORS anywhere here: other sites have no business with this API. */
export function installSecurityHeaders(app: FastifyInstance, options: { readonly https: boolean }): void {
  app.addHook('onRequest', async (request, reply) => {
    const data = request.url.startsWith('/api/') || request.url.startsWith('/demo/api/');
    reply.headers({
      'content-security-policy': data ? DATA_CSP : CONSOLE_CSP,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // Addresses stay here. Not `no-referrer`: with that, browsers hide the origin of what they send us, too.
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
      ...(options.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    });
  });
}
