//! Every example of every document, through the operations that it belongs to.

mod calls;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;

use clientwright::ir::{Api, Example, Operation as Described, Payload, SmolStr};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zoho_clients::{Call, Error, Operation, Page, Paged, Product, Response, expense, identity360};

use crate::support::{
    Script, apis, as_written, compact, example_at, member, sent_text, specs, without_envelope,
};

/// One example of an operation.
struct Case<'a> {
    api: &'a Api,
    operation: &'a Described,
    example: &'a Example,
}

#[tokio::test]
async fn every_example_of_every_operation() {
    let mut left = all_files();
    let mut cases = 0;
    for api in &apis() {
        let operations = api.modules.iter().flat_map(|module| &module.operations);
        for operation in operations {
            for example in &operation.examples {
                Case {
                    api,
                    operation,
                    example,
                }
                .run()
                .await;
                cases += 1;
                for path in [&example.request, &example.response].into_iter().flatten() {
                    left.remove(&format!("{}/{path}", api.product.name));
                }
            }
        }
    }
    assert_eq!(cases, 65);
    // These belong to no operation: `attribute_examples_are_users`.
    let attributes = [
        "expense/examples/users/attribute.json",
        "identity360/examples/users/attribute.json",
    ];
    assert_eq!(left, attributes.map(str::to_owned).into());
}

/// The example files, by their paths from the folder of the specs.
fn all_files() -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for api in apis() {
        let product = api.product.name;
        for module in fs::read_dir(specs().join(product.as_str()).join("examples")).unwrap() {
            let module = module.unwrap();
            for file in fs::read_dir(module.path()).unwrap() {
                let (module, file) = (module.file_name(), file.unwrap().file_name());
                let (module, file) = (module.to_str().unwrap(), file.to_str().unwrap());
                files.insert(format!("{product}/examples/{module}/{file}"));
            }
        }
    }
    files
}

