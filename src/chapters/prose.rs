//! The words of the page, apart from its code. Numbers are not here: they come from the model.

/// The page's title.
pub const TITLE: &str = "When every reviewer has the same blind spot";

/// What it is, for machines that tell of it.
pub const DESCRIPTION: &str = "An interactive explanation of correlated error: why many reviewers who share a blind spot check \
    little more than one, and what helps.";

/// What it is about, in two sentences.
pub const CLAIM: &str = "Science corrects itself because different people make different mistakes. When AI models do the work *and* \
    check it, that breaks in three ways.";

/// What the live page can do, after the claim.
pub const INVITATION: &str = "Move a slider and watch.";

/// Who argued this.
pub const CREDIT: &str = "After [an argument by Jacob Pfau](#about). You can also [measure your own models](#models).";

/// Names the opening to who listens, and on cards.
pub const OPENING_TITLE: &str = "What the lab reports, and what is true";

/// Names the three claims together in lists.
pub const CLAIMS_TOGETHER: &str = "The three claims together";

/// Stands where the chapters will be.
pub const REST_LOADING: &str = "The chapters are loading…";

/// Stands where the chapters would be.
pub const REST_FAILED: &str = "The chapters could not be loaded.";

/// Below a figure in another page, the way to the whole of this one.
pub const OPEN_WHOLE_PAGE: &str = "Open this setting in the whole page";

/// Over the maker of snippets.
pub const EMBEDDING_TITLE: &str = "Put a figure into your own page";

/// What the maker of snippets does.
pub const EMBEDDING: &str = "You can put any live figure of this page into a blog post or a lesson, with your own setting. It \
    loads nothing from other places, stores nothing, and links back here.";

/// Where there is nothing to link to.
pub const EMBEDDING_NEEDS_WEB: &str = "This copy of the page was not opened from the web, so a snippet would lead nowhere. Open it \
    at its address on the web, or put this file itself into a frame: its configuration stands near its beginning.";

/// Over the self-test.
pub const SELF_TEST_TITLE: &str = "Check it in your browser";

/// What the self-test does.
pub const SELF_TEST: &str = "Curves come from an exact solution. This test simulates many settings, decision by decision, and \
    compares. Chance rarely takes a figure further than a few standard errors.";

/// Over the levers.
pub const INSTRUMENT_TITLE: &str = "The whole field in your hands";

/// Introduces the levers.
pub const INSTRUMENT_LEAD: &str = "Everything at once: projects of many steps, some of them decisions that need judgement; \
    reviewers; audits; and new models trained on what was accepted. Begin with a world, then move a lever.";

/// Over the measuring of the reader's own models.
pub const MODELS_TITLE: &str = "Your models: how many independent reviewers do you really have?";

/// What it does.
pub const MODELS_LEAD: &str = "Bring the results of several models, judges or people on the same questions. The page says how alike \
    they err, and how many independent reviewers they are worth. Nothing leaves your browser.";

/// How files come in without a button.
pub const MODELS_DROP: &str = "or drop files here: tables, lm-eval, Inspect, SWE-bench, HELM, promptfoo, JSON, zip";

/// Names the examples.
pub const MODELS_EXAMPLES: &str = "Try it with";

/// Names the field for a table.
pub const MODELS_TEXT: &str = "A table: a row for each question, a column for each model, 1 where it is right";

/// Stands where the part that measures will be.
pub const MODELS_LOADING: &str = "Loading what reads and measures…";

/// Stands where the part that measures would be.
pub const MODELS_FAILED: &str = "What reads and measures could not be loaded.";

/// Over the ways to teach with the page.
pub const TEACHING_TITLE: &str = "Teach with it";

/// What the page for a room does.
pub const TEACHING: &str = "As a workshop, the page goes step by step: first the question, then a vote by codes or by hands, and the \
    answer when you ask for it. It has a clock, notes for the presenter, plans, and sheets to print. Once it is loaded it needs no \
    network.";

/// On the first screen of the single file: what it is, what leads to the page for a room, and how that works.
pub const WAY_IN: [&str; 3] = [
    "This is the whole page in one file, which needs no network.",
    "Teach with it as a workshop",
    ": phones get the file over a hotspot, from any server of files.",
];

/// Where a sheet would have to simulate.
pub const REPLY_ON_PAGE: &str = "The page simulates the answer.";
