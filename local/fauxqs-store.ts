import { DatabaseSync } from "node:sqlite";
import { buildApp } from "fauxqs";
// fauxqs exports only a server that listens on every interface. Its stores, which the same server is made of, are
// reached by path, and its requests injected: nothing listens but our gateway.
import { PersistenceManager } from "../node_modules/fauxqs/dist/persistence.js";
import { FileS3Persistence } from "../node_modules/fauxqs/dist/s3/fileS3Persistence.js";
import { S3Store } from "../node_modules/fauxqs/dist/s3/s3Store.js";
import { SnsStore } from "../node_modules/fauxqs/dist/sns/snsStore.js";
import { type SqsQueue, SqsStore } from "../node_modules/fauxqs/dist/sqs/sqsStore.js";
import { INVALID_MESSAGE_BODY_CHAR } from "../node_modules/fauxqs/dist/sqs/sqsTypes.js";
import { region } from "./account.ts";
import type { FileReply } from "./api-reply.ts";
import type { S3Request } from "./s3.ts";

export type { SqsQueue };

export interface FauxqsStore {
  readonly queues: SqsStore;
  /** Answers a request of the JSON protocol. */
  request(action: string, input: object): Promise<FauxqsReply>;
  close(): Promise<void>;
}

export interface FauxqsReply {
  readonly status: number;
  /** Error code and fault in the words of the older protocol. */
  readonly queryError: string | undefined;
  readonly body: string;
}

// fauxqs takes no character beyond 16 bits, which AWS does: rare characters of names, for one.
const notOfXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
Object.assign(INVALID_MESSAGE_BODY_CHAR, { test: (text: string) => notOfXml.test(text) });

const prefix = "AWS.SimpleQueueService.";
/** The errors whose code of the older protocol begins with the service's name; fauxqs begins all so. */
const prefixed = new Set(
  [
    ...["BatchEntryIdsNotDistinct", "BatchRequestTooLong", "EmptyBatchRequest", "InvalidBatchEntryId"],
    ...["MessageNotInflight", "NonExistentQueue", "PurgeQueueInProgress", "QueueDeletedRecently"],
    ...["TooManyEntriesInBatchRequest", "UnsupportedOperation"],
  ].map((code) => `${prefix}${code}`),
);

function asOnAws(queryError: string): string {
  const [code = ""] = queryError.split(";");
  return prefixed.has(code) ? queryError : queryError.replace(prefix, "");
}

/** Opens or creates the queues in a folder, with their messages. */
export async function openFauxqsStore(folder: string): Promise<FauxqsStore> {
  const sqsStore = new SqsStore();
  const persistence = new PersistenceManager(folder);
  withoutWaitingForTheDisk(persistence);
  // Queues must be loaded before the store may write: creating a queue in a writing store erases its messages.
  persistence.loadSqsAndSns(sqsStore, new SnsStore());
  sqsStore.persistence = persistence;
  sqsStore.region = region;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
  const stores = { sqsStore, snsStore: new SnsStore(), s3Store: new S3Store() };
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  await app.ready();
  return {
    queues: sqsStore,
    async request(action, input) {
      const { statusCode, headers, payload } = await app.inject({
        method: "POST",
        url: "/",
        headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
        payload: JSON.stringify(input),
      });
      const queryError = headers["x-amzn-query-error"];
      return {
        status: statusCode,
        queryError: queryError === undefined ? undefined : asOnAws(String(queryError)),
        body: payload,
      };
    },
    async close() {
      sqsStore.shutdown();
      await app.close();
      persistence.close();
    },
  };
}

export interface FauxqsBuckets {
  ensureBucket(name: string): void;
  has(name: string): boolean;
  /** Answers a request of S3's protocol. */
  request(request: S3Request): Promise<FileReply>;
  close(): Promise<void>;
}

/** Opens or creates the buckets in a folder, with their objects as files. */
export async function openFauxqsBuckets(folder: string): Promise<FauxqsBuckets> {
  const s3Store = new S3Store();
  const persistence = new FileS3Persistence(folder);
  persistence.loadS3(s3Store);
  s3Store.persistence = persistence;
  const app = buildApp({
    logger: false,
    defaultRegion: region,
    stores: { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store },
  });
  await app.ready();
  return {
    ensureBucket(name) {
      if (!s3Store.hasBucket(name)) s3Store.createBucket(name);
    },
    has: (name) => s3Store.hasBucket(name),
    async request({ method, url, headers, body }) {
      const known = (["GET", "HEAD", "PUT", "DELETE"] as const).find((each) => each === method) ?? "GET";
      const {
        statusCode,
        headers: told,
        rawPayload,
      } = await app.inject({
        method: known,
        url: `${url.pathname}${url.search}`,
        headers: { ...headers, host: "127.0.0.1" },
        ...(known === "PUT" ? { payload: body } : {}),
      });
      const { "content-type": contentType = "application/xml", ...others } = Object.fromEntries(
        Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
      );
      // Its date is of this machine's clock; the connection is the gateway's own.
      const { date: _, connection: __, "transfer-encoding": ___, ...kept } = others;
      return { status: statusCode, contentType, headers: kept, body: rawPayload };
    },
    async close() {
      await app.close();
      persistence.close();
    },
  };
}

/**
 * Lets SQLite return before the disk has a message: it outlives the process all the same, kill -9 included, and only a
 * crash of the machine could lose it. Waiting would cost milliseconds a message.
 */
function withoutWaitingForTheDisk(persistence: PersistenceManager): void {
  const database: unknown = Reflect.get(persistence, "db");
  if (!(database instanceof DatabaseSync)) throw new Error("fauxqs no longer keeps its SQLite database in `db`");
  database.exec("PRAGMA synchronous = NORMAL");
}
