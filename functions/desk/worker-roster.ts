/** A worker as the desk knows them: by their own posts, at the time they last came. */
export interface RosteredWorker {
  readonly staff: string;
  /** The area of the post. */
  readonly area: string;
  readonly roles: readonly string[];
  readonly lastSeen: Date;
}

/** Who works where: whoever has come to the desk. The port; its DynamoDB form is in stores/. */
export interface WorkerRoster {
  note(worker: RosteredWorker): Promise<void>;
  /** The workers of a town (9 digits) and its villages. */
  inTown(town: string): Promise<readonly RosteredWorker[]>;
}
