// The last step of `npm test`: of what each function's role grants, everything was used by a test. What a function may
// not do it cannot have done, for the embedded AWS refuses it; so grants and calls are the same, to the action.
import { fileURLToPath } from "node:url";
import { arnOf } from "#local/account.ts";
import { patternOf } from "#local/permissions.ts";
import { readAssembly } from "#local/template/assembly.ts";
import { type Plan, planDeployment } from "#local/template/plan.ts";
import { takenActions } from "./taken-actions.ts";

interface Privilege {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

/** What Lambda does under a function's role: feeds it from its queues, and writes its log. */
function takenByLambda(plan: Plan, functionName: string): (privilege: Privilege) => boolean {
  const queues = plan.mappings.filter((each) => each.functionName === functionName).map(({ queueArn }) => queueArn);
  const logGroup = plan.functions.find(({ name }) => name === functionName)?.logGroup ?? "";
  const feeding = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
  const logging = ["logs:CreateLogStream", "logs:PutLogEvents"];
  return ({ action, resource }) =>
    (feeding.includes(action) && queues.includes(resource)) ||
    (logging.includes(action) && resource.startsWith(arnOf("logs", `log-group:${logGroup}`))) ||
    (action === "kms:Decrypt" && queues.length > 0);
}

/** One county's queue stands for all: they are granted in one list, and made in one loop. */
function generalised({ functionName, action, resource }: Privilege): string {
  return `${functionName}: ${action} on ${resource.replace(/:outreach-\d{6}$/, ":outreach-<county>")}`;
}

const assembly = readAssembly(fileURLToPath(new URL("../cdk.out", import.meta.url)));
const plan = planDeployment(assembly, "http://127.0.0.1");
const taken = takenActions();
const unused = new Set<string>();
let granted = 0;
for (const { name, role } of plan.functions) {
  const byLambda = takenByLambda(plan, name);
  for (const { actions, resources } of plan.roles.get(role)?.grants ?? []) {
    for (const action of actions) {
      for (const resource of resources) {
        granted += 1;
        const privilege = { functionName: name, action, resource };
        const used = taken.some(
          (each) =>
            each.functionName === name &&
            patternOf(action).test(each.action) &&
            (patternOf(resource).test(each.resource) || generalised(each) === generalised(privilege)),
        );
        if (!used && !byLambda(privilege)) unused.add(generalised(privilege));
      }
    }
  }
}
if (granted === 0) throw new Error("the templates grant nothing: there is nothing to check");
if (unused.size > 0) {
  console.error(`Granted, and used by no test:\n${[...unused].toSorted().join("\n")}`);
  process.exitCode = 1;
} else {
  const functions = plan.functions.map(({ name }) => name).toSorted();
  console.log(
    `权限 privileges: ${granted} granted to ${functions.join(", ")}; 0 unused, 0 missing (what is missing is refused)`,
  );
}
