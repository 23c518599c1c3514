//! Listening, with bounds on how many connections there are and how long each takes.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::request::{self, Refused};
use super::response::{Body, Response};
use super::{Method, Request};

/// Connections at one time. Browsers open six, and some more that they may need.
const MAX_CONNECTIONS: usize = 64;

/// Of these, streams of events: one for each open workbench.
const MAX_STREAMS: usize = 16;

/// A request has to be there in whole after so long, however it trickles in.
const READ_TIME: Duration = Duration::from_secs(5);

/// A write waits so long for the other side to take it.
const WRITE_TIME: Duration = Duration::from_secs(10);

/// How often events are looked for.
const EVENT_INTERVAL: Duration = Duration::from_millis(250);

/// A comment is sent after so many intervals without an event, to learn that nobody listens any more.
const HEARTBEAT: u32 = 20;

/// What requests are answered with.
pub(in crate::preview) trait Handler: Send + Sync + 'static {
    /// The answer to a request.
    fn answer(&self, request: &Request) -> Response;

    /// What has happened so far, as a number that changes when something happens.
    fn moment(&self) -> u64;
}

/// Ends a server.
#[derive(Debug, Clone, Default)]
pub(in crate::preview) struct Stop(Arc<AtomicBool>);

impl Stop {
    fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Asks the server to end with its next connection.
    #[cfg(test)]
    pub(in crate::preview) fn ask(&self, address: SocketAddr) {
        self.0.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(address);
    }
}

/// A server that listens on this machine's own address only.
pub(in crate::preview) struct Server {
    listener: TcpListener,
    stop: Stop,
}

impl Server {
    /// Takes a port: the one given, or with 0 any that is free.
    pub(in crate::preview) fn bind(port: u16) -> io::Result<Self> {
        Ok(Self {
            listener: TcpListener::bind((Ipv4Addr::LOCALHOST, port))?,
            stop: Stop::default(),
        })
    }

    /// Where it listens.
    pub(in crate::preview) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// What ends it.
    #[cfg(test)]
    pub(in crate::preview) fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Answers requests until it is asked to stop.
    pub(in crate::preview) fn run(&self, handler: Arc<impl Handler>) {
        let open = Arc::new(AtomicUsize::new(0));
        let streams = Arc::new(AtomicUsize::new(0));
        for connection in self.listener.incoming() {
            if self.stop.is_asked() {
                return;
            }
            let Ok(stream) = connection else {
                // Out of file descriptors, most likely: some will be free again.
                thread::sleep(Duration::from_millis(50));
                continue;
            };
            let Some(slot) = Slot::take(&open, MAX_CONNECTIONS) else {
                let _ = turn_away(&stream);
                continue;
            };
            let connection = Connection {
                stream,
                streams: Arc::clone(&streams),
                stop: self.stop.clone(),
            };
            let handler = Arc::clone(&handler);
            // Where no thread is to be had the connection is dropped, and the slot with it.
            let _ = thread::Builder::new()
                .name("preview-connection".to_owned())
                .spawn(move || {
                    let _slot = slot;
                    let _ = connection.serve(&*handler);
                });
        }
    }
}

/// Says that there are too many connections. Waits no longer for the other side than a moment, since
/// nobody else is let in meanwhile.
fn turn_away(mut stream: &TcpStream) -> io::Result<()> {
    let moment = Some(Duration::from_millis(50));
    stream.set_write_timeout(moment)?;
    stream.set_read_timeout(moment)?;
    // With a request left unread the system would reset the connection.
    let _ = stream.read(&mut [0; 4096]);
    Response::refusal(503, "too many connections").write(&mut stream, true)
}

/// One of a limited number.
struct Slot(Arc<AtomicUsize>);

