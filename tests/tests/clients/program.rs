//! The program of `generated/examples`, over real sockets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Sender, channel};

use crate::support::{ORGANIZATION, TOKEN, example};

const PRODUCTS: [&str; 4] = ["inventory", "invoice", "expense", "identity360"];

#[test]
fn users_of_all_four_products() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let (requests, received) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let requests = requests.clone();
            std::thread::spawn(move || serve(stream.unwrap(), &requests));
        }
    });
    let mut program = Command::new(env!("CARGO_BIN_EXE_all_products"));
    program
        .env("ACCESS_TOKEN", TOKEN)
        .env("ORGANIZATION", ORGANIZATION);
    // A proxy of the machine is not for the loopback.
    program.env("NO_PROXY", "127.0.0.1");
    for product in PRODUCTS {
        program.env(
            format!("{}_URL", product.to_uppercase()),
            format!("{server}/{product}"),
        );
    }
    let output = program.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    let printed = "\
Inventory    982000000554041 David John
Invoice      982000000554041 David Sujin
Expense      16367000000073071 Tricia Boyle
Identity360  2000000000001 AlexHales
Identity360  2000000000002 JohnRay
";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), printed);

    let received: Vec<String> = received.try_iter().collect();
    let lines: Vec<_> = received
        .iter()
        .map(|head| head.lines().next().unwrap())
        .collect();
    let inventory = format!("GET /inventory/users?organization_id={ORGANIZATION} HTTP/1.1");
    assert_eq!(
        lines,
        [
            &*inventory,
            "GET /invoice/users HTTP/1.1",
            "GET /expense/users HTTP/1.1",
            "GET /identity360/users HTTP/1.1",
        ]
    );
    for head in &received {
        let token = format!("authorization: Zoho-oauthtoken {TOKEN}");
        assert!(
            head.lines().any(|line| line.eq_ignore_ascii_case(&token)),
            "{head}"
        );
    }
}

/// Answers each request of a connection with the list of its product.
fn serve(mut stream: TcpStream, requests: &Sender<String>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while stream.read_exact(&mut byte).is_ok() {
        head.extend(byte);
        if !head.ends_with(b"\r\n\r\n") {
            continue;
        }
        let text = String::from_utf8(std::mem::take(&mut head)).unwrap();
        let product = text.split('/').nth(1).unwrap().to_owned();
        requests.send(text).unwrap();
        let body = example(&product, "list.response");
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all((head + &body).as_bytes()).unwrap();
    }
}
