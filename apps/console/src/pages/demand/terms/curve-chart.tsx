import { type KeyboardEvent, type PointerEvent, useState } from 'react';

interface CurveChartProps {
  readonly label: string;
  readonly weights: readonly number[];
  /** What a screen reader calls one bar. */
  readonly nameOf: (index: number) => string;
  /** Absent: the picture is only looked at. */
  readonly onChange: ((weights: readonly number[]) => void) | undefined;
}

const TOP = 10;
const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 5,
  PageDown: -5,
};

/** Bars whose heights are drawn with the pointer, or set one by one with the arrow keys. */
export function CurveChart({ label, weights, nameOf, onChange }: CurveChartProps) {
  const [drawing, setDrawing] = useState(false);
  const top = Math.max(TOP, ...weights.map(Math.ceil));
  const set = (index: number, weight: number) =>
    onChange?.(weights.with(index, Math.min(top, Math.max(0, weight))));
  const draw = (event: PointerEvent<HTMLElement>, index: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    set(index, Math.round((1 - (event.clientY - box.top) / box.height) * top));
  };
  const press = (event: KeyboardEvent, index: number) => {
    const step = event.key === 'Home' ? -top : event.key === 'End' ? top : STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(index, (weights[index] ?? 0) + step);
  };
  const bars = weights.map((weight, index) => {
    const bar = <span style={{ height: `${(weight / top) * 100}%` }} />;
    const key = `${index}`;
    if (onChange === undefined) return <div key={key}>{bar}</div>;
    return (
      <div
        key={key}
        role="slider"
        tabIndex={0}
        aria-label={nameOf(index)}
        aria-valuemin={0}
        aria-valuemax={top}
        aria-valuenow={weight}
        onPointerDown={(event) => {
          event.currentTarget.releasePointerCapture(event.pointerId);
          setDrawing(true);
          draw(event, index);
        }}
        onPointerMove={(event) => drawing && draw(event, index)}
        onKeyDown={(event) => press(event, index)}
      >
        {bar}
      </div>
    );
  });
  return onChange === undefined ? (
    <div className="curve-chart" role="img" aria-label={label}>
      {bars}
    </div>
  ) : (
    <fieldset
      className="curve-chart"
      data-editable
      aria-label={label}
      onPointerUp={() => setDrawing(false)}
      onPointerLeave={() => setDrawing(false)}
    >
      {bars}
    </fieldset>
  );
}
