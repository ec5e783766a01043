//! The opening as it opens, in the live one's own markup, so that the one can take the other's place.

use blindspot_model::Params;

use super::figure::Gallery;
use super::markup::each;
use crate::address::view::View;
use crate::chapter::Room;
use crate::chapter::control::{AUDIT_BUDGET, Control, DIVERSITY, SUPERVISION};
use crate::chapters::{hero_words as words, prose};
use crate::chart::vector::Failure;
use crate::figure::hero::levers::{Grounds, curve};
use crate::figure::hero::steps::{STEPS, step};
use crate::figure::hero::verdict::Verdict;
use crate::figure::hero::{Calls, World, reported};
use crate::figure::known;
use crate::text::escaped;
use crate::text::number::{of_thousand, percent, plainly};
use crate::text::spelling::uncapitalized;

/// The opening as it is painted before the program is there, and the place that the program takes: the same markup without names,
/// which the live page gives, and with pictures of the sizes that the live ones have.
pub fn first(gallery: &mut Gallery, header: &str) -> Result<String, Failure> {
    let mut pictures = Gallery::default();
    let section = section(&mut pictures)?;
    let (calls, params) = (Calls::drawn(), Params::default());
    let mut markup = format!("{header}{section}");
    for (id, params) in [("reported-world", reported(&params)), ("real-world", params)] {
        let frame = World::of(&calls, &params).frame("", "", None, None);
        let drawn = gallery.first(id, &frame)?;
        let begin = format!("<figure class=\"card\" id=\"{id}\">");
        markup = with_picture(&markup, &begin, &drawn);
    }
    // What is behind a figure comes with the program, in the same room.
    Ok(without(&without(&markup, "<details", "</details>", BEHIND), "<p class=\"fine\"><a", "</p>", "")
        .replace(" id=\"", " data-id=\"")
        .replace("aria-labelledby=\"opening-title\"", "aria-label=\"Opening\""))
}

/// The room of what is behind a figure.
const BEHIND: &str = "<div class=\"behind\"><span class=\"values\">&#160;</span></div>";

/// A text with the first picture behind a mark exchanged.
fn with_picture(markup: &str, mark: &str, by: &str) -> String {
    let Some((before, after)) = markup.split_once(mark) else { return markup.to_owned() };
    match (after.split_once("<picture>"), after.split_once("</picture>")) {
        (Some((head, _)), Some((_, tail))) => [before, mark, head, by, tail].concat(),
        _ => markup.to_owned(),
    }
}

/// A text with everything from a beginning to an end exchanged, as often as it is there.
fn without(markup: &str, begin: &str, end: &str, by: &str) -> String {
    let mut rest = markup;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(begin)
        && let Some((_, tail)) = after.split_once(end)
    {
        kept += before;
        kept += by;
        rest = tail;
    }
    kept + rest
}

/// The opening as it opens.
pub fn section(gallery: &mut Gallery) -> Result<String, Failure> {
    let params = Params::default();
    let (calls, grounds) = (Calls::drawn(), Grounds::all());
    let verdict = Verdict::of(&params, &grounds.of(&params));
    let levers = [DIVERSITY, SUPERVISION, AUDIT_BUDGET].map(|control| {
        let picture = curve(&grounds, &params, control.parameter, verdict.settled);
        let name = format!("lever-{}", control.parameter.spec().name);
        let said = format!("{} {}", words::ALONG, uncapitalized(control.label));
        let drawn = gallery.drawing(&name, &picture, &said)?;
        Ok(lever(&params, control, &drawn))
    });
    let levers: String = levers.into_iter().collect::<Result<_, Failure>>()?;
    let worlds = [("reported-world", words::REPORTED, reported(&params)), ("real-world", words::REAL, params)];
    let worlds = worlds.map(|(id, [title, subtitle], params)| {
        let frame = World::of(&calls, &params).frame(title, subtitle, None, None);
        let class = if id == "real-world" { "real" } else { "reported" };
        let card = gallery.card(&View::Opening(params), id, Room::Half, &frame, "")?;
        Ok(format!("<div class=\"world {class}\" data-scope=\"{id}\">\n{card}</div>\n"))
    });
    let worlds: String = worlds.into_iter().collect::<Result<_, Failure>>()?;
    Ok(format!(
        "<section class=\"opening\" id=\"opening\" aria-labelledby=\"opening-title\" data-scope=\"opening\">\n\
         <h2 id=\"opening-title\" class=\"spoken\">{}</h2>\n<div class=\"instrument-panel\">\n{}\
         <div class=\"stage\">\n<div class=\"levers-column\">\n{levers}<p class=\"fine curves-key\">{}</p>\n</div>\n{worlds}</div>\n\
         {}<div class=\"one-call\"><p class=\"findings\">{}</p></div>\n</div>\n</section>\n",
        escaped(prose::OPENING_TITLE),
        steps(),
        escaped(words::CURVES),
        line(&verdict),
        escaped(words::PICK_A_ROW),
    ))
}

