import { describe, expect, it } from 'vitest';
import { lookOf } from './preview-of.ts';

const held = (value: unknown) => ({ held: value });

describe('how a creative looks', () => {
  it('draws markup at its size, with dead clicks', () => {
    const draft = { kind: 'banner', w: held(300), h: held(250), html: '<a href="{{click}}">x</a>' };
    expect(lookOf(draft)).toEqual({ html: '<a href="#">x</a>', w: 300, h: 250, addresses: [] });
  });

  it('names what it would fetch instead of fetching it, and shows words as words', () => {
    const image = lookOf({
      kind: 'banner',
      w: held(320),
      h: held(50),
      html: '',
      image: held({ url: 'https://cdn.example/a.png', alt: '<b>boots</b>' }),
    });
    expect(image?.addresses).toEqual(['https://cdn.example/a.png']);
    expect(image?.html).toContain('&lt;b&gt;boots');
    expect(image?.html).not.toMatch(/<img|<b>boots/);
    const native = lookOf({
      kind: 'native',
      title: held('<script>'),
      images: held([{ type: 3, w: 1, h: 1 }]),
    });
    expect(native?.html).toContain('&lt;script&gt;');
  });

  it('shows nothing while there is nothing to show', () => {
    expect(lookOf({ kind: 'banner', html: 'x' })).toBeUndefined();
    expect(lookOf({ kind: 'audio', files: held([]) })).toBeUndefined();
  });
});
