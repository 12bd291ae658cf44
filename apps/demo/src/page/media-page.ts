import type { Bid } from 'prebid.js';
import { articles } from './article.ts';
import { type AuctionResult, directSeat, type PlacementId, placementIds, runAuction } from './auction.ts';
import { readChoices } from './choices.ts';
import { byId } from './dom.ts';
import { pageFrame } from './page-frame.ts';
import { panelBody, type SlotView } from './panel.ts';
import { formatCpm, rowsFromPage, rowsFromServer, type SlotFacts } from './report.ts';
import type { ServerRecord } from './server-record.ts';
import { fetchServerRecord } from './server-record-fetch.ts';
import { signalsFor } from './signals.ts';
import { renderBanner, renderVideo, winnerOf } from './slots.ts';
import { type DemoState, publishState } from './state.ts';
import { texts as allTexts, type EventName } from './texts.ts';
import { restoreFocus } from './visit-bar.ts';

const choices = readChoices(location.search, navigator.language);
const texts = allTexts[choices.lang];
const signals = signalsFor(choices, Date.now());
const state: DemoState = publishState();
const sent = new Map<PlacementId, EventName[]>(placementIds.map((id) => [id, []]));
let serverRecord: ServerRecord | 'waiting' | 'unavailable' = 'waiting';
const winners = new Map<PlacementId, Bid>();
let result: AuctionResult | undefined;

document.documentElement.lang = choices.lang;
document.title = `${texts.title} · ${texts.demoLabel}`;
document.body.replaceChildren(
  ...pageFrame(choices, { texts, article: articles[choices.lang], note: signals.note }),
);
restoreFocus();

run().catch((error: unknown) => {
  state.phase = 'error';
  state.error = error instanceof Error ? error.message : String(error);
  byId('summary').textContent = `${texts.failed}: ${state.error}`;
  throw error;
});

async function run(): Promise<void> {
  state.phase = 'bidding';
  result = await runAuction(signals, { language: choices.lang, demoId: crypto.randomUUID() });
  state.auctionId = result.auctionId ?? null;
  for (const placement of placementIds) {
    // Asked once: Prebid.js leaves a bid out of its ranking as soon as it was rendered.
    const bid = winnerOf(placement);
    if (!bid) continue;
    const { bidderCode: bidder, cpm, currency, creativeId } = bid;
    winners.set(placement, bid);
    state.winners.push({ placement, bidder, cpm, currency, creativeId, rendered: false });
  }
  state.error = result.error ?? null;
  if (result.error !== undefined) serverRecord = 'unavailable';
  showSummary(result.error);
  showPanel();
  await Promise.all([renderAll(), followRecord(result.error === undefined ? result.auctionId : undefined)]);
}

async function renderAll(): Promise<void> {
  const rendered = await Promise.all(placementIds.map(renderSlot));
  if (result?.error !== undefined) state.phase = 'error';
  else state.phase = rendered.includes(true) ? 'rendered' : 'nobid';
}

async function renderSlot(placement: PlacementId): Promise<boolean> {
  const bid = winners.get(placement);
  const winner = state.winners.find((one) => one.placement === placement);
  if (!bid || !winner) {
    byId(`slot-${placement}`).textContent = texts.nobody;
    return false;
  }
  const render = placement === 'demo-video' ? renderVideo : renderBanner;
  winner.rendered = await render(bid, {
    texts,
    onEvent: (event) => {
      const events = sent.get(placement);
      if (events && !events.includes(event)) events.push(event);
      showPanel();
    },
  });
  return winner.rendered;
}

async function followRecord(auctionId: string | undefined): Promise<void> {
  if (auctionId === undefined) return;
  serverRecord = (await fetchServerRecord(auctionId)) ?? 'unavailable';
  showPanel();
}

function showSummary(error: string | undefined): void {
  const parts = placementIds.map((placement) => {
    const winner = state.winners.find((one) => one.placement === placement);
    const name = texts.slots[placement] ?? placement;
    if (!winner) return `${name}: ${texts.nobody}`;
    return `${name}: ${winner.bidder} · ${formatCpm(winner.cpm * 1_000_000, winner.currency, choices.lang)}`;
  });
  byId('summary').textContent = error === undefined ? parts.join('   ') : `${texts.failed}: ${error}`;
}

function showPanel(): void {
  if (!result) return;
  const body = byId('panel-body');
  const keyOf = (details: Element | null | undefined) => details?.getAttribute('data-key') ?? '';
  const open = new Set([...body.querySelectorAll('details[open]')].map(keyOf));
  const focused = keyOf(document.activeElement?.closest('#panel-body details'));
  const view = { slots: placementIds.map(slotView), record: serverRecord, request: result.request };
  body.replaceChildren(...panelBody(view, { texts, lang: choices.lang, open }));
  if (focused !== '') body.querySelector<HTMLElement>(`details[data-key="${focused}"] summary`)?.focus();
}

function slotView(placement: PlacementId): SlotView {
  const facts: SlotFacts = {
    placement,
    bids: result?.bids[placement] ?? [],
    winnerAdId: winners.get(placement)?.adId,
    asked: ['demo-dsp-a', 'demo-dsp-b'],
    directSeat,
    seatNonBid: result?.seatNonBid,
    responseMs: result?.responseMs ?? {},
  };
  const imp =
    typeof serverRecord === 'string'
      ? undefined
      : serverRecord.imps.find((one) => one.placement === placement);
  return {
    placement,
    rows: imp ? rowsFromServer(imp, facts) : rowsFromPage(facts),
    sent: sent.get(placement) ?? [],
  };
}
