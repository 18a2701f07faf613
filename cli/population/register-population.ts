import type { Command } from "commander";
import type { PopulationOptions } from "./population.ts";

const after = `
The same seed gives the same population, byte for byte, and the first households are the same however many are made.
Ages, families, incomes, disability and assistance are those of Zhejiang in size and share; nobody in it is real, and
some facts are missing, as in life. --changes writes what a month brings these households, as their source systems
report it: births, deaths, moves, divorces, jobs found and lost, medical costs, certificates, schools, grants; pfp push
sends that file. With --from the month is that of households on file, and goes to standard output without --changes.

Exit status: 0 done, 2 wrong usage.`;

/** `pfp population`: a synthetic county, and a month of its changes. */
export function registerPopulation(program: Command): void {
  program
    .command("population")
    .description("make a synthetic population of households on file, and a month of changes to it")
    .option("--households <number>", "how many households (10000)")
    .option("--seed <number>", "another number, another population", "1")
    .option(
      "--counties <codes>",
      "where they live: codes of counties, prefectures or the province",
      "330106,330203,330383",
    )
    .option("--on <date>", "first day of the month of changes, as of which the households are so", "2022-06-01")
    .option("--output <file>", "where the households go (standard output)")
    .option("--changes <file>", "write a month of changes, one event a line")
    .option("--from <file>", "households already on file (- is standard input) instead of new ones")
    .option("--json", "print the summary as JSON on standard output; households and changes then go to files")
    .addHelpText("after", after)
    .action(async (options: PopulationOptions) => {
      const { population } = await import("./population.ts");
      await population(options);
    });
}
