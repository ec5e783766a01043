//! What the items are, and which names stand for different things.

use super::marks::Marks;
use super::{column, meant, small};
use crate::bits::Bits;
use crate::choose::meaning::missing;
use crate::choose::{ChoiceError, Choices, Key, Kind};
use crate::ledger::{Fate, Ledger};
use crate::raw::{Column, EMPTY, Raw};
use crate::table::Item;

/// The items; those whose rows contradict each other about what they are lose their marks.
pub(super) fn items(
    raw: &Raw,
    choices: &Choices,
    found: &mut Marks,
    ledger: &mut Ledger,
) -> Result<Vec<Item>, ChoiceError> {
    let optional = |name: &Option<String>| name.as_ref().map(|name| column(raw, name)).transpose();
    let (hash, cluster, weight) = (optional(&choices.hash)?, optional(&choices.cluster)?, optional(&choices.weight)?);
    let key = match &choices.key {
        Key::Column(name) => Some(column(raw, name)?),
        Key::None | Key::Majority(_) => None,
    };
    // Where values are verdicts, a key is only told, and may be written in as many ways as there are files.
    let compared = key.filter(|_| choices.kind == Kind::Answers);
    let mut items: Vec<Item> =
        found.items.iter().map(|id| Item { id: id.clone(), weight: 1, cluster: None, key: None }).collect();
    let (mut first, mut conflicting) = (vec![None; items.len()], Bits::none(items.len()));
    for mark in &found.rows {
        let (at, row) = (mark.item as usize, mark.row as usize);
        let Some(begun) = first[at] else {
            first[at] = Some(row);
            let text = |column: Option<&Column>| column.map(|c| c.at(row).to_owned()).filter(|text| !text.is_empty());
            items[at].cluster = text(cluster);
            items[at].key = text(key).filter(|key| missing(key).is_none()).map(|key| meant(choices, &key).to_owned());
            if let Some(count) = text(weight) {
                items[at].weight = count.parse().map_err(|_| {
                    ChoiceError::Nothing(format!("'{count}' in the column of weights is no whole number below 2^32"))
                })?;
            }
            continue;
        };
        let differ = |column: Option<&Column>| {
            column.is_some_and(|c| c.cells[row] != EMPTY && c.cells[begun] != EMPTY && c.cells[row] != c.cells[begun])
        };
        if differ(hash) || differ(compared) {
            conflicting.set(at);
        }
    }
    for at in conflicting.ones() {
        let what = "items whose content or key differs between raters: the same name for different things";
        ledger.name(Fate::Dropped, what, &items[at].id);
    }
    if conflicting.count() > 0 {
        let mut place = vec![u32::MAX; items.len()];
        let kept: Vec<usize> = (0..items.len()).filter(|&at| !conflicting.get(at)).collect();
        kept.iter().enumerate().for_each(|(new, &old)| place[old] = small(new));
        found.rows.retain(|mark| !conflicting.get(mark.item as usize));
        found.rows.iter_mut().for_each(|mark| mark.item = place[mark.item as usize]);
        items = kept.into_iter().map(|at| items[at].clone()).collect();
    }
    Ok(items)
}
