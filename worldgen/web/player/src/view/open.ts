/** The 3-D view of the page. */

import type { OpenWorld } from "../doorway.ts";

/** Opens the view; rejects where WebGL2 is missing. */
export const openWorld: OpenWorld = () => Promise.reject(new Error("no view"));
