import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Preview } from "#events/desk-api/previews.ts";
import { ask } from "../api/ask.ts";
import { useDesk, useMe } from "../api/use-desk.ts";
import { useStandards } from "../api/use-standards.ts";
import { Nothing, Read, useReason } from "../parts/reading.tsx";
import { Title } from "../parts/title.tsx";
import { useWords } from "../words/use-words.ts";

/** A preview under way is looked at this often. */
const everyMilliseconds = 3000;

/** A policy officer: what if a parameter had another value? Totals only. */
export function PreviewsPage() {
  const { words } = useWords();
  const previews = useDesk("listPreviews", {}, { every: everyMilliseconds });
  return (
    <>
      <Title text={words.previews.title}>
        <p className="lead">{words.previews.intro}</p>
      </Title>
      <AskPreview />
      <Read of={previews} what={words.previews.title}>
        {({ reply }) =>
          reply.previews.length === 0 ? (
            <Nothing title={words.previews.none} why={words.previews.noneWhy} />
          ) : (
            reply.previews.map((preview) => <PreviewPanel key={preview.preview} preview={preview} />)
          )
        }
      </Read>
    </>
  );
}

function AskPreview() {
  const { words } = useWords();
  const { posts, today } = useMe();
  const queries = useQueryClient();
  const own = posts.find(({ duty }) => duty === "policy-officer")?.area ?? "";
  const [area, setArea] = useState(own);
  const [on, setOn] = useState(today);
  const [parameter, setParameter] = useState("minimumLivingGuarantee");
  const [value, setValue] = useState("");
  const [state, setState] = useState<{ readonly busy: boolean; readonly asked?: true; readonly error?: unknown }>({
    busy: false,
  });
  const said = useReason(state.error);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      await ask("askPreview", {
        body: { area, on, parameters: [{ parameter, area, value: Number(value) }] },
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
          pattern="\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?"
          inputMode="numeric"
          value={area}
          onChange={({ target }) => setArea(target.value)}
        />
      </label>
      <label className="field">
        {words.previews.on}
        <input required type="date" value={on} onChange={({ target }) => setOn(target.value)} />
      </label>
      <label className="field">
        {words.previews.parameter}
        <input required value={parameter} onChange={({ target }) => setParameter(target.value)} />
      </label>
      <label className="field">
        {words.previews.value}
        <input
          required
          type="number"
          min="0"
          step="0.01"
          inputMode="decimal"
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
      </label>
      <button type="submit" className="primary" disabled={state.busy}>
        {state.busy ? words.previews.starting : words.previews.start}
      </button>
      <p role="status">{state.asked ? words.previews.started : ""}</p>
      {state.error === undefined ? null : <p role="alert">{said}</p>}
    </form>
  );
}

function PreviewPanel({ preview }: { readonly preview: Preview }) {
  const { words, formats } = useWords();
  const standards = useStandards();
  const { request, state, progress, result, failure, asked } = preview;
  const change = request.parameters.map(({ parameter, value }) => `${parameter} = ${formats.number(value)}`).join(", ");
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
