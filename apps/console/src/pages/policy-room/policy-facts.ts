/** What the machine-readable policy says in numbers. Members that it does not have are undefined. */
export interface PolicyFacts {
  readonly version: string | undefined;
  readonly effective: string | undefined;
  readonly hash: string | undefined;
  /** How many declared fields are taken in which form; undefined where the fields could not be read. */
  readonly fields: FieldCounts | undefined;
}

export interface FieldCounts {
  readonly total: number;
  readonly asIs: number;
  readonly truncated: number;
  readonly hashed: number;
  readonly off: number;
}

/**
 * Reads `/policy.json` and `/policy/versions`, which are public documents and no part of the control API's contract: they are looked at
 * with care, and what has another form than expected is left out instead of guessed. A policy's own date is when it may take effect
 * at the earliest; since when it rules here, the list of versions says.
 */
export function factsOf(document: unknown, history: unknown): PolicyFacts {
  const meta = member(document, 'meta') ?? document;
  return {
    version: textOf(member(meta, 'version') ?? member(document, 'version')),
    effective: textOf(member(rulingIn(history), 'takesEffect')),
    hash: textOf(member(document, 'hash') ?? member(meta, 'hash')),
    fields: countFields(member(document, 'fields')),
  };
}

function rulingIn(history: unknown): unknown {
  const versions = member(history, 'versions');
  return Array.isArray(versions)
    ? versions.find((one: unknown) => member(one, 'state') === 'inForce')
    : undefined;
}

function countFields(value: unknown): FieldCounts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const off = fields.filter((field) => member(field, 'collect') === 'off');
  const on = fields.filter((field) => member(field, 'collect') !== 'off');
  const inForm = (form: string) => on.filter((field) => member(field, 'form') === form).length;
  const truncated = inForm('truncated');
  const hashed = inForm('keyedHash');
  return {
    total: fields.length,
    asIs: on.length - truncated - hashed,
    truncated,
    hashed,
    off: off.length,
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
