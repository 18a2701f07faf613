import { fileURLToPath } from "node:url";

/** A pack of another place than Zhejiang: nothing in the code may know either. */
export const smallPackFolder = fileURLToPath(new URL("./small-pack", import.meta.url));
