import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `npm run bench -- preview [options]
Makes a file of synthetic households all over the province, raises every county's guarantee by 6 %, and times what
\`pfp preview DRAFT --against standards/zhejiang --on-file FILE\` takes, from its start to its end.

  --households N   (1000000; 500 bytes each, in the system's folder for temporary files)
  --workers N      threads (one for each processor)
  --json           print everything as one JSON object`;

const pack = fileURLToPath(new URL("../../standards/zhejiang", import.meta.url));
const pfp = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const on = "2022-06-01";

interface Measured {
  readonly households: number;
  readonly megabytes: number;
  readonly seconds: number;
  /** Of all threads together. */
  readonly processorSeconds: number;
}

/** `npm run bench -- preview`: how long a preview of a province-wide change takes. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      households: { type: "string", default: "1000000" },
      workers: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "pfp-bench-preview-"));
  try {
    const file = join(folder, "households.jsonl");
    const made = ["population", "--households", values.households, "--counties", "33", "--on", on, "--output", file];
    await finished([...made, "--json"]);
    const workers = values.workers === undefined ? [] : ["--workers", values.workers];
    const previewed = ["preview", raisedPack(folder), "--against", pack, "--on", on, ...workers, "--on-file", file];
    const measured = { ...(await timed(previewed)), megabytes: Math.round(statSync(file).size / 1e6) };
    const result: Measured = { households: Number(values.households), ...measured };
    console.log(values.json ? JSON.stringify(result) : inWords(result));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function raisedPack(folder: string): string {
  const raised = join(folder, "raised");
  cpSync(pack, raised, { recursive: true });
  const guarantee = join(raised, "parameters", "minimum-living-guarantee.yaml");
  const text = readFileSync(guarantee, "utf8").replace(
    /(\d{4}-\d\d-\d\d): (\d+)/g,
    (_, day: string, yuan: string) => `${day}: ${Math.round(Number(yuan) * 1.06)}`,
  );
  writeFileSync(guarantee, text);
  return raised;
}

async function timed(args: readonly string[]): Promise<Pick<Measured, "seconds" | "processorSeconds">> {
  const started = performance.now();
  const { stderr } = await finished(args);
  const seconds = (performance.now() - started) / 1000;
  // The command says itself what its threads took: a parent is not told of one child alone.
  const said = /\(([\d.]+) s of processors\)/.exec(stderr)?.[1];
  return { seconds: Number(seconds.toFixed(1)), processorSeconds: Number(said) };
}

async function finished(args: readonly string[]): Promise<{ readonly stderr: string }> {
  const child = spawn(process.execPath, [pfp, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (status !== 0) throw new Error(`pfp ${args[0]} ended with ${status}: ${stderr}`);
  return { stderr };
}

function inWords({ households, megabytes, seconds, processorSeconds }: Measured): string {
  const each = ((processorSeconds * 1e6) / households).toFixed(1);
  return `${households.toLocaleString("en")} households on file (${megabytes} MB), before and after: ${seconds} s; ${processorSeconds} s of processors, ${each} µs a household`;
}
