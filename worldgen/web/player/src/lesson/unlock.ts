/**
 * The small language of `when:`; the same as worldgen/spec/unlock.py, proved on tests/spec/unlock_cases.json.
 *
 * condition  = both { "or" both }
 * both       = opposite { "and" opposite }
 * opposite   = "not" opposite | comparison
 * comparison = value [ ("<" | "<=" | ">" | ">=" | "==" | "!=") value ]
 * value      = word "(" [ id ] ")" | number [ "%" ] | "(" condition ")"
 */

export type Ast =
  | { readonly kind: "call"; readonly word: string; readonly about: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "compare"; readonly sign: string; readonly left: Ast; readonly right: Ast }
  | { readonly kind: "not"; readonly of: Ast }
  | { readonly kind: "join"; readonly word: "and" | "or"; readonly left: Ast; readonly right: Ast };

/** What is known of a learner; `score` is a share of all points. */
export interface Facts {
  readonly visited: ReadonlySet<string>;
  readonly answered: ReadonlySet<string>;
  readonly correct: ReadonlySet<string>;
  readonly mastered: ReadonlySet<string>;
  readonly attempts: Readonly<Record<string, number>>;
  readonly score: number;
}

/** A condition that cannot be read; `column` counts signs from 0. */
export class UnlockError extends Error {
  readonly code: string;
  readonly column: number;

  constructor(code: string, column: number) {
    super(`${code} at ${column}`);
    this.code = code;
    this.column = column;
  }
}

const ABOUT: Readonly<Record<string, string>> = {
  visited: "station",
  answered: "question",
  correct: "question",
  mastered: "objective",
  attempts: "question",
  score: "",
};
const NUMBERS = new Set(["attempts", "score"]);
const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};
const MOST_SIGNS = 500;
const DEEPEST = 20;
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9_.-]*)|(<=|>=|==|!=|[<>()%]))/y;

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly column: number;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const rest = text.slice(at);
      throw new UnlockError("UNLOCK_SYNTAX", at + rest.length - rest.trimStart().length);
    }
    const word = match[1] ?? match[2] ?? match[3] ?? "";
    const kind = match[1] !== undefined ? "number" : match[2] !== undefined ? "name" : "sign";
    found.push({ kind, text: word, column: TOKEN.lastIndex - word.length });
    at = TOKEN.lastIndex;
  }
  return [...found, { kind: "end", text: "", column: text.trimEnd().length }];
}

/** Returns the condition in `text` as a tree whose value is a truth; throws an UnlockError. */
export function parseUnlock(text: string): Ast {
  if (text.length > MOST_SIGNS) throw new UnlockError("UNLOCK_SYNTAX", MOST_SIGNS);
  const list = tokens(text);
  let at = 0;
  let depth = 0;
  const now = (): Token => list[Math.min(at, list.length - 1)]!;
  const wanted = (): UnlockError => new UnlockError("UNLOCK_SYNTAX", now().column);
  const isNumber = (tree: Ast): boolean => tree.kind === "number" || (tree.kind === "call" && NUMBERS.has(tree.word));

  function expect(sign: string): void {
    if (now().text !== sign) throw wanted();
    at += 1;
  }
  function deeper<T>(read: () => T): T {
    depth += 1;
    if (depth > DEEPEST) throw wanted();
    const found = read();
    depth -= 1;
    return found;
  }
  function joined(word: "and" | "or", part: () => Ast): Ast {
    let tree = part();
    while (now().text === word) {
      at += 1;
      tree = { kind: "join", word, left: tree, right: part() };
    }
    return tree;
  }
  const either = (): Ast => joined("or", () => joined("and", opposite));
  function opposite(): Ast {
    if (now().text !== "not") return comparison();
    at += 1;
    return deeper(() => ({ kind: "not", of: opposite() }));
  }
  function comparison(): Ast {
    const first = now();
    const left = value();
    const sign = now();
    if (!Object.hasOwn(COMPARISONS, sign.text)) {
      if (isNumber(left)) throw new UnlockError("UNLOCK_MEANING", first.column);
      return left;
    }
    if (!isNumber(left)) throw new UnlockError("UNLOCK_MEANING", sign.column);
    at += 1;
    const second = now();
    const right = value();
    if (!isNumber(right)) throw new UnlockError("UNLOCK_MEANING", second.column);
    return { kind: "compare", sign: sign.text, left, right };
  }
  function value(): Ast {
    const token = now();
    if (token.kind === "number") {
      at += 1;
      const percent = now().text === "%";
      if (percent) at += 1;
      return { kind: "number", value: Number(token.text) / (percent ? 100 : 1) };
    }
    if (token.text === "(") {
      at += 1;
      return deeper(() => {
        const tree = either();
        expect(")");
        return tree;
      });
    }
    if (token.kind !== "name" || ["and", "or", "not"].includes(token.text)) throw wanted();
    return call(token);
  }
  function call(token: Token): Ast {
    if (!Object.hasOwn(ABOUT, token.text)) throw new UnlockError("UNLOCK_WORD", token.column);
    at += 1;
    expect("(");
    const about = now();
    const named = ABOUT[token.text] !== "";
    if (named && about.kind !== "name") throw new UnlockError("UNLOCK_ABOUT", about.column);
    if (named) at += 1;
    expect(")");
    return { kind: "call", word: token.text, about: named ? about.text : "" };
  }

  const tree = either();
  if (now().kind !== "end") throw wanted();
  return tree;
}

/** Returns whether the condition holds for a learner of whom `facts` are known. */
export function evaluate(tree: Ast, facts: Facts): boolean {
  switch (tree.kind) {
    case "join":
      return tree.word === "and"
        ? evaluate(tree.left, facts) && evaluate(tree.right, facts)
        : evaluate(tree.left, facts) || evaluate(tree.right, facts);
    case "not":
      return !evaluate(tree.of, facts);
    case "compare":
      return COMPARISONS[tree.sign]!(numberOf(tree.left, facts), numberOf(tree.right, facts));
    case "call":
      return known(tree.word, facts).has(tree.about);
    default:
      return false;
  }
}

function known(word: string, facts: Facts): ReadonlySet<string> {
  if (word === "visited") return facts.visited;
  if (word === "answered") return facts.answered;
  if (word === "correct") return facts.correct;
  return word === "mastered" ? facts.mastered : new Set();
}

function numberOf(tree: Ast, facts: Facts): number {
  if (tree.kind === "number") return tree.value;
  if (tree.kind === "call" && tree.word === "attempts") return facts.attempts[tree.about] ?? 0;
  return facts.score;
}

/** Returns every call of a condition, from left to right: what a closed station waits for. */
export function callsOf(tree: Ast): { readonly word: string; readonly about: string }[] {
  if (tree.kind === "call") return [tree];
  if (tree.kind === "not") return callsOf(tree.of);
  return tree.kind === "number" ? [] : [...callsOf(tree.left), ...callsOf(tree.right)];
}
