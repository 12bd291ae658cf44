import type { CompiledPolicy, FieldRow } from '../rows.ts';

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

/** Whether something of a field outlives the request it came with: the value, or the keyed hash by which it is known again. */
export function outlivesRequest(policy: CompiledPolicy, field: FieldRow): boolean {
  const isHashed = policy.fields.some(({ collect, store }) => collect === 'on' && store.includes(SUBJECTS));
  const isRecognised = IDENTIFIER_CLASSES.includes(field.className) && field.className !== 'immutable';
  return field.retention.days !== 0 || (isHashed && isRecognised && field.form === 'raw');
}

/** Identifiers that outlive their request: only those can be found again and deleted. */
export function deletableIdentifiers(policy: CompiledPolicy): readonly DeletableIdentifier[] {
  return policy.fields
    .filter(
      (field) =>
        field.subject === 'endUser' &&
        field.regimes !== 0 &&
        // What nobody sends nobody can name.
        field.paths.length > 0 &&
        IDENTIFIER_CLASSES.includes(field.className) &&
        outlivesRequest(policy, field),
    )
    .map((field) => ({ id: field.id, type: TYPE_OF_FIELD[field.name] ?? field.name, format: 'plaintext' }));
}

/** What an installation adds to the file. */
export interface DataDeletionOptions {
  /** Scheme and host, without a path. */
  readonly origin: string;
  /** Verifies what the endpoint signs. */
  readonly publicKey: readonly PublicJwk[];
  /** Types of identifiers whose deletion the endpoint carries out when partners ask for it. */
  readonly carriedOut: readonly string[];
}

/** `dsrdelete.json` of an installation: it names what the policy keeps and the endpoint deletes, never what it would only acknowledge. */
export function dataDeletionFile(
  policy: CompiledPolicy,
  { origin, publicKey, carriedOut }: DataDeletionOptions,
): DataDeletionFile {
  return {
    endpoint: `${origin}/dsr/delete`,
    identifiers: deletableIdentifiers(policy).filter(({ type }) => carriedOut.includes(type)),
    publicKey,
    vendorScriptRequirement: false,
  };
}
