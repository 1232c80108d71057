/** Wrong windows: kernels, pools and strides that do not fit what they slide over, and groups that do not divide. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongWindows: readonly WrongGraph[] = [
  {
    story: 'a kernel larger than what is left of the picture',
    graph: `
      digits: image
      conv1: conv2d kernel=[5,5] <- digits
      pool1: max-pool <- conv1
      conv2: conv2d filters=32 kernel=[5,5] <- pool1
      pool2: max-pool <- conv2
      conv3: conv2d filters=64 kernel=[5,5] <- pool2
      flatten: flatten <- conv3
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv3',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence:
          'conv3: the 5×5 kernel does not fit its 4×4 input. Height went 28 → 24 (conv1) → 12 (pool1) → 8 (conv2) → 4 (pool2).',
        fix: 'Set padding to same | → 4×4×64',
      },
    ],
  },
  {
    story: 'a kernel that dilation spreads beyond its input',
    graph: `
      digits: image
      conv1: conv2d kernel=[8,8] dilation=[4,4] <- digits
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence:
          'conv1: the 8×8 kernel, spread over 29 by its dilation, does not fit its 28×28 input. Height = 28 starts at digits.',
        fix: 'Set padding to same | → 28×28×16',
      },
    ],
  },
  {
    story: 'a kernel larger than its padded input',
    graph: `
      digits: image
      pool1: max-pool window=[4,4] <- digits
      pool2: max-pool window=[4,4] <- pool1
      conv1: conv2d kernel=[5,5] padding=explicit sides=[1,1,1,1] <- pool2
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence:
          'conv1: the 5×5 kernel does not fit its 1×1 input, though height is padded to 3. Height went 28 → 7 (pool1) → 1 (pool2).',
        fix: 'Set padding to same | → 1×1×16',
      },
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'pool2',
        port: 'x',
        axis: 1,
        sentence:
          'pool2 never sees the last 3 rows: height is 7, and windows of 4 at stride 4 end at 4. Height went 28 → 7 (pool1).',
        fix: 'Set padding to same | → 2×2×1',
      },
    ],
  },
  {
    story: 'a pool larger than the picture',
    graph: `
      digits: image
      pool1: avg-pool window=[30,30] <- digits
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'pool1',
        port: 'x',
        param: 'window',
        axis: 1,
        sentence: 'pool1: the 30×30 window does not fit its 28×28 input. Height = 28 starts at digits.',
        fix: 'Set padding to same | → 1×1×1',
      },
    ],
  },
  {
    story: 'a kernel longer than the sequence',
    graph: `
      iris: table dataset=iris
      rows: reshape shape=[4,1] <- iris
      conv1: conv1d kernel=7 <- rows
      flatten: flatten <- conv1
      dense1: dense units=3 <- flatten
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence: 'conv1: the kernel of 7 does not fit its input of 4 steps. Time = 4 starts at rows.',
        fix: 'Set padding to same | → T4×16',
      },
    ],
  },
  {
    story: 'strides that drop pixels, twice',
    graph: `
      digits: image
      conv1: conv2d kernel=[2,2] stride=[3,3] <- digits
      pool1: max-pool <- conv1
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'conv1',
        port: 'x',
        axis: 1,
        sentence:
          'conv1 never sees the last 2 rows: height is 28, and windows of 2 at stride 3 end at 26. Height = 28 starts at digits.',
        fix: 'Set padding to same | +1,440 parameters → 10×10×16',
      },
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'pool1',
        port: 'x',
        axis: 1,
        sentence:
          'pool1 never sees the last row: height is 9, and windows of 2 at stride 2 end at 8. Height went 28 → 9 (conv1).',
        fix: 'Set padding to same | +1,440 parameters → 5×5×16',
      },
    ],
  },
  {
    story: 'a pool on an odd size',
    graph: `
      digits: image
      pool1: max-pool <- digits
      pool2: max-pool <- pool1
      pool3: max-pool <- pool2
      flatten: flatten <- pool3
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'pool3',
        port: 'x',
        axis: 1,
        sentence:
          'pool3 never sees the last row: height is 7, and windows of 2 at stride 2 end at 6. Height went 28 → 14 (pool1) → 7 (pool2).',
        fix: 'Set padding to same | +70 parameters → 4×4×1',
      },
    ],
  },
  {
    story: 'a transposed convolution cut down to nothing',
    graph: `
      digits: image
      pool1: max-pool window=[14,14] <- digits
      conv1: conv2d-transposed kernel=[3,3] stride=[1,1] padding=explicit sides=[2,2,2,2] <- pool1
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'zero-size',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'sides',
        axis: 1,
        sentence: 'conv1: height would be 0, so nothing would be left. Height went 28 → 2 (pool1).',
        fix: 'Set padding to same | → 2×2×16',
      },
    ],
  },
  {
    story: 'groups that divide neither channels nor filters',
    graph: `
      digits: image
      conv1: conv2d filters=16 <- digits
      conv2: conv2d filters=32 groups=3 <- conv1
      pool: global-avg-pool <- conv2
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'groups-mismatch',
        severity: 'wrong',
        block: 'conv2',
        port: 'x',
        param: 'groups',
        axis: 3,
        sentence:
          'conv2: 3 groups do not divide the 16 channels of its input and its 32 filters. Channels = 16 start at conv1.',
        fix: 'Set groups to 2 | → 24×24×32',
      },
    ],
  },
  {
    story: 'groups that do not divide the filters',
    graph: `
      digits: image
      conv1: conv2d filters=16 <- digits
      conv2: conv2d filters=6 groups=4 <- conv1
      pool: global-avg-pool <- conv2
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'groups-mismatch',
        severity: 'wrong',
        block: 'conv2',
        port: 'x',
        param: 'groups',
        axis: 3,
        sentence: 'conv2: 4 groups do not divide its 6 filters. Channels = 16 start at conv1.',
        fix: 'Set filters to 8 | → 24×24×8',
      },
    ],
  },
  {
    story: 'a pool window in padding alone',
    graph: `
      digits: image
      pool1: max-pool padding=explicit sides=[2,2,2,2] <- digits
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'pool1',
        param: 'sides',
        sentence:
          'pool1: top, bottom, left, right is [2, 2, 2, 2]; expected numbers smaller than the window: a window in padding alone has nothing to pool.',
        fix: 'Set padding to same | → 14×14×1',
      },
    ],
  },
];
