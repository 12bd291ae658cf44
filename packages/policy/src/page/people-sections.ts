import type { CompiledPolicy, FloorRow } from '../rows.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageTexts } from './page-texts.ts';
import { marks, table } from './table.ts';

const planned = (row: { readonly state: string }, text: PageTexts): string =>
  row.state === 'planned' ? ` <small class="planned">${text('state.planned')}</small>` : '';

/** "Your rights": what people can ask for, how, and the days until it is done, by place. */
export function rightsTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.rights.map((right) => [
    `${text(`right.${right.name}`)}${planned(right, text)}`,
    text(`right.${right.name}.what`),
    marks(right.subjects.map((subject) => text(`subject.${subject}`))),
    marks(right.through.map((way) => text(`through.${way}`))),
    marks(daysByPlace(policy, right.days, text)),
  ]);
  const headings = (['right', 'meaning', 'people', 'through', 'days'] as const).map((name) =>
    text(`column.${name}`),
  );
  return table(headings, rows);
}

/** One mark where every place has the same number of days, else one per place. */
function daysByPlace(
  policy: CompiledPolicy,
  days: Readonly<Record<string, number>>,
  text: PageTexts,
): string[] {
  const told = policy.regimes.filter(({ name }) => days[name] !== undefined);
  const numbers = new Set(told.map(({ name }) => days[name]));
  const [only] = numbers;
  if (numbers.size === 1 && told.length === policy.regimes.length) return [String(only)];
  return told.map(({ name }) => `${text(`regime.${name}`)}: ${days[name]}`);
}

const floorNames = (floors: readonly FloorRow[], bits: number, text: PageTexts): string =>
  marks(floors.filter((floor) => (bits & floor.bit) !== 0).map((floor) => text(`floor.${floor.name}`)));

/** "Signals we read": places and effect. */
export function signalsTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.signals.map((signal) => {
    const places = [
      ...signal.paths,
      ...signal.headers,
      ...(signal.gppSections.length > 0 ? [`GPP ${signal.gppSections.join(' ')}`] : []),
    ];
    return [
      `${text(`signal.${signal.name}`)}${planned(signal, text)}`,
      places.map((place) => `<code>${escapeHtml(place)}</code>`).join(' ') || '–',
      floorNames(policy.floors, signal.floors, text),
      signal.malformed ? floorNames(policy.floors, signal.malformed.floor, text) : '–',
    ];
  });
  const headings = (['signal', 'places', 'effect', 'unreadable'] as const).map((name) =>
    text(`column.${name}`),
  );
  return table(headings, rows);
}

/** "Children": ages by place. */
export function childrenTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.regimes.map(({ name }) => [
    text(`regime.${name}`),
    String(policy.children.ages[name]?.minorUnder ?? '–'),
    String(policy.children.ages[name]?.parentUnder ?? '–'),
  ]);
  const headings = [text('column.place'), text('column.minor'), text('column.parent')];
  return table(headings, rows);
}

/** "How widely somebody is recognised". */
export function identityTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.identity.scopes.map((scope) => [
    `${text(`scope.${scope.name}`)}${planned(scope, text)}`,
    text(`scope.${scope.name}.what`),
    marks(
      Object.entries(policy.classes)
        .filter(([, id]) => ((scope.identifiers >>> id) & 1) === 1)
        .map(([name]) => text(`class.${name}`)),
    ),
    text(`consent.${scope.consent}`),
  ]);
  const headings = (['place', 'meaning', 'identifiers', 'consent'] as const).map((name) =>
    text(`column.${name}`),
  );
  return table(headings, rows);
}
