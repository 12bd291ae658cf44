import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DAYS, HOURS, hourOf, painted, timeOf, type WeekHours } from './day-parts.ts';

interface WeekGridProps {
  readonly hours: WeekHours;
  readonly disabled: boolean;
  readonly onChange: (hours: WeekHours) => void;
}

interface Stroke {
  readonly from: number;
  readonly on: boolean;
  readonly before: WeekHours;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * The hours of a week, to be painted: by dragging, or with the arrow keys, where space turns an hour over and an arrow
 * with shift paints on.
 */
export function WeekGrid({ hours, disabled, onChange }: WeekGridProps) {
  const { t } = useTranslation();
  const days = t('weekday', { returnObjects: true });
  const [stroke, setStroke] = useState<Stroke>();
  const [focused, setFocused] = useState(0);
  const begin = (cell: number) => {
    const next = { from: cell, on: hours[cell] !== true, before: hours };
    setStroke(next);
    onChange(painted(hours, { from: cell, to: cell, on: next.on }));
  };
  const enter = (cell: number) => {
    if (stroke) onChange(painted(stroke.before, { from: stroke.from, to: cell, on: stroke.on }));
  };
  const press = (event: KeyboardEvent<HTMLElement>, day: number, hour: number) => {
    const cell = hourOf(day, hour);
    const step = STEPS[event.key];
    if (step === undefined && event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) {
      if (!disabled) onChange(painted(hours, { from: cell, to: cell, on: hours[cell] !== true }));
      return;
    }
    const to = hourOf(
      Math.min(7, Math.max(1, day + step[0])),
      Math.min(HOURS.length - 1, Math.max(0, hour + step[1])),
    );
    if (event.shiftKey && !disabled) onChange(painted(hours, { from: cell, to, on: hours[cell] === true }));
    setFocused(to);
    event.currentTarget.closest('table')?.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus();
  };
  return (
    <div
      className="week-grid"
      onPointerLeave={() => setStroke(undefined)}
      onPointerUp={() => setStroke(undefined)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen is a grid. */}
      <table role="grid" aria-label={t('campaign.dayParts')} aria-multiselectable aria-readonly={disabled}>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col" aria-label={timeOf(hour * 60)}>
                {hour % 6 === 0 ? hour : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => (
            <tr key={day}>
              <th scope="row">{days[day]}</th>
              {HOURS.map((hour) => {
                const cell = hourOf(day, hour);
                return (
                  <td
                    key={hour}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are chosen.
                    role="gridcell"
                    data-cell={cell}
                    tabIndex={cell === focused ? 0 : -1}
                    aria-selected={hours[cell] === true}
                    aria-label={`${days[day]} ${timeOf(hour * 60)}`}
                    onPointerDown={(event) => {
                      event.currentTarget.releasePointerCapture(event.pointerId);
                      if (!disabled) begin(cell);
                    }}
                    onPointerEnter={() => enter(cell)}
                    onFocus={() => setFocused(cell)}
                    onKeyDown={(event) => press(event, day, hour)}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
