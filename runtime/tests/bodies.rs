//! Bodies of requests that are not JSON.

use clientwright_runtime::{Error, HttpRequest, TransportError, TransportErrorKind, Upload};

use crate::support::files::{SendForm, SendParts, SendPhoto};
use crate::support::pieces::Pieces;
use crate::support::script::Script;
use crate::support::{Recording, answer, now};

fn text(request: &HttpRequest) -> &str {
    std::str::from_utf8(request.body.as_ref().unwrap().as_bytes().unwrap()).unwrap()
}

fn list(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|item| (*item).to_owned()).collect())
}

#[test]
fn forms_and_repeated_queries() {
    let client = Recording::default().acme();
    let form = SendForm {
        kinds: list(&["a&b", "c"]),
        text: Some("one two+three=ü".to_owned()),
        colours: list(&["red", "green"]),
        sizes: Some(vec![1, 2]),
    };
    let request = client.call(form).request().unwrap();
    assert_eq!(
        request.url,
        "https://api.acme.example/widgets/v1/search?org_id=77&kind=a%26b&kind=c"
    );
    assert_eq!(
        request.headers.get("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        text(&request),
        "text=one%20two%2Bthree%3D%C3%BC&colour=red&colour=green&sizes=1%2C2"
    );
    // A form without a field is a form.
    let request = client.call(SendForm::default()).request().unwrap();
    assert_eq!(text(&request), "");
    assert!(request.headers.get("content-type").is_some());
}

#[test]
fn parts() {
    let client = Recording::default().acme();
    let request = client
        .call(SendParts {
            title: Some("A \"cog\"\r\n--x--".to_owned()),
            tags: list(&["new", "red"]),
            sizes: Some(vec![1, 2]),
            files: vec![
                Upload::from(b"\x89PNG")
                    .file_name("a\"b\r\n.png")
                    .content_type("image/png"),
                Upload::from("plain"),
            ],
        })
        .request();
    // Text that is not UTF-8 is not text.
    let request = request.unwrap();
    let kind = request.headers.get("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert_eq!(boundary.len(), 32);
    let body = String::from_utf8_lossy(request.body.as_ref().unwrap().as_bytes().unwrap());
    let expected = "\
--B\r
Content-Disposition: form-data; name=\"title\"\r
\r
A \"cog\"\r
--x--\r
--B\r
Content-Disposition: form-data; name=\"tag\"\r
\r
new\r
--B\r
Content-Disposition: form-data; name=\"tag\"\r
\r
red\r
--B\r
Content-Disposition: form-data; name=\"sizes\"\r
\r
1,2\r
--B\r
Content-Disposition: form-data; name=\"file\"; filename=\"a%22b%0D%0A.png\"\r
Content-Type: image/png\r
\r
\u{fffd}PNG\r
--B\r
Content-Disposition: form-data; name=\"file\"; filename=\"file\"\r
Content-Type: application/octet-stream\r
\r
plain\r
--B--\r
";
    assert_eq!(body.replace(boundary, "B"), expected);

    let other = client.call(SendParts::default()).request().unwrap();
    assert_ne!(other.headers.get("content-type"), Some(kind));
    let body = text(&other);
    assert!(body.starts_with("--") && body.ends_with("--\r\n") && body.len() == 38);
}

#[test]
fn bytes() {
    let client = Recording::default().acme();
    let body = Some(Upload::from(vec![0xff, 0]));
    let request = client.call(SendPhoto { body }).request().unwrap();
    assert_eq!(request.headers.get("content-type"), Some("image/png"));
    assert_eq!(request.body.unwrap().as_bytes(), Some(&[0xff, 0][..]));
    let body = Some(Upload::from("GIF").content_type("image/gif"));
    let request = client.call(SendPhoto { body }).request().unwrap();
    assert_eq!(request.headers.get("content-type"), Some("image/gif"));
    let request = client.call(SendPhoto { body: None }).request().unwrap();
    assert_eq!(request.headers.get("content-type"), None);
    assert_eq!(request.body, None);
}

#[test]
fn content_types_forge_no_header() {
    let client = Recording::default().acme();
    let bad = || Upload::from("x").content_type("image/png\r\nX-Admin: 1");
    let photo = client.call(SendPhoto { body: Some(bad()) }).request();
    assert_eq!(
        photo.unwrap_err().to_string(),
        "files.photo was not sent: the header `Content-Type` has control characters, a line break perhaps"
    );
    let parts = SendParts {
        files: vec![bad()],
        ..SendParts::default()
    };
    assert_eq!(
        client.call(parts).request().unwrap_err().to_string(),
        "files.send was not sent: the content type of the part `file` has control characters"
    );
}

#[test]
fn streams_are_opened_for_each_attempt() {
    let script = Script::new([Err(TransportErrorKind::Connect), Ok(answer(200, "{}"))]);
    let upload = Upload::stream(6, || Pieces::new(["abc", "def"]));
    let body = Some(upload.clone());
    now(script.acme().call(SendPhoto { body })).unwrap();
    assert_eq!(script.sent().len(), 2);
    for sent in script.sent() {
        assert_eq!(sent.body.as_ref(), Some(&upload.clone()));
        assert_eq!(Pieces::read(sent.body.unwrap()), Ok("abcdef".to_owned()));
    }
}

#[test]
fn what_can_be_read_once_is_sent_once() {
    let script = Script::new([Err(TransportErrorKind::Connect)]);
    let body = Some(Upload::once(None, Pieces::new(["abc"])));
    let failed = now(script.acme().call(SendPhoto { body }));
    assert!(matches!(failed, Err(Error::Transport(_))), "{failed:?}");
    let sent = script.sent();
    assert_eq!(sent.len(), 1);
    let upload = sent[0].body.clone().unwrap();
    assert_eq!(Pieces::read(upload.clone()), Ok("abc".to_owned()));
    assert_eq!(
        Pieces::read(upload),
        Err("the upload can be read once, and was".to_owned())
    );
}

#[test]
fn lengths_are_kept() {
    let of = |length: u64| Upload::stream(length, || Pieces::new(["abc", "def"]));
    assert_eq!(of(6).length(), Some(6));
    assert_eq!(
        Pieces::read(of(7)),
        Err("the upload has 1 bytes fewer than its length says".to_owned())
    );
    assert_eq!(
        Pieces::read(of(4)),
        Err("the upload has 2 bytes more than its length says".to_owned())
    );
    let fails = || {
        let lost = TransportError::new(TransportErrorKind::Other, "the disk is gone");
        Pieces::ending(["a"], lost)
    };
    assert_eq!(
        Pieces::read(Upload::stream(None, fails)),
        Err("the disk is gone".to_owned())
    );
}

#[test]
fn streams_among_parts() {
    let client = Recording::default().acme();
    let request = client
        .call(SendParts {
            title: Some("t".to_owned()),
            files: vec![
                Upload::stream(6, || Pieces::new(["abc", "def"])),
                Upload::from("xyz"),
            ],
            ..SendParts::default()
        })
        .request()
        .unwrap();
    let body = request.body.unwrap();
    assert_eq!(body.as_bytes(), None);
    let length = body.length().unwrap();
    let whole = Pieces::read(body.clone()).unwrap();
    assert_eq!(whole.len() as u64, length);
    assert!(whole.contains("\r\n\r\nabcdef\r\n--"), "{whole}");
    assert!(whole.contains("\r\n\r\nxyz\r\n--"), "{whole}");
    // Again from the first byte.
    assert_eq!(Pieces::read(body), Ok(whole));
}

#[test]
fn nothing_is_shown() {
    let secret = Upload::from("s3cret").file_name("x");
    assert_eq!(format!("{secret:?}"), "[6 bytes]");
    let stream = Upload::stream(None, || Pieces::new(["s3cret"]));
    assert_eq!(format!("{stream:?}"), "[a stream]");
}
