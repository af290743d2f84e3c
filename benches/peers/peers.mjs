// The JavaScript side of `run`: times chrono-node.
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

const LEAST_SECONDS = 2;
const texts = JSON.parse(readFileSync(process.argv[2], "utf8"));
const version = JSON.parse(readFileSync("node_modules/chrono-node/package.json", "utf8")).version;
const now = new Date(2019, 0, 3);
const processor = () => {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
};

let passes = 0;
let found = 0;
const start = processor();
while (processor() - start < LEAST_SECONDS) {
  found = texts.reduce((sum, text) => sum + chrono.parse(text, now).length, 0);
  passes += 1;
}
console.log(JSON.stringify({ name: "chrono-node", version, seconds: (processor() - start) / passes, found }));
