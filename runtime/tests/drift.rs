//! What an application is told of where answers part from the documents.

use std::sync::{Arc, Mutex};

use clientwright_runtime::{DriftKind, Error, JsonKind};

use crate::support::acme::Client;
use crate::support::acme::widgets::UpdateWidgetRequest;
use crate::support::globex;
use crate::support::{Recording, answer, now};

use DriftKind::{Coerced, Missing, Unknown, Unlisted, Unreadable};
use JsonKind::{Boolean, Integer, List, Null, Number, Object, String as Text};

type Told = (String, DriftKind, Option<JsonKind>, Option<JsonKind>);

/// A client that is answered with a body, and what it is told.
fn watched(body: &str) -> (Client, Arc<Mutex<Vec<Told>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Arc::clone(&told);
    let client = Client::builder()
        .access_token("t0ken")
        .organization("77")
        .transport(Recording::new([answer(200, body)]))
        .on_drift(move |drift| {
            assert_eq!(drift.product(), "acme");
            teller.lock().unwrap().push((
                drift.path().to_owned(),
                drift.kind(),
                drift.documented(),
                drift.found(),
            ));
        })
        .build()
        .unwrap();
    (client, told)
}

/// What is told of a widget with these members, the payload's own path left out.
fn told(members: &str) -> Vec<Told> {
    let (client, told) = watched(&format!(r#"{{"code": 0, "widget": {members}}}"#));
    let _ = now(client.widgets().get(7));
    let told = told.lock().unwrap().clone();
    told.into_iter()
        .map(|(path, kind, documented, found)| {
            let path = path.strip_prefix("widget").unwrap().to_owned();
            (
                path.trim_start_matches('.').to_owned(),
                kind,
                documented,
                found,
            )
        })
        .collect()
}

fn one(path: &str, kind: DriftKind, documented: JsonKind, found: JsonKind) -> Vec<Told> {
    vec![(path.to_owned(), kind, Some(documented), Some(found))]
}

const DOCUMENTED: &str = r#"{"widget_id": "9", "name": "Cog", "is_active": true, "stock": 5,
    "weight": 1.5, "price": 5000, "state": "active", "grade": -1, "created_time": "2016-06-05",
    "made_on": "", "tags": ["a"], "parts": [{"part_id": 7, "place": null}], "maker": {"Ulm": 2},
    "properties": {"a b": "c"}, "owner": {"name": "Ada"}, "successor": null, "notes": [null]}"#;

#[test]
fn nothing_is_told_of_what_is_documented() {
    assert_eq!(told(DOCUMENTED), []);
    assert_eq!(told("{}"), []);
    assert_eq!(told(r#"{"weight": 2, "owner": "7", "notes": null}"#), []);
}

#[test]
fn what_was_read_leniently() {
    for (members, path, documented, found) in [
        (r#"{"is_active": "true"}"#, "is_active", Boolean, Text),
        (r#"{"is_active": ""}"#, "is_active", Boolean, Text),
        (r#"{"is_active": null}"#, "is_active", Boolean, Null),
        (r#"{"stock": "5"}"#, "stock", Integer, Text),
        (r#"{"stock": 5.0}"#, "stock", Integer, Number),
        (r#"{"stock": ""}"#, "stock", Integer, Text),
        (r#"{"weight": "1.5"}"#, "weight", Number, Text),
        (r#"{"price": "5000.10"}"#, "price", Number, Text),
        (r#"{"price": ""}"#, "price", Number, Text),
        (r#"{"price": null}"#, "price", Number, Null),
        (r#"{"name": 7}"#, "name", Text, Integer),
        (r#"{"name": true}"#, "name", Text, Boolean),
        (
            r#"{"widget_id": 701000000123456}"#,
            "widget_id",
            Text,
            Integer,
        ),
        (r#"{"successor": 3}"#, "successor", Text, Integer),
        (r#"{"created_time": 2016}"#, "created_time", Text, Integer),
        (r#"{"grade": "1"}"#, "grade", Integer, Text),
        (r#"{"tags": ""}"#, "tags", List, Text),
        (r#"{"tags": {}}"#, "tags", List, Object),
        (r#"{"tags": null}"#, "tags", List, Null),
        (r#"{"tags": ["a", 1]}"#, "tags[1]", Text, Integer),
        (r#"{"properties": []}"#, "properties", Object, List),
        (r#"{"properties": ""}"#, "properties", Object, Text),
        (
            r#"{"properties": {"a b": 1}}"#,
            r#"properties["a b"]"#,
            Text,
            Integer,
        ),
        (r#"{"maker": ""}"#, "maker", Object, Text),
        (r#"{"maker": []}"#, "maker", Object, List),
        (r#"{"maker": {"Ulm": "3"}}"#, "maker.Ulm", Integer, Text),
        (
            r#"{"parts": [{"part_id": "7", "place": 1}]}"#,
            "parts[0].part_id",
            Integer,
            Text,
        ),
        (
            r#"{"parts": [{"part_id": 7, "place": "1"}]}"#,
            "parts[0].place",
            Integer,
            Text,
        ),
        (r#"{"owner": 7}"#, "owner", Text, Integer),
        (r#"{"owner": ["a", "b", true]}"#, "owner[2]", Text, Boolean),
        (r#"{"owner": {"Ulm": "3"}}"#, "owner.Ulm", Integer, Text),
    ] {
        assert_eq!(
            told(members),
            one(path, Coerced, documented, found),
            "{members}"
        );
    }
}

#[test]
fn values_that_no_document_lists() {
    assert_eq!(
        told(r#"{"state": "new"}"#),
        one("state", Unlisted, Text, Text)
    );
    assert_eq!(
        told(r#"{"grade": 7}"#),
        one("grade", Unlisted, Integer, Integer)
    );
    assert_eq!(
        told(r#"{"owner": true}"#),
        [("owner".to_owned(), Unlisted, None, Some(Boolean))]
    );
}

#[test]
fn members_that_no_document_knows() {
    let unknown = |path: &str| (path.to_owned(), Unknown, None, None);
    assert_eq!(
        told(r#"{"colour": {"hue": 1}, "parts": [{"part_id": 7, "size": 1, "place": 1}], "": 1}"#),
        [
            unknown("colour"),
            unknown("parts[0].size"),
            unknown(r#"[""]"#)
        ]
    );
    let long = format!(r#"{{"{}": 1}}"#, "é".repeat(1_000));
    assert_eq!(
        told(&long),
        [unknown(&format!("[\"{}\"…]", "é".repeat(100)))]
    );
    assert_eq!(told(r#"{"a\"]\n": 1}"#), [unknown(r#"["a\"]\n"]"#)]);
}

#[test]
fn a_failed_call_tells_of_everything() {
    let missing = |path: &str| (path.to_owned(), Missing, Some(Integer), None);
    assert_eq!(
        told(r#"{"parts": [{"place": 1}, {"colour": 1}], "stock": "5"}"#),
        [
            missing("parts[0].part_id"),
            ("parts[1].colour".to_owned(), Unknown, None, None),
            missing("parts[1].part_id"),
            missing("parts[1].place"),
            ("stock".to_owned(), Coerced, Some(Integer), Some(Text)),
        ]
    );
    for (members, path, documented, found) in [
        (r#"{"parts": [{}]}"#, "parts[0]", Object, Object),
        (r#"{"stock": "five"}"#, "stock", Integer, Text),
        (r#"{"stock": [[1], {}]}"#, "stock", Integer, List),
        (r#"{"stock": {"a": 1, "b": 2}}"#, "stock", Integer, Object),
        (r#"{"price": {"a": 1}}"#, "price", Number, Object),
        (r#"{"tags": {"a": 1, "b": 2}}"#, "tags", List, Object),
        (r#"{"maker": ["Ada", 2, 3]}"#, "maker", Object, List),
        (r#"{"maker": 7}"#, "maker", Object, Integer),
        (r#"{"properties": [1, 2]}"#, "properties", Object, List),
        (
            r#"{"parts": [{"part_id": null, "place": 1}]}"#,
            "parts[0].part_id",
            Integer,
            Null,
        ),
    ] {
        let expected = one(path, Unreadable, documented, found);
        assert_eq!(told(members), expected, "{members}");
    }
    // What follows is judged all the same.
    let both = told(r#"{"stock": [1, {"a": 2}], "name": 7}"#);
    assert_eq!(both[1], one("name", Coerced, Text, Integer)[0]);
}

#[test]
fn the_envelope_is_known() {
    let (client, told) = watched(
        r#"{"code": "0", "message": 7, "widgets": "", "page_context": {"page": "1", "sort": 1},
            "instance_id": 3}"#,
    );
    assert!(now(client.widgets().list()).is_ok());
    assert_eq!(
        *told.lock().unwrap(),
        [
            one("widgets", Coerced, List, Text)[0].clone(),
            one("page_context.page", Coerced, Integer, Text)[0].clone(),
            ("page_context.sort".to_owned(), Unknown, None, None),
            ("instance_id".to_owned(), Unknown, None, None),
        ]
    );
    let body = r#"{"code": 0, "message": "done", "name": 7, "colour": 1}"#;
    let (client, told) = watched(body);
    assert!(now(client.widgets().update(7, UpdateWidgetRequest::new())).is_ok());
    assert_eq!(
        *told.lock().unwrap(),
        [
            one("name", Coerced, Text, Integer)[0].clone(),
            ("colour".to_owned(), Unknown, None, None),
        ]
    );
    let (client, told) = watched(r#"{"code": 0, "message": "gone", "widget": {}}"#);
    assert!(now(client.widgets().delete(7)).is_ok());
    let unknown = ("widget".to_owned(), Unknown, None, None);
    assert_eq!(*told.lock().unwrap(), [unknown]);
    let (client, told) = watched(r#"{"code": 0}"#);
    assert!(now(client.widgets().get(7)).is_err());
    let missing = ("widget".to_owned(), Missing, Some(Object), None);
    assert_eq!(*told.lock().unwrap(), [missing]);
}

#[test]
fn failures_are_no_drift() {
    for body in [
        r#"{"code": 1002, "message": "No such widget.", "colour": 1}"#,
        "<html>",
        "",
        r#"{"widget": {"colour": 1"#,
    ] {
        let (client, told) = watched(body);
        assert!(now(client.widgets().get(7)).is_err(), "{body}");
        assert_eq!(*told.lock().unwrap(), [], "{body}");
    }
    let (client, told) = watched("");
    assert!(now(client.widgets().delete(7)).is_ok());
    assert_eq!(*told.lock().unwrap(), []);
}

#[test]
fn a_list_of_scalars_and_words_for_all_kinds() {
    let said = Arc::new(Mutex::new(Vec::new()));
    let sayer = Arc::clone(&said);
    let client = globex::Client::builder()
        .access_token("k3y")
        .organization("88")
        .transport(Recording::new([answer(
            200,
            r#"{"data": ["hunter2", 1, "2", null], "meta": {"is_last": "true", "x": 1}}"#,
        )]))
        .on_drift(move |drift| sayer.lock().unwrap().push(drift.to_string()))
        .build()
        .unwrap();
    let Error::Decode(error) = now(client.list()).unwrap_err() else {
        panic!("not a decode error")
    };
    assert_eq!(error.path(), "data[0]");
    assert_eq!(
        *said.lock().unwrap(),
        [
            "events.list: `data[0]` is a string where an integer is documented",
            "events.list: `data[2]` is a string where an integer is documented",
            "events.list: `data[3]` is null where an integer is documented",
            "events.list: `meta.is_last` is a string where a boolean is documented",
            "events.list: `meta.x` is in no document",
        ]
    );
}

/// Types that hold themselves.
mod tree {
    use clientwright_runtime::__private::v1;

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Tree {
        pub(super) size: i64,
        pub(super) next: Option<Box<Tree>>,
        pub(super) branches: Option<Vec<Branch>>,
    }

    impl v1::Record for Tree {
        const NAME: &'static str = "Tree";
        const MEMBERS: &'static [&'static str] = &["size", "next", "branches"];
        const PROMISED: &'static [usize] = &[0];

        fn blank() -> Self {
            Self::default()
        }

        fn read<'de, S: v1::Source<'de>>(
            &mut self,
            member: usize,
            source: S,
        ) -> Result<(), S::Error> {
            match member {
                0 => source.read(&mut self.size),
                1 => source.read(&mut self.next),
                2 => source.read(&mut self.branches),
                _ => source.skip(),
            }
        }

        fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
            sink.write("size", &self.size)?;
            sink.write("next", &self.next)?;
            sink.write("branches", &self.branches)?;
            Ok(())
        }
    }

    v1::serde!(Tree);

    v1::union! {
        /// A branch.
        pub enum Branch {
            /// A tree.
            Tree(Box<Tree>),
            /// Several.
            Several(Vec<Branch>),
            /// Where it stands, and which it is.
            Place((f64, Option<String>)),
        }
    }

    pub(super) struct GetTree;

    impl v1::Operation for GetTree {
        type Output = Tree;

        const INFO: &'static v1::OperationInfo = &v1::OperationInfo {
            name: "trees.get",
            path: "/tree",
            ..*<crate::support::acme::widgets::ListWidgets as v1::Operation>::INFO
        };

        fn read(answer: v1::Answer<'_>) -> Result<Self::Output, v1::AnswerError> {
            answer.whole()
        }
    }
}

fn tree(body: &str) -> (Result<tree::Tree, Error>, Vec<Told>) {
    let (client, told) = watched(body);
    let tree = now(client.call(tree::GetTree));
    let told = told.lock().unwrap().clone();
    (tree, told)
}

#[test]
fn types_that_hold_themselves() {
    let (_, told) = tree(
        r#"{"size": 1, "next": {"size": "2", "next": {"size": 3, "colour": 1}}, "branches": [
            [{"size": 4, "branches": [{"size": "5"}]}, [1, null]], "x"]}"#,
    );
    assert_eq!(
        told,
        [
            one("next.size", Coerced, Integer, Text)[0].clone(),
            ("next.next.colour".to_owned(), Unknown, None, None),
            one("branches[0][0].branches[0].size", Coerced, Integer, Text)[0].clone(),
            ("branches[1]".to_owned(), Unlisted, None, Some(Text)),
        ]
    );
}

#[test]
fn deep_bodies_are_walked_in_time() {
    let skipped = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let (read, told) = tree(&format!(r#"{{"size": 1, "colour": {skipped}}}"#));
    assert!(read.is_ok());
    assert_eq!(told, [("colour".to_owned(), Unknown, None, None)]);
    let deep = format!(
        "{}{}",
        r#"{"size": 1, "next": "#.repeat(120),
        "}".repeat(120)
    );
    let (read, _) = tree(&deep.replace(": }", ": {\"size\": []}}"));
    let Err(Error::Decode(error)) = read else {
        panic!("not a decode error")
    };
    assert_eq!(error.path(), format!("{}size", "next.".repeat(120)));
    // Unions within unions within unions.
    let nested = format!("{}{}", "[".repeat(110), "]".repeat(110));
    let (read, told) = tree(&format!(r#"{{"size": 1, "branches": {nested}}}"#));
    assert!(read.is_ok());
    assert_eq!(told, []);
}
