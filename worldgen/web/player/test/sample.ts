/** A small lesson with every type of question and every kind of activity. */

import type { Activity, Lesson, Question } from "../src/lesson/data.ts";

const en = (text: string): { en: string } => ({ en: text });
const asked = { station: "rim", assesses: ["magma"], hints: [en("one"), en("two")], points: 2 };

export const QUESTIONS: readonly Question[] = [
  {
    ...asked, id: "q_choice", mark: "a1", type: "choice", prompt: en("Which?"),
    options: [{ text: en("yes"), correct: true }, { text: en("no"), correct: false }],
  },
  {
    ...asked, id: "q_multi", mark: "a2", type: "multi", prompt: en("Which ones?"),
    options: [
      { text: en("a"), correct: true }, { text: en("b"), correct: false }, { text: en("c"), correct: true },
      { text: en("d"), correct: false },
    ],
  },
  { ...asked, id: "q_number", mark: "a3", type: "number", prompt: en("How hot?"), answer: 1200, tolerance: 50, unit: "°C", attempts: 2 },
  { ...asked, id: "q_text", mark: "a4", type: "text", prompt: en("What?"), answers: [{ en: "Café", uk: "кав'ярня" }], exact: false },
  { ...asked, id: "q_order", mark: "a5", type: "order", prompt: en("First?"), items: [en("1"), en("2"), en("3"), en("4")] },
  {
    ...asked, id: "q_match", mark: "a6", type: "match", prompt: en("Pairs?"),
    pairs: [{ left: en("l1"), right: en("r1") }, { left: en("l2"), right: en("r2") }],
  },
  {
    ...asked, id: "q_label", mark: "a7", type: "label", prompt: en("Names?"),
    labels: [{ text: en("hole"), target: "cone.crater" }, { text: en("edge"), target: "cone.rim" }],
  },
  { ...asked, id: "q_point", mark: "a8", type: "point", prompt: en("Where?"), target: "cone.crater" },
];

const deed = { station: "camp", things: [], steps: [], groups: [], belongs: {}, assesses: [] };

export const ACTIVITIES: readonly Activity[] = [
  { ...deed, id: "a_explore", kind: "explore" },
  { ...deed, id: "a_inspect", kind: "inspect", things: ["hut", "tent"] },
  { ...deed, id: "a_collect", kind: "collect", things: ["hut"] },
  { ...deed, id: "a_sort", kind: "sort", things: ["hut", "tent"], groups: [en("big"), en("small")], belongs: { hut: 1, tent: 2 } },
  { ...deed, id: "a_order", kind: "order", steps: [en("1"), en("2"), en("3")] },
  { ...deed, id: "a_label", kind: "label", things: ["hut", "tent"] },
  { ...deed, id: "a_measure", kind: "measure", things: ["hut", "tent"] },
  { ...deed, id: "a_dialogue", kind: "dialogue", steps: [en("hello"), en("bye")] },
  { ...deed, id: "a_procedure", kind: "procedure", steps: [en("1"), en("2")] },
];

export const LESSON: Lesson = {
  format: 1, id: "sample", variant: "", digest: "d1", language: "en", languages: ["en"], spoken: ["en"],
  title: en("Sample"), summary: {}, minutes: 10, license: null, authors: [], sources: [],
  objectives: [
    { id: "magma", statement: en("Explain"), mastery: { model: "streak", correct: 2 } },
    { id: "parts", statement: en("Name") },
  ],
  vocabulary: [
    { id: "w1", term: { en: "magma", zh: "岩浆" }, meaning: en("melted rock") },
    { id: "w2", term: { en: "magma chamber", zh: "岩浆房" }, meaning: en("a room of it") },
  ],
  stations: ["camp", "lava", "rim"].map((id) => ({ id, title: en(id), text: en(`At ${id}`), teaches: [], media: [] })),
  activities: ACTIVITIES,
  questions: QUESTIONS,
  flow: { mode: "order", start: "camp", order: ["camp", "lava", "rim"], review: ["camp"], unlock: [{ open: "rim", when: "visited(lava)" }] },
  pass: 0.8, show: "at_once", reflection: null, reading: null, supports: [], mastered: [], reinforce: [], extended: 1,
  names: [
    { id: "cone", role: "area", label: en("cone"), at: [0, 30, 0], radius: 100 },
    { id: "cone.crater", role: "area", label: en("cone, crater"), at: [0, 30, 0], radius: 12 },
    { id: "cone.rim", role: "area", label: en("cone, rim"), at: [10, 40, 0], radius: 8 },
    { id: "hut", role: "thing", label: en("hut"), at: [5, 1, 90] },
  ],
  size: 256, words: { en: {} }, live: false, fonts: [],
};
