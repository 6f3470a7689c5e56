import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Lesson, Question } from "../src/lesson/data.ts";
import { standing } from "../src/lesson/flow.ts";
import type { Answer } from "../src/lesson/grade.ts";
import { grade, numberTyped, plain, pointed, spans } from "../src/lesson/grade.ts";
import { bkt, elo, isMastered, streak } from "../src/lesson/mastery.ts";
import { check, crc32, resultCode, resultCsv } from "../src/lesson/result.ts";
import { shuffled } from "../src/lesson/shuffle.ts";
import type { Event, State } from "../src/lesson/state.ts";
import { BLANK, fitted, isClosed, shareOf, step, triesLeft } from "../src/lesson/state.ts";
import type { Storage } from "../src/lesson/store.ts";
import { forget, load, save, storageOf } from "../src/lesson/store.ts";
import type { Facts } from "../src/lesson/unlock.ts";
import { evaluate, parseUnlock, UnlockError } from "../src/lesson/unlock.ts";
import { pieces } from "../src/ui/prose.tsx";
import { ACTIVITIES, LESSON, QUESTIONS } from "./sample.ts";

const TABLE = JSON.parse(readFileSync("../../../tests/spec/unlock_cases.json", "utf8")) as {
  facts: Record<string, unknown>;
  values: { when: string; value: boolean }[];
  errors: { when: string; code: string; column: number }[];
};
const known = (word: string): Set<string> => new Set(TABLE.facts[word] as string[]);
const FACTS: Facts = {
  visited: known("visited"), answered: known("answered"), correct: known("correct"), mastered: known("mastered"),
  attempts: TABLE.facts["attempts"] as Record<string, number>, score: TABLE.facts["score"] as number,
};

test("a condition means what the table shared with Python says", () => {
  for (const one of TABLE.values) assert.equal(evaluate(parseUnlock(one.when), FACTS), one.value, one.when);
  for (const one of TABLE.errors) {
    assert.throws(() => parseUnlock(one.when), (error) => error instanceof UnlockError && error.code === one.code && error.column === one.column, one.when);
  }
  assert.ok(TABLE.values.length > 20 && TABLE.errors.length > 10);
});

const RIGHT: Record<string, Answer> = {
  q_choice: 0, q_multi: [0, 2], q_number: 1230, q_text: " cafe. ", q_order: [0, 1, 2, 3], q_match: [0, 1],
  q_label: ["cone.crater", "cone.rim"], q_point: "cone.crater",
};
const WRONG: Record<string, Answer> = {
  q_choice: 1, q_multi: [1, 3], q_number: 1251, q_text: "tea", q_order: [3, 2, 1, 0], q_match: [1, 0],
  q_label: ["cone.rim", "cone.crater"], q_point: "hut",
};
const run = (events: readonly Event[], lesson: Lesson = LESSON, from: State = BLANK): State =>
  events.reduce((state, event) => step(state, event, lesson), from);
const answer = (question: string, said: Answer): Event => ({ type: "answer", question, answer: said });
const by = (id: string): Question => QUESTIONS.find((one) => one.id === id)!;

test("every type of question tells right from wrong", () => {
  for (const question of QUESTIONS) {
    assert.equal(grade(question, RIGHT[question.id]!).share, 1, question.id);
    assert.equal(grade(question, WRONG[question.id]!).share, 0, question.id);
    assert.ok(grade(question, "nonsense").share === 0, question.id);
  }
});

test("part of an answer earns part of the points", () => {
  assert.equal(grade(by("q_multi"), [0]).share, 0.5);
  assert.equal(grade(by("q_multi"), [0, 1, 2]).share, 0.5);
  assert.equal(grade(by("q_multi"), [0, 1, 2, 3]).share, 0);
  assert.equal(grade(by("q_order"), [1, 2, 3, 0]).share, 0.5);
  assert.equal(grade(by("q_match"), [0, 0]).share, 0.5);
  assert.deepEqual(grade(by("q_label"), ["cone.crater", "hut"]), { share: 0.5, parts: [true, false] });
});

test("numbers are read as they are written in any of our languages", () => {
  const cases: [string, number][] = [
    ["12.5", 12.5], ["12,5", 12.5], ["1 200", 1200], ["1,200", 1200], ["1.200,5", 1200.5], ["1,200.5", 1200.5],
    ["١٢٫٥", 12.5], ["१२", 12], ["−3", -3], ["0,125", 0.125], ["1,000,000", 1000000],
  ];
  for (const [text, value] of cases) assert.equal(numberTyped(text), value, text);
  for (const text of ["", "abc", "1e5", "1-2", "--1"]) assert.ok(Number.isNaN(numberTyped(text)), text);
});