impl Slot {
    fn take(count: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let taken = count.fetch_update(Ordering::AcqRel, Ordering::Acquire, |count| {
            (count < most).then_some(count + 1)
        });
        taken.ok().map(|_| Self(Arc::clone(count)))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

struct Connection {
    stream: TcpStream,
    streams: Arc<AtomicUsize>,
    stop: Stop,
}

impl Connection {
    fn serve(self, handler: &impl Handler) -> io::Result<()> {
        self.stream.set_write_timeout(Some(WRITE_TIME))?;
        let mut reader = Deadline {
            stream: &self.stream,
            end: Instant::now() + READ_TIME,
        };
        let (response, method) = match request::read(&mut reader) {
            Ok(request) => (handler.answer(&request), request.method),
            Err(Refused::Status(status)) => (
                Response::refusal(status, "the request cannot be served"),
                Method::Get,
            ),
            Err(Refused::Gone) => return Ok(()),
        };
        let stream = match (&response.body, method) {
            (Body::Events, Method::Get) => Slot::take(&self.streams, MAX_STREAMS),
            _ => None,
        };
        if response.body == Body::Events && stream.is_none() && method == Method::Get {
            let busy = Response::refusal(503, "too many streams of events");
            return busy.write(&mut &self.stream, true);
        }
        response.write(&mut &self.stream, method == Method::Get)?;
        if stream.is_some() {
            self.send_events(handler)?;
        }
        self.close()
    }

    /// Sends the moment at once, and again whenever it has changed.
    fn send_events(&self, handler: &impl Handler) -> io::Result<()> {
        let mut known = None;
        let mut quiet = 0;
        while !self.stop.is_asked() {
            let now = handler.moment();
            let text = match known == Some(now) {
                false => format!("data: {now}\n\n"),
                true if quiet >= HEARTBEAT => ":\n\n".to_owned(),
                true => String::new(),
            };
            quiet = if text.is_empty() { quiet + 1 } else { 0 };
            known = Some(now);
            (&self.stream).write_all(text.as_bytes())?;
            thread::sleep(EVENT_INTERVAL);
        }
        Ok(())
    }

    /// Takes what is still on its way before it closes: with bytes left unread the system would reset
    /// the connection, and the other side might not see the answer.
    fn close(self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        self.stream
            .set_read_timeout(Some(Duration::from_millis(200)))?;
        let mut rest = [0; 4096];
        for _ in 0..64 {
            if matches!((&self.stream).read(&mut rest), Ok(0) | Err(_)) {
                break;
            }
        }
        Ok(())
    }
}

/// Reads until a moment, however slowly bytes come.
struct Deadline<'a> {
    stream: &'a TcpStream,
    end: Instant,
}

impl Read for Deadline<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Echo;

    impl Handler for Echo {
        fn answer(&self, request: &Request) -> Response {
            match request.path.as_str() {
                "/events" => Response::events(),
                path => Response::new("text/plain", path.to_owned().into_bytes()),
            }
        }

        fn moment(&self) -> u64 {
            7
        }
    }

    fn served(work: impl FnOnce(SocketAddr)) {
        let server = Server::bind(0).unwrap();
        let (address, stop) = (server.address().unwrap(), server.stop());
        assert!(address.ip().is_loopback());
        let thread = thread::spawn(move || server.run(Arc::new(Echo)));
        work(address);
        stop.ask(address);
        thread.join().unwrap();
    }

    fn ask(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn requests_are_answered_one_a_connection() {
        served(|address| {
            let two = "GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n";
            let answer = ask(address, two);
            assert!(answer.ends_with("\r\n\r\n/a"), "{answer}");
            let head = ask(address, "HEAD /a HTTP/1.1\r\n\r\n");
            assert!(head.ends_with("Content-Length: 2\r\n\r\n"), "{head}");
        });
    }

    #[test]
    fn a_huge_request_is_refused_and_seen_to_be() {
        served(|address| {
            let huge = format!("GET / HTTP/1.1\r\nX: {}", "a".repeat(60_000));
            assert!(ask(address, &huge).starts_with("HTTP/1.1 431 "));
        });
    }

    #[test]
    fn many_idle_connections_keep_nobody_out_for_long() {
        served(|address| {
            let idle: Vec<_> = (0..MAX_CONNECTIONS)
                .map(|_| TcpStream::connect(address).unwrap())
                .collect();
            thread::sleep(Duration::from_millis(100));
            assert!(ask(address, "GET /a HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 503 "));
            drop(idle);
            thread::sleep(Duration::from_millis(300));
            assert!(ask(address, "GET /a HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 200 "));
        });
    }

    #[test]
    fn a_request_that_trickles_in_has_an_end() {
        served(|address| {
            let begun = Instant::now();
            let mut stream = TcpStream::connect(address).unwrap();
            let mut answer = Vec::new();
            stream
                .set_read_timeout(Some(Duration::from_millis(300)))
                .unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
            while begun.elapsed() < READ_TIME * 3 {
                let _ = stream.write_all(b"X: y\r\n");
                match stream.read_to_end(&mut answer) {
                    Ok(_) => break,
                    Err(error) if request_goes_on(&error) => {}
                    Err(_) => break,
                }
            }
            let answer = String::from_utf8_lossy(&answer);
            assert!(begun.elapsed() < READ_TIME * 2, "{:?}", begun.elapsed());
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 408 "),
                "{answer}"
            );
        });
    }

    fn request_goes_on(error: &io::Error) -> bool {
        matches!(
            error.kind(),
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
        )
    }

    #[test]
    fn events_come_at_once() {
        served(|address| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET /events HTTP/1.1\r\n\r\n").unwrap();
            let mut text = String::new();
            let mut chunk = [0; 512];
            while !text.contains("data: 7\n\n") {
                let count = stream.read(&mut chunk).unwrap();
                assert!(count > 0, "{text}");
                text.push_str(std::str::from_utf8(&chunk[..count]).unwrap());
            }
        });
    }
}
