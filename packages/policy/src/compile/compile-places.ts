import type { Compilation } from './compilation.ts';
import { expandPath } from './expand-path.ts';
import type { SourcePath } from './yaml-source.ts';

/** Names of columns, members and files, in the one syntax that all engines and doors share. */
interface PlaceSyntax {
  readonly pattern: RegExp;
  readonly what: string;
  readonly write: string;
}

/** A schema other than `public` stands before the table. */
export const STORED_PLACE: PlaceSyntax = {
  pattern: /^((records|analytics|log|hot):[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)+|file:[a-z0-9._/-]+)$/,
  what: 'place in a store',
  write:
    'records:table.column, analytics:table.{column,column}, log:topic.member, hot:family.key or file:path',
};
/** Members of the control API. */
export const API_PLACE: PlaceSyntax = {
  pattern: /^[a-z-]+(\.[A-Za-z-]+)+$/,
  what: 'member of the control API',
  write: 'schema.member or schema.{member,member}',
};

/** Places, written out; what breaks the syntax is reported. */
export function compilePlaces(
  work: Compilation,
  patterns: readonly string[],
  { at, pattern: syntax, what, write }: PlaceSyntax & { readonly at: SourcePath },
): string[] {
  return patterns.flatMap((pattern, index) => {
    const places = expandPath(pattern);
    if (places?.every((place) => syntax.test(place))) return places;
    work.report('value.invalid', [...at, index], `"${pattern}" is no ${what}; write ${write}`);
    return [];
  });
}
