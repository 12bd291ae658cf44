/** robots.txt (RFC 9309), as far as a crawler needs it that fetches one file of a host. */

const LINES_MAX = 10_000;

interface Rule {
  readonly allow: boolean;
  readonly path: string;
}

/**
 * May this agent fetch the path? The longest rule of the agent's own group counts, else of the group of all; of two as long the one
 * that allows. `*` and `$` in rules are taken as written characters would be up to the first of them, which forbids more, never less.
 * @param agent product token, in lower case
 */
export function mayFetch(robots: string, { agent, path }: { agent: string; path: string }): boolean {
  const rules = rulesFor(agent, robots) ?? rulesFor('*', robots) ?? [];
  let best: Rule | undefined;
  for (const rule of rules) {
    if (!path.startsWith(rule.path)) continue;
    const longer = best === undefined || rule.path.length > best.path.length;
    if (longer || (rule.path.length === best?.path.length && rule.allow)) best = rule;
  }
  return best === undefined || best.allow;
}

/** The rules of all groups that name the agent; undefined where none does. Of other agents nothing is kept, however many are named. */
function rulesFor(agent: string, robots: string): readonly Rule[] | undefined {
  let rules: Rule[] | undefined;
  let isNamed = false;
  let naming = false;
  for (const line of robots.split('\n', LINES_MAX)) {
    const [name = '', ...rest] = (line.split('#', 1)[0] ?? '').split(':');
    const value = rest.join(':').trim();
    const key = name.trim().toLowerCase();
    if (key === 'user-agent') {
      isNamed = (naming && isNamed) || value.toLowerCase() === agent;
      naming = true;
      if (isNamed) rules ??= [];
    } else if (key === 'allow' || key === 'disallow') {
      naming = false;
      if (value !== '' && isNamed) rules?.push(ruleOf(key, value));
    }
  }
  return rules;
}

/** What an allowing rule with a wildcard allows can't be told here, so it allows nothing. */
function ruleOf(key: 'allow' | 'disallow', value: string): Rule {
  const at = value.search(/[*$]/);
  if (at < 0) return { allow: key === 'allow', path: value };
  return key === 'allow' ? { allow: true, path: value } : { allow: false, path: value.slice(0, at) };
}
