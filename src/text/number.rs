//! Numbers as a reader wants them: as many digits as say something.

/// A share as a percentage: `99.6%`, `17%`, `0.08%`. Next to the ends it says so: `>99.99%` is not `100%`.
#[must_use]
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    let from_end = value.min(100.0 - value);
    // Digits matter near both ends: 99.6 % and 99.96 % are not the same claim.
    if value == 0.0 || value == 100.0 || (10.0..=90.0).contains(&value) {
        format!("{value:.0}%")
    } else if from_end >= 0.1 {
        // 9.0 % says no more than 9 %.
        format!("{}%", format!("{value:.1}").trim_end_matches(".0"))
    } else if value >= 99.995 {
        ">99.99%".to_owned()
    } else if value > 50.0 {
        format!("{value:.2}%")
    } else if value < 0.0001 {
        "<0.0001%".to_owned()
    } else {
        format!("{}%", significant(value, 1))
    }
}

/// The two ends of an interval of shares, as percentages of one precision: two digits of its width, `4%` and `91%`, `4.4%` and
/// `12.4%`. What that would make nothing, or all, without being it is below, or above, the first that is told: `<1%` and `60%`.
// The exponent of a finite double fits easily.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#[must_use]
pub fn percents(low: f64, high: f64) -> [String; 2] {
    let width = (high - low).abs() * 100.0;
    if width < 1e-7 || !width.is_finite() {
        return [percent(low), percent(high)];
    }
    let decimals = (1.0 - libm::log10(width).floor()).max(0.0) as usize;
    let unit = libm::pow(10.0, -(decimals as f64));
    [low, high].map(|share| {
        let value = share * 100.0;
        let told = (value / unit).round() * unit;
        if value > 0.0 && told <= 0.0 {
            format!("<{unit:.decimals$}%")
        } else if value < 100.0 && told >= 100.0 {
            format!(">{:.decimals$}%", 100.0 - unit)
        } else {
            format!("{value:.decimals$}%")
        }
    })
}

/// An interval of shares in words: `4% to 91%`; a value where both ends are told alike.
#[must_use]
pub fn percent_interval(low: f64, high: f64) -> String {
    let [from, to] = percents(low, high);
    if from == to { from } else { format!("{from} to {to}") }
}

/// A share as a percentage of two digits where it is small: `10%`, `1.8%`, `0.018%`, `0.1%`.
#[must_use]
pub fn fine_percent(share: f64) -> String {
    if !(1e-7..0.001).contains(&share) {
        return percent(share);
    }
    let digits = significant(share * 100.0, 2);
    format!("{}%", digits.trim_end_matches('0'))
}

/// A share as a count per 1,000: `94`, `12`, `0.8`, `0.0032`.
#[must_use]
pub fn per_thousand(share: f64) -> String {
    let value = share * 1000.0;
    if value >= 9.95 {
        grouped(value)
    } else if value > 0.0 && value < 0.001 {
        "<0.001".to_owned()
    } else {
        significant(value, 2)
    }
}

