import type { IncomingMessage, ServerResponse } from 'node:http';
import { loadDemoAssets } from '@jianchat/demo';

/** Serves the built demo media page from memory. */
export async function openDemoPages(): Promise<
  (req: IncomingMessage, res: ServerResponse, path: string) => void
> {
  const assets = await loadDemoAssets();
  return (_, res, path) => {
    const asset = assets.get(path);
    if (asset === undefined) {
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      res.end('there is nothing at this path of the demo\n');
      return;
    }
    res.writeHead(200, {
      'content-type': asset.contentType,
      'cache-control': asset.cacheControl,
      'content-length': asset.body.length,
    });
    res.end(asset.body);
  };
}
