/** Haze and the tone of the picture, put into every material that is compiled from then on. */
import { ShaderChunk } from "three";
import type { Environment } from "../about.ts";
import { number, skyGlsl } from "./glsl.ts";

/** Replace three's fog and the last step of its tone mapping. */
export function installAir(env: Environment, top: number): void {
  const chunk = ShaderChunk as Record<string, string>;
  chunk["fog_pars_vertex"] = "#ifdef USE_FOG\n  varying vec3 vWgOffset;\n#endif";
  chunk["fog_vertex"] = "#ifdef USE_FOG\n  vWgOffset = transpose(mat3(viewMatrix)) * mvPosition.xyz;\n#endif";
  chunk["fog_pars_fragment"] = `#ifdef USE_FOG\n  varying vec3 vWgOffset;\n  ${skyGlsl(env, top)}\n#endif`;
  chunk["fog_fragment"] = "";
  // Haze belongs to the light and not to the screen: it must come before tone mapping, which three does first.
  chunk["tonemapping_fragment"] = `
#ifdef USE_FOG
  gl_FragColor.rgb = wgHaze(gl_FragColor.rgb, cameraPosition, vWgOffset);
#endif
#if defined( TONE_MAPPING )
  float wgGrey = dot(gl_FragColor.rgb, vec3(0.2126, 0.7152, 0.0722));
  gl_FragColor.rgb = toneMapping(max(mix(vec3(wgGrey), gl_FragColor.rgb, ${number(env.saturation)}), 0.0));
#endif
`;
}
