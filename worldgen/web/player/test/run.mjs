// Runs the tests of this folder in node: esbuild takes the types off, node:test does the rest.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spec } from "node:test/reporters";
import { run } from "node:test";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = await mkdtemp(join(tmpdir(), "player-"));
const names = (await readdir(here, { recursive: true })).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: names.map((name) => join(here, name)),
  outdir: out,
  outbase: here,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  outExtension: { ".js": ".mjs" },
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".css": "empty" },
  logLevel: "warning",
});
const stream = run({ files: names.map((name) => join(out, name.replace(/\.ts$/u, ".mjs"))), concurrency: 1 });
stream.on("test:fail", () => (process.exitCode = 1));
stream.compose(new spec()).pipe(process.stdout);
stream.on("end", () => rm(out, { recursive: true, force: true }));
