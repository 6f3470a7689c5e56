/** A GLB, read by three.js; what its meshes say of themselves is kept where instancing would lose it. */
import type { Object3D } from "three";
import { type GLTF, GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import type { SceneAbout, Solid } from "../about.ts";

export interface MeshAbout {
  readonly model?: string;
  readonly colliders?: readonly Solid[];
}

export interface Loaded {
  readonly gltf: GLTF;
  readonly root: Object3D;
  readonly about: SceneAbout;
  /** What the mesh that a node shows says of itself. */
  meshAbout(node: Object3D): MeshAbout;
}

interface Said {
  readonly extras?: { readonly worldgen?: MeshAbout };
  readonly mesh?: number;
}

/** Return the loaded file; rejects where it is no GLB of worldgen's. */
export async function load(glb: ArrayBuffer): Promise<Loaded> {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const gltf = await loader.parseAsync(glb, "");
  const root = gltf.scene;
  const about = root.userData["worldgen"] as SceneAbout | undefined;
  if (about?.environment === undefined) throw new Error("the file says nothing in extras.worldgen");
  root.updateMatrixWorld(true);
  const { nodes, meshes } = gltf.parser.json as { nodes: readonly Said[]; meshes: readonly Said[] };
  const meshAbout = (node: Object3D): MeshAbout => {
    for (let at: Object3D | null = node; at; at = at.parent) {
      const place = gltf.parser.associations.get(at);
      const index = place?.meshes ?? (place?.nodes === undefined ? undefined : nodes[place.nodes]?.mesh);
      if (index !== undefined) return meshes[index]?.extras?.worldgen ?? {};
    }
    return {};
  };
  return { gltf, root, about, meshAbout };
}
