import { Modal, type ModalProps } from '@mantine/core';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

const Covering = createContext<(covered: boolean) => void>(() => {});

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly size?: NonNullable<ModalProps['size']>;
  /** Closed by its buttons only, not by Escape or a click beside it. */
  readonly firm?: boolean;
  readonly children: ReactNode;
}

/** A dialog over a room or over a drawer. Escape closes it alone: what lies under it stays open. */
export function Dialog({ opened, onClose, title, size = 'md', firm = false, children }: DialogProps) {
  const { t } = useTranslation();
  const cover = use(Covering);
  useEffect(() => {
    if (!opened) return;
    cover(true);
    return () => cover(false);
  }, [opened, cover]);
  const closeByKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || firm || event.isComposing || takesEscape(event.target)) return;
    event.stopPropagation();
    onClose();
  });
  // Of the whole page, as a button that is disabled while it works hands the focus to the page; before a list of choices folds up.
  useEffect(() => {
    if (!opened) return;
    document.addEventListener('keydown', closeByKey, { capture: true });
    return () => document.removeEventListener('keydown', closeByKey, { capture: true });
  }, [opened]);
  const shownTitle = useLastShown(title, opened);
  const shownChildren = useLastShown(children, opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={shownTitle}
      size={size}
      centered
      closeOnClickOutside={!firm}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div inert={!opened}>{shownChildren}</div>
    </Modal>
  );
}

/** What stood there last, so that nothing turns into something else while it fades out. */
function useLastShown<T>(value: T, opened: boolean): T {
  const [last, setLast] = useState(value);
  if (opened && !Object.is(last, value)) setLast(value);
  return opened ? value : last;
}

/** An open list of choices, which Escape folds up first. */
const takesEscape = (target: EventTarget | null): boolean =>
  target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true';

/** For a drawer that dialogs open over: whether one does, and what tells it so. */
export function useCovered() {
  const [covered, setCovered] = useState(false);
  return { covered, tell: setCovered };
}

/** Around a drawer's content. */
export const CoveringProvider = Covering;
