//! A small server: it answers in order, and hands over what it got.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

/// A request that came.
pub struct Got {
    /// Method, path and query.
    pub line: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Got {
    /// The value of a header; the name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|header| header.0 == name);
        found.map(|header| header.1.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A server that answers each request with the next status, content type and body.
pub fn serve(answers: &[(u16, &str, &[u8])]) -> (String, Receiver<Got>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v2", listener.local_addr().unwrap());
    let (sender, got) = channel();
    let answers: Vec<Vec<u8>> = answers
        .iter()
        .map(|(status, kind, body)| {
            let head = format!(
                "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            [head.as_bytes(), body].concat()
        })
        .collect();
    std::thread::spawn(move || {
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            let mut stream = BufReader::new(stream);
            let mut lines = (&mut stream).lines().map(|line| line.unwrap());
            let line = lines.next().unwrap();
            let headers: Vec<_> = lines
                .take_while(|line| !line.is_empty())
                .map(|line| {
                    let (name, value) = line.split_once(": ").unwrap();
                    (name.to_ascii_lowercase(), value.to_owned())
                })
                .collect();
            let length = headers.iter().find(|header| header.0 == "content-length");
            let length = length.map_or(0, |header| header.1.parse().unwrap());
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            stream.get_mut().write_all(&answer).unwrap();
            let line = line.strip_suffix(" HTTP/1.1").unwrap().to_owned();
            sender
                .send(Got {
                    line,
                    headers,
                    body,
                })
                .unwrap();
        }
    });
    (url, got)
}
