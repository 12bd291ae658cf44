import { frameDocument, sandboxOf } from '@jianchat/creatives/safe-frame';
import { el } from './dom.ts';

export interface FramedAd {
  readonly markup: string;
  readonly w: number;
  readonly h: number;
  readonly title: string;
}

export interface FrameWatch {
  /** The frame's document was read. */
  onLoad(): void;
  /** Half of the ad was in view for a second (MRC's rule for display ads). */
  onViewable(): void;
}

const STEPS = [0, 0.25, 0.5, 0.75, 1];
const VIEWABLE_PART = 0.5;
const VIEWABLE_MS = 1_000;

/**
 * An ad in a frame that can't reach the page: an origin of its own, links in new windows. It hears how much of it is in view, which the
 * browser tells the page and not the frame, and may ask to be closed.
 */
export function safeFrame({ markup, w, h, title }: FramedAd, watch: FrameWatch): HTMLIFrameElement {
  const frame = el('iframe', {
    title,
    width: String(w),
    height: String(h),
    scrolling: 'no',
    class: 'ad-frame',
    sandbox: sandboxOf({ scripts: true }),
    srcdoc: frameDocument(markup, { w, h, scripts: true, plain: location.protocol === 'http:' }),
  });
  const view = new IntersectionObserver(([entry]) => seen(entry?.intersectionRatio ?? 0, entry), {
    threshold: STEPS,
  });
  let viewable: ReturnType<typeof setTimeout> | undefined;
  const seen = (part: number, entry: IntersectionObserverEntry | undefined): void => {
    // The frame's origin is opaque: there is no name to address it by.
    frame.contentWindow?.postMessage(geometryOf(part, entry), '*');
    if (part < VIEWABLE_PART) {
      clearTimeout(viewable);
      viewable = undefined;
    } else viewable ??= setTimeout(watch.onViewable, VIEWABLE_MS);
  };
  frame.addEventListener('load', () => {
    watch.onLoad();
    view.observe(frame);
  });
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow || data?.safeFrame !== 'close') return;
    view.disconnect();
    clearTimeout(viewable);
    frame.remove();
  });
  return frame;
}

/** As `$sf.ext.geom()` names it (SafeFrame 1.1): the window, the ad in it, and how much of it is in view. */
function geometryOf(part: number, entry: IntersectionObserverEntry | undefined) {
  const { top: t = 0, right: r = 0, bottom: b = 0, left: l = 0 } = entry?.boundingClientRect ?? {};
  return {
    safeFrame: 'geometry',
    win: { t: 0, l: 0, w: innerWidth, h: innerHeight, r: innerWidth, b: innerHeight },
    self: { t, r, b, l, iv: part },
    exp: { t: 0, r: 0, b: 0, l: 0, xs: false, ys: false },
    inViewPercentage: Math.round(part * 100),
    winHasFocus: document.hasFocus(),
  };
}
