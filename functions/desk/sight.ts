/** What lets somebody see more of a case for a while: they opened it, or broke the glass for it. */
export interface Sight {
  readonly staff: string;
  readonly notice: string;
  readonly kind: "opening" | "broken-glass";
  readonly until: Date;
}

/** Who may see what for how long. The port; its DynamoDB form is in stores/. */
export interface SightStore {
  keep(sight: Sight): Promise<void>;
  /** Until when somebody's sight of a case lasts; undefined where there is none, whatever is over included. */
  until(of: Pick<Sight, "staff" | "notice" | "kind">, now: Date): Promise<Date | undefined>;
}