/// The steps, of which the last is shown.
fn steps() -> String {
    let buttons = each(0..STEPS, |number| {
        let [letter, name, _] = words::STEPS[number];
        let letter = if letter.is_empty() { String::new() } else { format!("<b class=\"letter\">{letter}</b> ") };
        let outcome = percent(known::fixed_point(&step(number)));
        format!(
            "<span class=\"chip step\"{}>{letter}<span>{}</span> <span class=\"figure\">{}</span></span>\n",
            if number + 1 == STEPS { " aria-current=\"step\"" } else { "" },
            escaped(name),
            escaped(&outcome)
        )
    });
    format!(
        "<div class=\"steps\"><div class=\"chips\">\n{buttons}<span class=\"chip play\">{} {}</span></div>\
         <p class=\"step-says\">{}</p></div>\n",
        words::PLAY[0],
        words::PLAY[1],
        escaped(words::STEPS[STEPS - 1][2])
    )
}

fn lever(params: &Params, control: Control, picture: &str) -> String {
    let range = control.range(params, &Params::default());
    let value = control.value(params);
    let place = (value - range.min) / (range.max - range.min) * 100.0;
    format!(
        "<div class=\"lever\"><div class=\"slider\"><div class=\"slider-head\"><span class=\"label\">{}</span>\
         <span class=\"slider-box\"><span class=\"shown\">{}</span></span></div>\n<div class=\"picture\">{picture}</div>\
         <svg class=\"still-track\" aria-hidden=\"true\"><line x2=\"100%\" y1=\"50%\" y2=\"50%\" class=\"track\" />\
         <line x2=\"{place}%\" y1=\"50%\" y2=\"50%\" /><circle cx=\"{place}%\" cy=\"50%\" r=\"10\" /></svg>\n<p class=\"meaning\">{}</p></div></div>\n",
        escaped(control.label),
        escaped(&range.show(value)),
        escaped(control.meaning)
    )
}

fn line(verdict: &Verdict) -> String {
    let output = |name: &str, value: f64| {
        format!("<data data-output=\"{name}\" value=\"{value}\">{}</data>", escaped(&of_thousand(value)))
    };
    let worth = verdict.worth.map_or_else(String::new, |worth| {
        let (told, are_many) = plainly(worth);
        let what = if are_many { words::VERDICT_WORTH } else { words::VERDICT_WORTH_ONE };
        format!("<span class=\"part\"><b><data data-output=\"effective_reviewers\" value=\"{worth}\">{told}</data></b> {what}</span>")
    });
    format!(
        "<p class=\"verdict\"><span class=\"part\"><b>{}</b> {}</span>\n<span class=\"part wrong\"><b>{}</b> {}, <b \
         class=\"then\">{}</b> {}</span>\n{worth}</p>\n",
        output("claimed_undetected_share", verdict.reported),
        words::VERDICT_REPORT,
        output("undetected_share", verdict.first),
        words::VERDICT_TRUTH,
        output("fixed_point", verdict.settled),
        words::VERDICT_SETTLED
    )
}
