import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import type { StandardParameters } from "#events/desk-api/current-standards.ts";
import type { Preview } from "#events/desk-api/previews.ts";
import { ask } from "../api/ask.ts";
import { useDesk, useMe } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { Nothing, Read, useReason } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { useWords } from "../words/use-words.ts";

type Parameter = StandardParameters["parameters"][number];

/** What most previews are about, where the standard has it. */
const usual = "minimumLivingGuarantee";

/** A preview under way is looked at this often. */
const everyMilliseconds = 3000;

/** A policy officer: what if a parameter had another value? Totals only. */
export function PreviewsPage() {
  const { words } = useWords();
  const { posts } = useMe();
  const own = posts.find(({ duty }) => duty === "policy-officer")?.area ?? "";
  const previews = useDesk("listPreviews", {}, { every: everyMilliseconds });
  return (
    <>
      <Title text={words.previews.title}>
        <p className="lead">{words.previews.intro}</p>
      </Title>
      <AskPreview own={own} />
      <Read of={previews} what={words.previews.title}>
        {({ reply }) =>
          reply.previews.length === 0 ? (
            <Nothing title={words.previews.none} why={words.previews.noneWhy} />
          ) : (
            reply.previews.map((preview) => <PreviewPanel key={preview.preview} own={own} preview={preview} />)
          )
        }
      </Read>
    </>
  );
}

/** The parameters of the standard in force, with their values in an area on a day. */
function useParameters(area: string, on: string) {
  return useDesk("standardParameters", { query: { area, on } }, { staleTime: 300_000 });
}

function AskPreview({ own }: { readonly own: string }) {
  const { words } = useWords();
  const { today } = useMe();
  const standards = useStandards();
  const queries = useQueryClient();
  const [area, setArea] = useState(own);
  const [on, setOn] = useState(today);
  const [value, setValue] = useState("");
  const [chosen, setChosen] = useState<Parameter>();
  const [state, setState] = useState<{ readonly busy: boolean; readonly asked?: true; readonly error?: unknown }>({
    busy: false,
  });
  const said = useReason(state.error);
  const unit = useUnit(chosen);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    setState({ busy: true });
    try {
      await ask("askPreview", {
        body: { area, on, parameters: [{ parameter: chosen.name, area, value: Number(value) }] },
        idempotencyKey: crypto.randomUUID(),
      });
      setState({ busy: false, asked: true });
      await queries.invalidateQueries();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <form className="panel fields" aria-labelledby="ask-preview" onSubmit={(event) => void submit(event)}>
      <h2 id="ask-preview">{words.previews.ask}</h2>
      <label className="field">
        {words.previews.area}
        <input
          required
          pattern={areaWithin(own)}
          inputMode="numeric"
          value={area}
          onChange={({ target }) => setArea(target.value)}
        />
        <span className="small">{standards.areaName(area)}</span>
      </label>
      <label className="field">
        {words.previews.on}
        <input required type="date" value={on} onChange={({ target }) => setOn(target.value)} />
      </label>
      <ParameterChoice
        area={new RegExp(`^${areaWithin(own)}$`).test(area) ? area : own}
        on={on === "" ? today : on}
        chosen={chosen}
        choose={setChosen}
      />
      <label className="field">
        {unit === undefined ? words.previews.value : words.previews.valueIn(unit)}
        <input
          required
          type="number"
          min="0"
          step={chosen?.unit === "yuan" ? "0.01" : "any"}
          inputMode="decimal"
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
      </label>
      <button type="submit" className="primary" disabled={state.busy || !chosen}>
        {state.busy ? words.previews.starting : words.previews.start}
      </button>
      <p role="status">{state.asked ? words.previews.started : ""}</p>
      {state.error === undefined ? null : <p role="alert">{said}</p>}
    </form>
  );
}

/** Area codes within the officer's own, as a pattern: 2, 4, 6, 9 or 12 digits. */
function areaWithin(own: string): string {
  const more = [2, 4, 6, 9, 12].filter((digits) => digits >= own.length).map((digits) => digits - own.length);
  return `${own}(${more.map((digits) => `\\d{${digits}}`).join("|")})`;
}

