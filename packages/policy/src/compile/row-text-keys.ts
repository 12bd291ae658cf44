import { PROMISE_IDS } from '../promises/promise-ids.ts';
import { CHANGE_KINDS } from './document-schema.ts';
import type { PolicySource } from './source-schema.ts';

/** `PREFIX.NAME`, and `PREFIX.NAME.what` where a name alone doesn't say enough. */
const named = (prefix: string, rows: object): string[] =>
  Object.keys(rows).map((name) => `${prefix}.${name}`);
const explained = (prefix: string, rows: object): string[] =>
  named(prefix, rows).flatMap((key) => [key, `${key}.what`]);

/** The texts that the rows of a policy ask for. */
export function rowTextKeys(policy: PolicySource): string[] {
  const instruments = Object.values(policy.exceptionalDisclosures).flatMap((row) => row.instruments);
  return [
    ...named('field', policy.fields),
    ...named('class', policy.classes),
    ...explained('purpose', policy.purposes),
    ...explained('floor', policy.floors),
    ...explained('regime', policy.regimes),
    ...explained('recipient', policy.recipientClasses),
    ...PROMISE_IDS.flatMap((id) => [`clause.${id}.title`, `clause.${id}.text`]),
    ...explained('party', policy.parties),
    ...named('signal', policy.signals),
    ...explained('scope', policy.identity.scopes),
    ...explained('right', policy.rights),
    ...named('access', policy.access),
    ...named('disclosure', policy.exceptionalDisclosures),
    ...instruments.map((name) => `instrument.${name}`),
    ...named('aggregate', policy.aggregates),
    ...CHANGE_KINDS.map((kind) => `change.kind.${kind}`),
    ...named('record', policy.retention),
    ...named('safeguard', policy.safeguards),
  ];
}
