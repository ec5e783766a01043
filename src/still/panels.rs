//! The standing panels.

use blindspot_model::Parameter;

use super::markup::{each, plain, scrolled};
use crate::chapters::ledger;
use crate::chapters::panels::{GLOSSARY, LIMITS, MODEL, SOURCES};
use crate::text::escaped;

/// How the model works, what it does not show, the terms and the sources.
pub fn section() -> String {
    let model = each(MODEL, |text| format!("<p>{}</p>\n", plain(text)));
    let limits = each(LIMITS, |limit| format!("<li>{}</li>\n", escaped(limit)));
    let terms = each(GLOSSARY, |(term, meaning)| format!("<dt>{}</dt><dd>{}</dd>\n", escaped(term), escaped(meaning)));
    let sources = each(SOURCES, |(name, address, gives)| {
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
        terms,
        sources
    )
}

fn parameters() -> String {
    let row = |parameter: &Parameter| {
        let (spec, entry) = (parameter.spec(), ledger::of(*parameter));
        format!(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td>{}</td><td>{}–{}</td><td>{}</td></tr>\n",
            escaped(&spec.name.replace('_', " ")),
            escaped(spec.meaning),
            spec.default,
            spec.min,
            spec.max,
            entry.basis.name()
        )
    };
    let rows = each(Parameter::ALL, row);
    format!(
        "<thead><tr><th scope=\"col\">Parameter</th><th scope=\"col\" class=\"words\">Meaning</th>\
         <th scope=\"col\">Default</th><th scope=\"col\">Range</th><th scope=\"col\">Basis</th></tr></thead>\n<tbody>\n{rows}</tbody>"
    )
}
