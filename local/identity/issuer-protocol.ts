import * as z from "zod/mini";

/** What the issuer's thread is told when it starts. */
export const IssuerSettings = z.object({
  /** `http://127.0.0.1:8080/issuer` */
  issuer: z.string(),
  /** Where browsers may be sent back to. */
  pages: z.array(z.string()),
  audience: z.string(),
  /** A file of personas, read anew for each page. */
  personas: z.string(),
  /** Milliseconds by which its clock is ahead, as the functions' clock is. */
  clockOffset: z.number(),
});
export type IssuerSettings = z.infer<typeof IssuerSettings>;

/** What it says: the port it listens on. */
export const IssuerReport = z.object({ port: z.int() });
