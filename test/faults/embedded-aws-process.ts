// A process of its own, for the sake of being killed: the embedded AWS on a port, with the clock of the histories' day.
import { startEmbeddedAws } from "#local/embedded-aws.ts";
import { today } from "./history.ts";

const [assembly = "", data = "", port = "0"] = process.argv.slice(2);
const clockOffset = Date.parse(`${today}T09:00:00+08:00`) - Date.now();
const { endpoint } = await startEmbeddedAws({ assembly, data, port: Number(port), clockOffset });
console.log(endpoint);