test("capitals, accents and vowel marks do not decide, letters do", () => {
  assert.equal(plain("  Él  NIÑO! "), plain("el nino"));
  assert.equal(plain("بُرْكَان"), plain("بركان"));
  assert.notEqual(plain("कि"), plain("क"));
  assert.equal(grade({ ...by("q_text"), exact: true } as Question, "cafe").share, 0);
});

test("a measure goes from the one thing to the other, either way round", () => {
  const things = ["hut", "cone"];
  assert.ok(spans(things, LESSON.names, [6, 2, 88], [-9, 20, 9]));
  assert.ok(spans(things, LESSON.names, [-9, 20, 9], [6, 2, 88]));
  assert.ok(!spans(things, LESSON.names, [6, 2, 88], [9, 2, 86]));
  assert.ok(spans(["hut"], LESSON.names, [0, 0, 0], [1, 0, 0]));
});

test("a point on the ground counts where it lies in the area that is asked for", () => {
  assert.equal(pointed("cone.crater", LESSON.names, "ground", [5, 30, 5]), "cone.crater");
  assert.equal(pointed("cone.crater", LESSON.names, "ground", [50, 30, 5]), "ground");
  assert.equal(pointed("cone", LESSON.names, "cone.crater", null), "cone.crater");
  assert.equal(grade({ ...by("q_point"), target: "cone" } as Question, "cone.crater").share, 1);
});

test("the best try counts where it is told at once, the last where it is not", () => {
  const events = [answer("q_multi", [0]), answer("q_multi", [1])];
  assert.equal(shareOf(by("q_multi"), run(events), LESSON), 0.5);
  const later = { ...LESSON, show: "at_end" as const };
  assert.equal(shareOf(by("q_multi"), run(events, later), later), 0);
});

test("tries end, and so does a question that is right", () => {
  const lost = run([answer("q_number", 1), answer("q_number", 2), answer("q_number", 1200)]);
  assert.equal(lost.answers["q_number"]!.tries.length, 2);
  assert.equal(triesLeft(by("q_number"), lost), 0);
  assert.ok(isClosed(by("q_number"), lost, LESSON));
  const won = run([answer("q_choice", 0), answer("q_choice", 1)]);
  assert.deepEqual(won.answers["q_choice"]!.tries, [0]);
});

test("an answer that says nothing is no try, and hints come one by one until there are none", () => {
  assert.equal(run([answer("q_multi", []), answer("q_match", [0, null]), answer("q_number", Number.NaN), answer("q_text", " ")]), BLANK);
  const hinted = run([{ type: "hint", question: "q_choice" }, { type: "hint", question: "q_choice" }, { type: "hint", question: "q_choice" }]);
  assert.equal(hinted.answers["q_choice"]!.hints, 2);
  assert.ok(!standing(hinted, LESSON).facts.answered.has("q_choice"));
});

test("every kind of activity is done when it is done and not before", () => {
  const find = (activity: string, thing: string): Event => ({ type: "find", activity, thing });
  const place = (activity: string, what: string, where: string): Event => ({ type: "place", activity, what, where });
  const verify = (activity: string): Event => ({ type: "check", activity });
  const deeds: Record<string, { almost: Event[]; last: Event[] }> = {
    a_explore: { almost: [find("a_explore", "hut")], last: [find("a_explore", "look")] },
    a_inspect: { almost: [find("a_inspect", "hut"), find("a_inspect", "hut")], last: [find("a_inspect", "tent")] },
    a_collect: { almost: [find("a_collect", "tent")], last: [find("a_collect", "hut")] },
    a_sort: {
      almost: [place("a_sort", "hut", "2"), place("a_sort", "tent", "2"), verify("a_sort"), find("a_sort", "hut"), find("a_sort", "tent")],
      last: [place("a_sort", "hut", "1"), verify("a_sort")],
    },
    a_order: {
      almost: [{ type: "arrange", activity: "a_order", order: [1, 0, 2] }, verify("a_order")],
      last: [{ type: "arrange", activity: "a_order", order: [0, 1, 2] }, verify("a_order")],
    },
    a_label: { almost: [place("a_label", "hut", "hut"), verify("a_label")], last: [place("a_label", "tent", "tent"), verify("a_label")] },
    a_measure: { almost: [place("a_measure", "distance", "3")], last: [find("a_measure", "measure")] },
    a_dialogue: { almost: [find("a_dialogue", "1"), find("a_dialogue", "0")], last: [find("a_dialogue", "1")] },
    a_procedure: { almost: [find("a_procedure", "1"), find("a_procedure", "0")], last: [find("a_procedure", "1")] },
  };
  for (const { id } of ACTIVITIES) {
    const before = run(deeds[id]!.almost);
    assert.ok(!before.works[id]?.done, `${id} too early`);
    assert.ok(run(deeds[id]!.last, LESSON, before).works[id]?.done, id);
  }
});

