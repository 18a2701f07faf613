import type { StandardDocument } from "#eligibility/standard-document.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

/** The Zhejiang pack with every value of a parameter times a factor, in whole yuan. */
export function withParameterTimes(name: string, factor: number): StandardDocument {
  const document = zhejiangDocument();
  return {
    ...document,
    version: `${document.version}-${name}-${factor}`,
    parameters: document.parameters.map((parameter) =>
      parameter.name === name
        ? {
            ...parameter,
            areas: Object.fromEntries(
              Object.entries(parameter.areas).map(([area, values]) => [
                area,
                Object.fromEntries(Object.entries(values).map(([day, value]) => [day, Math.round(value * factor)])),
              ]),
            ),
          }
        : parameter,
    ),
  };
}

/** The Zhejiang pack without a programme and those that follow it, which no role serves then. */
export function withoutProgrammes(...ids: readonly string[]): StandardDocument {
  const document = zhejiangDocument();
  const keeps = (id: string) => !ids.includes(id);
  return {
    ...document,
    version: `${document.version}-without`,
    programmes: document.programmes.filter(({ id }) => keeps(id)),
    roles: document.roles.map((role) => ({ ...role, programmes: role.programmes.filter(keeps) })),
  };
}

/** The Zhejiang pack with a programme served by another role. */
export function servedBy(programme: string, role: string): StandardDocument {
  const document = zhejiangDocument();
  return {
    ...document,
    version: `${document.version}-${role}`,
    roles: document.roles.map((each) => {
      const others = each.programmes.filter((id) => id !== programme);
      return { ...each, programmes: each.id === role ? [...others, programme] : others };
    }),
  };
}

/** The Zhejiang pack with the screening conditions of a programme that a rule keeps. */
export function withConditions(programme: string, keeps: (id: string) => boolean): StandardDocument {
  const document = zhejiangDocument();
  return {
    ...document,
    version: `${document.version}-conditions`,
    programmes: document.programmes.map((each) =>
      each.id === programme ? { ...each, conditions: each.conditions.filter(({ id }) => keeps(id)) } : each,
    ),
  };
}
