import type { ChangeValue, PolicyChange } from '../diff/policy-change.ts';
import type { CompiledPolicy, Locale } from '../rows.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageTexts } from './page-texts.ts';

/** The kinds of texts under which the rows of a table have their words, by the table's name in a path. */
const KIND_OF_TABLE: Readonly<Record<string, string>> = {
  fields: 'field',
  classes: 'class',
  purposes: 'purpose',
  floors: 'floor',
  regimes: 'regime',
  signals: 'signal',
  recipientClasses: 'recipient',
  parties: 'party',
  rights: 'right',
  access: 'access',
  exceptionalDisclosures: 'disclosure',
  aggregates: 'aggregate',
  records: 'record',
  retention: 'record',
  safeguards: 'safeguard',
  notice: 'change.kind',
  clauses: 'clause',
};

/** Kinds of texts in which the name that a value holds may have its words, the likeliest first. */
const KINDS_OF_VALUES: readonly string[] = [
  ...([
    'field',
    'purpose',
    'regime',
    'floor',
    'class',
    'recipient',
    'basis',
    'form',
    'then',
    'criterion',
  ] as const),
  ...(['subject', 'channel', 'store', 'through', 'instrument', 'consent', 'role'] as const),
];
const VALUES_MAX = 24;

/** Says changes in words: texts of the newer version, and of the older one for what is gone. */
export interface ChangeWords {
  /** The row that changed, as people call it, and the member of it in code. */
  subject(change: PolicyChange): string;
  /** A value before or after, as HTML. */
  value(value: ChangeValue): string;
}

export function createChangeWords(
  { from, to }: { readonly from: CompiledPolicy; readonly to: CompiledPolicy },
  text: PageTexts,
): ChangeWords {
  const look = (key: string): string | undefined =>
    textOf(to, text.locale, key) ?? textOf(from, text.locale, key);
  const named = (name: string): string => {
    for (const kind of KINDS_OF_VALUES) {
      const words = look(`${kind}.${name}`);
      if (words !== undefined) return escapeHtml(words);
    }
    return escapeHtml(name);
  };
  return {
    subject({ path }) {
      const [table = '', name = '', ...rest] = path.split('.');
      const kind = KIND_OF_TABLE[table];
      const words = kind && (look(`${kind}.${name}`) ?? look(`${kind}.${name}.title`));
      const title = table === 'contracts' ? name : words;
      if (title === undefined) return `<code>${escapeHtml(path)}</code>`;
      const member = rest.length > 0 ? ` <code>${escapeHtml(rest.join('.'))}</code>` : '';
      return `<b>${escapeHtml(title)}</b>${member}`;
    },
    value(value) {
      if (value === null) return '';
      if (typeof value === 'string') return named(value);
      if (typeof value !== 'object') return escapeHtml(String(value));
      const more = value.length - VALUES_MAX;
      const shown = value.slice(0, VALUES_MAX).map(named);
      return more > 0
        ? `${text.list(shown)} ${text('history.more', { count: String(more) })}`
        : text.list(shown);
    },
  };
}

const textOf = (policy: CompiledPolicy, locale: Locale, key: string): string | undefined =>
  policy.texts[locale][key];
