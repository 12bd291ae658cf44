import { Modal, type ModalProps } from '@mantine/core';
import { createContext, type KeyboardEvent, type ReactNode, use, useEffect, useState } from 'react';
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
  const closeByKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || firm || event.nativeEvent.isComposing || takesEscape(event.target)) return;
    event.stopPropagation();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnClickOutside={!firm}
      closeOnEscape={false}
      onKeyDown={closeByKey}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Modal>
  );
}

/** An open list of choices, which Escape folds up first. */
const takesEscape = (target: EventTarget): boolean =>
  target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true';

/** For a drawer that dialogs open over: whether one does, and what tells it so. */
export function useCovered() {
  const [covered, setCovered] = useState(false);
  return { covered, tell: setCovered };
}

/** Around a drawer's content. */
export const CoveringProvider = Covering;
