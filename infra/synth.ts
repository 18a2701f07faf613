import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// `npm run synth -- --stage prod`: the CDK's own synthesis, with our options as the context values that app.ts reads.

const usage = `npm run synth [-- --stage NAME] [--architecture arm64|x86_64] [--output FOLDER]

  --stage NAME          a file of infra/stages, by its name (local)
  --architecture NAME   Lambda's processor, over the stage's own
  --output FOLDER       where the templates go (cdk.out)`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        stage: { type: "string" },
        architecture: { type: "string" },
        output: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}

const options = readOptions();
if (options === undefined) process.exitCode = 2;
else if (options.help) console.log(usage);
else {
  const { output, help: _, ...context } = options;
  const cdk = fileURLToPath(new URL("../node_modules/aws-cdk/bin/cdk", import.meta.url));
  const { status } = spawnSync(
    process.execPath,
    [
      cdk,
      "synth",
      "--quiet",
      ...Object.entries(context).flatMap(([name, value]) => ["--context", `${name}=${value}`]),
      ...(output === undefined ? [] : ["--output", output]),
    ],
    { stdio: "inherit", cwd: fileURLToPath(new URL("..", import.meta.url)) },
  );
  process.exitCode = status ?? 1;
}
