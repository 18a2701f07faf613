import dgram from "node:dgram";
import { BlockList, isIP, Socket } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether a host is this machine itself, told without asking a name server. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host === "localhost" || host.endsWith(".localhost");
  return loopback.check(host, version === 4 ? "ipv4" : "ipv6");
}

/**
 * Lets this thread connect to this machine only. A queue address of the real AWS would otherwise leave it, whatever
 * endpoint the SDK is given. Connections refused end with an error that says so; all of net, tls, http and fetch come
 * by here.
 */
export function allowLoopbackOnly(): void {
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const host = hostOf(args);
    if (host === undefined || isLoopback(host)) return Reflect.apply(connect, this, args);
    process.nextTick(() => this.destroy(refusal(host)));
    return this;
  };
  dgram.Socket.prototype.send = () => {
    throw refusal("a datagram's address");
  };
}

function refusal(host: string): Error {
  return Object.assign(
    new Error(`${host} is not on this machine: functions in the embedded AWS may connect to 127.0.0.1 only`),
    { code: "ERR_NOT_LOOPBACK" },
  );
}

/** The host in the arguments of connect: (options), (port, host), (path), or a list that net has put in order. */
function hostOf([first, second]: readonly unknown[]): string | undefined {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === "object" && first !== null) {
    const path: unknown = Reflect.get(first, "path");
    const host: unknown = Reflect.get(first, "host");
    // A path is a socket in the file system, unless the options are a TLS or HTTP request's, which have a host too.
    if (host == null) return path == null ? "localhost" : undefined;
    return String(host);
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return undefined;
  return typeof second === "string" ? second : "localhost";
}
