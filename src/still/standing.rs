//! The standing panels.

use blindspot_model::Parameter;

use super::markup::{escaped, plain, scrolled};
use crate::chapter::standing::{GLOSSARY, LIMITS, MODEL, SOURCES};

/// How the model works, what it does not show, the terms and the sources.
pub fn section() -> String {
    let model: String = MODEL.iter().map(|text| format!("<p>{}</p>\n", plain(text))).collect();
    let limits: String = LIMITS.iter().map(|limit| format!("<li>{}</li>\n", escaped(limit))).collect();
    let terms =
        GLOSSARY.iter().map(|(term, meaning)| format!("<dt>{}</dt><dd>{}</dd>\n", escaped(term), escaped(meaning)));
    let sources = SOURCES.iter().map(|(name, address, gives)| {
        let (name, address, gives) = (escaped(name), escaped(address), escaped(gives));
        format!("<li><a href=\"{address}\" rel=\"noreferrer\">{name}</a>: {gives}.</li>\n")
    });
    format!(
        "<section class=\"standing\" id=\"about\" aria-labelledby=\"about-title\">\n\
         <h2 id=\"about-title\">How the model works</h2>\n{model}{}\
         <h2 id=\"limits\">What this does not show</h2>\n<ul>\n{limits}</ul>\n\
         <h2 id=\"glossary\">Glossary</h2>\n<dl class=\"glossary\">\n{}</dl>\n\
         <h2 id=\"sources\">Sources</h2>\n<ul>\n{}</ul>\n</section>\n",
        scrolled("All parameters", "All parameters", &parameters()),
        terms.collect::<String>(),
        sources.collect::<String>()
    )
}

fn parameters() -> String {
    let row = |parameter: &Parameter| {
        let spec = parameter.spec();
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td>{}</td><td>{}–{}</td></tr>\n",
            escaped(&spec.name.replace('_', " ")),
            escaped(spec.meaning),
            spec.default,
            spec.min,
            spec.max
        )
    };
    let rows: String = Parameter::ALL.iter().map(row).collect();
    format!(
        "<thead><tr><th scope=\"col\">Parameter</th><th scope=\"col\" class=\"words\">Meaning</th>\
         <th scope=\"col\">Default</th><th scope=\"col\">Range</th></tr></thead>\n<tbody>\n{rows}</tbody>"
    )
}
