import type { FunctionInstance, InvocationResult } from "./lambda.ts";

/** Instances of one function, for callers that wait: each invocation goes to one that is free. */
export interface FunctionPool {
  invoke(payload: string): Promise<InvocationResult>;
  stop(): Promise<void>;
}

export function createPool(instances: readonly FunctionInstance[]): FunctionPool {
  const free = [...instances];
  const waiting: ((instance: FunctionInstance) => void)[] = [];
  return {
    async invoke(payload) {
      const instance = free.shift() ?? (await new Promise<FunctionInstance>((resolve) => waiting.push(resolve)));
      try {
        return await instance.invoke(payload);
      } finally {
        const next = waiting.shift();
        if (next) next(instance);
        // First again: those that never had to come up need not.
        else free.unshift(instance);
      }
    },
    async stop() {
      await Promise.all(instances.map((instance) => instance.stop()));
    },
  };
}
