//! Reading a body through the call of its operation, and writing what came of it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use zoho_clients::{Call, Error, Operation, Paged, expense, identity360, inventory, invoice};

use clientwright::ir::Payload;

use super::Sample;
use crate::support::{Script, example_at};

const ID: &str = "16367000000073071";

/// Sends the call of an operation: `empty`, `one` or `page` by what it answers.
macro_rules! calls {
    ($sample:ident, $body:ident; $($product:ident { $($answers:ident $name:ident($($argument:expr),*);)* })*) => {
        match (&*$sample.api.product.name, &*$sample.operation.id) {
            $($((stringify!($product), stringify!($name)) => {
                let client: $product::Client = Script::answering($body).client();
                $sample.$answers(client.users().$name($($argument),*)).await
            })*)*
            (product, operation) => panic!("no call of {operation} of {product}"),
        }
    };
}

impl Sample<'_> {
    /// What is written of a body, by the envelope's names.
    pub(super) async fn read(&self, body: &str) -> Result<Value, Error> {
        calls! { self, body;
            inventory {
                empty create(self.request());
                page list();
                empty update(ID, self.request());
                one get(ID);
                empty delete(ID);
                one me();
                empty invite(ID);
                empty mark_active(ID);
                empty mark_inactive(ID);
            }
            invoice {
                empty create(self.request());
                page list();
                empty update(ID, self.request());
                one get(ID);
                empty delete(ID);
                one me();
                empty invite(ID);
                empty mark_active(ID);
                empty mark_inactive(ID);
            }
            expense {
                one create(self.request());
                page list();
                one update(ID, self.request());
                one get(ID);
                empty delete(ID);
                empty mark_inactive(ID);
                empty mark_active(ID);
                empty assign_role(ID, ID);
            }
            identity360 {
                page list();
                one create(self.request());
                one get(ID);
                one update(ID, self.request());
                empty delete(ID);
                empty enable(ID);
                empty disable(ID);
                one create_from_template(ID, self.request());
            }
        }
    }

    /// The request example of the operation.
    fn request<T: DeserializeOwned>(&self) -> T {
        let mut examples = self.operation.examples.iter();
        let path = examples
            .find_map(|example| example.request.as_ref())
            .unwrap();
        serde_json::from_str(&example_at(&self.api.product.name, path)).unwrap()
    }

    async fn empty<Op: Operation<Output = ()>>(&self, call: Call<Op>) -> Result<Value, Error> {
        call.await.map(|()| Value::Null)
    }

    async fn one<Op: Operation>(&self, call: Call<Op>) -> Result<Value, Error>
    where
        Op::Output: Serialize,
    {
        let written = serde_json::to_value(call.await?).unwrap();
        Ok(match &self.operation.payload {
            Payload::Member { member, .. } => json!({ member.as_str(): written }),
            _ => written,
        })
    }

    async fn page<Op: Paged>(&self, call: Call<Op>) -> Result<Value, Error>
    where
        Op::Item: Serialize,
        Op::Context: Serialize,
    {
        let page = call.await?;
        let Payload::Page {
            member,
            context_member,
            ..
        } = &self.operation.payload
        else {
            panic!("{:?}", self.operation.payload)
        };
        let mut written = json!({ member.as_str(): page.items });
        if let (Some(name), Some(context)) = (context_member, page.context) {
            written[name.as_str()] = serde_json::to_value(context).unwrap();
        }
        Ok(written)
    }
}
