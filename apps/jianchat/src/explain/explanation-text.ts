import type { SignalReading } from '@jianchat/consent';
import type { ExplainedContract, ExplainedRequest } from './explain-request.ts';
import type { ExplainWords } from './explain-words.ts';
import { textTable } from './text-table.ts';

/** An explanation as text for a terminal. */
export function explanationText(explained: ExplainedRequest, words: ExplainWords): string {
  const { word } = words;
  const { version, hash } = explained.policy;
  const parts = [
    `${word('policy')} ${version} (${hash.slice(0, 16)})\n`,
    signalsText(explained, words),
    lawText(explained, words),
    fieldsText(explained, words),
    undeclaredText(explained, words),
    ...explained.recipients.map((recipient) => recipientText(recipient, words)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function signalsText({ signals }: ExplainedRequest, words: ExplainWords): string {
  const { word } = words;
  if (signals.length === 0) return `${word('signals')}\n  ${word('noSignals')}\n`;
  const rows = signals.map((signal) => [signal.place, signal.reading, effectOf(signal, words)]);
  return `${word('signals')}\n${textTable(rows)}`;
}

/** Signals that say what a person agreed to. */
const GRANTING: ReadonlySet<string> = new Set(['tcf', 'separateConsent']);

/** What a place does by itself, and why. */
function effectOf(signal: SignalReading, { word, name, reason }: ExplainWords): string {
  const effects = [
    ...(signal.regime === undefined ? [] : [`${word('speaksFor')} ${signal.regime}`]),
    ...(signal.floors.length === 0 ? [] : [`${word('raises')} ${signal.floors.join(', ')}`]),
    ...(signal.grants.length === 0
      ? []
      : [`${word('grants')} ${signal.grants.map((purpose) => name('purpose', purpose)).join(', ')}`]),
    ...(GRANTING.has(signal.signal) && signal.grants.length === 0 && signal.reasons.length === 0
      ? [`${word('grants')} ${word('none')}`]
      : []),
    ...signal.reasons.map((code) => `${reason(code)} [${code}]`),
  ];
  return effects.length === 0 ? word('nothing') : effects.join('; ');
}

function lawText({ regime, regimeReasons, grants, floors }: ExplainedRequest, words: ExplainWords): string {
  const { word, name, reason } = words;
  const list = (kind: 'purpose' | 'floor', names: readonly string[]): string =>
    names.length === 0 ? word('none') : names.map((row) => name(kind, row)).join(', ');
  const why = regimeReasons.map((code) => ` – ${reason(code)} [${code}]`).join('');
  return (
    `${word('regime')}: ${regime}, ${name('regime', regime)}${why}\n` +
    `${word('granted')}: ${list('purpose', grants)}\n` +
    `${word('floors')}: ${list('floor', floors)}\n`
  );
}

const headOf = ({ word }: ExplainWords): readonly string[] => [
  word('field'),
  word('outcome'),
  word('clause'),
  word('reason'),
];

/** The clause that decides; in brackets the one that declares the field, where that is another. */
const clauseOf = ({ clause, decides }: { readonly clause: string; readonly decides: string }): string =>
  clause === decides ? decides : `${decides} (${clause})`;

function fieldsText({ fields }: ExplainedRequest, words: ExplainWords): string {
  const { word, reason } = words;
  const rows = fields.map((field) => [
    field.field,
    word(field.fate),
    clauseOf(field),
    [reason(field.reason), ...(field.reason === 'basis.none' ? field.lacks.map(reason) : [])].join('; '),
  ]);
  return `${word('fields')}\n${textTable([headOf(words), ...rows])}`;
}

function undeclaredText({ undeclared, faults }: ExplainedRequest, { word }: ExplainWords): string {
  const counted = undeclared.map(({ parent, count }) => [parent === '' ? word('root') : parent, `${count}`]);
  const wrong = faults.map(({ path, expected }) => [path, expected]);
  return (
    (counted.length === 0 ? '' : `${word('undeclared')}\n${textTable(counted)}`) +
    (wrong.length === 0 ? '' : `${word('faults')}\n${textTable(wrong)}`)
  );
}

function recipientText(recipient: ExplainedContract, words: ExplainWords): string {
  const { word, name, reason } = words;
  const vendor = recipient.vendor === 0 ? '' : `, ${word('vendor')} ${recipient.vendor}`;
  const purposes = recipient.purposes.map((purpose) => name('purpose', purpose)).join(', ');
  const rows = recipient.fields.map((field) => [
    field.field,
    word(field.outcome),
    clauseOf(field),
    [
      reason(field.reason),
      ...field.lacks
        .filter((lack) => lack.reason !== field.reason)
        .map((lack) => `${name('purpose', lack.purpose)}: ${reason(lack.reason)}`),
    ].join('; '),
  ]);
  const projection =
    recipient.projection === undefined
      ? ''
      : `${word('projection')}\n${JSON.stringify(recipient.projection, null, 2)}\n`;
  return (
    `${word('recipient')} ${recipient.contract} (${recipient.recipientClass}${vendor})\n` +
    `${word('purposes')}: ${purposes === '' ? word('none') : purposes}\n` +
    textTable([headOf(words), ...rows]) +
    projection
  );
}
