//! What somebody puts into a page of their own to have a figure in it.

use super::catalogue::{Figure, Home};
use super::look::Look;
use crate::chapters::OUTLINES;
use crate::chapters::prose;
use crate::text::escaped;

/// Gives the frames of a page the heights that their figures tell, and asks those that had told it before it listened.
/// It hears only its own frames, and only of heights that can be; frames that come later are its own too. The link below a frame
/// is for where there is none.
pub const HEIGHT_SCRIPT: &str = "<script>(function(){\
function each(tell){document.querySelectorAll(\"iframe[data-blindspot]\").forEach(tell)}\
addEventListener(\"message\",function(e){\
var d=e.data;\
if(!d||d.type!==\"height\"||!(d.px>0&&d.px<2e4))return;\
each(function(f){if(f.contentWindow!==e.source)return;\
f.style.height=Math.ceil(d.px)+\"px\";\
var p=f.nextElementSibling;if(p&&p.hasAttribute(\"data-blindspot-link\"))p.hidden=true})});\
function ask(){each(function(f){f.contentWindow.postMessage({type:\"measure\"},\"*\")})}\
ask();addEventListener(\"load\",ask)\
})()</script>";

/// The folder of the [cards](crate::card), seen from the page.
pub const CARDS: &str = "cards";

/// The folder of the pages that frames show, a figure each, seen from the page. Without scripts, which alone could read an address,
/// such a page shows its figure all the same.
pub const FRAMES: &str = "frames";

/// A figure in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet<'a> {
    /// The address of the whole page, without `?` and `#`.
    pub page: &'a str,
    /// Which figure, and how it looks.
    pub look: Look,
    /// What it shows, as the text after `#`; may be empty.
    pub link: &'a str,
    /// How high it is where it is not told, in CSS pixels.
    pub height: u32,
    /// Whether the site has a page for each frame; a single file has none beside it.
    pub has_pages: bool,
}

/// How high a compact figure's frame is, in CSS pixels: as high as hosts make frames that have no height of their own.
pub const COMPACT_HEIGHT: u32 = 400;

impl Snippet<'_> {
    /// The address of the figure alone.
    #[must_use]
    pub fn address(&self) -> String {
        let sign = if self.link.is_empty() { "" } else { "#" };
        [self.page, &self.look.write(), sign, self.link].concat()
    }

    /// The address of the page that its frame shows.
    #[must_use]
    pub fn source(&self) -> String {
        if !self.has_pages {
            return self.address();
        }
        let sign = if self.link.is_empty() { "" } else { "#" };
        let query = self.look.write_for_frame();
        format!("{}{FRAMES}/{}.html{query}{sign}{}", self.folder(), self.figure().id, self.link)
    }

    /// The folder of the site.
    fn folder(&self) -> &str {
        self.page.rfind('/').map_or("", |end| &self.page[..=end])
    }

    /// The address of its card, which hosts show a preview of and which leads to the figure on the whole page.
    #[must_use]
    pub fn card(&self) -> String {
        let folder = self.folder();
        let look = Look { embed: None, figure: None, ..self.look };
        let sign = if self.link.is_empty() { "" } else { "#" };
        format!("{folder}{CARDS}/{}.html{}{sign}{}", self.figure().id, look.write(), self.link)
    }

    fn figure(&self) -> Figure {
        self.look.embed.map_or(Figure::HERO, |embed| embed.figure)
    }

    /// What a frame of it may do: run, open links in a window of its own, hand files over, and be of the page's own origin,
    /// which is not the host's: so all frames share what one of them has loaded.
    #[must_use]
    pub fn sandbox() -> &'static str {
        "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-same-origin"
    }

    /// A frame around it.
    #[must_use]
    pub fn frame(&self) -> String {
        let title = escaped(title(self.figure()));
        let is_compact = self.look.embed.is_some_and(|embed| embed.is_compact);
        format!(
            "<iframe data-blindspot src=\"{}\" title=\"{title}\" width=\"100%\" height=\"{}\" style=\"border:0\" \
             loading=\"lazy\" sandbox=\"{}\" referrerpolicy=\"no-referrer\"></iframe>\n\
             <p data-blindspot-link><a href=\"{}\">{title}</a></p>",
            escaped(&self.source()),
            if is_compact { COMPACT_HEIGHT } else { self.height },
            Snippet::sandbox(),
            // For who reads where frames are left out: what stands inside of one goes with it.
            escaped(&self.card()),
        )
    }

    /// The frame, and the script that keeps its height.
    #[must_use]
    pub fn frame_and_script(&self) -> String {
        format!("{}\n{HEIGHT_SCRIPT}", self.frame())
    }
}

