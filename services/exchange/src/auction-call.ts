import type { Outer } from './http/outer.ts';

export interface AuctionAnswer {
  readonly status: number;
  readonly contentType: 'application/json' | 'text/plain; charset=utf-8';
  readonly body: string;
}

export interface AuctionCall {
  readonly body: Buffer;
  readonly outer: Outer;
  readonly onGone?: (callback: () => void) => void;
}
