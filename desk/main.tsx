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
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/service-worker.js");
