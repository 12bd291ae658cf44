/**
 * What the parent and the gateway say to each other over the IPC channel. The configuration travels here, not in
 * arguments or the environment: other users of the machine can read those, and the password is part of it.
 */
export interface GatewayConfig {
  /** Folder of one gateway at a time; the engine's files go to `clickhouse` below it. */
  readonly dataDir: string;
  readonly username: string;
  readonly password: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Upper bound of the engine's own allocations. Bytes. */
  readonly memoryBytesMax: number;
  /** No statement runs longer, whatever the request asks for. Seconds. */
  readonly executionSecondsMax: number;
  /** Of a request, after decompression. Bytes. */
  readonly bodyBytesMax: number;
  /** Statements given to the engine at once; further ones wait. */
  readonly statementsMax: number;
  /** How long to wait for an orphan to let go of the data folder. Milliseconds. */
  readonly lockWaitMs: number;
}

export type ToGateway = { readonly type: 'configure'; readonly config: GatewayConfig };

export type FromGateway =
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'failed'; readonly reason: string };
