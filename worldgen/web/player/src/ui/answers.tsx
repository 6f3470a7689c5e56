/** One form for each type of question. A form shows a draft and changes it; handing it in is the card's work. */

import type { JSX } from "preact";
import type { Lesson, LabelQuestion, Match, Name, Option, OrderQuestion, Point, Question } from "../lesson/data.ts";
import type { Answer, Grade } from "../lesson/grade.ts";
import { numberTyped } from "../lesson/grade.ts";
import { hash, shuffled } from "../lesson/shuffle.ts";
import { Arrange } from "./arrange.tsx";
import { Icon } from "./icons.tsx";
import { useScope } from "./session.ts";
import type { Say } from "./words.ts";

export interface FormProps<Q = Question> {
  readonly question: Q;
  readonly draft: Answer | undefined;
  readonly disabled: boolean;
  /** What is told of the answer that was handed in last, or null. */
  readonly told: Grade | null;
  readonly change: (draft: Answer) => void;
}

/** The form of a question. */
export function Form(props: FormProps): JSX.Element {
  const { question } = props;
  switch (question.type) {
    case "choice":
    case "multi":
      return <Options {...props} question={question} />;
    case "number":
      return <NumberForm {...props} />;
    case "text":
      return <TextForm {...props} />;
    case "order":
      return <OrderForm {...props} question={question} />;
    case "match":
      return <MatchForm {...props} question={question} />;
    case "label":
      return <LabelForm {...props} question={question} />;
    case "point":
      return <PointForm {...props} question={question} />;
  }
}

const told = (right: boolean | undefined): string => (right === undefined ? "" : right ? "is-right" : "is-wrong");

/** Says right or wrong to those who do not see the colour. */
function Mark({ right }: { readonly right: boolean | undefined }): JSX.Element | null {
  const { t } = useScope();
  if (right === undefined) return null;
  return (
    <span class="mark">
      <Icon name={right ? "check" : "cross"} />
      <span class="sr">{t(right ? "answer_right" : "answer_wrong")}</span>
    </span>
  );
}

type OptionsProps = FormProps<Question & { readonly options: readonly Option[] }>;

function Options({ question, draft, disabled, told: grade, change }: OptionsProps): JSX.Element {
  const { say, t, lesson } = useScope();
  const several = question.type === "multi";
  const chosen = several ? ((draft ?? []) as readonly number[]) : draft === undefined ? [] : [draft as number];
  const toggle = (index: number): void => {
    if (!several) change(index);
    else change(chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index].sort((a, b) => a - b));
  };
  const verdict = (index: number): boolean | undefined =>
    grade === null || !chosen.includes(index) ? undefined : question.options[index]!.correct;
  return (
    <fieldset class="options" disabled={disabled}>
      <legend>{t(several ? "choose_all" : "choose_one")}</legend>
      {shuffled(question.options.length, `${lesson.id}/${question.id}`).map((index) => (
        <label key={index} class={`option ${chosen.includes(index) ? "is-on" : ""} ${told(verdict(index))}`}>
          <input
            type={several ? "checkbox" : "radio"}
            name={question.id}
            value={index}
            checked={chosen.includes(index)}
            onChange={() => toggle(index)}
          />
          <span>{say.text(question.options[index]!.text)}</span>
          <Mark right={verdict(index)} />
        </label>
      ))}
    </fieldset>
  );
}

