import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeRecord, TOPIC } from '@jianchat/events';
import { type EventLog, LogFault } from '@jianchat/log';
import { sendNothing, sendPixel, sendPreflight, sendRefusal } from './answer.ts';
import { readReport } from './conversion-report.ts';
import type { CollectorOutcome } from './outcome.ts';
import { type ConversionMeans, readConversion } from './read-conversion.ts';

export interface ConversionTaking extends ConversionMeans {
  readonly log: EventLog;
  readonly isRobot: (userAgent: string) => boolean;
  readonly isOptedOut: (cookies: string | undefined) => boolean;
}

/** Answers one report of a conversion. A success answer means that it is on disk. */
export async function takeConversion(
  req: IncomingMessage,
  res: ServerResponse,
  { path, ...means }: ConversionTaking & { readonly path: string },
): Promise<CollectorOutcome> {
  if (req.method === 'OPTIONS') {
    sendPreflight(res);
    return 'peeked';
  }
  const fault = (code: Extract<CollectorOutcome, Parameters<typeof sendRefusal>[1]>): CollectorOutcome => {
    sendRefusal(res, code);
    return code;
  };
  if (req.method !== 'GET' && req.method !== 'POST') return fault('method.refused');
  const said = await readReport(req, path, means);
  if (!said.ok) return fault(said.code);
  const reading = readConversion(said.report, means);
  if (!reading.ok) return fault(reading.code);
  const { id, claims, conversion } = reading;
  // A server says nothing of who converted; a page's browser may name itself a robot.
  const declaredRobot = said.report.use === 'page' && means.isRobot(req.headers['user-agent'] ?? '');
  const record = {
    v: 1,
    id,
    kind: 'conversion',
    atMs: means.nowMs,
    claims,
    declaredRobot,
    conversion,
  } as const;
  try {
    const { status } = await means.log.append(
      TOPIC.events,
      { key: id, value: encodeRecord(record) },
      { nowMs: means.nowMs },
    );
    if (said.report.use === 'page') sendPixel(res);
    else sendNothing(res);
    if (status === 'duplicate') return 'duplicate';
    return declaredRobot ? 'recorded.robot' : 'recorded';
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    return fault('log.unavailable');
  }
}