impl Case<'_> {
    fn file(&self, path: &Option<SmolStr>) -> Option<String> {
        path.as_ref()
            .map(|path| example_at(&self.api.product.name, path))
    }

    fn response(&self) -> String {
        self.file(&self.example.response)
            .expect("every example has a response")
    }

    /// The request example of the operation, read into its type.
    fn body<T: DeserializeOwned>(&self) -> T {
        let requests = self
            .operation
            .examples
            .iter()
            .map(|example| self.file(&example.request));
        let request = requests.flatten().next().expect("a request example");
        serde_json::from_str(&request).unwrap()
    }

    /// An operation whose success carries nothing.
    async fn empty<P: Product, Op>(&self, call: impl Fn(&P) -> Call<Op>)
    where
        Op: Operation<Output = ()>,
    {
        assert_eq!(self.operation.payload, Payload::Empty);
        self.answer(&self.response(), &call).await;
    }

    /// An operation whose success carries one thing.
    async fn one<P: Product, Op: Operation>(&self, call: impl Fn(&P) -> Call<Op>)
    where
        Op::Output: Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let response = self.response();
        let Some(read) = self.answer(&response, &call).await else {
            return;
        };
        let written = serde_json::to_string(&read).unwrap();
        let payload = match &self.operation.payload {
            Payload::Member { member: name, .. } => member(&response, name).to_owned(),
            Payload::Whole { .. } => without_envelope(&response),
            other => panic!("{other:?}"),
        };
        assert_eq!(written, as_written(&payload), "{}", self.name());
        let again = self
            .answer(&response.replace(&payload, &written), &call)
            .await;
        assert_eq!(again.as_ref(), Some(&read), "{}", self.name());
        assert_eq!(serde_json::from_str::<Op::Output>(&written).unwrap(), read);
    }

    /// An operation whose success carries a page.
    async fn page<P: Product, Op: Paged>(&self, call: impl Fn(&P) -> Call<Op>)
    where
        Op::Item: Serialize + PartialEq + Debug,
        Op::Context: Serialize + PartialEq + Debug,
    {
        let Payload::Page {
            member: name,
            context_member: Some(context_name),
            ..
        } = &self.operation.payload
        else {
            panic!("{:?}", self.operation.payload);
        };
        let response = self.response();
        let Some(Page { items, context, .. }) = self.answer(&response, &call).await else {
            return;
        };
        let written = serde_json::to_string(&items).unwrap();
        let payload = member(&response, name);
        assert_eq!(written, as_written(payload), "{}", self.name());
        let mut answer = response.replace(payload, &written);
        if response.contains(context_name.as_str()) {
            let written = serde_json::to_string(&context).unwrap();
            let said = member(&response, context_name);
            assert_eq!(written, said, "{}", self.name());
            answer = answer.replace(said, &written);
        } else {
            assert_eq!(context, None);
        }
        let again = self.answer(&answer, &call).await.unwrap();
        assert_eq!(
            (again.items, again.context),
            (items, context),
            "{}",
            self.name()
        );
    }

    /// Sends the call to a service that gives this answer; `None` if the example is a failure.
    async fn answer<P: Product, Op: Operation>(
        &self,
        answer: &str,
        call: &impl Fn(&P) -> Call<Op>,
    ) -> Option<Op::Output> {
        let script = Script::new().then(self.example.status, answer);
        let call = call(&script.client());
        assert_eq!(Op::INFO.name, format!("users.{}", self.operation.id));
        let answered = call.with_response().await;
        self.check_request(&script);
        if self.example.status >= 400 {
            self.check_error(answered.err().expect("an error"));
            return None;
        }
        let Response {
            payload,
            message,
            status,
            bytes,
            ..
        } = answered.unwrap_or_else(|error| panic!("{}: {error}", self.name()));
        let words = answer
            .contains(r#""message":"#)
            .then(|| serde_json::from_str::<String>(member(answer, "message")).unwrap());
        assert_eq!(message, words, "{}", self.name());
        assert_eq!(status, self.example.status);
        assert_eq!(bytes, answer.as_bytes());
        Some(payload)
    }

    /// What was sent is the request example, byte for byte but for spaces.
    fn check_request(&self, script: &Script) {
        let sent = script.sent().pop().unwrap();
        if let Some(request) = self.file(&self.example.request) {
            let body = sent_text(sent.body.expect("a body"));
            assert_eq!(body, request, "{}", self.name());
        } else {
            assert_eq!(
                sent.body.is_some(),
                self.operation.body.is_some(),
                "{}",
                self.name()
            );
        }
    }

    fn check_error(&self, error: Error) {
        let response = self.response();
        let said = member(&response, "error");
        let text = |name| serde_json::from_str::<String>(member(said, name)).unwrap();
        let code = text("code");
        let documented = self
            .api
            .product
            .errors
            .iter()
            .find(|error| error.code == code);
        let documented = documented.unwrap_or_else(|| panic!("{code} is not documented"));
        assert!(
            self.operation.errors.iter().any(|known| *known == code),
            "{}: {code}",
            self.name()
        );
        assert_eq!(
            documented.status,
            Some(self.example.status),
            "{}: {code}",
            self.name()
        );

        assert_eq!(
            error.operation(),
            Some(&*format!("users.{}", self.operation.id))
        );
        assert_eq!(error.status(), Some(self.example.status));
        assert_eq!(error.code(), Some(&*code));
        assert_eq!(error.body(), Some(response.as_bytes()));
        let Error::Api(error) = error else {
            panic!("{}: {error:?}", self.name());
        };
        assert_eq!(error.message(), Some(&*text("title")));
        assert_eq!(error.detail(), Some(&*text("detail")));
        assert_eq!(error.meaning(), Some(&*documented.meaning));
    }

    fn name(&self) -> String {
        let example = self.example.response.as_deref().unwrap_or_default();
        format!(
            "{}/{example} of {}",
            self.api.product.name, self.operation.id
        )
    }
}

/// Each documented error of an operation has its example.
#[test]
fn every_documented_error_has_an_example() {
    for api in apis() {
        for operation in api.modules.iter().flat_map(|module| &module.operations) {
            let documented: BTreeSet<String> =
                operation.errors.iter().map(ToString::to_string).collect();
            let failures = operation
                .examples
                .iter()
                .filter(|example| example.status >= 400);
            let shown: BTreeSet<String> = failures
                .map(|example| {
                    let response = example.response.as_deref().unwrap();
                    let text = example_at(&api.product.name, response);
                    serde_json::from_str(member(member(&text, "error"), "code")).unwrap()
                })
                .collect();
            assert_eq!(
                shown, documented,
                "{} of {}",
                operation.id, api.product.name
            );
        }
    }
}

#[test]
fn attribute_examples_are_users() {
    let text = example_at("expense", "examples/users/attribute.json");
    let user: expense::users::User = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&user).unwrap(), text);

    // Identity360's sample is an answer and a request in one: an answer has no password.
    let text = example_at("identity360", "examples/users/attribute.json");
    let user: identity360::users::User = serde_json::from_str(&text).unwrap();
    let password = r#""password":"Test@1527#","#;
    assert!(text.contains(password));
    assert_eq!(
        serde_json::to_string(&user).unwrap(),
        text.replace(password, "")
    );
}

#[test]
fn compact_text_loses_nothing_but_spaces() {
    let text = "{ \"a b\" :\n[1.50, \"c \\\" d\\\\\" ,\ttrue] }";
    assert_eq!(compact(text), r#"{"a b":[1.50,"c \" d\\",true]}"#);
}
