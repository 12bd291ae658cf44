import { useEffect, useRef } from 'react';

interface ReviewKeys {
  readonly next: () => void;
  readonly previous: () => void;
  readonly approve?: () => void;
  readonly reject?: () => void;
}

const KEYS: Readonly<Record<string, keyof ReviewKeys>> = {
  j: 'next',
  k: 'previous',
  a: 'approve',
  r: 'reject',
};

/** j and k walk the queue, a approves, r rejects; not while somebody writes or a key of the system is held. */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = KEYS[event.key];
      if (name === undefined || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target))
        return;
      event.preventDefault();
      latest.current[name]?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
