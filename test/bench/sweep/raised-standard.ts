import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

/** What is measured: the guarantee of one county rises. Yuan a month. */
export const guarantee = { county: "330106", from: 941, to: 1000, on: "2022-06-01" } as const;

/** The Zhejiang pack with the county's guarantee at a value. */
export function standardWith(value: number): Standard {
  const document = zhejiangDocument();
  return compileStandard({
    ...document,
    parameters: document.parameters.map((parameter) =>
      parameter.name === document.indexedParameter
        ? { ...parameter, areas: { ...parameter.areas, [guarantee.county]: { "2021-12-31": value } } }
        : parameter,
    ),
  });
}
