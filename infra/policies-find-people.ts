import { type App, type StackProps, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, NIST80053R5Checks } from "cdk-nag";
import { CountyQueuesStack } from "./county-queues-stack.ts";
import { DataStack } from "./data-stack.ts";
import { DeskStack } from "./desk-stack.ts";
import { OfficesStack, tellsOffices } from "./offices-stack.ts";
import { notifyOfAlarms, OperationsStack } from "./operations/operations-stack.ts";
import { OutreachStack } from "./outreach-stack.ts";
import { PipelineStack } from "./pipeline-stack.ts";
import { countiesByPrefecture, type Stage } from "./stages.ts";

/**
 * The stacks of a stage, one per lifetime; synthesis fails on a finding of cdk-nag that no reason answers.
 * Needs neither account nor region: `props.env` may name them.
 */
export function policiesFindPeople(app: App, stage: Stage, props: Pick<StackProps, "env"> = {}) {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
  const data = new DataStack(app, "policies-find-people-data", {
    ...props,
    stage,
    description: "Policies find people: households, persons, standards, cases, and what staff see of them",
  });
  const operations = new OperationsStack(app, "policies-find-people-operations", {
    ...props,
    stage,
    key: data.messagesKey,
    description: "Policies find people: where alarms go",
  });
  notifyOfAlarms(app, operations.alarms);
  const outreach = new OutreachStack(app, "policies-find-people-outreach", {
    ...props,
    stage,
    key: data.messagesKey,
    cases: data.cases,
    standards: data.standards,
    description: "Policies find people: notices on their way to staff",
  });
  const desk = new DeskStack(app, "policies-find-people-desk", {
    ...props,
    stage,
    key: data.messagesKey,
    data,
    description: "Policies find people: the API at which staff work cases",
  });
  const pipeline = new PipelineStack(app, "policies-find-people-pipeline", {
    ...props,
    stage,
    data,
    outreachQueue: outreach.queue,
    description: "Policies find people: changes on their way to notices",
  });
  // A stack for each prefecture, whatever their number: the ninety counties' queues do not fit one stack's 500
  // resources, and a queue that had to move to another stack would lose its notices.
  const countyQueues = [...countiesByPrefecture(stage)].map(([prefecture, counties]) => {
    const stack = new CountyQueuesStack(app, `policies-find-people-counties-${prefecture}`, {
      ...props,
      stage,
      key: data.messagesKey,
      counties,
      description: `Policies find people: queues of counties in ${prefecture} with an office system of their own`,
    });
    // The pipeline knows these queues by name only; they must be there before it sends.
    pipeline.addStackDependency(stack);
    return stack;
  });
  const offices = tellsOffices(stage)
    ? new OfficesStack(app, "policies-find-people-offices", {
        ...props,
        stage,
        data,
        outreachQueue: outreach.queue,
        description: "Policies find people: what offices are told beyond the desk",
      })
    : undefined;
  // Its queues too must be there before the pipeline sends.
  if (offices) pipeline.addStackDependency(offices);
  return { data, operations, outreach, desk, pipeline, countyQueues, offices };
}
