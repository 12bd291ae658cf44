import type { FormSchema } from '../../../schema-form/form-schema.ts';

/** What OpenRTB 2.6 §3.2.4–3.2.9 says of an imp, as far as a place has a say in it. What stands beside it is kept. */
const int: FormSchema = { type: 'integer', minimum: 0 };
const text: FormSchema = { type: 'string' };
const list = (items: FormSchema): FormSchema => ({ type: 'array', items });
const one = (...values: readonly number[]): FormSchema => ({ type: 'integer', enum: values });
const some = (...values: readonly number[]): FormSchema => list(one(...values));
const object = (
  properties: Readonly<Record<string, FormSchema>>,
  required: readonly string[] = [],
): FormSchema => ({
  type: 'object',
  properties,
  required,
});

const yes = one(0, 1);
const position = one(0, 1, 3, 4, 5, 6, 7);
const api = some(1, 2, 3, 4, 5, 6, 7, 8, 9);
const attributes = some(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
const size = object({ w: int, h: int }, ['w', 'h']);
const mimes = list(text);

const pods: Readonly<Record<string, FormSchema>> = {
  podid: text,
  podseq: one(-1, 0, 1),
  slotinpod: one(-1, 0, 1, 2),
  poddur: int,
  maxseq: int,
  rqddurs: list(int),
  mincpmpersec: { type: 'number', minimum: 0 },
};

const timed: Readonly<Record<string, FormSchema>> = {
  minduration: int,
  maxduration: int,
  startdelay: { type: 'integer', minimum: -2 },
  protocols: some(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
  delivery: some(1, 2, 3),
  minbitrate: int,
  maxbitrate: int,
  api,
  battr: attributes,
  companiontype: some(1, 2, 3),
};

export const BANNER = object({
  format: list(size),
  pos: position,
  topframe: yes,
  expdir: some(1, 2, 3, 4, 5, 6),
  api,
  btype: some(1, 2, 3, 4),
  battr: attributes,
  mimes,
});

export const VIDEO = object(
  {
    mimes,
    w: int,
    h: int,
    plcmt: one(1, 2, 3, 4),
    placement: one(1, 2, 3, 4, 5),
    linearity: one(1, 2),
    skip: yes,
    skipmin: int,
    skipafter: int,
    playbackmethod: some(1, 2, 3, 4, 5, 6, 7),
    playbackend: one(1, 2, 3),
    boxingallowed: yes,
    pos: position,
    ...timed,
    pod: object(pods),
  },
  ['mimes'],
);

export const AUDIO = object(
  { mimes, feed: one(1, 2, 3), stitched: yes, nvol: one(0, 1, 2, 3, 4), ...timed, pod: object(pods) },
  ['mimes'],
);

export const NATIVE = object({ ver: text, api, battr: attributes });

export const IMP = object({
  instl: yes,
  rwdd: yes,
  secure: yes,
  tagid: text,
  bidfloor: { type: 'number', minimum: 0 },
  bidfloorcur: text,
  exp: int,
  clickbrowser: yes,
});

export const FORMATS = { banner: BANNER, video: VIDEO, audio: AUDIO, native: NATIVE } as const;
export type ImpFormat = keyof typeof FORMATS;

/** Members of a timed format that stand together as its pod, though OpenRTB has them beside the others. */
export const POD_MEMBERS = Object.keys(pods);

/** What a native place asks for one asset by (Native 1.2 §4.2 to 4.6). */
export const NATIVE_ASSETS: Readonly<Record<string, FormSchema>> = {
  title: object({ len: int }, ['len']),
  img: object({ type: one(1, 3), wmin: int, hmin: int, w: int, h: int, mimes }),
  data: object({ type: one(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), len: int }, ['type']),
  video: object(
    { mimes, minduration: int, maxduration: int, protocols: some(2, 3, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16) },
    ['mimes', 'minduration', 'maxduration', 'protocols'],
  ),
};
export type NativeAsset = keyof typeof NATIVE_ASSETS;

/** Starting points of a format that is switched on. */
export const STARTS: Readonly<Record<ImpFormat, object>> = {
  banner: { format: [{ w: 300, h: 250 }] },
  video: {
    mimes: ['video/mp4', 'video/webm'],
    protocols: [2, 3, 7, 8],
    w: 640,
    h: 360,
    minduration: 5,
    maxduration: 30,
    startdelay: 0,
    plcmt: 2,
    linearity: 1,
    playbackmethod: [2],
  },
  audio: { mimes: ['audio/mpeg', 'audio/mp4'], protocols: [9, 10], minduration: 5, maxduration: 30 },
  native: {
    ver: '1.2',
    request: JSON.stringify({
      ver: '1.2',
      assets: [
        { id: 1, required: 1, title: { len: 90 } },
        { id: 2, required: 1, img: { type: 3, wmin: 300, hmin: 157 } },
        { id: 3, data: { type: 1, len: 40 } },
      ],
    }),
  },
};