/// What a figure is about: that of the place where it stands.
#[must_use]
pub fn title(figure: Figure) -> &'static str {
    match figure.home {
        Home::Opening => prose::OPENING_TITLE,
        Home::Chapter { chapter, .. } => OUTLINES[chapter].title(),
        Home::Sandbox(exhibit) => exhibit.about(),
    }
}

/// What tells it from all other figures, in a list of them.
#[must_use]
pub fn name(figure: Figure) -> String {
    match figure.home {
        Home::Chapter { chapter, place } => {
            let all = OUTLINES[chapter].places().len();
            format!("{}. {}, figure {} of {all}", chapter + 1, title(figure), place + 1)
        }
        Home::Opening if figure == Figure::CLAIMS => prose::CLAIMS_TOGETHER.to_owned(),
        Home::Opening => title(figure).to_owned(),
        Home::Sandbox(_) => format!("Sandbox: {}", title(figure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::look::{Embed, Scheme};

    fn snippet() -> Snippet<'static> {
        let embed = Figure::named("crowd").map(Embed::of);
        Snippet {
            page: "https://example.org/a\"b/",
            look: Look { embed, ..Look::default() },
            link: "v=1&at=copies",
            height: 640,
            has_pages: true,
        }
    }

    #[test]
    fn a_frame_says_what_it_is_and_may_do_little() {
        let frame = snippet().frame();
        assert!(
            frame.contains("src=\"https://example.org/a&quot;b/frames/crowd.html?controls=min#v=1&amp;at=copies\"")
        );
        let alone = Snippet { has_pages: false, ..snippet() }.frame();
        assert!(alone.contains(
            "src=\"https://example.org/a&quot;b/?embed=1&amp;fig=crowd&amp;controls=min#v=1&amp;at=copies\""
        ));
        for part in [
            "title=\"",
            "loading=\"lazy\"",
            "referrerpolicy=\"no-referrer\"",
            "height=\"640\"",
            "sandbox=\"allow-scripts ",
            // The page that a link opens is no frame any more: it gets rid of these.
            " allow-same-origin\"",
            "</iframe>\n<p data-blindspot-link><a href=\"https://example.org/a&quot;b/cards/crowd.html#v=1&amp;at=copies\">",
        ] {
            assert!(frame.contains(part), "{part} in {frame}");
        }
    }

    #[test]
    fn a_card_stands_beside_the_page_and_keeps_look_and_setting() {
        let page = "https://example.org/a/index.html";
        let dark =
            |snippet: Snippet<'static>| Snippet { look: Look { scheme: Scheme::Dark, ..snippet.look }, ..snippet };
        let address = |page, link| Snippet { page, link, ..dark(snippet()) }.card();
        assert_eq!(address(page, "v=1"), "https://example.org/a/cards/crowd.html?theme=dark#v=1");
        assert_eq!(address("https://example.org/a/", ""), "https://example.org/a/cards/crowd.html?theme=dark");
    }

    #[test]
    fn the_height_script_is_small() {
        assert!(HEIGHT_SCRIPT.len() < 1000, "{}", HEIGHT_SCRIPT.len());
    }

    #[test]
    fn names_tell_figures_apart() {
        let mut names: Vec<String> = Figure::all().map(name).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
