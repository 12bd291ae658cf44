import { COLLECTIONS } from '@jianchat/api-contract';
import { HostSettings, RULE_DEPTH_MAX, TargetingRule, TRAIT_NAMES } from '@jianchat/snapshot';
import { z } from 'zod';
import { Micros } from '../packages/snapshot/src/inputs/shapes.ts';
import { adapterFacts } from './adapter-facts.ts';
import { sharedLiterals } from './shared-literal.ts';

/** What forms look at (`FormSchema`); the rest is checked by the server, which words the fault. */
const KEPT = new Set(
  'type title description properties required items enum const default oneOf anyOf additionalProperties propertyNames format minimum maximum words'.split(
    ' ',
  ),
);
const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** What the console's forms are made from: the schemas of the configuration and of the adapters' parameters. */
export function formSchemas(root: string): string {
  const records = { ...COLLECTIONS, host: HostSettings };
  const schemas = Object.fromEntries(
    Object.entries(records).map(([name, schema]) => [name, schemaOf(schema)]),
  );
  const { shared, texts } = sharedLiterals([schemas, traits(), adapters(root)]);
  const [forms, traitSchemas, adapterSchemas] = texts;
  return `// Generated from packages/snapshot and demand/openrtb/src/adapters by tools/form-schemas.ts. Do not edit.
import type { FormSchema } from '../schema-form/form-schema.ts';

export type FormName = ${Object.keys(schemas)
    .map((name) => `'${name}'`)
    .join(' | ')};

${shared}
export const FORM_SCHEMAS: Readonly<Record<FormName, FormSchema>> = ${forms};

/** What targeting can ask of a request, by name. */
export const TRAITS: Readonly<Record<string, FormSchema>> = ${traitSchemas};

/** Rules in one another at most, the outermost counted. */
export const RULE_DEPTH_MAX = ${RULE_DEPTH_MAX};

interface AdapterFacts {
  /** Where it is asked unless a bidder says otherwise; '' for none. */
  readonly endpoint: string;
  /** Members of \`settings.partner\` that it needs. */
  readonly settings: readonly string[];
  /** What it asks of each placement. */
  readonly params: FormSchema;
}

export const ADAPTERS: Readonly<Record<string, AdapterFacts>> = ${adapterSchemas};
`;
}

const adapters = (root: string): object =>
  Object.fromEntries(
    Object.entries(adapterFacts(root)).map(([name, facts]) => [
      name,
      { ...facts, params: slim(facts.params) },
    ]),
  );

function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === Micros) jsonSchema.format = 'micros';
    },
  });
  return slim(made) as Record<string, unknown>;
}

/** What a rule asks for beside other rules. */
function traits(): object {
  const { $defs = {} } = z.toJSONSchema(TargetingRule, { io: 'input', unrepresentable: 'any' });
  const properties = $defs['TargetingRule']?.properties ?? {};
  return Object.fromEntries(TRAIT_NAMES.map((name) => [name, slim(properties[name])]));
}

/** A schema without what no form looks at. Members of `properties` are names, not keywords. */
function slim(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(slim);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword, value]) => KEPT.has(keyword) && value !== UNBOUNDED)
      .map(([keyword, value]) => [keyword, slimKeyword(keyword, value)]),
  );
}

function slimKeyword(keyword: string, value: unknown): unknown {
  if (keyword === 'words') return value;
  return keyword === 'properties' ? each(Object(value)) : slim(value);
}

const each = (schemas: object): object =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, slim(schema)]));
