//! The macro that makes records of structs.

/// Makes a record of a struct, and serde's traits and `Field`:
///
/// ```text
/// record! { Widget(default, promised 0 1)
///     0 id, 1 r#type = "type", 2 note: nullable, 3 size: null, 4 tags: patch EmptyList,
///     ..additional
/// }
/// ```
///
/// Last the field of the members that the document does not name: `..additional` where it allows them,
/// `..additional: undocumented` where it does not mention them, and nothing where it forbids them.
/// Behind it `, excluded "pin"` names members that are known and have no place here.
/// `else instead` names the field of what comes in the place of an object, where the document only
/// implies that it is one.
///
/// Each member with its place, its field, its name on the wire where that is another, and how it is
/// read and written where that is not as all are. In the parentheses: whether a blank one is the
/// struct's `Default` or made of what is blank of `each` member, and which members are promised.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_record {
    (
        $name:ident($blank:ident $(, promised $($promised:literal)+)?)
        $($at:literal $field:ident $(= $wire:literal)? $(: $how:ident $($clear:ident)?)?,)*
        $(..$rest:ident $(: $undocumented:ident)? $(, excluded $($excluded:literal)+)?)?
        $(else $instead:ident)?
    ) => {
        impl $crate::__private::v1::Record for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [&'static str] =
                &[$($crate::__v1_record_part!(wire $field $($wire)?)),*];
            $(const PROMISED: &'static [usize] = &[$($promised),+];)?
            $(const ADDITIONAL: bool = !stringify!($rest).is_empty();
            $(const UNDOCUMENTED: bool = !stringify!($undocumented).is_empty();)?
            $(const EXCLUDED: &'static [&'static str] = &[$($excluded),+];)?)?

            fn blank() -> Self {
                $crate::__v1_record_part!(blank $blank $($field)* $($rest)? $($instead)?)
            }

            $(const IMPLIED: bool = !stringify!($instead).is_empty();

            fn instead(
                &mut self,
            ) -> ::core::option::Option<&mut ::core::option::Option<Box<$crate::__private::v1::Value>>> {
                ::core::option::Option::Some(&mut self.$instead)
            }

            fn kept(&self) -> ::core::option::Option<&$crate::__private::v1::Value> {
                self.$instead.as_deref()
            })?

            fn read<'de, S: $crate::__private::v1::Source<'de>>(
                &mut self,
                member: usize,
                source: S,
            ) -> ::core::result::Result<(), S::Error> {
                match member {
                    $($at => $crate::__v1_record_part!(
                        read source self $field $($how $($clear)?)?
                    ),)*
                    _ => source.skip(),
                }
            }

            $(fn additional<'de, S: $crate::__private::v1::Source<'de>>(
                &mut self,
                name: &str,
                source: S,
            ) -> ::core::result::Result<(), S::Error> {
                $crate::__v1_record_part!(rest source self name $rest $($undocumented)?)
            })?

            fn write<S: $crate::__private::v1::Sink>(
                &self,
                sink: &mut S,
            ) -> ::core::result::Result<(), S::Error> {
                $($crate::__v1_record_part!(
                    write sink self $field ($crate::__v1_record_part!(wire $field $($wire)?))
                    $($how $($clear)?)?
                );)*
                $(sink.rest(&self.$rest)?;)?
                ::core::result::Result::Ok(())
            }
        }

        $crate::__v1_serde!($name);
    };
}

/// What of a record depends on what is said of a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_record_part {
    (rest $source:ident $this:ident $name:ident $rest:ident) => {
        $source.insert(&mut $this.$rest, $name)
    };
    (rest $source:ident $this:ident $name:ident $rest:ident undocumented) => {
        $source.keep(&mut $this.$rest, $name)
    };
    (wire $field:ident) => { stringify!($field) };
    (wire $field:ident $wire:literal) => { $wire };
    (blank default $($field:ident)*) => { Self::default() };
    (blank each $($field:ident)*) => { Self { $($field: $crate::__private::v1::blank(),)* } };
    (read $source:ident $this:ident $field:ident) => { $source.read(&mut $this.$field) };
    (read $source:ident $this:ident $field:ident null) => { $source.read(&mut $this.$field) };
    (read $source:ident $this:ident $field:ident nullable) => {
        $source.nullable(&mut $this.$field)
    };
    (read $source:ident $this:ident $field:ident patch $clear:ident) => {
        $source.patch(&mut $this.$field, $crate::__private::v1::Cleared::$clear)
    };
    (write $sink:ident $this:ident $field:ident ($wire:expr) null) => {
        $sink.always($wire, &$this.$field)?
    };
    (write $sink:ident $this:ident $field:ident ($wire:expr) $($how:ident)*) => {
        $sink.write($wire, &$this.$field)?
    };
}
