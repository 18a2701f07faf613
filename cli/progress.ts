/** Reports how far long work has come, on standard error; silent where that is no terminal. */
export interface Progress {
  /** `done` of `total` (if known), in the unit given at the start. */
  update(done: number, total?: number, note?: string): void;
  /** Ends the line. */
  end(): void;
}

/** A progress line that redraws itself at most ten times a second. */
export function progressLine(label: string, unit: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { update: () => {}, end: () => {} };
  const started = performance.now();
  let drawn = Number.NEGATIVE_INFINITY;
  let last = "";
  const draw = (text: string) => {
    stream.write(`\r\x1b[2K${text}`);
  };
  return {
    update(done, total, note = "") {
      const share = total ? ` ${Math.floor((100 * done) / total)}%` : "";
      const rate = Math.round(done / Math.max(0.001, (performance.now() - started) / 1000));
      last = `${label} ${done.toLocaleString("en")}${total ? ` of ${total.toLocaleString("en")}` : ""} ${unit}${share}, ${rate.toLocaleString("en")}/s ${note}`;
      if (performance.now() - drawn < 100) return;
      drawn = performance.now();
      draw(last);
    },
    end() {
      if (last !== "") draw(`${last}\n`);
    },
  };
}
