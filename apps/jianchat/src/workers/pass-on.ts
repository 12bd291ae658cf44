import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface PassingOn {
  handle(req: IncomingMessage, res: ServerResponse): void;
  close(): void;
}

/** Headers that speak of one connection only (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']);

/** Passes requests on to the main process over its inner door, bodies and streams as they come. */
export function createPassingOn(innerDoor: string): PassingOn {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  return {
    handle(req, res) {
      const headers: IncomingMessage['headers'] = {};
      for (const [name, value] of Object.entries(req.headers))
        if (!HOP_BY_HOP.has(name)) headers[name] = value;
      headers['x-forwarded-for'] = forwardedFor(req);
      const { method, url } = req;
      const onward = request({ socketPath: innerDoor, agent, method, path: url, headers }, (answer) => {
        const back = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
        res.writeHead(answer.statusCode ?? 502, Object.fromEntries(back));
        answer.pipe(res);
        // What is cut there is cut here: the client would wait for the rest.
        answer.once('close', () => {
          if (!answer.complete) res.destroy();
        });
      });
      onward.on('error', () => {
        if (res.headersSent) res.destroy();
        else res.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end('not reachable now\n');
      });
      // Who has gone needs no answer: a stream that never ends would go on for nobody.
      res.once('close', () => {
        if (!res.writableFinished) onward.destroy();
      });
      req.pipe(onward);
    },
    close: () => agent.destroy(),
  };
}

/** The main process trusts the last entry: it is the address that this worker saw. */
function forwardedFor(req: IncomingMessage): string {
  const before = req.headers['x-forwarded-for'];
  const seen = req.socket.remoteAddress ?? '';
  return before === undefined ? seen : `${String(before)}, ${seen}`;
}
