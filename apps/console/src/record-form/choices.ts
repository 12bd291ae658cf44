import type { Choice } from './field.ts';

/** Records as the choices of a select: shown by name where they have one, stored by id. */
export function choicesOf(
  records: readonly { readonly id: string; readonly name?: string | undefined }[] | undefined,
): readonly Choice[] {
  return (records ?? []).map(({ id, name }) => ({ value: id, label: name ? `${name} (${id})` : id }));
}
