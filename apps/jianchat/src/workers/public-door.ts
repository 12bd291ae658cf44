import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bound, DOOR, drain, endpointUrl, type Listening } from '../front/listen.ts';

export interface PublicDoorOptions {
  readonly host: string;
  readonly port: number;
  /** Answers here what no worker does, and everything while none is ready. */
  readonly onRequest: (req: IncomingMessage, res: ServerResponse) => void;
  /** Hands a connection to a worker; false where none takes it. */
  readonly give: (socket: Socket) => boolean;
  /** Between taking no new connection and closing the inner door: workers pass on until they have ended. */
  readonly stopWorkers: () => Promise<void>;
}

export interface PublicDoor extends Listening {
  /** Unix socket where workers reach this process. */
  readonly innerDoor: string;
}

/** Linux allows 107 bytes for a socket's path, macOS 103. */
const SOCKET_PATH_BYTES_MAX = 100;

/**
 * The entrance of a host with several workers. This process accepts connections and gives each away; behind, in a folder of mode 0700
 * of the temporary folder (paths of sockets are short), it listens for what workers pass on.
 * Throws a PlatformFault where the port can't be had.
 */
export async function openPublicDoor(options: PublicDoorOptions): Promise<PublicDoor> {
  let closing = false;
  const ungiven = new WeakSet<Socket>();
  const inner = createHttpServer(DOOR, (req, res) => {
    // A client that kept a connection which no worker took would never reach one.
    if (closing || ungiven.has(req.socket)) res.setHeader('connection', 'close');
    options.onRequest(req, res);
  });
  const outer = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
    // A client that leaves at once leaves an error behind that concerns nobody.
    socket.once('error', () => socket.destroy());
    if (options.give(socket)) return;
    ungiven.add(socket);
    inner.emit('connection', socket);
    socket.resume();
  });
  await bound(outer, options);
  const folder = await doorFolder();
  const innerDoor = join(folder, 'http');
  await new Promise<void>((resolve, reject) => inner.once('error', reject).listen(innerDoor, resolve));
  return {
    url: endpointUrl(outer, options),
    innerDoor,
    async close(graceMs) {
      outer.close();
      await options.stopWorkers();
      closing = true;
      await drain(inner, graceMs);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function doorFolder(): Promise<string> {
  const isLong =
    Buffer.byteLength(join(tmpdir(), 'jianchat-door-XXXXXX', 'http.1234567890')) > SOCKET_PATH_BYTES_MAX;
  return mkdtemp(join(isLong ? '/tmp' : tmpdir(), 'jianchat-door-'));
}
