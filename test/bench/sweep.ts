import { parseArgs } from "node:util";
import { progressLine } from "#cli/progress.ts";
import { prices } from "./prices.ts";
import { type JudgedCounty, judgeCounty } from "./sweep/judge-county.ts";
import { guarantee } from "./sweep/raised-standard.ts";
import { type Walked, walkIndex } from "./sweep/walk-index.ts";

const help = `npm run bench -- sweep [options]
Judges synthetic households of one county by the Zhejiang pack before and after its guarantee rises from ${guarantee.from} to ${guarantee.to},
runs the sweep's own code over the index entries that the store would write, held in memory, and compares whom it finds with
whom a full re-judgement finds.

  --households N   households in the county (1000000)
  --seed N         of the synthetic population (1)
  --json           print everything as one JSON object`;

const province = 25_000_000;

/** `npm run bench -- sweep`: households read beside households for whom something changes, and what that costs. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    const options = parseOptions(args);
    if (options.help) {
      console.log(help);
      return;
    }
    const progress = progressLine("judging by both standards", "households");
    const county = await judgeCounty(options.households, {
      seed: options.seed,
      onProgress: (judged) => progress.update(judged, options.households),
    });
    progress.end();
    const measured = measure(county, await walkIndex(county));
    console.log(options.json ? JSON.stringify(measured) : inWords(measured));
    process.exitCode = measured.missed > 0 ? 1 : 0;
  } catch (error) {
    console.error(`npm run bench -- sweep: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}

function parseOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      households: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const whole = (option: string, text: string, most: number) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
    throw new Error(`--${option}: found "${text}", expected a whole number from 1 to ${most}`);
  };
  return {
    ...values,
    households: whole("households", values.households, 5_000_000),
    seed: whole("seed", values.seed, 1_000_000_000),
  };
}

type Measured = ReturnType<typeof measure>;

function measure(county: JudgedCounty, walked: Walked) {
  const households = county.ids.length;
  const changedIds = county.ids.filter((_, index) => county.changed[index] === 1);
  const missed = changedIds.filter((id) => !walked.found.has(id)).length;
  const found = walked.found.size;
  // evaluate reads who was found, strongly consistent; of these it writes who changes, and two index entries move.
  const unitsToRead = Math.ceil(county.itemBytes / 4096);
  const unitsToWrite = Math.ceil(county.itemBytes / 1024);
  const entriesMoved = 4;
  const sweep = {
    readUnits: walked.readUnits + found * unitsToRead,
    writeUnits: found * (unitsToWrite + entriesMoved),
    // Sent by tens, received by fives, deleted by fives.
    sqsRequests: walked.messages * (1 / 10 + 2 / 5),
    gigabyteSeconds: (found * county.seconds * county.threads) / (2 * households),
  };
  const everyone = {
    readUnits: (households * county.itemBytes) / 4096 / 2,
    writeUnits: households * unitsToWrite,
  };
  const scale = province / households;
  return {
    households,
    changed: changedIds.length,
    found,
    missed,
    readPerChanged: found / changedIds.length,
    byPass: walked.byPass,
    messages: walked.messages,
    queries: walked.queries,
    itemBytes: Math.round(county.itemBytes),
    index: { bytesRead: walked.bytesRead, readUnits: walked.readUnits },
    readUnits: { sweep: sweep.readUnits, fullRead: everyone.readUnits },
    seconds: { walking: walked.seconds, judgingBoth: county.seconds, threads: county.threads },
    provinceDollars: {
      sweepReads: scale * sweep.readUnits * prices.dynamoDbReadUnit,
      sweep:
        scale *
        (sweep.readUnits * prices.dynamoDbReadUnit +
          sweep.writeUnits * prices.dynamoDbWriteUnit +
          sweep.sqsRequests * prices.sqsRequest +
          sweep.gigabyteSeconds * prices.lambdaGigabyteSecond),
      allRead: scale * everyone.readUnits * prices.dynamoDbReadUnit,
      allRewritten:
        scale * (everyone.readUnits * prices.dynamoDbReadUnit + everyone.writeUnits * prices.dynamoDbWriteUnit),
    },
  };
}

function inWords(measured: Measured): string {
  const { households, changed, found, missed, readPerChanged, byPass, index, readUnits, seconds, provinceDollars } =
    measured;
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  const dollars = (value: number) => `$${value.toFixed(2)}`;
  return [
    `${whole(households)} 户 households of ${guarantee.county}; 低保标准 guarantee ${guarantee.from} → ${guarantee.to}`,
    `${whole(changed)} 户结论或金额有变 change by verdict or amount; ${whole(found)} 户被读取 were read: ${readPerChanged.toFixed(3)} 倍 times; ${whole(missed)} 户遗漏 missed`,
    `两遍各找到 found by each pass: ${byPass.map(whole).join(", ")}; ${whole(measured.messages)} 条消息 messages, ${whole(measured.queries)} 次查询 queries`,
    `读取单位 read units: 扫描 sweep ${whole(readUnits.sweep)} (其中索引 of which index ${whole(index.readUnits)}), 全部读取 all read ${whole(readUnits.fullRead)} (${whole(measured.itemBytes)} B 一户 a household)`,
    `用时 time: 走索引 walking the index ${seconds.walking.toFixed(2)} s; 两次判定全部家庭 judging everyone twice ${seconds.judgingBoth.toFixed(0)} s on ${seconds.threads} threads`,
    `全省 2500 万户 25 million households, list prices: 扫描 sweep ${dollars(provinceDollars.sweep)} (读 reads ${dollars(provinceDollars.sweepReads)}); 全部读取 all read ${dollars(provinceDollars.allRead)}; 全部重写 all rewritten ${dollars(provinceDollars.allRewritten)}`,
    "",
    "索引项由代码算出,存于内存 Index entries are worked out by the code and held in memory; units are what DynamoDB would bill for their bytes.",
  ].join("\n");
}
