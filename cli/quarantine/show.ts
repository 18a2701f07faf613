import type { AwsSettings } from "../aws-clients.ts";
import { exitCode } from "../exit-code.ts";
import { onInterruption } from "../interruption.ts";
import { entryLines } from "../receive/entry-in-words.ts";
import { packNames } from "../receive/pack-names.ts";
import { wordsIn } from "../receive/words.ts";
import { entryOf, openQuarantine } from "./quarantine-queue.ts";
import { eventAgain } from "./retriable.ts";

export interface ShowOptions extends AwsSettings {
  readonly pack?: string;
  readonly json?: boolean;
}

/** Shows one change that was set aside, in Chinese and English, with what was rejected. Resolves with the exit status. */
export async function show(id: string, options: ShowOptions): Promise<number> {
  const interruption = onInterruption();
  const { entries, held, client } = await openQuarantine(options, interruption.signal);
  try {
    const entry = entryOf(entries, id);
    if (options.json) console.log(JSON.stringify({ message: entry.id, ...entry.change }));
    else {
      for (const language of ["zh", "en"] as const) {
        const names = await packNames(options.pack, language);
        console.log(entryLines(entry.change, entry.id, { words: wordsIn[language], names }).join("\n"));
      }
      const { rejected } = entry.change;
      console.log(`\n被拒内容 rejected:\n${rejected === undefined ? "—" : JSON.stringify(rejected, null, 2)}`);
      const again = eventAgain(entry.change);
      console.log(
        "en" in again
          ? `\n不能重试 cannot be retried: ${again.zh} ${again.en}`
          : `\n更正后 once corrected: pfp quarantine retry ${entry.id.slice(0, 8)} [--with corrected.json]`,
      );
    }
    return exitCode.done;
  } finally {
    await held.release();
    interruption.end();
    client.destroy();
  }
}
