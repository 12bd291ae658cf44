import { type CompiledPolicy, PUBLICATIONS, type Publication, type PublicJwk } from '@jianchat/policy';
import type { FastifyInstance } from 'fastify';
import { TEXT_PAGE_CSP } from '../api/security-headers.ts';
import { type Content, contentOf, sendContent } from '../policy/content.ts';
import { policyLocale } from '../policy/policy-locale.ts';

interface PublicationDeps {
  /** The policy in force now. */
  readonly policy: () => CompiledPolicy;
  /** Scheme and host under which the platform is reached. */
  readonly origin: string;
  readonly publicKey: readonly PublicJwk[];
}

/** What app stores, authorities and partners read of the policy in force: made when first asked for, kept as long as it rules. */
export function servePublications(app: FastifyInstance, deps: PublicationDeps): void {
  for (const publication of PUBLICATIONS) {
    const made = createCache(deps, publication);
    app.get<{ Querystring: { lang?: unknown } }>(publication.path, async (request, reply) => {
      const locale = publication.isTranslated
        ? policyLocale(request.query.lang, request.headers['accept-language'])
        : 'en';
      const content = made(locale);
      if (typeof content === 'string')
        return reply.code(503).type('text/plain; charset=utf-8').send(`${content}\n`);
      if (publication.isTranslated)
        reply.header('content-language', locale).header('vary', 'accept-language');
      if (publication.mediaType.startsWith('text/html'))
        reply.header('content-security-policy', TEXT_PAGE_CSP);
      return sendContent(request, reply.type(publication.mediaType), content);
    });
  }
}

/** By language, for the policy that ruled last; a policy that the stores have no words for gives the reason instead. */
function createCache(
  { policy, origin, publicKey }: PublicationDeps,
  publication: Publication,
): (locale: 'en' | 'zh') => Content | string {
  let of: CompiledPolicy | undefined;
  const contents = new Map<string, Content | string>();
  return (locale) => {
    const ruling = policy();
    if (ruling !== of) contents.clear();
    of = ruling;
    const known = contents.get(locale) ?? make(publication, ruling, { locale, origin, publicKey });
    contents.set(locale, known);
    return known;
  };
}

function make(
  publication: Publication,
  policy: CompiledPolicy,
  context: Parameters<Publication['make']>[1],
): Content | string {
  try {
    return contentOf(publication.make(policy, context));
  } catch (error) {
    if (error instanceof RangeError)
      return `this version of the policy cannot be published here: ${error.message}`;
    throw error;
  }
}
