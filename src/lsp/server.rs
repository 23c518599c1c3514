//! The protocol: which message may come when, and who answers it.

use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::Sender;
#[cfg(not(hosted))]
use std::sync::mpsc::{Receiver, TryRecvError};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Exit, Initialized, LogMessage,
    Notification as NotificationType, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    CodeActionRequest, HoverRequest, Initialize, RegisterCapability, Request as RequestType,
    Shutdown,
};
use lsp_types::{
    CodeActionOptions, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    InitializeParams, InitializeResult, LogMessageParams, MessageType, Registration,
    RegistrationParams, ServerCapabilities, ServerInfo, ShowMessageParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use serde_json::Value;

use super::client::Client;
use super::session::{News, Session};
use super::transport::{Incoming, Malformed, Outgoing};
use super::{Ended, Open, actions};

/// Where configurations are kept, for the client to watch.
const CONFIGURATION_FILES: &str = "**/{lockwright,.lockwright}.toml";

/// Serves a client until it says `exit`, or neither sends nor listens any more.
///
/// Must run on a thread with a big stack, see [`crate::stack`].
#[cfg(not(hosted))]
pub(super) fn run(
    incoming: &Receiver<Incoming>,
    outgoing: &Sender<Outgoing>,
    open: Open<'_>,
) -> Ended {
    let mut server = Server::new(outgoing.clone(), open);
    loop {
        let next = match incoming.try_recv() {
            Ok(next) => Some(next),
            Err(TryRecvError::Disconnected) => None,
            Err(TryRecvError::Empty) => {
                server.check_what_changed();
                incoming.recv().ok()
            }
        };
        let flow = match next {
            Some(incoming) => server.take_incoming(incoming),
            None => ControlFlow::Break(Ended::Abruptly),
        };
        if let ControlFlow::Break(ended) = flow {
            return ended;
        }
    }
}

/// What to do next.
pub(super) type Flow = ControlFlow<Ended>;

pub(super) struct Server<'a> {
    outgoing: Sender<Outgoing>,
    open: Open<'a>,
    phase: Phase<'a>,
}

/// How far a conversation has come.
enum Phase<'a> {
    /// Nobody said `initialize`.
    Uninitialized,
    /// Pages are served.
    Running(Box<Session<'a>>),
    /// The client said `shutdown`; only `exit` may come.
    ShutDown,
}

impl<'a> Server<'a> {
    pub(super) fn new(outgoing: Sender<Outgoing>, open: Open<'a>) -> Self {
        Self {
            outgoing,
            open,
            phase: Phase::Uninitialized,
        }
    }

    /// Takes what the client sends.
    pub(super) fn take_incoming(&mut self, incoming: Incoming) -> Flow {
        match incoming {
            Incoming::Message(message) => self.take(message),
            Incoming::Malformed(malformed) => self.refuse(malformed),
        }
    }

    fn take(&mut self, message: Message) -> Flow {
        match message {
            Message::Request(request) => {
                let response = self.answer(request);
                self.send(response)
            }
            Message::Notification(notification) if notification.method == Exit::METHOD => {
                ControlFlow::Break(match self.phase {
                    Phase::ShutDown => Ended::Orderly,
                    _ => Ended::Abruptly,
                })
            }
            Message::Notification(notification) => self.note(notification),
            // The server asks for nothing but to be told of files, and a client that will not is none
            // the worse for it.
            Message::Response(_) => ControlFlow::Continue(()),
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let refuse = |code: ErrorCode, message: &str| {
            Response::new_err(id.clone(), code as i32, message.to_owned())
        };
        match (&mut self.phase, method.as_str()) {
            (Phase::Uninitialized, Initialize::METHOD) => self.initialize(id, params),
            (Phase::Uninitialized, _) => {
                refuse(ErrorCode::ServerNotInitialized, "say `initialize` first")
            }
            (Phase::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "the server is shut down"),
            (Phase::Running(_), Initialize::METHOD) => {
                refuse(ErrorCode::InvalidRequest, "`initialize` has been said")
            }
            (Phase::Running(_), Shutdown::METHOD) => {
                self.phase = Phase::ShutDown;
                Response::new_ok(id, ())
            }
            (Phase::Running(_), CodeActionRequest::METHOD) => {
                self.respond::<CodeActionRequest>(id, params, |server, params| {
                    let session = server.checked(&params.text_document.uri)?;
                    session.code_actions(&params)
                })
            }
            (Phase::Running(_), HoverRequest::METHOD) => {
                self.respond::<HoverRequest>(id, params, |server, params| {
                    let place = &params.text_document_position_params;
                    let session = server.checked(&place.text_document.uri)?;
                    session.hover(&params)
                })
            }
            (Phase::Running(_), _) => refuse(
                ErrorCode::MethodNotFound,
                &format!("there is no request `{method}`"),
            ),
        }
    }

    fn initialize(&mut self, id: RequestId, params: Value) -> Response {
        self.respond::<Initialize>(id, params, |server, params: InitializeParams| {
            let client = Client::new(&params.capabilities);
            server.phase = Phase::Running(Box::new(Session::new(client, server.open)));
            InitializeResult {
                capabilities: capabilities(client),
                server_info: Some(ServerInfo {
                    name: "lockwright".to_owned(),
                    version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                }),
            }
        })
    }

    /// Takes a notification. One that comes too early or too late is dropped, as the protocol asks.
    fn note(&mut self, notification: Notification) -> Flow {
        let Notification { method, params } = notification;
        let Phase::Running(session) = &mut self.phase else {
            return ControlFlow::Continue(());
        };
        let read = match method.as_str() {
            Initialized::METHOD => return self.watch_configuration(),
            DidOpenTextDocument::METHOD => {
                read::<DidOpenTextDocument>(params).map(|params| session.did_open(params))
            }
            DidChangeTextDocument::METHOD => {
                read::<DidChangeTextDocument>(params).map(|params| session.did_change(params))
            }
            DidCloseTextDocument::METHOD => match read::<DidCloseTextDocument>(params) {
                Ok(params) => {
                    let news = session.did_close(params);
                    return self.tell(news);
                }
                Err(error) => Err(error),
            },
            // Not every client tells of files that change, but all tell when one is saved.
            DidSaveTextDocument::METHOD
            | DidChangeWatchedFiles::METHOD
            | DidChangeConfiguration::METHOD => {
                session.forget_configuration();
                Ok(())
            }
            _ => Ok(()),
        };
        match read {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => self.log(format!("{method} cannot be read: {error}")),
        }
    }

    /// Reads a request's parameters and does its work. A panic is a bug and answered as one.
    fn respond<R: RequestType>(
        &mut self,
        id: RequestId,
        params: Value,
        work: impl FnOnce(&mut Self, R::Params) -> R::Result,
    ) -> Response {
        let params = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => {
                let code = ErrorCode::InvalidParams as i32;
                return Response::new_err(id, code, format!("{}: {error}", R::METHOD));
            }
        };
        let answered = guard(|| Response::new_ok(id.clone(), work(self, params)));
        answered.unwrap_or_else(|bug| {
            let _ = self.log(bug.clone());
            Response::new_err(id, ErrorCode::InternalError as i32, bug)
        })
    }

