// Prints the Khronos validator's report of each GLB named on the command line: one JSON object, by file.
import { readFileSync } from "node:fs";
import validator from "gltf-validator";

const reports = {};
for (const path of process.argv.slice(2)) {
  const report = await validator.validateBytes(new Uint8Array(readFileSync(path)), { maxIssues: 0 });
  reports[path] = { issues: report.issues, info: report.info };
}
console.log(JSON.stringify(reports));
