/** Lines and grain of a style, drawn over the finished picture as worldgen/preview/finish.py draws them. */
import { BufferGeometry, type Camera, Color, DepthTexture, Float32BufferAttribute, FloatType, HalfFloatType, LinearSRGBColorSpace, Mesh, PerspectiveCamera, type Scene, ShaderMaterial, Vector2, WebGLRenderTarget, type WebGLRenderer } from "three";
import type { Style } from "../about.ts";
import { number } from "../sky/glsl.ts";

export interface Inked {
  readonly bold: boolean;
  size(size: Vector2): void;
  draw(renderer: WebGLRenderer, scene: Scene, camera: Camera): void;
  dispose(): void;
}

const BOLD = { colour: [0.008, 0.008, 0.008], strength: 1, fade_m: 170, plants: 1 } as const; // for who needs high contrast, in any style
const FINE_PX = 1.2;
const BOLD_PX = 1.8;

function inkGlsl(style: Style, bold: boolean): string {
  const line = bold ? BOLD : style.line;
  // Bold lines are also drawn where a surface turns: one over the depth is even along a plane, however one looks at it.
  const bend = !bold ? "abs(around - 4.0 * own) / own" : "4.0 * own * abs(0.25 * (1.0 / east + 1.0 / west + 1.0 / north + 1.0 / south) - 1.0 / own)";
  const [least, most] = bold ? ["0.008", "0.03"] : ["0.02", "0.06"];
  const lines = !line ? "" : `
  float own = far(vAt), east = far(vAt + vec2(pixel.x, 0.0)), west = far(vAt - vec2(pixel.x, 0.0)), north = far(vAt + vec2(0.0, pixel.y)), south = far(vAt - vec2(0.0, pixel.y));
  float around = east + west + north + south;
  float ink = smoothstep(${least}, ${most}, ${bend}) * (1.0 - smoothstep(0.5, 1.0, own / ${number(line.fade_m)})) * ${number(line.strength)};
  ink *= min(min(share(pixel * vec2(1.0, 0.0)), share(pixel * vec2(-1.0, 0.0))), min(share(pixel * vec2(0.0, 1.0)), share(pixel * vec2(0.0, -1.0))));
  colour = mix(colour, line, ink);`;
  const grain = style.grain <= 0 ? "" : `
  vec2 cell = floor(gl_FragCoord.xy / 1.5);
  float speck = fract(sin(dot(cell, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  gl_FragColor.rgb *= 1.0 + ${number(2 * style.grain)} * speck;`;
  return `
uniform sampler2D picture, depth; uniform vec2 pixel, range; uniform vec3 line; varying vec2 vAt;
float far(vec2 at) { float z = texture2D(depth, at).r * 2.0 - 1.0; return 2.0 * range.x * range.y / (range.y + range.x - z * (range.y - range.x)); }
float share(vec2 aside) { return texture2D(picture, vAt + aside).a; }
void main() {
  vec3 colour = texture2D(picture, vAt).rgb;${lines}
  gl_FragColor = vec4(colour, 1.0);
  #include <tonemapping_fragment>${grain}
  #include <colorspace_fragment>
}`;
}

/** Return what draws the style's lines and grain, or null for a style that has neither; `bold` draws lines in any style. */
export function inked(style: Style, bold: boolean): Inked | null {
  if (!style.line && style.grain <= 0 && !bold) return null;
  const target = new WebGLRenderTarget(1, 1, { type: HalfFloatType, samples: 4, depthTexture: new DepthTexture(1, 1, FloatType) });
  target.texture.colorSpace = LinearSRGBColorSpace;
  const [red = 0, green = 0, blue = 0] = (bold ? BOLD : style.line)?.colour ?? [];
  const material = new ShaderMaterial({
    depthTest: false,
    depthWrite: false,
    uniforms: {
      picture: { value: target.texture },
      depth: { value: target.depthTexture },
      pixel: { value: new Vector2() },
      range: { value: new Vector2() },
      line: { value: new Color().setRGB(red, green, blue, LinearSRGBColorSpace) },
    },
    vertexShader: "varying vec2 vAt; void main() { vAt = position.xy * 0.5 + 0.5; gl_Position = vec4(position.xy, 0.0, 1.0); }",
    fragmentShader: inkGlsl(style, bold),
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute([-1, -1, 0, 3, -1, 0, -1, 3, 0], 3));
  const sheet = new Mesh(geometry, material);
  sheet.frustumCulled = false;
  return {
    bold,
    size(size) {
      target.setSize(size.x, size.y);
      const wide = bold ? BOLD_PX * Math.max(1, size.y / 720) : FINE_PX;
      material.uniforms["pixel"]?.value.set(wide / size.x, wide / size.y);
    },
    draw(renderer, scene, camera) {
      if (camera instanceof PerspectiveCamera) material.uniforms["range"]?.value.set(camera.near, camera.far);
      renderer.setRenderTarget(target);
      renderer.render(scene, camera);
      renderer.setRenderTarget(null);
      renderer.render(sheet, camera);
    },
    dispose() {
      target.dispose();
      target.depthTexture?.dispose();
      material.dispose();
      geometry.dispose();
    },
  };
}
