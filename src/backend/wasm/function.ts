/** A WebAssembly function under construction: locals, statements, and loops whose bounds are known when the code is made. */
import { ByteWriter, unsignedBytes } from './bytes.ts';
import { type Expr, type I32, Instruction, i32, type V128, type ValueType } from './instructions.ts';

/** A local variable; as an expression it is its present value. */
export class Local<T extends ValueType> extends Instruction<T> {
  constructor(
    readonly index: number,
    type: T,
  ) {
    super(type, [0x20, ...unsignedBytes(index)]);
  }
}

/** A pointer to walk: where it starts, and how many bytes further it is at each turn. */
export type Walk = readonly [start: I32, stride: number];

const storeOpcodes = { i32: [0x36], f32: [0x38], v128: [0xfd, 11] } as const;
const emptyBlock = 0x40;

export class FunctionBuilder {
  readonly code = new ByteWriter();
  private readonly types: ValueType[] = [];
  private parameterCount = 0;
  /** Locals whose scope has ended, to be used again. */
  private readonly free: { readonly [T in ValueType]: number[] } = { i32: [], i64: [], f32: [], f64: [], v128: [] };
  private inScope: { type: ValueType; index: number }[] = [];

  addParameters(types: readonly ValueType[]): void {
    this.types.push(...types);
    this.parameterCount = types.length;
  }

  parameter<T extends ValueType>(index: number, type: T): Local<T> {
    return new Local(index, type);
  }

  /** Types of the locals behind the parameters. */
  declaredLocals(): readonly ValueType[] {
    return this.types.slice(this.parameterCount);
  }

  /** A new local with a first value; it lives until the enclosing loop body or scope ends. */
  local<T extends ValueType>(value: Expr<T>): Local<T> {
    const type = value.type;
    const index = this.free[type].pop() ?? this.types.push(type) - 1;
    this.inScope.push({ type, index });
    const made = new Local(index, type);
    this.set(made, value);
    return made;
  }

  /** The value in a local, so that it can be used many times; a local stays itself. */
  hold<T extends ValueType>(value: Expr<T>): Local<T> {
    return value instanceof Local ? value : this.local(value);
  }

  set<T extends ValueType>(target: Local<T>, value: Expr<T>): void {
    value.emit(this.code);
    this.code.byte(0x21);
    this.code.unsigned(target.index);
  }

  setGlobal(index: number, value: I32): void {
    value.emit(this.code);
    this.code.byte(0x24);
    this.code.unsigned(index);
  }

  getGlobal(index: number): I32 {
    return new Instruction('i32', [0x23, ...unsignedBytes(index)]);
  }

  call(index: number, operands: readonly Expr<ValueType>[]): void {
    for (const operand of operands) operand.emit(this.code);
    this.code.byte(0x10);
    this.code.unsigned(index);
  }

  /** Leaves the function's result. */
  leave(value: Expr<ValueType>): void {
    value.emit(this.code);
  }

  store(pointer: I32, offset: number, value: Expr<'i32'> | Expr<'f32'> | V128): void {
    pointer.emit(this.code);
    value.emit(this.code);
    this.code.raw(storeOpcodes[value.type]);
    this.code.byte(0);
    this.code.unsigned(offset);
  }

  /** Stores the first `lanes` lanes (1 to 4) of a vector: how every ragged edge is written. */
  storeLanes(pointer: I32, offset: number, value: V128, lanes: number): void {
    if (lanes === 4) {
      this.store(pointer, offset, value);
      return;
    }
    const held = this.hold(value);
    if (lanes >= 2) this.storeLane(0x5b, pointer, offset, held, 0);
    if (lanes % 2 === 1) this.storeLane(0x5a, pointer, offset + 4 * (lanes - 1), held, lanes - 1);
  }

  private storeLane(opcode: number, pointer: I32, offset: number, value: V128, lane: number): void {
    pointer.emit(this.code);
    value.emit(this.code);
    this.code.raw([0xfd, opcode, 0]);
    this.code.unsigned(offset);
    this.code.byte(lane);
  }

  /** Copies bytes (regions may overlap). */
  copy(to: I32, from: I32, bytes: number): void {
    for (const operand of [to, from, i32.const(bytes)]) operand.emit(this.code);
    this.code.raw([0xfc, 0x0a, 0x00, 0x00]);
  }

  /** Sets bytes to zero. */
  clear(to: I32, bytes: number): void {
    for (const operand of [to, i32.const(0), i32.const(bytes)]) operand.emit(this.code);
    this.code.raw([0xfc, 0x0b, 0x00]);
  }

  /** Locals made by the body end with it. */
  scope(body: () => void): void {
    const outer = this.inScope;
    this.inScope = [];
    body();
    for (const { type, index } of this.inScope) this.free[type].push(index);
    this.inScope = outer;
  }

  /**
   * Runs the body `count` times. Each pointer is walked in a local of its own that starts where it is told and moves on by
   * its stride after each turn, so what the caller passed stays as it was.
   */
  walk(count: number, walks: readonly Walk[], body: (...pointers: Local<'i32'>[]) => void): void {
    if (count === 0) return;
    this.scope(() => {
      if (count === 1) {
        body(...walks.map(([start]) => this.hold(start)));
        return;
      }
      const moving = walks.map(([start, stride]) => (stride === 0 ? this.hold(start) : this.local(start)));
      // The loop ends when a pointer arrives: one addition less a turn than a counter of its own.
      const leader = walks.findIndex(([, stride]) => stride !== 0);
      const [cursor, stride] = leader < 0 ? [this.local(i32.const(0)), 1] : [moving[leader]!, walks[leader]![1]];
      const end = this.local(i32.add(cursor, i32.const(count * stride)));
      this.code.raw([0x03, emptyBlock]);
      this.scope(() => body(...moving));
      walks.forEach(([, step], i) => {
        if (step !== 0) this.set(moving[i]!, i32.add(moving[i]!, i32.const(step)));
      });
      if (leader < 0) this.set(cursor, i32.add(cursor, i32.const(1)));
      i32.ne(cursor, end).emit(this.code);
      this.code.raw([0x0d, 0x00, 0x0b]); // br_if to the loop's head, end
    });
  }

  /** Runs the body if the condition is not 0. */
  when(condition: I32, body: () => void): void {
    condition.emit(this.code);
    this.code.raw([0x04, emptyBlock]);
    this.scope(body);
    this.code.byte(0x0b);
  }
}
