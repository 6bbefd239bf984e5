//! Lists of a hundred thousand users: memory stays flat.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use allocation_counter::measure;
use zoho_clients::runtime::{Items, Limits, NoRetry, Paged};
use zoho_clients::{ClientBuilder, Product, identity360, inventory};

const PAGES: usize = 500;
const PER_PAGE: usize = 200;
const USERS: usize = PAGES * PER_PAGE;

/// How far the most memory for ten pages and that for all may lie apart.
const ALLOWED: u64 = 1 << 20;

/// A user of each kind of list, as the documents show one; `N` is where the number goes.
const NUMBERED: &str = r#"{"user_id":"NNNNNN","role_id":"982000000006005","name":"David John","email":"johndavid@zilliuminc.com","user_role":"admin","user_type":"zoho","status":"active","is_current_user":true,"photo_url":"https://contacts.zoho.com/file?ID=d27344a22bad8bb83a03722b4aa5bc69"}"#;
const BY_CURSOR: &str = r#"{"city":"Anchorage","country":"US","description":"User of marketing department","displayName":"AlexHales","email":"alexhales@company.com","employeeID":"12342","firstName":"Alex","gender":"M","id":"NNNNNN","isDomainVerified":false,"language":"en","lastName":"Hales","mobileNumber":"7700900461","stateProvince":"Alaska","status":1}"#;

/// A page whose text is made once: only numbers of six digits change, where they are.
struct Page {
    text: Vec<u8>,
    ids: Vec<usize>,
    /// Where it says whether or how the list goes on.
    next: usize,
}

const PLACE: &[u8] = b"NNNNNN";

impl Page {
    fn new(user: &str, begin: &str, end: &str) -> Self {
        let body = format!("{begin}{}{end}", vec![user; PER_PAGE].join(","));
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        let text = (head + &body).into_bytes();
        let mut places: Vec<usize> = (0..text.len())
            .filter(|at| text[*at..].starts_with(PLACE))
            .collect();
        let next = places.pop().unwrap();
        assert_eq!(places.len(), PER_PAGE);
        Self {
            text,
            ids: places,
            next,
        }
    }

    /// Writes what the page of this number holds, from 0.
    fn fill(&mut self, page: usize, next: &str) {
        for (at, place) in self.ids.iter().enumerate() {
            let mut id = page * PER_PAGE + at;
            for digit in self.text[*place..place + PLACE.len()].iter_mut().rev() {
                *digit = b'0' + (id % 10) as u8;
                id /= 10;
            }
        }
        self.text[self.next..self.next + PLACE.len()].copy_from_slice(next.as_bytes());
    }
}

/// Which of the pages a request asks for, from 0: the digits after this parameter.
fn asked(request: &[u8], parameter: &str) -> Option<usize> {
    let line = request.split(|byte| *byte == b'\r').next()?;
    let line = std::str::from_utf8(line).unwrap();
    let (_, value) = line.split_once(parameter)?;
    let end = value.find(|it: char| !it.is_ascii_digit())?;
    Some(value[..end].parse().unwrap())
}

/// Answers the requests of one connection after another, and gives the URL.
fn serve(mut answer: impl FnMut(&[u8], &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut request = [0; 4096];
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut length = 0;
            loop {
                match stream.read(&mut request[length..]).unwrap() {
                    0 => break,
                    more => length += more,
                }
                if request[..length].ends_with(b"\r\n\r\n") {
                    answer(&request[..length], &mut stream);
                    length = 0;
                }
            }
        }
    });
    url
}

fn client<P: Product>(url: &str) -> P {
    let builder = ClientBuilder::new().base_url(url).access_token("token");
    let builder = builder.limits(Limits::NONE).retry(NoRetry);
    builder.organization("10234695").build().unwrap()
}

/// Reads the users of so many pages, each once, and gives the most memory that it took at a time.
/// Only the thread of the test counts, which is the client's, not the server's.
fn peak<Op: Paged>(
    pages: usize,
    list: impl Fn() -> Items<Op>,
    id: impl Fn(&Op::Item) -> usize,
) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut seen = vec![false; USERS];
    let mut users = list();
    let counted = measure(|| {
        runtime.block_on(async {
            for _ in 0..pages * PER_PAGE {
                let id = id(&users.next().await.unwrap().unwrap());
                assert!(!seen[id], "{id} twice");
                seen[id] = true;
            }
            if pages == PAGES {
                assert!(users.next().await.is_none());
            }
        });
    });
    let count = seen.iter().filter(|seen| **seen).count();
    assert_eq!(count, pages * PER_PAGE);
    counted.bytes_max
}

/// All pages take no more memory than the first ten.
fn check<Op: Paged>(list: impl Fn() -> Items<Op>, id: impl Fn(&Op::Item) -> usize) {
    let few = peak(10, &list, &id);
    let all = peak(PAGES, &list, &id);
    // A page in memory is tens of kilobytes: less would mean that nothing was counted.
    assert!(few > 50_000, "{few}");
    assert!(all.abs_diff(few) <= ALLOWED, "{few} {all}");
}

#[test]
fn by_number() {
    let begin = r#"{"code":0,"message":"success","users":["#;
    let end = r#"],"page_context":{"has_more_page":NNNNNN}}"#;
    let mut page = Page::new(NUMBERED, begin, end);
    let url = serve(move |request, stream| {
        let number = asked(request, "&page=").unwrap_or(1);
        page.fill(number - 1, if number < PAGES { "true  " } else { "false " });
        stream.write_all(&page.text).unwrap();
    });
    let list = || {
        let client: inventory::Client = client(&url);
        client.users().list().stream()
    };
    check(list, |user| user.user_id.as_str().parse().unwrap());
}

#[test]
fn by_cursor() {
    let begin = r#"{"data":["#;
    let end = r#"],"meta":{"next_cursor":NNNNNN}}"#;
    let mut page = Page::new(BY_CURSOR, begin, end);
    let url = serve(move |request, stream| {
        let number = asked(request, "cursor=").unwrap_or(0);
        let next = if number + 1 < PAGES {
            format!("\"{:04}\"", number + 1)
        } else {
            "null  ".to_owned()
        };
        page.fill(number, &next);
        stream.write_all(&page.text).unwrap();
    });
    let list = || {
        let client: identity360::Client = client(&url);
        client.users().list().limit(200).stream()
    };
    check(list, |user| {
        user.id.as_ref().unwrap().as_str().parse().unwrap()
    });
}
