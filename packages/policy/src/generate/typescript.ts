import type { CompiledPolicy } from '../rows.ts';

/** `fieldName` for members, quoted where a name is no identifier. */
const member = (name: string): string => (/^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : `'${name}'`);

function constant(name: string, doc: string, entries: readonly { name: string; id: number }[]): string {
  const lines = entries.map((entry) => `  ${member(entry.name)}: ${entry.id},`);
  return `/** ${doc} */\nexport const ${name} = {\n${lines.join('\n')}\n} as const;\n`;
}

const union = (name: string, doc: string, source: string): string =>
  `/** ${doc} */\nexport type ${name} = keyof typeof ${source};\n`;

/**
 * TypeScript constants and types of a policy: ids of fields, purposes, floors and regimes, and which fields serve which purpose.
 * Pure; what it returns is checked in as `src/generated/policy.gen.ts`.
 */
export function generateTypescript(policy: CompiledPolicy): string {
  const uses = policy.purposes.map((purpose) => {
    const served = policy.fields
      .filter((field) => (field.purposes & purpose.bit) !== 0)
      .map((field) => `'${field.name}'`);
    return `  ${member(purpose.name)}: ${served.join(' | ') || 'never'};`;
  });
  const served = policy.purposes.map((purpose) => {
    const ids = policy.fields.filter((field) => (field.purposes & purpose.bit) !== 0).map(({ id }) => id);
    return `  ${member(purpose.name)}: [${ids.join(', ')}],`;
  });
  const paths = policy.fields
    .filter((field) => field.paths.length > 0)
    .map(({ name, paths: own }) => {
      const names = [...new Set(own.map(({ path }) => `'${path}'`))];
      return `  ${name}: ${names.join(' | ')};`;
    });
  return [
    '// Generated from policy/policy.yaml; do not edit. `npm run generate` writes it anew.\n',
    constant('FIELD', 'Field ids.', policy.fields),
    constant('PURPOSE', 'Purpose ids; the bit of a purpose is `1 << id`.', policy.purposes),
    constant('FLOOR', 'Floor ids; the bit of a floor is `1 << id`.', policy.floors),
    constant('REGIME', 'Regime indexes.', policy.regimes),
    constant('CONTRACT', 'Ids of the contracts declared in the policy.', [...policy.contracts.values()]),
    union('FieldName', 'Every declared field.', 'FIELD'),
    union('PurposeName', 'Every declared purpose.', 'PURPOSE'),
    union('FloorName', 'Every declared floor.', 'FLOOR'),
    union('RegimeName', 'Every declared regime.', 'REGIME'),
    `/** The fields that may be read for a purpose. */\nexport interface FieldsOfPurpose {\n${uses.join('\n')}\n}\n`,
    `/** The same at run time, as ids: what a policy in force is held to. */\nexport const SERVED_FIELDS: Readonly<Record<PurposeName, readonly number[]>> = {\n${served.join('\n')}\n};\n`,
    `/** Where a field stands in a bid request; indexes of lists are left out, \`*\` is a name that the sender chooses. */\nexport interface PathsOfField {\n${paths.join('\n')}\n}\n`,
  ].join('\n');
}
