/** Letters that this computer has no font for are shown with the one that the page brings along. */

import type { Font } from "../lesson/data.ts";

const NO_LETTER = "\u0378"; // is in no font, and looks as all do that are in none

/** Returns what is packed in `text` by gzip and base64. */
export async function unpacked(text: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Returns whether this computer writes every letter of `sample` as wide as one that is in no font. */
function lacks(sample: string): boolean {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen === null) return false;
  pen.font = "100px sans-serif";
  const none = pen.measureText(NO_LETTER).width;
  return [...sample].every((letter) => pen.measureText(letter).width === none);
}

/** Makes those of `fonts` known to the page that it needs here; style.css names them last. */
export async function bring(fonts: readonly Font[]): Promise<void> {
  for (const { name, sample, data } of fonts) {
    if (!("DecompressionStream" in window) || !lacks(sample)) continue;
    const face = new FontFace(`Lesson ${name}`, await unpacked(data), { weight: "400 700" });
    document.fonts.add(await face.load());
  }
}
