import type { Persona } from "./persona.ts";

/** The page on which a visitor of the local desk chooses who to be: one form, a button for each person. */
export function personaPage(personas: readonly Persona[], action: string): string {
  const counties = [...new Map(personas.map(({ county }) => [county.code, county])).values()];
  const sections = counties.map(
    (county) => `<section aria-labelledby="c-${county.code}">
<h2 id="c-${county.code}">${escaped(county.zh)} <span lang="en">${escaped(county.en)}</span></h2>
<ul>${personas
      .filter((each) => each.county.code === county.code)
      .map(
        ({ staff, name, zh, en }) =>
          `<li><button name="staff" value="${escaped(staff)}"><strong>${escaped(name)}</strong> ${escaped(zh)}<br><span lang="en">${escaped(en)}</span></button></li>`,
      )
      .join("")}</ul>
</section>`,
  );
  const nobody =
    '<p>还没有人员:等演示数据载入后再刷新。<br><span lang="en">Nobody yet: load this page again when the demonstration has run.</span></p>';
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>选择身份 · Choose who to be</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
ul { list-style: none; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
button { width: 100%; min-height: 4.5rem; padding: .75rem; font: inherit; text-align: start; cursor: pointer; }
</style>
</head>
<body>
<main>
<h1>选择身份 <span lang="en">Choose who to be</span></h1>
<p>本机演示,人员均为虚构。<span lang="en">A demonstration on this machine: nobody here is real.</span></p>
<form method="post" action="${escaped(action)}">
${personas.length === 0 ? nobody : sections.join("\n")}
</form>
</main>
</body>
</html>
`;
}

/** After going back to a choice that was made already: where to begin anew. */
export function signInOverPage(): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>重新登录 · Begin again</title>
<main>
<h1>这次登录已结束 <span lang="en">This sign-in is over</span></h1>
<p><a href="/">重新开始 <span lang="en">Begin again</span></a></p>
</main>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
