import type { CompiledPolicy } from '../rows.ts';

/** A JSON Web Key (RFC 7517) of a public signature key. */
export interface PublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: string;
}

/** A kind of identifier that deletion requests may name. */
export interface DeletableIdentifier {
  readonly id: number;
  readonly type: string;
  readonly format: string;
}

/** The members of `dsrdelete.json` (IAB Tech Lab, Data Deletion Request Framework, "Discovery"). */
export interface DataDeletionFile {
  readonly endpoint: string;
  readonly identifiers: readonly DeletableIdentifier[];
  readonly publicKey: readonly PublicJwk[];
  readonly vendorScriptRequirement: boolean;
}

const IDENTIFIER_CLASSES: readonly string[] = ['resettable', 'partnerId', 'immutable'];

/** What partners call our identifiers; a field that isn't named here goes by its own name. */
const TYPE_OF_FIELD: Readonly<Record<string, string>> = {
  idfa: 'idfa',
  androidAdvertisingId: 'aaid',
  otherAdvertisingId: 'ifa',
  publisherUserId: 'ppuid',
  deviceIdentifier: 'ifv',
};

/** Where a keyed hash of an identifier is kept, to know whom it means. */
const SUBJECTS = 'hot:subject.of';

/**
 * Identifiers of which something outlives the request they came with, a keyed hash at least: only those can be found again
 * and deleted. Empty as long as the policy keeps every identifier only while a request is answered.
 */
export function deletableIdentifiers(policy: CompiledPolicy): readonly DeletableIdentifier[] {
  const isHashed = policy.fields.some(({ collect, store }) => collect === 'on' && store.includes(SUBJECTS));
  const outlives = ({ retention, form, className }: CompiledPolicy['fields'][number]): boolean =>
    retention.days !== 0 || (isHashed && form === 'raw' && className !== 'immutable');
  return policy.fields
    .filter(
      (field) =>
        field.subject === 'endUser' &&
        field.regimes !== 0 &&
        // What nobody sends nobody can name.
        field.paths.length > 0 &&
        IDENTIFIER_CLASSES.includes(field.className) &&
        outlives(field),
    )
    .map((field) => ({ id: field.id, type: TYPE_OF_FIELD[field.name] ?? field.name, format: 'plaintext' }));
}

/** `dsrdelete.json` of an installation. `origin` has no path; `publicKey` verifies what the endpoint signs. */
export function dataDeletionFile(
  policy: CompiledPolicy,
  { origin, publicKey }: { readonly origin: string; readonly publicKey: readonly PublicJwk[] },
): DataDeletionFile {
  return {
    endpoint: `${origin}/dsr/delete`,
    identifiers: deletableIdentifiers(policy),
    publicKey,
    vendorScriptRequirement: false,
  };
}
