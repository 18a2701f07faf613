import { availableParallelism } from "node:os";
import { createInstance, type FunctionDefinition, type FunctionInstance, type LambdaRuntime } from "./lambda.ts";

/** Makes instances of functions, no more of each at work at once than its reserved concurrency. */
export interface Instances {
  /** As many as a caller with this concurrency may keep busy on this machine. Each comes up with its first invocation. */
  of(definition: FunctionDefinition, concurrency?: number): FunctionInstance[];
}

/**
 * @param processors of this machine: beyond them instances would only wait for each other. Two there are always, since
 * two show whatever can go wrong between instances.
 */
export function instancesWithin(runtime: LambdaRuntime, processors: number = availableParallelism()): Instances {
  const most = Math.max(2, processors);
  const gates = new Map<string, Gate>();
  return {
    of(definition, concurrency = Number.POSITIVE_INFINITY) {
      const reserved = definition.reservedConcurrency ?? Number.POSITIVE_INFINITY;
      const gate = gates.get(definition.name) ?? createGate(reserved);
      gates.set(definition.name, gate);
      return Array.from({ length: Math.min(most, concurrency, Math.max(1, reserved)) }, () =>
        behind(gate, createInstance(definition, runtime)),
      );
    },
  };
}

/** Lets so many through at once, the others in the order in which they came. */
interface Gate {
  through<Result>(work: () => Promise<Result>): Promise<Result>;
}

function createGate(most: number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    async through(work) {
      if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else inside += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else inside -= 1;
      }
    },
  };
}

function behind(gate: Gate, instance: FunctionInstance): FunctionInstance {
  return { invoke: (payload) => gate.through(() => instance.invoke(payload)), stop: () => instance.stop() };
}
