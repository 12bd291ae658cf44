import { type CreativeInput, CreativeInput as CreativeSchema } from '@jianchat/snapshot';

/** The content of a direct creative, as `identifyCreative` wrote it. */
export function readContent(markup: string): CreativeInput | undefined {
  try {
    const content: unknown = JSON.parse(markup);
    if (typeof content !== 'object') return undefined;
    const parsed = CreativeSchema.safeParse({ ...content, id: 'review', lineItem: 'review' });
    return parsed.data;
  } catch {
    return undefined;
  }
}
