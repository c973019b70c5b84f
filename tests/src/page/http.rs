//! As much of HTTP as a browser needs to post JSON from another origin.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

/// A request that waits for its answer.
pub struct Request {
    /// What was posted.
    pub body: String,
    /// Where the answer goes.
    pub reply: Sender<String>,
}

/// A connection that says nothing for so long is closed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Listens on a port that is free; returns where, and what is asked there.
pub fn serve() -> io::Result<(String, Receiver<Request>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let (requests, received) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let requests = requests.clone();
            // A browser that goes away breaks its connection, which is no fault.
            thread::spawn(move || drop(converse(stream, &requests)));
        }
    });
    Ok((address, received))
}

fn converse(stream: TcpStream, requests: &Sender<Request>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0usize);
    reader.read_line(&mut first)?;
    while reader.read_line(&mut line)? > 2 {
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let answer = if first.starts_with("POST") {
        let (reply, answer) = mpsc::channel();
        let body = String::from_utf8_lossy(&body).into_owned();
        let _ = requests.send(Request { body, reply });
        answer.recv().unwrap_or_default()
    } else {
        String::new()
    };
    write!(
        writer,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\n\
         Access-Control-Allow-Methods: POST, OPTIONS\r\nConnection: close\r\n\r\n{answer}",
        answer.len()
    )
}
