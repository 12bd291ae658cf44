import type { ParameterCheck } from '@jianchat/auction';
import { Ajv, type ValidateFunction } from 'ajv';

type Schema = Readonly<Record<string, unknown>>;

/** Unknown keywords are refused, so that a misspelt one does not check nothing. */
const OPTIONS = { strict: true, allowUnionTypes: true, strictRequired: false } as const;
/** Knows the schemas of the adapters' folders, of which there are as many as folders. */
let ofFolders: Ajv | undefined;

/**
 * The check of a folder's `params.schema.json` (JSON Schema draft-07), compiled when it is first needed: most installations use a few
 * of the adapters, and a start need not wait for the others. Schemas must do without patterns over long texts: parameters come
 * from clients.
 */
export function parameterCheck(schema: Schema): ParameterCheck {
  let validate: ValidateFunction | undefined;
  return (params) => {
    if (validate === undefined) {
      ofFolders ??= new Ajv(OPTIONS);
      validate = ofFolders.compile(schema);
    }
    return faultIn(params, validate);
  };
}

/** The same for a schema of the operator's, which may be none: then its bidder is left out, and the warning says why. */
export function operatorsCheck(schema: Schema): ParameterCheck {
  try {
    const validate = new Ajv(OPTIONS).compile(schema);
    return (params) => faultIn(params, validate);
  } catch {
    return () => 'the schema of its parameters is not valid';
  }
}

function faultIn(params: unknown, validate: ValidateFunction): string | undefined {
  if (validate(params)) return undefined;
  const { instancePath = '', message = 'is not valid' } = validate.errors?.[0] ?? {};
  return `${instancePath.slice(0, 64) || 'it'} ${message}`;
}
