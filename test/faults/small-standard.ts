import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

// Three of Zhejiang's programmes: one of the household, one that follows another's verdict, one of each person. They
// raise, revise and withdraw notices of two roles; more of them would only take longer to judge.
const programmes = new Set(["minimum-living-guarantee", "free-electricity", "longevity-allowance"]);

const document = zhejiangDocument();
const standard = compileStandard({
  ...document,
  programmes: document.programmes.filter(({ id }) => programmes.has(id)),
  roles: document.roles.map((role) => ({ ...role, programmes: role.programmes.filter((id) => programmes.has(id)) })),
});

/** The standard that simulated households are judged by. */
export function smallStandard(): Standard {
  return standard;
}
