/** A button that leads on by an arrow; where it has nowhere to go it keeps the focus, so that the keys go on working. */
import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { type MessageKey, message } from '../text/catalog.ts';

export interface ArrowButtonProps extends Pick<ActionIconProps, 'variant' | 'size'> {
  readonly icon: LucideIcon;
  readonly label: MessageKey;
  readonly isAtEnd: boolean;
  readonly go: () => void;
}

export function ArrowButton({ icon: Icon, label, isAtEnd, go, ...look }: ArrowButtonProps) {
  return (
    <Tooltip label={message(label)}>
      <ActionIcon
        {...look}
        aria-label={message(label)}
        aria-disabled={isAtEnd}
        data-disabled={isAtEnd || undefined}
        onClick={() => !isAtEnd && go()}
      >
        <Icon size={16} strokeWidth={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
