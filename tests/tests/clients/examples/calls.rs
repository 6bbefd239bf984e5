//! Which call an example belongs to.

use zoho_clients::{expense, identity360, inventory, invoice};

use super::Case;

const ID: &str = "16367000000073071";

/// Runs an example through the call of its operation: `empty`, `one` or `page` by what it answers.
macro_rules! calls {
    ($case:ident; $($product:ident { $($answers:ident $name:ident($($argument:expr),*);)* })*) => {
        match (&*$case.api.product.name, &*$case.operation.id) {
            $($((stringify!($product), stringify!($name)) => {
                let call = |client: &$product::Client| client.users().$name($($argument),*);
                $case.$answers(call).await;
            })*)*
            (product, operation) => panic!("no call of {operation} of {product}"),
        }
    };
}

impl Case<'_> {
    pub(super) async fn run(&self) {
        calls! { self;
            inventory {
                empty create(self.body());
                page list();
                empty update(ID, self.body());
                one get(ID);
                empty delete(ID);
                one me();
                empty invite(ID);
                empty mark_active(ID);
                empty mark_inactive(ID);
            }
            invoice {
                empty create(self.body());
                page list();
                empty update(ID, self.body());
                one get(ID);
                empty delete(ID);
                one me();
                empty invite(ID);
                empty mark_active(ID);
                empty mark_inactive(ID);
            }
            expense {
                one create(self.body());
                page list();
                one update(ID, self.body());
                one get(ID);
                empty delete(ID);
                empty mark_inactive(ID);
                empty mark_active(ID);
                empty assign_role(ID, ID);
            }
            identity360 {
                page list();
                one create(self.body());
                one get(ID);
                one update(ID, self.body());
                empty delete(ID);
                empty enable(ID);
                empty disable(ID);
                one create_from_template(ID, self.body());
            }
        }
    }
}
