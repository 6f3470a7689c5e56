/** The materials of the file as the page draws them: Lambert, whose light is what the preview reckons with. */
import { InstancedMesh, type Material, Mesh, MeshLambertMaterial, type MeshStandardMaterial, type Object3D, type ShaderMaterial } from "three";
import { type Environment, type Triple, underRole } from "../about.ts";
import { number } from "../sky/glsl.ts";
import { deepest } from "../sky/water.ts";
import { grow } from "./ground.ts";
import { smokeMaterial } from "./smoke.ts";

const FOAM = 0.86;
const PLANTS = ["foliage", "leaf"];
const SHADOWLESS = ["water", "foam", "smoke", "lava", "lamp"];

interface Air {
  readonly env: Environment;
  readonly top: number;
  readonly water: ShaderMaterial;
  /** Share of a style's line that plants get. */
  readonly inkOnPlants: number;
}

/** Write into the picture's alpha how much ink its lines get there; `ink.ts` reads it. */
function thinInk(material: MeshLambertMaterial, share: number): void {
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader.replace("#include <dithering_fragment>", `gl_FragColor.a = ${number(share)};`);
  };
}

function painted(from: MeshStandardMaterial, { env, top, inkOnPlants }: Air): Material {
  if (from.name === "smoke") return smokeMaterial(env, top, from.opacity);
  const to = lambert(from);
  if (from.name === "ground") grow(to, env);
  else if (PLANTS.includes(from.name) && inkOnPlants < 1) thinInk(to, inkOnPlants);
  return to;
}

function lambert(from: MeshStandardMaterial): MeshLambertMaterial {
  const to = new MeshLambertMaterial({
    name: from.name,
    color: from.color,
    map: from.map,
    emissive: from.emissive,
    emissiveMap: from.emissiveMap,
    emissiveIntensity: from.emissiveIntensity,
    vertexColors: from.vertexColors,
    flatShading: from.flatShading,
    transparent: from.transparent,
    opacity: from.name === "foam" ? FOAM : from.opacity,
    alphaTest: from.alphaTest,
    depthWrite: from.depthWrite,
    side: from.side,
  });
  return to;
}

/** Put the page's materials on all meshes; returns the colour of the deepest water, if there is any. */
export function paint(root: Object3D, air: Air, hideBase: boolean): Triple | null {
  const made = new Map<Material, Material>();
  let sea: Triple | null = null;
  root.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    if (hideBase && underRole(node, "base")) node.visible = false;
    const own = node.material as MeshStandardMaterial;
    if (own.name === "water") {
      const colour = deepest(node);
      if (!sea || colour[0] < sea[0]) sea = colour;
      node.material = air.water;
    } else {
      node.material = made.get(own) ?? painted(own, air);
      made.set(own, node.material as Material);
    }
    if (own.name === "smoke") node.renderOrder = 2;
    node.castShadow = !SHADOWLESS.includes(own.name) && !own.transparent;
    node.receiveShadow = !SHADOWLESS.includes(own.name);
    if (node instanceof InstancedMesh && !node.boundingSphere) node.computeBoundingSphere();
  });
  return sea;
}
