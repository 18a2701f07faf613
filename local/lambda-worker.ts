// Runs in a worker thread: one instance of a Lambda function, as the runtime on AWS would run it.
import { parentPort, workerData } from "node:worker_threads";
import { InstanceSettings, Invocation, type WorkerReport } from "./lambda-protocol.ts";
import { allowLoopbackOnly } from "./loopback-only.ts";
import { offsetOf } from "./moving-clock.ts";
import { shiftClock } from "./shifted-clock.ts";
import { cutSmallBuffersFromSmallBlocks } from "./small-buffers.ts";

const settings = InstanceSettings.parse(workerData);

cutSmallBuffersFromSmallBlocks();
// Both before the function's own code loads, which may keep what it finds.
allowLoopbackOnly();
if (settings.movingClock) shiftClock(offsetOf(settings.movingClock));
else if (settings.clockOffset !== 0) shiftClock(() => settings.clockOffset);

const module: unknown = await import(settings.module);
const handler: unknown = Reflect.get(Object(module), settings.exportName);
if (typeof handler !== "function") {
  throw new Error(`${settings.module} exports no function ${settings.exportName}`);
}

parentPort?.on("message", (message) => void invoke(Invocation.parse(message)));
report({ kind: "loaded" });

async function invoke({ requestId, payload, timeLeft }: Invocation): Promise<void> {
  try {
    const result: unknown = await Reflect.apply(Object(handler), undefined, [
      JSON.parse(payload),
      contextOf(requestId, timeLeft),
    ]);
    report({ kind: "returned", requestId, payload: JSON.stringify(result) ?? "null" });
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    report({ kind: "threw", requestId, error: text });
  }
}

function contextOf(requestId: string, timeLeft: number): object {
  const end = performance.now() + timeLeft;
  return {
    awsRequestId: requestId,
    functionName: settings.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: settings.functionArn,
    memoryLimitInMB: String(settings.memoryMegabytes),
    logGroupName: `/aws/lambda/${settings.functionName}`,
    logStreamName: "embedded",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(end - performance.now())),
  };
}

function report(message: WorkerReport): void {
  parentPort?.postMessage(message);
}
