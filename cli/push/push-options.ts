/** The options of `pfp push`, as commander gives them. */
export interface PushOptions {
  readonly source?: string;
  readonly from: "ndjson" | "csv";
  readonly sequence?: string;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly bus?: string;
  readonly rejects?: string;
  readonly pack: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly resume: boolean;
}