test("stations open by their rule, stay open, and come in their order", () => {
  const start = run([{ type: "visit", station: "camp" }]);
  assert.deepEqual(standing(start, LESSON).open, ["camp", "lava"]);
  assert.equal(standing(start, LESSON).next, "lava");
  const later = run([{ type: "visit", station: "lava" }], LESSON, start);
  assert.deepEqual(standing(later, LESSON).open, ["camp", "lava", "rim"]);
  assert.equal(standing(later, LESSON).next, "rim");
  const hub = { ...LESSON, flow: { ...LESSON.flow, mode: "hub" as const } };
  assert.equal(standing(later, hub).next, "camp");
  const free = { ...LESSON, flow: { ...LESSON.flow, mode: "free" as const } };
  assert.equal(standing(later, free).next, null);
});

test("all right answers earn all points, whatever was tried before", () => {
  const events = QUESTIONS.flatMap((one) => [answer(one.id, WRONG[one.id]!), answer(one.id, RIGHT[one.id]!)]);
  const now = standing(run(events), LESSON);
  assert.deepEqual([now.earned, now.possible, now.passed], [16, 16, true]);
});

test("who erred can practise what was right until it is mastered, and loses no point by it", () => {
  const events = QUESTIONS.flatMap((one) => [answer(one.id, WRONG[one.id]!), answer(one.id, RIGHT[one.id]!)]);
  const before = run(events);
  assert.ok(!standing(before, LESSON).facts.mastered.has("magma"));
  const again = (question: string): Event => ({ type: "again", question });
  const lost = run([again("q_choice"), answer("q_choice", 1)], LESSON, before);
  assert.equal(standing(lost, LESSON).earned, 16);
  const after = run([again("q_choice"), answer("q_choice", 0), again("q_text"), answer("q_text", "café")], LESSON, lost);
  assert.ok(standing(after, LESSON).facts.mastered.has("magma"));
  assert.equal(run([again("q_choice")], LESSON, BLANK), BLANK);
});

test("mastery by streak, percent, all, bkt and elo", () => {
  const tries = (...shares: number[]) => shares.map((share, i) => ({ question: `q${i}`, share, first: true }));
  assert.ok(streak(tries(1, 0, 1, 1), 2) && !streak(tries(1, 0, 1, 0.9), 2));
  const rule = { model: "bkt" as const, at_least: 0.95, known: 0.3, learnt: 0.2, slip: 0.1, guess: 0.2 };
  assert.ok(Math.abs(bkt(tries(1), rule) - 0.7268) < 1e-3);
  assert.ok(bkt(tries(1, 1, 1), rule) > 0.95 && bkt(tries(1, 1, 0), rule) < 0.95);
  assert.equal(elo(tries(1), 120), 1060);
  assert.ok(elo(tries(1, 1), 120) > 1100 && elo(tries(0, 1), 120) < 1100);
  const objective = { ...LESSON.objectives[0]!, mastery: { model: "percent" as const, at_least: 0.5 } };
  const half = Object.fromEntries(QUESTIONS.map((one, i) => [one.id, i % 2]));
  assert.ok(isMastered(objective, LESSON, [], half));
  assert.ok(!isMastered({ id: "magma", statement: {} }, LESSON, [], half));
});

class Shelf implements Storage {
  readonly held = new Map<string, string>();
  getItem = (key: string): string | null => this.held.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.held.set(key, value);
  removeItem = (key: string): void => void this.held.delete(key);
}

