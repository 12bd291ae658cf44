import type { FieldName } from './generated/policy.gen.ts';

/** Members a type names, without what an index signature leaves open. */
type Named<T> = keyof { [Name in keyof T as string extends Name ? never : Name]: true };

/**
 * A declared field for every member of a type, however deep: what leaves or enters as this type maps to the policy, and the
 * compiler refuses a map that leaves a member out, makes one up, or names a field that no policy declares. Lists add no
 * level; `'*'` stands for keys chosen at run time, and for what an index signature leaves room for.
 */
export type FieldsOf<T> = unknown extends T
  ? FieldName
  : T extends readonly (infer Item)[]
    ? FieldsOf<Item>
    : T extends object
      ? [Named<T>] extends [never]
        ? FieldsOf<T[keyof T]> extends FieldName
          ? FieldName
          : { readonly '*': FieldsOf<T[keyof T]> }
        : { readonly [Name in Named<T>]-?: FieldsOf<NonNullable<T[Name]>> } & (string extends keyof T
            ? { readonly '*': FieldName }
            : unknown)
      : FieldName;

/** A map of fields, as code that walks values sees it. */
export type FieldTree = FieldName | { readonly [name: string]: FieldTree };

/** Something in a value that its map knows no field for. */
export interface Unmapped {
  readonly path: string;
}

/** Members of a value that a map has no field for: what really left, held to what is declared. */
export function unmapped(value: unknown, tree: FieldTree | undefined, path = ''): readonly Unmapped[] {
  if (value === undefined || value === null || typeof tree === 'string') return [];
  if (Array.isArray(value)) return value.flatMap((item) => unmapped(item, tree, path));
  if (tree === undefined || typeof value !== 'object') return [{ path }];
  return Object.entries(value).flatMap(([name, below]) =>
    unmapped(
      below,
      Object.hasOwn(tree, name) ? tree[name] : tree['*'],
      path === '' ? name : `${path}.${name}`,
    ),
  );
}
