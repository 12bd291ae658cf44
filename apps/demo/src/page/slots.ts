import pbjs, { type Bid } from 'prebid.js';
import type { PlacementId } from './auction.ts';
import { byId, el } from './dom.ts';
import { safeFrame } from './safe-frame.ts';
import type { EventName, Texts } from './texts.ts';
import { readVast } from './vast.ts';
import { videoPlayer } from './video-player.ts';

/** The highest bid of a slot as Prebid.js ranks them. */
export function winnerOf(placement: PlacementId): Bid | undefined {
  return pbjs.getHighestCpmBids(placement)[0];
}

export interface Rendering {
  readonly texts: Texts;
  /** Tells what was sent or shown, as it happens. */
  readonly onEvent: (event: EventName) => void;
}

/** Puts the winning banner into its slot, closed in; resolves true when its markup was read, false where there is none. */
export function renderBanner(bid: Bid, { texts, onEvent }: Rendering): Promise<boolean> {
  const markup = 'ad' in bid && typeof bid.ad === 'string' ? bid.ad : '';
  if (markup === '') return Promise.resolve(false);
  return new Promise((resolve) => {
    const frame = safeFrame(
      { markup, w: bid.width, h: bid.height, title: texts.advertisement },
      {
        onLoad: () => {
          // Prebid.js would write the ad into the page's own frame; as it does not render it, it has to be told that the bid was used.
          watchNotices(bid, onEvent);
          pbjs.markWinningBidAsUsed({ adId: bid.adId, events: true });
          onEvent('rendered');
          resolve(true);
        },
        onViewable: () => onEvent('viewable'),
      },
    );
    byId('slot-demo-banner').replaceChildren(frame);
  });
}

/** Plays the winning video in its slot; resolves true when its first frame showed or it waits for a click, false when it cannot play. */
export function renderVideo(bid: Bid, { texts, onEvent }: Rendering): Promise<boolean> {
  const slot = byId('slot-demo-video');
  const vastXml = 'vastXml' in bid && typeof bid.vastXml === 'string' ? bid.vastXml : '';
  const ad = readVast(vastXml, location.href);
  if (ad === undefined) {
    slot.replaceChildren(el('p', { class: 'slot-note' }, texts.videoUnplayable));
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const player = videoPlayer(ad, {
      texts,
      onMoment: (moment) => {
        if (moment === 'error') resolve(false);
        else if (moment === 'waiting') resolve(true);
        else onEvent(moment);
        if (moment === 'impression') {
          // Prebid.js renders no instream video, so it has to be told that this bid was used: it then sends the notices.
          watchNotices(bid, onEvent);
          pbjs.markWinningBidAsUsed({ adId: bid.adId, events: true });
          onEvent('rendered');
          resolve(true);
        }
      },
    });
    slot.replaceChildren(player);
  });
}

/** Kinds of event trackers: OpenRTB's impression, and Prebid's own number for a win. */
const impressionEvent = 1;
const winEvent = 500;

/** Prebid.js sends the notices when the bid is won; which of them exist is written in the bid's trackers. */
function watchNotices(bid: Bid, onEvent: (event: EventName) => void): void {
  const kinds: number[] = (bid.eventtrackers ?? []).map(({ event }) => event);
  pbjs.onEvent(
    'bidWon',
    () => {
      if (kinds.includes(winEvent)) onEvent('win');
      if (kinds.includes(impressionEvent)) onEvent('billing');
    },
    bid.adUnitCode,
  );
}
