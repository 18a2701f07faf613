// `node infra/bundle-function.ts evaluate cdk.out/...`: writes one function's bundle, for a synthesis that waits for it.
import { writeFunctionBundle } from "./function-bundle.ts";

const [, , name = "", folder = ""] = process.argv;
await writeFunctionBundle(name, folder);
