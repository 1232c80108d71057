/** Where values lie: numbers for the values of a graph and of the bodies in it, and the memory that each shares. */
import { elementCount } from '../base/rowmajor.ts';
import type { AnyNode, NodeId } from '../ir/graph.ts';

/** Nodes of the graph have their ids as numbers; what bodies compute, and what scans keep, is numbered behind them. */
export type Value = number;

/** In the memory of `root`, a value with memory of its own, `stride` elements further at each step of its loop. */
export interface Place {
  readonly root: Value;
  readonly stride: number;
}

export class Places {
  private readonly places: Place[];
  private readonly lengths: number[];

  /** For the nodes of a graph, each with memory of its own until it is told to share. */
  constructor(nodes: readonly AnyNode[]) {
    this.places = nodes.map((_, id) => ({ root: id, stride: 0 }));
    this.lengths = nodes.map(({ shape }) => elementCount(shape));
  }

  /** A new value with memory of its own for so many elements. */
  make(length: number): Value {
    this.lengths.push(length);
    return this.places.push({ root: this.places.length, stride: 0 }) - 1;
  }

  /** A new value that lies where it is told. */
  makeAt(place: Place): Value {
    this.lengths.push(0);
    return this.places.push(place) - 1;
  }

  /** Elements of a root's memory. */
  lengthOf(root: Value): number {
    return this.lengths[root]!;
  }

  /** The node shares the memory of another value. */
  share(node: NodeId, place: Place): void {
    this.places[node] = place;
  }

  of(value: Value): Place {
    return this.places[value]!;
  }

  readonly rootOf = (value: Value): Value => this.places[value]!.root;
}
