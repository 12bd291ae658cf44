/** TypeScript text of values in which equal parts stand once, as constants that the others name. */
export interface SharedLiterals {
  /** Declarations of what is shared, each before whoever names it. */
  readonly shared: string;
  readonly texts: readonly string[];
}

/** Shorter parts are no longer than what would name them. */
const SHARED_CHARS_MIN = 32;
const LINE_CHARS_MAX = 110;

export function sharedLiterals(values: readonly unknown[]): SharedLiterals {
  const times = new Map<string, number>();
  for (const value of values) countParts(value, times);
  const names = new Map<string, string>();
  const declarations: string[] = [];
  const written = (value: unknown, depth: number): string => {
    if (!isPart(value)) return JSON.stringify(value);
    const key = JSON.stringify(value);
    if (Array.isArray(value) || key.length < SHARED_CHARS_MIN || (times.get(key) ?? 0) < 2)
      return laidOut(value, { depth, written });
    const known = names.get(key);
    if (known !== undefined) return known;
    const text = laidOut(value, { depth: 0, written });
    const name = `S${names.size + 1}`;
    names.set(key, name);
    declarations.push(`const ${name} = ${text};\n`);
    return name;
  };
  const texts = values.map((value) => written(value, 0));
  return { shared: declarations.join(''), texts };
}

type Part = readonly unknown[] | Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** What stands in a part that was met before is not counted again: it is written with it. */
function countParts(value: unknown, times: Map<string, number>): void {
  if (!isPart(value)) return;
  const key = JSON.stringify(value);
  const before = times.get(key) ?? 0;
  times.set(key, before + 1);
  if (before === 0) for (const part of Object.values(value)) countParts(part, times);
}

interface Layout {
  readonly depth: number;
  readonly written: (value: unknown, depth: number) => string;
}

const memberName = (name: string): string =>
  /^[A-Za-z_]\w*$/u.test(name) && name !== '__proto__' ? name : JSON.stringify(name);

/** On one line where that is not too long. */
function laidOut(value: Part, { depth, written }: Layout): string {
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(([name, part]) =>
    isList ? written(part, depth + 1) : `${memberName(name)}: ${written(part, depth + 1)}`,
  );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const line = `${open}${parts.join(', ')}${close}`;
  if (!line.includes('\n') && line.length + 2 * depth <= LINE_CHARS_MAX) return line;
  const indent = '  '.repeat(depth + 1);
  return `${open}\n${indent}${parts.join(`,\n${indent}`)}\n${'  '.repeat(depth)}${close}`;
}
