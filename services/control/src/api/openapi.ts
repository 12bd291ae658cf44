import { PROBLEMS, Problem, pathParams, type Route, type RouteCondition } from '@jianchat/api-contract';
import { z } from 'zod';
import { problemCodes } from './serve.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of these routes, made from the values the server itself parses with. */
export function openApiDocument(routes: readonly Route[], publicUrl: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  const { lifted, definitions } = liftDefinitions(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: 'jianchat control API',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    paths: lifted,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: `${publicUrl.startsWith('https:') ? '__Secure-' : ''}jianchat.session_token`,
        },
      },
      schemas: { ...definitions, Problem: jsonSchema(Problem, 'output') },
    },
  };
}

/** Schemas that stand in themselves are named once for the whole document, where its references look for them. */
function liftDefinitions(paths: JsonObject): { lifted: JsonObject; definitions: JsonObject } {
  const definitions: Record<string, unknown> = {};
  const lifted = JSON.parse(JSON.stringify(paths), (key, value) => {
    if (key === '$ref' && typeof value === 'string')
      return value.replace('#/$defs/', '#/components/schemas/');
    if (key !== '$defs') return value;
    Object.assign(definitions, value);
    return undefined;
  });
  return { lifted, definitions };
}

function operation(route: Route): JsonObject {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    ...(route.roles === 'public' ? { security: [] } : {}),
    'x-roles': route.roles,
    parameters: [
      ...pathParams(route.path).map(pathParameter),
      ...queryParameters(route),
      ...conditions(route),
    ],
    ...(route.body === undefined ? {} : { requestBody: requestBody(route, route.body) }),
    responses: { '200': success(route), ...problems(route) },
  };
}

/** `GET /api/line-items/:id` as `getApiLineItemsById`: stable, and unique as the path is. */
function operationId({ method, path }: Route): string {
  const words = path
    .replace(/:([A-Za-z]+)/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const pathParameter = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

function queryParameters({ query }: Route): readonly JsonObject[] {
  if (query === undefined) return [];
  const { properties = {} } = jsonSchema(query, 'output') as { properties?: Record<string, unknown> };
  const { required = [] } = jsonSchema(query, 'input') as { required?: readonly string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

const CONDITION_TEXTS = {
  'If-Match': 'Only where the record has this ETag (or one of several); `*`: only where it is there',
  'If-None-Match': '`*`: only where there is no such record',
} as const satisfies Record<RouteCondition, string>;

function conditions(route: Route): readonly JsonObject[] {
  return (route.conditions ?? []).map((name) => ({
    name,
    in: 'header',
    required: false,
    description: CONDITION_TEXTS[name],
    schema: { type: 'string' },
  }));
}

const TAG_HEADER = {
  ETag: { description: 'The revision, for `If-Match`', required: true, schema: { type: 'string' } },
};

function requestBody(route: Route, body: z.ZodType): JsonObject {
  const schema = jsonSchema(body, 'input');
  const types = route.bodyTypes ?? ['application/json'];
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

function success(route: Route): JsonObject {
  const schema = jsonSchema(route.answer, 'output');
  const types = route.answerTypes ?? ['application/json'];
  const content = types.map((type) => {
    if (type === 'application/json') return [type, { schema }];
    if (type === 'text/csv') return [type, { schema: { type: 'string' } }];
    // OpenAPI 3.1 has no word for the events of a stream: the schema lists each event's data by its name.
    return [type, { schema: { type: 'string' }, 'x-events': schema }];
  });
  return {
    description: route.summary,
    ...(route.tagged && { headers: TAG_HEADER }),
    content: Object.fromEntries(content),
  };
}

function problems(route: Route): JsonObject {
  const byStatus = Map.groupBy(problemCodes(route), (code) => String(PROBLEMS[code].status));
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
