import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type ReportState, readReport, writeReport } from './report-state.ts';

/** Changes replace the address instead of adding to the history: going back leaves the room. */
export function useReportState(
  room: '/report' | '/playback',
): readonly [ReportState, (change: Partial<ReportState>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = readReport(search, Date.now());
  const change = useCallback(
    (changed: Partial<ReportState>) =>
      void navigate({
        to: room,
        replace: true,
        resetScroll: false,
        search: (before: Record<string, unknown>) =>
          writeReport({ ...readReport(before, Date.now()), ...changed }),
      }),
    [navigate, room],
  );
  return [state, change];
}
