import { isObject, type JsonObject } from '../../json-object.ts';
import { type MemberRow, readMembers } from './query-members.ts';

/** What videos and sounds have in common. */
const TIMED: readonly MemberRow[] = [
  ['minduration', 'natural', 'mindur'],
  ['maxduration', 'positive', 'maxdur'],
  ['minbitrate', 'positive', 'minbr'],
  ['maxbitrate', 'positive', 'maxbr'],
  ['maxseq', 'positive'],
  ['maxextended', 'whole', 'maxex'],
  ['startdelay', 'whole'],
  ['poddur', 'positive'],
  ['podid', 'text'],
  ['podseq', 'int8'],
  ['sequence', 'natural', 'seq'],
  ['slotinpod', 'int8'],
  ['protocols', 'ints8', 'proto'],
  ['api', 'ints8'],
  ['delivery', 'ints8'],
  ['battr', 'ints8'],
  ['rqddurs', 'positives'],
  ['mimes', 'texts'],
  ['mincpmpersec', 'money', 'mincpms'],
];
const VIDEO: readonly MemberRow[] = [
  ...TIMED,
  ['w', 'side'],
  ['h', 'side'],
  ...(
    [
      'skip',
      'skipmin',
      'skipafter',
      'linearity',
      'placement',
      'plcmt',
      'pos',
      'playbackend',
      'boxingallowed',
    ] as const
  ).map((name): MemberRow => [name, 'int8']),
  ['playbackmethod', 'ints8'],
];
const AUDIO: readonly MemberRow[] = [...TIMED, ['stitched', 'int8'], ['feed', 'int8'], ['nvol', 'int8']];
const BANNER: readonly MemberRow[] = [
  ['w', 'side'],
  ['h', 'side'],
  ['pos', 'int8'],
  ['topframe', 'int8'],
  ['battr', 'ints8'],
  ['btype', 'ints8'],
  ['expdir', 'ints8'],
  ['api', 'ints8'],
  ['mimes', 'texts'],
];

const BANNER_ALONE: readonly MemberRow[] = [
  ['w', 'side', 'ow'],
  ['h', 'side', 'oh'],
];

/** Where an imp offers several, the first is what the parameters are about. */
const MEDIA = ['video', 'audio', 'banner'] as const;
type Media = (typeof MEDIA)[number];

const NAMED: Readonly<Record<string, Media>> = {
  1: 'banner',
  ban: 'banner',
  2: 'video',
  vid: 'video',
  3: 'audio',
  aud: 'audio',
};

/**
 * The imp's media as the parameters have it, to be laid over the stored one (RFC 7396: null takes away). A named type takes the place of the
 * others and keeps their `ext`; with none named the parameters go to the type that is stored; with one that no parameter is about none is left but native.
 */
export function mediaPatch(query: URLSearchParams, stored: JsonObject): JsonObject {
  const type = query.get('mtype') ?? '';
  if (type === '') {
    const media = MEDIA.find((name) => isObject(stored[name]));
    return media === undefined ? {} : given(media, query);
  }
  const media = Object.hasOwn(NAMED, type) ? NAMED[type] : undefined;
  const others = MEDIA.filter((name) => name !== media);
  const gone = Object.fromEntries(others.map((name) => [name, null]));
  if (media === undefined) return gone;
  const patch = { ...gone, native: null };
  const left = others.map((name) => stored[name]).find((other) => isObject(other) && isObject(other['ext']));
  const own = given(media, query)[media];
  if (!isObject(own) || !isObject(left)) return { ...patch, ...(isObject(own) && { [media]: own }) };
  return { ...patch, [media]: { ext: left['ext'], ...own } };
}

function given(media: Media, query: URLSearchParams): JsonObject {
  const read = media === 'banner' ? bannerOf(query) : timedOf(query, media === 'video' ? VIDEO : AUDIO);
  return Object.keys(read).length === 0 ? {} : { [media]: read };
}

/** Lengths that are required and bounds of lengths shut each other out (OpenRTB 2.6 §3.2.7); what was required wins. */
function timedOf(query: URLSearchParams, rows: readonly MemberRow[]): JsonObject {
  const read = readMembers(query, rows);
  if (read['rqddurs'] !== undefined) return { ...read, minduration: null, maxduration: null };
  const bounded = read['minduration'] !== undefined || read['maxduration'] !== undefined;
  return bounded ? { ...read, rqddurs: null } : read;
}

/** `ms`, else the width and the height, is the first format; `sizes` are more of them. `ow` and `oh` are a banner's alone. */
function bannerOf(query: URLSearchParams): JsonObject {
  const read = { ...readMembers(query, BANNER), ...readMembers(query, BANNER_ALONE, { own: false }) };
  const { w, h } = read;
  const named = sizeOf(query.get('ms') ?? '');
  const first = named ?? (w === undefined || h === undefined ? undefined : { w, h });
  if (first === undefined) return read;
  const more = (query.get('sizes') ?? '').split(',', SIZES_MAX).flatMap((size) => sizeOf(size) ?? []);
  return { ...read, format: [first, ...more] };
}

const SIZES_MAX = 50;

function sizeOf(text: string): JsonObject | undefined {
  const [w = '', h = '', ...more] = text.trim().split('x', 3);
  const size = readMembers(new URLSearchParams({ w, h }), [
    ['w', 'side'],
    ['h', 'side'],
  ]);
  return more.length === 0 && size['w'] !== undefined && size['h'] !== undefined ? size : undefined;
}
