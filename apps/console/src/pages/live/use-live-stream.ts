import type { LiveAuction } from '@jianchat/api-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type Dispatch, useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { LIVE_STREAM_PATH } from '../../api/routes.ts';
import type { LiveAction } from './live-state.ts';

export type Connection = 'connecting' | 'live' | 'reconnecting';

/** Arrivals are handed over together this often: a busy platform must not draw the table for each request. */
const FLUSH_MS = 250;
const REOPEN_MS = 3_000;

/**
 * Reads the stream of answered requests into `dispatch`. The browser reconnects by itself after a break; where it has
 * given up (an answer other than 200), the session is asked for, which leads to the sign-in page when it has ended.
 */
export function useLiveStream(dispatch: Dispatch<LiveAction>): Connection {
  const [connection, setConnection] = useState<Connection>('connecting');
  const queryClient = useQueryClient();
  useEffect(() => {
    let source: EventSource | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let waiting: LiveAuction[] = [];
    const flush = setInterval(() => {
      if (waiting.length === 0) return;
      dispatch({ kind: 'arrived', auctions: waiting.toReversed() });
      waiting = [];
    }, FLUSH_MS);
    const open = () => {
      const stream = new EventSource(LIVE_STREAM_PATH);
      source = stream;
      stream.addEventListener('open', () => setConnection('live'));
      stream.addEventListener('auction', (event) => {
        waiting.push(dataOf<LiveAuction>(event));
      });
      stream.addEventListener('lag', (event) => {
        dispatch({ kind: 'lag', skipped: dataOf<{ skipped: number }>(event).skipped });
      });
      stream.addEventListener('error', () => {
        setConnection('reconnecting');
        if (stream.readyState !== EventSource.CLOSED) return;
        void queryClient.invalidateQueries({ queryKey: queries.me().queryKey });
        reopening = setTimeout(open, REOPEN_MS);
      });
    };
    open();
    return () => {
      clearInterval(flush);
      clearTimeout(reopening);
      source?.close();
    };
  }, [dispatch, queryClient]);
  return connection;
}

/** The stream's data comes from the same origin as the console and is trusted to have the contract's form. */
function dataOf<T>(event: MessageEvent<string>): T {
  return JSON.parse(event.data);
}
