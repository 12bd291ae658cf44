import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serverFlags } from '../../../tools/server-flags.mjs';
import { load } from '../load.ts';
import { europeanRequest } from './european-auction.ts';

const CORE = '0';
const CONNECTIONS = 32;
/** Shorter, an auction looks dearer and so the policy cheaper than they are. */
const WARM_UP_MS = 10_000;
const MEASURE_MS = 5_000;

/** CPU of one auction in µs, the server's whole process with HTTP, log and bidders' connections; bidders answer from here. */
export async function auctionCpu(bidders: number): Promise<number> {
  const mock = createServer(async (req, res) => {
    let body = '';
    req.setEncoding('utf8');
    for await (const chunk of req) body += chunk;
    res.writeHead(200, { 'content-type': 'application/json' }).end(bidFor(body));
  }).listen(0, '127.0.0.1');
  await once(mock, 'listening');
  const endpoint = `http://127.0.0.1:${(mock.address() as AddressInfo).port}/bid`;
  const server = spawn(
    'taskset',
    [
      '-c',
      CORE,
      process.execPath,
      ...serverFlags(),
      join(import.meta.dirname, 'auction-server.ts'),
      String(bidders),
      endpoint,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const told = async <T>(): Promise<T> => ((await once(server, 'message')) as [T])[0];
  try {
    const url = new URL((await told<{ url: string }>()).url);
    const request = {
      ...{ host: url.hostname, port: Number(url.port), path: '/openrtb2/auction', connections: CONNECTIONS },
      body: Buffer.from(JSON.stringify(europeanRequest(bidders, Date.now()))),
    };
    await load({ ...request, warmUpMs: 0, measureMs: WARM_UP_MS });
    server.send('start');
    const { refused } = await load({ ...request, warmUpMs: 0, measureMs: MEASURE_MS });
    const measured = told<{ cpuMicros: number; auctions: number }>();
    server.send('stop');
    const { cpuMicros, auctions } = await measured;
    if (refused > 0 || auctions === 0) throw new Error(`${refused} requests were not answered with 200`);
    return cpuMicros / auctions;
  } finally {
    const ended = once(server, 'exit');
    if (server.connected) server.send('end');
    await ended;
    mock.closeAllConnections();
    mock.close();
  }
}

/** A bid on the request's one impression. */
function bidFor(body: string): string {
  const id = /"id":"([^"]+)"/.exec(body)?.[1] ?? '';
  const bid = { id: 'b', impid: 'slot-1', price: 0.4, crid: 'c', adomain: ['shop.example'], w: 300, h: 250 };
  return JSON.stringify({ id, cur: 'USD', seatbid: [{ bid: [{ ...bid, adm: '<a href="#">ad</a>' }] }] });
}
