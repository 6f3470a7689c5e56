/** Who listens to what happens in the view. */
import type { WorldEvents } from "../doorway.ts";

type Listeners = { [K in keyof WorldEvents]: Set<WorldEvents[K]> };

export class Events {
  readonly #listeners: Listeners = { station: new Set(), pick: new Set(), hover: new Set(), progress: new Set(), stance: new Set(), lost: new Set() };

  on<K extends keyof WorldEvents>(event: K, listener: WorldEvents[K]): () => void {
    const set = this.#listeners[event] as Set<WorldEvents[K]>;
    set.add(listener);
    return () => set.delete(listener);
  }

  tell<K extends keyof WorldEvents>(event: K, ...said: Parameters<WorldEvents[K]>): void {
    for (const listener of this.#listeners[event]) (listener as (...args: Parameters<WorldEvents[K]>) => void)(...said);
  }

  clear(): void {
    for (const set of Object.values(this.#listeners)) set.clear();
  }
}
