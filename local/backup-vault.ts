import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { arnOf } from "./account.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";
import type { StoredTable } from "./dynamodb.ts";

/** A table as it lies in a vault: what it is made of, and its items. */
const Kept = z.object({
  table: z.string(),
  at: z.number(),
  definition: z.record(z.string(), z.unknown()),
  items: z.array(z.record(z.string(), z.unknown())),
});
export interface KeptTable extends StoredTable {
  readonly table: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface BackupOptions {
  /** The folder of recovery points. It may be kept apart from everything else, as a copy in another region is. */
  readonly folder: string;
  readonly now: () => Date;
  /** The table's definition and items. Rejects with a ServiceError where there is none. */
  readonly read: (table: string) => Promise<StoredTable>;
  /** Makes a new table of a recovery point. Rejects with a ServiceError where the name is taken. */
  readonly restore: (kept: KeptTable, target: string) => Promise<void>;
}

/** AWS Backup, for tables: a backup by hand, the list of what a vault holds, and a restore into a new table. */
export interface BackupRest {
  /** Resolves with undefined where the path is none of these. */
  call(method: string, url: URL, body: string): Promise<ApiReply | undefined>;
}

const StartBackup = z.looseObject({ BackupVaultName: z.string(), ResourceArn: z.string(), IamRoleArn: z.string() });
const StartRestore = z.looseObject({
  RecoveryPointArn: z.string(),
  IamRoleArn: z.string(),
  Metadata: z.looseObject({ targetTableName: z.string() }),
});

export function backupRest({ folder, now, read, restore }: BackupOptions): BackupRest {
  const restored = new Map<string, object>();
  const routes: readonly [RegExp, (part: string, body: string) => Promise<object> | object][] = [
    [
      /^PUT \/backup-jobs$/,
      async (_, body) => {
        const { ResourceArn, BackupVaultName } = parse(StartBackup, body);
        const table = ResourceArn.split("/").at(-1) ?? "";
        const id = randomUUID();
        const vault = join(folder, BackupVaultName);
        mkdirSync(vault, { recursive: true });
        const kept: KeptTable = { table, at: now().getTime(), ...(await read(table)) };
        writeFileSync(join(vault, `${id}.json`), JSON.stringify(kept));
        return { BackupJobId: randomUUID(), RecoveryPointArn: recoveryPointArn(id) };
      },
    ],
    [
      /^GET \/backup-vaults\/([^/]+)\/recovery-points\/$/,
      (vault) => {
        const path = join(folder, decodeURIComponent(vault));
        const files = existsSync(path) ? readdirSync(path) : [];
        const points = files.map((file) => {
          const { table, at } = Kept.parse(JSON.parse(readFileSync(join(path, file), "utf8")));
          return {
            ...{ RecoveryPointArn: recoveryPointArn(file.replace(".json", "")), ResourceType: "DynamoDB" },
            ...{ ResourceArn: arnOf("dynamodb", `table/${table}`), ResourceName: table },
            ...{ CreationDate: at / 1000, Status: "COMPLETED" },
          };
        });
        return { RecoveryPoints: points.toSorted((a, b) => b.CreationDate - a.CreationDate) };
      },
    ],
    [
      /^PUT \/restore-jobs$/,
      async (_, body) => {
        const { RecoveryPointArn, Metadata } = parse(StartRestore, body);
        const file = `${RecoveryPointArn.split(":").at(-1) ?? ""}.json`;
        const vaults = existsSync(folder) ? readdirSync(folder) : [];
        const path = vaults.map((vault) => join(folder, vault, file)).find((each) => existsSync(each));
        if (path === undefined) {
          throw new ServiceError("ResourceNotFoundException", `There is no recovery point ${RecoveryPointArn}`);
        }
        await restore(Kept.parse(JSON.parse(readFileSync(path, "utf8"))), Metadata.targetTableName);
        const RestoreJobId = randomUUID();
        restored.set(RestoreJobId, { RestoreJobId, RecoveryPointArn, Status: "COMPLETED", PercentDone: "100.00%" });
        return { RestoreJobId };
      },
    ],
    [
      /^GET \/restore-jobs\/([^/]+)$/,
      (id) => {
        const job = restored.get(id);
        if (!job) throw new ServiceError("ResourceNotFoundException", `There is no restore job ${id}`);
        return job;
      },
    ],
  ];
  return {
    async call(method, { pathname }, body) {
      const asked = `${method} ${pathname}`;
      const route = routes.find(([pattern]) => pattern.test(asked));
      if (!route) return undefined;
      const reply = await route[1](route[0].exec(asked)?.[1] ?? "", body);
      return { status: 200, contentType: "application/json", body: JSON.stringify(reply) };
    },
  };
}

function recoveryPointArn(id: string): string {
  return arnOf("backup", `recovery-point:${id}`);
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, body: string): z.output<Schema> {
  const parsed = schema.safeParse(JSON.parse(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServiceError("InvalidParameterValueException", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
