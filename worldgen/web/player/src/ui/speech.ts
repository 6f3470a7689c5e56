/** Reading aloud, with voices of this device alone: a voice from a network would send the text away. */

const SENTENCE = /[^.!?。！？؟।]+[.!?。！？؟।]*\s*/gu;

let waiting: SpeechSynthesisUtterance[] = []; // some browsers forget an utterance that nobody holds

/** Returns the voice for a language that works without a network, or null. */
export function localVoice(language: string): SpeechSynthesisVoice | null {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  const main = language.split("-")[0]!;
  const voices = (speech?.getVoices() ?? []).filter((one) => one.localService && one.lang.split(/[-_]/u)[0] === main);
  return voices.find((one) => one.lang.replace("_", "-") === language) ?? voices[0] ?? null;
}

/** Returns `text` cut into sentences, as they are shown while they are read. */
export const sentences = (text: string): string[] =>
  (text.match(SENTENCE) ?? [text]).map((one) => one.trim()).filter((one) => one !== "");

/** Reads `text`; tells each sentence as it begins and "" at the end. Returns whether there is a voice for it. */
export function readAloud(text: string, language: string, caption: (sentence: string) => void): boolean {
  stopReading();
  const voice = localVoice(language);
  if (voice === null) return false;
  const parts = sentences(text);
  waiting = parts.map((part, i) => {
    const said = new SpeechSynthesisUtterance(part);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.95;
    said.onstart = () => caption(part);
    said.onend = said.onerror = () => i === parts.length - 1 && caption("");
    return said;
  });
  waiting.forEach((one) => speechSynthesis.speak(one));
  return true;
}

export function stopReading(): void {
  waiting = [];
  (globalThis.speechSynthesis as SpeechSynthesis | undefined)?.cancel();
}
