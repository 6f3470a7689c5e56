// The shaders of three.js without comments and indents, and without those that the page never draws with: it paints
// everything with Lambert, basic and its own materials, so that physical, Phong and toon light need not be sent to anyone.
import { readFile } from "node:fs/promises";

const CHUNK = /^((?:const|var) ([\w$]+) = )"((?:[^"\\]|\\.)*)";$/gm;
const UNUSED_SHADERS = ["backgroundCube", "cube", "equirect", "linedashed", "meshmatcap", "meshnormal", "meshphong", "meshphysical", "meshtoon"];
const UNUSED_CHUNKS = [
  "lights_physical_pars_fragment", "lights_physical_fragment", "lights_phong_pars_fragment", "lights_phong_fragment", "lights_toon_pars_fragment",
  "lights_toon_fragment", "transmission_pars_fragment", "transmission_fragment", "iridescence_fragment", "iridescence_pars_fragment",
  "envmap_physical_pars_fragment", "lightprobes_pars_fragment",
];

/** Return GLSL that means the same in fewer signs; lines that begin with # stay lines. */
export function tight(glsl) {
  return glsl
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\/\/[^\n]*/g, "")
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => line !== "")
    .map((line) => (line.startsWith("#") ? line : line.replace(/ ?([=*<>(){},;?:&|]) ?/g, "$1")))
    .join("\n");
}

/** Return the names of the strings that hold what is never drawn with. */
function unused(text) {
  const names = new Set(UNUSED_CHUNKS);
  for (const shader of UNUSED_SHADERS) {
    for (const part of ["vert", "frag"]) {
      const name = new RegExp(`\\b${shader}_${part}: ([\\w$]+)`).exec(text)?.[1];
      if (!name) throw new Error(`three.js has no shader ${shader}_${part} any more`);
      names.add(name);
    }
  }
  for (const name of UNUSED_CHUNKS) if (!text.includes(`var ${name} = "`)) throw new Error(`three.js has no chunk ${name} any more`);
  return names;
}

/** The esbuild plugin that tightens the shaders of three. */
export const tightShaders = {
  name: "tight-shaders",
  setup(build) {
    build.onLoad({ filter: /three\.module\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const gone = unused(text);
      const contents = text.replace(CHUNK, (whole, head, name, body) => {
        if (gone.has(name)) return `${head}"";`;
        return body.includes("\\n") ? `${head}${JSON.stringify(tight(JSON.parse(`"${body}"`)))};` : whole;
      });
      return { contents, loader: "js" };
    });
  },
};
