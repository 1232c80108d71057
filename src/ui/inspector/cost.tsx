/** What a block costs for one example, each value with the product that gives it. */
import type { CheckedBlock } from '../../check/report.ts';
import { message } from '../../text/catalog.ts';
import { formatBytes, formatInteger } from '../../text/format.ts';
import { Section } from '../section.tsx';
import { Facts } from './facts.tsx';
import { isLow } from './low-window.ts';

export function CostSection({ checked }: { readonly checked: CheckedBlock }) {
  const { cost, weightsFormula, macsFormula } = checked;
  const numbers = cost.activationBytes / 4;
  return (
    <Section title={message('inspector.cost')} folded={isLow()} note={message('inspector.one-example')}>
      <Facts
        rows={[
          {
            label: message('inspector.cost-parameters'),
            product: weightsFormula,
            value: formatInteger(cost.parameters),
          },
          { label: message('inspector.cost-macs'), product: macsFormula, value: formatInteger(cost.macs) },
          {
            label: message('inspector.cost-memory'),
            product: numbers > 0 ? message('inspector.memory-product', { count: formatInteger(numbers) }) : null,
            value: formatBytes(cost.activationBytes),
          },
        ]}
      />
    </Section>
  );
}
