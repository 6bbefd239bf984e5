//! The text of a file, or why there is none.

use std::io::Read as _;
use std::path::Path;

use super::folder::Reader;
use super::near::near_file;
use super::path::{NOT_EVERYWHERE, inside};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

impl Reader<'_> {
    /// The bytes of a file, unless they are more than any reader takes or than are left of a run's.
    fn read_bounded(&self, file: &Path) -> Result<Vec<u8>, Unread> {
        let sources = &self.loaded.sources;
        let limits = sources.limits();
        let left = sources.bytes_left();
        // A reader refuses what is a byte too long, with its own words.
        let most = limits.json_bytes.max(limits.toml_bytes).saturating_add(1);
        let mut bytes = Vec::new();
        std::fs::File::open(file)
            .and_then(|file| file.take(most.min(left) as u64 + 1).read_to_end(&mut bytes))
            .map_err(|error| Unread::from(error.to_string()))?;
        if bytes.len() > left {
            let bytes = limits.bytes;
            let why = format!("the files that are read have more than {bytes} bytes together");
            return Err(Unread::beyond(why, FEWER_BYTES));
        }
        if bytes.len() > most {
            let why = format!("it has more than {} bytes", most - 1);
            let help = Some(SHORTER);
            return Err(Unread { help, ..why.into() });
        }
        Ok(bytes)
    }

    /// Counts a file that is looked for, whether it is there or not.
    fn may_try(&mut self) -> Result<(), Unread> {
        let most = self.loaded.sources.limits().files;
        if self.loaded.tried >= most {
            let why = format!("more than {most} files are to be read");
            return Err(Unread::beyond(why, FEWER_FILES));
        }
        self.loaded.tried += 1;
        Ok(())
    }

    /// Adds a file to the sources; what goes wrong is reported where the file is named, or else at
    /// the file itself.
    pub(super) fn text(&mut self, path: &str, named: Option<Span>) -> Option<FileId> {
        let remote = self.outside.remote(path);
        let shown = match remote {
            Some(_) => path.to_owned(),
            None => format!("{}{path}", self.shown),
        };
        let tried = self.may_try();
        let inside = tried.and_then(|()| {
            let inside = match remote {
                // The caller names the file itself, links included.
                Some((file, None)) => Ok(file.to_owned()),
                Some((folder, Some(inner))) => inside(folder, inner, &[]),
                None => inside(self.folder, path, &self.outside.folders),
            };
            inside.map_err(Unread::from)
        });
        let read = inside.and_then(|file| {
            let bytes = self.read_bounded(&file)?;
            Ok((file, String::from_utf8(bytes)))
        });
        let (unread, text) = match read {
            Ok((file, Ok(text))) => {
                self.loaded.files.push(file);
                return Some(self.loaded.sources.add(shown, text));
            }
            Ok((_, Err(error))) => {
                let at = error.utf8_error().valid_up_to();
                let why = format!("it is not UTF-8: the byte at offset {at} begins no character");
                // Where it begins as text does, the rest may be looked at.
                let text = String::from_utf8_lossy(error.as_bytes());
                let text = (at > 0).then(|| (text.into_owned(), at));
                let help = Some(SAVE_AS_UTF8);
                (Unread { help, ..why.into() }, text)
            }
            // What is beyond a bound of the run is told once: the next file is beyond it too.
            Err(unread) if unread.ends_run && self.loaded.is_beyond => return None,
            Err(unread) => (unread, None),
        };
        let Unread {
            why,
            help,
            ends_run,
        } = unread;
        self.loaded.is_beyond |= ends_run;
        let sources = &mut self.loaded.sources;
        let place = text.map(|(text, at)| {
            let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
            Span::new(sources.add(shown.as_str(), text), at, end)
        });
        let diagnostic = match named {
            Some(span) => {
                let diagnostic = Diagnostic::error(
                    codes::FILE,
                    span,
                    format!("the file `{path}` cannot be read: {why}"),
                )
                .label("named here");
                let diagnostic = match place {
                    Some(place) => diagnostic.also(place, NO_CHARACTER),
                    None => diagnostic,
                };
                // Of what the caller named, nothing is looked up.
                let near = match (remote, help) {
                    (None, None) => near_file(self.folder, path),
                    _ => None,
                };
                diagnostic.help(match (help, near) {
                    (Some(help), _) => help.to_owned(),
                    (None, Some(near)) => format!("did you mean `{near}`?"),
                    (None, None) => {
                        "name a file inside the folder of the spec, from there".to_owned()
                    }
                })
            }
            None => match place {
                Some(place) => {
                    let message = format!("this file cannot be read: {why}");
                    let diagnostic = Diagnostic::error(codes::FILE, place, message);
                    diagnostic.label(NO_CHARACTER).help(SAVE_AS_UTF8)
                }
                None => {
                    let diagnostic = unreadable(sources.add_unread(shown), &why);
                    match help {
                        Some(help) => diagnostic.help(help),
                        None => diagnostic,
                    }
                }
            },
        };
        self.report(diagnostic);
        None
    }
}

/// Why a file could not be read, and what to do, where that is something particular.
struct Unread {
    why: String,
    help: Option<&'static str>,
    // Whether a bound of the run is reached: no other file can be read.
    ends_run: bool,
}

impl Unread {
    fn beyond(why: String, help: &'static str) -> Self {
        Self {
            why,
            help: Some(help),
            ends_run: true,
        }
    }
}

impl From<String> for Unread {
    fn from(why: String) -> Self {
        let help = why.ends_with(NOT_EVERYWHERE).then_some(RENAME);
        Self {
            why,
            help,
            ends_run: false,
        }
    }
}

const FEWER_FILES: &str = "keep only what the operations need, or raise `Limits::files`";
const FEWER_BYTES: &str = "keep only what the operations need, or raise `Limits::bytes`";
const SHORTER: &str = "keep only what the operations need, or raise `Limits::json_bytes`";
const NO_CHARACTER: &str = "no character of UTF-8";
const RENAME: &str =
    "give it another name: some systems keep this one for a device, or cut it short";
const SAVE_AS_UTF8: &str = "save the file as UTF-8";

pub(super) fn unreadable(file: FileId, why: &str) -> Diagnostic {
    let span = Span {
        file,
        start: 0,
        end: 0,
    };
    Diagnostic::error(
        codes::FILE,
        span,
        format!("this file cannot be read: {why}"),
    )
    .label("this file")
    .help("see that it is there, and that it can be read")
}
