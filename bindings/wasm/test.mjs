// node test.mjs FOLDER DATELINE ARTICLES ...: the module of FOLDER imports nothing and answers with the same bytes as the program.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, program, ...articles] = process.argv.slice(2);
const { load } = await import(pathToFileURL(resolve(folder, "dateline.js")).href);
const bytes = readFileSync(join(folder, "dateline.wasm"));
assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
const dateline = await load(bytes);

const text = "Zürich — Peru signed the treaty with Norway on Tuesday.";
const [event] = dateline.timeline({ articles: [{ text, date: "2021-05-07" }] }).events;
assert.equal(event.date, "2021-05-04");
const [read] = dateline.annotate({ articles: [{ text, date: "2021-05-07" }] });
assert.equal(text.slice(read.timexes[0].start, read.timexes[0].end), read.timexes[0].text);
assert.throws(() => dateline.timeline({ articles: [{}] }), /article 1 has no text/);
for (let n = 0; n < 50; n++) dateline.timeline({ articles: Array.from({ length: 20 }, () => ({ text: text.repeat(20), date: "2021-05-07" })) });

// The same articles, as JSON lines, for the program and for the module.
const run = (input, ...more) => execFileSync(program, ["timeline", "-", "--title", "Both", ...more], { input, maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] }).toString();
for (const from of articles) {
  const names = readdirSync(from).filter((name) => name.endsWith(".txt")).sort();
  const list = names.map((id) => ({ id, text: readFileSync(join(from, id), "utf8"), date: "2018-05-30" }));
  const lines = list.map((article) => JSON.stringify(article)).join("\n");
  for (const format of ["csv", "json", "html"]) {
    const told = dateline.timeline({ articles: list, title: "Both", format });
    const expected = run(lines, "--format", format);
    if (format === "json") assert.deepEqual(told, JSON.parse(expected), `${from}: ${format}`);
    else assert.ok(told === expected, `${from}: ${format} differs`);
  }
  console.log(`${from}: ${names.length} articles, the same csv, json and html`);
}
