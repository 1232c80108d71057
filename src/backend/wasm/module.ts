/** A WebAssembly module under construction: its signatures, functions, globals and exports, and their binary encoding. */
import { ByteWriter } from './bytes.ts';
import type { FunctionBuilder } from './function.ts';
import type { Expr, ValueType } from './instructions.ts';

const valueTypeCodes: { readonly [T in ValueType]: number } = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** Where the host hands in the memory. */
export const memoryImport = { module: 'host', name: 'memory' } as const;

interface Signature {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
}

interface DefinedFunction extends Signature {
  readonly body: FunctionBuilder;
}

export class ModuleBuilder {
  private readonly functions: DefinedFunction[] = [];
  private readonly exported: { name: string; index: number }[] = [];
  private globals = 0;

  /** Adds a function and returns its index; `define` writes the body with the parameters as locals and may return the result. */
  define<B extends FunctionBuilder>(
    parameters: readonly ValueType[],
    builder: B,
    define: (body: B) => Expr<ValueType> | null,
  ): number {
    builder.addParameters(parameters);
    const result = define(builder);
    if (result !== null) builder.leave(result);
    this.functions.push({ parameters, result: result?.type ?? null, body: builder });
    return this.functions.length - 1;
  }

  export(name: string, index: number): void {
    this.exported.push({ name, index });
  }

  /** A mutable 32-bit global, initially 0; returns its index. */
  global(): number {
    return this.globals++;
  }

  /** The binary; it imports a memory of exactly `pages` pages. */
  encode(pages: number): Uint8Array<ArrayBuffer> {
    const { types, indices } = this.signatures();
    const out = new ByteWriter();
    out.raw([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
    section(out, 1, types, (code, { parameters, result }) => {
      code.byte(0x60);
      code.unsigned(parameters.length);
      for (const type of parameters) code.byte(valueTypeCodes[type]);
      code.raw(result === null ? [0] : [1, valueTypeCodes[result]]);
    });
    section(out, 2, [memoryImport], (code, { module, name }) => {
      code.name(module);
      code.name(name);
      code.raw([0x02, 0x01]); // a memory with a lower and an upper bound
      code.unsigned(pages);
      code.unsigned(pages);
    });
    section(out, 3, indices, (code, index) => code.unsigned(index));
    section(out, 6, new Array<null>(this.globals).fill(null), (code) => {
      code.raw([valueTypeCodes.i32, 0x01, 0x41, 0x00, 0x0b]); // mutable, i32.const 0
    });
    section(out, 7, this.exported, (code, { name, index }) => {
      code.name(name);
      code.byte(0x00);
      code.unsigned(index);
    });
    section(out, 10, this.functions, (code, { body }) => {
      const content = new ByteWriter();
      const runs = localRuns(body.declaredLocals());
      content.unsigned(runs.length);
      for (const { count, type } of runs) {
        content.unsigned(count);
        content.byte(valueTypeCodes[type]);
      }
      content.raw(body.code.bytes());
      content.byte(0x0b);
      code.sized(content);
    });
    return out.bytes();
  }

  private signatures(): { types: readonly Signature[]; indices: readonly number[] } {
    const types: Signature[] = [];
    const known = new Map<string, number>();
    const indices = this.functions.map((each) => {
      const key = `${each.parameters.join()}:${each.result}`;
      let index = known.get(key);
      if (index === undefined) {
        index = types.push(each) - 1;
        known.set(key, index);
      }
      return index;
    });
    return { types, indices };
  }
}

function section<T>(
  out: ByteWriter,
  id: number,
  items: readonly T[],
  write: (code: ByteWriter, item: T) => void,
): void {
  if (items.length === 0) return;
  const content = new ByteWriter();
  content.unsigned(items.length);
  for (const item of items) write(content, item);
  out.byte(id);
  out.sized(content);
}

/** Locals are declared in runs of equal type. */
function localRuns(types: readonly ValueType[]): { count: number; type: ValueType }[] {
  const runs: { count: number; type: ValueType }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ count: 1, type });
  }
  return runs;
}