interface ParameterChoiceProps {
  readonly area: string;
  readonly on: string;
  readonly chosen: Parameter | undefined;
  readonly choose: (parameter: Parameter | undefined) => void;
}

/** The standard's parameters by what they are, with what the chosen one is now. */
function ParameterChoice({ area, on, chosen, choose }: ParameterChoiceProps) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const parameters = useParameters(area, on);
  const found = parameters.data?.reply.parameters;
  const current = found?.find(({ name }) => name === (chosen?.name ?? usual)) ?? found?.[0];
  useEffect(() => {
    if (found) choose(current);
  }, [found, current, choose]);
  const unit = useUnit(current);
  const now = (value: number | undefined) =>
    value === undefined ? words.previews.noValue : words.previews.now(formats.exact(value), unit);
  return (
    <Read of={parameters} what={words.previews.parameter}>
      {({ reply }) => (
        <label className="field">
          {words.previews.parameter}
          <select
            value={current?.name}
            onChange={({ target }) => choose(reply.parameters.find(({ name }) => name === target.value))}
          >
            {reply.parameters.map(({ name, description }) => (
              <option key={name} value={name}>
                {standards.said(description)}
              </option>
            ))}
          </select>
          {current ? (
            <span className="small">
              {[
                now(current.value),
                current.synthetic ? words.previews.synthetic : undefined,
                words.previews.code(current.name),
              ]
                .filter((part) => part !== undefined)
                .join(" · ")}
            </span>
          ) : null}
        </label>
      )}
    </Read>
  );
}

/** A parameter's unit in words; one that nobody has words for as the standard writes it. */
function useUnit(parameter: Parameter | undefined): string | undefined {
  const { words } = useWords();
  const named: Readonly<Record<string, string>> = words.previews.units;
  return parameter?.unit === undefined ? undefined : (named[parameter.unit] ?? parameter.unit);
}

function PreviewPanel({ own, preview }: { readonly own: string; readonly preview: Preview }) {
  const { words, formats } = useWords();
  const { today } = useMe();
  const standards = useStandards();
  const parameters = useParameters(own, today).data?.reply.parameters;
  const nameOf = (parameter: string) => {
    const known = parameters?.find(({ name }) => name === parameter);
    return known ? standards.said(known.description) : parameter;
  };
  const { request, state, progress, result, failure, asked } = preview;
  const change = request.parameters
    .map(({ parameter, value }) => `${nameOf(parameter)} = ${formats.exact(value)}`)
    .join("; ");
  return (
    <div className="panel wide">
      <h2>{change}</h2>
      <p className="small">
        {standards.areaName(request.area)} · {formats.day(request.on)} · {words.previews.asked(formats.moment(asked))} ·{" "}
        {words.previewStates[state]}
      </p>
      {state === "running" || state === "waiting" ? (
        <label className="field">
          {words.previews.progress(formats.number(progress.done), formats.number(progress.of))}
          <progress value={progress.done} max={Math.max(1, progress.of)} />
        </label>
      ) : null}
      {failure === undefined ? null : <p className="warning">{failure}</p>}
      {result ? <PreviewResult result={result} caption={change} /> : null}
    </div>
  );
}

interface PreviewResultProps {
  readonly result: NonNullable<Preview["result"]>;
  readonly caption: string;
}

function PreviewResult({ result, caption }: PreviewResultProps) {
  const { words, formats } = useWords();
  const standards = useStandards();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="scrolling" tabIndex={0} aria-label={caption}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.previews.programme}</th>
            <th scope="col">{words.previews.before}</th>
            <th scope="col">{words.previews.after}</th>
            <th scope="col">{words.previews.gaining}</th>
            <th scope="col">{words.previews.losing}</th>
            <th scope="col">{words.previews.monthly}</th>
          </tr>
        </thead>
        <tbody>
          {result.programmes.map((row) => (
            <tr key={row.programme}>
              <th scope="row">{standards.programmeName(row.programme)}</th>
              <td className="figure">{formats.number(row.before)}</td>
              <td className="figure">{formats.number(row.after)}</td>
              <td className="figure">{formats.number(row.gaining)}</td>
              <td className="figure">{formats.number(row.losing)}</td>
              <td className="figure">{formats.change(row.monthlyAfter - row.monthlyBefore)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
