import { el } from './dom.ts';
import { DEMO_PAGE_KEY, DEMO_PURCHASE } from './page-key.ts';

export interface PurchaseTexts {
  readonly buy: string;
  readonly explanation: string;
  readonly reporting: string;
  readonly reported: string;
  readonly failed: string;
}

/**
 * The button that an advertiser's order page would have: it reports the purchase by a pixel with the id of the click that led here. The id
 * stays in this page's own address; nothing is stored.
 */
export function purchase(click: string, text: PurchaseTexts): HTMLElement {
  const outcome = el('p', { role: 'status' });
  const button = el('button', { type: 'button', class: 'buy' }, text.buy);
  button.addEventListener('click', () => {
    button.disabled = true;
    outcome.textContent = text.reporting;
    report(click).then(
      () => {
        outcome.textContent = text.reported;
      },
      () => {
        outcome.textContent = text.failed;
        button.disabled = false;
      },
    );
  });
  return el('div', {}, el('p', {}, text.explanation), button, outcome);
}

async function report(click: string): Promise<void> {
  const pixel = new Image();
  pixel.src = `/conversion?${new URLSearchParams({ click, key: DEMO_PAGE_KEY, ...DEMO_PURCHASE })}`;
  await pixel.decode();
}
