/** Stands for whatever a title's variable part may become. */
const ANYTHING = '\u0000';

/** What a title in the source can become when the test runs. */
export interface TitlePattern {
  /** As written, `…` for what only the run knows. */
  readonly text: string;
  matches(name: string): boolean;
}

/** @param pieces the constant pieces of a title, between which anything may stand. `each`: `%s` and `$name` are filled in as well. */
export function titlePattern(pieces: readonly string[], { each }: { each: boolean }): TitlePattern {
  const text = pieces.join('…');
  const template = pieces.join(ANYTHING);
  const open = each ? template.replace(/%[sdifjoOc#$]|\$[\w.]+/g, ANYTHING).replaceAll('%%', '%') : template;
  const pattern = new RegExp(`^${open.split(ANYTHING).map(escapeRegExp).join('[^]*')}$`);
  return { text, matches: (name) => pattern.test(name) };
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
