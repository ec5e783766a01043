//! What was understood, before anything is measured: every choice can be changed.

use blindspot_measure::choose::{Kind, Layout, Preview, Question};
use blindspot_measure::form::Form;
use blindspot_measure::ledger::{Entry, Fate};
use leptos::html;
use leptos::prelude::*;

use super::tool::Tool;
use crate::measured::field::{self, Field, Role};
use crate::measured::intake::Unread;
use crate::measured::words::understood;
use crate::text::spelling;
use crate::ui::browser::events::while_there;
use crate::ui::browser::refusals::harmless;

/// Raters whose roles are shown at once.
const MOST_ROLES: usize = 60;

/// Beyond so many raters they are folded away.
const FEW: usize = 8;

/// What was understood, what is open, and the choices.
#[component]
pub fn Understood(tool: Tool) -> impl IntoView {
    let preview = Memo::new(move |_| tool.desk.with(|desk| desk.as_ref().map(crate::measured::desk::Desk::preview)));
    let read = move |of: fn(&Preview) -> String| {
        preview.with(|preview| match preview {
            Some(Ok(preview)) => of(preview),
            Some(Err(why)) => why.clone(),
            None => String::new(),
        })
    };
    let choices = NodeRef::<html::Details>::new();
    let questions = move || {
        let all = of(preview, |preview| preview.questions.clone());
        all.into_iter().map(|question| view! { <Asked question=question choices=choices /> }).collect_view()
    };
    let is_open = move || !of(preview, |preview| !preview.raters.is_empty());
    let refused = move || {
        let refused = tool.desk.with(|desk| desk.as_ref().map(|desk| desk.refused.clone()).unwrap_or_default());
        refused.into_iter().map(|Unread { name, why }| view! { <li data-refused>{name} ": " {why}</li> }).collect_view()
    };
    let about = move || tool.example.get().map(|example| view! { <p class="fine">{example.about()}</p> });
    let ledger = Memo::new(move |_| of(preview, |preview| preview.ledger.entries().to_vec()));
    view! {
        <div class="panel understood">
            <h3>"What was understood"</h3>
            <p class="sentence" role="status" data-understood>{move || read(understood)}</p>
            {about}
            <ul class="questions">{refused} {questions}</ul>
            <details class="values" data-choices node_ref=choices>
                <summary>"Change how it is read"</summary>
                <Forms tool=tool preview=preview />
                <div class="fields">
                    {Field::ALL.map(|field| view! { <One tool=tool preview=preview field=field /> }).into_iter().collect_view()}
                    <Cut tool=tool preview=preview />
                </div>
                <Roles tool=tool preview=preview />
                <Groups tool=tool />
            </details>
            <LedgerList ledger=ledger />
            <div class="chips">
                <button type="button" class="chip strong" data-measure disabled=is_open on:click=move |_| tool.measure()>
                    "Measure"
                </button>
            </div>
        </div>
    }
}

type Previewed = Memo<Option<Result<Preview, String>>>;

/// Something of the preview, or its like where there is none.
fn of<T: Default>(preview: Previewed, read: impl FnOnce(&Preview) -> T) -> T {
    preview.with(|preview| match preview {
        Some(Ok(preview)) => read(preview),
        _ => T::default(),
    })
}

/// What the data leave open, with the field that answers it.
#[component]
fn Asked(question: Question, choices: NodeRef<html::Details>) -> impl IntoView {
    let Question { text, option, must, .. } = question;
    let field = Field::of_option(option);
    // The choices unfold before the field gets the focus.
    let go = move |field: Field| {
        if let Some(choices) = choices.get_untracked() {
            choices.set_open(true);
        }
        focus(&format!("models-{}", field.id()));
    };
    let label = if must { "Answer this first" } else { "Change" };
    view! {
        <li data-question=option class:must=must>
            {text} " "
            {field.map(|field| view! { <button type="button" class="chip small" on:click=move |_| go(field)>{label}</button> })}
        </li>
    }
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast as _;
    if let Some(field) =
        document().get_element_by_id(id).and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok())
    {
        harmless(field.focus(), "the focus stays where it is");
    }
}

