/** The bus that source systems put their events on. */
export const busName = "household-events";
