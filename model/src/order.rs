//! Sorting. The standard library's sort is made anew for each type that it sorts, four kilobytes of WebAssembly a time:
//! this is the one for all.

/// The indices of `keys` by rising key; equal keys stay in their order.
#[must_use]
pub fn order(keys: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| keys[a].total_cmp(&keys[b]));
    order
}

/// The items by rising key; items with equal keys stay in their order.
#[must_use]
pub fn ordered<T: Clone>(items: &[T], key: impl Fn(&T) -> f64) -> Vec<T> {
    let keys: Vec<f64> = items.iter().map(key).collect();
    order(&keys).into_iter().map(|i| items[i].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_stay_in_their_order() {
        assert_eq!(order(&[2.0, 1.0, 2.0, -1.0, 1.0]), [3, 1, 4, 0, 2]);
        assert_eq!(ordered(&["bb", "a", "cc", ""], |text| text.len() as f64), ["", "a", "bb", "cc"]);
        assert_eq!(order(&[]), [0; 0]);
    }
}
