/** WebAssembly instructions as typed expressions, named as in the specification's text format. */
import { type ByteWriter, f32Bytes, f64Bytes, signedBytes, unsignedBytes } from './bytes.ts';

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

/** Code that leaves one value of type T on the stack. It is written out again wherever it is used: hold it in a local to use it twice. */
export interface Expr<T extends ValueType> {
  readonly type: T;
  emit(code: ByteWriter): void;
}
export type I32 = Expr<'i32'>;
export type F32 = Expr<'f32'>;
export type F64 = Expr<'f64'>;
export type V128 = Expr<'v128'>;

type Operation = readonly number[];

/** Operands, then the bytes of one instruction (opcode and immediates). */
export class Instruction<T extends ValueType> implements Expr<T> {
  constructor(
    readonly type: T,
    private readonly bytes: Operation,
    private readonly operands: readonly Expr<ValueType>[] = [],
  ) {}

  emit(code: ByteWriter): void {
    for (const operand of this.operands) operand.emit(code);
    code.raw(this.bytes);
  }
}

const plain = (opcode: number): Operation => [opcode];

/** A vector instruction: the prefix, then its number in LEB128. */
const vector = (opcode: number): Operation => [0xfd, ...unsignedBytes(opcode)];

function operator<R extends ValueType, A extends readonly Expr<ValueType>[]>(type: R, operation: Operation) {
  return (...operands: A): Expr<R> => new Instruction(type, operation, operands);
}

/** An instruction with a lane number behind its opcode. */
function laneOperator<R extends ValueType>(type: R, operation: Operation) {
  return (operand: V128, lane: number): Expr<R> => new Instruction(type, [...operation, lane], [operand]);
}

/** Addresses are a pointer plus a constant; the alignment hint is the least one, because offsets are multiples of 4 only. */
function memory<R extends ValueType>(type: R, operation: Operation) {
  return (pointer: I32, offset = 0): Expr<R> =>
    new Instruction(type, [...operation, 0, ...unsignedBytes(offset)], [pointer]);
}

function shuffle(a: V128, b: V128, lanes: readonly [number, number, number, number]): V128 {
  const bytes = lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]);
  return new Instruction('v128', [...vector(13), ...bytes], [a, b]);
}

/** The bits of a vector by its 32-bit lanes. */
function vectorConstant(lanes: readonly [number, number, number, number]): V128 {
  const bytes = lanes.flatMap((lane) => [lane & 0xff, (lane >>> 8) & 0xff, (lane >>> 16) & 0xff, lane >>> 24]);
  return new Instruction('v128', [...vector(12), ...bytes]);
}

const i32Binary = (opcode: number) => operator<'i32', readonly [I32, I32]>('i32', plain(opcode));
const f32Binary = (opcode: number) => operator<'f32', readonly [F32, F32]>('f32', plain(opcode));
const f64Binary = (opcode: number) => operator<'f64', readonly [F64, F64]>('f64', plain(opcode));
const vectorUnary = (opcode: number) => operator<'v128', readonly [V128]>('v128', vector(opcode));
const vectorBinary = (opcode: number) => operator<'v128', readonly [V128, V128]>('v128', vector(opcode));
const vectorTernary = (opcode: number) => operator<'v128', readonly [V128, V128, V128]>('v128', vector(opcode));
const vectorShift = (opcode: number) => operator<'v128', readonly [V128, I32]>('v128', vector(opcode));

export const i32 = {
  const: (value: number): I32 => new Instruction('i32', [0x41, ...signedBytes(value)]),
  add: i32Binary(0x6a),
  sub: i32Binary(0x6b),
  mul: i32Binary(0x6c),
  shl: i32Binary(0x74),
  ltU: i32Binary(0x49),
  ltS: i32Binary(0x48),
  gtS: i32Binary(0x4a),
  ne: i32Binary(0x47),
  truncSatF32: operator<'i32', readonly [F32]>('i32', [0xfc, 0]),
} as const;

export const f32 = {
  const: (value: number): F32 => new Instruction('f32', [0x43, ...f32Bytes(value)]),
  load: memory('f32', plain(0x2a)),
  sub: f32Binary(0x93),
  div: f32Binary(0x95),
  convertI32: operator<'f32', readonly [I32]>('f32', plain(0xb2)),
} as const;

export const f64 = {
  const: (value: number): F64 => new Instruction('f64', [0x44, ...f64Bytes(value)]),
  add: f64Binary(0xa0),
} as const;

export const v128 = {
  load: memory('v128', vector(0)),
  load32Splat: memory('v128', vector(9)),
  const: vectorConstant,
  and: vectorBinary(78),
  /** a and not b. */
  andnot: vectorBinary(79),
  or: vectorBinary(80),
  xor: vectorBinary(81),
  /** Bits of a where the mask is one, of b elsewhere. */
  bitselect: vectorTernary(82),
  /** Four 32-bit lanes picked out of the eight of (a, b). */
  shuffle,
} as const;

export const f32x4 = {
  const: (value: number): V128 => f32x4.splat(f32.const(value)),
  splat: operator<'v128', readonly [F32]>('v128', vector(19)),
  lane: laneOperator('f32', vector(31)),
  eq: vectorBinary(65),
  ne: vectorBinary(66),
  lt: vectorBinary(67),
  gt: vectorBinary(68),
  le: vectorBinary(69),
  ge: vectorBinary(70),
  abs: vectorUnary(224),
  neg: vectorUnary(225),
  floor: vectorUnary(104),
  sqrt: vectorUnary(227),
  add: vectorBinary(228),
  sub: vectorBinary(229),
  mul: vectorBinary(230),
  div: vectorBinary(231),
  /** The larger one; not-a-number if either is. */
  max: vectorBinary(233),
  /** b < a ? b : a, so a when either is not a number. */
  pmin: vectorBinary(234),
  /** a < b ? b : a, so a when either is not a number. */
  pmax: vectorBinary(235),
  convertI32x4S: vectorUnary(250),
  convertI32x4U: vectorUnary(251),
  /** a · b + c, rounded once (relaxed SIMD on a host that fuses). */
  relaxedMadd: vectorTernary(261),
} as const;

export const i32x4 = {
  const: (value: number): V128 => i32x4.splat(i32.const(value)),
  splat: operator<'v128', readonly [I32]>('v128', vector(17)),
  add: vectorBinary(174),
  sub: vectorBinary(177),
  shl: vectorShift(171),
  shrS: vectorShift(172),
  shrU: vectorShift(173),
} as const;

export const i64x2 = {
  /** 64-bit products of lanes 0 and 1, unsigned. */
  extmulLowU: vectorBinary(222),
  /** 64-bit products of lanes 2 and 3, unsigned. */
  extmulHighU: vectorBinary(223),
} as const;

export const f64x2 = {
  const: (value: number): V128 => f64x2.splat(f64.const(value)),
  splat: operator<'v128', readonly [F64]>('v128', vector(20)),
  lane: laneOperator('f64', vector(33)),
  add: vectorBinary(240),
  mul: vectorBinary(242),
  /** Lanes 0 and 1 in double precision. */
  promoteLow: vectorUnary(95),
} as const;

/** `yes` where the condition is not 0, else `no`; both are evaluated. */
export function select<T extends ValueType>(yes: Expr<T>, no: Expr<T>, condition: I32): Expr<T> {
  return new Instruction(yes.type, plain(0x1b), [yes, no, condition]);
}
