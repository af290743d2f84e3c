// node test.mjs dateline_wasm.wasm: the module imports nothing and answers as the program does.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { load } from "./dateline.js";

const bytes = readFileSync(process.argv[2]);
assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
const dateline = await load(bytes);
const text = "Zürich — Peru signed the treaty with Norway on Tuesday.";
const [event] = dateline.timeline({ articles: [{ text, date: "2021-05-07" }] }).events;
assert.equal(event.date, "2021-05-04");
const [read] = dateline.annotate({ articles: [{ text, date: "2021-05-07" }] });
assert.equal(text.slice(read.timexes[0].start, read.timexes[0].end), read.timexes[0].text);
assert.throws(() => dateline.timeline({ articles: [{}] }), /article 1 has no text/);
for (let n = 0; n < 50; n++) dateline.timeline({ articles: Array.from({ length: 20 }, () => ({ text: text.repeat(20), date: "2021-05-07" })) });
console.log("ok");
