import type { CompiledPolicy, FieldRow } from '@jianchat/policy';

/**
 * The field of who is recognised, that the policy keeps such counts under. Undefined where it keeps none, where no scope of the name
 * is in force, or where the field asks for less than recognising somebody so widely takes.
 */
export function countedField(
  policy: CompiledPolicy,
  { scope: name, place }: { scope: string; place: string },
): FieldRow | undefined {
  const scope = policy.identity.scopes.find((row) => row.name === name && row.state === 'inForce');
  if (scope === undefined) return undefined;
  return policy.fields.find(
    ({ collect, store, classBit, requires }) =>
      collect === 'on' &&
      store.includes(place) &&
      (classBit & scope.identifiers) !== 0 &&
      (requires & scope.requires) === scope.requires,
  );
}

/** The field on a path, where a scope in force recognises by its class. */
export function recognising(policy: CompiledPolicy, scope: string, path: string): FieldRow | undefined {
  const classes = policy.identity.scopes.find(({ name }) => name === scope)?.identifiers ?? 0;
  return policy.fields.find(
    ({ classBit, paths }) => (classBit & classes) !== 0 && paths.some((claim) => claim.path === path),
  );
}
