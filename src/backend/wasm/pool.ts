/** Max and average pooling. */
import { emitBorder } from './border.ts';
import { f32x4 } from './instructions.ts';
import { walkLevels } from './levels.ts';
import { combineWindow, eachChannelVector, eachWindow, imageStrides, poolSizes, shareOfTap } from './pool-window.ts';
import { maximum, sum } from './reduce.ts';
import type { KernelRule } from './rule.ts';

export const emitMaxPool: KernelRule<'maxPool'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(inputs[0]!, output);
  const layout = emitBorder(f, s, attrs.padding, Number.NEGATIVE_INFINITY);
  const strides = imageStrides(s);
  walkLevels(f, [{ count: s.batch, strides: [strides.x, strides.y] }], [f.input(0), f.output], (image, y) => {
    eachWindow(f, attrs, s, layout, [layout.load(image!)], [y!], ([x], [y]) => {
      eachChannelVector(f, attrs, s, [x!, y!], ([x, y], at, lanes) =>
        f.storeLanes(y!, at, combineWindow(f, attrs, layout, maximum, x!, at), lanes),
      );
    });
  });
};

export const emitAvgPool: KernelRule<'avgPool'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(inputs[0]!, output);
  const layout = emitBorder(f, s, attrs.padding, 0);
  const strides = imageStrides(s);
  walkLevels(f, [{ count: s.batch, strides: [strides.x, strides.y] }], [f.input(0), f.output], (image, y) => {
    eachWindow(f, attrs, s, layout, [layout.load(image!)], [y!], ([x], [y], top, left) => {
      const share = f.hold(shareOfTap(attrs, s, top, left));
      eachChannelVector(f, attrs, s, [x!, y!], ([x, y], at, lanes) =>
        f.storeLanes(y!, at, f32x4.mul(share, combineWindow(f, attrs, layout, sum, x!, at)), lanes),
      );
    });
  });
};
