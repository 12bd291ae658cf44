import { parse } from 'yaml';

/** JSON is YAML, so one parser reads both; an alias bomb is refused by the parser's own limit. */
export function parseConfiguration(text: string): unknown {
  return parse(text, { maxAliasCount: 100 });
}
