// The page's program and looks: src/ into ../player.js and ../player.css, the same bytes every time.
//   node build.mjs          write them
//   node build.mjs --check  say whether what is there was made from this source
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { tightShaders } from "./glsl.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
// Whose work is inside: the notices travel with every copy of a page, as the MIT licence asks.
const licence = async (name, file) => {
  const text = (await readFile(at(`node_modules/${name}/${file}`), "utf8")).replaceAll("\r\n", "\n");
  const terms = text.slice(text.indexOf("Permission is hereby granted")).replace(/\s+/gu, " ").trim();
  return { owner: `${name}: ${/^Copyright.*$/mu.exec(text)[0]}`, terms };
};
const inside = [
  await licence("three", "LICENSE"),
  await licence("preact", "LICENSE"),
  await licence("meshoptimizer", "LICENSE.md"),
];
const notice = `/*! MIT License\n${inside.map(({ owner }) => owner).join("\n")}\n${inside[0].terms} */`;

const { outputFiles } = await build({
  entryPoints: { player: at("src/main.tsx") },
  absWorkingDir: at("."),
  outdir: at(".."),
  bundle: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: ["es2022", "chrome94", "firefox100", "safari16.4"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: notice },
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".svg": "text" },
  plugins: [tightShaders],
  logLevel: "warning",
});

let stale = false;
for (const { path, text } of outputFiles) {
  if (process.argv.includes("--check")) {
    const there = await readFile(path, "utf8").catch(() => "");
    if (there !== text) {
      console.error(`${path} was not made from this source; run: npm run build --prefix worldgen/web/player`);
      stale = true;
    }
  } else {
    await writeFile(path, text);
    console.log(`${path} ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
  }
}
process.exitCode = stale ? 1 : 0;
