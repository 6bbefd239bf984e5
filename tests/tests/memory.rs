//! Lists of a hundred thousand users: memory stays flat.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use peak_alloc::PeakAlloc;
use zoho_clients::runtime::{Items, Limits, NoRetry, Paged};
use zoho_clients::{ClientBuilder, Product, identity360, inventory};

/// Counts what the whole process has: nothing else may run here while a test measures.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const PAGES: usize = 500;
const PER_PAGE: usize = 200;
const USERS: usize = PAGES * PER_PAGE;

/// How much more memory the last page may need than the tenth.
const ALLOWED: usize = 1 << 20;

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

fn client<P: Product>(url: String) -> P {
    let builder = ClientBuilder::new().base_url(url).access_token("token");
    let builder = builder.limits(Limits::NONE).retry(NoRetry);
    builder.organization("10234695").build().unwrap()
}

/// Reads all users: each comes once, and the last page needs no more memory than the tenth.
async fn check<Op: Paged>(mut users: Items<Op>, id: impl Fn(&Op::Item) -> usize) {
    let mut seen = vec![false; USERS];
    let mut count = 0;
    let mut early = 0;
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    while let Some(user) = users.next().await {
        let id = id(&user.unwrap());
        assert!(!seen[id], "{id} twice");
        seen[id] = true;
        count += 1;
        if count == 10 * PER_PAGE {
            early = HEAP.peak_usage();
        }
    }
    let late = HEAP.peak_usage();
    assert_eq!(count, USERS);
    assert!(seen.iter().all(|seen| *seen));
    // A page in memory is tens of kilobytes: less would mean that nothing was counted.
    assert!(early - before > 50_000, "{}", early - before);
    assert!(late - early <= ALLOWED, "{early} {late}");
}

/// One test, as both would count each other's memory.
#[tokio::test]
async fn a_hundred_thousand_users_need_no_more_memory_than_two_thousand() {
    let begin = r#"{"code":0,"message":"success","users":["#;
    let end = r#"],"page_context":{"has_more_page":NNNNNN}}"#;
    let mut page = Page::new(NUMBERED, begin, end);
    let url = serve(move |request, stream| {
        let number = asked(request, "&page=").unwrap_or(1);
        page.fill(number - 1, if number < PAGES { "true  " } else { "false " });
        stream.write_all(&page.text).unwrap();
    });
    let client: inventory::Client = client(url);
    let users = client.users().list().stream();
    check(users, |user| user.user_id.as_str().parse().unwrap()).await;

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
    let client: identity360::Client = self::client(url);
    let users = client.users().list().limit(200).stream();
    let id = |user: &identity360::users::UserListItem| {
        user.id.as_ref().unwrap().as_str().parse().unwrap()
    };
    check(users, id).await;
}
