//! One budget for diversity, audits and supervision, at prices that the reader sets.

use blindspot_model::budget::{Offer, Standing};
use blindspot_model::{BudgetSearch, Mix, Prices};
use leptos::prelude::*;

use super::state::State;
use crate::chapter::control::Range;
use crate::figure::Frame;
use crate::figure::budget::{HIGHEST_PRICE, STEPS_PRICED, answer, frame, stands, usual_prices, with_pinned};
use crate::figure::spending::REVIEWS_AN_AUDIT;
use crate::sandbox::Exhibit;
use crate::ui::browser::in_view::in_view;
use crate::ui::browser::room;
use crate::ui::figure::Card;
use crate::ui::parts::output::Answer;
use crate::ui::parts::slider::Slider;
use crate::ui::state::sliced::Progress;

/// A price as the page offers it.
#[derive(Clone, Copy)]
struct Priced {
    /// For tests.
    id: &'static str,
    label: &'static str,
    meaning: &'static str,
    /// How many of the model's units that is the price of.
    units: f64,
    get: fn(&Prices) -> f64,
}

const PRICED: [Priced; 3] = [
    Priced {
        id: "price-diversity",
        label: "Diversity",
        meaning: "coins for diversity from 0 to 100%",
        units: 1.0,
        get: Prices::diversity,
    },
    Priced {
        id: "price-audits",
        label: "Audits",
        meaning: "coins for auditing 100 steps of each project",
        units: STEPS_PRICED,
        get: Prices::audited_step,
    },
    Priced {
        id: "price-supervision",
        label: "Supervision",
        meaning: "coins for supervision quality from 0 to 100%",
        units: 1.0,
        get: Prices::supervision,
    },
];

/// Prices, the best mixes, and how far the reader's is from them.
#[component]
pub fn BudgetPanel(
    state: State,
    /// Whether prices can be set and mixes be taken over.
    shows_prices: bool,
) -> impl IntoView {
    let panel = NodeRef::new();
    let (panel_seen, seen) = (in_view(panel), RwSignal::new(false));
    let work = State::work(move || vec![state.budget()], Signal::derive(move || panel_seen.get() || seen.get()));
    let found = Memo::new(move |before: Option<&Frame>| {
        let search = work.results.with(|results| results.budget(&state.budget()).map(|search| frame(Some(search))));
        // What is not yet known stays as it was.
        search.or_else(|| before.cloned()).unwrap_or_else(|| frame(None))
    });
    // A's mix at the same prices.
    let pinned = move || {
        let prices = state.prices.get();
        state.then.with(|then| {
            then.as_ref().map(|then| {
                let mix = Mix::of(&then.params);
                let undetected_share = then.outlook.fixed_point.undetected_share;
                Offer { mix, spend: prices.cost(&mix), undetected_share }
            })
        })
    };
    let compared = Memo::new(move |_| {
        let found = found.get();
        match pinned() {
            Some(pinned) => with_pinned(found, &pinned),
            None => found,
        }
    });
    let said_of_a = move || pinned().map(|pinned| format!("A costs {}", stands(&pinned)));
    let standing = Memo::new(move |_| {
        work.results.with(|results| results.budget(&state.budget()).and_then(BudgetSearch::standing))
    });
    // The answers differ in length, and what stands below must not jump between them.
    let said_at = NodeRef::<leptos::html::P>::new();
    let room = room::kept(said_at);
    let pending = Signal::derive(move || if work.is_stopped() { "Stopped." } else { "Looking …" });
    let said = Signal::derive(move || standing.with(|standing| standing.as_ref().map(answer)));
    let take = move |of: fn(&Standing) -> Mix| {
        move |_| {
            if let Some(mix) = standing.with_untracked(|standing| standing.as_ref().map(of)) {
                // A mix that was found for a setting is possible in it; where that has moved on meanwhile, it may not be.
                let params = state.params.get_untracked();
                state.choose(mix.applied_to(&params).unwrap_or(params));
            }
        }
    };
    // Who has pressed a button keeps the focus on it while the next answer is looked for.
    let is_unknown = move || standing.with(Option::is_none).to_string();
    let marks = move || {
        standing.get().map(|Standing { own, best, cheapest }| {
            let mark = |name: &'static str, spend: f64, share: f64| {
                view! { <data data-offer=name data-spend=spend.to_string() value=share.to_string()></data> }
            };
            [("own", own), ("best", best), ("cheapest", cheapest)]
                .map(|(name, offer)| mark(name, offer.spend, offer.undetected_share))
                .into_iter()
                .collect_view()
        })
    };
    let prices = move || {
        view! {
            <div class="panel finder" id="prices" node_ref=panel>
                <h3>"What does a budget buy?"</h3>
                <p class="fine">
                    "Prices are an assumption: set your own. Here, an audit costs as much as "
                    {format!("{REVIEWS_AN_AUDIT}")}
                    " reviews at first, since it does the work again. Diversity, audits and supervision of the setting above are what you buy."
                </p>
                <div class="levers">{PRICED.map(|priced| one(state, priced)).into_iter().collect_view()}</div>
                <p
                        class="answer"
                        data-budget
                        node_ref=said_at
                        style:min-height=move || format!("{}px", room.get())
                    ><Answer found=said pending=pending /> {marks}</p>
                    <p class="against" hidden=move || state.then.with(Option::is_none)>{said_of_a}</p>
                <div class="chips" role="group" aria-label="Take over a mix">
                    <button type="button" class="chip" data-take="best" aria-disabled=is_unknown on:click=take(|standing| standing.best.mix)>
                        "Take the best mix"
                    </button>
                    <button
                        type="button"
                        class="chip"
                        data-take="cheapest"
                        aria-disabled=is_unknown
                        on:click=take(|standing| standing.cheapest.mix)
                    >
                        "Take the cheapest mix"
                    </button>
                </div>
            </div>
        }
    };
    view! {
        <div class="pair">
        {shows_prices.then(prices)}
        <Card frame=compared id=Exhibit::Budget.id() in_view=seen work=work>
            <Progress work=work />
        </Card>
        </div>
    }
}

fn one(state: State, priced: Priced) -> impl IntoView {
    let value = move |prices: &Prices| (priced.get)(prices) * priced.units;
    let range =
        Range { min: 0.0, max: HIGHEST_PRICE, step: 0.5, decimals: 3, unit: "", default: value(&usual_prices()) };
    let set = move |price: f64| {
        state.prices.update(|prices| {
            let all = PRICED.map(|other| if other.id == priced.id { price / other.units } else { (other.get)(prices) });
            *prices = Prices::new(all[0], all[1], all[2]).unwrap_or(*prices);
        });
    };
    view! {
        <Slider
            id=priced.id
            label=priced.label
            meaning=priced.meaning
            range=Signal::stored(range)
            value=Signal::derive(move || state.prices.with(value))
            set=Callback::new(set)
            effect=Signal::stored("the best mix follows".to_owned())
        />
    }
}
