//! Where the site will stand on the web, if that is known when it is built: crawlers want whole addresses.

/// The address of the site's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site(Option<String>);

impl Site {
    /// A site that can stand anywhere.
    pub const ANYWHERE: Site = Site(None);

    /// The site at this address.
    ///
    /// # Errors
    /// A sentence that says what it must be.
    pub fn at(address: &str) -> Result<Site, String> {
        if !is_folder(address) {
            return Err(format!(
                "BLINDSPOT_ADDRESS must be the address of the folder that the site will have on the web, such as \
                 https://example.org/blindspot/, not “{address}”."
            ));
        }
        let end = if address.ends_with('/') { "" } else { "/" };
        Ok(Site(Some([address, end].concat())))
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_anywhere(&self) -> bool {
        self.0.is_none()
    }

    /// The whole address of a file of the site, by its path in it; `None` where that is not known.
    #[must_use]
    pub fn whole(&self, file: &str) -> Option<String> {
        self.0.as_ref().map(|address| [address, file].concat())
    }

    /// The address of a file of the site; where it is not known, seen from a page that is this way from the folder.
    #[must_use]
    pub fn address(&self, way: &str, file: &str) -> String {
        self.whole(file).unwrap_or_else(|| [way, file].concat())
    }
}

/// Whether an address can be that of a folder on the web.
fn is_folder(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\^`{|}?#".contains(c);
    rest.is_some_and(|rest| {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        !host.is_empty() && rest.chars().all(is_plain) && !path.ends_with("index.html")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_folders_on_the_web() {
        for address in ["https://example.org/blindspot/", "https://example.org/blindspot", "http://127.0.0.1:8080"] {
            let site = Site::at(address).unwrap();
            assert_eq!(site.whole("a.png"), Some(format!("{}/a.png", address.trim_end_matches('/'))));
        }
        for address in [
            "",
            "example.org",
            "/blindspot/",
            "ftp://example.org/",
            "https://",
            "https:///a",
            "https://example.org/a b/",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://example.org/index.html",
            "https://example.org/\"><script>",
        ] {
            let refused = Site::at(address).unwrap_err();
            assert!(refused.ends_with(&format!("not “{address}”.")), "{refused}");
        }
    }

    #[test]
    fn what_is_not_known_stays_relative() {
        let [here, there] = [Site::ANYWHERE, Site::at("https://a.org/b").unwrap()];
        assert_eq!(here.address("../", "a.png"), "../a.png");
        assert_eq!(there.address("../", "a.png"), "https://a.org/b/a.png");
        assert_eq!(here.whole("a.png"), None);
    }
}
