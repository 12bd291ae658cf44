import type { ParameterCheck } from '@jianchat/auction';
import { Ajv } from 'ajv';

/**
 * Compiles a folder's `params.schema.json` (JSON Schema draft-07). Unknown keywords are refused, so that a misspelt one does not
 * check nothing. Schemas must do without patterns over long texts: parameters come from clients.
 */
export function parameterCheck(schema: Readonly<Record<string, unknown>>): ParameterCheck {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
  return (params) => {
    if (validate(params)) return undefined;
    const { instancePath = '', message = 'is not valid' } = validate.errors?.[0] ?? {};
    return `${instancePath.slice(0, 64) || 'it'} ${message}`;
  };
}

/** The same for a schema of the operator's, which may be none: then its bidder is left out, and the warning says why. */
export function operatorsCheck(schema: Readonly<Record<string, unknown>>): ParameterCheck {
  try {
    return parameterCheck(schema);
  } catch {
    return () => 'the schema of its parameters is not valid';
  }
}
