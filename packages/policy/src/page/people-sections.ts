import type { CompiledPolicy, FloorRow } from '../rows.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageTexts } from './page-texts.ts';
import { marks, table } from './table.ts';

const planned = (row: { readonly state: string }, text: PageTexts): string =>
  row.state === 'planned' ? ` <small>${text('state.planned')}</small>` : '';

const clauseMark = (row: { readonly clause: string }): string => `<abbr>${row.clause}</abbr>`;

/** "Your rights": what people can ask for, and the days by place. */
export function rightsSection(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.rights.map((right) => [
    `${text(`right.${right.name}`)}${planned(right, text)}`,
    text(`right.${right.name}.what`),
    marks(right.subjects.map((subject) => text(`subject.${subject}`))),
    marks(right.through.map((way) => text(`through.${way}`))),
    ...policy.regimes.map((regime) => String(right.days[regime.name] ?? '–')),
    clauseMark(right),
  ]);
  const headings = [
    ...(['right', 'meaning', 'people', 'through'] as const).map((name) => text(`column.${name}`)),
    ...policy.regimes.map((regime) => text(`regime.${regime.name}`)),
    text('column.promise'),
  ];
  return `<p>${text('rights.intro')}</p>\n${table(headings, rows)}`;
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
      clauseMark(signal),
    ];
  });
  const headings = (['signal', 'places', 'effect', 'unreadable', 'promise'] as const).map((name) =>
    text(`column.${name}`),
  );
  return `<h3>${text('signals.title')}</h3>\n<p>${text('signals.intro')}</p>\n${table(headings, rows)}`;
}

/** "Children": ages by place. */
export function childrenTable(policy: CompiledPolicy, text: PageTexts): string {
  const rows = policy.regimes.map(({ name }) => [
    text(`regime.${name}`),
    String(policy.children.ages[name]?.minorUnder ?? '–'),
    String(policy.children.ages[name]?.parentUnder ?? '–'),
  ]);
  const headings = [text('column.place'), text('column.minor'), text('column.parent')];
  return `<h3>${text('children.title')}</h3>\n<p>${text('children.intro')}</p>\n${table(headings, rows)}`;
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
    clauseMark(scope),
  ]);
  const headings = (['place', 'meaning', 'identifiers', 'consent', 'promise'] as const).map((name) =>
    text(`column.${name}`),
  );
  return `<h3>${text('identity.title')}</h3>\n${table(headings, rows)}`;
}
