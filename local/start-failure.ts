/** Why npm start ended, on one line in Chinese and English: never a stack trace. */
export function failureInWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const known = typeof code === "string" ? ofTheDisk[code] : undefined;
  return (known === undefined ? message : `${known}: ${message}`).replaceAll(/\s*\n\s*/g, "; ");
}

const ofTheDisk: Readonly<Record<string, string>> = {
  ENOSPC: "磁盘已满,腾出空间后再启动 the disk is full; free some space and start again",
  EDQUOT: "磁盘配额已用完 the disk quota is used up",
  EROFS: "磁盘只读 the disk is read-only",
  EACCES: "没有权限 permission is missing",
  EPERM: "没有权限 permission is missing",
};
