import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { IssuerReport, type IssuerSettings } from "./issuer-protocol.ts";

/** An issuer at work: where requests below its path go to. */
export interface LocalIssuer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts the issuer in a thread of its own, whose clock is the functions'. */
export async function startIssuer(settings: IssuerSettings): Promise<LocalIssuer> {
  const worker = new Worker(new URL("./issuer-worker.ts", import.meta.url), {
    name: "issuer",
    workerData: settings,
    execArgv: [],
    // What the library says of plain http and of keys in memory holds for whoever would deploy it.
    stdout: true,
    stderr: true,
  });
  const [message] = await once(worker, "message");
  const { port } = IssuerReport.parse(message);
  return {
    port,
    async stop() {
      await worker.terminate();
    },
  };
}
