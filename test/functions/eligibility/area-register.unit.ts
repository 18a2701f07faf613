import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaRegister } from "#eligibility/area-register.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

const document = zhejiangDocument();
const register = areaRegister(document);
const counties = document.areas.filter(({ level }) => level === "county").map(({ code }) => code);

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
/** What follows a county's code: nothing, a town, or a town and a village. */
const within = fc.oneof(fc.constant(""), digits(3), digits(6));

describe("a place of the standard", () => {
  it("is whatever lies in a listed county, or in one that is no more, however new the town or village", () => {
    const retired = (document.outreach?.retired ?? []).map(({ code }) => code);
    fc.assert(
      fc.property(fc.constantFrom(...counties, ...retired), within, (county, rest) => {
        expect(register.isPlace(county + rest)).toBe(true);
        expect(counties).toContain(register.current(county + rest).slice(0, 6));
      }),
    );
  });

  it("is whatever lies in a listed county where villages are listed too", () => {
    const village = { code: "330106001001", parent: "330106", level: "village" as const, zh: "村", en: "Village" };
    const { isPlace } = areaRegister({ ...document, areas: [...document.areas, village] });
    expect(["330106001001", "330106001002", "330106"].map(isPlace)).toEqual([true, true, true]);
  });

  it("is a listed prefecture or the province itself, where no more is known", () => {
    expect(["33", "3301", "3311"].map(register.isPlace)).toEqual([true, true, true]);
  });

  it("is one where the standard names no areas that are no more", () => {
    const { isPlace, current } = areaRegister({ areas: document.areas });
    expect(isPlace("330106")).toBe(true);
    expect(current("330103001001")).toBe("330103001001");
  });

  it("is looked up in the one register of its standard", () => {
    expect(areaRegister(document)).toBe(register);
  });

  it("is nothing outside them", () => {
    const known = new Set([...counties, ...(document.outreach?.retired ?? []).map(({ code }) => code)]);
    fc.assert(
      fc.property(digits(6), within, (county, rest) => {
        fc.pre(!known.has(county));
        expect(register.isPlace(county + rest)).toBe(false);
      }),
    );
    expect(["99", "3399", "330199", "99999999", ""].filter(register.isPlace)).toEqual([]);
  });

  it("has a nearest area that is listed, as long as anything around it is", () => {
    expect(register.nearest("330106999999")).toBe("330106");
    expect(register.nearest("330199001001")).toBe("3301");
    expect(register.nearest("339901001001")).toBe("33");
    expect(register.nearest("999999999999")).toBeUndefined();
    expect(register.nearest("330103001001")).toBe("330105");
  });
});

describe("where somebody can be", () => {
  const villages = ["330106001001", "330106001002", "330106002"].map((code) => ({
    ...{ code, parent: code.slice(0, 6), level: code.length === 12 ? ("village" as const) : ("town" as const) },
    ...{ zh: "某地", en: "Somewhere" },
  }));
  const { staffed } = areaRegister({ ...document, areas: [...document.areas, ...villages] });

  it("is the area itself where the standard lists none of its neighbours", () => {
    expect(staffed("330203999999")).toBe("330203999999");
    expect(staffed("330106002999")).toBe("330106002999");
    expect(["33", "3301", "330106"].map(staffed)).toEqual(["33", "3301", "330106"]);
  });

  it("is the town of a village, and the county of a town, that the standard does not list among its neighbours", () => {
    expect(staffed("330106001001")).toBe("330106001001");
    expect(staffed("330106001999")).toBe("330106001");
    expect(staffed("330106999999")).toBe("330106");
    expect(staffed("330106999")).toBe("330106");
  });
});
