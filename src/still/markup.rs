//! Words, numbers and tables as HTML.

use crate::chapter::text::{Piece, pieces};
use crate::chapter::{Chapter, Scene, Setting, handle, shown};
use crate::figure::{Cell, Table};
use crate::text::escaped;

/// The HTML of one after the other.
pub fn each<T>(items: impl IntoIterator<Item = T>, html: impl FnMut(T) -> String) -> String {
    items.into_iter().map(html).collect()
}

/// A text with stresses and links; `shown` gives the HTML of a number or of a parameter.
fn marked(text: &str, shown: impl Fn(Piece) -> String) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(words) => escaped(words).into_owned(),
            Piece::Stressed(words) => format!("<em>{}</em>", escaped(words)),
            Piece::Link(words, address) => {
                format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escaped(address), escaped(words))
            }
            Piece::Number(_) | Piece::Handle(_) => shown(piece),
        })
        .collect()
}

/// A text without numbers.
pub fn plain(text: &str) -> String {
    marked(text, |_| String::new())
}

/// A chapter's text at a setting.
pub fn words(chapter: &dyn Chapter, setting: &Setting, scene: &Scene, text: &str) -> String {
    marked(text, |piece| match piece {
        Piece::Number(name) => scene.number(name).map_or_else(String::new, |number| {
            let text = escaped(&number.text);
            match number.value {
                Some(value) => format!("<data data-number=\"{name}\" value=\"{value}\">{text}</data>"),
                None => format!("<span data-number=\"{name}\">{text}</span>"),
            }
        }),
        Piece::Handle(name) => handle(chapter, name).map_or_else(String::new, |control| {
            format!("<b data-handle=\"{name}\">{}</b>", escaped(&shown(chapter, *control, &setting.params)))
        }),
        _ => String::new(),
    })
}

/// A table that is opened by who wants it.
pub fn table(name: &str, of: &str, table: &Table) -> String {
    let head = each(&table.columns, |column| format!("<th scope=\"col\">{}</th>", escaped(column)));
    let row = |cells: &Vec<Cell>| {
        let cells = cells.iter().enumerate().map(|(i, cell)| match i {
            0 => format!("<th scope=\"row\">{}</th>", escaped(&cell.text)),
            _ => format!("<td>{}</td>", escaped(&cell.text)),
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let body = each(&table.rows, row);
    scrolled(name, of, &format!("<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>"))
}

/// The rows of a table behind its name, with its own scroll bars.
pub fn scrolled(name: &str, of: &str, rows: &str) -> String {
    format!(
        "<details class=\"values\"><summary>{name}</summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n{rows}\n</table></div></details>\n",
        escaped(of)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_markup() {
        assert_eq!(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
        assert_eq!(
            plain("*a<b* [x&y](https://a.b/?c=\"d\")"),
            "<em>a&lt;b</em> <a href=\"https://a.b/?c=&quot;d&quot;\" rel=\"noreferrer\">x&amp;y</a>"
        );
    }
}
