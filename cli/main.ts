import { Command, CommanderError } from "commander";
import { registerCheck } from "./check.ts";
import { registerContacts } from "./contacts/register-contacts.ts";
import { registerEvaluate } from "./evaluate/register-evaluate.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import { registerExplain } from "./explain/register-explain.ts";
import { registerForward } from "./forward/register-forward.ts";
import { registerTest } from "./pack-tests/register-test.ts";
import { registerPage } from "./page/register-page.ts";
import { registerPopulation } from "./population/register-population.ts";
import { registerAsked } from "./preview/register-asked.ts";
import { registerPreview } from "./preview/register-preview.ts";
import { registerPublish } from "./publish/register-publish.ts";
import { registerPush } from "./push/register-push.ts";
import { registerQuarantine } from "./quarantine/register-quarantine.ts";
import { registerReceive } from "./receive/register-receive.ts";
import { registerRedrive } from "./redrive/register-redrive.ts";
import { registerRemind } from "./remind/register-remind.ts";
import { registerRender } from "./render/register-render.ts";
import { registerReport } from "./report.ts";
import { registerRestore } from "./restore/register-restore.ts";
import { registerStandards } from "./standards/register-standards.ts";
import { registerSweep } from "./sweep/register-sweep.ts";

const program = new Command("pfp")
  .description("政策找人 policies find people: check and evaluate standards, push changes, receive notices")
  .showHelpAfterError("(pfp --help shows what there is)")
  .exitOverride();

// Each command is loaded only when it is asked for: `pfp push` needs no CEL parser, `pfp evaluate` no AWS client.
// The registrations below are in the order of help.
registerCheck(program);
registerTest(program);
registerRender(program);
registerEvaluate(program);
registerExplain(program);
registerPreview(program);
registerAsked(program);
registerPublish(program);
registerStandards(program);
registerSweep(program);
registerPage(program);
registerPush(program);
registerReceive(program);
registerForward(program);
registerRemind(program);
registerContacts(program);
registerQuarantine(program);
registerRedrive(program);
registerRestore(program);
registerPopulation(program);
registerReport(program);

// A reader that has had enough, as after `| head`, is no fault of the command; what goes on writing sees it itself.
process.stdout.on("error", (error) => {
  if (Reflect.get(error, "code") !== "EPIPE") throw error;
});

/** A full disk, a folder that may not be written: no fault of the command, so no stack trace. */
function isOfTheFileSystem(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && /^E(ACCES|ROFS|NOSPC|DQUOT|ISDIR|NOTDIR|NOENT|PERM|MFILE|IO|EXIST)$/.test(codeOf(error))
  );
}

function codeOf(error: Error): string {
  return "syscall" in error && "code" in error ? String(error.code) : "";
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommandError) {
    console.error(`pfp: ${error.message}`);
    process.exitCode = error.status;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
  } else if (isOfTheFileSystem(error)) {
    console.error(`pfp: ${error.path ?? "a file"}: ${error.message}`);
    process.exitCode = exitCode.usage;
  } else {
    throw error;
  }
}
