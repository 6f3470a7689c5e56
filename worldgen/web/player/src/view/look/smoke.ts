/** Smoke: soft at its rim and lit through, as worldgen/preview/shade.py lays it over what is behind. */
import { ShaderMaterial, UniformsLib, UniformsUtils } from "three";
import type { Environment } from "../about.ts";
import { skyGlsl, vector } from "../sky/glsl.ts";

export function smokeMaterial(env: Environment, top: number, opacity: number): ShaderMaterial {
  return new ShaderMaterial({
    transparent: true,
    depthWrite: true,
    fog: true,
    vertexColors: true,
    uniforms: { ...UniformsUtils.clone(UniformsLib["fog"]), opacity: { value: opacity } },
    vertexShader: `
#include <common>
#include <fog_pars_vertex>
varying vec4 vTint; varying vec3 vPlace, vNormal;
void main() {
  vTint = vec4(1.0);
  #ifdef USE_COLOR_ALPHA
  vTint = color;
  #elif defined( USE_COLOR )
  vTint.rgb = color;
  #endif
  vec4 place = vec4(position, 1.0);
  vec3 way = normal;
  #ifdef USE_INSTANCING
  place = instanceMatrix * place;
  way = mat3(instanceMatrix) * way;
  #endif
  place = modelMatrix * place;
  vPlace = place.xyz;
  vNormal = mat3(modelMatrix) * way;
  vec4 mvPosition = viewMatrix * place;
  gl_Position = projectionMatrix * mvPosition;
  #include <fog_vertex>
}`,
    fragmentShader: `
#include <common>
#include <fog_pars_fragment>
${skyGlsl(env, top)}
uniform float opacity;
varying vec4 vTint; varying vec3 vPlace, vNormal;
void main() {
  vec3 normal = normalize(vNormal);
  float facing = dot(normal, normalize(cameraPosition - vPlace));
  vec3 sun = (0.60 + 0.26 * max(dot(normal, wgSun), -0.6)) * ${vector(env.sun_colour.map((part) => part * env.sun_strength))};
  vec3 ambient = mix(${vector(env.ground_ambient)}, ${vector(env.sky_ambient)}, 0.5 + 0.5 * normal.y);
  vec3 pale = dot(ambient, vec3(0.2126, 0.7152, 0.0722)) * (0.55 + 0.45 * wgTint) + 0.10;
  vec3 colour = vTint.rgb * (sun + 0.3 * ambient + 0.8 * pale);
  gl_FragColor = vec4(colour, vTint.a * opacity * smoothstep(0.0, 0.6, facing));
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
}
