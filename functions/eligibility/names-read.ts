/** The facts (`person.birthDate`), parameters (`parameter.x`) and programmes (`programme.x`) that a definition's trees name, with repetitions. */
export function namesRead(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { op, of, name, id } = Object(node);
  const named = op === "fact" ? `${of}.${name}` : op === "parameter" ? `parameter.${name}` : `programme.${id}`;
  const own = op === "fact" || op === "parameter" || op === "programme" ? [named] : [];
  return [...own, ...Object.values(node).flatMap(namesRead)];
}
