mod judge;
mod random;

use super::{code, doc_line, doc_lines, link};

#[track_caller]
fn becomes(text: &str, lines: &[&str]) {
    assert_eq!(doc_lines(text), lines);
}

#[test]
fn plain_text_stays() {
    becomes("", &[]);
    becomes(" \n\t\n", &[]);
    becomes("One line.", &["One line."]);
    becomes(
        "Two\nlines\n\n\n\nand *more*.",
        &["Two", "lines", "", "and *more*."],
    );
    becomes("a_b & c > d", &["a_b & c > d"]);
}

#[test]
fn blocks_are_text() {
    becomes("```\nf()\n```\nx", &["```text", "f()", "```", "x"]);
    becomes("```rust,no_run\n    f()\n", &["```text", "    f()", "```"]);
    becomes("~~~\n```\nf()\n~~~~", &["````text", "```", "f()", "````"]);
    becomes("    f()\n\tg()", &["f()", "g()"]);
    becomes("- ```\n  f()", &["- \\`\\`\\`", "  f()"]);
    becomes(">     f()", &["\\>     f()"]);
}

#[test]
fn lists_stay_lists() {
    becomes("- a\nb\n* c\n\nd", &["- a", "  b", "* c", "", "d"]);
    becomes("10. a\n   b", &["10. a", "   b"]);
    becomes("-     f()", &["- f()"]);
    becomes("- 1.   f()\ng()", &["- 1\\.   f()", "  g()"]);
    // Lines across the page look like lists, and what follows would be code.
    becomes("* * *\nf()", &["f()"]);
    becomes("a\n- - -\nf()", &["a", "", "f()"]);
    // A rule inside an item is none: the next line would be code.
    becomes("1. - - -\nf()", &["1. \\- - -", "   f()"]);
    becomes(
        "- > a\n- # b\n-\n1.",
        &["- \\> a", "- \\# b", "  \\-", "  1\\."],
    );
}

#[test]
fn headings_stay_headings() {
    becomes("#  A `b`\nc", &["# A `b`", "c"]);
    becomes("A\n===\nb\n==\n=", &["# A", "# b", "\\="]);
    becomes("a\nb\n===", &["a", "b", "\\==="]);
    becomes("- a\n## B", &["- a", "## B"]);
    becomes("#a\n#\n####### b", &["#a", "\\#", "####### b"]);
}

#[test]
fn tables_stay_tables() {
    let table = ["| a | b |", "|---|:-:|", "| `c` | d \\| e |"];
    becomes("a|b\n ---|:-: \n|`c`|d \\| e|", &table);
    becomes("x\na|b\n-|-\ny", &["x", "", "| a | b |", "|-|-|", "", "y"]);
    // Bars end cells inside code spans too.
    becomes(
        "a|b\n-|-\n`<i>|<b>`",
        &["| a | b |", "|-|-|", "| \\`\\<i> | \\<b>\\` |"],
    );
    becomes("a\n|-|-|", &["a", "\\|-|-|"]);
}

#[test]
fn links_lead_to_the_web_or_nowhere() {
    becomes("[Vec] and [x]: y", &["\\[Vec\\] and \\[x\\]: y"]);
    becomes("[a](https://a.example/b)", &["[a](https://a.example/b)"]);
    becomes("[a](javascript:b)", &["\\[a\\](javascript:b)"]);
    becomes("[a](Vec)", &["\\[a\\](Vec)"]);
    becomes("![a](https://a.example)", &["\\![a](https://a.example)"]);
    becomes(
        "see https://a.example/b_c.",
        &["see <https://a.example/b_c>."],
    );
    becomes("<https://a.example>", &["<https://a.example>"]);
    becomes("http://", &["http:&#47;/"]);
    assert_eq!(
        link("x", "https://a.example/#b").as_deref(),
        Some("[x](https://a.example/#b)")
    );
    assert_eq!(link("x", "https://a.example/)[b"), None);
    assert_eq!(link("x", "file:///etc"), None);
}

#[test]
fn html_shows_as_written() {
    becomes("<b>x</b>", &["\\<b>x\\</b>"]);
    becomes("`<b>` [`x`]", &["`<b>` \\[`x`\\]"]);
    becomes("a ` b ``c``", &["a \\` b ``c``"]);
    becomes("a ` b ``c`d``", &["a ` b ``c`d\\`\\`"]);
    becomes("\\<b> \\", &["\\<b> \\\\"]);
    // A code span that looks like a fence: were its first backtick escaped, the rest would be HTML.
    becomes(
        "- ```<b>```\n```<b>```",
        &["- \\`\\`\\`\\<b>\\`\\`\\`", "  \\`\\`\\`\\<b>\\`\\`\\`"],
    );
}

#[test]
fn what_does_not_print_goes() {
    becomes("a\u{202e}b\u{feff}c\0d", &["abcd"]);
    becomes("a\u{2028}b\u{85}c\r\nd\re", &["a", "b", "c", "d", "e"]);
    assert_eq!(doc_line("a\n\n- b\tc"), "a - b c");
    assert_eq!(code("a`b\u{202e}\n"), "`` a`b  ``");
    assert_eq!(code("``"), "``` `` ```");
    assert_eq!(code(""), "`  `");
}
