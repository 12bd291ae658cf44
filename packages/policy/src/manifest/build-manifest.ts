import type { CompiledPolicy, FieldForm, FieldPath } from '../rows.ts';

/** What a build knows of one field. */
export interface FieldManifest {
  readonly id: number;
  readonly collect: 'on' | 'off';
  readonly form: FieldForm;
  readonly purposes: readonly string[];
  /** Protocol paths; a variant is written `path?sibling=value`, the rest of the values `path?*`. */
  readonly paths: readonly string[];
  readonly store: readonly string[];
  readonly api: readonly string[];
}

/**
 * The most that a build can do: it was made, typed and tested with these fields, for these purposes, on these paths and in these
 * stores. A policy may do less or decide otherwise within it, without a build; it may not do more.
 */
export interface BuildManifest {
  readonly purposes: Readonly<Record<string, number>>;
  readonly floors: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, FieldManifest>>;
  /** `subtree=the subtree it repeats`. */
  readonly mirrors: readonly string[];
  readonly platformOnly: readonly string[];
}

/** The manifest of a build that is made with this policy. */
export function manifestOf(policy: CompiledPolicy): BuildManifest {
  const ids = (rows: readonly { readonly name: string; readonly id: number }[]): Record<string, number> =>
    Object.fromEntries(rows.map(({ name, id }) => [name, id]));
  const fields = policy.fields.map((field): [string, FieldManifest] => [
    field.name,
    {
      id: field.id,
      collect: field.collect,
      form: field.form,
      purposes: policy.purposes.filter(({ bit }) => (field.purposes & bit) !== 0).map(({ name }) => name),
      paths: field.paths.flatMap(pathKeys),
      store: field.store,
      api: field.api,
    },
  ]);
  return {
    purposes: ids(policy.purposes),
    floors: ids(policy.floors),
    fields: Object.fromEntries(fields),
    mirrors: [...policy.mirrors].map(([subtree, original]) => `${subtree}=${original}`),
    platformOnly: policy.platformOnly,
  };
}

function pathKeys({ path, when, otherwise }: FieldPath): string[] {
  if (when) return when.values.map((value) => `${path}?${when.sibling}=${value}`);
  return [otherwise ? `${path}?*` : path];
}
