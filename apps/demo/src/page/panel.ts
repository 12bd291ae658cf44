import { el } from './dom.ts';
import { formatCpm, type ReportRow } from './report.ts';
import type { ServerRecord } from './server-record.ts';
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
  if (slot.sent.length === 0) return undefined;
  const items = slot.sent.map((name) => {
    // That the ad is on the page is seen here; everything else was told to somebody.
    const [sign, state] = name === 'rendered' ? ['✓', ''] : ['→', texts.sent];
    return el('li', {}, `${sign} ${texts.eventNames[name]} `, el('small', {}, state));
  });
  return el('div', { class: 'events' }, el('h4', {}, texts.events), el('ul', {}, ...items));
}

function recordParts(
  record: ServerRecord,
  { texts, open }: { texts: Texts; open: ReadonlySet<string> },
): HTMLElement[] {
  const regime = el(
    'p',
    { class: 'panel-note' },
    `${texts.regime}: `,
    el('strong', {}, record.regime ?? '–'),
  );
  const signals = record.signals.length > 0 && chips(record.signals);
  const told = record.disclosures.map(({ recipient, purposes, fields }) =>
    el(
      'div',
      { class: 'told' },
      el('h4', {}, recipient, el('small', {}, purposes.join(', '))),
      fields.length > 0 ? chips(fields) : el('p', { class: 'panel-note' }, texts.toldNothing),
    ),
  );
  const nothing = el('p', { class: 'panel-note' }, texts.toldNothing);
  const parts: HTMLElement[] = [el('div', {}, regime, signals)];
  parts.push(fold('told', texts.toldTitle, open, told.length > 0 ? told : [nothing]));
  if (record.fields.length > 0) parts.push(fold('fates', texts.fatesTitle, open, [fateTable(record, texts)]));
  return parts;
}

function fateTable(record: ServerRecord, texts: Texts): HTMLElement {
  const titles = [texts.field, texts.fate, texts.reason];
  const rows = record.fields
    .toSorted(byFate)
    .map(({ field, fate, reason, clause }) =>
      el(
        'tr',
        {},
        el('th', { scope: 'row' }, fieldName(field)),
        el('td', {}, texts.fates[fate] ?? fate),
        el(
          'td',
          {},
          fieldName(reason ?? ''),
          clause !== undefined && el('small', {}, `${texts.clause} ${clause}`),
        ),
      ),
    );
  const header = el('tr', {}, ...titles.map((title) => el('th', { scope: 'col' }, title)));
  return el('table', { class: 'fates' }, el('thead', {}, header), el('tbody', {}, ...rows));
}

/** What was taken away comes first: it is what a visitor's choice changes. */
function byFate(left: { fate: string }, right: { fate: string }): number {
  const order = ['dropped', 'hashed', 'truncated', 'kept'];
  return order.indexOf(left.fate) - order.indexOf(right.fate);
}

function chips(names: readonly string[]): HTMLElement {
  return el('ul', { class: 'fields' }, ...names.map((name) => el('li', {}, fieldName(name))));
}

function fold(key: string, title: string, open: ReadonlySet<string>, content: readonly Node[]): HTMLElement {
  return el('details', { 'data-key': key, open: open.has(key) }, el('summary', {}, title), ...content);
}

/** A field's path, which may break after its dots and nowhere else. */
function fieldName(field: string): HTMLElement {
  return el('code', {}, ...field.split(/(?<=\.)/).flatMap((part) => [part, el('wbr')]));
}
