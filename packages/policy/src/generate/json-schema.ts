import { z } from 'zod';
import { type PolicySource, policySchema } from '../compile/source-schema.ts';

/** What each section is for, as editors show it. */
const SECTIONS: Readonly<Record<keyof PolicySource, string>> = {
  meta: 'Version, ISO date from which it applies, days of notice before anything wider, controller and where to write to it, id on the Global Vendor List.',
  clauses: 'Every promise, and the section of the document where it stands.',
  parties: 'Who takes part, and as what under the law.',
  vocabulary:
    'What identifiers are; the categories of fields in Fideslang and the W3C Data Privacy Vocabulary.',
  purposes: 'Why data is used.',
  classes: 'What a field is, for floors and access. The number is its bit.',
  floors: 'What signals take away, whatever else was agreed.',
  regimes: 'Which law applies where, and the basis of each purpose under it.',
  mirrors: 'Subtrees of a request that repeat another one.',
  platformOnly: 'Subtrees of a request that no recipient ever gets.',
  notCollected: 'Paths of the protocol that are deliberately not collected.',
  fields:
    'Everything that may be known about a person, a device or a request. What is not here cannot enter.',
  fieldSets: 'Named groups of fields, for contracts.',
  signals:
    'Every privacy signal: its places, what it grants, which floors it sets, what an unreadable value does.',
  children: 'Who counts as a child, and what follows.',
  identity: 'How widely somebody may be recognised, and what stands for a person in the public log.',
  recipientClasses: 'Who may receive anything at all.',
  contracts: 'What one recipient may see, and for what.',
  exceptionalDisclosures:
    'Disclosures outside the contracts: by law, for protection, with the business, to the public.',
  aggregates: 'The smallest group of people that a result may be about.',
  rights: 'What people can ask for, by which ways, and the days until it is done.',
  access: 'Which people and processes may read which classes of fields.',
  safeguards: 'Measures that protect data.',
  retention: 'How long the platform keeps its own records, where no field says it.',
  notice: 'Notice before a kind of change takes effect.',
};

/**
 * The JSON Schema (draft 7, which the YAML support of editors reads) of `policy.yaml`, made from the schema that the compiler itself
 * uses. It knows shapes, names to choose from and what each section is for; whether names agree with one another only the compiler
 * knows.
 */
export function generateJsonSchema(): string {
  const schema = z.toJSONSchema(policySchema, { target: 'draft-7', io: 'input' });
  const properties = Object.entries(SECTIONS).map(([section, description]) => {
    const shape = schema.properties?.[section];
    return [section, { description, ...(typeof shape === 'object' ? shape : {}) }] as const;
  });
  const titled = {
    ...schema,
    title: 'Privacy policy of jianchat',
    properties: Object.fromEntries(properties),
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
