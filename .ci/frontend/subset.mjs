// Writes a WOFF2 file with some characters of another: node subset.mjs FROM TO U+0020-007E,U+2200
import { readFile, writeFile } from "node:fs/promises";
import subset from "subset-font";

const [from, to, ranges] = process.argv.slice(2);
let characters = "";
for (const range of ranges.split(",")) {
  const [first, last = first] = range.replace("U+", "").split("-").map((hex) => parseInt(hex, 16));
  for (let c = first; c <= last; c++) characters += String.fromCodePoint(c);
}
await writeFile(to, await subset(await readFile(from), characters, { targetFormat: "woff2" }));
