import { type FileReply, notCovered, ServiceError } from "./api-reply.ts";
import { type FauxqsBuckets, openFauxqsBuckets } from "./fauxqs-store.ts";

/** A request of S3's own protocol, with the bucket in the path. */
export interface S3Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a request asks for, and of what. */
export interface S3Call {
  readonly action: string;
  /** As JSON, for those who check what a call is about. */
  readonly about: string;
}

export interface S3 {
  ensureBucket(name: string): void;
  /** What a request asks for. Throws a ServiceError where that is not covered. */
  callOf(request: Pick<S3Request, "method" | "url">): S3Call;
  call(request: S3Request): Promise<FileReply>;
  close(): Promise<void>;
}

const objectActions: Readonly<Record<string, string>> = {
  GET: "GetObject",
  HEAD: "HeadObject",
  PUT: "PutObject",
  DELETE: "DeleteObject",
};
const covered = [...Object.values(objectActions), "ListObjectsV2"];
/** Parameters that make another call of a request: anything else, such as `uploads`, is not covered. */
const harmless = new Set(["x-id", "list-type", "prefix", "delimiter", "max-keys", "start-after", "encoding-type"]);

/** S3 on disk: fauxqs's buckets, those that the template declares and no others. */
export async function startS3(folder: string): Promise<S3> {
  const buckets: FauxqsBuckets = await openFauxqsBuckets(folder);
  return {
    ensureBucket: buckets.ensureBucket,
    callOf({ method, url }) {
      const [, Bucket = "", ...rest] = url.pathname.split("/");
      const Key = decodeURIComponent(rest.join("/"));
      const action = Key === "" ? (method === "GET" ? "ListObjectsV2" : undefined) : objectActions[method];
      const others = [...url.searchParams.keys()].filter((name) => !harmless.has(name));
      if (action === undefined || others.length > 0) {
        throw notCovered("s3", `${method} with ${others.join(", ") || "this path"}`, covered);
      }
      if (!buckets.has(Bucket)) throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404);
      return { action, about: JSON.stringify(Key === "" ? { Bucket } : { Bucket, Key }) };
    },
    call: buckets.request,
    close: buckets.close,
  };
}
