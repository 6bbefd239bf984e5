//! What the types of doc specs say of themselves: a name that can be said, and one kind.

use smol_str::SmolStr;

use super::context::Lowering;
use crate::diagnostic::{Diagnostic, codes};
use crate::names::type_name;
use crate::source::Spanned;
use crate::spec::{TypeSpec, is_name, is_word};

impl Lowering<'_> {
    /// A type whose name no expression can say, or that reads as another's, is of no use.
    pub(super) fn check_name(&mut self, name: &Spanned<SmolStr>) {
        let lower = name.value.to_lowercase();
        let (message, label, help) = if is_word(&lower) {
            (
                format!(
                    "`{lower}` is a built-in type, and `{}` would read as it",
                    name.value
                ),
                "a name that is taken",
                format!(
                    "name it for what it is of your API: `Widget{}`",
                    type_name(&lower)
                ),
            )
        } else if is_name(&name.value) {
            return;
        } else {
            (
                format!("`{}` cannot be the name of a type", name.value),
                "no type expression can say this",
                format!(
                    "write a capital, then letters and digits: `{}`",
                    type_name(&name.value)
                ),
            )
        };
        self.report(
            Diagnostic::error(codes::TYPE_NAME, name.span, message)
                .label(label)
                .help(help),
        );
    }

    pub(super) fn check_kind(&mut self, name: &Spanned<SmolStr>, spec: &TypeSpec) {
        let kinds = [
            !spec.members.is_empty(),
            !spec.values.is_empty(),
            !spec.one_of.is_empty(),
            spec.is.is_some(),
        ];
        let said = kinds.iter().filter(|kind| **kind).count();
        let beside = [
            ("like", &spec.like, "members", spec.members.is_empty()),
            ("base", &spec.base, "values", spec.values.is_empty()),
        ];
        for (key, value, of, lacks) in beside {
            let Some(value) = value.as_ref().filter(|_| said > 0 && lacks) else {
                continue;
            };
            self.report(
                Diagnostic::error(
                    codes::TYPE_KIND,
                    value.span,
                    format!(
                        "`{key}` speaks of `{of}`, and the type `{}` has none",
                        name.value
                    ),
                )
                .label("passed over")
                .help(format!("take it out, or give the type `{of}`")),
            );
        }
        self.check_others(spec);
        // What could not be read may have said it.
        if said == 1 || (said == 0 && self.is_faulty_file(name.span.file)) {
            return;
        }
        let message = match said {
            0 => format!("the type `{}` does not say what it is", name.value),
            _ => format!("the type `{}` says more than once what it is", name.value),
        };
        self.report(
            Diagnostic::error(codes::TYPE_KIND, name.span, message)
                .label("this type")
                .help("give it one of `members`, `values`, `one_of` and `is`"),
        );
    }
}
