import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Wiring, wiringOf } from '../../src/check/wiring.ts';
import type { Wire } from '../../src/document/document.ts';
import { graph } from './graph-text.ts';
import { anyDocument } from './random-documents.ts';

const wiresOf = ({ outOf }: Wiring): readonly Wire[] => [...outOf.values()].flat();

/** A wire into the next value of a State brings it for the step after this one. */
const isForNextStep = ({ blocks }: Wiring, { to }: Wire): boolean =>
  blocks.get(to[0])?.kind === 'cell-state' && to[1] === 'next';

const inOneCycle = ({ cycles }: Wiring, { from, to }: Wire): boolean =>
  cycles.some(({ members }) => members.has(from[0]) && members.has(to[0]));

describe('the wiring of any document', () => {
  it('orders every block once, and every wire outside a cycle points forward within a step', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const wiring = wiringOf(document);
        expect([...wiring.order].sort()).toEqual([...wiring.blocks.keys()].sort());
        const place = new Map(wiring.order.map((id, index) => [id, index]));
        for (const wire of wiresOf(wiring)) {
          if (!inOneCycle(wiring, wire) && !isForNextStep(wiring, wire))
            expect(place.get(wire.from[0])).toBeLessThan(place.get(wire.to[0])!);
        }
      }),
    );
  });

  it('has one wire for each input, and knows it from both ends', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const wiring = wiringOf(document);
        const fromOutputs = wiresOf(wiring).map(({ from, to }) => JSON.stringify([from, to]));
        const toInputs = [...wiring.into].flatMap(([id, ports]) =>
          [...ports].map(([port, from]) => JSON.stringify([from, [id, port]])),
        );
        expect(fromOutputs.sort()).toEqual(toInputs.sort());
      }),
    );
  });

  it('names of each cycle a loop of wires that are there', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const wiring = wiringOf(document);
        const isWired = (from: string, to: string): boolean =>
          wiresOf(wiring).some((wire) => wire.from[0] === from && wire.to[0] === to);
        for (const { loop, members, closing } of wiring.cycles) {
          expect(loop[0]).toBe(closing.to[0]);
          expect(loop.at(-1)).toBe(closing.from[0]);
          expect(new Set(loop).size).toBe(loop.length);
          loop.forEach((id, index) => {
            expect(members.has(id)).toBe(true);
            expect(isWired(id, loop[(index + 1) % loop.length]!)).toBe(true);
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the wire that closes a cycle', () => {
  it('is the one that was drawn last', () => {
    const document = graph(`
      digits: image
      a: add <- digits, b
      b: activation <- a`);
    const drawnBack = { ...document, wires: [document.wires[0]!, document.wires[2]!, document.wires[1]!] };
    expect(wiringOf(document).cycles[0]?.closing.to).toEqual(['b', 'x']);
    expect(wiringOf(drawnBack).cycles[0]?.closing.to).toEqual(['a', 'right']);
  });
});
