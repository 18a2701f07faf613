/**
 * The version of the schema of standards' documents. A document that was stored under it was checked when it was published,
 * and no new instance of a function checks it again, which takes longer than judging a hundred families. Whoever changes
 * what StandardDocument takes gives it another number: documents of another version are checked when they are read.
 */
export const schemaVersion = 1;
