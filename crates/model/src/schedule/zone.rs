//! Names of time zones.

/// Names that browsers still use, and those that the places go by now. Both mean the same in the IANA database.
const RENAMED: [(&str, &str); 5] = [
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Europe/Kiev", "Europe/Kyiv"),
];

/// The name that people know a zone by.
pub fn present_name(zone: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == zone).map_or(zone, |(_, new)| new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_names_become_new_ones() {
        assert_eq!(present_name("Asia/Calcutta"), "Asia/Kolkata");
        assert_eq!(present_name("Europe/Berlin"), "Europe/Berlin");
    }
}