/// A share as a count of 1,000 people or things, to two digits and no zeros after them: `79`, `3.8`, `0.08`.
#[must_use]
pub fn of_thousand(share: f64) -> String {
    let text = per_thousand(share);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A factor: `1,066`, `15`, `2.3`.
#[must_use]
pub fn factor(value: f64) -> String {
    if value > 1e6 {
        return ">1,000,000".to_owned();
    }
    if value >= 9.95 { grouped(value) } else { format!("{value:.1}") }
}

/// A large factor to two significant digits: `550`, `36`.
#[must_use]
pub fn about(value: f64) -> String {
    let unit = libm::pow(10.0, (libm::log10(value.abs().max(1.0)).floor() - 1.0).max(0.0));
    grouped((value / unit).round() * unit)
}

/// How many of something that comes whole, as people say it: `less than a twentieth`, `two thirds`, `one and a half`, `about 4`.
/// Whether it is spoken of one or of many is the second part.
#[must_use]
pub fn plainly(value: f64) -> (String, bool) {
    const PARTS: [(f64, &str); 11] = [
        (0.05, "a twentieth"),
        (0.1, "a tenth"),
        (0.2, "a fifth"),
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.4, "two fifths"),
        (0.5, "half"),
        (0.6, "three fifths"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
        (1.0, "one"),
    ];
    if value < 0.045 {
        return ("less than a twentieth".to_owned(), false);
    }
    if value < 1.13 {
        let nearest = PARTS.iter().min_by(|a, b| (a.0 - value).abs().total_cmp(&(b.0 - value).abs()));
        return (nearest.map_or_else(String::new, |part| part.1.to_owned()), false);
    }
    let halves = (value * 2.0).round() / 2.0;
    let words = match halves {
        ..1.25 => "one".to_owned(),
        ..1.75 => "one and a half".to_owned(),
        ..10.0 if halves.fract() > 0.0 => format!("{}½", grouped(halves.floor())),
        _ => grouped(value.round()),
    };
    (words, halves > 1.0)
}

/// What reviewers are worth: `less than a twentieth of one independent reviewer`, `one independent reviewer`,
/// `2½ independent reviewers`.
#[must_use]
pub fn independent_reviewers(worth: f64) -> String {
    let (told, are_many) = plainly(worth);
    match told.as_str() {
        "one" => "one independent reviewer".to_owned(),
        _ if are_many => format!("{told} independent reviewers"),
        _ => format!("{told} of one independent reviewer"),
    }
}

/// A whole number with commas.
#[must_use]
pub fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::with_capacity(digits.len() + 4);
    if value <= -0.5 {
        text.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with so many significant digits, never in exponent notation; below 1e-12 it is `≈0`.
// The exponent of a finite double fits easily.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#[must_use]
pub fn significant(value: f64, digits: u32) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    if value.abs() < 1e-12 {
        return "≈0".to_owned();
    }
    let exponent = libm::log10(value.abs()).floor() as i32;
    let decimals = (digits.cast_signed() - 1 - exponent).clamp(0, 14) as usize;
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_an_interval_have_one_precision() {
        for (low, high, told) in [
            (0.044, 0.906, "4% to 91%"),
            (0.044, 0.124, "4.4% to 12.4%"),
            (0.004, 0.012, "0.40% to 1.20%"),
            (0.9, 0.999, "90.0% to 99.9%"),
            (0.1, 0.9996, "10% to >99%"),
            (0.0002, 0.6, "<1% to 60%"),
            (0.0, 1.0, "0% to 100%"),
            (0.000_001, 0.000_002, "0.00010% to 0.00020%"),
            (0.25, 0.25, "25%"),
            (0.5, 0.3, "50% to 30%"),
        ] {
            assert_eq!(percent_interval(low, high), told);
        }
    }

    #[test]
    fn small_percentages_have_two_digits() {
        let told = [0.103, 0.0179, 0.001, 0.00018, 0.0001, 3.4e-6, 1e-12, 0.0].map(fine_percent);
        assert_eq!(told, ["10%", "1.8%", "0.1%", "0.018%", "0.01%", "0.00034%", "<0.0001%", "0%"]);
    }

    #[test]
    fn counts_of_a_thousand_end_without_zeros() {
        assert_eq!(
            [0.00008, 0.0038, 0.079, 0.172, 0.0, 0.002_000_1].map(of_thousand),
            ["0.08", "3.8", "79", "172", "0", "2"]
        );
    }

    #[test]
    fn reviewers_are_counted_as_people_count() {
        let told = [0.01, 0.05, 0.11, 0.21, 0.36, 0.48, 0.62, 0.64, 0.9, 1.1, 1.2, 1.6, 2.4, 3.0, 12.3].map(plainly);
        let words: Vec<&str> = told.iter().map(|(words, _)| words.as_str()).collect();
        let expected = [
            "less than a twentieth",
            "a twentieth",
            "a tenth",
            "a fifth",
            "a third",
            "half",
            "three fifths",
            "two thirds",
            "one",
            "one",
            "one",
            "one and a half",
            "2½",
            "3",
            "12",
        ];
        assert_eq!(words, expected);
        assert_eq!(told.map(|(_, are_many)| are_many).iter().position(|&many| many), Some(11));
        assert_eq!(
            [0.04, 0.74, 1.0, 2.4].map(independent_reviewers),
            [
                "less than a twentieth of one independent reviewer",
                "three quarters of one independent reviewer",
                "one independent reviewer",
                "2½ independent reviewers",
            ]
        );
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(
            ["99.6%", "17%", "0.08%", "5.5%", "0%", "100%"],
            [0.996, 0.17, 0.0008, 0.055, 0.0, 1.0].map(percent)
        );
        assert_eq!([">99.99%", "99.99%", "<0.0001%", "0.0001%"], [0.999_999, 0.999_9, 1e-17, 1.1e-6].map(percent));
        assert_eq!(["94", "12", "0.80", "0.0032", "1,000"], [0.0937, 0.0121, 0.0008, 3.2e-6, 1.0].map(per_thousand));
        assert_eq!(["1,066", "15", "2.3"], [1066.2, 15.1, 2.31].map(factor));
        assert_eq!(
            ["0.040", "0.0000000000012", "≈0", "0"],
            [0.040_21, 1.23e-12, 1e-20, 0.0].map(|x| significant(x, 2))
        );
        assert_eq!(["550", "36", "1,100", "3"], [552.1, 35.6, 1066.0, 3.2].map(about));
        assert_eq!(["−1,234", "0"], [-1234.0, 0.2].map(grouped));
    }
}