test("progress comes back exactly, the latest learner first, and one can be forgotten", () => {
  const shelf = new Shelf();
  const state = run([{ type: "visit", station: "camp" }, answer("q_order", [1, 0, 2, 3]), { type: "reflect", place: "camp", text: "…" }]);
  save(shelf, LESSON, { id: "1", name: "Ann", state });
  save(shelf, LESSON, { id: "2", name: "Bo", state: BLANK });
  assert.deepEqual(load(shelf, LESSON).map((one) => one.name), ["Bo", "Ann"]);
  assert.deepEqual(load(shelf, LESSON)[1]!.state, state);
  forget(shelf, LESSON, "2");
  assert.deepEqual(load(shelf, LESSON).map((one) => one.name), ["Ann"]);
  assert.deepEqual(load(shelf, { ...LESSON, variant: "l-07" }), []);
});

test("a changed lesson keeps what still fits and leaves the rest out", () => {
  const shelf = new Shelf();
  save(shelf, LESSON, { id: "1", name: "Ann", state: run([{ type: "visit", station: "camp" }, answer("q_choice", 0), answer("q_multi", [0])]) });
  const questions = QUESTIONS.map((one) => (one.id === "q_multi" ? { ...one, mark: "zz" } : one));
  const changed = { ...LESSON, digest: "d2", questions };
  const [slot] = load(shelf, changed);
  assert.deepEqual(Object.keys(slot!.state.answers), ["q_choice"]);
  assert.deepEqual(slot!.state.log, ["q_choice"]);
  assert.deepEqual(fitted(BLANK, changed), BLANK);
});

test("a page without storage, or with rubbish in it, plays on", () => {
  const refusing = { get localStorage(): Storage { throw new Error("denied"); } };
  assert.equal(storageOf(refusing), null);
  assert.deepEqual(load(null, LESSON), []);
  assert.equal(save(null, LESSON, { id: "1", name: "Ann", state: BLANK }), false);
  const full = new Shelf();
  full.setItem = () => { throw new Error("quota"); };
  assert.equal(save(full, LESSON, { id: "1", name: "Ann", state: BLANK }), false);
  for (const rubbish of ["{", "7", "[1, null, {}]", '[{"format": 1, "slots": 3}]']) {
    const shelf = new Shelf();
    shelf.held.set("worldgen/sample/", rubbish);
    assert.deepEqual(load(shelf, LESSON), [], rubbish);
  }
});

test("a result code says the score and every answer, and one changed sign shows", () => {
  assert.equal(crc32("123456789"), 0xcbf43926);
  const state = run([answer("q_choice", 0), answer("q_multi", [0]), answer("q_number", 3)]);
  const code = resultCode(state, standing(state, LESSON), LESSON, "Ann B");
  assert.match(code, /^WG1 sample Ann_B 3\/16 940----- 00 [0-9A-Z]{7}$/u);
  const body = code.slice(0, -8);
  assert.equal(check(body), code.slice(-7));
  assert.notEqual(check(body.replace("3/16", "4/16")), code.slice(-7));
});

test("the table for the teacher has one line for each question and no formula", () => {
  const state = run([answer("q_choice", 0), answer("q_text", '=HYPERLINK("x"),"y"')]);
  const lines = resultCsv(state, standing(state, LESSON), LESSON, "=Ann").trim().split("\r\n");
  assert.equal(lines.length, QUESTIONS.length + 2);
  assert.ok(lines[1]!.startsWith("sample,'=Ann,q_choice,rim,magma,1,0,2,2,0"));
  assert.ok(!lines.some((line) => /(^|,)=/u.test(line)));
});

test("shuffled things are never in their own order and always in the same one", () => {
  for (let count = 2; count < 9; count += 1) {
    const order = shuffled(count, `key${count}`);
    assert.deepEqual(order, shuffled(count, `key${count}`));
    assert.deepEqual([...order].sort(), Array.from({ length: count }, (_, i) => i));
    assert.notDeepEqual(order, Array.from({ length: count }, (_, i) => i));
  }
});

test("words of the glossary are found once, longest first, not inside other words", () => {
  const shown = (text: string, language: string): unknown[] =>
    pieces(text, LESSON, language).map((one) => (typeof one === "string" ? one : [one.word.id, one.text]));
  assert.deepEqual(shown("A magma chamber holds magma. Magma rises.", "en"), ["A ", ["w2", "magma chamber"], " holds ", ["w1", "magma"], ". Magma rises."]);
  assert.deepEqual(shown("magmatic", "en"), ["magmatic"]);
  assert.deepEqual(shown("岩浆上升", "zh"), [["w1", "岩浆"], "上升"]);
});
