import type { FastifyInstance } from 'fastify';
import { parse as parseYaml } from 'yaml';

/** Code of the error of a body that is no YAML. */
export const NO_YAML = 'body.noYaml';

/** JSON, where an empty body is none, and YAML. Which of them a route takes is its own matter. */
export function installBodyParsers(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'ignore');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parseJson(request, String(body), done);
  });
  app.addContentTypeParser('application/yaml', { parseAs: 'string' }, (_request, body, done) => {
    try {
      // The alias limit is what keeps a few lines from unfolding into gigabytes.
      done(null, parseYaml(String(body), { maxAliasCount: 100 }));
    } catch {
      done(Object.assign(new Error('the body is no YAML'), { statusCode: 400, code: NO_YAML }), undefined);
    }
  });
}
