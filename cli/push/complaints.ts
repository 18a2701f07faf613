const mostComplaints = 20;

/** Says the first complaints in full and the number of the rest, on standard error. */
export function firstComplaints(): { say(message: string): void; end(): void } {
  let said = 0;
  return {
    say(message) {
      said += 1;
      if (said <= mostComplaints) console.error(message);
    },
    end() {
      if (said > mostComplaints) console.error(`… and ${said - mostComplaints} more`);
    },
  };
}
