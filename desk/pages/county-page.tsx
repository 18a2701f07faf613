import { useState } from "react";
import type { Funnel, Precision } from "#events/desk-api/funnel.ts";
import { useDesk, useMe } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { CountedLink } from "../parts/counted-link.tsx";
import { HeatTable } from "../parts/heat-table.tsx";
import { KeptSince } from "../parts/kept-since.tsx";
import { Read } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { Trail } from "../parts/trail.tsx";
import { useWords } from "../words/use-words.ts";

/** A county's manager: numbers from detection to grant, each of which opens the list behind it; no names. */
export function CountyPage() {
  const { words, formats } = useWords();
  const standards = useStandards();
  const funnel = useDesk("countyFunnel", {});
  return (
    <>
      <Title text={words.county.title}>
        {funnel.data ? (
          <p className="lead">
            {standards.areaName(funnel.data.reply.area)} ·{" "}
            {words.county.readAt(formats.moment(funnel.data.reply.readAt))}
          </p>
        ) : null}
        <KeptSince at={funnel.data?.keptAt} />
      </Title>
      <Read of={funnel} what={words.county.title}>
        {({ reply }) => (
          <div className="county">
            <Stages funnel={reply} />
            <Waiting funnel={reply} />
            <Precisions funnel={reply} />
            <HeatTable heat={reply.heat} />
            <BrokenGlass area={reply.area} />
          </div>
        )}
      </Read>
    </>
  );
}

function Stages({ funnel: { stages } }: { readonly funnel: Funnel }) {
  const { words, formats } = useWords();
  const detected = Math.max(1, stages[0]?.count ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="panel may-scroll" tabIndex={0} aria-labelledby="funnel">
      <h2 id="funnel">{words.county.funnel}</h2>
      {stages.some(({ unlisted }) => unlisted > 0) ? <p className="small">{words.county.unlistedWhy}</p> : null}
      <table className="funnel">
        <thead>
          <tr>
            <th scope="col">{words.county.stage}</th>
            <th scope="col">{words.county.count}</th>
            <th scope="col">{words.county.ofDetected}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ stage, ...counted }) => (
            <tr key={stage}>
              <th scope="row">{words.stages[stage]}</th>
              <td className="figure">
                <CountedLink counted={counted} of={words.stages[stage]} />
              </td>
              <td className="bar-cell">
                <span className="bar" style={{ inlineSize: `${Math.round((100 * counted.count) / detected)}%` }} />
                <span className="bar-share">{formats.share(counted.count / detected)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Waiting({ funnel: { timeToReach, overdue, unclaimed, need } }: { readonly funnel: Funnel }) {
  const { words, formats } = useWords();
  return (
    <section className="panel" aria-labelledby="reach">
      <h2 id="reach">{words.county.timeToReach}</h2>
      {timeToReach.medianDays === undefined ? (
        <p>{words.county.noneReached}</p>
      ) : (
        <p className="lead">
          {words.county.median(formats.number(timeToReach.medianDays))}
          {timeToReach.ninetiethDays === undefined ? null : (
            <>
              <br />
              {words.county.ninetieth(formats.number(timeToReach.ninetiethDays))}
            </>
          )}
        </p>
      )}
      <p className="small">{words.county.reachedCount(timeToReach.reached)}</p>
      <dl className="figures">
        <div>
          <dt>{words.county.overdue}</dt>
          <dd>
            <CountedLink counted={overdue} of={words.county.overdue} />
          </dd>
        </div>
        <div>
          <dt>{words.county.unclaimed}</dt>
          <dd>
            <CountedLink counted={unclaimed} of={words.county.unclaimed} />
          </dd>
        </div>
        <div>
          <dt>{words.county.needSeen}</dt>
          <dd>
            <CountedLink counted={need.seen} of={words.county.needSeen} />
          </dd>
        </div>
        <div>
          <dt>{words.county.referredToCharity}</dt>
          <dd>
            <CountedLink counted={need.referred} of={words.county.referredToCharity} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Precisions({ funnel }: { readonly funnel: Funnel }) {
  const { words } = useWords();
  const standards = useStandards();
  return (
    <section className="panel" aria-labelledby="precision">
      <h2 id="precision">{words.county.precision}</h2>
      <p className="small">{words.county.precisionWhy}</p>
      <PrecisionTable
        caption={words.county.byProgramme}
        of={words.county.programme}
        rows={funnel.precisionByProgramme}
        nameOf={({ programme }) => standards.programmeName(programme ?? "")}
      />
      <PrecisionTable
        caption={words.county.byArea}
        of={words.county.area}
        rows={funnel.precisionByArea}
        nameOf={({ area }) => standards.areaName(area ?? "")}
      />
    </section>
  );
}

/** Seeing beyond one's reach is allowed in need; somebody looks at it afterwards. */
function BrokenGlass({ area }: { readonly area: string }) {
  const { words } = useWords();
  const { today } = useMe();
  const [day, setDay] = useState(today);
  const trail = useDesk("brokenGlass", { query: { area, day } });
  return (
    <section className="panel" aria-labelledby="broken-glass">
      <h2 id="broken-glass">{words.county.brokenGlass}</h2>
      <label className="field narrow">
        {words.audit.day}
        <input
          type="date"
          value={day}
          max={today}
          onChange={({ target }) => setDay(target.value === "" ? today : target.value)}
        />
      </label>
      <Read of={trail} what={words.county.brokenGlass}>
        {({ reply }) =>
          reply.entries.length === 0 ? (
            <p>{words.county.brokenGlassNone}</p>
          ) : (
            <Trail entries={reply.entries} label={words.county.brokenGlass} />
          )
        }
      </Read>
    </section>
  );
}

interface PrecisionTableProps {
  readonly caption: string;
  readonly of: string;
  readonly rows: readonly Precision[];
  readonly nameOf: (row: Precision) => string;
}

function PrecisionTable({ caption, of, rows, nameOf }: PrecisionTableProps) {
  const { words, formats } = useWords();
  const visited = rows.filter((row) => row.visited.count > 0);
  if (visited.length === 0) {
    return (
      <p>
        {caption}: {words.county.none}
      </p>
    );
  }
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">{words.county.visited}</th>
          <th scope="col">{words.county.eligible}</th>
          <th scope="col">{words.county.share}</th>
        </tr>
      </thead>
      <tbody>
        {visited.map((row) => {
          const name = nameOf(row);
          return (
            <tr key={row.programme ?? row.area}>
              <th scope="row">{name}</th>
              <td className="figure">
                <CountedLink counted={row.visited} of={`${name} · ${words.county.visited}`} />
              </td>
              <td className="figure">
                <CountedLink counted={row.eligible} of={`${name} · ${words.county.eligible}`} />
              </td>
              <td className="figure">{row.share === undefined ? "–" : formats.share(row.share)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
