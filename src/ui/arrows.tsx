/** Two arrow buttons that lead to the one before and the one after: of examples, or of pages of them. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { ArrowButton } from './arrow-button.tsx';

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
  /** Beside a field: as high as it, and with its border. */
  readonly framed?: boolean;
}

export function Arrows({ of, index, count, go, framed = false }: ArrowsProps) {
  const [previous, next] = labels[of];
  const look = framed ? ({ variant: 'default', size: 28 } as const) : { size: 24 };
  return (
    <>
      <ArrowButton {...look} icon={ChevronLeft} label={previous} isAtEnd={index <= 0} go={() => go(index - 1)} />
      <ArrowButton {...look} icon={ChevronRight} label={next} isAtEnd={index >= count - 1} go={() => go(index + 1)} />
    </>
  );
}