/// What form the files have, where they can be read as another.
#[component]
fn Forms(tool: Tool, preview: Previewed) -> impl IntoView {
    let forms = Memo::new(move |_| {
        of(preview, |preview| {
            let mut forms = vec![preview.form];
            if matches!(preview.form, Form::Wide | Form::Long) {
                forms = vec![Form::Wide, Form::Long];
            }
            forms.extend(preview.also.iter().copied().filter(|form| *form != preview.form));
            forms
        })
    });
    let present = move || of(preview, |preview| preview.form.name().to_owned());
    let choose = move |name: String| {
        let Ok(form) = name.parse::<Form>() else { return };
        let as_table = tool.desk.with_untracked(|desk| {
            let desk = desk.as_ref().filter(|_| matches!(form, Form::Wide | Form::Long))?;
            Some(desk.as_table(form))
        });
        match as_table {
            Some(Ok(read)) => tool.change(|desk| *desk = read),
            Some(Err(why)) => tool.problem.set(why),
            None => tool.read(Some(form)),
        }
    };
    let options = move || {
        let forms = forms.get();
        let option = |form: Form| {
            let name = match form {
                Form::Wide => "a row is an item, a column a rater",
                Form::Long => "a row is one rater’s verdict on one item",
                other => other.name(),
            };
            view! { <option value=form.name() prop:selected=move || present() == form.name()>{name}</option> }
        };
        forms.into_iter().map(option).collect_view()
    };
    view! {
        <p class="field" hidden=move || forms.with(|forms| forms.len() < 2)>
            <label for="models-form">"How the data lie"</label>
            <select id="models-form" data-field="form" on:change=while_there(move |event| choose(event_target_value(&event)))>
                {options}
            </select>
        </p>
    }
}

