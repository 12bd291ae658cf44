import { el } from './dom.ts';
import type { Texts } from './texts.ts';
import type { VastAd } from './vast.ts';

/** Moments at which VAST trackers are due, as parts of the duration. */
const quartiles = [
  ['firstQuartile', 0.25],
  ['midpoint', 0.5],
  ['thirdQuartile', 0.75],
] as const;

/** `waiting`: it does not start by itself, the visitor has to. */
export type PlayerMoment = 'waiting' | 'impression' | 'start' | 'complete' | 'click' | 'error';

/**
 * A small player for one VAST ad: muted, playing by itself unless the visitor asked for less motion, with trackers fired
 * once each. `onMoment` tells the page what happened.
 */
export function videoPlayer(
  ad: VastAd,
  options: { texts: Texts; onMoment: (moment: PlayerMoment) => void },
): HTMLElement {
  const { texts, onMoment } = options;
  const video = el('video', { playsinline: true, preload: 'auto', 'aria-label': ad.title });
  video.muted = true;
  const playable = ad.files.filter((file) => video.canPlayType(file.mime) !== '');
  if (playable.length === 0) {
    fire(ad.errorUrls);
    onMoment('error');
    return still(ad, texts);
  }
  for (const { url, mime } of playable) video.append(el('source', { src: url, type: mime }));
  const progress = el('span', { class: 'player-progress' });
  const player = el(
    'div',
    { class: 'player' },
    video,
    el('div', { class: 'player-bar' }, progress),
    controls(video, ad, options),
  );
  track(video, ad, onMoment);
  video.addEventListener('timeupdate', () => {
    progress.style.inlineSize = `${Math.min(100, (video.currentTime / secondsOf(video)) * 100)}%`;
  });
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) onMoment('waiting');
  // A browser that forbids starting leaves the play button to the visitor.
  else video.play().catch(() => onMoment('waiting'));
  return player;
}

function track(video: HTMLVideoElement, ad: VastAd, onMoment: (moment: PlayerMoment) => void): void {
  const done = new Set<string>();
  const once = (event: string, urls: readonly string[] | undefined, moment?: PlayerMoment) => {
    if (done.has(event)) return;
    done.add(event);
    fire(urls ?? []);
    if (moment) onMoment(moment);
  };
  video.addEventListener('playing', () => {
    once('impression', ad.impressionUrls, 'impression');
    once('start', ad.tracking['start'], 'start');
  });
  video.addEventListener('timeupdate', () => {
    for (const [event, part] of quartiles) {
      if (video.currentTime >= secondsOf(video) * part) once(event, ad.tracking[event]);
    }
  });
  video.addEventListener('ended', () => once('complete', ad.tracking['complete'], 'complete'));
  // Errors of sources do not bubble; the last source failing means that none can be played.
  video.lastElementChild?.addEventListener('error', () => once('error', ad.errorUrls, 'error'));
}

function controls(
  video: HTMLVideoElement,
  ad: VastAd,
  { texts, onMoment }: { texts: Texts; onMoment: (moment: PlayerMoment) => void },
): HTMLElement {
  const play = el('button', { type: 'button' });
  const sound = el('button', { type: 'button' });
  const show = () => {
    play.textContent = video.paused ? `▶ ${texts.videoPlay}` : `❚❚ ${texts.videoPause}`;
    sound.textContent = video.muted ? texts.videoUnmute : texts.videoMute;
  };
  play.addEventListener('click', () => void (video.paused ? video.play() : video.pause()));
  sound.addEventListener('click', () => {
    video.muted = !video.muted;
  });
  for (const event of ['play', 'pause', 'ended', 'volumechange']) video.addEventListener(event, show);
  show();
  const visit =
    ad.clickUrl !== undefined &&
    el('a', { href: ad.clickUrl, target: '_blank', rel: 'noopener sponsored' }, `${texts.videoVisit} ↗`);
  if (visit) {
    visit.addEventListener('click', () => {
      fire(ad.clickTrackingUrls);
      onMoment('click');
    });
  }
  return el('div', { class: 'player-controls' }, play, sound, visit);
}

function still(ad: VastAd, texts: Texts): HTMLElement {
  const picture = ad.posterUrl !== undefined && el('img', { src: ad.posterUrl, alt: ad.title });
  return el('div', { class: 'player player-still' }, picture, el('p', {}, texts.videoUnplayable));
}

/** A recording made by a browser has no length in its header; then what is buffered so far stands for it. */
function secondsOf(video: HTMLVideoElement): number {
  if (Number.isFinite(video.duration) && video.duration > 0) return video.duration;
  const ranges = video.buffered;
  return ranges.length > 0 ? ranges.end(ranges.length - 1) : Number.POSITIVE_INFINITY;
}

function fire(urls: readonly string[]): void {
  for (const url of urls) new Image().src = url;
}
