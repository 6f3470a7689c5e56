// Loads each GLB named on the command line with three.js and prints what it sees: one JSON object, by file.
import { readFileSync } from "node:fs";
import { MeshoptDecoder } from "meshoptimizer";
import { Box3, InstancedMesh, Quaternion } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

// three looks for a browser's window when it makes textures; a page has one, node does not.
globalThis.self = globalThis;

function trianglesOf(mesh) {
  const { index, attributes } = mesh.geometry;
  return (index ? index.count : attributes.position.count) / 3;
}

function look(gltf) {
  const meshes = new Set();
  const roles = {};
  const names = [];
  const seen = { triangles: 0, drawCalls: 0, instances: 0, colouredInstances: 0, featureMeshes: 0 };
  gltf.scene.updateMatrixWorld(true);
  gltf.scene.traverse((node) => {
    const role = node.userData.worldgen?.role;
    if (role) roles[role] = (roles[role] ?? 0) + 1;
    if (node.userData.name || node.name) names.push(node.userData.name ?? node.name);
    if (!node.isMesh) return;
    meshes.add(node.geometry);
    const copies = node instanceof InstancedMesh ? node.count : 1;
    if (node instanceof InstancedMesh) {
      seen.instances += copies;
      seen.colouredInstances += node.instanceColor ? copies : 0;
    }
    if (node.geometry.attributes._feature_id_0) seen.featureMeshes += 1;
    seen.drawCalls += 1;
    seen.triangles += trianglesOf(node) * copies;
  });
  const box = new Box3().setFromObject(gltf.scene, true);
  return {
    ...seen,
    geometries: meshes.size,
    roles,
    names: names.sort(),
    cameras: gltf.cameras.length,
    clips: gltf.animations.map((clip) => clip.name),
    turns: gltf.animations.map(turned),
    low: box.min.toArray(),
    high: box.max.toArray(),
    format: gltf.scene.userData.worldgen?.format,
  };
}

// How far the first track of a clip turns in one period, in radians, by the interpolation that three.js uses.
function turned(clip) {
  const track = clip.tracks.find((one) => one.name.endsWith(".quaternion"));
  if (!track) return null;
  const sampler = track.createInterpolant(new Float32Array(4));
  const last = new Quaternion();
  const now = new Quaternion();
  let angle = 0;
  let largest = 0;
  for (let step = 0; step <= 720; step += 1) {
    now.fromArray(sampler.evaluate((clip.duration * step) / 720));
    if (step) {
      const part = last.angleTo(now);
      angle += part;
      largest = Math.max(largest, part);
    }
    last.copy(now);
  }
  return { angle, largest };
}

const found = {};
for (const path of process.argv.slice(2)) {
  const file = readFileSync(path);
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  found[path] = look(await loader.parseAsync(bytes, ""));
}
console.log(JSON.stringify(found));
