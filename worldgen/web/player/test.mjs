// Runs test/**/*.test.ts in node: each is bundled first, because node reads no TypeScript.
//   node test.mjs [part of a file's path ...]
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const found = [];
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (entry.name.endsWith(".test.ts")) found.push(path);
  }
};
walk(join(here, "test"));
const asked = process.argv.slice(2);
const chosen = found.filter((path) => !asked.length || asked.some((part) => relative(here, path).includes(part))).sort();
const out = join(here, "node_modules", ".cache", "tests");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: chosen,
  outdir: out,
  outbase: join(here, "test"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  loader: { ".svg": "text", ".css": "empty" },
  logLevel: "warning",
});
const built = chosen.map((path) => join(out, relative(join(here, "test"), path).replace(/\.ts$/, ".mjs")));
const done = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...built], { stdio: "inherit" });
process.exitCode = built.length ? (done.status ?? 1) : 1;
