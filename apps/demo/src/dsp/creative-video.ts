import { escapeMarkup } from './creative-banner.ts';

/** What the recorded spot of `src/media` is. */
export const spot = { file: 'spot-ride.webm', mime: 'video/webm', w: 640, h: 360, seconds: 6 } as const;

const trackedEvents = ['start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'] as const;

/** A VAST 4.2 InLine ad playing the demo bidder's spot; all URLs are escaped here. */
export function vastMarkup(options: {
  bidId: string;
  clickUrl: string;
  mediaUrl: string;
  advertiserDomain: string;
  eventUrl: (event: string) => string;
}): string {
  const url = (value: string) => escapeMarkup(value);
  const tracking = trackedEvents.map(
    (event) => `<Tracking event="${event}">${url(options.eventUrl(event))}</Tracking>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<VAST version="4.2" xmlns="http://www.iab.com/VAST">',
    `<Ad id="${url(options.bidId)}"><InLine>`,
    '<AdSystem version="1.0">demo-dsp-b</AdSystem>',
    '<AdTitle>The long way home</AdTitle>',
    `<AdServingId>${url(options.bidId)}</AdServingId>`,
    `<Advertiser>${url(options.advertiserDomain)}</Advertiser>`,
    `<Impression>${url(options.eventUrl('impression'))}</Impression>`,
    `<Error>${url(options.eventUrl('error'))}</Error>`,
    '<Creatives><Creative id="spot-ride" sequence="1">',
    '<UniversalAdId idRegistry="unknown">spot-ride</UniversalAdId>',
    `<Linear><Duration>00:00:0${spot.seconds}</Duration>`,
    `<TrackingEvents>${tracking.join('')}</TrackingEvents>`,
    `<VideoClicks><ClickThrough>${url(options.clickUrl)}</ClickThrough></VideoClicks>`,
    `<MediaFiles><MediaFile delivery="progressive" type="${spot.mime}" width="${spot.w}" height="${spot.h}" codec="vp9">${url(options.mediaUrl)}</MediaFile></MediaFiles>`,
    '</Linear></Creative></Creatives></InLine></Ad></VAST>',
  ].join('');
}
