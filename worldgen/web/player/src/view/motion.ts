/** What moves by itself: the clips of the file. Still under reduced motion. */
import { AnimationMixer, type Object3D } from "three";
import type { Loaded } from "./file/load.ts";

export interface Motion {
  /** Nodes that move, with all below them. */
  readonly moving: ReadonlySet<Object3D>;
  step(seconds: number): void;
}

/** Return the clips of the state `ambient`, or all of them where the file names no state. */
export function motionOf({ gltf, root, about }: Loaded): Motion {
  const mixer = new AnimationMixer(root);
  const named = about.states.find((state) => state.name === "ambient")?.clips;
  const moving = new Set<Object3D>();
  for (const clip of gltf.animations) {
    if (named && !named.includes(clip.name)) continue;
    mixer.clipAction(clip).play();
    for (const track of clip.tracks) {
      const node = root.getObjectByName(track.name.slice(0, track.name.lastIndexOf(".")));
      node?.traverse((child) => moving.add(child));
    }
  }
  mixer.update(0);
  return { moving, step: (seconds) => void mixer.update(seconds) };
}