function NumberForm({ question, draft, disabled, told: grade, change }: FormProps): JSX.Element {
  const { t, session, shown } = useScope();
  const unit = question.type === "number" ? question.unit : undefined;
  const typed = shown.drafts[`${question.id}/typed`] as string | undefined;
  const value = typed ?? (typeof draft === "number" && Number.isFinite(draft) ? String(draft) : "");
  const bad = value.trim() !== "" && Number.isNaN(numberTyped(value));
  const onInput = (text: string): void => {
    session.set({ drafts: { ...session.get().drafts, [`${question.id}/typed`]: text } });
    change(numberTyped(text));
  };
  return (
    <div class={`typed ${told(grade?.parts[0])}`}>
      <label for={`${question.id}-in`}>{t("answer")}{unit === undefined ? "" : `, ${t("unit", { unit })}`}</label>
      <span class="line">
        <input
          id={`${question.id}-in`}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          size={10}
          value={value}
          disabled={disabled}
          aria-invalid={bad}
          aria-describedby={bad ? `${question.id}-bad` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {unit !== undefined && <span class="unit" aria-hidden="true">{unit}</span>}
        <Mark right={grade?.parts[0]} />
      </span>
      {bad && <p class="bad" id={`${question.id}-bad`}>{t("number_wrong")}</p>}
    </div>
  );
}

function TextForm({ question, draft, disabled, told: grade, change }: FormProps): JSX.Element {
  const { t } = useScope();
  return (
    <div class={`typed ${told(grade?.parts[0])}`}>
      <label for={`${question.id}-in`}>{t("answer")}</label>
      <span class="line">
        <input
          id={`${question.id}-in`}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          value={(draft ?? "") as string}
          disabled={disabled}
          onInput={(event) => change(event.currentTarget.value)}
        />
        <Mark right={grade?.parts[0]} />
      </span>
    </div>
  );
}

/** Returns the order in which items of an order question lie at first. */
export const firstOrder = (question: OrderQuestion, lesson: Lesson): number[] =>
  shuffled(question.items.length, `${lesson.id}/${question.id}`);

function OrderForm({ question, draft, disabled, told: grade, change }: FormProps<OrderQuestion>): JSX.Element {
  const { say, t, lesson } = useScope();
  const order = (draft as readonly number[] | undefined) ?? firstOrder(question, lesson);
  return (
    <Arrange
      id={question.id}
      label={t("put_in_order")}
      texts={question.items.map((one) => say.text(one))}
      order={order}
      disabled={disabled}
      right={grade?.parts ?? null}
      change={change}
    />
  );
}

interface PickOne {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly disabled: boolean;
  readonly right: boolean | undefined;
  readonly change: (value: string) => void;
}

/** One row: a label and a list to choose from. */
export function Pick({ id, label, value, options, disabled, right, change }: PickOne): JSX.Element {
  const { t } = useScope();
  return (
    <div class={`pick ${told(right)}`}>
      <label for={id}>{label}</label>
      <span class="line">
        <select id={id} value={value} disabled={disabled} onChange={(event) => change(event.currentTarget.value)}>
          <option value="">{t("choose")}</option>
          {options.map((one) => (
            <option key={one.value} value={one.value}>{one.text}</option>
          ))}
        </select>
        <Mark right={right} />
      </span>
    </div>
  );
}

function MatchForm({ question, draft, disabled, told: grade, change }: FormProps<Match>): JSX.Element {
  const { say, t, lesson } = useScope();
  const chosen = (draft ?? question.pairs.map(() => null)) as readonly (number | null)[];
  const options = shuffled(question.pairs.length, `${lesson.id}/${question.id}`).map((index) => ({
    value: String(index),
    text: say.text(question.pairs[index]!.right),
  }));
  return (
    <div role="group" aria-label={t("match_all")}>
      {question.pairs.map((pair, i) => (
        <Pick
          key={i}
          id={`${question.id}-${i}`}
          label={say.text(pair.left)}
          value={chosen[i] == null ? "" : String(chosen[i])}
          options={options}
          disabled={disabled}
          right={grade?.parts[i]}
          change={(value) => change(chosen.map((one, j) => (j === i ? (value === "" ? null : Number(value)) : one)))}
        />
      ))}
    </div>
  );
}

/** Returns things to choose among: every target, and others that a learner could take for them. */
export function candidates(lesson: Lesson, targets: readonly string[], key: string, say: Say): Name[] {
  const words = new Set<string>();
  const fresh = (one: Name): boolean => {
    const word = say.name(one.id).toLowerCase();
    return words.has(word) ? false : words.add(word) !== undefined;
  };
  const wanted = lesson.names.filter((one) => targets.includes(one.id)).filter(fresh);
  const heads = new Set(targets.map((one) => one.split(".")[0]));
  const others = lesson.names
    .filter((one) => one.role !== "station" && !targets.includes(one.id) && one.id !== "land")
    .filter((one) => !targets.some((target) => one.id.startsWith(`${target}.`) || target.startsWith(`${one.id}.`)))
    .sort((a, b) => rank(a) - rank(b));
  function rank(one: Name): number {
    return (heads.has(one.id.split(".")[0]) ? 0 : 1) + hash(`${key}/${one.id}`) / 2 ** 32;
  }
  const most = Math.max(6, wanted.length + 3);
  const all = [...wanted, ...others.filter(fresh)].slice(0, most);
  return all.sort((a, b) => say.name(a.id).localeCompare(say.name(b.id), say.language));
}

function LabelForm({ question, draft, disabled, told: grade, change }: FormProps<LabelQuestion>): JSX.Element {
  const { session, shown, say, t, lesson } = useScope();
  const chosen = (draft ?? question.labels.map(() => null)) as readonly (string | null)[];
  const targets = question.labels.map((one) => one.target);
  const options = candidates(lesson, targets, question.id, say);
  const extra = chosen.filter((id): id is string => id !== null && !options.some((one) => one.id === id));
  const listed = [...options.map((one) => one.id), ...extra].map((id) => ({ value: id, text: say.name(id) }));
  const picking = shown.picking?.for === "label" && shown.picking.question === question.id ? shown.picking.index : -1;
  return (
    <div role="group" aria-label={t("label_all")}>
      {question.labels.map((one, i) => (
        <div class="labelled" key={i}>
          <Pick
            id={`${question.id}-${i}`}
            label={say.text(one.text)}
            value={chosen[i] ?? ""}
            options={listed}
            disabled={disabled}
            right={grade?.parts[i]}
            change={(value) => change(chosen.map((had, j) => (j === i ? value || null : had)))}
          />
          {shown.view === "world" && shown.world === "ready" && !disabled && (
            <button
              type="button"
              class="square"
              aria-pressed={picking === i}
              aria-label={`${t("point_in_world")}: ${say.text(one.text)}`}
              onClick={() => session.set({ picking: picking === i ? null : { for: "label", question: question.id, index: i } })}
            >
              <Icon name="eye" />
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

function PointForm({ question, draft, disabled, told: grade, change }: FormProps<Point>): JSX.Element {
  const { session, shown, say, t, lesson } = useScope();
  const options = candidates(lesson, [question.target], question.id, say).map((one) => one.id);
  const chosen = typeof draft === "string" ? draft : "";
  const listed = chosen !== "" && !options.includes(chosen) ? [...options, chosen] : options;
  const inWorld = shown.view === "world" && shown.world === "ready";
  const picking = shown.picking?.for === "point" && shown.picking.question === question.id;
  const right = (id: string): boolean | undefined => (grade === null || id !== chosen ? undefined : grade.parts[0]);
  const list = (
    <fieldset class="options" disabled={disabled}>
      <legend>{t("choose_one")}</legend>
      {listed.map((id) => (
        <label key={id} class={`option ${chosen === id ? "is-on" : ""} ${told(right(id))}`}>
          <input type="radio" name={question.id} value={id} checked={chosen === id} onChange={() => change(id)} />
          <span>{say.name(id)}</span>
          <Mark right={right(id)} />
        </label>
      ))}
    </fieldset>
  );
  if (!inWorld) return list;
  return (
    <div class="pointing">
      {!disabled && (
        <button
          type="button"
          class={`big ${picking ? "is-on" : ""}`}
          aria-pressed={picking}
          onClick={() => session.set({ picking: picking ? null : { for: "point", question: question.id }, panel: picking ? "open" : "low" })}
        >
          <Icon name="eye" /> {t("point_in_world")}
        </button>
      )}
      {chosen !== "" && (
        <p class={`pointed ${told(right(chosen))}`}>
          {t("pointed", { what: say.name(chosen) })} <Mark right={right(chosen)} />
        </p>
      )}
      <details>
        <summary>{t("point_list")}</summary>
        {list}
      </details>
    </div>
  );
}
