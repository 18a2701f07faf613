import type { Funnel } from "#events/desk-api/funnel.ts";
import { useStandards } from "../api/use-standards.ts";
import { useWords } from "../words/use-words.ts";
import { CountedLink } from "./counted-link.tsx";

/** Four shades beside none: the number says it, the shade only finds it. */
function shadeOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.min(4, Math.ceil((4 * count) / most));
}

/** Open cases by town and programme; scrolls sideways by itself where it is too wide. */
export function HeatTable({ heat: { areas, programmes, cells } }: Pick<Funnel, "heat">) {
  const { words } = useWords();
  const standards = useStandards();
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const byPlace = new Map(cells.map((cell) => [`${cell.area} ${cell.programme}`, cell]));
  return (
    <div className="panel wide">
      <h2>{words.county.heat}</h2>
      <p className="small">{words.county.heatWhy}</p>
      {cells.length === 0 ? (
        <p>{words.county.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
        <section className="scrolling" tabIndex={0} aria-label={words.county.heat}>
          <table className="heat">
            <thead>
              <tr>
                <th scope="col">{words.county.programme}</th>
                {areas.map((area) => (
                  <th scope="col" key={area}>
                    {standards.areaName(area)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {programmes.map((programme) => (
                <tr key={programme}>
                  <th scope="row">{standards.programmeName(programme)}</th>
                  {areas.map((area) => {
                    const cell = byPlace.get(`${area} ${programme}`) ?? { count: 0, unlisted: 0 };
                    return (
                      <td key={area} className={`figure shade-${shadeOf(cell.count, most)}`}>
                        <CountedLink
                          counted={cell}
                          of={`${standards.areaName(area)} · ${standards.programmeName(programme)}`}
                        />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