/// One choice.
#[component]
fn One(tool: Tool, preview: Previewed, field: Field) -> impl IntoView {
    let is_asked = Memo::new(move |_| of(preview, |preview| field.is_asked(&preview.choices)));
    let options = Memo::new(move |_| of(preview, |preview| field.options(preview)));
    let value = Memo::new(move |_| of(preview, |preview| field.value(&preview.choices)));
    let choose = move |value: String| tool.change(|desk| field.set(&mut desk.choices, &value));
    let list = move || {
        let option = |(each, name): field::Choice| {
            let is_it = each.clone();
            view! { <option value=each prop:selected=move || value.get() == is_it>{name}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    let id = format!("models-{}", field.id());
    view! {
        <p class="field" hidden=move || !is_asked.get()>
            <label for=id.clone()>{field.label()}</label>
            <select id=id data-field=field.id() on:change=while_there(move |event| choose(event_target_value(&event)))>{list}</select>
        </p>
    }
}

/// From where on scores are right.
#[component]
fn Cut(tool: Tool, preview: Previewed) -> impl IntoView {
    let is_asked = move || of(preview, |preview| preview.choices.kind == Kind::Scores);
    let value = move || of(preview, |preview| preview.choices.cut.to_string());
    let typed = move |text: String| match spelling::typed(&text) {
        Some(cut) => tool.change(|desk| desk.choices.set_cut(cut)),
        None => tool.problem.set(format!("The cut-off must be a number, not “{text}”.")),
    };
    view! {
        <p class="field" hidden=move || !is_asked()>
            <label for="models-cut">"Right from this score on"</label>
            <input
                id="models-cut"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                data-field="cut"
                prop:value=value
                on:change=while_there(move |event| typed(event_target_value(&event)))
            />
        </p>
    }
}

/// What each rater is taken for.
#[component]
fn Roles(tool: Tool, preview: Previewed) -> impl IntoView {
    let raters = Memo::new(move |_| of(preview, field::raters));
    let is_wide = Memo::new(move |_| of(preview, |preview| preview.choices.layout == Layout::Wide));
    let has_answers = Memo::new(move |_| of(preview, |preview| preview.choices.kind == Kind::Answers));
    let one = move |rater: String| {
        let name = rater.clone();
        let role = Memo::new(move |_| of(preview, |preview| Some(field::role(&preview.choices, &name))));
        let name = rater.clone();
        let choose = move |value: String| {
            let role = match &*value {
                "key" => Role::Key,
                "out" => Role::Out,
                _ => Role::Rated,
            };
            tool.change(|desk| field::set_role(&mut desk.choices, &name, role));
        };
        let label = format!("What {rater} is taken for");
        view! {
            <li>
                <span>{rater.clone()}</span>
                <select
                    aria-label=label
                    data-role=rater
                    on:change=while_there(move |event| choose(event_target_value(&event)))
                >
                    <option value="rated" prop:selected=move || role.get() == Some(Role::Rated)>"measured"</option>
                    {move || (has_answers.get() || role.get() == Some(Role::Key)).then(|| view! {
                        <option value="key" prop:selected=move || role.get() == Some(Role::Key)>"makes the key"</option>
                    })}
                    {move || is_wide.get().then(|| view! {
                        <option value="out" prop:selected=move || role.get() == Some(Role::Out)>"left out"</option>
                    })}
                </select>
            </li>
        }
    };
    let list = move || raters.get().into_iter().take(MOST_ROLES).map(one).collect_view();
    let more = move || {
        let more = raters.with(Vec::len).saturating_sub(MOST_ROLES);
        (more > 0).then(|| view! { <p class="fine">"And " {more} " more, which are measured."</p> })
    };
    view! {
        <details class="values" prop:open=move || raters.with(|raters| (1..=FEW).contains(&raters.len()))>
            <summary>"The raters"</summary>
            <ul class="roles">{list}</ul>
            {more}
        </details>
    }
}

/// Who is alike by birth.
#[component]
fn Groups(tool: Tool) -> impl IntoView {
    let value = move || tool.desk.with(|desk| desk.as_ref().map(|desk| desk.groups.clone()).unwrap_or_default());
    view! {
        <p class="field">
            <label for="models-groups">"Groups (vendor, base model): a rater, a comma and its group a line"</label>
            <textarea
                id="models-groups"
                rows="3"
                spellcheck="false"
                data-field="groups"
                prop:value=value
                on:change=while_there(move |event| {
                    let text = event_target_value(&event);
                    tool.change(|desk| desk.groups = text);
                })
            ></textarea>
        </p>
    }
}

/// Every row that was dropped, merged or cut, and every assumption.
#[component]
pub fn LedgerList(
    /// What became of rows, a line each.
    #[prop(into)]
    ledger: Signal<Vec<Entry>>,
) -> impl IntoView {
    let fate = |fate: Fate| match fate {
        Fate::Dropped => "left out",
        Fate::Merged => "made one",
        Fate::Cut => "cut",
        Fate::Missing => "missing",
        Fate::Assumed => "assumed",
        Fate::Mismatch => "does not match",
        Fate::Noted => "noted",
    };
    let row = move |entry: Entry| {
        view! {
            <tr>
                <th scope="row">{fate(entry.fate)}</th>
                <td>{entry.count}</td>
                <td class="words">{entry.what}</td>
                <td class="words">{entry.examples.join(", ")}</td>
            </tr>
        }
    };
    let rows = move || ledger.get().into_iter().map(row).collect_view();
    view! {
        <details class="values" data-ledger hidden=move || ledger.with(Vec::is_empty)>
            <summary>"What became of the rows (" {move || ledger.with(Vec::len)} ")"</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="What became of the rows">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col">"how many"</th>
                            <th scope="col" class="words">"of what"</th>
                            <th scope="col" class="words">"such as"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
