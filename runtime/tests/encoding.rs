//! Whatever a value is, the decoded path and query give it back, and nothing else of the URL changes.

use clientwright_runtime::Error;
use percent_encoding::percent_decode_str;

use crate::support::Recording;

const CASES: usize = 20_000;

/// What may mean something in a URL, what decoders stumble over, and letters of several lengths.
const PIECES: &[&str] = &[
    "/",
    "\\",
    "?",
    "#",
    "&",
    "=",
    "+",
    "%",
    ".",
    "..",
    "%2e",
    "%2F",
    "%00",
    "%",
    "%zz",
    ";",
    ":",
    "@",
    ",",
    "$",
    "!",
    "'",
    "(",
    ")",
    "*",
    "~",
    "-",
    "_",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{7f}",
    "\"",
    "<",
    ">",
    "[",
    "]",
    "{",
    "}",
    "{widget_id}",
    "|",
    "^",
    "`",
    "a",
    "Z",
    "9",
    "ü",
    "€",
    "🦀",
    "\u{202e}",
    "\u{feff}",
    "http://",
    "//evil.example",
    "org_id=1",
];

/// A generator of our own: the same values in every run. (xorshift64*)
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(bits).unwrap() % limit
    }

    fn text(&mut self) -> String {
        let pieces = self.below(8);
        (0..pieces).map(|_| self.piece()).collect()
    }

    fn piece(&mut self) -> String {
        match self.below(4) {
            // Any character at all.
            0 => (0..2)
                .filter_map(|_| char::from_u32(u32::try_from(self.below(0x11_0000)).unwrap()))
                .collect(),
            _ => PIECES[self.below(PIECES.len())].to_owned(),
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

#[test]
fn path_values() {
    const BEFORE: &str = "https://api.acme.example/widgets/v1/widgets/";
    let widgets = Recording::default().acme().widgets();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut refused = 0;
    for _ in 0..CASES {
        let value = random.text();
        let request = match widgets.get(value.as_str()).request() {
            Ok(request) => request,
            Err(error) => {
                assert!(matches!(error, Error::Request(_)));
                assert!(value.bytes().all(|byte| byte == b'.'), "{value:?}: {error}");
                refused += 1;
                continue;
            }
        };
        assert!(!value.bytes().all(|byte| byte == b'.'), "{value:?}");
        let segment = request.url.strip_prefix(BEFORE);
        let segment = segment.and_then(|rest| rest.strip_suffix("?org_id=77"));
        let segment = segment.unwrap_or_else(|| panic!("{value:?}: {}", request.url));
        assert_eq!(decoded(segment), value);
        assert!(
            !segment.contains(['/', '\\', '?', '#', '&', '=', '+']),
            "{segment}"
        );

        // A URL parser, which resolves dots in every disguise, finds the same.
        #[cfg(feature = "reqwest")]
        {
            let url = reqwest::Url::parse(&request.url).unwrap();
            assert_eq!(url.as_str(), request.url, "{value:?}");
            assert_eq!(url.host_str(), Some("api.acme.example"));
            let segments: Vec<_> = url.path_segments().unwrap().map(decoded).collect();
            assert_eq!(segments, ["widgets", "v1", "widgets", &value]);
        }
    }
    assert!(refused > 0);
}

#[test]
fn query_values() {
    const BEFORE: &str = "https://api.acme.example/widgets/v1/widgets?org_id=77&filter_by=";
    let widgets = Recording::default().acme().widgets();
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for _ in 0..CASES {
        let filter = random.text();
        let tags: Vec<_> = (0..=random.below(3)).map(|_| random.text()).collect();
        let call = widgets
            .list()
            .filter_by(&*filter)
            .tags(tags.clone())
            .page(3);
        let request = call.request().unwrap();
        let rest = request.url.strip_prefix(BEFORE);
        let rest = rest.and_then(|rest| rest.strip_suffix("&page=3"));
        let (first, list) = rest.and_then(|rest| rest.split_once("&tags=")).unwrap();
        assert_eq!(decoded(first), filter);
        // The commas between items are not those inside of them.
        assert_eq!(list.split(',').map(decoded).collect::<Vec<_>>(), tags);
        for text in [first, list] {
            assert!(
                !text.contains(['/', '?', '#', '&', '=', '+', ' ']),
                "{text}"
            );
        }

        #[cfg(feature = "reqwest")]
        {
            let url = reqwest::Url::parse(&request.url).unwrap();
            assert_eq!(url.as_str(), request.url);
            assert_eq!((url.path(), url.fragment()), ("/widgets/v1/widgets", None));
            let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            let expected = [
                pair("org_id", "77"),
                pair("filter_by", &filter),
                pair("tags", &tags.join(",")),
                pair("page", "3"),
            ];
            assert_eq!(pairs, expected);
        }
    }
}
