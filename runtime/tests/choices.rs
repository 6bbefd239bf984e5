//! Enumerations stay open; unions take the variant that fits.

use serde_json::{from_value, json, to_value};

use crate::support::acme::WidgetId;
use crate::support::acme::widgets::{Grade, Maker, Owner, WidgetState};

#[test]
fn listed_values() {
    assert_eq!(
        from_value::<WidgetState>(json!("retired")).unwrap(),
        WidgetState::Retired
    );
    assert_eq!(to_value(WidgetState::Retired).unwrap(), json!("retired"));
    assert_eq!(WidgetState::Retired.as_str(), "retired");
    assert_eq!(WidgetState::from("active"), WidgetState::Active);
    assert_eq!(WidgetState::Active.to_string(), "active");
    for form in [json!(-1), json!("-1"), json!(-1.0)] {
        assert_eq!(from_value::<Grade>(form).unwrap(), Grade::Reject);
    }
    assert_eq!(to_value(Grade::Reject).unwrap(), json!(-1));
    assert_eq!((Grade::Good.as_str(), Grade::Reject.as_str()), ("1", "-1"));
    assert_eq!(Grade::from(1), Grade::Good);
    assert_eq!(Grade::from("1"), Grade::Good);
}

#[test]
fn unlisted_values_are_written_as_they_came() {
    for form in [
        json!("new"),
        json!(""),
        json!(7),
        json!(-7),
        json!(1.5),
        json!(true),
    ] {
        let read: WidgetState = from_value(form.clone()).unwrap();
        assert!(matches!(&read, WidgetState::Unlisted(_)), "{form}");
        assert_eq!(to_value(&read).unwrap(), form);
    }
    for form in [
        json!("new"),
        json!("7"),
        json!(7),
        json!(u64::MAX),
        json!(false),
    ] {
        let read: Grade = from_value(form.clone()).unwrap();
        assert_eq!(to_value(&read).unwrap(), form);
    }
    assert_eq!(to_value(Grade::from(7)).unwrap(), json!(7));
    assert_eq!(to_value(WidgetState::from("7")).unwrap(), json!("7"));
    let WidgetState::Unlisted(value) = WidgetState::from("new") else {
        panic!("it is listed")
    };
    assert_eq!(
        (value.as_str(), format!("{value:?}")),
        ("new", "\"new\"".to_owned())
    );
}

#[test]
fn what_is_no_scalar_is_no_enumeration() {
    for form in [json!([]), json!({}), json!(null)] {
        assert!(from_value::<WidgetState>(form.clone()).is_err(), "{form}");
    }
    // An unset number.
    assert!(from_value::<Grade>(json!("")).is_err());
    assert_eq!(WidgetState::default().as_str(), "");
}

#[test]
fn unions_take_the_variant_that_fits() {
    let maker: Maker = from_value(json!({"name": "Ada"})).unwrap();
    for (form, expected) in [
        (json!({"name": "Ada"}), Owner::Maker(maker)),
        (json!("7"), Owner::Id(WidgetId::from("7"))),
        (
            json!(["a", "b"]),
            Owner::Names(vec!["a".to_owned(), "b".to_owned()]),
        ),
        (json!(true), Owner::Other(json!(true))),
        (json!({"Ulm": "many"}), Owner::Other(json!({"Ulm": "many"}))),
    ] {
        let read: Owner = from_value(form.clone()).unwrap();
        assert_eq!(read, expected);
        assert_eq!(to_value(&read).unwrap(), form);
    }
    assert_eq!(
        from_value::<Owner>(json!(7)).unwrap(),
        Owner::Id(WidgetId::from(7))
    );
    assert_eq!(Owner::default(), Owner::Maker(Maker::default()));
}

mod constants {
    use clientwright_runtime::__private::v1;

    v1::open_enum! {
        /// A constant.
        pub enum Sort: string {
            /// `ball`
            Ball = "ball",
        }
    }

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Ball {
        pub sort: Option<Sort>,
        pub size: Option<i64>,
    }

    v1::record! { Ball(default) 0 sort, 1 size, }

    v1::union! {
        /// A name, or the thing.
        pub enum Thing {
            /// One.
            Name(String),
            /// The other.
            Ball(Ball),
        }
    }
}

/// Where only one of the variants is an object, a new constant leads nowhere else.
#[test]
fn an_unlisted_constant_of_the_only_object() {
    let thing: constants::Thing = from_value(json!({"sort": "cube", "size": 1})).unwrap();
    let constants::Thing::Ball(ball) = thing else {
        panic!("{thing:?}");
    };
    assert_eq!(ball.sort.unwrap().as_str(), "cube");
}

mod nested {
    use clientwright_runtime::__private::v1;

    /// A record that holds a union that holds it.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Node<const KIND: bool> {
        pub child: Option<Box<Tree>>,
        pub size: Option<i64>,
    }

    impl<const KIND: bool> v1::Record for Node<KIND> {
        const NAME: &'static str = "Node";
        const MEMBERS: &'static [&'static str] = &["child", "size"];

        fn blank() -> Self {
            Self::default()
        }

        fn read<'de, S: v1::Source<'de>>(
            &mut self,
            member: usize,
            source: S,
        ) -> Result<(), S::Error> {
            match member {
                0 => source.read(&mut self.child),
                1 => source.read(&mut self.size),
                _ => source.skip(),
            }
        }

        fn write<S: v1::Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
            sink.write("child", &self.child)?;
            sink.write("size", &self.size)
        }
    }

    pub(super) type Left = Node<true>;
    pub(super) type Right = Node<false>;
    v1::serde!(Left, Right);

    v1::union! {
        /// Two variants that look alike.
        pub enum Tree {
            /// One.
            Left(Left),
            /// The other.
            Right(Right),
        }
    }
}

/// Each level fails in both variants: without a bound the work would double with each.
#[test]
fn hostile_nesting_ends() {
    let mut body = json!({"size": "none"});
    for _ in 0..60 {
        body = json!({"child": body, "size": "none"});
    }
    let read: nested::Tree = from_value(body.clone()).unwrap();
    assert_eq!(to_value(&read).unwrap(), body);
}