    /// The session, with a page of it checked.
    fn checked(&mut self, uri: &Uri) -> Option<&mut Session<'a>> {
        self.check(uri);
        match &mut self.phase {
            Phase::Running(session) => Some(session),
            _ => None,
        }
    }

    /// Checks the pages that changed since they were checked, and tells the client.
    pub(super) fn check_what_changed(&mut self) {
        if let Phase::Running(session) = &self.phase {
            for uri in session.unchecked() {
                self.check(&uri);
            }
        }
    }

    /// Checks a page, if it changed, and tells the client.
    fn check(&mut self, uri: &Uri) {
        let Phase::Running(session) = &mut self.phase else {
            return;
        };
        // A client that does not listen any more is noticed with its next message.
        let _ = match guard(|| session.check(uri)) {
            Ok(news) => self.tell(news),
            Err(bug) => self.log(format!("{bug}, at {}", uri.as_str())),
        };
    }

    fn tell(&self, news: impl IntoIterator<Item = News>) -> Flow {
        news.into_iter().try_for_each(|news| match news {
            News::Findings(findings) => self.send(notification::<PublishDiagnostics>(findings)),
            News::Trouble(message) => self.send(notification::<ShowMessage>(ShowMessageParams {
                typ: MessageType::ERROR,
                message: format!("Lockwright: {message}"),
            })),
        })
    }

    /// Asks the client to tell when a configuration changes, if it can.
    fn watch_configuration(&self) -> Flow {
        let Phase::Running(session) = &self.phase else {
            return ControlFlow::Continue(());
        };
        if !session.client().watches_files {
            return ControlFlow::Continue(());
        }
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: vec![FileSystemWatcher {
                glob_pattern: GlobPattern::String(CONFIGURATION_FILES.to_owned()),
                kind: None,
            }],
        };
        let registration = Registration {
            id: "configuration".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams {
            registrations: vec![registration],
        };
        // The server sends no other request, so that one id is enough.
        let id = RequestId::from("watch".to_owned());
        self.send(Request::new(
            id,
            RegisterCapability::METHOD.to_owned(),
            params,
        ))
    }

    fn refuse(&self, malformed: Malformed) -> Flow {
        self.send(Outgoing::Refusal(malformed))
    }

    fn log(&self, message: String) -> Flow {
        self.send(notification::<LogMessage>(LogMessageParams {
            typ: MessageType::ERROR,
            message,
        }))
    }

    fn send(&self, message: impl Into<Outgoing>) -> Flow {
        match self.outgoing.send(message.into()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(Ended::Abruptly),
        }
    }
}

/// Does work that may have a bug. The error says so.
///
/// What the work leaves half done is a page that counts as checked, see `Document::check`.
fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        format!("Lockwright has a bug: {}", text.unwrap_or("no message"))
    })
}

fn read<N: NotificationType>(params: Value) -> Result<N::Params, serde_json::Error> {
    serde_json::from_value(params)
}

fn notification<N: NotificationType>(params: N::Params) -> Notification {
    Notification::new(N::METHOD.to_owned(), params)
}

fn capabilities(client: Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            },
        )),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(actions::kinds()),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        hover_provider: Some(true.into()),
        ..ServerCapabilities::default()
    }
}
