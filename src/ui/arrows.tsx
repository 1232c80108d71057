/** Two arrow buttons that lead to the one before and the one after: of examples, or of pages of them. */
import { ActionIcon } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { message } from '../text/catalog.ts';

const labels = {
  example: ['inside.previous-example', 'inside.next-example'],
  page: ['data.previous', 'data.next'],
} as const;

export interface ArrowsProps {
  readonly of: keyof typeof labels;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly go: (index: number) => void;
}

export function Arrows({ of, index, count, go }: ArrowsProps) {
  const [previous, next] = labels[of];
  return (
    <>
      <ActionIcon size={24} aria-label={message(previous)} disabled={index <= 0} onClick={() => go(index - 1)}>
        <ChevronLeft size={15} strokeWidth={1.75} />
      </ActionIcon>
      <ActionIcon size={24} aria-label={message(next)} disabled={index >= count - 1} onClick={() => go(index + 1)}>
        <ChevronRight size={15} strokeWidth={1.75} />
      </ActionIcon>
    </>
  );
}
