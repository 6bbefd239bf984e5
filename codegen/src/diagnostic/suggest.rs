//! The word that was probably meant.

/// The nearest of some words to one that is none of them, if one is near enough to be a slip of
/// the hand. Comparing takes the product of both lengths, so a word that is far too long is not
/// compared.
pub(crate) fn suggestion<'w>(
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    known
        .into_iter()
        .filter(|known| known.len() <= 64)
        .filter_map(|known| {
            let chars = known.chars().count();
            let most = chars.max(3) / 3;
            // Words differ by at least what their lengths do.
            if length.abs_diff(chars) > most + 1 {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&word, &known.to_lowercase());
            (distance <= most).then_some((distance, known))
        })
        .min()
        .map(|(_, known)| known)
}

/// How many words are listed where none of them is near.
const MOST_LISTED: usize = 50;

/// What was probably meant, or else what there is.
pub(crate) fn meant(name: &str, known: &[&str]) -> String {
    match suggestion(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there is none".to_owned(),
        None => {
            let listed = known.iter().take(MOST_LISTED);
            let listed: Vec<String> = listed.map(|name| format!("`{name}`")).collect();
            match known.len().saturating_sub(MOST_LISTED) {
                0 => format!("choose from {}", listed.join(", ")),
                more => format!("choose from {} and {more} more", listed.join(", ")),
            }
        }
    }
}
