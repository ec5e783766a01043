//! A slider with everything it needs to be used by anybody: native range, number box, step buttons, reset, spoken
//! meaning, and a message where what was typed can't be.

use leptos::prelude::*;

/// How a quantity is shown and set: in these units, from `min` to `max`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// One press of an arrow key or a button.
    pub step: f64,
    /// Digits after the point.
    pub decimals: usize,
    /// Behind the number, `%` or nothing.
    pub unit: &'static str,
    /// Where reset goes.
    pub default: f64,
}

impl Range {
    fn show(&self, value: f64) -> String {
        let text = format!("{value:.*}", self.decimals);
        // 9.0 is 9.
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        format!("{text}{}", self.unit)
    }

    /// A typed value, or a sentence that names what is wrong with it.
    fn parse(&self, name: &str, text: &str) -> Result<f64, String> {
        let allowed = format!("{name} must lie between {} and {}", self.show(self.min), self.show(self.max));
        let typed = text.trim().trim_end_matches(self.unit).trim().replace(',', ".");
        if typed.is_empty() {
            return Err(format!("The box is empty; {allowed}."));
        }
        match typed.parse::<f64>() {
            Ok(value) if (self.min..=self.max).contains(&value) => Ok(value),
            Ok(value) if value.is_finite() => Err(format!("{} is out of range; {allowed}.", self.show(value))),
            _ => Err(format!("“{}” is not a number; {allowed}.", text.trim())),
        }
    }
}

/// A labelled slider.
#[component]
pub fn Slider(
    /// For tests and links.
    id: &'static str,
    /// What is set.
    label: &'static str,
    /// What that means, in one line.
    meaning: &'static str,
    /// In which units and bounds.
    range: Range,
    /// The value in those units.
    #[prop(into)]
    value: Signal<f64>,
    /// Takes a new value in those units.
    set: Callback<f64>,
    /// What the value comes to, said after it to who listens.
    #[prop(into)]
    effect: Signal<String>,
) -> impl IntoView {
    // With the value that it was told of: a value set elsewhere answers it.
    let problem = RwSignal::new(None::<(String, f64)>);
    let told = move || problem.get().filter(|&(_, at)| at == value.get()).map(|(message, _)| message);
    let change = move |next: f64| {
        problem.set(None);
        set.run(next.clamp(range.min, range.max));
    };
    let typed = move |text: String| match range.parse(label, &text) {
        Ok(next) => change(next),
        Err(message) => problem.set(Some((message, value.get_untracked()))),
    };
    let nudge = move |steps: f64| {
        // From between two steps to the next one.
        let next = ((value.get_untracked() + steps * range.step) / range.step).round() * range.step;
        change(next);
    };
    let shown = move || range.show(value.get());
    // The box keeps what was typed while it is wrong.
    let in_box = move || shown().trim_end_matches(range.unit).to_owned();
    // A finger that lands on the slider to scroll the page has moved it before the browser knows better.
    let at_touch = StoredValue::new(None::<f64>);
    let give_back = move |_| {
        if let Some(before) = at_touch.get_value() {
            change(before);
        }
    };
    let spoken = move || format!("{}: {}", shown(), effect.get());
    let meaning_id = format!("{id}-meaning");
    let problem_id = format!("{id}-problem");
    let described = format!("{meaning_id} {problem_id}");
    view! {
        <div class="slider" data-slider=id>
            <div class="slider-head">
                <label for=id>{label}</label>
                <span class="slider-box">
                    <button type="button" aria-label=format!("{label}: less") on:click=move |_| nudge(-1.0)>"−"</button>
                    <input
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        aria-label=format!("{label}, as a number")
                        aria-describedby=described
                        aria-invalid=move || told().map(|_| "true")
                        prop:value=in_box
                        on:change=move |event| typed(event_target_value(&event))
                    />
                    <span class="unit">{range.unit}</span>
                    <button type="button" aria-label=format!("{label}: more") on:click=move |_| nudge(1.0)>"+"</button>
                    <button
                        type="button"
                        class="reset"
                        aria-label=format!("{label}: back to {}", range.show(range.default))
                        title=format!("back to {}", range.show(range.default))
                        on:click=move |_| change(range.default)
                    >
                        "↺"
                    </button>
                </span>
            </div>
            <input
                id=id
                type="range"
                min=range.min
                max=range.max
                step=range.step
                aria-valuetext=spoken
                aria-describedby=meaning_id.clone()
                style:--place=move || format!("{}%", (value.get() - range.min) / (range.max - range.min) * 100.0)
                prop:value=move || value.get().to_string()
                on:pointerdown=move |_| at_touch.set_value(Some(value.get_untracked()))
                on:pointercancel=give_back
                on:input=move |event| {
                    if let Ok(next) = event_target_value(&event).parse() {
                        change(next);
                    }
                }
            />
            <p class="meaning" id=meaning_id>{meaning}</p>
            <p class="problem" id=problem_id role="alert">{told}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERCENT: Range = Range { min: 0.0, max: 100.0, step: 1.0, decimals: 1, unit: "%", default: 50.0 };

    #[test]
    fn typed_values_are_read_or_refused_with_a_reason() {
        assert_eq!(PERCENT.parse("Supervision", " 40 % "), Ok(40.0));
        assert_eq!(PERCENT.parse("Supervision", "12,5"), Ok(12.5));
        for (text, told) in [
            ("", "The box is empty; Supervision must lie between 0% and 100%."),
            ("120", "120% is out of range; Supervision must lie between 0% and 100%."),
            ("abc", "“abc” is not a number; Supervision must lie between 0% and 100%."),
            ("NaN", "“NaN” is not a number; Supervision must lie between 0% and 100%."),
            ("inf", "“inf” is not a number; Supervision must lie between 0% and 100%."),
        ] {
            assert_eq!(PERCENT.parse("Supervision", text), Err(told.to_owned()));
        }
    }

    #[test]
    fn values_lose_their_idle_zeros() {
        assert_eq!(["9%", "63.2%", "100%"], [9.0, 63.16, 100.0].map(|value| PERCENT.show(value)));
    }
}
