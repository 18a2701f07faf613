// A process of its own that a test can kill: runs the embedded AWS and says where.
import { startEmbeddedAws } from "#local/embedded-aws.ts";

const [assembly = "", data = ""] = process.argv.slice(2);
const { endpoint } = await startEmbeddedAws({ assembly, data, port: 0 });
console.log(endpoint);
