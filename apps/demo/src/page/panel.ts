import { el } from './dom.ts';
import { formatCpm, type ReportRow } from './report.ts';
import type { EventRecord, ServerRecord } from './server-record.ts';
import type { EventName, Texts } from './texts.ts';

/** All that the side panel shows. */
export interface PanelView {
  readonly slots: readonly SlotView[];
  /** `waiting` while the server's record may still come. */
  readonly record: ServerRecord | 'waiting' | 'unavailable';
  readonly request: Readonly<Record<string, unknown>> | undefined;
}

export interface SlotView {
  readonly placement: string;
  readonly rows: readonly ReportRow[];
  readonly sent: readonly EventName[];
  readonly counted: readonly EventRecord[];
}

/** Builds the body of the panel. Parts that the visitor opened stay open, by their key. */
export function panelBody(
  view: PanelView,
  options: { texts: Texts; lang: string; open: ReadonlySet<string> },
): HTMLElement[] {
  const { texts, open } = options;
  const body = view.slots.map((slot) => slotCard(slot, options));
  if (view.record === 'waiting') body.push(el('p', { class: 'panel-note' }, texts.waiting));
  else if (view.record === 'unavailable') body.push(el('p', { class: 'panel-note' }, texts.fallback));
  else body.push(...recordParts(view.record, { texts, open }));
  if (view.request) {
    body.push(
      fold('sent', texts.pageSent, open, [
        el('p', { class: 'panel-note' }, texts.pageSentNote),
        el('pre', { tabindex: '0' }, JSON.stringify(view.request, null, 2)),
      ]),
    );
  }
  return body;
}

function slotCard(slot: SlotView, { texts, lang }: { texts: Texts; lang: string }): HTMLElement {
  const { columns } = texts;
  const head = el('h3', {}, texts.slots[slot.placement] ?? slot.placement, el('code', {}, slot.placement));
  if (slot.rows.length === 0) return el('section', { class: 'slot-card' }, head, el('p', {}, texts.empty));
  const header = el(
    'tr',
    {},
    el('th', { scope: 'col' }, columns.bidder),
    el('th', { scope: 'col', class: 'numeric', title: texts.priceUnit }, columns.price),
    el('th', { scope: 'col' }, columns.outcome),
    el('th', { scope: 'col', class: 'numeric' }, columns.time),
  );
  const rows = slot.rows.map((row) => tableRow(row, { texts, lang }));
  const table = el('table', {}, el('thead', {}, header), el('tbody', {}, ...rows));
  return el('section', { class: 'slot-card' }, head, table, eventList(slot, texts));
}

function tableRow(row: ReportRow, { texts, lang }: { texts: Texts; lang: string }): HTMLElement {
  const outcome = el('span', { class: `outcome outcome-${row.outcome}` }, texts.outcomes[row.outcome]);
  return el(
    'tr',
    row.outcome === 'won' ? { class: 'row-won' } : {},
    el('th', { scope: 'row' }, row.bidder, row.isDirect && el('small', {}, texts.direct)),
    el(
      'td',
      { class: 'numeric' },
      row.priceMicros === undefined ? '–' : formatCpm(row.priceMicros, row.currency, lang),
    ),
    el('td', {}, outcome, row.reason !== undefined && el('small', {}, row.reason)),
    el('td', { class: 'numeric' }, row.responseMs === undefined ? '–' : `${Math.round(row.responseMs)}`),
  );
}

function eventList(slot: SlotView, texts: Texts): HTMLElement | undefined {
  const counted = new Map(slot.counted.map((event) => [event.name, event]));
  const nameOf = (name: string) =>
    Object.entries(texts.eventNames).find(([known]) => known === name)?.[1] ?? name;
  const names = [...new Set<string>([...slot.sent, ...counted.keys()])];
  if (names.length === 0) return undefined;
  const items = names.map((name) => {
    const record = counted.get(name);
    // That the ad is on the page is seen here; everything else was told to somebody.
    const state =
      name === 'rendered'
        ? ''
        : record === undefined
          ? texts.sent
          : record.counted
            ? texts.counted
            : texts.rejected;
    const sign = record === undefined && name !== 'rendered' ? '→' : record?.counted === false ? '✕' : '✓';
    return el(
      'li',
      record?.reason === undefined ? {} : { title: record.reason },
      `${sign} ${nameOf(name)} `,
      el('small', {}, state),
    );
  });
  return el('div', { class: 'events' }, el('h4', {}, texts.events), el('ul', {}, ...items));
}

function recordParts(
  record: ServerRecord,
  { texts, open }: { texts: Texts; open: ReadonlySet<string> },
): HTMLElement[] {
  const told = record.disclosures.map(({ recipient, fields }) =>
    el(
      'div',
      { class: 'told' },
      el('h4', {}, recipient),
      fields.length === 0
        ? el('p', { class: 'panel-note' }, texts.toldNothing)
        : el('ul', { class: 'fields' }, ...fields.map((field) => el('li', {}, fieldName(field)))),
    ),
  );
  const fates = record.fields.map(({ field, fate, reason }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, fieldName(field)),
      el('td', {}, fate),
      el('td', {}, reason ?? ''),
    ),
  );
  const regime =
    record.regime === undefined
      ? []
      : [el('p', { class: 'panel-note' }, `${texts.regime}: `, el('strong', {}, record.regime))];
  const nothing = el('p', { class: 'panel-note' }, texts.toldNothing);
  const parts = [...regime, fold('told', texts.toldTitle, open, told.length > 0 ? told : [nothing])];
  if (fates.length > 0) {
    const header = el(
      'tr',
      {},
      ...[texts.field, texts.fate, texts.reason].map((title) => el('th', { scope: 'col' }, title)),
    );
    parts.push(
      fold('fates', texts.withheldTitle, open, [
        el('table', {}, el('thead', {}, header), el('tbody', {}, ...fates)),
      ]),
    );
  }
  return parts;
}

function fold(key: string, title: string, open: ReadonlySet<string>, content: readonly Node[]): HTMLElement {
  return el('details', { 'data-key': key, open: open.has(key) }, el('summary', {}, title), ...content);
}

/** A field's path, which may break after its dots and nowhere else. */
function fieldName(field: string): HTMLElement {
  return el('code', {}, ...field.split(/(?<=\.)/).flatMap((part) => [part, el('wbr')]));
}
