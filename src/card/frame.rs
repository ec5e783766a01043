//! The pages that frames show: the page itself, told which figure it is, with that figure alone for readers without a program.

use super::page::MARKER as TAGS;
use crate::still::{FIRST, MARKER};
use crate::text::escaped;

/// Where the page's own document has its place for what a host wants.
const CONFIG: &str = "<meta name=\"blindspot-config\" content=\"\">";
/// What begins the head, after which addresses count from here.
const HEAD: &str = "<meta charset=\"utf-8\">";
/// What the page says to readers without scripts, and what a figure says.
const OFF: [&str; 2] = [
    "This page computes everything in your browser and needs JavaScript for that, which is turned off. Its words and its figures as they open are below.",
    "This figure computes everything in your browser and needs JavaScript for that, which is turned off. As it opens it is below.",
];

/// The page of a figure's frame, in a folder of the site, from the site's page before anything is put into it; `still` is what the
/// figure shows without a program. `None` where that page has no place for it.
#[must_use]
pub fn document(page: &str, id: &str, title: &str, still: &str) -> Option<String> {
    let config = format!("<meta name=\"blindspot-config\" content=\"embed=1&amp;fig={}\">", escaped(id));
    let head = format!("{HEAD}\n    <base href=\"../\">\n    <meta name=\"robots\" content=\"noindex\">");
    let still = format!(
        "<div id=\"still\"><main>{still}</main><p class=\"fine\"><a href=\"./#{}\">{}</a></p></div>",
        escaped(id),
        escaped(title)
    );
    let places =
        [(HEAD, head.as_str()), (CONFIG, &config), (TAGS, ""), (FIRST, ""), (OFF[0], OFF[1]), (MARKER, &still)];
    places.into_iter().try_fold(page.to_owned(), |page, (place, by)| {
        let (before, after) = page.split_once(place)?;
        Some([before, by, after].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_a_place_for_all_of_it() {
        let page = include_str!("../../index.html");
        let written = document(page, "crowd", "Copies", "<figure id=\"crowd\"></figure>").unwrap_or_default();
        for part in ["<base href=\"../\">", "content=\"embed=1&amp;fig=crowd\"", "<main><figure id=\"crowd\">", OFF[1]]
        {
            assert!(written.contains(part), "{part} in {written}");
        }
        assert!(!written.contains("<!--"), "{written}");
        assert_eq!(document("<html></html>", "crowd", "", ""), None);
    }
}
