import { describe, expect, it } from 'vitest';
import { STARTS } from './imp-schema.ts';
import { asKind, assetKind, nextId, readNativeForm } from './native-request.ts';
import { withoutPod, withPod } from './pods.ts';

describe('an imp in its form', () => {
  it('shows what makes a pod together, and loses nothing of the format', () => {
    const video = { mimes: ['video/mp4'], podid: 'p', maxseq: 3, ext: { own: 1 }, battr: [1] };
    expect(withPod(video)).toEqual({
      mimes: ['video/mp4'],
      ext: { own: 1 },
      battr: [1],
      pod: { podid: 'p', maxseq: 3 },
    });
    expect(withoutPod(withPod(video))).toEqual(video);
  });

  it('reads a native request in both spellings, and writes it in the one it came in', () => {
    const body = { ver: '1.2', assets: [{ id: 1, title: { len: 90 } }], eventtrackers: [] };
    for (const text of [JSON.stringify(body), JSON.stringify({ native: body, own: true })]) {
      const form = readNativeForm(text);
      expect(form?.body).toEqual(body);
      expect(JSON.parse(form?.write(body) ?? '')).toEqual(JSON.parse(text));
    }
    expect(readNativeForm('{')).toBeUndefined();
    expect(readNativeForm(STARTS.native['request' as never])?.body['assets']).toHaveLength(3);
  });

  it('keeps an asset’s id when it becomes another kind', () => {
    const asset = { id: 4, required: 1, title: { len: 90 } };
    expect(assetKind(asset)).toBe('title');
    expect(asKind(asset, 'img')).toEqual({ id: 4, required: 1, img: {} });
    expect(nextId([asset, { id: 1 }])).toBe(2);
  });
});
