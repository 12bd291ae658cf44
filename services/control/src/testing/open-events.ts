/** A reader of a server-sent event stream. */
export interface OpenEvents {
  readonly headers: Headers;
  /** The data of the next event, which must be of this name. */
  next(name: string): Promise<Record<string, unknown>>;
  close(): void;
}

export async function openEvents(url: string, authorization: string): Promise<OpenEvents> {
  const ending = new AbortController();
  const response = await fetch(url, { headers: { authorization }, signal: ending.signal });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`the stream answered ${response.status}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';

  async function nextBlock(): Promise<string> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end !== -1) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        if (block.startsWith('event: ')) return block;
        continue;
      }
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      text += value;
    }
  }

  return {
    headers: response.headers,
    async next(name) {
      const block = await nextBlock();
      const [, event, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== name) throw new Error(`event ${event} instead of ${name}`);
      return JSON.parse(data);
    },
    close() {
      ending.abort();
      reader.cancel().catch(() => {});
    },
  };
}
