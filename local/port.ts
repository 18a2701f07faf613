import { once } from "node:events";
import { createServer } from "node:net";

/** Rejects with an Error that says what to do where somebody listens on a port of this machine. */
export async function checkPortIsFree(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    throw new Error(
      `端口 ${port} 已被占用,可能是另一个 npm start;请先结束它,或用 --port N 换一个 port ${port} is taken, perhaps by another npm start; end that one, or choose another: --port N`,
    );
  }
  server.close();
  await once(server, "close");
}
