/** Rain and snow before the lens, in sheets as worldgen/preview/falling.py draws them. */
import { BufferGeometry, Float32BufferAttribute, Mesh, ShaderMaterial, Vector2 } from "three";
import type { Environment } from "../about.ts";
import { CLOCK } from "./clock.ts";
import { number, skyGlsl, vector } from "./glsl.ts";

const RAIN = [[0.03, 0.3, 0.0011, 0.3], [0.019, 0.2, 0.0008, 0.22], [0.012, 0.13, 0.0006, 0.16]] as const;
const SNOW = [[0.15, 0.15, 0.0066, 0.85], [0.085, 0.085, 0.0038, 0.85], [0.048, 0.048, 0.0023, 0.75], [0.027, 0.027, 0.0015, 0.6]] as const;

function streaks([wide, long, half, seen]: readonly [number, number, number, number], place: number): string {
  return `{
    float across = (at.x + at.y * 0.16 + ${number(0.37 * place)}) / ${number(wide)};
    int column = int(floor(across));
    float down = at.y / ${number(long)} + wgHash(ivec2(column, ${70 + place})) * 7.0 - wgTime * ${number(2.3 / long / (1 + 0.5 * place))};
    float own = wgHash(ivec2(column, int(floor(down)) + ${9 * place}));
    float thick = max(${number(half)}, 0.5 * pixel);
    float side = abs(fract(across) - (0.25 + 0.5 * own)) * ${number(wide)};
    float body = smoothstep(0.05, 0.45, fract(down)) * (1.0 - smoothstep(0.45, 0.62, fract(down)));
    float edge = 1.0 - smoothstep(0.4 * thick, 1.6 * thick, side);
    if (own > 0.35) drops = max(drops, ${number(seen)} * edge * body * min(${number(half)} / (0.5 * pixel), 1.0));
  }`;
}

function flakes([wide, , half, seen]: readonly [number, number, number, number], place: number): string {
  return `{
    float sway = 0.25 * sin(at.y * 5.0 + ${number(2.1 * place)} + wgTime * 0.8) * ${number(wide)};
    vec2 mesh = vec2((at.x + sway + ${number(0.31 * place)}) / ${number(wide)}, at.y / ${number(wide)} - wgTime * ${number(0.11 / wide / (1 + 0.6 * place))});
    ivec2 cell = ivec2(floor(mesh));
    vec3 draw = vec3(wgHash(ivec2(cell.x + ${7 * place}, cell.y)), wgHash(ivec2(cell.x + ${31 + 7 * place}, cell.y - 17)), wgHash(ivec2(cell.x + ${62 + 7 * place}, cell.y - 34)));
    float radius = max(${number(half)} * (0.55 + 0.75 * draw.z), 0.6 * pixel);
    float away = length((fract(mesh) - (0.2 + 0.6 * draw.xy)) * ${number(wide)}) / radius;
    if (draw.z > 0.25) drops = max(drops, ${number(seen)} * (1.0 - smoothstep(0.45, 1.25, away)));
  }`;
}

/** Return what falls before the lens, or null in dry weather; `wgTurn` shifts it as one looks round. */
export function falling(env: Environment, top: number): Mesh<BufferGeometry, ShaderMaterial> | null {
  const kind = env.falling ?? "none";
  if (kind === "none" || env.ceiling_m !== undefined) return null;
  const bright = [0, 1, 2].map((i) => 0.62 * (env.fog_colour[i] ?? 0) + 0.55 * (env.sky_ambient[i] ?? 0) + 0.12 * (env.sun_colour[i] ?? 0) * env.sun_strength);
  const sheets = kind === "rain" ? RAIN.map(streaks) : SNOW.map(flakes);
  const material = new ShaderMaterial({
    transparent: true,
    depthTest: false,
    depthWrite: false,
    uniforms: { wgTime: CLOCK, wgTurn: { value: new Vector2() }, wgSize: { value: new Vector2(1, 1) } },
    vertexShader: "varying vec2 vAt; void main() { vAt = position.xy; gl_Position = vec4(position.xy, 0.0, 1.0); }",
    fragmentShader: `uniform float wgTime; uniform vec2 wgTurn, wgSize; varying vec2 vAt;
${skyGlsl(env, top)}
void main() {
  vec2 at = vec2(vAt.x * 0.5 * wgSize.x / wgSize.y, -vAt.y * 0.5) + wgTurn;
  float pixel = 1.0 / wgSize.y, drops = 0.0;
  ${sheets.join("\n  ")}
  if (drops < 0.004) discard;
  gl_FragColor = vec4(${vector(bright)}, drops);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute([-1, -1, 0, 3, -1, 0, -1, 3, 0], 3));
  const mesh = new Mesh(geometry, material);
  mesh.name = "worldgen.falling";
  mesh.frustumCulled = false;
  mesh.renderOrder = 50;
  return mesh;
}
