//! The opening: two worlds side by side.

use blindspot_model::World;

use super::figure::Gallery;
use crate::address::view::View;
use crate::chapter::Room;
use crate::chapters::{hero_words, prose};
use crate::chart::vector::Failure;
use crate::figure::hero::{self, CALLS, Calls};
use crate::text::escaped;
use crate::text::number::{grouped, percent, significant};

/// The opening as it opens.
pub fn section(gallery: &mut Gallery) -> Result<String, Failure> {
    let calls = Calls::drawn();
    let (apart, alike) = (hero::world(&calls, 0.0), hero::world(&calls, World::OneModel.structure().0));
    let cards = [("independent-world", &apart), ("overlapping-world", &alike)];
    let cards = cards.map(|(id, world)| card(gallery, id, world));
    let [apart, overlapping] = cards;
    Ok(format!(
        "<section class=\"opening\" id=\"opening\" aria-labelledby=\"opening-title\">\n\
         <h2 id=\"opening-title\">{}</h2>\n<div class=\"pair\">\n{}{}</div>\n<p class=\"key\">{}</p>\n</section>\n",
        escaped(prose::OPENING_TITLE),
        apart?,
        overlapping?,
        escaped(&prose::opening_key(alike.wrong(), CALLS))
    ))
}

fn card(gallery: &mut Gallery, id: &str, world: &hero::World) -> Result<String, Failure> {
    let (published, measures) = (world.published(), &world.measures);
    let verb = if published == 1 { "is" } else { "are" };
    let output = |name: &str, value: Option<f64>, show: fn(f64) -> String| match value {
        Some(value) => format!("<data data-output=\"{name}\" value=\"{value}\">{}</data>", escaped(&show(value))),
        None => "–".to_owned(),
    };
    let rates: Vec<String> = world.miss_rates.iter().map(|&rate| percent(rate)).collect();
    let below = format!(
        "<p class=\"count\"><data class=\"big\" data-drawn=\"published\" value=\"{published}\">{published}</data> of \
         <data data-drawn=\"wrong\" value=\"{wrong}\">{wrong}</data> wrong calls {verb} published. Expected among the {calls} \
         calls: {expected}.</p>\n\
         <dl class=\"skill\">\n<div><dt>{}</dt><dd>{missed}<small>{} (drawn: {rates})</small></dd></div>\n\
         <div><dt>{}</dt><dd>{worth}<small>independent reviewers</small></dd></div>\n</dl>\n",
        hero_words::MISS_RATE,
        hero_words::MISS_RATE_STAYS,
        hero_words::WORTH,
        wrong = world.wrong(),
        calls = grouped(CALLS as f64),
        expected = output("surviving_share", Some(measures.surviving_share), |s| significant(s * CALLS as f64, 2)),
        missed = output("miss_rate_now", Some(measures.miss_rate_now), percent),
        worth = output("effective_reviewers", measures.effective_reviewers, |r| significant(r, 2)),
        rates = rates.join(", "),
    );
    let card =
        gallery.card(&View::Opening { overlap: world.overlap }, id, Room::Half, &world.frame(None, None), &below)?;
    Ok(format!("<div class=\"world\" data-scope=\"{id}\">\n{card}</div>\n"))
}
