import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./desk.css";
import { Desk } from "./desk.tsx";
import { letGoOfOld } from "./kept/kept-replies.ts";
import { beginSpeaking } from "./words/language.ts";

const place = document.getElementById("desk");
if (!place) throw new Error("index.html has no place for the desk");
await beginSpeaking();
createRoot(place).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);

void letGoOfOld();
if ("serviceWorker" in navigator) void comeIntoCare();

/** A page that was on its way when the worker began is not in its care, and would miss without signal what it never loaded. */
async function comeIntoCare(): Promise<void> {
  await navigator.serviceWorker.register("/service-worker.js");
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active?.postMessage("claim");
}
