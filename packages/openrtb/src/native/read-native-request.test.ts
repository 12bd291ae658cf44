import { describe, expect, it } from 'vitest';
import { readNativeRequest } from './read-native-request.ts';

const PATH = 'request.imp[0].native.request';
const read = (request: unknown) =>
  readNativeRequest(typeof request === 'string' ? request : JSON.stringify(request), PATH);
const TITLE = { title: { len: 25 } };
const VIDEO = { mimes: ['video/mp4'], minduration: 1, maxduration: 30, protocols: [2, 3] };

describe('a native request', () => {
  it('comes out with its declared members only', () => {
    const reading = read({
      ver: '1.2',
      layout: 1,
      assets: [
        { id: 7, required: true, ...TITLE, ext: { a: 1 } },
        { id: 8, video: { ...VIDEO, ext: {} } },
      ],
      eventtrackers: [{ event: 1, methods: [1, 2], ext: {} }],
      privacy: 1,
      unheardOf: 'x',
      ext: { viewability: 1 },
    });
    expect(reading.ok && JSON.parse(reading.text)).toEqual({
      ver: '1.2',
      layout: 1,
      assets: [
        { id: 7, required: 1, ...TITLE },
        { id: 8, video: VIDEO },
      ],
      eventtrackers: [{ event: 1, methods: [1, 2] }],
      privacy: 1,
    });
  });

  it('gives ids to assets where none has one, and takes the envelope of 1.0', () => {
    const reading = read({ native: { assets: [TITLE, { data: { type: 2, len: 40 } }] } });
    expect(reading.ok && JSON.parse(reading.text)).toEqual({
      assets: [
        { id: 0, ...TITLE },
        { id: 1, data: { type: 2, len: 40 } },
      ],
    });
  });

  it.each<[string, unknown]>([
    ['request.imp[0].native.request must be a JSON object', '[1]'],
    ['request.imp[0].native.request must be a JSON object', '{'],
    [`${PATH}.assets must be an array containing at least one object`, {}],
    [`${PATH}.assets must be an array`, { assets: {} }],
    [`${PATH}.assets[0] must define exactly one of {title, img, video, data}`, { assets: [{ id: 1 }] }],
    [
      `${PATH}.assets[0] must define exactly one of {title, img, video, data}`,
      { assets: [{ ...TITLE, img: {} }] },
    ],
    [
      `${PATH}.assets[1].id is already being used by another asset. Each asset ID must be unique.`,
      {
        assets: [
          { id: 1, ...TITLE },
          { id: 1, ...TITLE },
        ],
      },
    ],
    [`${PATH}.assets[0].title.len must be a positive number`, { assets: [{ title: { len: 0 } }] }],
    [`${PATH}.assets[0].img.hmin must be a positive integer`, { assets: [{ img: { hmin: -1 } }] }],
    [`${PATH}.assets[0].img.w must be an integer`, { assets: [{ img: { w: '300' } }] }],
    [
      `${PATH}.assets[0].video.mimes must be an array with at least one MIME type`,
      { assets: [{ video: {} }] },
    ],
    [
      `${PATH}.assets[0].video.minduration must be a positive integer`,
      { assets: [{ video: { ...VIDEO, minduration: 0 } }] },
    ],
    [
      `${PATH}.assets[0].video.protocols must be an array with at least one element`,
      { assets: [{ video: { ...VIDEO, protocols: [] } }] },
    ],
  ])('is refused with "%s"', (message, request) => {
    expect(read(request)).toEqual({ ok: false, message });
  });

  it.each<[string, object]>([
    ['context is invalid', { context: 4 }],
    ["contextsubtype value can't be less than 0", { context: 1, contextsubtype: -1 }],
    ['context is 1, but contextsubtype is 20', { context: 1, contextsubtype: 20 }],
    ['contextsubtype is invalid', { context: 1, contextsubtype: 99 }],
    ['plcmttype is invalid', { plcmttype: 5 }],
    ['eventtrackers[0].event is invalid', { eventtrackers: [{ methods: [1] }] }],
    ['eventtrackers[0].method is required', { eventtrackers: [{ event: 1 }] }],
    ['eventtrackers[0].methods[1] is invalid', { eventtrackers: [{ event: 1, methods: [1, 3] }] }],
    ['assets[0].data.type is invalid', { assets: [{ data: { type: 13 } }] }],
    ['assets[0].video.protocols[0] is invalid', { assets: [{ video: { ...VIDEO, protocols: [11] } }] }],
  ])('is refused where %s', (fault, members) => {
    const reading = read({ assets: [TITLE], ...members });
    expect(reading.ok ? '' : reading.message).toContain(`${PATH}.${fault}`);
  });

  it('may use an exchange’s own values from 500 on', () => {
    const own = {
      context: 500,
      contextsubtype: 501,
      plcmttype: 500,
      eventtrackers: [{ event: 555, methods: [500] }],
    };
    expect(read({ assets: [{ data: { type: 500 } }], ...own }).ok).toBe(true);
  });
});
